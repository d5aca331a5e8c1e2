"""The words that a pattern needs, and which patterns are worth trying on a text."""

from __future__ import annotations

import re

import pytest

from jingwen.finding.needles import Index, needed_words
from jingwen.finding.phrases import FAMILIES


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("春季花展", {"春季花展"}),
        ("花展|灯会", {"花展", "灯会"}),
        (".{0,30}未经[^。]{0,20}(?:授权|许可).*", {"未经"}),
        ("跟[帖贴]", {"跟帖", "跟贴"}),
        (r"登[录陆]\s*后", {"登录", "登陆"}),
        ("花展?会", {"花会", "花展会"}),
        ("(?:最新|热门)*花展", {"花展"}),
        ("(?:最新|热门)+花", {"最新", "热门"}),
        ("(?:花展){2}", {"花展"}),
        (r"\d{1,3}条评论", {"条评论"}),
        ("[a-z]{2,8}报名", {"报名"}),
        (r"[\d]评论", {"评论"}),
        (r"Read\smore", {"read", "more"}),
        (r"e-?mail", {"email", "e-mail"}),
        (r"loading\b.{0,10}", {"loading"}),
        ("加载中(?!心).{0,4}", {"加载中"}),
        (r"\(c\)\s?\d{4}", {"(c)"}),
    ],
)
def test_needed_words(pattern: str, words: set[str]) -> None:
    assert needed_words(pattern) <= words  # of several words that are all needed, any will do
    assert needed_words(pattern)


@pytest.mark.parametrize("pattern", ["", ".*", r"\d+", "花展|.{0,3}", "(?:花展)?", "(?:花展){0,3}", "花)展"])
def test_a_pattern_that_needs_no_word_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="no word"):
        needed_words(pattern)


def test_index_names_the_patterns_in_their_order() -> None:
    index = Index(["灯会", "花展|Flower show", "花"])
    assert index.worth_trying("市里的花展开幕") == [1, 2]
    assert index.worth_trying("The FLOWER SHOW opens") == [1]
    assert index.worth_trying("示例河水位上涨") == []
    assert index.worth_trying("\ud800灯会") == [0]


@pytest.mark.parametrize("phrase", [phrase for family in FAMILIES for phrase in family.phrases])
def test_no_branch_of_a_phrase_is_without_its_words(phrase: str) -> None:
    """Each branch spelt by hand from the pattern's own literals holds a needed word wherever the pattern matches it."""
    words = needed_words(phrase)
    for literal in re.findall(r"[\u4e00-\u9fff]+|[a-z]+", phrase):
        if re.fullmatch(phrase, literal, re.I | re.S):
            assert any(word in literal for word in words), literal

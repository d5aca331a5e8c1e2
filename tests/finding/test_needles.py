"""What patterns need of a text, and which are worth trying on one."""

from __future__ import annotations

import re

import pytest

from jingwen.finding.needles import Index, needs
from jingwen.finding.phrases import FAMILIES

MARKS = "【】:"


@pytest.mark.parametrize(
    ("pattern", "worth_it", "hopeless"),
    [
        ("春季花展", "春季花展", "市里的春季花展"),
        ("春季花展", "【春季花展】:", "春季花展开幕"),
        ("花展|灯会", "灯会", "灯会开幕"),
        ("花展|.{0,4}灯会", "城东灯会", "春季花展"),
        (".{0,30}未经[^。]{0,20}(?:授权|许可).*", "任何人未经授权", "任何人不得授权"),
        ("(?:未经|本网).{0,20}授权", "未经授权", "任何人未经授权"),
        ("本.{0,20}授权", "本网授权", "本网消息"),
        ("跟[帖贴]", "跟贴", "跟随"),
        (r"登[录陆]\s*后.*", "登陆后", "请登陆后"),
        ("花展?会", "花会", "花展"),
        ("(?:最新|热门)*花展", "热门花展", "热门灯会"),
        ("(?:最新|热门)+花.*", "最新花展", "花展"),
        ("(?:花展){2}", "花展花展", "灯会"),
        (r"\d{1,3}条评论", "12条评论", "12条回复"),
        ("[a-z]{2,8}报名", "app报名", "app"),
        (r"[\d]评论", "1评论", "1回复"),
        (
            r"(?:dieser|der|ein|kein|unser)\sArtikel\s(?:ist|war)\sgesperrt",
            "Unser Artikel ist gesperrt",
            "Unser Garten",
        ),
        (r"Read\smore", "read\u2003MORE", "read no more"),
        (r"更多(?:\s|[>》])\s?花展", "更多\n 花展", "更多的花展"),
        ("[【:]花展.*", "【:花展开幕】", "灯会:花展"),
        (r"e-?mail", "E-mail", "by e-mail"),
        (r"loading\b.{0,10}", "loading", "downloading"),
        ("加载中(?!心).{0,4}", "加载中…", "正在加载中"),
        (r"\(c\)\s?\d{4}", "(c) 2024", "(d) 2024"),
    ],
)
def test_an_index_tells_by_what_a_pattern_needs(pattern: str, worth_it: str, hopeless: str) -> None:
    index = Index([pattern], MARKS)
    assert index.worth_trying(worth_it) == [0]
    assert not index.worth_trying(hopeless)


@pytest.mark.parametrize(
    "pattern", ["", ".*", r"\d+", "花展|.{0,3}", "(?:花展)?", "(?:花展){0,3}", "花)展", r"\s|花展"]
)
def test_a_pattern_that_needs_no_word_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="no word"):
        needs(pattern)


def test_index_names_the_patterns_in_their_order() -> None:
    index = Index(["灯会", ".*花展|Flower show", "市.*"])
    assert index.worth_trying("市里的花展开幕") == [1, 2]
    assert index.worth_trying("FLOWER SHOW") == [1]
    assert not index.worth_trying("示例河水位上涨")
    assert index.worth_trying("\ud800\n市花展") == [1]


@pytest.mark.parametrize("phrase", [phrase for family in FAMILIES for phrase in family.phrases])
def test_no_branch_of_a_phrase_is_lost(phrase: str) -> None:
    """Each branch spelt by hand from the pattern's own literals is worth trying wherever the pattern matches it."""
    index = Index([phrase], MARKS)
    for literal in re.findall(r"[\u4e00-\u9fff]+|[a-z]+", phrase):
        if re.fullmatch(phrase, literal, re.I | re.S):
            assert index.worth_trying(literal), literal
            assert index.worth_trying(f"【{literal.upper()}】"), literal

"""Patterns: what they take, what they refuse, and that none of them runs away."""

from __future__ import annotations

import pickle

import pytest

from jingwen.rules import patterns
from jingwen.rules.patterns import MAX_STEPS, Pattern, PatternError, PatternSet


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        ("来源", "消息来源:新华社", "来源"),
        (r"来源[:：]\s*(\S+)", "来源：新华社 编辑", "新华社"),
        (r"来源[:：]\s*(\S+)", "来源：\u3000\xa0新华社\u3000编辑", "新华社"),
        (r"^[\s、]+甲", "\u3000、甲乙", "\u3000、甲"),
        (r"^[^\s]+", "甲乙\u3000丙", "甲乙"),
        (r"[]\s]+", "甲]\u3000]乙", "]\u3000]"),
        (r"[[:alpha:]\s]+$", "甲ab\u3000c", "ab\u3000c"),
        (r"\Q\s\E\s", "\\s\u3000", "\\s\u3000"),
        (r"\\s", "a\\s", "\\s"),
        (r"^\p{Han}{2,4}$", "张三丰", "张三丰"),
        ("^甲$", "甲\n乙", None),
        ("(?m)^乙$", "甲\n乙", "乙"),
        ("甲|(乙)", "甲", None),
        ("乙", "甲", None),
        ("甲", "\ud800甲", "甲"),
    ],
)
def test_search(source: str, text: str, found: str | None) -> None:
    assert Pattern(source).search(text) == found


def test_too_many_to_be_joined_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "MAX_MEMORY", 1 << 20)
    large = Pattern("N(?:.|x){1,250}z")
    large.check()
    PatternSet([large] * 4).check()
    with pytest.raises(PatternError, match=r"^10 patterns that do not fit together into 1 MB; use fewer"):
        PatternSet([large] * 10).check()


@pytest.mark.parametrize(("text", "holds"), [("甲乙", True), ("丙", False)])
def test_matches(text: str, holds: bool) -> None:
    assert Pattern("(乙)?甲|乙").matches(text) is holds


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("(a", "missing )"),
        ("a(?=b)", "invalid perl operator"),
        (r"(a)\1", "invalid escape sequence"),
        ("a{1001}", "invalid repetition size"),
        (r"[\S、]", r"\S within [...]"),
        (".{0,900}甲.{0,900}", f"the limit is {MAX_STEPS}"),
        (r"(?i:\pL{0,200}x)", f"the limit is {MAX_STEPS}"),
    ],
)
def test_refused(source: str, said: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(PatternError) as refused:
        Pattern(source).check()
    assert said in str(refused.value)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("source", "matches"),
    [("(a+)+$", False), ("(a|aa)+$", False), ("(.*a){20}$", False), ("^(a?){30}a{30}", True)],
)
def test_backtracking_bombs_are_ordinary_patterns(source: str, matches: bool) -> None:
    # a backtracking engine needs longer than anyone waits for the first of these on forty letters
    text = "a" * 50_000 + "!"
    assert Pattern(source).matches(text) is matches
    for said in (text, text.encode("utf-8", "surrogatepass")):
        assert list(PatternSet([Pattern(source)]).hits(said)) == ([0] if matches else [])


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("责任编辑:张三", [0]),
        ("原标题:甲", [2]),
        ("甲原标题", []),
        ("责任编辑 图为某地", [0, 1]),
        ("", []),
        ("\ud800图为", [1]),
        ("原\u3000标题", [3]),
    ],
)
def test_set_tells_which_match(text: str, hits: list[int]) -> None:
    together = PatternSet([Pattern(s) for s in ("责任编辑", "图为", "^原标题", r"原\s标题")])
    assert list(together.hits(text)) == list(together.hits(text.encode("utf-8", "surrogatepass"))) == hits
    assert list(pickle.loads(pickle.dumps(together)).hits(text)) == hits


@pytest.mark.parametrize(
    ("sources", "text", "hits"),
    [
        (["^甲乙?丙", "乙{0}丙"], "甲丙", [0, 1]),
        (["甲+乙", "乙*丁"], "甲甲乙丁", [0, 1]),
        (["甲乙[丙丁]", "甲丁|乙"], "乙甲乙丁", [0, 1]),
        (["(?i)ab", "AB"], "Ab", [0]),
        (["^乙", "甲$"], "甲乙", []),
    ],
)
def test_words_at_the_head_are_no_more_than_every_match_holds(sources: list[str], text: str, hits: list[int]) -> None:
    for which in (sources, sources + ["甲" * 9] * 9):
        together = PatternSet([Pattern(source) for source in which])
        assert list(together.hits(text)) == list(together.hits(text.encode())) == hits


def test_empty_set_hits_nothing() -> None:
    assert list(PatternSet([]).hits("甲")) == []


def test_large_set_still_answers() -> None:
    # a set that runs out of memory would answer "no match" without a word
    together = PatternSet([Pattern(rf"第{i}.{{1,200}}号\S{{1,40}}$") for i in range(100)])
    assert list(together.hits("见第42期" + "某" * 150 + "号文件")) == [4, 42]


def test_pickled_pattern_is_the_same() -> None:
    pattern = Pattern(r"来源[:：]\s*(\S+)")
    pattern.check()
    again = pickle.loads(pickle.dumps(pattern))
    assert again == pattern and hash(again) == hash(pattern) and again != Pattern("来源")
    assert again.search("来源:甲报") == "甲报"

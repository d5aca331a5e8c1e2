"""A rule tried on a page: with it, without it, its tests, its idle lines and whatever is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar

import pytest

from jingwen import Cleaner, Options, RawPage
from jingwen.pipeline import clean
from jingwen.rules.load import read_text
from jingwen.rules.model import RuleSet
from jingwen.workshop.tried import tried

PAGE = """<h1>新桥通车</h1><div class=post><p>新桥今天早上通车，双向六车道，从城东到城西只要八分钟。</p>
<p class=ask>您常走这座桥吗？请把您的故事写给我们。</p></div>"""
DRAFT = """site: 示例桥梁网
hosts: [bridge.example.com]
body:
  select: ['.post']
  drop: [{css: '.ask'}]
"""
TESTS = """tests:
  - name: plain article
    url: https://bridge.example.com/a/1
    html: |
      <div class=post><p>老桥拆除。</p><p class=ask>您走过吗？</p></div><div><p>更多好文章都在这里等着您。</p></div>
    expect: {starts: 老桥, ends: 拆除。, lacks: [走过]}
"""
ASK = "您常走这座桥吗？请把您的故事写给我们。"
CLEANER = Cleaner("off")
T = TypeVar("T")


def attempt(rule: str, url: str | None = "https://bridge.example.com/a/7", **options: object) -> dict[str, Any]:
    found = tried(rule, CLEANER, [RawPage(PAGE, url)], options)
    answer: dict[str, Any] = json.loads(found.body)
    return answer


def test_the_page_with_the_rule_and_without() -> None:
    answer = attempt(DRAFT + TESTS)
    assert ASK in answer["without"]["text"]
    assert ASK not in answer["with"]["text"]
    rules = RuleSet((read_text(DRAFT + TESTS, "rules/tried.yaml"),), "tried")
    page = RawPage(PAGE, "https://bridge.example.com/a/7")
    assert answer["with"] == clean(page, rules, Options(explain=True)).to_dict()
    assert (answer["applies"], answer["problems"], answer["idle"]) == (True, [], [])
    assert answer["tests"] == [{"name": "plain article", "line": 7, "passed": True, "failures": []}]
    assert answer["lines"] == {"hosts": 2, "body.select[0]": 4, "body.drop[0]": 5}
    reasons = [block["reason"] for block in answer["with"]["blocks"]]
    assert reasons[-1] == "rule rules/tried.yaml body.drop[0]"


def test_a_rule_that_lacks_its_tests_is_tried_all_the_same() -> None:
    answer = attempt(DRAFT)
    assert answer["problems"] == [{"line": 1, "message": "the key tests is missing; every rule has one"}]
    assert ASK not in answer["with"]["text"]
    assert (answer["tests"], answer["idle"]) == ([], None)
    broken = attempt(DRAFT + TESTS.replace("starts", "startz"))
    assert [problem["line"] for problem in broken["problems"]] == [11]
    assert ASK not in broken["with"]["text"]


@pytest.mark.parametrize(
    ("rule", "line", "said"),
    [
        ("", 1, "the file"),
        ("site: 甲\nhosts: [bridge.example.com]\nbody: {drob: '.ask'}\n", 3, "did you mean drop?"),
        ("site: 甲\nhosts: [bridge.example.com]\ntitle: 'h1['\n", 3, "title"),
        ("site: [甲\n", 1, ""),
        ("x" * 200_001, 1, "200,001 characters"),
    ],
)
def test_a_rule_that_cannot_be_used(rule: str, line: int, said: str) -> None:
    answer = attempt(rule)
    (problem,) = answer["problems"]
    assert problem["line"] == line
    assert said in problem["message"]
    assert (answer["with"], answer["applies"], answer["idle"], answer["lines"]) == (None, None, None, {})
    assert ASK in answer["without"]["text"]


def test_a_rule_for_other_pages() -> None:
    answer = attempt(DRAFT + TESTS, "https://other.example.com/a/7")
    assert answer["applies"] is False
    assert answer["with"]["text"] == answer["without"]["text"]


def test_a_test_that_fails_and_a_line_that_none_needs() -> None:
    failing = attempt(DRAFT + TESTS.replace("ends: 拆除。", "ends: 通车。"))
    (test,) = failing["tests"]
    assert (test["passed"], [failure["line"] for failure in test["failures"]]) == (False, [11])
    assert failing["idle"] is None
    idle = attempt(DRAFT + "  stop_before: [{css: '.more'}]\n" + TESTS)
    assert idle["idle"] == [{"line": 6, "where": "body.stop_before[0]"}]


def test_the_options_hold_for_both() -> None:
    answer = attempt(DRAFT + TESTS, script="hant")
    assert "雙向" in answer["with"]["text"]
    assert "雙向" in answer["without"]["text"]


def test_without_time_the_idle_lines_and_the_page_without_the_rule_are_not_known() -> None:
    found = json.loads(tried(DRAFT + TESTS, CLEANER, [RawPage(PAGE)], {}, lambda _: None).body)
    assert (found["idle"], found["without"]) == (None, None)
    assert found["with"]["text"]
    unusable = json.loads(tried("site: 甲", CLEANER, [RawPage(PAGE)], {}, lambda _: None).body)
    assert (unusable["with"], unusable["without"]["status"]) == (None, "article")


def test_no_attempt_is_made_within_another() -> None:
    under_way: list[object] = []

    def attempt(work: Callable[[], T]) -> T:
        assert not under_way
        under_way.append(work)
        done = work()
        under_way.clear()
        return done

    assert json.loads(tried(DRAFT + TESTS, CLEANER, [RawPage(PAGE)], {}, attempt).body)["without"]

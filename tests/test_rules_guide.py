"""``docs/rules.md`` says what the loader does: its examples are loaded, its tables are the loader's keys."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from jingwen.errors import RuleError
from jingwen.rules.expect import EXPECT_KEYS, TEST_KEYS
from jingwen.rules.load import read_text
from jingwen.rules.model import FIELDS
from jingwen.rules.parse import BODY_KEYS, KEYS
from jingwen.workshop.check import check

GUIDE = (Path(__file__).parents[1] / "docs" / "rules.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| `(\w+)` \|", re.MULTILINE)
CODE = FENCE.findall(GUIDE)
RULES = [code for kind, code in CODE if kind == "yaml"]
REFUSED = [(rule, said.strip()) for (kind, rule), (after, said) in pairwise(CODE) if (kind, after) == ("yaml", "text")]
WHOLE = [rule for rule in RULES if "\ntests:" in rule]
PARTS = [rule for rule in RULES if rule not in WHOLE and rule not in [refused for refused, _ in REFUSED]]
# What a part of a rule lacks to be one.
REST = """
site: 示例网
hosts: [news.example.com]
tests:
  - name: plain
    url: https://news.example.com/a
    text: 甲乙。
    expect: {starts: 甲, ends: 。, lacks: [丙]}
"""


def section(heading: str) -> str:
    """The text under ``heading``."""
    return GUIDE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def test_the_guide_shows_all_three_kinds_of_rules() -> None:
    assert (len(WHOLE), len(PARTS), len(REFUSED)) == (2, 1, 3)


def test_whole_rules_pass_the_checker(tmp_path: Path) -> None:
    for number, rule in enumerate(WHOLE):
        (tmp_path / f"example{number}.yaml").write_text(rule, encoding="utf-8")
    assert check([tmp_path]).problems == []


def test_whole_rules_use_every_key() -> None:
    rules = [read_text(rule, "rules/example.yaml") for rule in WHOLE]
    assert {name for rule in rules for name in rule.fields} == {*FIELDS}
    bodies = [rule.body for rule in rules if rule.body]
    assert all(any(getattr(body, key) for body in bodies) for key in BODY_KEYS)
    assert any(rule.hosts for rule in rules)
    assert any(rule.when for rule in rules)


@pytest.mark.parametrize("part", PARTS)
def test_parts_of_rules_load(part: str) -> None:
    assert read_text(part + REST, "rules/example.yaml").fields


@pytest.mark.parametrize(("rule", "said"), REFUSED)
def test_refused_rules_are_refused_in_these_words(rule: str, said: str) -> None:
    with pytest.raises(RuleError) as caught:
        read_text(rule + REST.partition("[news.example.com]")[2], "rules/example.yaml")
    assert str(caught.value) == said


@pytest.mark.parametrize(
    ("heading", "keys"),
    [
        ("Keys", KEYS),
        ("Fields", ("select", "match", "zone")),
        ("Body", BODY_KEYS),
        ("Tests", (*TEST_KEYS, *EXPECT_KEYS)),
    ],
)
def test_a_table_lists_every_key(heading: str, keys: tuple[str, ...]) -> None:
    assert {*ROW.findall(section(heading))} == {*keys}

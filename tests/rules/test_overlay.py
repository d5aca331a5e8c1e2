"""Rules of two places as one: which are left, which are asked first, and what is told of those that are not."""

from __future__ import annotations

import pytest

from jingwen.rules.match import find
from jingwen.rules.model import Overridden, Rule, RuleSet, When
from jingwen.rules.overlay import overlay
from jingwen.rules.patterns import Pattern


def rule_set(place: str, **heads: str) -> RuleSet:
    """A rule for each of ``heads``: its hosts, then, behind a question mark, the text that it needs."""
    rules = []
    for name, head in heads.items():
        hosts, _, text = head.partition("?")
        when = When(Pattern(text)) if text else None
        rules.append(Rule(f"rules/{name}.yaml", f"{place}/{name}.yaml", "x", tuple(hosts.split()), when))
    return RuleSet(tuple(rules), f"version {place}")


def at_work(rules: RuleSet, url: str | None, text: str = "甲") -> str | None:
    """The path of the rule for a page."""
    rule = find(rules, url, text)
    return rule.path if rule else None


BOTH = "a.example.com b.example.com"
A = "a.example.com"
B = "b.example.com"
WILD = "*.example.com"


@pytest.mark.parametrize(
    ("earlier", "later", "work", "overridden"),
    [
        ({"x": A}, {"y": B}, {"a": "old/x.yaml", "b": "new/y.yaml"}, []),
        ({"x": A}, {"y": A}, {"a": "new/y.yaml"}, [Overridden("old/x.yaml", "new/y.yaml", ("a.example.com",))]),
        (
            {"x": BOTH},
            {"y": A},
            {"a": "new/y.yaml", "b": "old/x.yaml"},
            [Overridden("old/x.yaml", "new/y.yaml", ("a.example.com",))],
        ),
        (
            {"x": BOTH},
            {"y": A, "z": B},
            {"a": "new/y.yaml", "b": "new/z.yaml"},
            [
                Overridden("old/x.yaml", "new/y.yaml", ("a.example.com",)),
                Overridden("old/x.yaml", "new/z.yaml", ("b.example.com",)),
            ],
        ),
        (
            {"x": BOTH},
            {"x": A},
            {"a": "new/x.yaml", "b": None},
            [Overridden("old/x.yaml", "new/x.yaml", ("a.example.com", "b.example.com"))],
        ),
        (
            {"x": A},
            {"y": f"{A}?乙"},
            {"a": None},
            [Overridden("old/x.yaml", "new/y.yaml", ("a.example.com",))],
        ),
        ({"x": A}, {"y": WILD}, {"a": "old/x.yaml", "b": "new/y.yaml"}, []),
        ({"x": WILD}, {"y": A}, {"a": "new/y.yaml", "b": "old/x.yaml"}, []),
        ({"x": "?甲"}, {"y": "?甲"}, {"": "new/y.yaml"}, [Overridden("old/x.yaml", "new/y.yaml", ())]),
        ({"x": "?甲"}, {"y": "?乙"}, {"": "old/x.yaml"}, []),
        ({"a": "?甲"}, {"z": "?[甲乙]"}, {"": "new/z.yaml", "a": "new/z.yaml"}, []),
    ],
)
def test_the_later_place_wins(
    earlier: dict[str, str], later: dict[str, str], work: dict[str, str | None], overridden: list[Overridden]
) -> None:
    together = overlay(rule_set("old", **earlier), rule_set("new", **later))
    urls = {host: f"https://{host}.example.com/1" if host else None for host in work}
    assert {host: at_work(together, url) for host, url in urls.items()} == work
    assert list(together.overridden) == overridden


def test_of_three_places_the_last_wins() -> None:
    one, two, three = rule_set("one", x=BOTH), rule_set("two", y=A), rule_set("three", z=BOTH)
    together = overlay(overlay(one, two), three)
    assert [rule.path for rule in together] == ["three/z.yaml"]
    assert list(together.overridden) == [
        Overridden("one/x.yaml", "two/y.yaml", ("a.example.com",)),
        Overridden("two/y.yaml", "three/z.yaml", ("a.example.com",)),
        Overridden("one/x.yaml", "three/z.yaml", ("b.example.com",)),
    ]


def test_the_version_is_that_of_both() -> None:
    one, two = rule_set("one", x=A), rule_set("two", y=A)
    versions = {one.version, two.version, overlay(one, two).version, overlay(two, one).version}
    assert len(versions) == 4
    assert len(overlay(one, two).version) == 12

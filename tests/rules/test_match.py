"""Which rule a page gets, by its host and by what it shows."""

from __future__ import annotations

import pickle

import pytest
from selectolax.lexbor import LexborHTMLParser

from jingwen.rules.load import assemble
from jingwen.rules.match import find, host_of
from jingwen.rules.model import RuleSet

from .sample import when_rule

FILES = (
    when_rule("exact", "hosts: [a.example.com]\nwhen: {text: '甲报版权'}", "甲报版权"),
    when_rule("general", "hosts: [example.com, a.example.com]\nwhen: {css: 'p'}", "<p>甲</p>"),
    when_rule("below", "hosts: ['*.example.com']\nwhen: {text: '甲'}", "甲"),
    when_rule("nearer", "hosts: ['*.b.example.com']\nwhen: {text: '丙'}", "丙"),
    when_rule("both", "hosts: [c.example.cn]\nwhen: {text: '丁', css: 'i'}", "<i>丁</i>"),
    when_rule("anywhere", "when: {css: 'b.x'}", "<b class=x>"),
    when_rule("print", "when: {text: '丑[报刊]'}", "<h1>丑报</h1>"),
)
# Their own tests would get in each other's way, so the set is put together without them.
RULES = RuleSet(tuple(rule for rule, _ in FILES), "test")


@pytest.mark.parametrize(
    ("url", "page", "name"),
    [
        ("https://a.example.com/1", "甲报版权", "exact"),
        ("http://A.example.com.:8080/1", "甲报版权", "exact"),
        ("https://a.example.com/1", "<p>甲", "general"),
        ("https://a.example.com/1", "甲", "below"),
        ("https://a.example.com/1", "丙", None),
        ("https://example.com", "<p>甲", "general"),
        ("https://example.com", "甲", None),
        ("https://x.example.com", "甲", "below"),
        ("https://y.x.example.com", "甲", "below"),
        ("https://y.b.example.com", "甲丙", "nearer"),
        ("https://y.b.example.com", "甲", "below"),
        ("https://b.example.com", "甲丙", "below"),
        ("https://notexample.com", "甲", None),
        ("https://c.example.cn", "<i>丁", "both"),
        ("https://c.example.cn", "<i>", None),
        ("https://c.example.cn", "丁", None),
        ("https://c.example.cn", "<b class=x>", "anywhere"),
        ("https://other.example.org", "<b class=x>丑刊", "anywhere"),
        ("https://other.example.org", "丑刊", "print"),
        # what another site's page says does not make it this site's
        ("https://other.example.org", "甲报版权", None),
        # without a URL the page is all there is to go by
        (None, "甲报版权", "exact"),
        (None, "丙", "nearer"),
        (None, "<p>丙", "general"),
        (None, "丑报", "print"),
        (None, "<b class=x>", "anywhere"),
        (None, "戊", None),
        (None, "", None),
        ("no-host", "甲报版权", "exact"),
        ("http://[::1", "甲报版权", "exact"),
    ],
)
def test_find(url: str | None, page: str, name: str | None) -> None:
    for rules in (RULES, pickle.loads(pickle.dumps(RULES))):
        rule = find(rules, url, page, LexborHTMLParser(page))
        assert (rule.site if rule else None) == name


def test_css_does_not_hold_on_a_dump() -> None:
    assert find(RULES, "https://c.example.cn", "丁") is None
    assert find(RULES, None, "<b class=x>") is None


def test_rule_with_when_goes_before_the_general_rule() -> None:
    general = when_rule("a", "hosts: [example.com]\nwhen: {text: '甲'}", "甲")[0]
    special = when_rule("b", "hosts: [example.com]\nwhen: {text: '乙'}", "乙")[0]
    bare = type(general)(file="rules/a.yaml", path="a", site="bare", hosts=("example.com",))
    rules = RuleSet((bare, special), "test")
    assert [find(rules, "http://example.com", page).site for page in ("乙", "甲")] == ["b", "bare"]  # type: ignore[union-attr]  # a miss fails the test as well
    assert find(rules, None, "甲") is None


def test_no_rules_match_nothing() -> None:
    assert find(RuleSet(), "https://example.com", "甲") is None
    assert find(assemble([]), None, "甲") is None


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://user@News.Example.com:80/a?b#c", "news.example.com"),
        ("//news.example.com/a", "news.example.com"),
        ("https://例子.example.com/", "xn--fsqu00a.example.com"),
        ("https://" + "例" * 80 + ".cn/", None),
        ("news.example.com/a", None),
        ("http:///a", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_host_of(url: str, host: str | None) -> None:
    assert host_of(url) == host

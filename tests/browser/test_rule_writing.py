"""What a click and a test of the page write into a rule that somebody wrote by hand."""

from __future__ import annotations

from typing import Any

import pytest

from jingwen.rules.load import read_text
from jingwen.rules.parse import parse_draft

from .chromium import Seat, executable
from .gestures import example, paste, ruled, until

pytest.importorskip("playwright", reason="playwright is not installed: make test-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(executable() is None, reason="there is no Chromium: make test-browser installs Debian's"),
]

HEAD = "site: 甲\nhosts: [news.example.com]\n"
DROP = ("inBody", "drop", "{css: '.c'}")
SELECT = ("inBody", "select", "'.c'")
CAPTION = ("inCaptions", ".c")
# What `rule.js` makes of a file, or the line that it does not know what to do with.
WRITE = """async ([name, ...given]) => {
  const rule = await import("/playground/rule.js");
  try {
    return rule[name](...given);
  } catch (error) {
    if (error instanceof rule.Unclear) return { unclear: error.line };
    throw error;
  }
}"""


def written(here: Seat, text: str, action: tuple[str, ...]) -> Any:
    name, *given = action
    return here.page.evaluate(WRITE, [name, HEAD + text, *given])


@pytest.mark.parametrize(
    ("before", "action", "after"),
    [
        ("body:\n  select: '.a'  # mine\n", SELECT, "body:\n  select: ['.c', '.a']  # mine\n"),
        ("body:\n  select: '[title=\" # b\"]'\n", SELECT, "body:\n  select: ['.c', '[title=\" # b\"]']\n"),
        ("body: {select: '.a'}  # mine\n", DROP, "body:  # mine\n  select: '.a'\n  drop: [{css: '.c'}]\n"),
        ("body:\n    select: '.a'\n", DROP, "body:\n    select: '.a'\n    drop: [{css: '.c'}]\n"),
        (
            "body:\n  # why\n  drop: # one\n  - {css: '.a'}  # it's\n\n  select: '.x'\n",
            DROP,
            "body:\n  # why\n  drop: # one\n  - {css: '.a'}  # it's\n  - {css: '.c'}\n\n  select: '.x'\n",
        ),
        ("body:\n  drop:\n  - {css: '.c'}\n", DROP, "body:\n  drop:\n  - {css: '.c'}\n"),
        ("body:\n  select:\n  - '.a'\n", SELECT, "body:\n  select:\n  - '.c'\n  - '.a'\n"),
        (
            "body:\n  select: '.a'\n\n# pages\nnext_page: '.x'\n",
            DROP,
            "body:\n  select: '.a'\n  drop: [{css: '.c'}]\n\n# pages\nnext_page: '.x'\n",
        ),
        ("captions: off  # none\n", CAPTION, "captions: ['.c']  # none\n"),
        ("captions:\n- '.a'\n", CAPTION, "captions:\n- '.a'\n- '.c'\n"),
        ("captions: {match: '^图, '}\n", CAPTION, "captions:\n  match: '^图, '\n  select: ['.c']\n"),
        ("captions:\n   match:\n   - '^图'\n", CAPTION, "captions:\n   match:\n   - '^图'\n   select: ['.c']\n"),
        ("title:\n- '.a'\n- '.b'\nbyline: off\n", ("field", "title", "'.c'"), "title: '.c'\nbyline: off\n"),
    ],
)
def test_what_is_written_by_hand_stays_a_rule(before: str, action: tuple[str, ...], after: str, here: Seat) -> None:
    parse_draft(HEAD + before, "before.yaml")
    assert written(here, before, action) == HEAD + after
    parse_draft(HEAD + after, "after.yaml")


@pytest.mark.parametrize(
    ("before", "action", "line"),
    [
        ("body: {drop: [{css: '.a'}],\n  select: '.b'}\n", DROP, "body: {drop: [{css: '.a'}],"),
        ("body: {drop: [{css: '.a'}]\n}\n", DROP, "}"),
        ("body:\n  drop: [{css: '.a'},\n    {css: '.b'}]\n", DROP, "drop: [{css: '.a'},"),
        ("body:\n  drop:\n    css: '.a'\n", DROP, "css: '.a'"),
        ("body:\n  {drop: [{css: '.a'}]}\n", DROP, "{drop: [{css: '.a'}]}"),
        ("body:\n  select: '.b'\n  'drop': [{css: '.a'}]\n", DROP, "'drop': [{css: '.a'}]"),
        ("'body': {select: '.b'}\n", DROP, "'body': {select: '.b'}"),
        ("captions: '.a,\n  .b'\n", CAPTION, "captions: '.a,"),
    ],
)
def test_another_form_is_left_alone(before: str, action: tuple[str, ...], line: str, here: Seat) -> None:
    parse_draft(HEAD + before, "before.yaml")
    assert written(here, before, action) == {"unclear": line}


def test_nothing_written_is_said_in_both_languages(here: Seat) -> None:
    page = example(here.page)
    text = f"{HEAD}body: {{drop: [{{css: '.hand'}}],\n  select: '.post_body'}}\n"
    ruled(page, text)
    page.click(".blocks li:has-text('您常走')")
    page.click("[data-do=drop]")
    assert page.inner_text("#written").startswith("Nothing was written: the rule has “body: {drop: [{css: '.hand'}],”")
    assert page.get_attribute("#written", "data-kind") == "warning"
    page.click("#language")
    assert page.inner_text("#written").startswith("没有写入：规则里“body: {drop")
    assert page.input_value("#rule") == text
    ruled(page, f"{HEAD}tests: [{{name: 'x'}}]\n")
    page.click("#add-test")
    until(page, "document.querySelector('#rule-state').textContent.startsWith('没有写入：规则里“tests:')")


def test_a_selector_beside_a_match_is_explained(here: Seat) -> None:
    page = example(here.page)
    ruled(page, f"{HEAD}captions: {{match: '^图为'}}\n")
    page.click(".blocks li:has-text('图为市民')")
    page.click("[data-do=caption]")
    said = page.inner_text("#written")
    assert said == "Written into the rule: Caption. Only captions that fit its match as well are taken."


IN_DATA = """<!doctype html><meta charset=utf-8><link rel=canonical href="https://street.example.com/a/1.html">
<title>街角的修鞋铺开了三十年</title><script type="application/ld+json">{"@type": "NewsArticle", "articleBody":
"街角的修鞋铺今天开了三十年，老板说他还要再修十年，直到修不动为止。\\n附近的居民常来这里坐坐，有时候只说几句话。\\n\
铺子的门口放着三把椅子，都是从旧货市场里买来的，坐着很舒服，谁路过都可以坐上一会儿，不用买东西。"}</script>"""
IN_LINES = """<!doctype html><meta charset=utf-8><link rel=canonical href="https://street.example.com/a/1.html">
<title>街角的修鞋铺开了三十年</title><h1>街角的修鞋铺开了三十年</h1><div class=post>
<pre>修一双
   加一个跟
再上一次油，一共三十元，老板说这个价钱十年没有变过，以后也不打算涨。</pre>
<p>附近的居民常来这里坐坐，有时候只是说几句话，并不修什么鞋子。</p></div>"""


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        (IN_DATA, ["      <p>街角的修鞋铺今天开了三十年，老板说他还要再修十年，直到修不动为止。</p>"]),
        (IN_LINES, ["        <pre>修一双", "         加一个跟", "      starts: '修一双'"]),
    ],
)
def test_a_test_is_made_of_a_page_in_data_or_in_lines(markup: str, lines: list[str], here: Seat) -> None:
    page = paste(here.page, markup)
    page.click("#tab-rule")
    page.click("#start")
    page.click("#add-test")
    page.wait_for_selector(".tests [data-passed=true]")
    assert set(lines) <= set(page.input_value("#rule").splitlines())
    read_text(page.input_value("#rule"), "rule.yaml")


@pytest.mark.parametrize(
    ("hosts", "name"),
    [
        ("hosts: ['*.example.com', a.example.com]", "example.com"),
        ("hosts:\n- news.example.com", "news.example.com"),
        ("hosts:  # of.old\n  # and.of.new\n  - '*.example.com'", "example.com"),
        ("hosts: [\n  a-b.example.com]", "a-b.example.com"),
        ("hosts:\nwhen: {text: '甲'}", "rule"),
    ],
)
def test_a_rule_is_downloaded_by_the_name_of_its_first_host(hosts: str, name: str, here: Seat) -> None:
    page = example(here.page)
    ruled(page, f"site: 甲\n{hosts}\n")
    with page.expect_download() as download:
        page.click("#download")
    assert download.value.suggested_filename == f"{name}.yaml"


@pytest.mark.parametrize("indent", ["", "    "])
def test_a_test_is_indented_as_those_before_it(indent: str, here: Seat) -> None:
    page = example(here.page)
    ruled(page, f"{HEAD}tests:\n{indent}- name: '甲'\n{indent}  url: https://news.example.com/1\n")
    page.click("#add-test")
    until(page, f"document.querySelector('#rule').value.includes(\"\\n{indent}- name: '江边\")")

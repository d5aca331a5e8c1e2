"""A rule is written in the playground, tried and tested as it goes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ..web.live import environment
from .chromium import Seat, executable
from .gestures import DUMP, PAGE, TOLD, brought, example, paragraphs, paste, ruled, until

pytest.importorskip("playwright", reason="playwright is not installed: make test-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(executable() is None, reason="there is no Chromium: make test-browser installs Debian's"),
]

JINGWEN = "import sys; from jingwen.cli import main; sys.exit(main())"


def test_a_rule_from_a_click_to_the_checker(here: Seat, tmp_path: Path) -> None:
    page = example(here.page)
    page.click(".blocks li:has-text('您常走')")
    assert page.input_value("#selector") == ".ask"
    page.click("[data-do=drop]")
    page.wait_for_selector(".blocks li[data-label=other]:has-text('您常走')")
    assert "您常走" not in "".join(paragraphs(page))
    assert page.inner_text(".changes") == "Text 您常走这条步道吗？欢迎把您的故事写给我们，来信会在周末的版面上刊登。"
    page.click("#add-test")
    page.wait_for_selector(".tests [data-passed=true]")
    assert page.inner_text(".verdict .good") == "Every line is needed by a test."
    with page.expect_download() as download:
        page.click("#download")
    assert download.value.suggested_filename == "news.example.com.yaml"
    download.value.save_as(tmp_path / "news.example.com.yaml")
    checked = subprocess.run(
        [sys.executable, "-c", JINGWEN, "rules", "check", str(tmp_path)],
        env=environment(), capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert (checked.returncode, checked.stdout) == (0, "checked 1 rule file, 1 test: all well\n"), checked.stderr


@pytest.mark.parametrize(
    ("block", "action", "line"),
    [
        ("责任编辑", "stop", "  stop_before: [{css: '.hand'}]"),
        ("江边步道今起开放", "title", "title: '.headline'"),
        ("来源：", "source", r"source: {select: ['.info'], match: '来源\s*[:：]\s*(\S+)'}"),
        ("图为市民", "caption", "captions: {select: ['.under']}"),
        ("步道用的是", "body", "  select: ['.post_body']"),
    ],
)
def test_what_a_click_writes(block: str, action: str, line: str, here: Seat) -> None:
    page = example(here.page)
    page.click(f".blocks li:has-text('{block}')")
    if action == "body":
        page.select_option("#selector", ".post_body")
    page.click(f"[data-do={action}]")
    assert line in page.input_value("#rule").splitlines()
    until(page, "document.querySelector('#rule-state').dataset.kind === 'good'")


def test_clicks_add_to_what_is_written_by_hand(here: Seat) -> None:
    page = example(here.page)
    ruled(page, "site: 甲\nhosts: [news.example.com]\nbody: {drop: {text: '^甲, 乙'}}  \ncaptions: '.x'\n")
    page.click(".blocks li:has-text('您常走')")
    page.click("[data-do=drop]")
    page.click(".blocks li:has-text('责任编辑')")
    page.click("[data-do=drop]")
    page.click(".blocks li:has-text('图为市民')")
    page.click("[data-do=caption]")
    assert page.input_value("#rule").splitlines() == [
        "site: 甲",
        "hosts: [news.example.com]",
        "body:",
        "  drop: [{text: '^甲, 乙'}, {css: '.ask'}, {css: '.hand'}]",
        "captions: ['.x', '.under']",
    ]


def test_a_dump_is_ruled_by_its_text(here: Seat) -> None:
    page = here.page
    page.fill("#paste", DUMP + "　　【一起来】更多好文章都在这里等着您，欢迎关注我们。\n")
    page.fill("#url", "https://news.example.com/a/1")
    page.click("#clean")
    brought(page)
    page.click(".blocks li:has-text('一起来')")
    page.click("[data-do=stop]")
    assert r"  stop_before: [{text: '^【一起来】更多好文章都在'}]" in page.input_value("#rule")
    until(page, "document.querySelector('#rule-state').dataset.kind === 'good'")
    page.click("#add-test")
    page.wait_for_selector(".tests [data-passed=true]")


def test_a_rule_has_the_host_that_the_page_tells(here: Seat) -> None:
    page = paste(here.page, TOLD)
    assert page.inner_text("[data-field=rule]") == "none for this host"
    page.click(".blocks li:has-text('您也常来')")
    page.click("[data-do=drop]")
    assert "hosts: [street.example.com]" in page.input_value("#rule").splitlines()
    until(page, "document.querySelector('#rule-state').textContent === 'The rule is at work on this page.'")
    page.click("#add-test")
    page.wait_for_selector(".tests [data-passed=true]")
    assert page.inner_text(".verdict .good") == "Every line is needed by a test."


def test_an_address_is_asked_for_where_nothing_tells_it(here: Seat) -> None:
    page = paste(here.page, PAGE)
    page.click(".blocks li:has-text('第二段')")
    for button in ("[data-do=drop]", "#tab-rule", "#start", "#add-test"):
        page.click(button)
        assert page.input_value("#rule") == ""
    assert page.inner_text("#url-wanted").startswith("The rule needs the page's host.")
    assert page.evaluate("document.activeElement.id") == "url"
    page.keyboard.type("https://bridge.example.com/1")
    assert page.is_hidden("#url-wanted")
    page.click("[data-do=drop]")
    assert "hosts: [bridge.example.com]" in page.input_value("#rule").splitlines()
    until(page, "document.querySelector('#rule-state').dataset.kind === 'good'")


def test_a_rule_without_hosts_is_said_to_be_for_any_site(here: Seat) -> None:
    page = paste(here.page, PAGE)
    ruled(page, "site: 甲\nwhen: {css: '.post'}\n")
    until(page, "document.querySelector('#rule-state').dataset.kind === 'warning'")
    assert page.inner_text("#rule-state").startswith("The rule fits this page by its when alone.")


def test_a_source_inside_a_line_of_credits(here: Seat) -> None:
    page = paste(here.page, TOLD)
    page.click(".blocks li:has-text('何田')")
    page.click("[data-do=source]")
    assert "source: '.meta'" in page.input_value("#rule").splitlines()
    assert "The element holds more than the source." in page.inner_text("#written")
    page.wait_for_selector(".changes")
    page.select_option("#selector", ".meta .from")
    assert page.is_disabled("[data-do=drop]")
    page.click("[data-do=source]")
    assert "source: '.meta .from'" in page.input_value("#rule").splitlines()
    assert page.inner_text("#written") == "Written into the rule: Source is here."
    page.wait_for_selector(".changes ins:text-is('示例日报·街谈')")
    page.click("#add-test")
    page.wait_for_selector(".tests [data-passed=true]")
    assert "      source: '示例日报·街谈'" in page.input_value("#rule").splitlines()
    assert page.inner_text(".verdict .good") == "Every line is needed by a test."


def test_a_test_expects_the_fields_that_have_a_line(here: Seat) -> None:
    page = paste(here.page, TOLD)
    ruled(page, "site: 甲\nhosts: [street.example.com]\nbyline: off\ndate: {select: ['.meta'], zone: '+08:00'}\n")
    page.click("#add-test")
    page.wait_for_selector(".tests [data-passed=true]")
    lines = page.input_value("#rule").splitlines()
    assert "      byline: []" in lines
    assert "      date: '2024-06-01T01:15+08:00'" in lines
    assert not any(line.startswith("      source:") for line in lines)


def test_an_error_is_shown_at_its_line(here: Seat) -> None:
    page = example(here.page)
    ruled(page, "site: 甲\nhosts: [news.example.com]\nbody:\n  drob: [{css: '.ask'}]\n")
    assert page.inner_text("#rule-state") == "Line 4: 'drob' is not a key of body; did you mean drop?"
    assert page.locator("#gutter .error").all_inner_texts() == ["4"]
    assert page.locator("article .headline").inner_text  # the page stays as it was
    ruled(page, "site: 甲\nhosts: [other.example.com]\n")
    until(page, "document.querySelector('#rule-state').textContent.includes('not for this page')")
    page.fill("#rule", "")
    until(page, "document.querySelector('#rule-state').textContent === 'Nothing written yet.'")


def test_a_line_that_no_test_needs_is_marked(here: Seat) -> None:
    page = example(here.page)
    page.click(".blocks li:has-text('您常走')")
    page.click("[data-do=drop]")
    page.click("#add-test")
    page.wait_for_selector(".tests [data-passed=true]")
    page.fill("#rule", page.input_value("#rule").replace("body:\n", "title: 'h1'\nbody:\n"))
    page.wait_for_selector("#gutter .idle")
    assert "3" in page.locator("#gutter .idle").all_inner_texts()
    assert "Line 3 title can be left out and no test fails" in page.inner_text("ul.idle")


def test_keys_are_completed(here: Seat) -> None:
    page = example(here.page)
    page.click("#tab-rule")
    page.click("#rule")
    page.keyboard.type("si")
    assert page.locator("#completion li").all_inner_texts() == ["site"]
    page.keyboard.press("Enter")
    page.keyboard.type("'x'\nbo")
    page.keyboard.press("Tab")
    page.keyboard.press("Backspace")
    page.keyboard.type("\nst")
    assert page.locator("#completion li").all_inner_texts() == ["start_after", "stop_before"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.type("[{te")
    page.keyboard.press("Enter")
    assert page.input_value("#rule") == "site: 'x'\nbody:\n  stop_before: [{text: "
    page.keyboard.press("Control+Space")
    assert page.is_hidden("#completion")  # a value is written here


def test_a_click_keeps_focus_and_choice_and_can_be_undone(here: Seat) -> None:
    page = example(here.page)
    mine = "site: 甲\nhosts: [news.example.com]\nnext_page: '.next'  # mine\n"
    ruled(page, mine)
    page.click(".blocks li:has-text('步道用的是')")
    page.select_option("#selector", ".post_body")
    page.evaluate("document.querySelector('[data-do=body]').old = true")
    page.click("[data-do=body]")
    until(page, "!document.querySelector('[data-do=body]').old")  # told anew, with the rule's answer
    assert page.input_value("#selector") == ".post_body"
    assert page.evaluate("document.activeElement.dataset.do") == "body"
    page.click("#language")
    assert page.input_value("#selector") == ".post_body"
    page.focus("#rule")
    page.keyboard.press("Control+Z")
    assert page.input_value("#rule") == mine
    page.keyboard.press("Control+Shift+Z")
    assert "  select: ['.post_body']" in page.input_value("#rule").splitlines()


@pytest.mark.parametrize(
    ("given", "rule", "said"),
    [
        (PAGE, "hosts: [news.example.com]", "The rule can be used, but this page has no address"),
        (PAGE, "when: {text: '别处'}", "The rule can be used, but it is not for this page"),
        (TOLD, "hosts: [news.example.com]", "The rule can be used, but it is not for this page"),
    ],
)
def test_why_a_rule_is_not_for_the_page(given: str, rule: str, said: str, here: Seat) -> None:
    page = paste(here.page, given)
    ruled(page, f"site: 甲\n{rule}\n")
    until(page, "document.querySelector('#rule-state').dataset.kind === 'warning'")
    assert page.inner_text("#rule-state").startswith(said)
    assert "Nothing, on this page." in page.inner_text("#verdict")


def test_a_rule_that_breaks_leaves_what_the_last_one_gave(here: Seat) -> None:
    page = example(here.page)
    text = "site: 甲\nhosts: [news.example.com]\nbody:\n  drop: [{css: '.ask'}]\n"
    ruled(page, text)
    until(page, "document.querySelector('#rule-state').dataset.kind === 'good'")
    page.fill("#rule", text.replace("drop", "drob"))
    until(page, "document.querySelector('#rule-state').dataset.kind === 'error'")
    assert page.inner_text("#verdict") == ""
    page.click("#tab-markdown")
    until(page, "document.querySelector('#panel-markdown code').textContent.includes('![]')")
    assert "您常走" not in page.inner_text("#panel-markdown")

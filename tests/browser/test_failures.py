"""What goes wrong in the playground is said where it does, and costs nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from ..isolation.misbehaving import HANG
from ..web.live import running
from .chromium import Seat, executable, seat
from .gestures import DROP, PAGE, PASTE, brought, example, ruled, until

pytest.importorskip("playwright", reason="playwright is not installed: make test-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(executable() is None, reason="there is no Chromium: make test-browser installs Debian's"),
]


def test_ten_megabytes_are_pasted(here: Seat) -> None:
    page = here.page
    page.evaluate(f"(text) => ({PASTE})(text.repeat(700000))", "新桥今天通车。\n")
    page.wait_for_selector("#failed:not([hidden])")
    assert re.search(r"413 .*the limit is 10000000 bytes", page.inner_text("#failed"))
    assert page.inner_text("#held-name").startswith("Pasted text, ")
    page.click("#forget")
    example(page)
    assert page.is_hidden("#failed")


def test_a_file_that_is_no_page(here: Seat) -> None:
    page = here.page
    page.evaluate(DROP, ["picture.png", [137, 80, 78, 71, 13, 10, 26, 10, *range(256)] * 20, False])
    page.wait_for_selector("#panel-article .notice code:has-text('binary')")
    page.evaluate(DROP, ["empty.html", [], False])
    page.wait_for_selector("#failed:not([hidden])")
    assert "is empty" in page.inner_text("#failed")


def test_a_folder_is_dropped(here: Seat) -> None:
    here.page.evaluate(DROP, ["pages", [], True])
    assert here.page.inner_text("#failed").startswith("That is a folder.")
    here.page.click("#clean")
    assert here.page.inner_text("#failed").startswith("There is no page yet.")


def test_a_bad_option_is_told_where_it_stands(here: Seat) -> None:
    page = example(here.page)
    page.fill("#fetched_at", "yesterday")
    page.click("#clean")
    page.wait_for_selector("#failed:not([hidden])")
    assert "fetched_at is 'yesterday'; expected ISO 8601" in page.inner_text("#failed")
    assert page.is_visible("article .headline")


def test_the_service_is_gone_and_nothing_is_lost(browser: Any, tmp_path: Path) -> None:
    with running(tmp_path / "log", WORKERS="1") as gone:
        origin = f"http://127.0.0.1:{gone.port}"
        taken = seat(browser, origin)
        here = taken.__enter__()
        page = example(here.open())
        ruled(page, "site: 甲\nhosts: [news.example.com]\n")
    page.fill("#rule", "site: 乙\nhosts: [news.example.com]\n")
    until(page, "document.querySelector('#rule-state').textContent.startsWith('The service does not answer')")
    page.click("#clean")
    page.wait_for_selector("#failed button")
    assert page.inner_text("#failed").startswith("The service does not answer. Your page and your rule are still here")
    assert page.input_value("#rule").startswith("site: 乙")
    assert page.is_visible("article .headline") or page.is_visible("#panel-rule")
    page.route(f"{origin}/v1/clean*", lambda route: route.fulfill(status=502, body="<html>bad gateway</html>"))
    page.click("#failed button")
    page.wait_for_selector("#failed button")
    assert here.errors == []
    taken.__exit__(None, None, None)


def test_a_page_that_hangs_is_given_up(browser: Any, tmp_path: Path) -> None:
    slow = running(
        tmp_path / "log",
        "tests.web.misbehaving:application()",
        WORKERS="1",
        JINGWEN_DEADLINE="1",
        JINGWEN_SOFT_DEADLINE="1",
    )
    with slow as server, seat(browser, f"http://127.0.0.1:{server.port}") as here:
        page = here.open()
        page.fill("#paste", PAGE + HANG)
        page.click("#clean")
        page.wait_for_selector("#failed:not([hidden])")
        assert page.inner_text("#failed").startswith("504 ")
        page.fill("#paste", PAGE)
        page.click("#clean")
        brought(page)
        assert page.inner_text("article .headline") == "河上新桥通车"
        here.check()


def test_a_token_is_asked_for_where_there_is_one(browser: Any, tmp_path: Path) -> None:
    guarded = running(tmp_path / "log", WORKERS="1", JINGWEN_TOKEN="a-secret")
    with guarded as server, seat(browser, f"http://127.0.0.1:{server.port}") as here:
        page = here.open()
        page.click("#example")
        page.wait_for_selector("#token:focus")
        page.keyboard.type("a-secret")
        page.keyboard.press("Enter")
        brought(page)
        assert "a-secret" not in page.url
        ruled(page, "site: 甲\nhosts: [news.example.com]\n")
        here.check()


def test_what_cannot_be_copied_is_selected(here: Seat) -> None:
    page = here.page
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")  # as over plain http
    page = example(here.open())
    page.click("#share")
    until(page, "String(getSelection()).includes('/#url=https')")
    assert page.inner_text("#said").startswith("The browser does not let this page copy")
    page.click("#tab-curl")
    page.click("#panel-curl button")
    until(page, "String(getSelection()).startsWith('curl -s')")
    assert page.inner_text("#panel-curl .row").startswith("The browser does not let this page copy")


def test_two_tabs_have_nothing_in_common(here: Seat) -> None:
    other = here.page.context.new_page()
    other.goto(f"{here.origin}/")
    example(here.page)
    ruled(here.page, "site: 甲\nhosts: [news.example.com]\n")
    assert (other.input_value("#rule"), other.input_value("#paste")) == ("", "")
    assert here.page.evaluate("localStorage.length + sessionStorage.length") == 0
    other.close()

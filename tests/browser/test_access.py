"""By whom the playground is used, and on what: keyboards, readers, phones, languages, long pages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from ..web.live import Server
from .chromium import Seat, executable, seat
from .gestures import DROP, brought, example, paste

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed: make test-browser")
PLAYGROUND = Path(__file__).parents[2] / "service" / "jingwen" / "web" / "playground"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(executable() is None, reason="there is no Chromium: make test-browser installs Debian's"),
]


def test_all_of_it_by_keyboard(here: Seat) -> None:
    page = here.page
    page.focus("#example")
    page.keyboard.press("Enter")
    brought(page)
    for _ in range(40):
        if page.evaluate("document.activeElement.id") == "blocks":
            break
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "blocks"
    while "您常走" not in (page.locator("#blocks [aria-selected=true]").all_inner_texts() or [""])[0]:
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "selector"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".blocks li[data-label=other]:has-text('您常走')")
    page.focus("#tab-rule")
    page.keyboard.press("ArrowLeft")
    assert page.is_visible("#panel-article")
    assert page.evaluate("document.activeElement.id") == "tab-article"
    page.keyboard.press("End")
    assert page.is_visible("#panel-curl")


LOOKS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}},
    "chinese": {"locale": "zh-CN"},
}


@pytest.mark.parametrize("look", LOOKS)
def test_nobody_is_kept_out(look: str, browser: Any, server: Server, tmp_path: Path) -> None:
    with seat(browser, f"http://127.0.0.1:{server.port}", **LOOKS[look]) as here:
        page = here.open()
        assert serious(page) == []
        example(page)
        page.click(".blocks li:has-text('您常走')")
        for tab in ("article", "tidied", "json", "curl", "rule"):
            page.click(f"#tab-{tab}")
            assert serious(page) == [], tab
        page.click("[data-do=drop]")
        page.click("#add-test")
        page.wait_for_selector(".tests li")
        page.click("#tab-source")
        page.wait_for_selector("#panel-source [data-b]")
        assert serious(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        here.check()


def test_a_phone_shows_every_tab_and_what_was_written(browser: Any, server: Server) -> None:
    with seat(browser, f"http://127.0.0.1:{server.port}", viewport={"width": 390, "height": 800}) as here:
        page = example(here.open())
        for tab in page.locator("[role=tab]").all():
            box = tab.bounding_box()
            assert 0 <= box["x"] <= box["x"] + box["width"] <= 390, tab.inner_text()
        page.click(".blocks li:has-text('您常走')")
        page.click("[data-do=drop]")
        page.wait_for_selector(".blocks li[data-label=other]:has-text('您常走')")
        said = page.locator("#written")
        assert said.inner_text() == "Written into the rule: Drop."
        box = said.bounding_box()
        assert 0 <= box["y"] <= box["y"] + box["height"] <= 800


def serious(page: Any) -> list[str]:
    found = axe.Axe().run(page).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found if each["impact"] in ("serious", "critical")]


def test_both_languages_and_both_schemes(here: Seat, browser: Any) -> None:
    page = example(here.page)
    assert page.inner_text("#tab-article") == "Article"
    page.click("#language")
    assert page.inner_text("#tab-article") == "文章"
    assert page.evaluate("document.documentElement.lang") == "zh"
    assert page.inner_text(".blocks [data-label=credits] .label") == "署名"
    assert re.fullmatch(r"用了 \d+ 毫秒。", page.inner_text("#said"))
    page.click(".blocks li:has-text('您常走')")
    page.click("[data-do=drop]")
    page.click("#language")
    assert page.inner_text("#written") == "Written into the rule: Drop."
    page.wait_for_selector(".blocks li[data-label=other]:has-text('您常走')")
    page.evaluate(DROP, ["pages", [], True])
    page.click("#language")
    assert page.inner_text("#failed").startswith("这是一个文件夹。")
    with seat(browser, here.origin, locale="zh-CN", color_scheme="dark") as other:
        dark = other.open()
        assert dark.inner_text("#clean") == "清洗"
        paper = "getComputedStyle(document.body).backgroundColor"
        assert dark.evaluate(paper) != page.evaluate(paper)
        other.check()


def test_every_word_is_there_in_both_languages(here: Seat) -> None:
    text = here.page.evaluate("fetch('playground/words.js').then((answer) => answer.text())")
    english, chinese = re.findall(r"^  (?:en|zh): \{\n(.*?)^  \},", text, re.MULTILINE | re.DOTALL)
    assert keys(english) == keys(chinese)
    asked = set(here.page.eval_on_selector_all("[data-t]", "(all) => all.map((each) => each.dataset.t)"))
    assert asked <= set(keys(english))


def test_every_word_is_said_somewhere() -> None:
    files = [path.read_text(encoding="utf-8") for path in PLAYGROUND.iterdir() if path.suffix in (".html", ".js")]
    said = set(re.findall(r'"(\w+)"', "".join(files)))
    by_kind = ("do_", "f_", "from_", "label_", "status_")
    (english,) = (found[1] for text in files if (found := re.search(r"^  en: \{\n(.*?)^  \},", text, re.M | re.S)))
    assert [key for key in keys(english) if key not in said and not key.startswith(by_kind)] == []


def keys(words: str) -> list[str]:
    return sorted(re.findall(r"(?:^|[,{] |^ +)(\w+): (?=[\"(])", words, re.MULTILINE))


def test_a_block_lights_up_within_a_frame_on_a_long_page(here: Seat) -> None:
    page = here.page
    paste(page, "<h1>长页</h1>" + "".join(f"<p>第{n}段：新桥今天上午通车，两岸居民步行过河。</p>" for n in range(2000)))
    assert page.inner_text("#tally") == "2001 blocks"
    page.click("#tab-source")
    page.wait_for_selector("#panel-source [data-b]")
    page.click("#tab-blocks")
    late, touched = page.evaluate(
        """async () => {
          const all = [...document.querySelectorAll("#blocks li")];
          let touched = 0;
          const watcher = new MutationObserver((changes) => (touched = Math.max(touched, changes.length)));
          watcher.observe(document.body, { attributes: true, childList: true, characterData: true, subtree: true });
          let late = 0;
          for (let n = 0; n < 2000; n += 50) {
            all[n].dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
            await new Promise((done) => requestAnimationFrame(done));
            if (document.querySelectorAll("#blocks .lit").length !== 1 || !all[n].classList.contains("lit")) late += 1;
          }
          return [late, touched];
        }"""
    )
    assert late == 0
    assert touched <= 12  # a few classes and the tip, however many blocks there are

"""The playground in a real browser: a page brought in, looked at, a rule written for it, and all that can go wrong."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ..isolation.misbehaving import HANG
from ..processes import wait_for
from ..web.live import Server, environment, running
from .chromium import Seat, chromium, executable, seat
from .picture import SIZE, take

pytest.importorskip("playwright", reason="playwright is not installed: make test-browser")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed: make test-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(executable() is None, reason="there is no Chromium: make test-browser installs Debian's"),
]

SEEDS = sorted((Path(__file__).parents[3] / "shared" / "pages" / "seeds").glob("*.txt"))
LINES = "一二三四五六七八九十"
DUMP = "首页 本地 体育\n河上新桥通车\n2024-05-06 07:08 来源：示例日报 作者：赵六\n" + "".join(
    f"　　第{n}段：新桥今天上午通车，两岸居民步行过河只要五分钟，车流分{n}个方向。\n" for n in LINES[:4]
)
PAGE = f"""<!doctype html><meta charset=gb2312><title>河上新桥通车_示例新闻网</title><h1>河上新桥通车</h1>
<p>2024-05-06 07:08 来源：示例日报 作者：赵六</p><div class=post>{
    "".join(f"<p>第{n}段：新桥今天上午通车，两岸居民步行过河只要五分钟。</p>" for n in LINES[:4])
}</div>"""
# Tells its address itself, and its source in an element inside the line of credits.
TOLD = """<!doctype html><meta charset=utf-8><link rel=canonical href="https://street.example.com/a/1.html">
<title>街角的修鞋铺开了三十年_示例街报</title><h1 class=headline>街角的修鞋铺开了三十年</h1>
<div class=meta>2024年6月1日 01:15 <span class="from"><a href="/s">示例日报·街谈</a></span> 记者 何田</div>
<div class=post>
<p>街角的修鞋铺今天开了三十年，老板说他还要再修十年，一直修到修不动为止。</p>
<p class=ask>您也常来这里坐坐吗？欢迎把您的故事写给我们，周末见报。</p>
<p>附近的居民常来这里坐坐，有时候只是说几句话，并不修什么鞋子。</p>
<p>铺子的门口放着三把椅子，都是从旧货市场里买来的，坐着很舒服。</p></div>"""
JINGWEN = "import sys; from jingwen.cli import main; sys.exit(main())"
BROUGHT = "#results:not([hidden]) #blocks li"
# A file dropped as a browser tells of it; Playwright has no such gesture.
DROP = """([name, bytes, folder]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], name));
  const told = new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: data });
  if (folder) {
    const items = [{ kind: "file", webkitGetAsEntry: () => ({ isDirectory: true }) }];
    Object.defineProperty(told, "dataTransfer", { value: { items, files: data.files } });
  }
  document.querySelector("#drop").dispatchEvent(told);
}"""
PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const told = new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: data });
  document.querySelector("#paste").dispatchEvent(told);
}"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("server") / "log", WORKERS="1") as started:
        yield started


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


@pytest.fixture
def here(browser: Any, server: Server) -> Iterator[Seat]:
    with seat(browser, f"http://127.0.0.1:{server.port}") as taken:
        taken.open()
        yield taken
        taken.check()


def until(page: Any, condition: str) -> None:
    """Waits for what an expression says; Playwright's own way evaluates text on the page, which its policy forbids."""
    wait_for(lambda: page.evaluate(condition), condition)


def paste(page: Any, text: str) -> Any:
    """``text`` pasted as people do, and cleaned."""
    page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
    page.click("#paste")
    page.keyboard.press("Control+V")
    return brought(page)


def brought(page: Any) -> Any:
    page.wait_for_selector(BROUGHT)
    return page


def example(page: Any) -> Any:
    page.click("#example")
    return brought(page)


def ruled(page: Any, text: str) -> Any:
    """The rule tab with ``text`` in it, once the service has said something of it."""
    page.click("#tab-rule")
    page.fill("#rule", text)
    page.wait_for_selector("#rule-state[data-kind]:not([data-kind=''])")
    return page


def paragraphs(page: Any) -> list[str]:
    found: list[str] = page.locator("#panel-article article p:not(.byline)").all_inner_texts()
    return found


# A page comes in


def test_a_page_is_pasted_and_its_article_is_seen(here: Seat) -> None:
    page = here.page
    paste(page, PAGE)
    assert page.inner_text("article .headline") == "河上新桥通车"
    assert len(paragraphs(page)) == 4
    assert page.inner_text("[data-field=source] span:first-child") == "示例日报"
    assert page.inner_text("[data-field=source] .origin") == "page"


@pytest.mark.skipif(not SEEDS, reason="there are no annotated pages beside this checkout")
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_each_seed_gives_its_article(seed: Path, here: Seat) -> None:
    page = here.page
    paste(page, seed.read_bytes().decode("utf-8", "replace"))
    assert page.locator(".state strong").first.get_attribute("data-status") == "article"
    assert sum(map(len, paragraphs(page))) > 100


def test_a_file_in_another_encoding_is_dropped(here: Seat) -> None:
    page = here.page
    page.evaluate(DROP, ["page.html", list(PAGE.encode("gb18030")), False])
    brought(page)
    assert "gb18030" in page.inner_text("#panel-article .state")
    assert page.inner_text("article .headline") == "河上新桥通车"
    page.click("#tab-source")
    page.wait_for_selector("#panel-source [data-label=body]")
    assert page.inner_text("#panel-source [data-label=title]") == "河上新桥通车"
    assert page.locator("#panel-source [data-label=body]").count() == 4


def test_a_file_is_chosen(here: Seat, tmp_path: Path) -> None:
    file = tmp_path / "dump.txt"
    file.write_text(DUMP, encoding="utf-16")
    here.page.set_input_files("#file", str(file))
    brought(here.page)
    assert here.page.inner_text("#held-name").startswith("dump.txt, ")
    assert len(paragraphs(here.page)) == 4
    here.page.click("#forget")
    assert here.page.is_visible("#paste")


def test_nothing_of_the_page_runs_or_loads(here: Seat) -> None:
    page = here.page
    hostile = "<script>window.ran = 1</script><img src='https://elsewhere.example.com/x.png' onerror='window.ran = 2'>"
    paste(page, PAGE + hostile)
    for tab in ("source", "json", "curl"):
        page.click(f"#tab-{tab}")
    page.wait_for_selector("#panel-source [data-b]")
    assert "window.ran = 1" in page.inner_text("#panel-source")
    assert page.evaluate("window.ran") is None
    assert page.locator("main img, main script, main iframe").count() == 0


# It is looked at


def test_a_field_and_its_blocks_light_each_other(here: Seat) -> None:
    page = example(here.page)
    page.hover("[data-field=source]")
    assert page.locator(".blocks .lit").all_inner_texts() == [
        "credits\n2024-03-01 09:30　来源：示例日报　记者：张三 李四"
    ]
    page.hover(".blocks [data-label=credits]")
    lit = page.locator("#panel-article .lit").evaluate_all("(all) => all.map((each) => each.dataset.field)")
    assert lit == ["source", "byline", "date"]
    assert page.inner_text("#tip") == "credits: it tells the source, an author, an editor or the date"
    page.hover("article p:has-text('步道用的')")
    assert page.locator(".blocks .lit .text").inner_text().strip().startswith("步道用的")


def test_the_other_tabs(here: Seat, tmp_path: Path) -> None:
    page = example(here.page)
    page.click("#tab-tidied")
    assert page.locator("#panel-tidied ins").first.inner_text() == "12"
    assert page.locator("#panel-tidied del").nth(1).inner_text() == "１２"
    page.click("#tab-json")
    answer = json.loads(page.inner_text("#panel-json code"))
    assert (answer["title"], "blocks" in answer) == ("江边步道今起开放", False)
    page.click("#tab-markdown")
    until(page, "document.querySelector('#panel-markdown code').textContent.includes('![]')")
    page.click("#tab-curl")
    line = page.inner_text("#panel-curl code")
    if shutil.which("curl"):
        (tmp_path / "page.html").write_text(page.input_value("#paste"), encoding="utf-8")
        said = subprocess.run(["sh", "-c", line], cwd=tmp_path, capture_output=True, check=True, timeout=60)
        assert json.loads(said.stdout) == answer


def test_a_link_holds_the_options_and_never_the_page(here: Seat, browser: Any) -> None:
    page = example(here.page)
    page.click("summary")
    page.select_option("#script", "tw")
    page.uncheck("#width")
    until(page, "document.querySelector('article .headline').textContent === '江邊步道今起開放'")
    page.click("#share")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{here.origin}/#")
    assert "script=tw" in link
    assert "width=0" in link
    assert len(link) < 200
    with seat(browser, here.origin) as other:
        other.page.goto(link)
        assert other.page.input_value("#script") == "tw"
        assert other.page.is_checked("#width") is False
        assert other.page.input_value("#url") == page.input_value("#url")
        assert other.page.input_value("#paste") == ""
        other.check()


# A rule is written


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


# By whom, and on what


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


# What goes wrong


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


def test_two_tabs_have_nothing_in_common(here: Seat) -> None:
    other = here.page.context.new_page()
    other.goto(f"{here.origin}/")
    example(here.page)
    ruled(here.page, "site: 甲\nhosts: [news.example.com]\n")
    assert (other.input_value("#rule"), other.input_value("#paste")) == ("", "")
    assert here.page.evaluate("localStorage.length + sessionStorage.length") == 0
    other.close()


def test_the_picture_is_small(here: Seat, tmp_path: Path) -> None:
    here.page.set_viewport_size(SIZE)
    take(here.page, tmp_path / "playground.png")
    assert 10_000 < (tmp_path / "playground.png").stat().st_size < 150_000

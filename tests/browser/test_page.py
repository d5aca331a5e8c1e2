"""A page is brought into the playground and looked at."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from .chromium import Seat, executable, seat
from .gestures import DROP, DUMP, PAGE, brought, example, paragraphs, paste, until
from .picture import SIZE, take

pytest.importorskip("playwright", reason="playwright is not installed: make test-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(executable() is None, reason="there is no Chromium: make test-browser installs Debian's"),
]

SEEDS = sorted((Path(__file__).parents[3] / "shared" / "pages" / "seeds").glob("*.txt"))


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


def test_more_blocks_and_lines_than_a_call_takes_arguments(here: Seat) -> None:
    assert here.page.evaluate(
        """async () => {
          const { byId, fill, make } = await import("/playground/dom.js");
          const many = Array.from({ length: 200_000 }, () => make("i"));
          fill(byId("gutter"), make("ol", {}, many), null, "x");
          return [byId("gutter").firstChild.childElementCount, byId("gutter").childNodes.length];
        }"""
    ) == [200_000, 2]
    here.page.evaluate("""() => {
      const field = document.querySelector("#rule");
      field.value = "\\n".repeat(150_000);
      field.dispatchEvent(new Event("input"));
    }""")
    assert here.page.evaluate("document.querySelector('#gutter').childElementCount") == 150_001


def test_each_block_is_squashed_once(here: Seat) -> None:
    page = here.page
    page.evaluate("""() => {
      const given = String.prototype.normalize;
      window.squashed = 0;
      String.prototype.normalize = function (form) {
        window.squashed += this.startsWith("第七段");
        return given.call(this, form);
      };
    }""")
    paste(page, PAGE.replace("第二段", "第七段"))
    assert page.inner_text("[data-field=source] span:first-child") == "示例日报"
    assert page.evaluate("window.squashed") <= 1


def test_the_picture_is_small(here: Seat, tmp_path: Path) -> None:
    here.page.set_viewport_size(SIZE)
    take(here.page, tmp_path / "playground.png")
    assert 10_000 < (tmp_path / "playground.png").stat().st_size < 150_000

"""Which pages are measured, and what extractors are given of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.contenders import Contender, bytes_of, contenders, markup_of
from benchmarks.pages import Page, load


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("zh", "zh-dump", "empty"):
        (tmp_path / "pages" / name).mkdir(parents=True)
    (tmp_path / "gold" / "zh").mkdir(parents=True)
    (tmp_path / "gold" / "zh" / "b.json").write_text('{"url": "https://news.example.com/b"}', encoding="utf-8")
    (tmp_path / "pages" / "zh" / "b.html").write_bytes(b"<p>b</p>")
    (tmp_path / "pages" / "zh" / "a.html").write_bytes(b"<p>a</p>")
    (tmp_path / "pages" / "zh" / "notes.md").write_bytes(b"no page")
    (tmp_path / "pages" / "zh-dump" / "a.txt").write_bytes(b"a")
    return tmp_path / "pages"


def test_each_folder_is_a_set(folder: Path) -> None:
    sets = load(folder)
    assert {name: [(page.name, page.url, page.is_dump) for page in pages] for name, pages in sets.items()} == {
        "zh": [("a", None, False), ("b", "https://news.example.com/b", False)],
        "zh-dump": [("a", None, True)],
    }


def test_some_sets_one_folder_and_none(folder: Path) -> None:
    assert list(load(folder, ("zh-dump", "world"))) == ["zh-dump"]
    assert [page.name for page in load(folder / "zh")["zh"]] == ["a", "b"]
    assert load(folder / "missing") == {}


def test_a_dump_is_given_as_paragraphs() -> None:
    page = Page("dump", "a", "一 < 二\n\n三".encode(), "text/plain; charset=utf-8")
    assert markup_of(page).splitlines() == [
        "<!doctype html><html><body>",
        "<p>一 &lt; 二</p>",
        "<p></p>",
        "<p>三</p>",
        "</body></html>",
    ]
    assert bytes_of(page).decode() == markup_of(page)


def test_html_is_given_as_it_came_or_decoded() -> None:
    page = Page("html", "a", "<meta charset=gbk><p>桥</p>".encode("gbk"), "text/html")
    assert bytes_of(page) is page.body
    assert markup_of(page) == "<meta charset=gbk><p>桥</p>"


@pytest.mark.parametrize("contender", contenders(), ids=lambda one: one.name)
@pytest.mark.parametrize("content_type", ["text/html", "text/plain"])
@pytest.mark.filterwarnings("ignore")  # a peer's own
def test_every_contender_runs(contender: Contender, content_type: str) -> None:
    text = "新桥今天上午通车，两岸居民步行过河只要五分钟。" * 5
    body = f"<html><body><h1>新桥通车</h1><div><p>{text}</p><p>{text}</p></div></body></html>"
    page = Page("zh", "a", (body if content_type == "text/html" else text).encode(), content_type)
    assert contender.prepare(page)() is not None

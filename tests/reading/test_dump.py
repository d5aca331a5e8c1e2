import pytest

from jingwen.model import Data
from jingwen.reading.dump import is_markup, read_dump

PAGE = "<!DOCTYPE html><html><body><p>正文</p></body></html>"


@pytest.mark.parametrize(
    ("text", "content_type", "expected"),
    [
        # A declared type counts.
        pytest.param("江城下雪了", "text/html", True, id="html by its type"),
        pytest.param("江城下雪了", "Text/HTML; charset=gbk", True, id="with a charset"),
        pytest.param("江城下雪了", "application/xhtml+xml", True, id="xhtml"),
        pytest.param("江城下雪了", "text/xml", True, id="xml"),
        pytest.param("<p>甲</p><div>乙</div>", "text/plain", False, id="tags in plain text"),
        pytest.param("教程：<div>是一个标签", "text/plain; charset=utf-8", False, id="a text about tags"),
        # ... but for a whole page that is called plain text.
        pytest.param(PAGE, "text/plain", True, id="doctype in plain text"),
        pytest.param(" \n<html lang=zh>", "text/plain", True, id="root in plain text"),
        pytest.param("<?xml version='1.0'?>\n<!doctype HTML>", "text/plain", True, id="xml declaration in plain text"),
        pytest.param("说明\n<html>", "text/plain", False, id="a root further down"),
        # Without a type, or one that says nothing, the looks do.
        pytest.param(PAGE, None, True, id="a page"),
        pytest.param("<p>甲</p>", "", True, id="a piece of one"),
        pytest.param("甲<BR>乙", "application/octet-stream", True, id="a line break"),
        pytest.param("江城下雪了\n气温 < 0 度，风力 > 5 级", None, False, id="less and more"),
        pytest.param("给<email@example.com>写信", None, False, id="an address"),
        pytest.param("<pre一种>", None, False, id="no tag's name"),
        pytest.param("字" * 30_000 + "<p>", None, False, id="a tag far down a text"),
        pytest.param("", None, False, id="nothing"),
    ],
)
def test_markup_is_told_by_its_type_and_else_by_its_looks(text: str, content_type: str | None, expected: bool) -> None:
    assert is_markup(text, content_type) is expected


def test_a_line_is_a_block() -> None:
    page = read_dump(
        "江城下雪了\r\n\n \u3000\t\n\u3000\u3000第一段。\n第二段。  \u3000\u3000第三段。", "https://news.example.com/1"
    )

    assert [b.text for b in page.blocks] == ["江城下雪了", "\u3000\u3000第一段。", "第二段。", "第三段。"]
    assert [b.index for b in page.blocks] == [0, 1, 2, 3]
    assert {(b.tag, b.element, b.linked, b.image) for b in page.blocks} == {("line", 0, 0, None)}
    assert (page.kind, page.url, page.data, len(page.elements)) == ("dump", "https://news.example.com/1", Data(), 1)


@pytest.mark.parametrize("text", ["", "\n\n", " \u3000\n\t"])
def test_an_empty_dump_has_no_block(text: str) -> None:
    assert read_dump(text).blocks == ()


def test_a_line_of_a_million_characters_is_one_block() -> None:
    text = "江" * 1_000_000

    assert [b.text for b in read_dump(text + "\n尾").blocks] == [text, "尾"]

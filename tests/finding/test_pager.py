"""The next page of an article: found in a pager below it, and in nothing that only looks like one."""

from __future__ import annotations

import pytest

from jingwen.finding.pager import next_page
from jingwen.model import Label, Labelled
from jingwen.reading.markup import parse, read_markup

URL = "https://news.example.com/a/1"
NEXT = "https://news.example.com/a/1_2"
BODY = "清晨六点，示例公园的大门重新打开。"


def found(markup: str, base: str | None = URL, label: Label = Label.OTHER) -> str | None:
    """The next page of a page with ``markup`` below its only paragraph."""
    tree = parse(f"<body><div><p>{BODY}</p></div>{markup}")
    blocks, _ = read_markup(tree)
    labelled = [Labelled(block, Label.BODY if block.text == BODY else label, "") for block in blocks]
    return next_page(labelled, tree, base, URL)


@pytest.mark.parametrize(
    "markup",
    [
        "<div><a href=1>1</a><a href=1_2>2</a><a href=1_2>下一页</a></div>",
        "<div>1 <a href=1_2>2</a> <a href=/a/1_2>下一页&gt;&gt;</a></div>",
        "<div><span>上一页</span><a href=1_2>[下页]</a></div>",
        "<ul><li><a href=1_1>1</a></li><li><a href=1_2>下一頁</a></li></ul>",
        "<p><b>1</b> <a href=1_2>2</a> <a href=1_2><span>Next</span></a></p>",
        "<p><a href=1_0>Previous page</a> <a href=1_2>Next page »</a></p>",
        "<p><a href=1_0>Prev</a> <a href='#'>下一页</a> <a href=1_2>下一页</a></p>",
        f"<p>广告一则，与文章无关。</p><div><a href=1>1</a><a href='{NEXT}'>下一页</a></div>",
    ],
)
def test_a_pager(markup: str) -> None:
    assert found(markup) == NEXT


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<p><a href=0>上一篇</a> <a href=2>下一篇</a></p>",
        "<p>上一篇：<a href=0>旧闻</a> 1 <a href=2>下一篇</a></p>",
        "<div><a href=2>下一页</a></div>",
        "<div><a href=0>1</a><a href=2>下一页的新闻更精彩</a></div>",
        "<div><a href=1>1</a><a href='javascript:next()'>下一页</a></div>",
        "<div><a href=1>1</a><a href='#2'>下一页</a></div>",
        "<div><a href=1>1</a><a href=1>下一页</a></div>",
        "<div><a href=1>1</a><a href='https://other.example.net/2'>下一页</a></div>",
        "<div><a href=1>1</a><a href=2>Next story</a></div>",
        "<div><a href=1>1</a><a href=2>nextgen</a></div>",
        "<p>相关新闻</p>" * 12 + "<div><a href=1>1</a><a href=2>下一页</a></div>",
    ],
)
def test_no_pager(markup: str) -> None:
    assert found(markup) is None


def test_the_pager_of_the_comments_is_not_the_articles() -> None:
    pager = "<div><a href=1>1</a><a href=1_2>下一页</a></div>"
    assert found(pager, label=Label.COMMENT) is None
    assert found(pager, label=Label.NAV) == NEXT


def test_without_an_address_of_the_page_the_link_stays_as_it_is() -> None:
    assert found("<div><a href=1>1</a><a href=1_2>下一页</a></div>", base=None) == "1_2"


def test_a_page_without_text_has_no_next_one() -> None:
    tree = parse("<div><a href=1>1</a><a href=1_2>下一页</a></div>")
    labelled = [Labelled(block, Label.OTHER, "") for block in read_markup(tree)[0]]
    assert next_page(labelled, tree, URL, URL) is None
    assert next_page(labelled, None, URL, URL) is None

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
    return next_page(labelled, tree, base, (URL,))


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
        "<p><a href=1_2>下一页</a></p>",
        "<p>第1页：<a href=1_2>下一页</a> 共3页</p>",
        "<p>1/3 <a href=1_2>下一页</a></p>",
        "<p><a href=1_2>后一页</a></p>",
        "<p><a href=1_2>下一页：施工细节</a></p>",
        "<p><a href=1_2>余下全文</a></p>",
        "<p><a href=1_2>点击查看剩余的全文 &gt;&gt;</a></p>",
        "<p>Seite 1 von 2 <a href=1_2>Nächste Seite</a></p>",
        "<p><a href=1_2>Page suivante</a></p>",
        "<p><a href=1_2>Siguiente</a></p>",
        "<p>1 <a href=1_2>2</a> <a href=1_2>次へ</a></p>",
        "<p><a href=1_2>다음 페이지</a></p>",
        "<p>1 <a href=1_2>2</a> <a href=1_2>다음</a></p>",
        "<p><a href=1_2>Следующая страница</a></p>",
        "<p>Pages: 1 <a href=1_2>2</a> <a href=1_3>3</a></p>",
        "<p>Pages: <a href=1>1</a> <a href=1_2>2</a></p>",
        "<div class=pages><span>1</span> | <a href=1_2>2</a> | <a href=1_3>3</a></div>",
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
        "<div><a href=2>下一页</a><a href=3>相关新闻</a></div>",
        "<div><a href=0>1</a><a href=2>下一页的新闻更精彩</a></div>",
        "<div><a href=1>1</a><a href='javascript:next()'>下一页</a></div>",
        "<div><a href=1>1</a><a href='#2'>下一页</a></div>",
        "<div><a href=1>1</a><a href=1>下一页</a></div>",
        "<div><a href=1>1</a><a href='https://other.example.net/2'>下一页</a></div>",
        "<div><a href=1>1</a><a href=2>Next story</a></div>",
        "<div><a href=1>1</a><a href=2>nextgen</a></div>",
        "<p><a href=0>Previous</a> <a href=2>Next</a></p>",
        "<p><a href=0>Zurück</a> <a href=2>Weiter</a></p>",
        "<p><a href=2>次へ</a></p>",
        "<p>1 <a href='1_2#comments'>2</a> <a href='1_2#comments'>下一页</a></p>",
        "<p>2023 2024 <a href=2>2025</a></p>",
        "<p>Pages: 1 <a href=2>2</a></p>",
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
    assert next_page(labelled, tree, URL, (URL,), [NEXT]) is None
    assert next_page(labelled, None, URL, (URL,)) is None


@pytest.mark.parametrize(
    ("address", "own"),
    [("1_2", True), ("/a/1?page=2", True), ("/a/1/2", True), ("2", False), ("/a/another-story", False), ("#2", False)],
)
def test_a_link_that_calls_itself_the_next_ones_may_be_of_another_article(address: str, own: bool) -> None:
    tree = parse(f"<body><div><p>{BODY}</p></div>")
    labelled = [Labelled(block, Label.BODY, "") for block in read_markup(tree)[0]]
    assert (next_page(labelled, tree, URL, (URL,), [address]) is not None) is own


def test_the_page_after_the_second_is_the_third() -> None:
    tree = parse(f"<body><div><p>{BODY}</p></div><p>Pages: <a href=1>1</a> 2 <a href=1_3>3</a></p>")
    labelled = [Labelled(block, Label.BODY, "") for block in read_markup(tree)[0]]
    assert next_page(labelled, tree, NEXT, (NEXT,)) == "https://news.example.com/a/1_3"

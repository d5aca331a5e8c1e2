"""Several pages of one article: one text, nothing twice, every field from the first page that has it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jingwen.block import Block
from jingwen.joining import join
from jingwen.model import Article, Caption, Encoding, Label, Labelled, Notice, Version

EMPTY = Article(
    status="article", url=None, canonical_url=None, site=None, site_name=None, rule=None, title="花园重新开放",
    description=None, keywords=(), section=None, text="", source=None, byline=(), editors=(), date=None, date_raw=None,
    modified=None, image=None, images=(), captions=(), language=None, script=None, original_script=None,
    next_page=None, confidence=0.5, origin={}, encoding=Encoding("utf-8", "utf-8"), notices=(),
    version=Version("1", "off"), kind="html",
)  # fmt: skip
CUT = "工程从去年春天动工，历时十一"
WHOLE = "工程从去年春天动工，历时十一个月完成。"


def page(*chunks: str, **changes: object) -> Article:
    return replace(EMPTY, text="\n\n".join(chunks), **changes)  # type: ignore[arg-type]  # fields by name


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ([["甲。", "乙。"]], ["甲。", "乙。"]),
        ([["甲。", "乙。"], ["丙。"], ["丁。"]], ["甲。", "乙。", "丙。", "丁。"]),
        # A paragraph that ends one page and begins the next.
        ([["甲。", "乙。"], ["乙。", "丙。"]], ["甲。", "乙。", "丙。"]),
        ([["甲。", CUT], [WHOLE, "丙。"]], ["甲。", WHOLE, "丙。"]),
        ([["甲。", "乙"], ["乙方说。"]], ["甲。", "乙", "乙方说。"]),
        # The headline and the lead, printed again.
        ([["甲。"], ["花园重新开放", "乙。"]], ["甲。", "乙。"]),
        ([["甲。"], ["## 花园重新开放（2）", "乙。"]], ["甲。", "乙。"]),
        ([["<p>甲。</p>"], ["<h2>花园重新开放(2)</h2>", "<p>乙。</p>"]], ["<p>甲。</p>", "<p>乙。</p>"]),
        ([["导语。", "甲。"], ["导语。", "乙。"], ["导语。", "丙。"]], ["导语。", "甲。", "乙。", "丙。"]),
        ([["甲。", "乙。"], ["甲。", "乙。"]], ["甲。", "乙。"]),
        # The same words further down are the author's own.
        ([["甲。", "是的。"], ["乙。", "是的。"]], ["甲。", "是的。", "乙。", "是的。"]),
        ([["甲。", "***"], ["乙。"], ["---", "丙。"]], ["甲。", "***", "乙。", "---", "丙。"]),
    ],
)
def test_the_text(pages: list[list[str]], expected: list[str]) -> None:
    assert join([page(*chunks) for chunks in pages]).text.split("\n\n") == expected


def test_fields_are_those_of_the_first_page_that_has_them() -> None:
    first = page("甲。", url="https://news.example.com/1", byline=("张三",), next_page="2", origin={"title": "page"})
    second = page(
        "乙。", url="https://news.example.com/2", title="花园(2)", source="示例日报", byline=("李四",),
        editors=("赵六",), date="2024-03-01", date_raw="3月1日", origin={"title": "data", "date": "page"},
        next_page="3",
    )  # fmt: skip
    third = page("丙。", date="2024-03-02", date_raw="3月2日", next_page=None)
    joined = join([first, second, third])
    assert (joined.url, joined.title, joined.source) == ("https://news.example.com/1", "花园重新开放", "示例日报")
    assert (joined.byline, joined.editors) == (("张三",), ("赵六",))
    assert (joined.date, joined.date_raw) == ("2024-03-01", "3月1日")
    assert joined.origin == {"title": "page", "date": "page"}
    assert joined.next_page is None
    assert join([first, second]).next_page == "3"


def test_what_a_page_says_of_itself_is_the_first_that_says_it() -> None:
    first = page("甲。", description="公园开了", keywords=("公园",), images=("1.jpg", "2.jpg"))
    second = page(
        "乙。", site_name="示例网", description="第二页", keywords=("花",), section="城市", modified="2024-03-02",
        image="3.jpg", images=("2.jpg", "3.jpg"), original_script="hant",
    )  # fmt: skip
    joined = join([first, second, page("丙。", site_name="别的网", modified="2024-03-03")])
    assert (joined.site_name, joined.description, joined.section) == ("示例网", "公园开了", "城市")
    assert (joined.keywords, joined.modified, joined.original_script) == (("公园",), "2024-03-02", "hant")
    assert (joined.image, joined.images) == ("3.jpg", ("1.jpg", "2.jpg", "3.jpg"))


def test_captions_and_notices_once_and_confidence_by_length() -> None:
    one, two = Caption("图一"), Caption("图二", "王五")
    notice = Notice("glosses_stripped", "…")
    joined = join(
        [
            page("甲" * 30, captions=(one,), notices=(notice,), confidence=0.9),
            page("乙" * 10, captions=(one, two), notices=(notice,), confidence=0.1),
        ]
    )
    assert joined.captions == (one, two)
    assert joined.notices == (notice,)
    assert joined.confidence == pytest.approx(0.7)


def test_a_page_without_an_article_is_told_and_passed_over() -> None:
    wall = replace(EMPTY, status="no_article", title="请登录", confidence=0.0, next_page="9")
    joined = join([wall, page("甲。"), wall])
    assert (joined.status, joined.title, joined.text, joined.next_page) == ("article", "花园重新开放", "甲。", "9")
    assert [notice.code for notice in joined.notices] == ["page_without_article"] * 2
    assert "page 1 of 3" in joined.notices[0].message
    none = join([wall, wall])
    assert (none.status, none.text, none.confidence) == ("no_article", "", 0.0)


def test_blocks_are_numbered_on() -> None:
    blocks = tuple(Labelled(Block(n, str(n), element=n), Label.BODY, "") for n in range(2))
    joined = join([page("甲。", blocks=blocks), page("乙。", blocks=blocks)])
    assert joined.blocks is not None
    assert [(x.block.index, x.block.element) for x in joined.blocks] == [(0, 0), (1, 1), (2, 2), (3, 3)]
    assert join([page("甲。"), page("乙。")]).blocks is None


def test_one_page_is_its_own_answer() -> None:
    alone = page("甲。", "花园重新开放", "甲。")
    assert join([alone]) == alone

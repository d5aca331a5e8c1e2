"""Where the article is: which blocks the region holds, which it leaves out, and how sure that is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jingwen.finding.locate import locate, within
from jingwen.model import Element, Page

from ..pages import FIRST, FOOTER, MENU, OTHER_STORIES, STORY, links, paragraphs
from .reads import dump, html, texts

LONG = tuple(
    f"示例河第{n}次生态补水开始，沿线的村庄提前疏通了沟渠，水利部门派出工作人员逐段巡查。" for n in "一二三四五六七八"
)


@pytest.mark.parametrize(
    "markup",
    [
        f"{MENU}<div>{paragraphs()}</div>{FOOTER}",
        f"{MENU}<div class='side'>{links()}</div><div class='content'>{paragraphs()}</div>{FOOTER}",
        f"{MENU}<article>{paragraphs()}</article><div>{links()}</div>",
        f"<div><div><div>{paragraphs()}</div></div></div><div class='comments'>{paragraphs(LONG)}</div>",
        f"<div><div>{paragraphs()}</div></div><div class='sidebar'>{paragraphs(LONG[:2])}</div>",
        f"<main>{paragraphs()}</main><footer>{paragraphs(LONG[:1])}</footer>",
        f"<table><tr><td>{links()}</td><td>{paragraphs()}</td></tr></table>",
        f"{MENU}<div>{'<br>'.join(STORY)}</div>{FOOTER}",
    ],
    ids=["bare", "side", "article", "comments", "sidebar", "footer", "table", "br"],
)
def test_the_region_is_where_the_prose_stands(markup: str) -> None:
    page = html(f"<body>{markup}</body>")
    region = locate(page)
    assert texts(page, region.blocks) == list(STORY)
    assert region.prose > 0
    assert 0 < region.confidence <= 1


@pytest.mark.parametrize(
    "parted",
    [tuple((text,) for text in STORY), (STORY[:3], STORY[3:]), (STORY[:2], STORY[2:])],
    ids=["5", "3+2", "2+3"],
)
def test_sibling_containers_are_one_article(parted: tuple[tuple[str, ...], ...]) -> None:
    parts = "".join(f"<div class='part'>{paragraphs(texts)}</div>" for texts in parted)
    page = html(f"<body>{MENU}<div id='x'>{parts}</div><div class='recommend'>{links()}</div></body>")
    assert set(STORY) <= set(texts(page, locate(page).blocks))
    assert not set(OTHER_STORIES) & set(texts(page, locate(page).blocks))


def test_paragraphs_in_boxes_in_boxes_are_one_article() -> None:
    boxed = "".join("<div>" * 40 + f"<p>{text}</p>" + "</div>" * 40 for text in (*STORY, *LONG))
    page = html(f"<body>{MENU}<div>{boxed}</div>{FOOTER}</body>")
    assert texts(page, locate(page).blocks) == [*STORY, *LONG]


def test_pieces_in_pieces_are_one_article() -> None:
    boxed = ["".join(f"<div class='item'>{'<div>' * 4}<p>{text}</p>{'</div>' * 4}</div>" for text in LONG[n::4])
             for n in range(4)]  # fmt: skip
    zones = "".join(f"<div class='zone n{n}'><div>{items}</div></div>" for n, items in enumerate(boxed))
    page = html(f"<body>{MENU}<main><div>{zones}</div></main>{FOOTER}</body>")
    assert set(texts(page, locate(page).blocks)) == set(LONG)


def test_comments_in_pieces_are_not_the_article() -> None:
    thread = "".join(f"<li class='comment'><div><div><p>{text}</p></div></div></li>" for text in (*LONG, *LONG))
    story = f"<div class='text'><div><div><div>{paragraphs()}</div></div></div></div>"
    page = html(f"<body>{MENU}<main>{story}<div class='comments'><ul>{thread}</ul></div></main></body>")
    assert texts(page, locate(page).blocks) == list(STORY)


def test_what_the_whole_page_is_called_says_nothing_of_its_parts() -> None:
    parts = "".join(f"<div>{paragraphs(part)}</div>" for part in (STORY[:2], STORY[2:]))
    page = html(f"<body class='with-sidebar share-icons'><div><div>{parts}</div></div></body>")
    assert texts(page, locate(page).blocks) == list(STORY)


@pytest.mark.parametrize(
    "page",
    [
        html(""),
        html("<body></body>"),
        html(f"<body>{MENU}</body>"),
        html("<body><div><h1>示例公园重新开放，游客络绎不绝</h1></div></body>"),
        dump(""),
        dump("首页", "国内", "登录"),
    ],
    ids=["nothing", "empty", "menu", "headline", "empty dump", "dump of a menu"],
)
def test_no_prose_is_no_region(page: Page) -> None:
    region = locate(page)
    assert (region.blocks, region.prose, region.confidence) == ((), 0.0, 0.0)


def test_two_equal_candidates_are_less_sure_than_one() -> None:
    one = html(f"<body><div>{paragraphs(LONG)}</div>{MENU}</body>")
    two = html(f"<body><div>{paragraphs(LONG)}</div><div><div>{paragraphs(LONG[::-1])}</div></div></body>")
    assert locate(two).confidence < locate(one).confidence


def test_less_text_is_less_sure() -> None:
    short, long = (
        html(f"<body><div>{paragraphs((FIRST,))}</div></body>"),
        html(f"<body><div>{paragraphs()}</div></body>"),
    )
    assert locate(short).confidence < locate(long).confidence


def test_a_headline_holds_the_region_to_its_own_article() -> None:
    markup = (
        f"<body><h1>示例公园重新开放</h1><div>{paragraphs()}</div><h3>推荐阅读</h3>"
        f"<div class='words'>{paragraphs(LONG + LONG)}</div></body>"
    )
    page = html(markup)
    assert texts(page, locate(page, headline=0).blocks) == list(STORY)


def test_blocks_that_a_rule_keeps_out_do_not_count() -> None:
    page = html(f"<body><div>{paragraphs()}</div><div>{paragraphs(LONG)}</div></body>")
    assert LONG[0] in texts(page, locate(page).blocks)
    kept_out = frozenset(range(len(STORY), len(page.blocks)))
    assert texts(page, locate(page, excluded=kept_out).blocks) == list(STORY)


def test_a_copyright_notice_is_no_article() -> None:
    notice = (
        "版权声明：凡本网注明来源的稿件，版权均属本网所有，未经授权，任何单位和个人不得转载、摘编，违者将依法追究责任。"
    )
    page = html(f"<body><div><p>{notice}</p><p>{notice}</p></div><div>{paragraphs((FIRST,))}</div></body>")
    assert texts(page, locate(page).blocks) == [FIRST]


def test_a_rules_region_is_just_its_blocks() -> None:
    page = dump(*STORY)
    region = within(page, frozenset((3, 1)))
    assert (region.blocks, region.confidence) == ((1, 3), 1.0)
    assert within(page, frozenset()).blocks == ()


def test_deep_nesting_costs_no_more_than_its_size() -> None:
    """Of 3,000 elements within each other each has a line of its own: to walk up from each takes millions of steps."""
    steps = 0

    class Counted(tuple[Element, ...]):
        def __getitem__(self, index):  # type: ignore[no-untyped-def]
            nonlocal steps
            steps += 1
            return super().__getitem__(index)

    page = html("<div>" * 3000 + f"<p>{FIRST}</p>" + "<p>段。</p></div>" * 3000)
    locate(replace(page, elements=Counted(page.elements)))
    assert steps < 60 * len(page.elements)


@pytest.mark.parametrize(
    ("names", "whole"), [("article-text-end", True), ("article-text_2", True), ("article-end", False), ("", False)]
)
def test_the_end_of_a_text_in_a_box_of_its_own(names: str, whole: bool) -> None:
    above, last = STORY[:-1], STORY[-1]
    page = html(
        f"<body><main><div class='article-text'>{paragraphs(above)}</div><div class='gap'>广告</div>"
        f"<div class='{names}'><p>{last}</p></div></main></body>"
    )
    found = texts(page, locate(page).blocks)
    assert found == list(STORY if whole else above)


@pytest.mark.parametrize(
    ("names", "inside", "whole"),
    [
        ("chunk", "{}", True),
        ("other", "{}", False),
        ("chunk", "<h1>又一篇</h1>{}", False),
        ("chunk", "<p>2024-03-01 09:30</p>{}", False),
    ],
)
def test_a_text_in_boxes_of_one_name(names: str, inside: str, whole: bool) -> None:
    half = len(STORY) // 2
    above, below = STORY[:half], STORY[half:]
    page = html(
        f"<body><main><div class='chunk'><div class='text'>{paragraphs(above)}</div></div><div class='gap'>广告</div>"
        f"<div class='{names}'><div class='text'>{inside.format(paragraphs(below[-1:]))}</div></div></main></body>"
    )
    found = texts(page, locate(page).blocks)
    assert (below[-1] in found) is whole
    assert set(above) <= set(found)

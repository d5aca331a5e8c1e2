"""Which elements are furniture by what they are called."""

from __future__ import annotations

import pytest

from jingwen.finding.furniture import Furniture, hidden_elements, negative
from jingwen.model import Element

from ..pages import FIRST, paragraphs
from .reads import html


@pytest.mark.parametrize(
    "names",
    [
        "comments",
        "related-news",
        "sidebar",
        "side-column",
        "nav",
        "ad",
        "share-bar",
        "teaser__title",
        "promo",
        ":hidden",
    ],
)
def test_names_of_furniture(names: str) -> None:
    assert negative(Element(0, "div", names, 2))


@pytest.mark.parametrize(
    "names",
    [
        "",
        "content",
        "article",
        "main-text",
        "header-image",
        "shadow",
        "madrid",
        "navy",
        "commentary",
        "subscriber-only",
        "node--promoted",
        "inside-copy",
        "main sidebar-enable",
    ],
)
def test_names_that_are_none(names: str) -> None:
    assert not negative(Element(0, "div", names, 2))
    assert negative(Element(0, "nav", names, 2))


def test_the_topics_of_a_post_say_nothing() -> None:
    page = html(f"<body><article class='post-12 type-post tag-social-media'>{paragraphs()}</article></body>")
    element = next(e for e in page.elements if e.tag == "article")
    assert not negative(element)
    assert negative(element._replace(names="tag-social-media"))
    assert negative(element._replace(names="post-12 sidebar tag-parks"))


PAGE = html(
    f"<body><div class='main'><p>{FIRST}</p><div class='share' style='display:none'><div class='sidebar'><b><p>{FIRST}"
    f"</p></b></div></div><h2 id='share-of-parks'>The share of parks</h2></div></body>"
)


def place(tag: str, names: str = "") -> int:
    return next(i for i, e in enumerate(PAGE.elements) if e.tag == tag and names in e.names)


@pytest.mark.parametrize(
    ("tag", "names", "spared", "around"),
    [
        ("div", "main", (), None),
        ("div", "share", (), "share :hidden"),
        ("div", "sidebar", (), "share :hidden"),
        ("div", "sidebar", ("share",), "sidebar"),
        ("h2", "", (), None),
    ],
)
def test_the_outermost_furniture_around_an_element(
    tag: str, names: str, spared: tuple[str, ...], around: str | None
) -> None:
    furniture = Furniture(PAGE, spared=[place("div", name) for name in spared])
    assert furniture.named(place(tag, names)) == around


def test_what_stands_in_something_hidden_is_hidden() -> None:
    hidden = hidden_elements(PAGE.elements)
    assert [hidden[place("div", name)] for name in ("main", "share", "sidebar")] == [False, True, True]
    assert hidden_elements(html(paragraphs()).elements).count(True) == 0


@pytest.mark.parametrize(
    ("section", "furnished"),
    [
        ("<section id='market-share'><h2>Market share</h2>", False),
        ("<div id=recommendations class=level2><h3>Recommendations</h3>", False),
        ("<section id='share'><h2>Market share</h2>", True),
        ("<section id='recommendations'><h2><a href=/>Recommendations</a></h2>", True),
        ("<section id='comments'><h2>Comments</h2>", True),
        ("<ul id='share'><h2>Share</h2>", True),
    ],
)
def test_a_section_may_be_called_by_its_heading(section: str, furnished: bool) -> None:
    page = html(f"<body>{section}<p>{FIRST}</p></body>")
    assert (Furniture(page).around(page.blocks[-1].element) >= 0) is furnished

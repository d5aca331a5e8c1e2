"""Selectors for the elements of a page: each finds its element alone, by names that will last."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from jingwen.reading.markup import parse
from jingwen.reading.selectors import MOST_LEVELS, Selectors, is_given

PAGE = """<html><head><title>甲</title></head><body><div id=main class="left post">
<h1 class=title>新桥通车</h1><div class="info"><span>示例日报</span> <b class="css-1x2y3">甲</b></div>
<div class=post_body><p>一。</p><p class=under>图。</p><p>三。</p><p class=under>图二。</p><p class="ask">问。</p></div>
<div class="related"><ul><li class=title><a>四</a></li><li class=title><a>五</a></li></ul></div></div>
<div class="sc-bdVaJa"><div><section><i>六</i></section></div></div></body></html>"""


def node(tree: LexborHTMLParser, css: str) -> LexborNode:
    found = tree.css_first(css)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("css", "selector"),
    [
        ("#main", "#main"),
        ("h1", "h1.title"),  # two others have the class
        (".info", ".info"),
        (".info span", ".info span"),
        (".info b", ".info b"),  # its class is a tool's
        (".ask", ".ask"),
        (".post_body p:nth-of-type(1)", ".post_body > p:nth-of-type(1)"),
        (".post_body p:nth-of-type(2)", ".post_body > p:nth-of-type(2)"),
        (".related ul", ".related ul"),
        (".related li + li a", ".related ul > li:nth-of-type(2) > a"),
        ("section div, section i", "body > div:nth-of-type(2) > div > section > i"),
        ("body", "body"),
        ("title", "title"),
    ],
)
def test_the_shortest_stable_selector(css: str, selector: str) -> None:
    tree = parse(PAGE)
    assert Selectors(tree).of(node(tree, css)) == selector


def test_as_unique_as_asked() -> None:
    tree = parse(PAGE)
    selectors, under = Selectors(tree), node(tree, ".under")
    assert selectors.stable(under) is None
    assert selectors.stable(under, most=2) == ".under"
    assert selectors.stable(node(tree, ".post_body p"), most=5) == ".post_body p"
    assert selectors.counted(under) == [(".under", 2), ("p.under", 2), ("p", 5)]


def test_a_class_is_counted_however_many_stand_before_it() -> None:
    many = "lead body note text news main page part story"
    tree = parse(f"<div class='{many}'><p>一。</p></div><div class=story><p>二。</p></div>")
    assert Selectors(tree).of(node(tree, "div + div")) == "body > div:nth-of-type(2)"


def test_what_else_finds_it() -> None:
    tree = parse(PAGE)
    selectors = Selectors(tree)
    assert selectors.wider(node(tree, ".under")) == (".under", ".post_body", "#main")
    assert selectors.wider(node(tree, "li + li a")) == (".title", ".related ul", ".related", "#main")
    assert selectors.wider(node(tree, "#main")) == ()


def test_the_path_names_what_is_around() -> None:
    tree = parse(PAGE)
    assert Selectors(tree).path(node(tree, ".ask")) == "body > div#main.left.post > div.post_body > p.ask"
    deep = parse("<div>" * 30 + "甲")
    path = Selectors(deep).path(deep.css("div")[-1])
    assert path == "… > " + " > ".join(["div"] * 12)


def test_what_stands_too_deep_has_none() -> None:
    tree = parse("<div>" * (MOST_LEVELS + 5) + "甲")
    divs, selectors = tree.css("div"), Selectors(tree)
    assert selectors.of(divs[-1]) is None
    assert selectors.of(divs[2]) == "body > div > div > div"


GIVEN = ["post_body", "zwnr", "TRS_Editor", "articleContent", "Article-body", "main-content", "post__body", "正文", "a"]
NOT_GIVEN = [
    "css-abcdef", "sc-bdVaJa", "jsx-page", "xYzAb", "Article_title__xYzAb", "bdvvtL", "hdqtjkl", "w1240", "post-12345",
    "undefined", "box-null", "active", "left", "is:open", "md:flex", "-", "", "a" * 41, "clearfix",
]  # fmt: skip


@pytest.mark.parametrize("name", GIVEN)
def test_names_that_people_give(name: str) -> None:
    assert is_given(name)


@pytest.mark.parametrize("name", NOT_GIVEN)
def test_names_that_say_nothing_or_change(name: str) -> None:
    assert not is_given(name)


@pytest.mark.parametrize("blank", [" ", "\n", "\xa0", "\u3000", "\x0b"])
def test_names_are_parted_as_css_parts_them(blank: str) -> None:
    tree = parse(f'<div id="content{blank}"><p class="story{blank}text">甲</p></div><p>乙</p>')
    selectors, (story, _) = Selectors(tree), tree.css("p")
    by_class = blank in " \n"
    assert selectors.of(story) == (".text" if by_class else "body > div > p")
    assert selectors.of(node(tree, "div")) == "body > div"


@pytest.mark.parametrize("tag", ["o:p", "st1:place", "x*", "a.b", "x+y", "p,a"])
def test_a_tag_that_css_would_have_to_escape_is_not_named(tag: str) -> None:
    tree = parse(f"<body><div>甲</div><{tag}><b>乙</b></{tag}><div>丙</div><{tag} class=story>丁</{tag}>")
    assert [Selectors(tree).of(each) for each in tree.css("body > *")] == [
        "body > div:nth-of-type(1)",
        "body > *:nth-child(2)",
        "body > div:nth-of-type(2)",
        ".story",
    ]
    assert Selectors(tree).of(node(tree, "b")) == "body > *:nth-child(2) > b"
    assert Selectors(tree).counted(node(tree, ".story")) == [(".story", 1), ("*", 8)]


def test_no_selector_reaches_into_a_shadow_root() -> None:
    tree = parse("<main id=story><shadow-root shadowrootmode=open><p class=lead>甲</p></shadow-root></main>")
    selectors = Selectors(tree)
    assert selectors.place(node(tree, "p")) == ("body > main#story > shadow-root > p.lead", None, ())
    assert selectors.of(node(tree, "main")) == "#story"


NAMES = st.sampled_from(["post", "Post", "body_text", "x1", "left", "css-abc", "info", "", "post\u3000", "\xa0info"])
TAGS = st.sampled_from(["div", "p", "span", "section", "ul", "h1", "o:p"])
ELEMENTS = st.recursive(
    st.just("甲"),
    lambda inner: st.builds(
        lambda tag, name, other, within: f'<{tag} class="{name} {other}" id="{other}">{"".join(within)}</{tag}>',
        TAGS,
        NAMES,
        NAMES,
        st.lists(inner, max_size=4),
    ),
    max_leaves=30,
)


@given(ELEMENTS)
def test_each_finds_its_element_alone(markup: str) -> None:
    tree = parse(f"<!DOCTYPE html><body>{markup}")
    selectors = Selectors(tree)
    for element in tree.css("*"):
        selector = selectors.of(element)
        if selector is not None:
            assert {found.mem_id for found in tree.css(selector)} == {element.mem_id}
        for wider in selectors.wider(element):
            held = [found.mem_id for found in tree.css(wider)]
            assert held

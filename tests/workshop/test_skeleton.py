"""Markup made for a selector is found by it."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from jingwen.workshop.skeleton import Unmade, skeleton


@pytest.mark.parametrize(
    "css",
    [
        "div",
        "#a",
        ".a.b",
        "p.lead",
        'div[class="a b"]',
        'div[class*="po"][id^="x"]',
        "[itemprop=articleBody]",
        "div#a > p.b",
        "#a .b p",
        "h1 + p",
        "h1 ~ p.x",
        "#a > h2 + p",
        "td.main",
        "table.x tr > td",
        "li:nth-of-type(3)",
        "#a > div:nth-of-type(2) > p",
        "p:nth-child(2 of .q).q",
        "div:has(> a)",
        "div:has(h1.t)",
        "p:has(~ ul)",
        "p:is(article *)",
        "p:is(#a > *)",
        ":is(div, ul)",
        "div:not(.x)",
        'p:lexbor-contains("Read More")',
        'p:lexbor-contains("read more" i)',
        "article:not(article *, article ~ *)",
        "div.a, div.b",
        r"#a\:b",
    ],
)
def test_it_is_found(css: str) -> None:
    made = skeleton(css)
    made.found.inside.append("新桥")
    tree = LexborHTMLParser(f"<body>{made.outermost.html()}</body>")
    assert any("新桥" in node.text() for node in tree.css(css))


@pytest.mark.parametrize("css", ["", "div {", "div:is(a", "§", "div " * 600, ":is(" * 600 + "a" + ")" * 600])
def test_what_cannot_be_read_is_not_made(css: str) -> None:
    with pytest.raises(Unmade):
        skeleton(css)

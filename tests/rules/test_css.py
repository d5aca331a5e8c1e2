"""Selectors of rule files, as lexbor is asked for them."""

from __future__ import annotations

import pytest

from jingwen.reading.markup import parse
from jingwen.rules.css import parse_selector

PAGE = parse(
    '<div class="story"><blockquote><p id="deep">a</p></blockquote><p id="near">b</p><i></i><p id="last">c</p></div>'
)


@pytest.mark.parametrize(
    ("css", "found"),
    [
        (":is(.story) p", ["deep", "near", "last"]),
        ("body :not(i):not(p) p", ["deep", "near", "last"]),
        (":not(i) ~ #last", ["last"]),
        ("i,:has(> blockquote) p", ["deep", "near", None, "last"]),
        (".story :is(:has(i) p)", ["deep", "near", "last"]),
        ("p:first-child", ["deep"]),
        ('[id="x:y"], #near:not(:first-child)', ["near"]),
    ],
)
def test_what_a_selector_finds(css: str, found: list[str | None]) -> None:
    selector = parse_selector(css, "body.select[0]", PAGE)
    assert [node.attributes.get("id") for node in PAGE.css(selector.css)] == found

"""The open elements of a page as the scan knows them, beside those of the parser."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jingwen.model import Limits
from jingwen.reading.elements import OpenElements
from jingwen.reading.markup import parse
from jingwen.reading.tokens import TOKEN

from ..nesting import KINDS, path, pieces

END = "字"


def opened(markup: str) -> list[str]:
    """What text at the end of ``markup`` stands in, as the scan has it."""
    elements = OpenElements(Limits(depth=1000), quirks=True)
    at = 0
    for token in TOKEN.finditer(markup):
        if token.start() > at:
            elements.text(markup[at : token.start()].isspace())
        at = token.end()
        if token["start"]:
            elements.start(token["start"], token)
        elif token["end"]:
            elements.end(token["end"])
    elements.text(blank=False)
    return [name.split()[1] if " " in name else name for name in elements.open if name]


def parsed(markup: str) -> list[str]:
    """What text at the end of ``markup`` stands in, as the parser has it."""
    root = parse(markup + "<!---->" + END).root  # what is no CDATA section ends at the next ``>``
    assert root is not None
    texts = [
        node for node in root.traverse(include_text=True) if node.is_text_node and END in (node.text_content or "")
    ]
    return [name.lower() for name in path(texts[-1])]


@pytest.mark.parametrize(
    ("markup", "names"),
    [
        ("<div><p>a<p>b<div>", "div div"),
        ("<p>a<table>", "p table"),
        ("<ul><li>a<li>b", "ul li"),
        ("<ul><li><div>a<li>b", "ul li"),
        ("<li><ul></li>", "li ul"),
        ("<dl><dt>a<dd>b<dt>c", "dl dt"),
        ("<h1>a<h2>b", "h2"),
        ("<h1><div><h2>a</h1>", "h1 div"),
        ("<p><button></p>", "p button"),
        ("<button>a<button>b", "button"),
        ("<div><x></div>", ""),
        ("<x><div></x>", "x div"),
        ("<div><object></div>", "div object"),
        ("<body><div></body><div></html>", "div div"),
        ("<head><div></head>", "div"),
        ("<noscript><div></noscript>", "div"),
        ("<ruby>a<rb>b<rt>c<rb>d", "ruby rb"),
        ("<img><hr><input><wbr><bgsound>", ""),
        # Forms
        ("<form><div></form>", "div"),
        ("<form><div></form><form>", "div form"),
        ("<form><form><div>", "form div"),
        ("<div><form></div><form>", ""),
        ("<form><table><td></form>", "form table tbody tr td"),
        # Formatting
        ("<p><b>a</p>", "b"),
        ("<p><b>a</p><div>", "div b"),
        ("<b><div></b>", "div"),
        ("<b><i><div></b>", "i div"),
        ("<b><x><div></b>", "div"),
        ("<a>a<a>b", "a"),
        ("<a><div><a>", "div a"),
        ("<div><b></div><div><b></div><div><b></div><div><b></div>", "b b b"),
        ("a<div><b></div>a<div><b></div>a<div><b></div>a<div><b></div>", "b b b b"),
        ("<p><b><object></p>", "p b object"),
        # Tables; what a part of them stands in is made
        ("<table><td>", "table tbody tr td"),
        ("<table><tr><td>a<td>b<tr>", "table tbody tr"),
        ("<table><td><table></td>", "table tbody tr td table"),
        ("<table><td><b></table>", ""),
        ("<table><b></table>", "b"),
        ("<table><caption><div><td>", "table tbody tr td"),
        ("<table><col><td>", "table tbody tr td"),
        ("<td><div><tr>", "div"),
        ("<table><form><td><form>", "table tbody tr td"),
        # Selects
        ("<select><option>a<option>b", "select option"),
        ("<select><optgroup><option>a<optgroup>", "select optgroup"),
        ("<optgroup><optgroup>", "optgroup optgroup"),
        ("<select><div><select>", ""),
        ("<select><input>", ""),
        ("<div><select></div>", "div select"),
        # Drawings and formulas
        ("<svg><g><input>", "svg g input"),
        ("<svg><g/><path/>", "svg"),
        ("<svg><g><div>", "div"),
        ("<svg><g></p>", ""),
        ("<svg><g><x></g>", "svg"),
        ("<svg><desc><div></desc>", "svg desc div"),
        ("<svg><font>", "svg font"),
        ("<svg><font color=a>", "font"),
        ("<math><mi><div>", "math mi div"),
        ("<math><annotation-xml><div>", "div"),
        ("<math><annotation-xml encoding=Text/HTML><div>", "math annotation-xml div"),
        ("<math><annotation-xml><svg>", "math annotation-xml svg"),
        # Templates
        ("<template><td>a<td>b", "template td"),
        ("<template><tr><td>a<tr>", "template tr"),
        ("<template><div><td>", "template div"),
        ("<template><col><div>", "template"),
        ("<template><tbody><b></table><div>", "template div b"),
        ("<template><tr></table><div>", "template div"),
        ("<template><td></table><div>", "template td div"),
        ("<template><table><td></template>", ""),
    ],
)
def test_what_is_open(markup: str, names: str) -> None:
    assert opened(markup) == names.split()
    if "<t" not in markup and "<col" not in markup and "<form" not in markup:  # there text is moved elsewhere
        assert parsed(markup) == names.split()


PLAIN = [piece for kind in ("blocks", "scopes", "selects", "formulas", "ruby") for piece in pieces(KINDS[kind])]
MARKUP = st.lists(
    st.sampled_from([piece for piece in PLAIN if not piece.strip("</").startswith(("t", "col", "frame", "form"))])
).map("".join)


@settings(max_examples=500)
@given(MARKUP)
def test_what_is_open_is_what_the_parser_has_open(markup: str) -> None:
    names = parsed("<p>" + markup)
    if "noscript" not in names:
        assert opened("<p>" + markup) == names

"""Soups of tags, and how deep a parser nests them."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

# What a parser adds to a limit: html and body, two parts of a table around a cell, an element that holds nothing.
OWN = 5
KINDS = {
    "blocks": "address blockquote center dd details dialog div dl dt fieldset h1 h2 h3 li main nav ol p pre search ul",
    "forms": "button div fieldset form input label option p select table td",
    "tables": "a b caption col colgroup div form p table tbody td tfoot th thead tr",
    "formatting": "a b big code div font i nobr object p span table td",
    "scopes": "applet b body button div head html i li marquee object p table td ul",
    "selects": "b button div hr input optgroup option p select selectedcontent table td",
    "templates": "b body col colgroup div form p select table td template tr",
    "drawings": "b desc div font foreignobject g input p span style svg table td title",
    "formulas": "annotation-xml b div malignmark math mglyph mi mo mtext p svg",
    "ruby": "b div p rb rp rt rtc ruby span table td",
    "rest": "frame frameset iframe image link listing meta noembed noframes noscript summary textarea x-y xmp",
}
WRITTEN = ("", "", "", " a=1", " a=2", " color=x", " encoding=text/html", "/")
BETWEEN = ("字", " ", "<br>", "</br>", "</p>", "<hr>", "<!---->", "<![CDATA[", "]]>")


def pieces(names: str) -> list[str]:
    """Tags of those ``names``, and what may stand between them."""
    tags = [f"<{name}{attribute}>" for name in names.split() for attribute in WRITTEN]
    return [*BETWEEN, *tags, *(f"</{name}>" for name in names.split() for _ in WRITTEN)]


def read_closely(markup: str, deepest: int) -> str:
    """``markup`` behind so many ``<`` that it is read tag by tag."""
    return f"<!--{'<' * (32 * deepest + 1)}-->{markup}"


def depth(tree: LexborHTMLParser) -> int:
    """How deep the elements of ``tree`` nest, html and body included, what is in templates left out."""
    deepest, waiting = 0, [(tree.root, 0)]
    while waiting:
        node, level = waiting.pop()
        while node is not None:
            if node.is_element_node:
                deepest = max(deepest, level + 1)
                waiting.append((node.first_child, level + 1))
            node = node.next
    return deepest


def path(node: LexborNode | None) -> list[str]:
    """The names of the elements that ``node`` stands in, outermost first, html and body left out."""
    names: list[str] = []
    while node is not None and (node := node.parent) is not None:
        names.insert(0, node.tag or "")
    return [name for name in names if name not in ("-document", "html", "body")]

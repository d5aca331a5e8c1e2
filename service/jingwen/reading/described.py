"""What is told of the elements that hold a page's text: names, whether they are centred, what a table's row is."""

from __future__ import annotations

from collections.abc import Mapping

from selectolax.lexbor import LexborNode

from .asides import short_text
from .blocks import collapse

# Inside a table row any of these makes it a piece of layout rather than a row of values.
LAYOUT_IN_ROW = frozenset("p div table ul ol dl h1 h2 h3 h4 center img section article".split())
SEPARATOR = " | "
# What is read of an element's attributes besides its class.
MEANT = frozenset(("id", "itemprop", "style", "hidden", "align"))
LONGEST_CELL = 160  # characters


def described(attributes: Mapping[str, str | None], tag: str, centred: bool) -> tuple[str, bool]:
    """The names of an element with those ``attributes``, and whether it is centred in something that is or is not."""
    if tag == "center":
        centred = True
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".strip().lower()
    if attributes.get("itemprop"):
        names = f"{names} {attributes['itemprop']}".lower()
    style = attributes.get("style")
    if style:
        style = style.lower().replace(" ", "")
    if "hidden" in attributes or (style and "display:none" in style):
        names += " :hidden"
    align = attributes.get("align")
    if tag == "center" or not (style or align):
        return names, centred
    said, style = (align or "").lower(), style or ""
    if said == "center" or "text-align:center" in style:
        return names, True
    if said in ("left", "justify") or "text-align:" in style:
        return names, False
    return names, centred


def values_of(row: str) -> str:
    """A table row's values, those of empty cells left out."""
    return SEPARATOR.join(filter(None, map(collapse, row.split(SEPARATOR))))


def row_of(row: LexborNode) -> str:
    """What a table's row is: ``values``, ``short`` where each is but a few words; empty for a piece of layout."""
    broken, cells = False, []
    for inner in row.traverse():  # to be asked for a selector takes lexbor ten times as long
        tag = inner.tag
        if tag in LAYOUT_IN_ROW:
            return ""
        if tag == "br":
            broken = True
        elif tag in ("td", "th"):
            cells.append(inner)
    if not broken:
        return "values"
    is_short = len(cells) > 1 and all(short_text(cell, LONGEST_CELL) or not cell.text() for cell in cells)
    return "short" if is_short else "values"

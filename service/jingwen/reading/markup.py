"""HTML to blocks, by one walk over the tree that lexbor builds.

lexbor rather than lxml: it keeps what follows a stray ``</html>`` and what is nested deeper than 256 elements, both of
which lxml drops in silence, and parses in half the time. The walk keeps its own stack, so depth cannot overflow it.
"""

from __future__ import annotations

from collections.abc import Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..model import Block, Element
from .blocks import collapse, paragraphs

# What is never part of a page's running text.
SKIPPED = frozenset(
    "script style noscript template svg math select textarea iframe head title object audio canvas button datalist rt "
    "rp map input embed applet frameset noframes option progress dialog".split()
)
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q ruby rb s samp small span "
    "strike strong sub sup time tt u var wbr tbody thead tfoot picture source track video param o:p".split()
)
BOLD = frozenset(("b", "strong"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
CELLS = frozenset(("td", "th"))
# What the walk does with a node, by its tag; what is not listed is a container.
KINDS = {
    **dict.fromkeys(SKIPPED | {"", "!doctype", "-comment", "-document"}, "skipped"),
    **dict.fromkeys(INLINE, "inline"),
    **dict.fromkeys(CELLS, "cell"),
    "-text": "text",
    "br": "break",
    "img": "picture",
}
# Inside a table row any of these makes it a piece of layout rather than a row of values.
LAYOUT_IN_ROW = "p, div, table, ul, ol, dl, h1, h2, h3, h4, center, img, section, article"
SEPARATOR = " | "
NO_MARKS: frozenset[str] = frozenset()


def parse(text: str) -> LexborHTMLParser:
    """The tree of ``text``; any text gives one."""
    return LexborHTMLParser(text)


def read_markup(
    tree: LexborHTMLParser, points: Mapping[int, frozenset[str]] | None = None, walker: type[Walk] | None = None
) -> tuple[tuple[Block, ...], tuple[Element, ...]]:
    """The blocks of ``tree`` in page order, with the elements that they stand in.

    ``points`` are the elements that a rule points at, by ``mem_id``; each begins a block of its own and marks every
    block inside it. Hidden elements (``display:none``) are read like others and named ``:hidden``. ``walker`` is a
    walk that takes in more than this one, such as :class:`~jingwen.reading.rich.RichWalk`.
    """
    walk = (walker or Walk)(points or {})
    root = tree.root
    if root is not None:
        walk.over(root)
    return tuple(walk.blocks), tuple(walk.elements)


class Walk:
    """The state of one walk: the open elements and the run of text that is being collected."""

    def __init__(self, points: Mapping[int, frozenset[str]]) -> None:
        self.points = points
        self.blocks: list[Block] = []
        self.elements: list[Element] = [Element(-1, "html", "", 0)]
        self.open: list[tuple[int, str, frozenset[str], bool]] = [(0, "html", NO_MARKS, False)]
        self.run: list[str] = []
        self.linked = self.links = self.bolds = self.plain = 0
        self.image: str | None = None
        self.pre = self.heading = 0
        self.rows: list[bool] = []

    def over(self, root: LexborNode) -> None:
        # Each step to another node and each look at its tag makes a Python object, so none is taken twice: the way back
        # up is kept here, not asked of the tree.
        above: list[tuple[LexborNode, str]] = []
        node = root.first_child
        while node is not None or above:
            if node is None:
                node, tag = above.pop()
                self._leave(node, tag)
            else:
                tag = node.tag or ""
                child = self._enter(node, tag)
                if child is not None:
                    above.append((node, tag))
                    node = child
                    continue
            node = node.next
        self._flush()

    def _enter(self, node: LexborNode, tag: str) -> LexborNode | None:
        """Takes ``node`` in; gives the child to go on with, or None where the walk stays on this level."""
        kind = KINDS.get(tag, "container")
        if kind == "text":
            text = node.text_content or ""
            if self.run or self.pre or not text.isspace():
                self._text(text)
            return None
        if kind == "skipped":
            return None
        if kind == "break":
            if self.heading:  # a headline set in two lines is still one headline
                self._text(" ")
            else:
                self._flush()
            return None
        if kind == "picture":
            self._picture(node)
            return None
        child = node.first_child
        if child is None:
            if kind != "inline":
                self._flush()
            return None
        marks = self.points.get(node.mem_id, NO_MARKS) if self.points else NO_MARKS
        if kind == "inline" and not marks:
            self._inline(node, tag, 1)
        elif kind == "cell" and self.rows and self.rows[-1] and not marks:
            self._cell(node, tag, 1)
        else:
            self._flush()
            self._open(node, tag, marks)
        return child

    def _leave(self, node: LexborNode, tag: str) -> None:
        kind = KINDS.get(tag, "container")
        marked = bool(self.points) and node.mem_id in self.points
        if kind == "inline" and not marked:
            self._inline(node, tag, -1)
        elif kind == "cell" and self.rows and self.rows[-1] and not marked:
            self._cell(node, tag, -1)
        else:
            self._flush()
            self.open.pop()
            if tag == "tr":
                self.rows.pop()
            elif tag == "pre":
                self.pre -= 1
            elif tag in HEADINGS:
                self.heading -= 1

    def _inline(self, node: LexborNode, tag: str, step: int) -> None:
        """An inline element begins (``step`` 1) or ends (-1)."""
        if tag == "a":
            self.links += step
        elif tag in BOLD:
            self.bolds += step

    def _cell(self, node: LexborNode, tag: str, step: int) -> None:
        """A cell of a row of values begins (``step`` 1) or ends (-1)."""
        if step > 0 and self.run:
            self._text(SEPARATOR)

    def _open(self, node: LexborNode, tag: str, marks: frozenset[str]) -> None:
        parent, _, inherited, centred = self.open[-1]
        names, centred = _described(node.attributes, tag, centred)
        self.open.append((len(self.elements), tag, inherited | marks if marks else inherited, centred))
        self.elements.append(Element(parent, tag, names, self.elements[parent].depth + 1))
        if tag == "tr":
            self.rows.append(node.css_first(LAYOUT_IN_ROW) is None)
        elif tag == "pre":
            self.pre += 1
        elif tag in HEADINGS:
            self.heading += 1

    def _picture(self, node: LexborNode) -> None:
        self.image = address_of(node) or self.image or ""

    def _text(self, text: str) -> None:
        if self.pre and "\n" in text:
            first, *rest = text.split("\n")
            self._text(first)
            for line in rest:
                self._flush()
                self._text(line)
            return
        if not self.run and text.isspace():
            return
        self.run.append(text)
        size = len(text.strip())
        if self.links:
            self.linked += size
        if not self.bolds:
            self.plain += size

    def _flush(self) -> None:
        """Ends the run: what it holds becomes a block, or several where it holds several paragraphs."""
        if not self.run:
            return
        index, tag, marks, centred = self.open[-1]
        for piece in paragraphs("".join(self.run)):
            piece = _values(piece) if tag == "tr" else collapse(piece)
            if not piece.strip("\xa0\u3000 |\u200b\ufeff"):
                continue
            linked, bold = min(self.linked, len(piece)), self.plain == 0
            self.blocks.append(Block(len(self.blocks), piece, tag, index, linked, bold, centred, self.image, marks))
            self.image = None
        self.run.clear()
        self.linked = self.plain = 0


def _described(attributes: Mapping[str, str | None], tag: str, centred: bool) -> tuple[str, bool]:
    """The names of an element with those ``attributes``, and whether it is centred in something that is or is not."""
    if not attributes:
        return "", centred or tag == "center"
    get = attributes.get
    if len(attributes) == 1 and "class" in attributes:  # every second element
        return (get("class") or "").strip().lower(), centred or tag == "center"
    names = f"{get('class') or ''} {get('id') or ''}".strip().lower()
    if get("itemprop"):
        names = f"{names} {get('itemprop')}".lower()
    style, align = (get("style") or "").lower().replace(" ", ""), (get("align") or "").lower()
    if "display:none" in style or "hidden" in attributes:
        names += " :hidden"
    if tag == "center" or align == "center" or "text-align:center" in style:
        return names, True
    if align in ("left", "justify") or "text-align:" in style:
        return names, False
    return names, centred


def address_of(picture: LexborNode) -> str | None:
    """The address of ``picture``, where it is loaded late too; None for one that is written into the page."""
    attributes = picture.attributes
    for name in ("data-src", "data-original", "data-lazy-src", "src"):
        address = attributes.get(name)
        if address and not address.startswith("data:"):
            return address
    return None


def _values(row: str) -> str:
    """A table row's values, those of empty cells left out."""
    return SEPARATOR.join(filter(None, map(collapse, row.split(SEPARATOR))))

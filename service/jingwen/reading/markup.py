"""HTML to blocks, by one walk over the tree that lexbor builds.

lexbor rather than lxml: it keeps what follows a stray ``</html>`` and what is nested deeper than 256 elements, both of
which lxml drops in silence, and parses in half the time. The walk keeps its own stack, so depth cannot overflow it.
"""

from __future__ import annotations

from collections.abc import Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..model import Block, Element, new_block
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
    """The state of one walk: the open elements and the run of text that is being collected.

    A page has two thousand nodes, so what is done at each of them (``over``) is one loop; the methods are for what is
    rarer, and for :class:`~jingwen.reading.rich.RichWalk` to take in more.
    """

    # The inline elements that `_begin` and `_end` hear of.
    TOLD = frozenset(("a", *BOLD))

    def __init__(self, points: Mapping[int, frozenset[str]]) -> None:
        self.points = points
        self.blocks: list[Block] = []
        self.elements: list[Element] = [Element(-1, "html", "", 0)]
        self.open: list[tuple[int, str, frozenset[str], bool]] = [(0, "html", NO_MARKS, False)]
        self.run: list[str] = []
        self.linked = self.links = self.bolds = 0
        self.plain = False
        self.image: str | None = None
        self.pre = self.heading = 0
        self.rows: list[bool] = []

    def over(self, root: LexborNode) -> None:
        # Each step to another node and each look at its tag makes a Python object, so none is taken twice: the way back
        # up is kept here, not asked of the tree. More than half of all nodes are text, most of that white space.
        above: list[tuple[LexborNode, str, str]] = []
        points, run, rows, told = self.points, self.run, self.rows, self.TOLD
        kind_of, text_of, add = KINDS.get, self._text, above.append
        marks = NO_MARKS
        node = root.first_child
        while True:
            while node is None:
                if not above:
                    return self._flush()
                node, tag, kind = above.pop()
                if kind == "container":
                    if run:
                        self._flush()
                    self._close(tag)
                elif kind == "told":
                    self._end(tag)
                elif kind == "cell":
                    self._end_cell(node)
                node = node.next
            tag = node.tag or ""
            if tag == "-text":
                text = node.text_content
                if text and (run or not text.isspace()):
                    text_of(text)
                node = node.next
                continue
            kind = kind_of(tag, "container")
            if kind == "skipped":
                node = node.next
                continue
            child = node.first_child
            if child is None:
                if kind == "picture":
                    self._picture(node)
                elif kind == "break" and self.heading:  # a headline set in two lines is still one headline
                    text_of(" ")
                elif kind != "inline":
                    if kind == "cell":
                        self._empty_cell(node, tag)
                    if run:
                        self._flush()
                node = node.next
                continue
            if points:
                marks = points.get(node.mem_id, NO_MARKS)
            if kind == "inline":
                if marks:
                    kind = "container"
                elif tag in told:
                    kind = "told"
                    self._begin(node, tag)
            elif kind == "cell":
                if rows and rows[-1] and not marks:
                    self._begin_cell(tag)
                else:
                    kind = "container"
            if kind == "container":
                if run:
                    self._flush()
                self._open(node, tag, marks)
            add((node, tag, kind))
            node = child

    def _open(self, node: LexborNode, tag: str, marks: frozenset[str]) -> None:
        """A container begins."""
        open_, elements = self.open, self.elements
        parent, _, inherited, centred = open_[-1]
        names, centred = _described(node.attributes, tag, centred)
        if marks:
            inherited |= marks
        open_.append((len(elements), tag, inherited, centred))
        elements.append(tuple.__new__(Element, (parent, tag, names, len(open_) - 1)))
        if tag == "tr":
            self.rows.append(node.css_first(LAYOUT_IN_ROW) is None)
        elif tag in HEADINGS:
            self.heading += 1
        elif tag == "pre":
            self.pre += 1

    def _close(self, tag: str) -> None:
        """A container ends."""
        self.open.pop()
        if tag == "tr":
            self.rows.pop()
        elif tag in HEADINGS:
            self.heading -= 1
        elif tag == "pre":
            self.pre -= 1

    def _begin(self, node: LexborNode, tag: str) -> None:
        """An inline element begins."""
        if tag == "a":
            self.links += 1
        elif tag in BOLD:
            self.bolds += 1

    def _end(self, tag: str) -> None:
        """An inline element ends."""
        if tag == "a":
            self.links -= 1
        elif tag in BOLD:
            self.bolds -= 1

    def _begin_cell(self, tag: str) -> None:
        """A cell of a row of values begins."""
        if self.run:
            self._text(SEPARATOR)

    def _end_cell(self, node: LexborNode) -> None:
        """A cell of a row of values ends."""

    def _empty_cell(self, node: LexborNode, tag: str) -> None:
        """A cell has nothing in it."""

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
        if self.links:
            self.linked += len(text.strip())
        if not self.plain and not self.bolds:
            self.plain = bool(text.strip())

    def _flush(self) -> None:
        """Ends the run: what it holds becomes a block, or several where it holds several paragraphs."""
        run, blocks = self.run, self.blocks
        if not run:
            return
        index, tag, marks, centred = self.open[-1]
        for piece in paragraphs("".join(run)):
            piece = _values(piece) if tag == "tr" else collapse(piece)
            if piece.strip("\xa0\u3000 |\u200b\ufeff"):
                linked = self.linked and min(self.linked, len(piece))
                bold = not self.plain
                blocks.append(new_block(len(blocks), piece, tag, index, linked, bold, centred, self.image, marks))
                self.image = None
        run.clear()
        self.linked, self.plain = 0, False


def _described(attributes: Mapping[str, str | None], tag: str, centred: bool) -> tuple[str, bool]:
    """The names of an element with those ``attributes``, and whether it is centred in something that is or is not."""
    if tag == "center":
        centred = True
    if not attributes:
        return "", centred
    names = attributes.get("class") or ""
    if len(attributes) == 1 and names:  # every second element
        return names.strip().lower(), centred
    names = f"{names} {attributes.get('id') or ''}".strip().lower()
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

"""HTML to blocks, by one walk over the tree that lexbor builds.

lexbor rather than lxml: it keeps what follows a stray ``</html>`` and what is nested deeper than 256 elements, both of
which lxml drops in silence, and parses in half the time. The walk keeps its own stack, so depth cannot overflow it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from ..block import Block
from ..model import LIMITS, Element
from ..sight import Sight
from .asides import character_behind, is_mark, is_of_link, is_ornament, is_unseen, short_text, unseen
from .blocks import collapse, paragraphs
from .described import MEANT, SEPARATOR, described, row_of, values_of
from .formulas import drawn_formula, formula_in
from .kinds import BOLD, HEARD, KNOWN, SET_APART, by_name
from .preformatted import verbatim
from .raised import LONGEST_RAISED, RAISED, is_number, marks_of
from .scan import too_many
from .seeing import BARE, MOST_SIGHTS, UNTELLING, Seeing
from .wrapping import rejoined, unbroken, wrapped_at

# While it builds the tree lexbor can tell of each step, which costs it a thirtieth and is used for the options of a
# select only.
WITHOUT_EVENTS = int(LexborDocumentOptions.WO_EVENTS)

MARK = 4  # characters at the most
LAYOUT = " \t\r\n\f"
SHORT_LINK = 40  # characters; to ask for attributes is dear, and most of a page's links are shorter
NO_MARKS: frozenset[str] = frozenset()
# What a block may hold and still be blank; its other white space has been folded to spaces.
BLANK = "\xa0\u3000 |\u200b\ufeff"


def parse(markup: str | bytes) -> LexborHTMLParser:
    """The tree of ``markup``, text or its UTF-8; any gives one."""
    return LexborHTMLParser(markup, options=WITHOUT_EVENTS)


def read_markup(
    tree: LexborHTMLParser,
    points: Mapping[int, frozenset[str]] | None = None,
    walker: type[Walk] | None = None,
    most: int = LIMITS.tags,
) -> tuple[tuple[Block, ...], tuple[Element, ...]]:
    """The blocks of ``tree`` in page order, with the elements that they stand in.

    ``points`` are the elements that a rule points at, by ``mem_id``; each begins a block of its own and marks every
    block inside it. Hidden elements (``display:none``) are read like others and named ``:hidden``. ``walker`` is a
    walk that takes in more than this one, such as :class:`~jingwen.reading.rich.RichWalk`. Raises ``TooManyTags`` where
    there are more than ``most`` inline elements: a few thousand tags of formatting without ends make millions.
    """
    walk = (walker or Walk)(points or {}, most)
    root = tree.root
    if root is not None:
        walk.over(root)
        walk.close()
    return tuple(walk.blocks), tuple(walk.elements)


# Where text falls: the nearest container around it, by its number and tag, and what that has taken over from those
# around it: the points of a rule, and whether it is centred.
Place = tuple[int, str, frozenset[str], bool]


class Walk(Seeing):
    """The state of one walk: the blocks so far, and the run of text that is being collected.

    A page has two thousand nodes, so what is done at each of them (``over``) is one loop with its state in local
    variables; the methods are for what is rarer, and for :class:`~jingwen.reading.rich.RichWalk` to take in more.
    """

    # The inline elements that `_begin` and `_end` hear of.
    TOLD = frozenset(RAISED)

    def __init__(self, points: Mapping[int, frozenset[str]], most: int) -> None:
        super().__init__()
        self.points = points
        self.most = most
        self.elements: list[Element] = [Element(-1, "html", "", 0)]
        self.heading = 0
        self.pre: list[float | None] = []  # the widths that the open ones were broken at
        self.rows: list[str] = []
        # How many pieces the run had where each open exponent or index begins, and the mark that ends it.
        self.raised: list[tuple[int, str | None]] = []

    def over(self, root: LexborNode, nodes: list[LexborNode] | None = None) -> None:
        # Each step to another node and each look at its tag makes a Python object, so none is taken twice: the way back
        # up is kept here, not asked of the tree. More than half of all nodes are text, most of that white space.
        points, most, told, run, elements, rows = self.points, self.most, self.TOLD, self.run, self.elements, self.rows
        known, flush, new, put = KNOWN.get, self._flush, tuple.__new__, run.append
        above: list[tuple[LexborNode, str, str, Place]] = []
        place: Place = (0, "html", NO_MARKS, False)
        depth = inlines = 0
        links = linked = bolds = 0  # open links, how much of the run they hold, open bold elements
        plain = False  # whether the run holds text that is not bold
        marks = NO_MARKS
        node = root.first_child
        while True:
            while node is None:
                if not above:
                    if run:
                        flush(place, linked, not plain)
                    return
                node, tag, kind, outer = above.pop()
                if outer is not place:
                    if run:
                        flush(place, linked, not plain)
                        linked, plain = 0, False
                    place = outer
                    depth -= 1
                    if kind == "heeded":
                        self._leave(tag)
                elif kind == "inline":
                    if tag == "a":
                        links -= 1
                    elif tag in BOLD:
                        bolds -= 1
                    if tag in told:
                        self._end(tag)
                else:
                    self._end_cell(node)
                node = node.next
            text = node.text_content
            if text is not None:
                if text and (run or not text.isspace()):
                    if self.pre and "\n" in text:  # each line is a block of its own
                        *lines, text = self._lines(text)
                        for line in lines:
                            if run or not line.isspace():
                                put(line)
                                bare = not bolds and line.strip() != ""
                                flush(place, linked + len(line.strip()) * (links > 0), not (plain or bare))
                            linked, plain = 0, False
                        if text.isspace():
                            node = node.next
                            continue
                    put(text)
                    if links:
                        linked += len(text.strip())
                    if not plain and not bolds:
                        plain = text.strip() != ""
                node = node.next
                continue
            tag, kind = known(node.tag_id) or by_name(node)
            if kind == "skipped":
                if tag in HEARD and (text := self._hear(node, tag, place, links > 0)):
                    put(text)
                    linked += len(text) * (links > 0)
                    plain = plain or not bolds
                node = node.next
                continue
            child = node.first_child
            if child is None:
                if kind == "picture":
                    if text := drawn_formula(attributes := node.attributes):
                        if run[-1:] != [text]:  # or it stands there as MathML
                            put(text)
                            plain = plain or not bolds
                    else:
                        self._picture(attributes, place[0], links > 0)
                elif kind == "break":
                    if run and (self.heading or self._in_cell()):  # a headline set in two lines is still one headline
                        put(" ")
                    elif run:
                        flush(place, linked, not plain)
                        linked, plain = 0, False
                    self._break()
                else:
                    if (tag in BARE or "-" in tag) and not UNTELLING.issuperset(attributes := node.attributes):
                        self._bare(tag, attributes, place[0], links > 0)
                    if kind == "cell":
                        self._empty_cell(node, tag)
                    if run and kind != "inline":
                        flush(place, linked, not plain)
                        linked, plain = 0, False
                node = node.next
                continue
            if points:
                marks = points.get(node.mem_id, NO_MARKS)
            if kind == "inline" and not marks:
                inlines += 1
                if inlines > most:
                    raise too_many(most, "tags")
                if self.heading and is_ornament(node, tag, child):
                    node = node.next
                    continue
                if tag == "a":
                    text = child.text_content
                    size = SHORT_LINK if text is None else len(text)
                    if text and size <= MARK and not text.isalnum() and child.next is None and is_mark(node, text):
                        node = node.next
                        continue
                    if size < SHORT_LINK or "href" in node.attributes:
                        links += 1
                    else:
                        tag = "span"
                else:
                    if tag in SET_APART:
                        names = node.attributes.get("class")
                        if is_unseen(node, names) if names and unseen(names) else links and is_of_link(node, child):
                            node = node.next
                            continue
                    if tag in BOLD:
                        bolds += 1
                if tag in told:
                    self._begin(node, tag)
                above.append((node, tag, kind, place))
            elif kind == "cell" and rows and rows[-1] and not marks:
                if run:
                    put(SEPARATOR)
                    linked += links > 0
                    plain = plain or not bolds
                self._begin_cell(node, tag)
                above.append((node, tag, kind, place))
            elif kind == "picture":  # with something in it to show in its place
                self._picture(node.attributes, place[0], links > 0)
                node = node.next
                continue
            else:
                if run:
                    flush(place, linked, not plain)
                    linked, plain = 0, False
                element, _, inherited, centred = outer = place
                attributes = node.attributes
                told_much = kind != "container" or not MEANT.isdisjoint(attributes)
                if told_much:
                    names, centred = described(attributes, tag, centred)
                else:  # as with most
                    names = (attributes.get("class") or "").strip().lower()
                depth += 1
                place = (len(elements), tag, inherited | marks if marks else inherited, centred)
                elements.append(new(Element, (element, tag, names, depth)))
                if nodes is not None:
                    nodes.append(node)
                if told_much:
                    if tag == "figure" or "url(" in (attributes.get("style") or ""):
                        self._shown(tag, attributes, place[0], links > 0)
                    if tag == "pre" and (code := verbatim(node)) is not None:
                        if code:
                            self._add_code(code, place, links > 0)
                        place, depth, node = outer, depth - 1, node.next
                        continue
                    if kind == "heeded":
                        self._enter(node, tag)
                above.append((node, tag, kind, outer))
            node = child

    def _enter(self, node: LexborNode, tag: str) -> None:
        """One of ``HEEDED`` begins."""
        if tag == "tr":
            self.rows.append(row_of(node))
        elif tag == "pre":
            self.pre.append(wrapped_at((node.text() or "").split("\n")))
        else:
            self.heading += 1

    def _leave(self, tag: str) -> None:
        """One of ``HEEDED`` ends."""
        if tag == "tr":
            self.rows.pop()
        elif tag == "pre":
            self.pre.pop()
        else:
            self.heading -= 1

    def _lines(self, text: str) -> list[str]:
        """The lines of ``text`` in a ``pre``, those together that were broken to fit its width."""
        lines, width = text.split("\n"), self.pre[-1]
        return rejoined(lines, width) if width else lines

    def _in_cell(self) -> bool:
        """Whether a line break here is one within a row of values, and no more than a blank."""
        return bool(self.rows) and self.rows[-1] == "short"

    def _break(self) -> None:
        """A line ends."""

    def _begin(self, node: LexborNode, tag: str) -> None:
        """An inline element of ``TOLD`` begins; a number in it that cannot be set in ``RAISED`` is marked as raised."""
        before = self.run[-1][-1:] if self.run else ""
        opens, closes = marks_of(short_text(node, LONGEST_RAISED), tag, before, character_behind(node))
        if opens:
            self._mark(opens)
        self.raised.append((len(self.run), closes))

    def _end(self, tag: str) -> None:
        """An inline element of ``TOLD`` ends: a number in it is set in the characters for that, or 10³ would be 103."""
        begun, closes = self.raised.pop()
        pieces = self.run[begun:]  # none where a block began in it
        if pieces and closes is not None:
            self._mark(closes)
        elif is_number("".join(pieces), tag):
            self.run[begun:] = [piece.translate(RAISED[tag]) for piece in pieces]

    def _mark(self, mark: str) -> None:
        """A mark is set that stands for what plain text cannot show."""
        if mark:
            self.run.append(mark)

    def _begin_cell(self, node: LexborNode, tag: str) -> None:
        """A cell of a row of values begins."""

    def _end_cell(self, node: LexborNode) -> None:
        """A cell of a row of values ends."""

    def _empty_cell(self, node: LexborNode, tag: str) -> None:
        """A cell has nothing in it."""

    def _add_code(self, code: str, place: Place, linked: bool) -> None:
        """What is set line by line is a block as it stands."""
        element, _, marks, centred = place
        seen = tuple(self.sights)
        self.sights.clear()
        share = len(code) if linked else 0
        self.blocks.append(Block(len(self.blocks), code, "code", element, share, False, centred, seen, marks))

    def _hear(self, node: LexborNode, tag: str, place: Place, linked: bool) -> str:
        """One of ``HEARD``: the formula in it is returned, the pictures in it are seen."""
        if tag != "noscript":
            return formula_in(node)
        pictures = [inner for inner in node.traverse() if inner.tag in ("img", "amp-img")]
        for shown in pictures[:MOST_SIGHTS]:
            self._instead(shown.attributes, place[0], linked)
        return ""

    def close(self) -> None:
        """The page ends: pictures below all text stand behind the last block."""
        if self.sights and self.blocks:
            last = self.blocks[-1]
            behind = (sight._replace(place="behind") for sight in self.sights)
            self.blocks[-1] = replace(last, pictures=(*last.pictures, *behind))

    def _flush(self, place: Place, linked: int, bold: bool) -> None:
        """Ends the run: what it holds becomes a block, or several where it holds several paragraphs."""
        run, blocks, sights = self.run, self.blocks, self.sights
        element, tag, marks, centred = place
        text = run[0] if len(run) == 1 else "".join(run)
        if "\n" in text and not text.isascii() and "\n" in text.strip():
            text = unbroken(run, self.heading > 0)
        run.clear()
        for piece in paragraphs(text):
            piece = values_of(piece) if tag == "tr" else collapse(piece)
            if piece.strip(BLANK):
                share = linked and min(linked, len(piece))
                seen: tuple[Sight, ...] = ()
                if sights:
                    seen = tuple(sights)
                    sights.clear()
                blocks.append(Block(len(blocks), piece, tag, element, share, bold, centred, seen, marks))

"""HTML to blocks with what a rendering shows besides the text: links, emphasis, pictures, table cells.

A walk of its own kind, so that an answer in plain text pays nothing for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from ..block import Block, Cell, Inline, Picture, Rich, Span
from ..sight import Sight
from .markup import LAYOUT, Place, Walk
from .raised import RAISED

KINDS: Mapping[str, Inline] = {
    "a": "link",
    "b": "strong",
    "strong": "strong",
    "em": "em",
    "i": "em",
    "sup": "sup",
    "sub": "sub",
}
# Emphasis within emphasis says nothing any more; the bound keeps a page of nothing but opening tags linear.
MAX_OPEN = 8
# A wider cell is a mistake, or malice; so is one that reaches into more rows, and behind so many columns none does.
MAX_SPAN, MAX_ROWS, MAX_COLUMNS = 20, 500, 20


class _Open(NamedTuple):
    """An inline element that has not ended yet."""

    kind: Inline
    href: str
    start: int


class RichWalk(Walk):
    """A walk that gives each block its ``rich``. Offsets are those in the run until it ends, then those in the text."""

    TOLD = Walk.TOLD | KINDS.keys()

    def __init__(self, points: Mapping[int, frozenset[str]], most: int) -> None:
        super().__init__(points, most)
        self.size = self.counted = 0  # of the run: its characters, in so many of its pieces
        self.inlines: list[_Open] = []
        self.spans: list[Span] = []
        self.pictures: list[Picture] = []
        self.cells: list[Cell] = []
        self.cell: Cell | None = None
        self.column = 0
        # For each group of a table's rows, in how many rows to come the cells above still stand in each column.
        self.spanning: dict[int, list[int]] = {}
        self.group: list[int] = []
        self.breaks = 0  # of lines, since the last block

    def close(self) -> None:
        super().close()
        if self.pictures and self.blocks:  # those at the very end stand after the last block
            last = self.blocks[-1]
            rich = last.rich or Rich()
            late = tuple(replace(picture, at=len(last.text)) for picture in self.pictures)
            self.blocks[-1] = replace(last, rich=replace(rich, pictures=rich.pictures + late))

    def _enter(self, node: LexborNode, tag: str) -> None:
        super()._enter(node, tag)
        if tag == "tr":
            self.cells, self.column = [], 0
            around = node.parent
            self.group.append(around.mem_id if around is not None else 0)

    def _leave(self, tag: str) -> None:
        super()._leave(tag)
        if tag == "tr":
            spanning = self.spanning.get(self.group.pop(), [])
            spanning[self.column :] = [rows and rows - 1 for rows in spanning[self.column :]]

    def _break(self) -> None:
        self.breaks += 1

    def _here(self) -> int:
        """How many characters the run holds so far."""
        run = self.run
        for piece in run[self.counted :] if self.counted < len(run) else ():
            self.size += len(piece)
        self.counted = len(run)
        return self.size

    def _begin(self, node: LexborNode, tag: str) -> None:
        if tag in RAISED:
            super()._begin(node, tag)
        kind = KINDS[tag]
        self.inlines.append(_Open(kind, (node.attributes.get("href") or "") if kind == "link" else "", self._here()))

    def _end(self, tag: str) -> None:
        inline = self.inlines.pop()
        if len(self.inlines) < MAX_OPEN:
            self._span(inline)
        if tag in RAISED:
            super()._end(tag)

    def _mark(self, mark: str) -> None:
        start = self._here()
        super()._mark(mark)
        if mark:
            self.spans.append(Span(start, self._here(), "plain"))

    def _span(self, inline: _Open) -> None:
        here = self._here()
        if inline.start < here and (inline.href or inline.kind != "link"):
            self.spans.append(Span(inline.start, here, inline.kind, inline.href))

    def _begin_cell(self, node: LexborNode, tag: str) -> None:
        self._place_cell(node)
        self.cell = Cell(self._here(), self.size, tag == "th")

    def _end_cell(self, node: LexborNode) -> None:
        if self.cell is not None:
            self.cells.append(replace(self.cell, end=self._here()))
            beside = Cell(self.size, self.size, self.cell.header)
            self.cells += [beside] * (_number(node, "colspan", MAX_SPAN) - 1)
            self.cell = None

    def _empty_cell(self, node: LexborNode, tag: str) -> None:
        if self.rows and self.rows[-1]:
            self._place_cell(node)
            self.cells += [Cell(self._here(), self.size, tag == "th")] * _number(node, "colspan", MAX_SPAN)

    def _place_cell(self, node: LexborNode) -> None:
        """A cell takes the next column that none from a row above reaches into; those before it stay empty."""
        spanning = self.spanning.setdefault(self.group[-1], []) if self.group else []
        while self.column < min(len(spanning), MAX_COLUMNS) and spanning[self.column]:
            spanning[self.column] -= 1
            self.column += 1
            self.cells.append(Cell(self._here(), self.size))
        columns, rows = _number(node, "colspan", MAX_SPAN), _number(node, "rowspan", MAX_ROWS) - 1
        if self.column + columns > MAX_COLUMNS:
            return
        spanning += [0] * (self.column + columns - len(spanning))
        spanning[self.column : self.column + columns] = [rows] * columns
        self.column += columns

    def _see(self, sight: Sight) -> None:
        super()._see(sight)
        address = sight.address
        if address and not sight.icon:
            self.pictures.append(Picture(self._here(), address, sight.alt, sight.element, sight.linked))

    def _forget(self) -> None:
        sight = self.sights[-1]
        if self.pictures and sight.address == self.pictures[-1].address:
            self.pictures.pop()
        super()._forget()

    def _add_code(self, code: str, place: Place, linked: bool) -> None:
        super()._add_code(code, place, linked)
        if self.pictures:
            pictures, self.pictures = tuple(replace(p, at=0) for p in self.pictures), []
            self.blocks[-1] = replace(self.blocks[-1], rich=Rich(pictures=pictures))
        self.breaks = 0

    def _flush(self, place: Place, linked: int, bold: bool) -> None:
        self._here()
        for inline in self.inlines[:MAX_OPEN]:
            self._span(inline)
        if self.cell is not None:
            self.cells.append(replace(self.cell, end=self.size))
            self.cell = Cell(0, 0, self.cell.header, continued=self.size > 0 or self.cell.continued)
        if self.inlines:
            self.inlines = [inline._replace(start=0) for inline in self.inlines[:MAX_OPEN]] + self.inlines[MAX_OPEN:]
        raw, before = "".join(self.run), len(self.blocks)
        super()._flush(place, linked, bold)
        added = self.blocks[before:]
        goes_on = bool(added) and self.breaks == 1 and before > 0 and self.blocks[before - 1].element == place[0]
        if added and (self.spans or self.pictures or self.cells):
            self.blocks[before:] = self._enriched(raw, added)
            self.pictures, self.cells = [], []
        else:  # what stands before the first words of a block is part of it
            _to_start(self.pictures, self.cells)
        if goes_on:
            first = self.blocks[before]
            self.blocks[before] = replace(first, rich=replace(first.rich or Rich(), goes_on=True))
        self.spans, self.size, self.counted = [], 0, 0
        if added:
            self.breaks = 0

    def _enriched(self, raw: str, blocks: list[Block]) -> list[Block]:
        """``blocks``, which were cut from ``raw``, each with its part of what the run held."""
        if len(blocks) == 1 and blocks[0].text == raw.strip(LAYOUT):  # nothing was folded: most blocks are like that
            return [self._stripped(raw, blocks[0])]
        offsets = Rich(tuple(self.spans), tuple(self.pictures), tuple(self.cells)).offsets()
        place = _places(raw, "".join(block.text for block in blocks), offsets)
        found = []
        for nth, (block, end) in enumerate(zip(blocks, accumulate(len(b.text) for b in blocks), strict=True)):
            size = len(block.text)
            start, last = end - size, nth == len(blocks) - 1

            def within(offset: int, start: int = start, size: int = size) -> int:
                return min(max(place[offset] - start, 0), size)

            spans = [Span(within(s.start), within(s.end), s.kind, s.href) for s in self.spans]
            rich = Rich(
                tuple(s for s in spans if s.start < s.end),
                tuple(
                    replace(p, at=within(p.at))
                    for p in self.pictures
                    if start <= place[p.at] and (place[p.at] < end or last)
                ),
                tuple(_trimmed(replace(c, start=within(c.start), end=within(c.end)), block.text) for c in self.cells),
            )
            found.append(_with(rich, block))
        return found

    def _stripped(self, raw: str, block: Block) -> Block:
        """``block``, which is all of ``raw`` but the layout around it, with what the run held."""
        spans, pictures, cells = self.spans, self.pictures, self.cells
        text, size = block.text, len(block.text)
        if size < len(raw):
            lead = len(raw) - len(raw.lstrip(LAYOUT))

            def within(offset: int) -> int:
                return min(max(offset - lead, 0), size)

            spans = [Span(within(s.start), within(s.end), s.kind, s.href) for s in spans]
            spans = [span for span in spans if span.start < span.end]
            pictures = [replace(p, at=within(p.at)) for p in pictures]
            cells = [Cell(within(c.start), within(c.end), c.header, c.continued) for c in cells]
        return _with(Rich(tuple(spans), tuple(pictures), tuple(_trimmed(cell, text) for cell in cells)), block)


def _with(rich: Rich, block: Block) -> Block:
    """``block`` with ``rich``, where there is something in it."""
    if not (rich.spans or rich.pictures or rich.cells):
        return block
    b = block  # anew, field by field: to replace one takes ten times as long
    return Block(b.index, b.text, b.tag, b.element, b.linked, b.bold, b.centred, b.pictures, b.marks, rich)


def moved(block: Block, blocks: int, elements: int) -> Block:
    """``block`` set behind that many other blocks and elements."""
    rich = block.rich
    if rich is not None and rich.pictures:
        rich = replace(rich, pictures=tuple(replace(p, element=p.element + elements) for p in rich.pictures))
    pictures = tuple(sight._replace(element=sight.element + elements) for sight in block.pictures)
    index, element = block.index + blocks, block.element + elements
    return replace(block, index=index, element=element, pictures=pictures, rich=rich)


def _places(raw: str, text: str, offsets: Iterable[int]) -> dict[int, int]:
    """Where each of ``offsets`` in ``raw`` comes to stand in ``text``, which is ``raw`` with layout left out."""
    wanted, places, at = sorted(offsets, reverse=True), {}, 0
    for position, character in enumerate(raw):
        while wanted and wanted[-1] <= position:
            places[wanted.pop()] = at
        if at < len(text) and (character == text[at] or (text[at] == " " and character in LAYOUT)):
            at += 1
    places.update(dict.fromkeys(wanted, at))
    return places


def _to_start(pictures: list[Picture], cells: list[Cell]) -> None:
    """Moves what stands at the end of the lists to the start of the text; what is before it is there already."""
    for nth in range(len(pictures) - 1, -1, -1):
        if pictures[nth].at == 0:
            break
        pictures[nth] = replace(pictures[nth], at=0)
    for nth in range(len(cells) - 1, -1, -1):
        if cells[nth].end == 0:
            break
        cells[nth] = replace(cells[nth], start=0, end=0)


def _trimmed(cell: Cell, text: str) -> Cell:
    """``cell`` without the layout around its words."""
    words = text[cell.start : cell.end]
    start = cell.start + len(words) - len(words.lstrip(LAYOUT))
    return Cell(start, start + len(words.strip(LAYOUT)), cell.header, cell.continued)


def _number(cell: LexborNode, name: str, most: int) -> int:
    """How many columns or rows a cell takes."""
    span = cell.attributes.get(name) or ""
    return max(1, min(int(span), most)) if span.isdecimal() and len(span) < 4 else 1

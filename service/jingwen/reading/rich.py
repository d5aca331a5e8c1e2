"""HTML to blocks with what a rendering shows besides the text: links, emphasis, pictures, table cells.

A walk of its own kind, so that an answer in plain text pays nothing for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from ..model import Block, Cell, Inline, Picture, Rich, Span
from .markup import CELLS, Walk, address_of

KINDS: Mapping[str, Inline] = {"a": "link", "b": "strong", "strong": "strong", "em": "em", "i": "em"}
# Emphasis within emphasis says nothing any more; the bound keeps a page of nothing but opening tags linear.
MAX_OPEN = 8
# A wider cell is a mistake, or malice.
MAX_COLUMNS = 20
# A picture of a known size up to this many pixels either way is an icon, a rule or a counter.
ICON = 32
LAYOUT = " \t\r\n\f"


class _Open(NamedTuple):
    """An inline element that has not ended yet."""

    kind: Inline
    href: str
    start: int


class RichWalk(Walk):
    """A walk that gives each block its ``rich``. Offsets are those in the run until it ends, then those in the text."""

    def __init__(self, points: Mapping[int, frozenset[str]]) -> None:
        super().__init__(points)
        self.size = 0
        self.inlines: list[_Open] = []
        self.spans: list[Span] = []
        self.pictures: list[Picture] = []
        self.cells: list[Cell] = []
        self.cell: Cell | None = None

    def over(self, root: LexborNode) -> None:
        super().over(root)
        if self.pictures and self.blocks:  # those at the very end stand after the last block
            last = self.blocks[-1]
            rich = last.rich or Rich()
            late = tuple(replace(picture, at=len(last.text)) for picture in self.pictures)
            self.blocks[-1] = replace(last, rich=replace(rich, pictures=rich.pictures + late))

    def _enter(self, node: LexborNode, tag: str) -> LexborNode | None:
        if tag in CELLS and node.first_child is None and self.rows and self.rows[-1]:
            self.cells += [Cell(self.size, self.size, tag == "th")] * _columns(node)
        return super()._enter(node, tag)

    def _open(self, node: LexborNode, tag: str, marks: frozenset[str]) -> None:
        super()._open(node, tag, marks)
        if tag == "tr":
            self.cells = []

    def _text(self, text: str) -> None:
        if self.pre and "\n" in text:  # comes back line by line
            super()._text(text)
            return
        before = len(self.run)
        super()._text(text)
        if len(self.run) > before:
            self.size += len(text)

    def _inline(self, node: LexborNode, tag: str, step: int) -> None:
        super()._inline(node, tag, step)
        kind = KINDS.get(tag)
        if kind is None:
            return
        if step > 0:
            self.inlines.append(_Open(kind, (node.attributes.get("href") or "") if kind == "link" else "", self.size))
        elif self.inlines:
            inline = self.inlines.pop()
            if len(self.inlines) < MAX_OPEN:
                self._span(inline)

    def _span(self, inline: _Open) -> None:
        if inline.start < self.size and (inline.href or inline.kind != "link"):
            self.spans.append(Span(inline.start, self.size, inline.kind, inline.href))

    def _cell(self, node: LexborNode, tag: str, step: int) -> None:
        super()._cell(node, tag, step)
        if step > 0:
            self.cell = Cell(self.size, self.size, tag == "th")
        elif self.cell is not None:
            self.cells.append(replace(self.cell, end=self.size))
            self.cells += [Cell(self.size, self.size)] * (_columns(node) - 1)
            self.cell = None

    def _picture(self, node: LexborNode) -> None:
        super()._picture(node)
        address = address_of(node)
        if address and not _is_icon(node):
            alt = " ".join((node.attributes.get("alt") or "").split())
            self.pictures.append(Picture(self.size, address, alt, self.open[-1][0], self.links > 0))

    def _flush(self) -> None:
        for inline in self.inlines[:MAX_OPEN]:
            self._span(inline)
        if self.cell is not None:
            self.cells.append(replace(self.cell, end=self.size))
            self.cell = Cell(0, 0, self.cell.header, continued=self.size > 0 or self.cell.continued)
        if self.inlines:
            self.inlines = [inline._replace(start=0) for inline in self.inlines[:MAX_OPEN]] + self.inlines[MAX_OPEN:]
        raw, before = "".join(self.run), len(self.blocks)
        super()._flush()
        added = self.blocks[before:]
        if added and (self.spans or self.pictures or self.cells):
            self.blocks[before:] = self._enriched(raw, added)
            self.pictures, self.cells = [], []
        else:  # what stands before the first words of a block is part of it
            _to_start(self.pictures, self.cells)
        self.spans, self.size = [], 0

    def _enriched(self, raw: str, blocks: list[Block]) -> list[Block]:
        """``blocks``, which were cut from ``raw``, each with its part of what the run held."""
        if len(blocks) == 1 and blocks[0].text == raw:  # no layout was folded, so every place is where it was
            cells = tuple(_trimmed(cell, raw) for cell in self.cells)
            return [replace(blocks[0], rich=Rich(tuple(self.spans), tuple(self.pictures), cells))]
        offsets = Rich(tuple(self.spans), tuple(self.pictures), tuple(self.cells)).offsets()
        place = _places(raw, "".join(block.text for block in blocks), offsets)
        found = []
        for nth, (block, end) in enumerate(zip(blocks, accumulate(len(b.text) for b in blocks), strict=True)):
            size = len(block.text)
            start, last = end - size, nth == len(blocks) - 1

            def within(offset: int, start: int = start, size: int = size) -> int:
                return min(max(place[offset] - start, 0), size)

            spans = [replace(s, start=within(s.start), end=within(s.end)) for s in self.spans]
            rich = Rich(
                tuple(s for s in spans if s.start < s.end),
                tuple(
                    replace(p, at=within(p.at))
                    for p in self.pictures
                    if start <= place[p.at] and (place[p.at] < end or last)
                ),
                tuple(_trimmed(replace(c, start=within(c.start), end=within(c.end)), block.text) for c in self.cells),
            )
            found.append(replace(block, rich=rich) if rich != Rich() else block)
        return found


def moved(block: Block, blocks: int, elements: int) -> Block:
    """``block`` set behind that many other blocks and elements."""
    rich = block.rich
    if rich is not None and rich.pictures:
        rich = replace(rich, pictures=tuple(replace(p, element=p.element + elements) for p in rich.pictures))
    return replace(block, index=block.index + blocks, element=block.element + elements, rich=rich)


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
    return replace(cell, start=start, end=start + len(words.strip(LAYOUT)))


def _columns(cell: LexborNode) -> int:
    span = cell.attributes.get("colspan") or ""
    return max(1, min(int(span), MAX_COLUMNS)) if span.isdecimal() and len(span) < 4 else 1


def _is_icon(picture: LexborNode) -> bool:
    sizes = [(picture.attributes.get(name) or "").removesuffix("px") for name in ("width", "height")]
    return any(size.isdecimal() and len(size) < 4 and int(size) <= ICON for size in sizes)

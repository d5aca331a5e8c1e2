"""The article as a tree: headings, paragraphs, lists, quotes, tables and figures, whatever they are written as.

The structure comes from the elements that the blocks stand in, below the one that holds the whole article: pages are
laid out in lists and tables as a whole, and those say nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from ..block import Block, Picture, Span
from ..model import Element, Label, Labelled
from .verse import verses_among

GROUPS = frozenset(("ul", "ol", "li", "blockquote"))
LISTS = frozenset(("ul", "ol"))
PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6 tr".split())
# Deeper than this no reader can follow; the bound keeps the tree shallow enough for recursion.
MAX_DEPTH = 12
# The title of a page is a level above all headings inside its text.
LEVELS = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
# A block that is set as a heading and longer than this is a paragraph all the same.
LONGEST_HEADING = 80
SEPARATOR = " | "
# What plain text has for the digits of exponents and indexes.
LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", "0123456789+-=()ni0123456789+-=()")
RUNNING = frozenset((Label.BODY, Label.HEADING))
SHOWN = RUNNING | {Label.CAPTION}
Resolve = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Image:
    """A picture with an absolute address."""

    address: str
    alt: str


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that are set alike, or a picture among them; ``raised`` is ``sup``, ``sub`` or nothing."""

    text: str
    href: str | None = None
    strong: bool = False
    em: bool = False
    raised: str = ""
    image: Image | None = None


Runs = tuple[Run, ...]
# The end of a line inside a paragraph, as verse has it.
BREAK = Run("\n")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``level`` is that of a heading, 1 (the title) to 6, or 0; ``goes_on``: a line of verse that follows
    on the one before."""

    runs: Runs
    level: int = 0
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """Pictures with the caption that belongs to them, if any."""

    images: tuple[Image, ...]
    caption: Runs = ()


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell with its lines."""

    lines: tuple[Runs, ...]
    header: bool


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, not all of them equally long."""

    rows: tuple[tuple[TableCell, ...], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """``ul``, ``ol``, ``li`` or ``blockquote`` with what stands in it."""

    tag: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """What is set line by line, as it stands."""

    text: str


Part = Paragraph | Figure | Table | Group | Code
Path = tuple[tuple[str, int], ...]


def outline(labelled: Sequence[Labelled], elements: Sequence[Element], resolve: Resolve) -> tuple[Part, ...]:
    """What the body, heading and caption blocks among ``labelled`` say, as a tree.

    ``resolve`` makes an address absolute, or None where a reader should not be sent to it.
    """
    inside, paths = _places([x.block for x in labelled if x.label in RUNNING], elements)
    return _grouped(list(_leaves(labelled, inside, paths, elements, resolve)))


def _places(running: Sequence[Block], elements: Sequence[Element]) -> tuple[list[bool], list[Path]]:
    """For each element, whether it is in the article, and the groups that it stands in there, from the outside in."""
    held = [0] * len(elements)
    for block in running:
        held[block.element] += 1
    for index in range(len(elements) - 1, 0, -1):
        held[elements[index].parent] += held[index]
    whole = max((index for index, count in enumerate(held) if count == len(running)), default=0)
    while elements[whole].tag in PARAGRAPHS:  # an article of one paragraph; its pictures stand beside it
        whole = elements[whole].parent
    inside = [False] * len(elements)
    paths: list[Path] = [()] * len(elements)
    inside[whole] = True
    if elements[whole].tag in LISTS:
        paths[whole] = ((elements[whole].tag, whole),)
    for index in range(whole + 1, len(elements)):
        tag, parent = elements[index].tag, elements[index].parent
        inside[index], path = inside[parent], paths[parent]
        if inside[index] and tag in GROUPS and len(path) < MAX_DEPTH:
            if tag == "li" and (not path or path[-1][0] not in LISTS):
                path = (*path, ("ul", parent))
            path = (*path, (tag, index))
        paths[index] = path
    return inside, paths


def _leaves(
    labelled: Sequence[Labelled],
    inside: Sequence[bool],
    paths: Sequence[Path],
    elements: Sequence[Element],
    resolve: Resolve,
) -> Iterator[tuple[Path, Part]]:
    """The parts that hold no others, in page order, each with the groups that it stands in."""
    rows: list[tuple[Block, list[TableCell]]] = []
    verses = verses_among([x.block for x in labelled if x.label is Label.BODY])
    for x in labelled:
        block, rich = x.block, x.block.rich
        pictures = [p for p in rich.pictures if _belongs(p, x, inside)] if rich else []
        if x.label not in SHOWN and not pictures:
            continue
        row = x.label in RUNNING and block.tag == "tr"
        if rows and not (row and elements[rows[-1][0].element].parent == elements[block.element].parent):
            yield from _tables(rows, paths)
            rows = []
        if row:
            _add_row(rows, block, resolve)
            continue
        before = [p for p in pictures if p.at == 0 or x.label not in RUNNING]
        after = [p for p in pictures if p.at >= len(block.text) and p not in before]
        if x.label is Label.CAPTION:
            yield from _captioned(block, before, paths, resolve)
            continue
        yield from _figures(before, paths, resolve)
        if x.label in RUNNING and block.tag == "code":
            yield paths[block.element], Code(block.text)
        elif x.label in RUNNING and block.text:
            level = _level(x)
            runs = _runs(block, 0, len(block.text), resolve)
            if level:
                runs = tuple(replace(run, strong=False) if run.strong else run for run in runs)
            yield paths[block.element], Paragraph(runs, level, block.index in verses)
        yield from _figures(after, paths, resolve)
    if rows:
        yield from _tables(rows, paths)


def _belongs(picture: Picture, x: Labelled, inside: Sequence[bool]) -> bool:
    """Whether ``picture`` is the article's: with a caption, or beside its text.

    One that stands before the first block behind the text is, unless it is a link or that block is furniture.
    """
    if x.label is Label.CAPTION:
        return True
    if not inside[picture.element] or x.label in RUNNING:
        return inside[picture.element]
    ends = x.label in (Label.SIGNOFF, Label.CREDITS) or not inside[x.block.element]
    return ends and picture.at == 0 and not picture.linked


def _figures(pictures: Sequence[Picture], paths: Sequence[Path], resolve: Resolve) -> Iterator[tuple[Path, Part]]:
    for picture in pictures:
        image = _image(picture, resolve)
        if image is not None:
            yield paths[picture.element], Figure((image,))


def _captioned(
    block: Block, pictures: Sequence[Picture], paths: Sequence[Path], resolve: Resolve
) -> Iterator[tuple[Path, Part]]:
    """The figures before a caption: it belongs to those that stand together with the last one.

    A caption without a picture is left to the answer's ``captions``, as in plain text.
    """
    last = [p for p in pictures if p.element == pictures[-1].element]
    yield from _figures([p for p in pictures if p not in last], paths, resolve)
    images = tuple(image for p in last if (image := _image(p, resolve)) is not None)
    if images:
        runs = tuple(run for run in _runs(block, 0, len(block.text), resolve) if run.image is None)
        yield paths[last[0].element], Figure(images, runs)


def _image(picture: Picture, resolve: Resolve) -> Image | None:
    address = resolve(picture.address)
    return Image(address, picture.alt) if address and not address.startswith("mailto:") else None


def _add_row(rows: list[tuple[Block, list[TableCell]]], block: Block, resolve: Resolve) -> None:
    """Adds the cells of ``block`` to ``rows``: as a row, or to the row before where that one was broken off inside."""
    cells = block.rich.cells if block.rich else ()
    added = [TableCell((runs,) if (runs := _runs(block, c.start, c.end, resolve)) else (), c.header) for c in cells]
    if cells and rows and rows[-1][0].element == block.element:
        row = rows[-1][1]
        if cells[0].continued and row:
            row[-1] = replace(row[-1], lines=row[-1].lines + added.pop(0).lines)
        row += added
        return
    rows.append((block, added or [TableCell(((Run(text),),), False) for text in block.text.split(SEPARATOR)]))


def _tables(rows: Sequence[tuple[Block, list[TableCell]]], paths: Sequence[Path]) -> Iterator[tuple[Path, Part]]:
    """The table of ``rows``; one of a single column is layout, and its cells are paragraphs."""
    path = paths[rows[0][0].element]
    if max(len(cells) for _, cells in rows) > 1:
        yield path, Table(tuple(tuple(cells) for _, cells in rows))
        return
    for _, cells in rows:
        yield from ((path, Paragraph(line)) for cell in cells for line in cell.lines)


def _level(x: Labelled) -> int:
    if x.label is Label.HEADING:
        return LEVELS.get(x.block.tag, 2)
    return LEVELS.get(x.block.tag, 0) if len(x.block.text) <= LONGEST_HEADING else 0


def _runs(block: Block, start: int, end: int, resolve: Resolve) -> Runs:
    """The text of ``block`` from ``start`` up to ``end``, cut where it is set differently or holds a picture."""
    rich = block.rich
    if rich is None:
        return (Run(block.text[start:end]),) if start < end else ()
    changes: dict[int, list[tuple[Span, int]]] = {start: [], end: []}
    for span in rich.spans:
        low, high = max(span.start, start), min(span.end, end)
        if low < high:
            changes.setdefault(low, []).append((span, 1))
            changes.setdefault(high, []).append((span, -1))
    pictures: dict[int, list[Picture]] = {}
    for picture in rich.pictures:
        if start < picture.at < end:
            pictures.setdefault(picture.at, []).append(picture)
            changes.setdefault(picture.at, [])
    runs: list[Run] = []
    open_spans: list[Span] = []
    cuts = sorted(changes)
    for at, following in pairwise(cuts):
        for span, step in changes[at]:
            if step > 0:
                open_spans.append(span)
            else:
                open_spans.remove(span)
        images = (_image(picture, resolve) for picture in pictures.get(at, ()))
        runs += [Run("", image=image) for image in images if image is not None]
        _add_run(runs, block.text[at:following], open_spans, resolve)
    return tuple(runs)


def _add_run(runs: list[Run], text: str, spans: Sequence[Span], resolve: Resolve) -> None:
    href = next((found for s in spans if s.kind == "link" and (found := resolve(s.href))), None)
    kinds = {span.kind for span in spans}
    if "plain" in kinds:
        return
    raised = "sup" if "sup" in kinds else "sub" if "sub" in kinds else ""
    run = Run(text.translate(LOWERED) if raised else text, href, "strong" in kinds, "em" in kinds, raised)
    if runs and runs[-1].image is None and _set(runs[-1]) == _set(run):
        runs[-1] = replace(run, text=runs[-1].text + text)
    else:
        runs.append(run)


def _set(run: Run) -> tuple[str | None, bool, bool, str]:
    """How the characters of ``run`` are set."""
    return run.href, run.strong, run.em, run.raised


def _grouped(leaves: Sequence[tuple[Path, Part]], depth: int = 0) -> tuple[Part, ...]:
    """The parts of ``leaves``, those that stand in one group at ``depth`` put together in it."""
    parts: list[Part] = []
    for group, members in groupby(leaves, key=lambda leaf: leaf[0][depth] if len(leaf[0]) > depth else None):
        if group is None:
            for _, part in members:
                if isinstance(part, Paragraph) and part.goes_on and parts and isinstance(parts[-1], Paragraph):
                    parts[-1] = replace(parts[-1], runs=(*parts[-1].runs, BREAK, *part.runs))
                else:
                    parts.append(part)
            continue
        inner = _grouped(list(members), depth + 1)
        if group[0] in LISTS:  # text that stands straight in a list is an item of it
            inner = tuple(p if isinstance(p, Group) and p.tag == "li" else Group("li", (p,)) for p in inner)
        parts.append(Group(group[0], inner))
    return tuple(parts)

"""The outline as Markdown: CommonMark, with the tables of GitHub's.

What the page prints is text, so every character that Markdown would read as markup is escaped where it would be.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from .outline import BREAK, Code, Figure, Group, Image, Paragraph, Part, Run, Runs, Table, TableCell

# Marks wherever they stand; an underscore inside a word is none, nor is a single & that begins no character reference.
MARK = re.compile(r"[\\`*\[\]<~|]|_(?!\w)|(?<!\w)_|&(?=#?\w+;)")
# A formula in the notation of TeX; between single dollar signs, which are money as well, what only such a one holds.
FORMULA = re.compile(
    r"(\$\$[^$\n]+\$\$|\\\([^\n]+?\\\)|\\\[[^\n]+?\\\]|\$(?=[^\s$])[^$\n]*?[\\^_{=][^$\n]*(?<=\S)\$(?!\d))"
)
# Marks at the start of a line: headings, quotes, items of lists, and rules under headings.
OPENING = re.compile(r"#{1,6}(?=\s|$)|>|[-+](?=\s|$)|[-=]+\s*$|-[\s-]*$")
NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
# In an address: what would end it, or what it stands in.
UNSAFE = re.compile(r"[\s()<>\[\]\\`|\"*]")
PIPE = re.compile(r"(?<!\\)\|")
Edge = tuple[str, str, str]


def to_markdown(parts: Sequence[Part]) -> str:
    """``parts`` as Markdown, parted by a blank line."""
    return "\n\n".join(_part(part) for part in parts)


def _part(part: Part) -> str:
    match part:
        case Paragraph(runs, level):
            return "#" * level + " " + _inline(runs) if level else _lines(runs)
        case Figure(images, caption):
            text = _caption(caption)
            return "\n".join(map(_image, images)) + (f"\n\n{text}" if text else "")
        case Table(rows):
            return _table(rows)
        case Code(text):
            fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
            return "\n".join((fence, text, fence))
        case Group("ul" | "ol" as tag, items):
            numbered = [f"{n}. " if tag == "ol" else "- " for n in range(1, len(items) + 1)]
            tight = all(isinstance(item, Group) and _tight(item) for item in items)
            written = [_indented(marker, _part(item)) for marker, item in zip(numbered, items, strict=True)]
            return ("\n" if tight else "\n\n").join(written)
        case Group("li", inner):
            return ("\n" if _tight(part) else "\n\n").join(map(_part, inner))
        case Group(_, inner):
            return "\n".join(f"> {line}".rstrip() for line in to_markdown(inner).split("\n"))


def _tight(item: Group) -> bool:
    """Whether an item of a list is one paragraph, with lists below it at most."""
    head, *rest = item.parts
    return isinstance(head, Paragraph) and all(isinstance(p, Group) and p.tag in ("ul", "ol") for p in rest)


def _indented(marker: str, text: str) -> str:
    first, *rest = text.split("\n")
    return "\n".join([marker + first, *(" " * len(marker) + line if line else "" for line in rest)])


def _table(rows: Sequence[Sequence[TableCell]]) -> str:
    """A table; Markdown's has a head, which is left empty where the first row is none."""
    width = max(map(len, rows))
    written = [[*map(_cell, row), *[""] * (width - len(row))] for row in rows]
    if not all(cell.header for cell in rows[0]):
        written.insert(0, [""] * width)
    written.insert(1, ["---"] * width)
    return "\n".join(f"| {' | '.join(row)} |" for row in written)


def _cell(cell: TableCell) -> str:
    return PIPE.sub(r"\\|", "<br>".join(map(_inline, cell.lines)))  # in formulas, too: it would end the cell


def _image(image: Image) -> str:
    return f"![{_escaped(image.alt)}]({_address(image.address)})"


def _caption(runs: Runs) -> str:
    """A caption, set off from the text by emphasis as a whole."""
    text = "".join(_inline((replace(run, strong=False, em=False),)) for run in runs).strip()
    return f"*{text}*" if text else ""


def _lines(runs: Runs) -> str:
    """A paragraph, its lines ended by a backslash where it has several."""
    if BREAK not in runs:
        return _line(_inline(runs))
    ends = [n for n, run in enumerate(runs) if run is BREAK]
    lines = [runs[start:end] for start, end in zip((0, *(n + 1 for n in ends)), (*ends, len(runs)), strict=True)]
    return "\\\n".join(_line(_inline(line)) for line in lines)


def _inline(runs: Runs) -> str:
    written = []
    for nth, run in enumerate(runs):
        if run.image is not None:
            written.append(_image(run.image))
            continue
        if run.raised:
            written.append(_linked(run, f"<{run.raised}>{_escaped(run.text)}</{run.raised}>"))
            continue
        mark = "*" * (2 * run.strong + run.em)
        if run.href and not mark:
            text = run.text.strip()
            start = len(run.text) - len(run.text.lstrip()) if text else 0
            written.append(f"{run.text[:start]}{_linked(run, _escaped(text))}{run.text[start + len(text) :]}")
            continue
        before, text, after = _edges(run.text, mark, runs[max(0, nth - 1) : nth], runs[nth + 1 : nth + 2])
        inner = f"{mark}{_escaped(text)}{mark}" if text and mark else _escaped(text)
        written.append(_escaped(before) + _linked(run, inner) + _escaped(after))
    return "".join(written)


def _edges(text: str, mark: str, before: Sequence[Run], after: Sequence[Run]) -> Edge:
    """``text`` parted into what stands before the mark of its emphasis, inside it and behind it.

    Markdown takes ``**注：**下文`` for no emphasis at all: a mark between punctuation and a letter does not close. So
    punctuation is put outside where a letter follows, and space always.
    """
    if not mark:
        return "", text, ""
    start, end = 0, len(text)
    open_before = bool(before) and not before[0].raised and not _parts(before[0].text[-1:])
    open_after = bool(after) and not after[0].raised and not _parts(after[0].text[:1])
    while start < end and (text[start].isspace() or (open_before and _parts(text[start]))):
        start += 1
    while end > start and (text[end - 1].isspace() or (open_after and _parts(text[end - 1]))):
        end -= 1
    return text[:start], text[start:end], text[end:]


def _parts(character: str) -> bool:
    """Whether ``character`` is white space or punctuation to Markdown; the end of a line is."""
    return not character or character.isspace() or unicodedata.category(character)[0] in "PS"


def _linked(run: Run, text: str) -> str:
    return f"[{text}]({_address(run.href)})" if run.href and text else text


def _escaped(text: str) -> str:
    """``text`` with its marks escaped, but for those in formulas: readers of Markdown that show these want the source
    to the letter."""
    if "$" not in text and "\\" not in text:
        return MARK.sub(_as_text, text)
    pieces = FORMULA.split(text)
    return "".join(piece if nth % 2 else MARK.sub(_as_text, piece) for nth, piece in enumerate(pieces))


def _as_text(mark: re.Match[str]) -> str:
    return "\\" + mark[0]


def _line(text: str) -> str:
    """``text`` as a paragraph of its own, with nothing at its start that would make it something else."""
    if OPENING.match(text):
        return "\\" + text
    return NUMBERED.sub(r"\1\\\2", text, count=1) if NUMBERED.match(text) else text


def _address(address: str) -> str:
    return UNSAFE.sub(lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode("utf-8", "replace")), address)

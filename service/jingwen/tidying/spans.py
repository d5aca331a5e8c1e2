"""Tidying a block whose text has links, emphasis, pictures or cells in it, so that they keep their places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from ..block import Block
from .code import tidy_code


def tidy_block(block: Block, tidy: Callable[[str], str]) -> Block:
    """``block`` with its text tidied and what it holds moved along.

    Tidying changes lengths, so the text is tidied piece by piece between the places that matter. Where the pieces come
    out as long as the text tidied whole, the latter stands, for a phrase may reach over the end of a link.
    """
    if block.tag == "code":
        return replace(block, text=tidy_code(block.text, lambda words: map(tidy, words)))
    text, rich = tidy(block.text), block.rich
    if rich is None:
        return replace(block, text=text)
    cuts = sorted({0, len(block.text), *rich.offsets()})
    place = {0: 0}
    pieces: list[str] = []
    size, spaced = 0, True
    for start, end in pairwise(cuts):
        raw = block.text[start:end]
        piece = tidy(raw)
        # Tidying takes the space off both ends of a text; between two pieces one space is meant.
        if raw[:1].isspace() and not spaced and piece:
            piece = " " + piece
        if raw[-1:].isspace() and end < cuts[-1] and (piece or not spaced) and not piece.endswith(" "):
            piece += " "
        pieces.append(piece)
        size += len(piece)
        spaced = piece.endswith(" ") if piece else spaced
        place[end] = size
    joined = "".join(pieces).rstrip(" ")
    if len(text) != len(joined):
        text = joined
    return replace(
        block,
        text=text,
        rich=replace(
            rich,
            spans=tuple(replace(s, start=place[s.start], end=min(place[s.end], len(text))) for s in rich.spans),
            pictures=tuple(replace(p, at=min(place[p.at], len(text))) for p in rich.pictures),
            cells=tuple(
                replace(c, start=min(place[c.start], len(text)), end=min(place[c.end], len(text))) for c in rich.cells
            ),
        ),
    )

"""Tidying a block whose text has links, emphasis, pictures or cells in it, so that they keep their places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from ..block import Block, Rich, Span
from .code import tidy_code


def tidy_block(block: Block, tidy: Callable[[Sequence[str]], Sequence[str]]) -> Block:
    """``block`` with its text tidied and what it holds moved along; ``tidy`` takes several texts of a page together.

    Tidying changes lengths, so the text is tidied piece by piece between the places that matter. Where the pieces come
    out as long as the text tidied whole, the latter stands, for a phrase may reach over the end of a link.
    """
    rich = block.rich
    if block.tag == "code":
        return replace(block, text=tidy_code(block.text, tidy))
    if rich is None:
        (text,) = tidy((block.text,))
        return block if text == block.text else replace(block, text=text)
    cuts = sorted({0, len(block.text), *rich.offsets()})
    raws = [block.text[start:end] for start, end in pairwise(cuts)]
    text, *tidied = tidy((block.text, *raws))
    place = {0: 0}
    pieces: list[str] = []
    size, spaced = 0, True
    for end, raw, piece in zip(cuts[1:], raws, tidied, strict=True):
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
    if text == block.text and all(before == after for before, after in place.items()):  # as most are tidy
        return block
    last = len(text)
    return replace(
        block,
        text=text,
        rich=Rich(
            tuple([Span(place[s.start], min(place[s.end], last), s.kind, s.href) for s in rich.spans]),
            tuple([replace(p, at=min(place[p.at], last)) for p in rich.pictures]),
            tuple([replace(c, start=min(place[c.start], last), end=min(place[c.end], last)) for c in rich.cells]),
            rich.goes_on,
        ),
    )

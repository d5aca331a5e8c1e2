"""The lines of a file, packed or not, none of them longer than a limit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .unpacking import Unpacked

BOM = b"\xef\xbb\xbf"


class Line(NamedTuple):
    """A line by its ``number``, from 1, without its end; None for one that is too long, or cut off by ``damage``."""

    number: int
    text: bytes | None
    damage: str | None = None


def lines(unpacked: Unpacked, longest: int) -> Iterator[Line]:
    """The lines of what is ``unpacked``; one over ``longest`` bytes is passed by without being held."""
    number, held, size = 1, list[bytes](), 0
    for piece in unpacked:
        if piece.damage is not None:
            yield Line(number, None, piece.damage)
            number, held, size = number + 1, [], 0
            continue
        first, *others = piece.plain.split(b"\n")
        size += len(first)
        if size <= longest:
            held.append(first)
        else:
            held.clear()
        for other in others:
            yield _line(number, held, size, longest)
            number, held, size = number + 1, [other] if len(other) <= longest else [], len(other)
    if size:
        yield _line(number, held, size, longest)


def _line(number: int, held: list[bytes], size: int, longest: int) -> Line:
    if size > longest:
        return Line(number, None)
    text = held[0] if len(held) == 1 else b"".join(held)
    if number == 1:
        text = text.removeprefix(BOM)
    return Line(number, text.removesuffix(b"\r"))

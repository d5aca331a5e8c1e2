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


def lines(unpacked: Unpacked, longest: int, begins: bytes = b"") -> Iterator[Line]:
    """The lines of what is ``unpacked``; one over ``longest`` bytes is passed by without being held.

    Behind damage the rest of a line is left out: all up to the first end, but for what begins as one does.
    """
    number, held, size, amid = 1, list[bytes](), 0, False
    for piece in unpacked:
        if piece.damage is not None:
            if not amid:
                yield Line(number, None, piece.damage)
                number, held, size = number + 1, [], 0
            amid = True
            continue
        plain = piece.plain
        if amid and not (begins and plain.startswith(begins)):
            _, end, plain = plain.partition(b"\n")
            if not end:
                continue
        amid = False
        first, *others = plain.split(b"\n")
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

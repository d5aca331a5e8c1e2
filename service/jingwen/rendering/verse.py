"""Verse and the like: lines that are ended where they stand, not where a paragraph ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..block import Block

# No line of verse says more (thirty Han characters), and lines this short are no paragraphs, however they end.
LONGEST, SHORT = 90.0, 48.0
# What a paragraph of prose ends with, and a line of verse less often than not.
PROSE_END = re.compile(r"[.。！？!?…:：](?:['\"”’）)」』]|\[\d+\])*\s*$")


def verses_among(blocks: Sequence[Block]) -> frozenset[int]:
    """The indices of those of ``blocks`` that are a line of verse after another, which is the block before."""
    return frozenset(block.index for lines in _runs(blocks) if _is_verse(lines) for block in lines[1:])


def _runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The ``blocks`` that only ends of lines part, together."""
    lines: list[Block] = []
    for block in blocks:
        goes_on = block.rich is not None and block.rich.goes_on and block.tag not in ("tr", "code")
        if lines and goes_on and block.index == lines[-1].index + 1:
            lines.append(block)
            continue
        if len(lines) > 1:
            yield lines
        lines = [block]
    if len(lines) > 1:
        yield lines


def _is_verse(lines: Sequence[Block]) -> bool:
    longest = max(line.weight for line in lines)
    ended = sum(PROSE_END.search(line.text) is not None for line in lines[:-1])
    return longest <= SHORT or (longest <= LONGEST and 2 * ended <= len(lines) - 1)

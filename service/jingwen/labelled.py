"""The blocks of a page with their labels, of which those outside of the article are worked out when asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import overload

from .model import Block, Label, Labelled

# The labels that only an article's own blocks have, wherever on the page they stand.
OWN = frozenset((Label.TITLE, Label.BODY, Label.HEADING, Label.CAPTION, Label.SIGNOFF))


class Labels(Sequence[Labelled]):
    """The blocks of a page with their labels, in page order.

    A page has several times as many blocks around its article as in it, and most rooms look at those near by only: what
    kind of furniture a block is gets worked out when it is asked for. ``verdicts`` are the labels and reasons that are
    settled, by the block's index; ``outside`` gives that of any other, never one of ``OWN``, and ``credited`` tells
    whether it is ``CREDITS``.
    """

    __slots__ = ("_blocks", "_credited", "_labelled", "_outside", "_places", "_verdicts")

    def __init__(
        self,
        blocks: Sequence[Block],
        verdicts: Mapping[int, tuple[Label, str]],
        outside: Callable[[Block], tuple[Label, str]],
        credited: Callable[[Block], bool],
    ) -> None:
        self._blocks = blocks
        self._verdicts = verdicts
        self._outside = outside
        self._credited = credited
        self._labelled: dict[int, Labelled] = {}
        self._places: dict[Label, list[int]] = {}
        for i in sorted(verdicts):
            self._places.setdefault(verdicts[i][0], []).append(i)

    def __len__(self) -> int:
        return len(self._blocks)

    @overload
    def __getitem__(self, place: int) -> Labelled: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Labelled]: ...
    def __getitem__(self, place: int | slice) -> Labelled | Sequence[Labelled]:
        if isinstance(place, slice):
            return [self[i] for i in range(*place.indices(len(self._blocks)))]
        if place < 0:
            place += len(self._blocks)
        found = self._labelled.get(place)
        if found is None:
            block = self._blocks[place]
            verdict = self._verdicts.get(place) or self._outside(block)
            found = self._labelled[place] = Labelled(block, *verdict)
        return found

    def where(self, *labels: Label) -> list[int]:
        """The places of the blocks with one of ``labels``, which are of ``OWN``, ascending."""
        found = [self._places.get(label, []) for label in labels]
        return found[0].copy() if len(found) == 1 else sorted(chain.from_iterable(found))

    def credits(self, start: int, stop: int) -> list[Block]:
        """The credit lines from ``start`` up to ``stop``; what else stands there is looked at no further."""
        verdicts, credited = self._verdicts, self._credited
        return [
            block
            for block in self._blocks[start:stop]
            if (verdicts[block.index][0] is Label.CREDITS if block.index in verdicts else credited(block))
        ]


def where(labelled: Sequence[Labelled], *labels: Label) -> list[int]:
    """The places of the blocks in ``labelled`` with one of ``labels``, which are of ``OWN``."""
    if isinstance(labelled, Labels):
        return labelled.where(*labels)
    return [n for n, x in enumerate(labelled) if x.label in labels]


def credited(labelled: Sequence[Labelled], start: int, stop: int) -> list[Block]:
    """The credit lines among the blocks in ``labelled`` from ``start`` up to ``stop``."""
    if isinstance(labelled, Labels):
        return labelled.credits(start, stop)
    return [x.block for x in labelled[start:stop] if x.label is Label.CREDITS]

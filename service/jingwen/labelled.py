"""The blocks of a page with their labels, of which those outside of the article are worked out when asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import overload

from .block import Block
from .model import Label, Labelled

# The labels that only an article's own blocks have, wherever on the page they stand.
OWN = frozenset((Label.TITLE, Label.BODY, Label.HEADING, Label.CAPTION, Label.SIGNOFF))


class Labels(Sequence[Labelled]):
    """The blocks of a page with their labels, in page order.

    A page has several times as many blocks around its article as in it, and most rooms look at those near by only: what
    kind of furniture a block is gets worked out when it is asked for. ``verdicts`` are the labels and reasons that are
    settled, by the block's index; ``outside`` gives that of any other, never one of ``OWN``, and ``is_credits`` tells
    whether that is ``credits``, which takes a third of the time.
    """

    __slots__ = ("_is_credits", "_labelled", "_outside", "_places", "_verdicts", "blocks")

    def __init__(
        self,
        blocks: Sequence[Block],
        verdicts: Mapping[int, tuple[Label, str]],
        outside: Callable[[Block], tuple[Label, str]],
        is_credits: Callable[[Block], bool],
    ) -> None:
        self.blocks = blocks
        self._is_credits = is_credits
        self._verdicts = verdicts
        self._outside = outside
        self._labelled: dict[int, Labelled] = {}
        self._places: dict[Label, list[int]] = {}
        for i in sorted(verdicts):
            self._places.setdefault(verdicts[i][0], []).append(i)

    def __len__(self) -> int:
        return len(self.blocks)

    @overload
    def __getitem__(self, place: int) -> Labelled: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Labelled]: ...
    def __getitem__(self, place: int | slice) -> Labelled | Sequence[Labelled]:
        if isinstance(place, slice):
            return [self[i] for i in range(*place.indices(len(self.blocks)))]
        if place < 0:
            place += len(self.blocks)
        found = self._labelled.get(place)
        if found is None:
            block = self.blocks[place]
            verdict = self._verdicts.get(place) or self._outside(block)
            found = self._labelled[place] = Labelled(block, *verdict)
        return found

    def credits(self, start: int, stop: int) -> list[Block]:
        """The credit lines among the blocks from ``start`` up to ``stop``."""
        blocks, verdicts = self.blocks, self._verdicts
        return [
            blocks[n]
            for n in range(*slice(start, stop).indices(len(blocks)))
            if (verdicts[n][0] is Label.CREDITS if n in verdicts else self._is_credits(blocks[n]))
        ]

    def where(self, *labels: Label) -> list[int]:
        """The places of the blocks with one of ``labels``, which are of ``OWN``, ascending."""
        found = [self._places.get(label, []) for label in labels]
        return found[0].copy() if len(found) == 1 else sorted(chain.from_iterable(found))


def where(labelled: Sequence[Labelled], *labels: Label) -> list[int]:
    """The places of the blocks in ``labelled`` with one of ``labels``, which are of ``OWN``."""
    if isinstance(labelled, Labels):
        return labelled.where(*labels)
    return [n for n, x in enumerate(labelled) if x.label in labels]


def blocks_of(labelled: Sequence[Labelled], *labels: Label) -> list[Block]:
    """The blocks of ``labelled`` with one of ``labels``, which are of ``OWN``, in the order of the page."""
    if isinstance(labelled, Labels):
        return [labelled.blocks[n] for n in labelled.where(*labels)]
    return [x.block for x in labelled if x.label in labels]


def stretch(labelled: Sequence[Labelled], start: int, stop: int) -> Sequence[Block]:
    """The blocks of ``labelled`` from ``start`` up to ``stop``, whatever their labels."""
    return labelled.blocks[start:stop] if isinstance(labelled, Labels) else [x.block for x in labelled[start:stop]]


def credit_blocks(labelled: Sequence[Labelled], start: int, stop: int) -> list[Block]:
    """The credit lines among the blocks of ``labelled`` from ``start`` up to ``stop``."""
    if isinstance(labelled, Labels):
        return labelled.credits(start, stop)
    return [x.block for x in labelled[start:stop] if x.label is Label.CREDITS]

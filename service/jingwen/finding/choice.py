"""Which candidate holds the article, and how good it is: by trees fitted to annotated pages (``make fit``).

The trees are numbers in ``choice.json``. Those of ``ranking`` say which of a page's candidates is better, and nothing
across pages; those of ``estimate`` how much of the chosen one is the article's and of the article in it, as an F1.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from operator import getitem
from pathlib import Path
from typing import Any

import orjson

TABLE = Path(__file__).with_name("choice.json")


# A tree: at node ``n`` of the first part stand a figure, a number, and the nodes that are next where the figure is not
# above the number and where it is; a negative one is a leaf, ``~n`` in the second part. No tree is a leaf alone.
Node = tuple[int, float, int, int]
Tree = tuple[Sequence[Node], Sequence[float]]
# The lowest bit of a byte.
LOWEST = bytes(max(0, (byte & -byte).bit_length() - 1) for byte in range(256))


def ranking(figures: Sequence[float]) -> float:
    """How good a candidate is beside the others on its page: the higher the better."""
    return _fitted("ranking").told(figures)


def estimate(figures: Sequence[float]) -> float:
    """The F1 to be expected of the candidate that was chosen, from 0 to 1; ``figures`` are its own and its ``lead``."""
    return min(1.0, max(0.0, _fitted("estimate").told(figures)))


class Trees:
    """Trees that are asked figure by figure, all at once: in half of the time that it takes to go through each.

    All leaves are bits of one number, a byte for each tree, in order. A figure above a node's number rules out what is
    next where it is not: what it rules out in all trees is known by its place among the numbers that it is held
    against. Of each tree the first leaf is left (Lucchese et al., QuickScorer, 2015).
    """

    def __init__(self, trees: Iterable[Tree]) -> None:
        self._leaves: list[Sequence[float]] = []
        nodes: dict[int, list[tuple[float, int]]] = {}
        for split, leaves in trees:
            order = list[int]()
            for figure, bound, ruled_out in _ruled_out(split, 0, order):
                nodes.setdefault(figure, []).append((bound, ruled_out << 8 * len(self._leaves)))
            self._leaves.append([leaves[leaf] for leaf in order])
        self._all = (1 << 8 * len(self._leaves)) - 1
        self._figures = [(figure, *self._by_bound(sorted(its))) for figure, its in nodes.items()]

    def _by_bound(self, nodes: Sequence[tuple[float, int]]) -> tuple[list[float], list[int]]:
        left = accumulate((ruled_out for _, ruled_out in nodes), lambda all_, each: all_ & ~each, initial=self._all)
        return [bound for bound, _ in nodes], list(left)

    def told(self, figures: Sequence[float]) -> float:
        """The sum of the leaves that ``figures`` lead to."""
        left = self._all
        for figure, bounds, by_bound in self._figures:
            left &= by_bound[bisect_left(bounds, figures[figure])]
        return sum(map(getitem, self._leaves, left.to_bytes(len(self._leaves), "little").translate(LOWEST)))


def _ruled_out(split: Sequence[Node], node: int, order: list[int]) -> Iterator[tuple[int, float, int]]:
    """For each node from ``node`` on: its figure, its number, and the leaves that a figure above that rules out, as
    bits. ``order`` gets all leaves as they stand from left to right."""
    if node < 0:
        order.append(~node)
        return
    figure, bound, under, over = split[node]
    begin = len(order)
    yield from _ruled_out(split, under, order)
    yield figure, bound, (1 << len(order)) - (1 << begin)
    yield from _ruled_out(split, over, order)


@cache
def _fitted(name: str) -> Trees:
    table: dict[str, list[dict[str, Any]]] = orjson.loads(TABLE.read_bytes())
    return Trees((each["split"], each["leaves"]) for each in table[name])

"""Which candidate holds the article, and how good it is: by trees fitted to annotated pages (``make fit``).

The trees are numbers in ``choice.json``. Those of ``ranking`` say which of a page's candidates is better, and nothing
across pages; those of ``estimate`` how much of the chosen one is the article's and of the article in it, as an F1.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import orjson

TABLE = Path(__file__).with_name("choice.json")


# A tree: at node ``n`` of the first part stand a figure, a number, and the nodes that are next where the figure is not
# above the number and where it is; a negative one is a leaf, ``~n`` in the second part. No tree is a leaf alone.
Tree = tuple[Sequence[tuple[int, float, int, int]], Sequence[float]]


def ranking(figures: Sequence[float]) -> float:
    """How good a candidate is beside the others on its page: the higher the better."""
    return told(_trees("ranking"), figures)


def estimate(figures: Sequence[float]) -> float:
    """The F1 to be expected of the candidate that was chosen, from 0 to 1; ``figures`` are its own and its ``lead``."""
    return min(1.0, max(0.0, told(_trees("estimate"), figures)))


def told(trees: Iterable[Tree], figures: Sequence[float]) -> float:
    """The sum of the leaves that ``figures`` lead to."""
    total = 0.0
    for split, leaves in trees:
        node = 0
        while node >= 0:
            figure, bound, under, over = split[node]
            node = under if figures[figure] <= bound else over
        total += leaves[~node]
    return total


@cache
def _trees(name: str) -> Sequence[Tree]:
    table: dict[str, list[dict[str, Any]]] = orjson.loads(TABLE.read_bytes())
    return [([(*split,) for split in each["split"]], each["leaves"]) for each in table[name]]

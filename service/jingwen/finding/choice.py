"""Which candidate holds the article, and how good it is: by trees fitted to annotated pages (``make fit``).

The trees are numbers in ``choice.json``. Those of ``ranking`` say which of a page's candidates is better, and nothing
across pages; those of ``estimate`` how much of the chosen one is the article's and of the article in it, as an F1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import orjson

TABLE = Path(__file__).with_name("choice.json")


@dataclass(frozen=True, slots=True)
class Tree:
    """A binary tree: at node ``n``, ``split[n]`` says which figure is compared with which number and which node is next
    where it is not above it, and which where it is; a negative one is a leaf, ``~n`` in ``leaves``."""

    split: Sequence[tuple[int, float, int, int]]
    leaves: Sequence[float]

    def of(self, figures: Sequence[float]) -> float:
        """The leaf that ``figures`` lead to."""
        node = 0 if self.split else -1
        while node >= 0:
            figure, bound, under, over = self.split[node]
            node = under if figures[figure] <= bound else over
        return self.leaves[~node]


@cache
def _trees(name: str) -> Sequence[Tree]:
    table: dict[str, list[dict[str, Any]]] = orjson.loads(TABLE.read_bytes())
    return [Tree([tuple(split) for split in each["split"]], each["leaves"]) for each in table[name]]


def ranking(figures: Sequence[float]) -> float:
    """How good a candidate is beside the others on its page: the higher the better."""
    return sum(tree.of(figures) for tree in _trees("ranking"))


def estimate(figures: Sequence[float]) -> float:
    """The F1 to be expected of the candidate that was chosen, from 0 to 1; ``figures`` are its own and its ``lead``."""
    return min(1.0, max(0.0, sum(tree.of(figures) for tree in _trees("estimate"))))

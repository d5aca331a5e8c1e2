"""What of a page is running text, and the region of its article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..block import Block
from ..measure import weight
from ..model import Page

HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
# Both of these begin with one class, and tell its characters apart behind it: alternatives that each begin with their
# own are searched for at a third of the speed, and nearly every block is.
ENDS = re.compile(r"[。！？；，、：…!?;.,](?:(?<![.,])|(?=[\s\"'”’)]|$))")
SENTENCE = re.compile(
    r"[。；！？!?…：:.](?:(?<=[。；])(?:.|$)|(?<=[！？!?…：:])['\"”’）)」』]?\s*$|(?<=\.)(?:[\s'\"”’)]|$))"
)
# Eight Han characters: less than that is a menu entry or a label, never a sentence of its own.
SHORTEST = 24.0
FEWEST = 8
# A page whose article is shorter than this (thirty Han characters) is taken for one without an article here.
SHORTEST_ARTICLE = 90.0
# Some paragraphs have no mark in them, but none that says more than this (a thousand Han characters): words stuffed in
# for search engines go on for a hundred thousand.
LONGEST_UNMARKED = 3000.0


@dataclass(frozen=True, slots=True)
class Region:
    """The blocks that hold the article, furniture inside it included, and how sure that is (0 to 1)."""

    blocks: tuple[int, ...]
    element: int | None
    prose: float
    confidence: float


def prose_of(page: Page) -> Sequence[float]:
    """The :func:`prose` of each block of ``page``."""
    return page.known(_prose_of)


def _prose_of(page: Page) -> Sequence[float]:
    return [prose(block) for block in page.blocks]


def prose(block: Block) -> float:
    """How much running text a block holds, as a weight; 0 for headings, menus and links."""
    text = block.text
    # Most blocks are entries of menus: their length tells it before anything is weighed.
    if len(text) < FEWEST or 2 * block.linked > len(text) or block.tag in HEADINGS:
        return 0.0
    says = block.weight * (1 - block.linked / len(text))
    if says < SHORTEST:
        return 0.0
    if block.tag == "code":  # of code no more than the comments in it
        lines = (line for line in text.split("\n") if len(line) >= SHORTEST and ENDS.search(line))
        return float(sum(map(weight, lines)))
    if ENDS.search(text):
        return says
    return says * 0.2 if 3 * SHORTEST < says <= LONGEST_UNMARKED else 0.0

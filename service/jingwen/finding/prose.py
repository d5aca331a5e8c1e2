"""What of a page is running text, and the region of its article."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model import Block

HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
# Both of these begin with one class, and tell its characters apart behind it: alternatives that each begin with their
# own are searched for at a third of the speed, and nearly every block is.
ENDS = re.compile(r"[。！？；，、：…!?;.,](?:(?<![.,])|(?=[\s\"'”’)]|$))")
SENTENCE = re.compile(
    r"[。；！？!?…：:.](?:(?<=[。；])(?:.|$)|(?<=[！？!?…：:])['\"”’）)」』]?\s*$|(?<=\.)(?:[\s'\"”’)]|$))"
)
# Eight Han characters: less than that is a menu entry or a label, never a sentence of its own.
SHORTEST = 24.0
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


def prose(block: Block) -> float:
    """How much running text a block holds, as a weight; 0 for headings, menus and links."""
    size = len(block.text)
    # Most blocks are entries of menus: what a Han character counts for, three, tells it before anything is weighed.
    if 3 * size < SHORTEST or 2 * block.linked > size or block.tag in HEADINGS:
        return 0.0
    says = block.weight * (1 - block.linked / size)
    if says < SHORTEST:
        return 0.0
    if not ENDS.search(block.text):
        return says * 0.2 if 3 * SHORTEST < says <= LONGEST_UNMARKED else 0.0
    return says

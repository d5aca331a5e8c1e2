"""What of a page is running text, and the region of its article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Block, Page, weigh

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


def prose_of(page: Page) -> Sequence[float]:
    """The :func:`prose` of each block of ``page``."""
    return page.known(_prose_of)


def _prose_of(page: Page) -> Sequence[float]:
    values = [0.0] * len(page.blocks)
    running = [(place, block) for place, block in enumerate(page.blocks) if _may_run(block)]
    weigh(block for _, block in running)
    for place, block in running:
        values[place] = _running(block)
    return values


def prose(block: Block) -> float:
    """How much running text a block holds, as a weight; 0 for headings, menus and links."""
    return _running(block) if _may_run(block) else 0.0


def _may_run(block: Block) -> bool:
    """Whether a block may be running text; most are entries of menus, and what a Han character counts for, three, tells
    it before anything is weighed."""
    size = len(block.text)
    return 3 * size >= SHORTEST and 2 * block.linked <= size and block.tag not in HEADINGS


def _running(block: Block) -> float:
    says = block.weight * (1 - block.linked / len(block.text))
    if says < SHORTEST:
        return 0.0
    if not ENDS.search(block.text):
        return says * 0.2 if 3 * SHORTEST < says <= LONGEST_UNMARKED else 0.0
    return says

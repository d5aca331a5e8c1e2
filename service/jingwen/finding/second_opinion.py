"""trafilatura, asked where the locator is unsure: which blocks would it keep?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from ..model import Block, Page
from ..reading.blocks import han_count
from .locate import Region, prose

# Above this confidence the locator needs no second opinion on a Chinese page; nor on any other where what it found is
# this much of the page's prose, links and furniture included. Of the annotated pages of the world a tenth holds less
# (17 % at the most, the others 57 % at the least), and those gain by the question; where all were asked, F1 was lower
# (0.954 against 0.963) and a page cost three times as much.
SURE = 0.4
MOST_OF_PAGE = 0.5
# A page with more characters than this is not asked about: trafilatura takes five seconds for a table of two million.
LARGEST = 600_000
# Sharing less than this of trafilatura's text, the locator has taken a part for the whole; keeping less than that of
# the locator's, trafilatura has. Measured on 120 annotated pages of the world (F1 0.943; alone 0.930 and 0.893).
MOST_OF_THEIRS = 0.35
MOST_OF_MINE = 0.45
# What the locator alone keeps is the article's where it is structured text inside what both keep. Adds 0.006.
STRUCTURED = frozenset("li tr td th dt dd h2 h3 h4 pre blockquote".split())
LARGEST_HOLE = 20
SPACE = re.compile(r"[\s\u3000\xa0|•-]+")


def opinion(markup: str, blocks: Sequence[Block]) -> frozenset[int]:
    """The indices of the ``blocks`` of a page that trafilatura takes for its article; empty where it finds none.

    Its process-wide duplicate filter stays off: with it the same page gets another answer the second time.
    """
    import trafilatura  # here, not above: half a second that a command line or a sure page need not wait for

    text = trafilatura.extract(
        markup, include_comments=False, include_tables=True, deduplicate=False, include_formatting=False
    )
    if not text:
        return frozenset()
    whole = SPACE.sub("", text)
    lines = {SPACE.sub("", line) for line in text.splitlines()}
    kept = set()
    for block in blocks:
        form = SPACE.sub("", block.text)
        if form in lines or (len(form) >= 20 and form in whole):
            kept.add(block.index)
    return frozenset(kept)


def reconcile(page: Page, region: Region, markup: str) -> Region:
    """``region``, or what the second opinion makes of it where the locator is unsure.

    The locator was made on Chinese news and is sure there; where its confidence is low, and on other pages where much
    prose stands outside of what it found, trafilatura is asked. Where the two mean the same part of the page, what both
    keep is the article: each lets through furniture that the other does not. Where they mean different parts, the one
    that holds far more is right.
    """
    if region.confidence >= SURE and (_chinese(page, region) or _holds_most(page, region)):
        return region
    if len(markup) > LARGEST:
        return region
    mine, theirs = frozenset(region.blocks), opinion(markup, page.blocks)
    both = _says(page, mine & theirs)
    if both < MOST_OF_THEIRS * _says(page, theirs):
        chosen = theirs
    elif both < MOST_OF_MINE * _says(page, mine):
        chosen = mine
    else:
        chosen = _filled(page, mine, mine & theirs)
    return replace(region, blocks=tuple(sorted(chosen)), prose=_says(page, chosen))


def _chinese(page: Page, region: Region) -> bool:
    return han_count("".join(page.blocks[i].text for i in region.blocks[:20])) > 60


def _holds_most(page: Page, region: Region) -> bool:
    """Whether most of the page's prose is in ``region``: one that holds little of it may be a part of the article."""
    return region.prose >= MOST_OF_PAGE * sum(map(prose, page.blocks))


def _filled(page: Page, mine: frozenset[int], agreed: frozenset[int]) -> frozenset[int]:
    """``agreed`` with the lists, tables and subheadings between its blocks, of which trafilatura drops a good many."""
    filled = set(agreed)
    for above, below in pairwise(sorted(agreed)):
        if below - above - 1 <= LARGEST_HOLE:
            filled.update(
                i
                for i in range(above + 1, below)
                if i in mine and page.blocks[i].tag in STRUCTURED and page.blocks[i].link_share < 0.5
            )
    return frozenset(filled)


def _says(page: Page, blocks: Iterable[int]) -> float:
    return sum(page.blocks[i].weight * (1 - page.blocks[i].link_share) for i in blocks)

"""trafilatura, asked where the locator is unsure: which blocks would it keep?"""

from __future__ import annotations

import re
from collections.abc import Sequence

import trafilatura

from ..model import Block, Page
from ..reading.blocks import han_count, weight
from .locate import Region

# Above this the locator needs no second opinion on a Chinese page.
SURE = 0.4
SPACE = re.compile(r"[\s\u3000\xa0|•-]+")


def opinion(markup: str, blocks: Sequence[Block]) -> frozenset[int]:
    """The indices of the ``blocks`` of a page that trafilatura takes for its article; empty where it finds none.

    Its process-wide duplicate filter stays off: with it the same page gets another answer the second time.
    """
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

    The locator was made on Chinese news and is sure there; on other pages, and where its confidence is low,
    trafilatura is asked.
    """
    if region.confidence >= SURE and han_count("".join(page.blocks[i].text for i in region.blocks[:20])) > 60:
        return region
    kept = opinion(markup, page.blocks)
    if not kept:
        return region
    return Region(
        tuple(b.index for b in page.blocks if b.index in kept),
        None,
        sum(weight(page.blocks[i].text) for i in kept),
        region.confidence,
    )

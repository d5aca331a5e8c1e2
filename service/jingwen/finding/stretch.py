"""Where the article of a dump is: it has no elements, so it is the stretch of lines whose prose outweighs the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..block import Block
from ..model import Page
from .credit_lines import credit_line, is_dated
from .phrases import find_phrase
from .prose import SENTENCE, SHORTEST_ARTICLE, Region

# In a dump a line shorter than this (fifty Han characters) is prose only if a sentence ends in it: without links to
# tell them, the headlines of other stories look like prose but never end in a full stop.
PARAGRAPH = 150.0
# What a line that is no prose costs a stretch of a dump (a third of a short sentence), and one that is prose by its
# marks but ends no sentence (a row of a list, or another story's headline); what a phrase that ends articles costs.
# Chosen by a grid search over annotated dumps; the score is flat around these values.
GAP = 14.0
SEMI = 4.0
ENDING = 800.0
# A stretch under a credit line with this much prose (a hundred Han characters) is more than a teaser.
FIRST = 300.0
# How many lines may stand between a credit line and the first prose.
UNDER = 7
# How many lines may stand between a dump's headline and its first prose.
LEAD = 16
# How many lines below its last prose a dump's text may still end.
TRAIL = 4
FULL_STOP = re.compile(r"[。！？…][’”」』）)]*\s*$")


def stretch(page: Page, values: Sequence[float]) -> Region:
    """The stretch of lines with the greatest sum, prose counting for and everything else against it.

    One that begins under a dated credit line has the best claim to be the article, and of several such the first: a
    page prints other stories below its own, however long they are.
    """
    best = {True: (0.0, 0, 0), False: (0.0, 0, 0)}
    start, running, gap = 0, 0.0, 0
    under_credit = claimed = False
    rest = sum(values)
    last = next((index for index in range(len(values) - 1, -1, -1) if values[index]), -1)
    for index, (block, value) in enumerate(zip(page.blocks[: last + 1], values, strict=False)):
        if running + rest <= best[True][0] >= SHORTEST_ARTICLE:  # what is left cannot outweigh it
            break
        rest -= value
        told = value > 0 and page.once(credit_line, block.text) is None
        if told and (value >= PARAGRAPH or SENTENCE.search(block.text)):
            running += value
            claimed = claimed or under_credit
            gap, under_credit = 0, False
        elif told:
            running -= SEMI
        else:
            gap += 1
            running -= GAP
            dated = is_dated(page, block.text)
            # Another credit line is another story's.
            if running > 0 and ((dated and claimed) or _ends(page, block)):
                running -= ENDING
            under_credit = dated or (under_credit and gap < UNDER)
        if running <= 0:
            if best[True][0] >= FIRST:
                break
            start, running, gap, claimed = index + 1, 0.0, 0, False
        elif running > best[claimed][0]:
            best[claimed] = (running, start, index + 1)
    _, start, end = best[best[True][0] >= min(SHORTEST_ARTICLE, best[False][0])]
    inside = range(start, end)
    gathered = sum(values[i] for i in inside)
    outside = sum(values) - gathered
    confidence = gathered / (gathered + outside) * min(1.0, gathered / 900.0) if gathered else 0.0
    return Region(tuple(page.blocks[i].index for i in inside), None, gathered, round(confidence, 3))


def _ends(page: Page, block: Block) -> bool:
    """Whether a line is a phrase that ends an article."""
    phrase = find_phrase(page, block.text)
    return phrase is not None and phrase.ends


def complete(page: Page, region: Region, headline: int | None) -> Region:
    """The ``region`` of a dump with the lines that belong to it on either side.

    Above its first prose, what stands below the headline: subheadings and captions. Below its last, sentences too short
    to be told from a menu by themselves, up to the first line of furniture.
    """
    if not region.blocks:
        return region
    first, last = region.blocks[0], region.blocks[-1]
    start = headline + 1 if headline is not None and 0 <= first - headline - 1 <= LEAD else first
    end = last
    for block in page.blocks[last + 1 : last + 1 + TRAIL]:
        if find_phrase(page, block.text) or page.once(credit_line, block.text):
            break
        if FULL_STOP.search(block.text):
            end = block.index
    return replace(region, blocks=tuple(range(start, end + 1)))

"""Labels for every block of a page: inside the region what is the article and what is furniture, outside it what kind of furniture."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from ..fields.credits import Credits, read_credits
from ..model import Block, Element, Label, Labelled, Page
from ..tidying.script import fold
from .captions import caption_reason
from .locate import HEADINGS, Region, negative, prose
from .phrases import match_phrase

LONGEST_CREDITS = 160
# Without a label only a short line is one: a footnote holds a date, a publication and an address too.
LONGEST_UNLABELLED = 60
# What a line must be made of, in the main, to be a credit line and not a sentence that holds a date.
UNDERSTOOD = 0.6
SENTENCE = re.compile(r"[。！？；!?…：:，,]['\"”’）)」』]?\s*$")
Verdict = tuple[Label, str]


def credit_line(text: str, fetched_at: datetime | None = None, zone: str | None = None) -> Credits | None:
    """The credits of a line that is nothing but credits, or None."""
    if len(text) > LONGEST_CREDITS:
        return None
    credits = read_credits(text, fetched_at, zone)
    if credits.share >= UNDERSTOOD and (
        credits.labelled or (len(text) <= LONGEST_UNLABELLED and (credits.date or credits.byline))
    ):
        return credits
    return None


def label_blocks(
    page: Page, region: Region, title: str | None, verdicts: Mapping[int, Verdict]
) -> tuple[Labelled, ...]:
    """Every block of ``page`` with its label; ``verdicts`` are those that a rule has already given."""
    inside = set(region.blocks)
    furniture = _furniture(page, region)
    labels: list[Verdict] = []
    for block in page.blocks:
        if block.index in verdicts:
            labels.append(verdicts[block.index])
        elif block.index in inside:
            labels.append(_inner(page, block, furniture[block.element], title))
        else:
            labels.append(_outer(page, block, furniture[block.element], title))
    order = [i for i in region.blocks if i not in verdicts]
    _head(page.blocks, order, labels)
    _tail(page.blocks, order, labels)
    return tuple(Labelled(block, *verdict) for block, verdict in zip(page.blocks, labels, strict=True))


def _furniture(page: Page, region: Region) -> list[str | None]:
    """For each element, the name of the furniture that it stands in, within the region and outside it.

    Names lie: an element that holds most of the region's prose is no furniture whatever it is called.
    """
    held = [0.0] * len(page.elements)
    for block in page.blocks:
        held[block.element] += prose(block)
    for index in range(len(held) - 1, 0, -1):
        held[page.elements[index].parent] += held[index]
    found: list[str | None] = [None] * len(page.elements)
    for index, element in enumerate(page.elements):
        above = found[element.parent] if element.parent >= 0 else None
        if above is not None:
            found[index] = above
        elif negative(element) and held[index] < 0.3 * region.prose:
            found[index] = (element.names or element.tag)[:60]
    return found


def _inner(page: Page, block: Block, furniture: str | None, title: str | None) -> Verdict:
    """The label of a block inside the region, by itself; ``_head`` and ``_tail`` see to the order."""
    text, element = block.text, page.elements[block.element]
    if title and _same(text, title):
        return Label.TITLE, "the headline"
    caption = caption_reason(block, element)
    if caption:
        return Label.CAPTION, caption
    if credit_line(text):
        return Label.CREDITS, "credit line"
    phrase = match_phrase(fold(text) if page.traditional else text)
    if phrase:
        return phrase.label, f"{'ending ' if phrase.ends else ''}phrase {phrase.words}"
    if furniture:
        return Label.OTHER, f"inside {furniture}"
    if block.link_share > 0.8 and block.tag not in HEADINGS:
        return Label.RELATED, f"link share {block.link_share:.2f}"
    if block.tag in HEADINGS:
        return Label.HEADING, f"tag {block.tag}"
    return Label.BODY, f"region {_place(element)}"


def _outer(page: Page, block: Block, furniture: str | None, title: str | None) -> Verdict:
    text = block.text
    if title and _same(text, title):
        return Label.TITLE, "the headline"
    if credit_line(text):
        return Label.CREDITS, "credit line"
    phrase = match_phrase(fold(text) if page.traditional else text)
    if phrase:
        return phrase.label, f"phrase {phrase.words}"
    if furniture:
        return Label.OTHER, f"inside {furniture}"
    if block.link_share > 0.5:
        return Label.NAV, f"link share {block.link_share:.2f}"
    return Label.OTHER, "outside the region"


def _head(blocks: Sequence[Block], order: Sequence[int], labels: list[Verdict]) -> None:
    """Above the headline or the credit line there is no body, unless prose stands there."""
    first_prose = next((n for n, i in enumerate(order) if labels[i][0] is Label.BODY and prose(blocks[i])), len(order))
    head = [n for n in range(first_prose) if labels[order[n]][0] in (Label.TITLE, Label.CREDITS)]
    if head:
        for n in range(head[-1]):
            if labels[order[n]][0] in (Label.BODY, Label.HEADING):
                labels[order[n]] = (Label.OTHER, "above the headline or the credits")


def _tail(blocks: Sequence[Block], order: Sequence[int], labels: list[Verdict]) -> None:
    """Cuts what follows the article: a phrase that ends articles, or the editors' sign-off."""
    weights = [prose(blocks[i]) if labels[i][0] is Label.BODY else 0.0 for i in order]
    total, seen = sum(weights), 0.0
    for n, i in enumerate(order):
        label, reason = labels[i]
        seen += weights[n]
        if not seen:
            continue
        if label is Label.CREDITS:
            labels[i] = (Label.SIGNOFF, reason)
        if (reason.startswith("ending ") or label is Label.CREDITS) and total - seen < 0.4 * seen:
            for later in order[n + 1 :]:
                if labels[later][0] in (Label.BODY, Label.HEADING, Label.CAPTION):
                    labels[later] = (Label.RELATED, f"after {blocks[i].text[:24]}")
                elif labels[later][0] is Label.CREDITS:
                    labels[later] = (Label.SIGNOFF, labels[later][1])
            return


def _same(text: str, title: str) -> bool:
    return text == title or (abs(len(text) - len(title)) < 6 and re.sub(r"\W+", "", text) == re.sub(r"\W+", "", title))


def _place(element: Element) -> str:
    return f"{element.tag}.{element.names}" if element.names else element.tag

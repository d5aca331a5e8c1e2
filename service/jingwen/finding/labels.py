"""Labels for every block of a page.

Inside the region: what is the article and what is furniture. Outside it: what kind of furniture.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ..fields.byline import is_byline
from ..fields.credits import PUBLICATION
from ..fields.title import squash, strip_site
from ..model import Block, Element, Label, Labelled, Page
from ..reading.blocks import weight
from ..tidying.script import fold
from .captions import caption_reason
from .credit_lines import credit_line
from .locate import HEADINGS, SHORTEST, Region, negative, prose
from .phrases import match_phrase

WORDS = re.compile(r"[^\W_]")
SENTENCE = re.compile(r"[。！？；!?…：:，,]['\"”’）)」』]?\s*$")
# A part of the headline that is shorter than this may be any word.
PIECE = 6
# The share of a region's prose from which on an element may hold the article, whatever its name says, and the share
# that has to stand outside all such elements for their names to be believed.
MUCH, ENOUGH = 0.3, 0.2
Verdict = tuple[Label, str]


def label_blocks(
    page: Page, region: Region, title: str | None, verdicts: Mapping[int, Verdict]
) -> tuple[Labelled, ...]:
    """Every block of ``page`` with its label; ``verdicts`` are those that a rule has already given."""
    inside = set(region.blocks)
    furniture = _furniture(page, region)
    labels: list[Verdict] = []
    for block in page.blocks:
        if block.index in verdicts:
            labels.append(_ruled(page, block, verdicts[block.index], title))
        elif block.index in inside:
            labels.append(_inner(page, block, furniture[block.element], title))
        else:
            labels.append(_outer(page, block, furniture[block.element], title))
    order = [i for i in region.blocks if i not in verdicts]
    _head(page.blocks, order, labels, title)
    _tail(page.blocks, order, labels)
    return tuple(Labelled(block, *verdict) for block, verdict in zip(page.blocks, labels, strict=True))


def _ruled(page: Page, block: Block, verdict: Verdict, title: str | None) -> Verdict:
    """A rule's ``verdict``; what it cuts off may still be the headline or a credit line, which fields are read from."""
    if verdict[0] is Label.OTHER:
        label, reason = _outer(page, block, None, title)
        if label in (Label.TITLE, Label.CREDITS):
            return label, f"{reason}, {verdict[1]}"
    return verdict


def _furniture(page: Page, region: Region) -> list[str | None]:
    """For each element, the name of the furniture that it stands in, within the region and outside it.

    Names lie: where nearly all of the region's prose stands in elements with such names, those that hold much of it are
    no furniture, whatever they are called.
    """
    held = [0.0] * len(page.elements)
    for block in page.blocks:
        held[block.element] += prose(block)
    for index in range(len(held) - 1, 0, -1):
        held[page.elements[index].parent] += held[index]
    named: list[str | None] = []
    for element in page.elements:
        above = named[element.parent] if element.parent >= 0 else None
        named.append(above or ((element.names or element.tag)[:60] if negative(element) else None))
    total = sum(prose(page.blocks[i]) for i in region.blocks)
    plain = sum(prose(page.blocks[i]) for i in region.blocks if named[page.blocks[i].element] is None)
    if plain > ENOUGH * total:
        return named
    found: list[str | None] = []
    for index, element in enumerate(page.elements):
        above = found[element.parent] if element.parent >= 0 else None
        found.append(above or (named[index] if negative(element) and held[index] < MUCH * total else None))
    return found


def _inner(page: Page, block: Block, furniture: str | None, title: str | None) -> Verdict:
    """The label of a block inside the region, by itself; ``_head`` and ``_tail`` see to the order."""
    text, element = block.text, page.elements[block.element]
    if title and _same(text, title):
        return Label.TITLE, "the headline"
    if not WORDS.search(text):
        return Label.OTHER, "no words"
    caption = caption_reason(block, element)
    if caption:
        return Label.CAPTION, caption
    if credit_line(text):
        return Label.CREDITS, "credit line"
    phrase = match_phrase(fold(text) if page.traditional else text)
    if phrase:
        return phrase.label, f"{'ending ' if phrase.ends else ''}phrase {phrase.words}"
    if is_byline(text):
        return Label.OTHER, "by-line"
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


def _head(blocks: Sequence[Block], order: Sequence[int], labels: list[Verdict], title: str | None) -> None:
    """Sees to what stands above the first prose: menus, pieces of the headline, a print edition's ones, bare words."""
    first_prose = next((n for n, i in enumerate(order) if labels[i][0] is Label.BODY and prose(blocks[i])), len(order))
    credited = [n for n in range(first_prose) if labels[order[n]][0] in (Label.TITLE, Label.CREDITS)]
    above = [n for n in range(first_prose) if labels[order[n]][0] in (Label.BODY, Label.HEADING)]
    printed = [n for n in above if _is_headline(blocks[order[n]])]
    for n in above:
        text = blocks[order[n]].text
        if credited and n < credited[-1]:
            verdict = Label.OTHER, "above the headline or the credits"
        elif title and len(squash(text)) >= PIECE and squash(text) in squash(title):
            verdict = Label.TITLE, "a piece of the headline"
        elif len(printed) > 1 and n in printed:
            verdict = Label.OTHER, "a headline of the print edition"
        elif PUBLICATION.match(text):
            verdict = Label.CREDITS, "name of a publication"
        elif blocks[order[n]].tag == "line" and weight(text) < SHORTEST:
            verdict = Label.OTHER, "bare words above the text"
        else:
            continue
        labels[order[n]] = verdict


def _is_headline(block: Block) -> bool:
    """Whether a block above the text is set like one of several headlines: centred and bold, no sentence."""
    return block.centred and block.bold and not SENTENCE.search(block.text)


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
    if text.startswith(title):
        return text == title or strip_site(text) == title
    return abs(len(text) - len(title)) < 6 and squash(text) == squash(title) != ""


def _place(element: Element) -> str:
    return f"{element.tag}.{element.names}" if element.names else element.tag

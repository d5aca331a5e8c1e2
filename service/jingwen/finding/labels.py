"""Labels for every block of a page.

Inside the region: what is the article and what is furniture. Outside it: what kind of furniture.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate

from ..block import Block
from ..fields.byline import is_byline, read_source
from ..fields.publications import is_publication
from ..fields.site import squash, strip_site
from ..labelled import Labels
from ..model import Element, Label, Page
from ..reading.blocks import weight
from .captions import caption_reason, captions_above, captions_by_custom
from .credit_lines import credit_line, is_dated
from .furniture import Furniture, hidden_elements, suggestive
from .phrases import find_phrase, match_phrase
from .prose import HEADINGS, SHORTEST, SHORTEST_ARTICLE, Region, prose_of
from .strays import (
    LINKED_ROW,
    SENTENCE,
    Verdict,
    drop_bare_words,
    drop_bios,
    drop_cards,
    drop_edges,
    drop_empty_sections,
    drop_last_words,
    with_label,
)

WORDS = re.compile(r"[^\W_]")
# A part of the headline that is shorter than this may be any word.
PIECE = 6
# By so many characters a headline's other prints differ at the most in white space and punctuation.
STYLED = 6
# The share of a region's prose from which on an element may hold the article, whatever its name says, and the share
# that has to stand outside all such elements for their names to be believed.
MUCH, ENOUGH = 0.3, 0.2
# A block with more links than this is one to somewhere else.
LINKED = 0.8
# Names that sites of all kinds give to the lines that tell author and date, and the most that such a line says: of 31
# in regions 29 are no text.
CREDITED = re.compile(
    r"date-?line|(?:^|[ _-])(?:by-?lines?|auth?ors?|timestamp|reporter|journalist|"
    r"(?:article|post|entry|pub|publish|publication|news)(?:ed)?[ _-]?(?:date|time|meta))(?:$|[ _-])"
)
LONGEST_CREDIT = 160.0
# How much of the text may follow, as a share of what stands above, on what ends an article, or it ends nothing: on a
# phrase that ends articles or another story's dated credit line, and on a reporter's name, which may stand amid a text.
MOST_LEFT, MOST_LEFT_BY_NAME = 0.4, 0.1
# A paragraph says at least this (fifty Han characters), with few links.
PARAGRAPH, FEW_LINKS = 150.0, 0.3
# A longer list of links than this is a register.
LONGEST_LIST = 30


def label_blocks(
    page: Page, region: Region, title: str | None, verdicts: Mapping[int, Verdict], printed: int | None = None
) -> Labels:
    """Every block of ``page`` with its label; ``verdicts`` are those that a rule has already given.

    ``title`` is the headline, ``printed`` the block that it was read from and that may hold a kicker or a date besides.
    """
    furniture = _furniture(page, region)
    labels: dict[int, Verdict] = {}
    if title:
        form, shorter, longer = squash(title), len(title) - STYLED, len(title) + STYLED
        labels = {
            b.index: (Label.TITLE, "the headline")
            for b in page.blocks
            if len(b.text) > shorter
            and (len(b.text) < longer or b.text.startswith(title))
            and _same(b.text, title, form)
        }
    if printed is not None:
        labels.setdefault(printed, (Label.TITLE, "the headline"))
    for index in region.blocks:
        block = page.blocks[index]
        if index not in labels:
            labels[index] = _inner(page, block, furniture)
    for index, verdict in verdicts.items():
        labels[index] = _ruled(page, page.blocks[index], verdict, index in labels and labels[index][0] is Label.TITLE)
    order = [i for i in region.blocks if i not in verdicts]
    drop_bare_words(page, order, labels)
    drop_cards(page, order, labels)
    _head(page, order, labels, title)
    _tail(page, order, labels)
    drop_edges(page, order, labels)
    _sourced(page, order, labels)
    drop_bios(page, order, labels)
    drop_last_words(page, order, labels)
    drop_empty_sections(page, order, labels)
    _customary(page, order, labels)
    for index, reason in captions_above(page, region.blocks, furniture).items():
        labels.setdefault(index, (Label.CAPTION, reason))
    return Labels(
        page.blocks,
        labels,
        outside=lambda block: _outer(page, block, furniture.named(block.element)),
        is_credits=lambda block: page.once(credit_line, block.text) is not None,
    )


def _ruled(page: Page, block: Block, verdict: Verdict, headline: bool) -> Verdict:
    """A rule's ``verdict``; what it cuts off may still be the headline or a credit line, which fields are read from."""
    if verdict[0] is Label.OTHER:
        if headline:
            return Label.TITLE, f"the headline, {verdict[1]}"
        if page.once(credit_line, block.text):
            return Label.CREDITS, f"credit line, {verdict[1]}"
    return verdict


def _furniture(page: Page, region: Region) -> Furniture:
    """The furniture of the page, within the region and outside it.

    Names lie: where nearly all of the region's prose stands in elements with such names, those that hold much of it are
    no furniture, whatever they are called. What is hidden is left out of that reckoning where an article is shown: the
    text that a page keeps for search engines only may be many times as long.
    """
    furniture, values = Furniture(page), prose_of(page)
    prosaic = [(page.blocks[i].element, values[i]) for i in region.blocks if values[i]]
    plain = sum(value for holder, value in prosaic if furniture.around(holder) < 0)
    everything = sum(value for _, value in prosaic)
    if plain > ENOUGH * everything:
        return furniture
    hidden = hidden_elements(page.elements)
    shown = sum(value for holder, value in prosaic if not hidden[holder])
    total = shown if shown >= SHORTEST_ARTICLE else everything
    if plain > ENOUGH * total:
        return furniture
    held = [0.0] * len(page.elements)
    for block, value in zip(page.blocks, values, strict=True):
        held[block.element] += value
    for index in range(len(held) - 1, 0, -1):
        held[page.elements[index].parent] += held[index]
    return Furniture(page, spared=(index for index, value in enumerate(held) if value >= MUCH * total))


def _inner(page: Page, block: Block, furniture: Furniture) -> Verdict:
    """The label of a block inside the region, by itself; ``_head`` and ``_tail`` see to the order."""
    text, element = block.text, page.elements[block.element]
    if block.tag == "code" and furniture.around(block.element) < 0 and block.link_share < LINKED:
        return Label.BODY, "set line by line"
    if not WORDS.search(text):
        return Label.OTHER, "no words"
    caption = caption_reason(page, block)
    if caption:
        return Label.CAPTION, caption
    credits = page.once(credit_line, text) if block.tag != "pre" else None
    if credits and (credits.labelled or block.tag != "tr"):  # a table of figures by their dates is none
        return Label.CREDITS, "credit line"
    if (
        element.names
        and block.tag not in HEADINGS
        and CREDITED.search(element.names)
        and block.weight <= LONGEST_CREDIT
    ):
        return Label.CREDITS, f"name {element.names[:40]}"
    phrase = find_phrase(page, text)
    if phrase:
        return phrase.label, f"{'ending ' if phrase.ends else ''}phrase {phrase.words}"
    if is_byline(text):
        return Label.OTHER, "by-line"
    around = furniture.around(block.element)
    if around >= 0 and not (_is_paragraph(page, block) and _only_suggests(page, block, furniture, around)):
        return Label.OTHER, f"inside {furniture.named(block.element)}"
    linked = block.link_share > (LINKED_ROW if block.tag == "tr" else LINKED)
    if linked and block.tag not in HEADINGS and not listed(page, block):
        return Label.RELATED, f"link share {block.link_share:.2f}"
    if block.tag in HEADINGS:
        return Label.HEADING, f"tag {block.tag}"
    return Label.BODY, f"region {_place(element)}"


def _only_suggests(page: Page, block: Block, around: Furniture, furniture: int) -> bool:
    """Whether a paragraph may be the article's though an element ``furniture`` around it sounds otherwise: by its name,
    or as it is that paragraph alone, amid paragraphs of the same box that are called nothing of the kind."""
    if suggestive(page.elements[furniture].names):
        return True
    beside = page.blocks[max(0, block.index - 1) : block.index + 2]
    box = page.elements[furniture].parent
    return (
        furniture == block.element
        and len(beside) == 3
        and all(
            other is block or (page.elements[other.element].parent == box and around.around(other.element) < 0)
            for other in beside
        )
    )


def _is_paragraph(page: Page, block: Block) -> bool:
    """Whether a block says as much, in its own words, as a paragraph of an article does."""
    return prose_of(page)[block.index] >= PARAGRAPH and block.link_share < FEW_LINKS


def listed(page: Page, item: Block) -> bool:
    """Whether ``item`` is of a list in the text, links or not.

    A sentence introduces such a list (``These are the best:``), or the items beside it are no links.
    """
    if item.tag != "li":
        return False
    blocks = page.blocks
    around = page.elements[item.element].parent
    for beside in blocks[max(0, item.index - 1) : item.index + 2]:
        if beside.tag == "li" and beside.link_share < 0.5 and page.elements[beside.element].parent == around:
            return True
    above = item.index - 1
    while above >= 0 and blocks[above].tag == "li" and item.index - above < LONGEST_LIST:
        above -= 1
    said = blocks[above].text.rstrip() if above >= 0 and blocks[above].tag == "p" else ""
    return said.endswith((":", "：")) and weight(said) >= SHORTEST and page.once(match_phrase, said) is None


def _outer(page: Page, block: Block, furniture: str | None) -> Verdict:
    """The label of a block outside the region that is not the headline."""
    text = block.text
    if page.once(credit_line, text):
        return Label.CREDITS, "credit line"
    phrase = find_phrase(page, text)
    if phrase:
        return phrase.label, f"phrase {phrase.words}"
    if furniture:
        return Label.OTHER, f"inside {furniture}"
    if block.link_share > 0.5:
        return Label.NAV, f"link share {block.link_share:.2f}"
    return Label.OTHER, "outside the region"


def _head(page: Page, order: Sequence[int], labels: dict[int, Verdict], title: str | None) -> None:
    """Sees to what stands above the first prose: menus, pieces of the headline, a print edition's ones, bare words."""
    blocks, values = page.blocks, prose_of(page)
    first_prose = next((n for n, i in enumerate(order) if values[i] and labels[i][0] is Label.BODY), len(order))
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
        elif is_publication(text):
            verdict = Label.CREDITS, "name of a publication"
        elif blocks[order[n]].tag == "line" and weight(text) < SHORTEST:
            verdict = Label.OTHER, "bare words above the text"
        else:
            continue
        labels[order[n]] = verdict


def _is_headline(block: Block) -> bool:
    """Whether a block above the text is set like one of several headlines: centred and bold, no sentence."""
    return block.centred and block.bold and not SENTENCE.search(block.text)


def _tail(page: Page, order: Sequence[int], labels: dict[int, Verdict]) -> None:
    """Cuts what follows the article: a phrase that ends articles, or the editors' sign-off."""
    values = prose_of(page)
    said = list(accumulate([values[i] if labels[i][0] is Label.BODY else 0.0 for i in order]))
    for n, i in enumerate(order):
        label, reason = labels[i]
        if not (label is Label.CREDITS or reason.startswith("ending ")) or not said[n]:
            continue
        left = MOST_LEFT
        if label is Label.CREDITS:
            labels[i] = (Label.SIGNOFF, reason)
            left = MOST_LEFT if is_dated(page, page.blocks[i].text) else MOST_LEFT_BY_NAME
        if said[-1] - said[n] < left * said[n]:
            for later in order[n + 1 :]:
                if labels[later][0] in (Label.BODY, Label.HEADING, Label.CAPTION):
                    labels[later] = (Label.RELATED, f"after {page.blocks[i].text[:24]}")
                elif labels[later][0] is Label.CREDITS:
                    labels[later] = (Label.SIGNOFF, labels[later][1])
            return


def _sourced(page: Page, order: Sequence[int], labels: dict[int, Verdict]) -> None:
    """Cuts the line that says, as the last of the text, whose it is: ``Quelle: …``; further up it is a table's."""
    for i in with_label(order, labels, Label.BODY)[-1:]:
        if read_source(page.blocks[i].text):
            labels[i] = (Label.OTHER, "by-line")


def _customary(page: Page, order: Sequence[int], labels: dict[int, Verdict]) -> None:
    """Sees to the captions that are told by the page's custom, once it is clear what the body is."""
    values = prose_of(page)
    body = [page.blocks[i] for i in with_label(order, labels, Label.BODY)]
    first = next((n for n, block in enumerate(body) if values[block.index]), len(body))
    for index, reason in captions_by_custom(body[first:]).items():
        labels[index] = (Label.CAPTION, reason)


def _same(text: str, title: str, form: str) -> bool:
    """Whether ``text``, about as long, is the headline ``title``, of which ``form`` is left without its style."""
    if text.startswith(title):
        return text == title or strip_site(text) == title
    if text[:1].isalnum() and not form.startswith(text[:1].lower()):
        return False
    return squash(text) == form != ""


def _place(element: Element) -> str:
    return f"{element.tag}.{element.names}" if element.names else element.tag

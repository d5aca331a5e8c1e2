"""What stands in an article's region and is none of it, told by how its blocks lie together rather than by one alone.

Each function corrects the ``labels`` of a region's blocks, whose indices are ``order``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile

from ..block import Block
from ..fields.data import data_authors
from ..model import Label, Page
from ..reading.blocks import han_count
from .prose import prose_of
from .votes import behind, holder

# A label and the reason for it.
Verdict = tuple[Label, str]
FULL_STOP = re.compile(r"[.!?:;,…。！？：；，\"'”’»›)）」』]\W*$")
LAST_MARKS = 16  # characters; more of them do not end a sentence
SENTENCE = re.compile(r"[。！？；!?…：:，,]['\"”’）)」』]?\s*$")
# The tags of blocks that are no paragraphs, the share of a text's prose up to which they may hold some of it, and the
# length of what a template says between its paragraphs (twenty-six Han characters).
BARE, BARELY, SHORT = frozenset(("div", "section", "article", "main", "body")), 0.1, 80.0
# A row of a table may name its subject by a link; with more than this it is one to somewhere else.
LINKED_ROW = 0.9
# A linked heading that says at least this (twelve Han characters) may be another story's headline; more of these than
# so many are the article's own list.
HEADLINE, MOST_HEADLINES = 36.0, 12
# The most that the card of another story says, headline and teaser, and how deep that may stand in it.
LONGEST_CARD, CARD_DEPTH = 320, 4
# A page of which cards are more than this share is no article but a list.
MOST_CARDS = 0.3
# Tags of what need not be in sentences; of how many paragraphs it can be told that they are, and the share of them that
# are; how many lines below may be no sentences, and how long such a line is at the most.
LISTED = frozenset("li tr td dt dd pre code line".split())
FEW_SENTENCES, MOSTLY, LAST_WORDS, LONGEST_WORDS = 4, 0.7, 6, 60.0
# How many lines at the end may tell who the authors are, and how such a line begins.
BIOS = 4
IS_SOMEONE = re.compile(r"(?:[^\W\d_][\w.'’-]*,?\s+){2,5}(?:is|was|has|writes|works|covers|serves)\s")


def with_label(order: Sequence[int], labels: Mapping[int, Verdict], *wanted: Label) -> list[int]:
    """Those of ``order`` that have one of the labels ``wanted``."""
    return [i for i in order if labels[i][0] in wanted]


def drop_bare_words(page: Page, order: Sequence[int], labels: dict[int, Verdict]) -> None:
    """Sees to words set between the paragraphs by a template: no sentence, and in no paragraph, list or table.

    Only where the text itself is in paragraphs; some systems write each in a ``div``.
    """
    blocks, values = page.blocks, prose_of(page)
    body = with_label(order, labels, Label.BODY)
    bare = [i for i in body if blocks[i].tag in BARE and not blocks[i].bold]
    if not bare or sum(values[i] for i in bare) > BARELY * sum(values[i] for i in body):
        return
    for i in bare:
        if not SENTENCE.search(blocks[i].text) and blocks[i].weight < SHORT:
            labels[i] = (Label.OTHER, "bare words between paragraphs")


def drop_edges(page: Page, order: Sequence[int], labels: dict[int, Verdict]) -> None:
    """Sees to the lines above the first paragraph and below the last that stand outside the boxes of these.

    A template sets there what is no text: the name of the paper, a line of buttons, keywords.
    """
    blocks, values, elements = page.blocks, prose_of(page), page.elements
    body = with_label(order, labels, Label.BODY)
    prose = [i for i in body if values[i]]
    if page.kind == "dump" or not prose:
        return
    start = holder(elements, blocks[prose[0]].element)
    end = behind(elements, holder(elements, blocks[prose[-1]].element))
    for i in body:
        if (i < prose[0] and blocks[i].element < start) or (i > prose[-1] and blocks[i].element >= end):
            labels[i] = (Label.OTHER, "outside the box of the text")


def drop_cards(page: Page, order: Sequence[int], labels: dict[int, Verdict]) -> None:
    """Tells cards of other stories in the text: a container with a linked headline and a line or two besides."""
    heads = [i for i in with_label(order, labels, Label.HEADING) if page.blocks[i].link_share > LINKED_ROW]
    if not heads:
        return
    held: dict[int, list[int]] = {}
    for i in order:
        element = page.blocks[i].element
        for _ in range(CARD_DEPTH):
            held.setdefault(element, []).append(i)
            element = max(0, page.elements[element].parent)
    # Advertisements cut an article into pieces of the same name, some of them as short as a card.
    pieces = {
        page.elements[e].names
        for e, blocks in held.items()
        if sum(page.blocks[n].weight for n in blocks) > LONGEST_CARD
    }
    cards: list[int] = []
    for i in heads:
        element = page.blocks[i].element
        while element > 0 and len(held.get(element, ())) == 1:
            element = page.elements[element].parent
        card = held.get(element, [i])
        if card[0] != i or len(card) == 1 or page.elements[element].names in pieces:
            continue
        cards += with_label(card, labels, Label.BODY, Label.HEADING)
    said = sum(page.blocks[i].weight for i in with_label(order, labels, Label.BODY))
    if sum(page.blocks[i].weight for i in cards) < MOST_CARDS * said:  # else this is no article but a list
        for i in cards:
            labels[i] = (Label.RELATED, "a card of another story")


def drop_empty_sections(page: Page, order: Sequence[int], labels: dict[int, Verdict]) -> None:
    """Sees to headings with no text below: the last ones, and headlines of other stories, linked and one below another.

    Of 169 last headings in annotated articles, 136 belong to the furniture below the text.
    """
    if page.kind == "dump":
        return
    below: Label | None = None
    linked: list[int] = []
    for i in reversed(with_label(order, labels, Label.BODY, Label.HEADING)):
        block, heads = page.blocks[i], labels[i][0] is Label.HEADING
        if heads and below is None:
            labels[i] = (Label.OTHER, "a heading with nothing below it")
        elif heads and below is not Label.BODY and block.link_share > LINKED_ROW and block.weight >= HEADLINE:
            linked.append(i)
        else:
            below = labels[i][0]
    if len(linked) <= MOST_HEADLINES:
        for i in linked:
            labels[i] = (Label.RELATED, "a linked headline with nothing below it")


def drop_last_words(page: Page, order: Sequence[int], labels: dict[int, Verdict]) -> None:
    """Sees to the last lines of a text in sentences that are none: a name, an agency, a button.

    Of 72 such lines in annotated articles 58 are none of the text. In Chinese, 22 of 23 are.
    """
    body = with_label(order, labels, Label.BODY)
    words = [*takewhile(lambda i: _are_words(page.blocks[i]), reversed(body[-LAST_WORDS:]))]
    if not words:
        return
    texts = [page.blocks[i].text for i in body if page.blocks[i].tag not in LISTED]
    if len(texts) >= FEW_SENTENCES and sum(map(_ends_sentence, texts)) >= MOSTLY * len(texts):
        for i in words:
            labels[i] = (Label.OTHER, "words below the last sentence")


def _are_words(block: Block) -> bool:
    """Whether a block is a few words and no sentence, where one is to be expected."""
    return not (
        block.tag in LISTED or block.weight > LONGEST_WORDS or _ends_sentence(block.text) or han_count(block.text)
    )


def _ends_sentence(text: str) -> bool:
    return FULL_STOP.search(text[-LAST_MARKS:]) is not None


def drop_bios(page: Page, order: Sequence[int], labels: dict[int, Verdict]) -> None:
    """Cuts what the last lines say of the authors that the page's data names: ``Jane Doe is a reporter at …``."""
    last = with_label(order, labels, Label.BODY, Label.HEADING)[-BIOS:]
    if len(last) < BIOS or not any(IS_SOMEONE.match(page.blocks[i].text) for i in last):
        return
    authors = data_authors(page.data)
    for i in reversed(last):
        text = page.blocks[i].text
        if not text.startswith(authors) or not (IS_SOMEONE.match(text) or text in authors):
            return
        labels[i] = (Label.OTHER, "about the author")

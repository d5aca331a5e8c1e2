"""trafilatura, asked where the locator is unsure: which blocks would it keep?"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from ..model import Block, Page
from ..reading.blocks import han_count
from .labels import listed
from .locate import Region, prose
from .strays import LINKED_ROW

# Above these confidences the locator needs no second opinion, on a Chinese page and on others. Of the annotated pages
# of the world a tenth is below; asking of all of them costs ten times as much and gains nothing.
SURE, SURE_OF_OTHERS = 0.3, 0.7
# A page with more characters than this is not asked about: trafilatura takes five seconds for a table of two million.
LARGEST = 600_000
# Sharing less than this of trafilatura's text, the locator has taken a part for the whole; keeping less than that of
# the locator's, trafilatura has. Measured on 120 annotated pages of the world (F1 0.943; alone 0.930 and 0.893).
MOST_OF_THEIRS = 0.35
MOST_OF_MINE = 0.45
# What the locator alone keeps is the article's where it is structured text inside what both keep. Adds 0.006.
STRUCTURED = frozenset("li tr td th dt dd h2 h3 h4 pre blockquote".split())
# Beside what both keep, in the same container, these are the article's even where they are links: the name of what the
# next paragraphs are about, a short paragraph. A row of a table names its subject by a link, too.
BESIDE = frozenset("p h2 h3 h4 h5 h6".split())
LARGEST_HOLE = 20
# trafilatura is quadratic in the lines of a page: 75,000 take it a second, 300,000 a minute. An article has hundreds.
MOST_BLOCKS = 50_000
SPANS = ("colspan", "rowspan")
SPACE = re.compile(r"[\s\u3000\xa0|•-]+")


def opinion(markup: str, blocks: Sequence[Block]) -> frozenset[int]:
    """The indices of the ``blocks`` of a page that trafilatura takes for its article; empty where it finds none,
    and where there are more of them than it copes with.

    Its process-wide duplicate filter stays off: with it the same page gets another answer the second time.
    """
    if len(blocks) > MOST_BLOCKS:
        return frozenset()
    import trafilatura  # here, not above: half a second that a command line or a sure page need not wait for

    tree = trafilatura.load_html(markup)
    if tree is None:
        return frozenset()
    for cell in tree.iter("td", "th"):  # trafilatura writes out each column and row that it spans; no text is in them
        for span in SPANS:
            cell.attrib.pop(span, None)
    text = trafilatura.extract(
        tree, include_comments=False, include_tables=True, deduplicate=False, include_formatting=False
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


def unsure(page: Page, region: Region, markup: str) -> bool:
    """Whether ``region`` asks for a second opinion on the page with this ``markup``, and can have it.

    The locator was made on Chinese news and is sure there sooner than elsewhere.
    """
    return len(markup) <= LARGEST and region.confidence < (SURE if _chinese(page, region) else SURE_OF_OTHERS)


def reconcile(page: Page, region: Region, markup: str) -> Region:
    """What trafilatura's opinion makes of ``region``.

    Where the two mean the same part of the page, what both keep is the article: each lets through furniture that the
    other does not. Where they mean different parts, the one that holds far more is right.
    """
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


def _filled(page: Page, mine: frozenset[int], agreed: frozenset[int]) -> frozenset[int]:
    """``agreed`` with the lists, tables and subheadings between its blocks, of which trafilatura drops a good many."""
    filled = set(agreed)
    first = min((i for i in agreed if prose(page.blocks[i])), default=0)  # above it stand headline and credits
    containers = {_container(page, i) for i in agreed if i >= first}
    for above, below in pairwise(sorted(agreed)):
        large = below - above - 1 > LARGEST_HOLE
        filled.update(
            i
            for i in range(above + 1, below)
            if i in mine
            and (page.blocks[i].tag == "tr" or not large)
            and _belongs(page, page.blocks[i], containers if i > first else ())
        )
    return frozenset(filled)


def _belongs(page: Page, block: Block, containers: Container[int]) -> bool:
    """Whether a ``block`` between two that both keep is the article's; ``containers`` hold such blocks."""
    if block.tag in BESIDE and _container(page, block.index) in containers:
        return True
    if block.tag == "li" and listed(page, block):
        return True
    return block.tag in STRUCTURED and block.link_share < (LINKED_ROW if block.tag == "tr" else 0.5)


def _container(page: Page, index: int) -> int:
    """The element around a block's own."""
    return page.elements[page.blocks[index].element].parent


def _says(page: Page, blocks: Iterable[int]) -> float:
    return sum(page.blocks[i].weight * (1 - page.blocks[i].link_share) for i in blocks)

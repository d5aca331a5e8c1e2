"""trafilatura, asked where the locator is unsure: which blocks would it keep?"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Any

from ..block import Block
from ..model import Page
from ..reading.blocks import han_count
from ..regex import regex
from .furniture import negative
from .labels import listed
from .prose import Region, prose_of
from .strays import LINKED_ROW

# Above these confidences the locator needs no second opinion, on a Chinese page and on others. Of 1,893 annotated pages
# of the world one in thirty is below. With 0.78, one in twenty, pages that nobody has looked at lose 0.001 of their F1.
SURE, SURE_OF_OTHERS = 0.3, 0.73
# Sharing less than this of trafilatura's text, the locator has taken a part for the whole; keeping less than that of
# the locator's, trafilatura has. Measured on those pages (F1 0.967; the locator alone 0.961).
MOST_OF_THEIRS = 0.35
MOST_OF_MINE = 0.45
# What the locator alone keeps is the article's where it is structured text inside what both keep.
STRUCTURED = frozenset("li tr td th dt dd h2 h3 h4 pre blockquote".split())
# Beside what both keep, in the same container, these are the article's even where they are links: the name of what the
# next paragraphs are about, a short paragraph. A row of a table names its subject by a link, too.
BESIDE = frozenset("p h2 h3 h4 h5 h6".split())
LARGEST_HOLE = 20
# trafilatura is quadratic in the depth of a page: 10,000 blocks and elements take it 0.4 s, and 1.5 s where they nest.
# A page with an article has hundreds, or two thousand.
MOST = 10_000
# What no tree of lxml can hold.
UNPRINTABLE = regex("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def opinion(page: Page) -> frozenset[int]:
    """The indices of the blocks of ``page`` that trafilatura takes for its article; empty where it finds none.

    It is asked without its own second opinions (``fast``), which cost a quarter more and changed no annotated page that
    is asked about. Its process-wide duplicate filter stays off: with it the same page gets another answer the second
    time.
    """
    import trafilatura  # here, not above: half a second that a command line or a sure page need not wait for

    empty = trafilatura.load_html("<html><body></body></html>")
    text = trafilatura.extract(
        _tree(page, empty), fast=True, include_comments=False, include_tables=True, deduplicate=False
    )
    if not text:
        return frozenset()
    forms = [_form(line) for line in text.splitlines()]
    lines, whole = frozenset(forms), "".join(forms)
    kept = set()
    for block in page.blocks:
        form = _form(_printable(block.text))
        if form in lines or (len(form) >= 20 and form in whole):
            kept.add(block.index)
    return frozenset(kept)


def _form(text: str) -> str:
    """``text`` without what is set differently where trafilatura prints it: white space, bullets, borders of cells."""
    return "".join(text.split()).replace("|", "").replace("•", "").replace("-", "")


def _printable(text: str) -> str:
    return text if text.isprintable() else UNPRINTABLE.sub("", text)


def _tree(page: Page, empty: Any) -> Any:
    """``page`` as a tree like ``empty``, of no more than its blocks and the elements around them.

    trafilatura goes over a tree dozens of times. Over such a one it takes 10 ms, over the whole markup 20: the mean of
    the annotated pages that are asked about.
    """
    made = empty.makeelement
    nodes: dict[int, Any] = {0: made("html")}
    for block in page.blocks:
        missing, index = [], block.element
        while index not in nodes:
            missing.append(index)
            index = page.elements[index].parent
        holder = nodes[index]
        for index in reversed(missing):
            element = page.elements[index]
            tag = element.tag if element.tag.isalnum() and element.tag.isascii() else "div"
            names = {"class": _printable(element.names)} if element.names else {}
            nodes[index] = made(tag, names)
            holder.append(nodes[index])
            holder = nodes[index]
        text = _printable(block.text)
        if len(holder) or holder.text:  # below text of the same element's, or below another element in it
            holder.append(made("br"))
            holder.append(made("br"))
        if block.linked:
            link = made("a", href="")
            link.text, link.tail = text[: block.linked], text[block.linked :]
            holder.append(link)
        elif len(holder):
            holder[-1].tail = text
        else:
            holder.text = text
    return nodes[0]


def unsure(page: Page, region: Region) -> bool:
    """Whether ``region`` asks for a second opinion on ``page``, and can have it.

    The locator was made on Chinese news and is sure there sooner than elsewhere.
    """
    if region.confidence >= SURE_OF_OTHERS or len(page.blocks) + len(page.elements) > MOST:
        return False
    return region.confidence < SURE or not _chinese(page, region)


def reconcile(page: Page, region: Region) -> Region:
    """What trafilatura's opinion makes of ``region``.

    Where the two mean the same part of the page, what both keep is the article: each lets through furniture that the
    other does not. Where they mean different parts, the one that holds far more is right.
    """
    mine, theirs = frozenset(region.blocks), opinion(_without_furniture(page, region))
    both = _says(page, mine & theirs)
    if both < MOST_OF_THEIRS * _says(page, theirs):
        chosen = theirs
    elif both < MOST_OF_MINE * _says(page, mine):
        chosen = mine
    else:
        chosen = _filled(page, mine, mine & theirs)
    return replace(region, blocks=tuple(sorted(chosen)), prose=_says(page, chosen))


def _without_furniture(page: Page, region: Region) -> Page:
    """``page`` without the blocks of its furniture, such as a long thread of comments, that lie outside ``region``.

    What ``region`` itself stands in is none, whatever it is called. Asked so, trafilatura takes half the time
    again, and no annotated page's score changes.
    """
    around, holder = set(), -1 if region.element is None else region.element
    while holder >= 0:
        around.add(holder)
        holder = page.elements[holder].parent
    furniture: list[bool] = []
    for index, element in enumerate(page.elements):
        within = element.parent >= 0 and furniture[element.parent]
        furniture.append(within or (index not in around and negative(element)))
    mine = frozenset(region.blocks)
    return replace(page, blocks=tuple(b for b in page.blocks if b.index in mine or not furniture[b.element]))


def _chinese(page: Page, region: Region) -> bool:
    return han_count("".join(page.blocks[i].text for i in region.blocks[:20])) > 60


def _filled(page: Page, mine: frozenset[int], agreed: frozenset[int]) -> frozenset[int]:
    """``agreed`` with the lists, tables and subheadings between its blocks, of which trafilatura drops a good many."""
    filled = set(agreed)
    values = prose_of(page)
    first = min((i for i in agreed if values[i]), default=0)  # above it stand headline and credits
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

"""Where the article is: structure and density over the blocks, for HTML and dumps alike.

In HTML every block of prose votes for the elements around it (``votes``); those with the most votes are described by
figures of how they lie on the page, and the one is chosen that the best articles of annotated pages are most like
(``choice``). For a dump, which has no elements, see ``stretch``.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import compress, islice

from ..block import Block
from ..model import Label, Page
from .candidates import Candidate, candidates
from .choice import estimate, ranking
from .credit_lines import is_dated
from .figures import FIGURES, Figures
from .phrases import find_phrase
from .prose import SHORTEST_ARTICLE, Region, prose_of
from .stretch import stretch
from .votes import Votes, behind, count

# How far the only candidate of a page leads.
ALONE = 5.0

# The votes were made for Chinese news: by them alone, texts have an F1 of 0.98 to 0.99 there, and another candidate has
# to lead by this. Of 225 pages that nobody has looked at 89 % are whole and clean this way, and 74 % without.
BY_FAR, VOTES = 1.5, FIGURES.index("votes")

# A text that is cut into boxes stands so deep in each, and there are not more of them; more are a list.
MOST_BOXED, MOST_BOXES = 5, 20
STORIES = ("article", "section")

Ranked = tuple[float, Candidate, tuple[float, ...]]


def locate(page: Page, headline: int | None = None, excluded: Container[int] = ()) -> Region:
    """The region of ``page`` that holds its article; an empty one where nothing on the page is prose.

    ``headline`` is the block of the headline, where the page's data tells which it is; ``excluded`` are blocks that a
    rule keeps out.
    """
    values = prose_without_notices(page, excluded)
    if page.kind == "dump" or len(page.elements) < 3:
        return stretch(page, values)
    votes = count(page, values)
    if not votes.own:
        return Region((), None, 0.0, 0.0)
    figures = Figures(page, values, votes, headline)
    known = candidates(page, values, votes, headline)
    told = [(ranking(its), candidate, its) for candidate, its in zip(known, map(figures.of, known), strict=True)]
    told.sort(key=lambda each: -each[0])
    best = _of_chinese(page, values, votes, headline, told) if _chinese(page, values) else told[0]
    rank, chosen, its = best
    lead = rank - max((other for other, candidate, _ in told if candidate is not chosen), default=rank - ALONE)
    return replace(region_of(page, votes, chosen.element), confidence=round(estimate((*its, lead)), 3))


def _chinese(page: Page, values: Sequence[float]) -> bool:
    """Whether the page has some Chinese prose (twenty characters of it)."""
    prose = islice(compress(page.blocks, values), 20)
    return sum(block.weight - len(block.text) for block in prose) > 2 * 60  # what Han characters count for besides


def _of_chinese(
    page: Page, values: Sequence[float], votes: Votes, headline: int | None, ranked: Sequence[Ranked]
) -> Ranked:
    """The candidate with the most votes, unless a short article stands above it, or another candidate leads it by far
    or is made of parts like it."""
    leader, favourite = ranked[0], max(ranked, key=lambda each: each[2][VOTES])
    short = _first_article(page, values, headline, ranked, favourite)
    if short is not None:
        return short
    if leader[0] - favourite[0] > BY_FAR or _in_parts(page, votes, leader[1].element, favourite[1].element):
        return leader
    return favourite


def _first_article(
    page: Page, values: Sequence[float], headline: int | None, ranked: Sequence[Ranked], long: Ranked
) -> Ranked | None:
    """The best of the ``ranked`` candidates for a short article between the headline and a ``long`` candidate.

    A page may print a long recommended story below a short article. The sign of it is prose right under the headline,
    then something that ends an article or another story's credit line, then the long one.
    """
    if headline is None:
        return None
    skipped, dated = 0.0, False
    for block in page.blocks[headline + 1 : long[1].first]:
        another = is_dated(page, block.text)
        if skipped >= SHORTEST_ARTICLE and ((another and dated) or _ends(page, block)):
            above = (each for each in ranked if headline < each[1].first and each[1].last < block.index)
            return next(above, None)
        dated = dated or another
        skipped += values[block.index]
    return None


def _in_parts(page: Page, votes: Votes, whole: int, part: int) -> bool:
    """Whether all prose of the element ``whole`` stands in elements of one kind in it, of which one holds ``part``."""
    parts = [index for index, around in votes.parents.items() if around == whole]
    kinds = {(page.elements[index].tag, page.elements[index].names) for index in parts}
    return len(kinds) == 1 < len(parts) and whole not in votes.own and part in parts


def _ends(page: Page, block: Block) -> bool:
    """Whether a block says that an article ends above it."""
    phrase = find_phrase(page, block.text)
    return phrase is not None and (phrase.ends or phrase.label is Label.NOTICE)


def prose_without_notices(page: Page, excluded: Container[int] = ()) -> Sequence[float]:
    """The prose of each block, none for those ``excluded``, and none for a copyright notice or the like: it is the
    longest prose on a page that has no other."""
    values = list(prose_of(page))
    for index in compress(range(len(values)), prose_of(page)):
        if index in excluded or _is_notice(page, page.blocks[index]):
            values[index] = 0.0
    return values


def region_of(page: Page, votes: Votes, element: int) -> Region:
    """The region that is all of an ``element``, and of what stands beside it under a name that goes on from its own, as
    ``article-text-end`` does below an advertisement, or in boxes of one name."""
    parts = dict.fromkeys((element, *_continued(page, votes, element), *_in_boxes(page, votes, element)))
    within = [(part, behind(page.elements, part)) for part in parts]
    blocks = sorted([b.index for begin, end in within for b in page.blocks if begin <= b.element < end])
    return Region(tuple(blocks), element, sum(votes.total[part] for part, _ in within), 0.0)


def _continued(page: Page, votes: Votes, element: int) -> list[int]:
    """The elements beside ``element`` that hold prose and are called as it is, and more.

    What only begins with the same word (``article-``) is as often another part of the page.
    """
    around, name = votes.parents[element], page.elements[element].names.partition(" ")[0]
    return [
        index
        for index, parent in votes.parents.items()
        if parent == around != -1
        and index not in votes.furniture
        and name
        and page.elements[index].names.startswith((f"{name}-", f"{name}_"))
    ]


def _in_boxes(page: Page, votes: Votes, element: int) -> list[int]:
    """The elements like ``element`` in the boxes that follow the one it stands in and are called the same: a text that
    advertisements cut into pieces. Boxes with a headline or a date of their own are other stories.
    """
    elements, inner = page.elements, element
    for _ in range(MOST_BOXED):
        around = votes.parents[inner]
        if around < 0:
            return []
        if elements[inner].names and elements[inner].tag not in STORIES:
            boxes = [
                other
                for other, parent in votes.parents.items()
                if parent == around and other > inner and _alike(page, votes, inner, other, element)
            ]
            if boxes:
                return _pieces(page, votes, element, boxes)
        inner = around
    return []


def _pieces(page: Page, votes: Votes, element: int, boxes: Sequence[int]) -> list[int]:
    if len(boxes) > MOST_BOXES:
        return []
    depth, found = page.elements[element].depth, list[int]()
    for box in boxes:
        end = behind(page.elements, box)
        within = [block for block in page.blocks if box <= block.element < end]
        if any(block.tag == "h1" or is_dated(page, block.text) for block in within):
            return []
        inside = (other for other in votes.parents if box <= other < end and page.elements[other].depth == depth)
        found += [other for other in inside if _alike(page, votes, element, other, element)]
    return found


def _alike(page: Page, votes: Votes, one: int, other: int, element: int) -> bool:
    """Whether two elements are called the same, and ``other`` is no furniture where ``element`` is none."""
    a, b = page.elements[one], page.elements[other]
    return (a.tag, a.names) == (b.tag, b.names) and (other not in votes.furniture or element in votes.furniture)


def _is_notice(page: Page, block: Block) -> bool:
    """Whether a block is a copyright notice or the like."""
    phrase = find_phrase(page, block.text)
    return phrase is not None and phrase.label is Label.NOTICE


def within(page: Page, indices: frozenset[int]) -> Region:
    """The region that a rule has drawn: just those blocks."""
    chosen = tuple(b.index for b in page.blocks if b.index in indices)
    values = prose_of(page)
    return Region(chosen, None, sum(values[i] for i in chosen), 1.0)

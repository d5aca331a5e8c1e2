"""What the elements of a page say about where its article is: every block of prose votes for those around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress

from ..model import Element, Page
from .furniture import negative

# Names that sites of all kinds give to what holds an article.
POSITIVE = re.compile(r"article|content|main|body|post|text|detail|story|entry|zhengwen|neirong|news")
# A block that is itself a paragraph hands its prose to what holds it.
LEAVES = frozenset("p li h1 h2 h3 h4 h5 h6 dd dt blockquote pre figcaption td tr".split())
# The share of its prose that a block gives to the element around it, and to the one around the piece of an article that
# it stands in, however many boxes are between: site builders set every few paragraphs in three or more. The next such
# element gets half of it, and so on down to the least share.
PIECES, LEAST = 0.5, 0.1

Extent = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Votes:
    """The prose of a page by element: a page has hundreds of elements, and prose in a few dozen of them, which alone
    are here, in the order of the page.

    ``own`` is the prose that an element holds by itself, ``total`` all that is in it, ``extents`` the first block of
    that, the last, and how many there are; ``furniture`` those that are furniture by their names or by what they stand
    in, ``counted`` the votes for each, by its tag and names.
    """

    own: Mapping[int, float]
    parents: Mapping[int, int]
    total: Mapping[int, float]
    extents: Mapping[int, Extent]
    furniture: frozenset[int]
    counted: Mapping[int, float]

    def ranked(self, elements: Sequence[Element]) -> list[int]:
        """The elements, the one with the most votes first, of equals the inner one."""
        return sorted(self.parents, key=lambda i: (-self.counted[i], -elements[i].depth))


def count(page: Page, values: Sequence[float]) -> Votes:
    """The votes on ``page``, of which ``values`` says how much prose each block holds."""
    elements = page.elements
    own, extents = _own(page, values)
    parents = _parents(elements, own)
    total = dict.fromkeys(parents, 0.0) | own
    for index in reversed(parents):
        around = parents[index]
        if around >= 0:
            total[around] += total[index]
            extents[around] = _both(extents[index], extents[around]) if around in extents else extents[index]
    furniture = _furnished(elements, parents)
    votes = _votes(own, parents, _junctions(elements, parents, total, furniture))
    counted = {index: votes[index] * _standing(elements[index], index in furniture) for index in parents}
    return Votes(own, parents, total, extents, furniture, counted)


def holder(elements: Sequence[Element], element: int) -> int:
    """The element that the prose of a block of ``element`` is counted for: that, or the one around a paragraph."""
    return max(0, elements[element].parent) if elements[element].tag in LEAVES else element


def behind(elements: Sequence[Element], inner: int) -> int:
    """The first element behind ``inner`` and all that it holds: elements stand in the order of the page."""
    depth = elements[inner].depth
    return next((i for i in range(inner + 1, len(elements)) if elements[i].depth <= depth), len(elements))


def _own(page: Page, values: Sequence[float]) -> tuple[dict[int, float], dict[int, Extent]]:
    """The prose of each element that holds some by itself, in the order of the page, and its extent."""
    own: dict[int, float] = {}
    extents: dict[int, Extent] = {}
    for block, value in compress(zip(page.blocks, values, strict=True), values):
        held_by = holder(page.elements, block.element)
        own[held_by] = own.get(held_by, 0.0) + value
        first, _, number = extents.get(held_by, (block.index, 0, 0))
        extents[held_by] = first, block.index, number + 1
    return {element: own[element] for element in sorted(own)}, extents


def _both(some: Extent, others: Extent) -> Extent:
    return min(some[0], others[0]), max(some[1], others[1]), some[2] + others[2]


def _parents(elements: Sequence[Element], own: Iterable[int]) -> dict[int, int]:
    """The parent of each of the elements that are in ``own`` or around one of those, in the order of the page."""
    parents: dict[int, int] = {}
    for index in own:
        while index >= 0 and index not in parents:
            parents[index] = index = elements[index].parent
    return {index: parents[index] for index in sorted(parents)}


def _furnished(elements: Sequence[Element], parents: Mapping[int, int]) -> frozenset[int]:
    """Which of the elements that hold prose are furniture, by themselves or by what they stand in."""
    found: set[int] = set()
    for index, parent in parents.items():
        if parent in found or negative(elements[index]):
            found.add(index)
    return frozenset(found)


def _standing(element: Element, furniture: bool) -> float:
    """What the votes for an element count for, by its tag and names."""
    if furniture:
        return 0.3
    return 1.25 if POSITIVE.search(element.names) or element.tag == "article" else 1.0


def _votes(own: Mapping[int, float], parents: Mapping[int, int], junction: Mapping[int, int]) -> Mapping[int, float]:
    """What the prose that is each element's ``own`` gives to it and to those around it."""
    votes = dict.fromkeys(parents, 0.0)
    for index, value in own.items():
        votes[index] += value
        meets, met = junction[index], PIECES
        above, share = parents[index], 0.5
        while above >= 0 and share > LEAST:
            if above == meets:
                votes[above] += value * max(share, met)
                meets, met = junction[above], met / 2
            else:
                votes[above] += value * share
            above, share = parents[above], share / 2
        while meets >= 0 and met > LEAST:
            votes[meets] += value * met
            meets, met = junction[meets], met / 2
    return votes


def _junctions(
    elements: Sequence[Element], parents: Mapping[int, int], total: Mapping[int, float], furniture: Container[int]
) -> dict[int, int]:
    """For each element that holds prose, the nearest around it that holds an article in pieces, of which it is in one;
    -1 where none does.

    Pieces are boxes of one kind that hold prose, each less than half of it. Comments below an article are of another
    kind than it, or furniture by their name, which is never gathered.
    """
    boxes = Counter(parents.values())
    kinds = {
        index: (parent, elements[index].tag, elements[index].names.partition(" ")[0])
        for index, parent in parents.items()
        if boxes[parent] > 1
    }
    pieces = Counter(kinds.values())
    found = {-1: -1}
    for index, parent in parents.items():
        piece = index in kinds and pieces[kinds[index]] > 1 and total[parent] > 2 * total[index]
        found[index] = -1 if index in furniture or parent < 0 else parent if piece else found[parent]
    return found

"""Where the article is: structure and density over the blocks, for HTML and dumps alike.

In HTML every block of prose votes for the elements around it and the element with the most votes is the region; for a
dump, which has no elements, see ``stretch``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import compress

from ..block import Block
from ..model import Element, Label, Page
from .credit_lines import is_dated
from .furniture import negative
from .phrases import find_phrase
from .prose import SHORTEST_ARTICLE, Region, prose_of
from .stretch import stretch

# Names that sites of all kinds give to what holds an article.
POSITIVE = re.compile(r"article|content|main|body|post|text|detail|story|entry|zhengwen|neirong|news")
# A block that is itself a paragraph hands its prose to what holds it.
LEAVES = frozenset("p li h1 h2 h3 h4 h5 h6 dd dt blockquote pre figcaption td tr".split())
# Between a headline and the end of its story an article is as good as found, however short it is.
EVIDENT = 0.6
# The share of its prose that a block gives to the element around it, and to the one around the piece of an article that
# it stands in, however many boxes are between: site builders set every few paragraphs in three or more. The next such
# element gets half of it, and so on down to the least share. Of 120 annotated pages of the world seven have an article
# in pieces; without the second opinion F1 is 0.961 this way, and 0.928 where boxes count as levels.
PIECES, LEAST = 0.5, 0.1


def locate(page: Page, headline: int | None = None, excluded: Container[int] = ()) -> Region:
    """The region of ``page`` that holds its article; an empty one where nothing on the page is prose.

    ``headline`` is the block of the headline, where the page's data tells which it is; ``excluded`` are blocks that a
    rule keeps out.
    """
    values = list(prose_of(page))
    for index in compress(range(len(values)), prose_of(page)):
        if index in excluded or _is_notice(page, page.blocks[index]):
            values[index] = 0.0
    if page.kind == "dump" or len(page.elements) < 3:
        return stretch(page, values)
    region = _element(page, values)
    return _first_article(page, values, region, headline)


def _first_article(page: Page, values: Sequence[float], region: Region, headline: int | None) -> Region:
    """``region``, or the shorter article between the headline and it.

    A page may print a long recommended story below a short article. The sign of it is prose right under the headline,
    then something that ends an article or another story's credit line, then the region.
    """
    first = next((i for i in region.blocks if values[i]), None)
    if headline is None or first is None or sum(values[headline + 1 : first]) < SHORTEST_ARTICLE:
        return region
    end = None
    skipped = 0.0
    dated = False
    for block in page.blocks[headline + 1 : first]:
        another = is_dated(page, block.text)
        if skipped >= SHORTEST_ARTICLE and ((another and dated) or _ends(page, block)):
            end = block.index
            break
        dated = dated or another
        skipped += values[block.index]
    if end is None:
        return region
    masked = [v if headline < i < end else 0.0 for i, v in enumerate(values)]
    return replace(_element(page, masked), confidence=EVIDENT)


def _ends(page: Page, block: Block) -> bool:
    """Whether a block says that an article ends above it."""
    phrase = find_phrase(page, block.text)
    return phrase is not None and (phrase.ends or phrase.label is Label.NOTICE)


def _is_notice(page: Page, block: Block) -> bool:
    """Whether a block is a copyright notice or the like: the longest prose on a page that has no other."""
    phrase = find_phrase(page, block.text)
    return phrase is not None and phrase.label is Label.NOTICE


def within(page: Page, indices: frozenset[int]) -> Region:
    """The region that a rule has drawn: just those blocks."""
    chosen = tuple(b.index for b in page.blocks if b.index in indices)
    values = prose_of(page)
    return Region(chosen, None, sum(values[i] for i in chosen), 1.0)


def _element(page: Page, values: Sequence[float]) -> Region:
    elements = page.elements
    own = _own(page, values)
    if not own:
        return Region((), None, 0.0, 0.0)
    # A page has hundreds of elements, and prose in a few dozen of them: the others have no part in what follows.
    parents = _parents(elements, own)
    total = dict.fromkeys(parents, 0.0) | own
    for index in reversed(parents):
        if index:
            total[parents[index]] += total[index]
    furniture = _furnished(elements, parents)
    votes = _votes(own, parents, _junctions(elements, parents, total, furniture))
    ranked = {index: votes[index] * _standing(elements[index], index in furniture) for index in parents}
    best = max(parents, key=lambda i: (ranked[i], elements[i].depth))
    region = _widen(elements, parents, total, [i for i in parents if i not in furniture], best)
    behind = _behind(elements, region)
    blocks = tuple([b.index for b in page.blocks if region <= b.element < behind])
    around = _around(parents, region)
    others = (i for i in parents if not (region <= i < behind or i in furniture or i in around))
    rival = max((total[i] for i in others), default=0.0)
    gathered = total[region]
    confidence = gathered / (gathered + rival) * min(1.0, gathered / 900.0)
    return Region(blocks, region, gathered, round(confidence, 3))


def _own(page: Page, values: Sequence[float]) -> dict[int, float]:
    """The prose of each element that holds some by itself, in the order of the page."""
    elements = page.elements
    own: dict[int, float] = {}
    for block, value in compress(zip(page.blocks, values, strict=True), values):
        holder = block.element
        if elements[holder].tag in LEAVES:
            holder = max(0, elements[holder].parent)
        own[holder] = own.get(holder, 0.0) + value
    return {holder: own[holder] for holder in sorted(own)}


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


def _widen(
    elements: Sequence[Element],
    parents: Mapping[int, int],
    total: Mapping[int, float],
    candidates: Sequence[int],
    best: int,
) -> int:
    """``best``, or the element around it where that holds a good deal more of the article.

    An article split over sibling containers leaves a part of itself outside the element with the most votes. Climbing
    is worth it where the siblings that are not furniture, ``candidates``, hold prose of their own.
    """
    current = best
    for _ in range(4):
        above = parents[current]
        if above <= 0 or elements[above].tag == "body":
            break
        extra = sum(total[i] for i in candidates if parents[i] == above and i != current)
        if extra > 0.2 * total[current] and extra < 4 * total[current]:
            best = above
        current = above
    return best


def _behind(elements: Sequence[Element], inner: int) -> int:
    """The first element behind ``inner`` and all that it holds: elements stand in the order of the page."""
    depth = elements[inner].depth
    return next((i for i in range(inner + 1, len(elements)) if elements[i].depth <= depth), len(elements))


def _around(parents: Mapping[int, int], inner: int) -> set[int]:
    """The elements around ``inner``."""
    around = set()
    while (inner := parents[inner]) >= 0:
        around.add(inner)
    return around

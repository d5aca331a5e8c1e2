"""Where the article is: structure and density over the blocks, for HTML and dumps alike.

In HTML every block of prose votes for the elements around it and the element with the most votes is the region; for a
dump, which has no elements, see ``stretch``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

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
    for index, value in enumerate(values):
        if value and (index in excluded or _is_notice(page, page.blocks[index])):
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
    own = [0.0] * len(elements)
    for block, value in zip(page.blocks, values, strict=True):
        if value:
            holder = block.element
            if elements[holder].tag in LEAVES:
                holder = max(0, elements[holder].parent)
            own[holder] += value
    total = list(own)
    for index in range(len(elements) - 1, 0, -1):
        if total[index]:
            total[elements[index].parent] += total[index]
    if not total[0]:
        return Region((), None, 0.0, 0.0)
    # A page has hundreds of elements, and prose in a few dozen of them: the others have no part in what follows.
    holding = [index for index, value in enumerate(total) if value]
    furniture = _furnished(page, holding)
    votes = _votes(elements, own, _junctions(elements, total, holding, furniture))
    ranked = {index: votes[index] * _standing(elements[index], index in furniture) for index in holding}
    best = max(holding, key=lambda i: (ranked[i], elements[i].depth))
    region = _widen(elements, total, [i for i in holding if i not in furniture], best)
    inside = _subtree(elements, region)
    blocks = tuple([b.index for b in page.blocks if inside[b.element]])
    around = _around(elements, region)
    rival = max((total[i] for i in holding if not (inside[i] or i in furniture or i in around)), default=0.0)
    gathered = total[region]
    confidence = gathered / (gathered + rival) * min(1.0, gathered / 900.0)
    return Region(blocks, region, gathered, round(confidence, 3))


def _furnished(page: Page, holding: Sequence[int]) -> frozenset[int]:
    """Which of the elements ``holding`` prose are furniture, by themselves or by what they stand in."""
    found: set[int] = set()
    for index in holding:
        element = page.elements[index]
        if element.parent in found or negative(element):
            found.add(index)
    return frozenset(found)


def _standing(element: Element, furniture: bool) -> float:
    """What the votes for an element count for, by its tag and names."""
    if furniture:
        return 0.3
    return 1.25 if POSITIVE.search(element.names) or element.tag == "article" else 1.0


def _votes(elements: Sequence[Element], own: Sequence[float], junction: Mapping[int, int]) -> Sequence[float]:
    """What the prose that is each element's ``own`` gives to it and to those around it."""
    votes = [0.0] * len(elements)
    for index, value in enumerate(own):
        if not value:
            continue
        votes[index] += value
        meets, met = junction[index], PIECES
        above, share = elements[index].parent, 0.5
        while above >= 0 and share > LEAST:
            if above == meets:
                votes[above] += value * max(share, met)
                meets, met = junction[above], met / 2
            else:
                votes[above] += value * share
            above, share = elements[above].parent, share / 2
        while meets >= 0 and met > LEAST:
            votes[meets] += value * met
            meets, met = junction[meets], met / 2
    return votes


def _junctions(
    elements: Sequence[Element], total: Sequence[float], holding: Sequence[int], furniture: Container[int]
) -> dict[int, int]:
    """For each element ``holding`` prose, the nearest around it that holds an article in pieces, of which it is in one;
    -1 where none does.

    Pieces are boxes of one kind that hold prose, each less than half of it. Comments below an article are of another
    kind than it, or furniture by their name, which is never gathered.
    """
    kinds = {i: (elements[i].parent, elements[i].tag, elements[i].names.partition(" ")[0]) for i in holding}
    pieces = Counter(kinds.values())
    found = {-1: -1, 0: -1}
    for index in holding:
        above = elements[index].parent
        piece = pieces[kinds[index]] > 1 and total[above] > 2 * total[index]
        found[index] = -1 if index in furniture or above < 0 else above if piece else found[above]
    return found


def _widen(elements: Sequence[Element], total: Sequence[float], candidates: Sequence[int], best: int) -> int:
    """``best``, or the element around it where that holds a good deal more of the article.

    An article split over sibling containers leaves a part of itself outside the element with the most votes. Climbing
    is worth it where the siblings that are not furniture, ``candidates``, hold prose of their own.
    """
    current = best
    for _ in range(4):
        above = elements[current].parent
        if above <= 0 or elements[above].tag == "body":
            break
        extra = sum(total[i] for i in candidates if elements[i].parent == above and i != current)
        if extra > 0.2 * total[current] and extra < 4 * total[current]:
            best = above
        current = above
    return best


def _subtree(elements: Sequence[Element], root: int) -> list[bool]:
    inside = [False] * len(elements)
    inside[root] = True
    for index in range(root + 1, len(elements)):
        if inside[elements[index].parent]:
            inside[index] = True
        elif elements[index].depth <= elements[root].depth:
            break  # elements stand in the order of the page: what follows is behind the root
    return inside


def _around(elements: Sequence[Element], inner: int) -> set[int]:
    """The elements around ``inner``."""
    around = set()
    while (inner := elements[inner].parent) >= 0:
        around.add(inner)
    return around

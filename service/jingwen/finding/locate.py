"""Where the article is: structure and density over the blocks, for HTML and dumps alike.

In HTML every block of prose votes for the elements around it and the element with the most votes is the region; for a
dump, which has no elements, see ``stretch``.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace
from functools import lru_cache

from ..model import Block, Element, Label, Page
from .credit_lines import is_dated
from .phrases import find_phrase
from .prose import SHORTEST, SHORTEST_ARTICLE
from .prose import Region as Region
from .prose import prose as prose
from .stretch import stretch

# Names that sites of all kinds give to what is not the article, and to what is.
NEGATIVE = re.compile(
    r"comment|pinglun|discuss|footer|footbar|copyright|sidebar|side-|aside|related|relate|recommend|tuijian|xiangguan|"
    r"share|"
    r"social|(?:^|[ _-])(?:nav|ad|ads|menu|crumbs?|hot|rank|top10|tags?|tips?|tool|login|qrcode|app)(?:$|[ _-])|"
    r"breadcrumb|"
    r"advert|sponsor|promo|newsletter|subscribe|banner|popup|modal|toolbar|statement|disclaimer|guess|paging|"
    r"pagination|"
    r"(?:^|[ _-])(?:inline-?)?cta(?:$|[ _-])|call-to-action|author-?(?:bio|box|card)|about-(?:the-)?author|bio-?box|"
    r"after-content|sign-?up|opt-?in(?:$|[ _-])|read-?(?:more|next)|testimonial|"
    r":hidden"
)
# What a blog's templates say on a post itself is what it is about, not what it is: ``post-12 tag-social-media``.
POST = re.compile(r"(?:^| )(?:post-\d+|type-post|hentry|single-post)(?: |$)")
TOPIC = re.compile(r"(?:^|(?<= ))(?:category|tag|topic)-\S+")
POSITIVE = re.compile(r"article|content|main|body|post|text|detail|story|entry|zhengwen|neirong|news", re.I)
# A block that is itself a paragraph hands its prose to what holds it.
LEAVES = frozenset("p li h1 h2 h3 h4 h5 h6 dd dt blockquote pre figcaption td tr".split())
# What these are called tells the features of the page, not what they hold.
WHOLE = frozenset(("html", "body"))
NEGATIVE_TAGS = frozenset("nav footer aside menu".split())
# Between a headline and the end of its story an article is as good as found, however short it is.
EVIDENT = 0.6
# The share of its prose that a block gives to where it meets other prose, however many boxes that hold nothing else
# stand between them; nearer, each element around it gets half of what the one below got.
BEHIND_BOXES = 0.25


def negative(element: Element) -> bool:
    """Whether an element's tag or names say that it is furniture."""
    return element.tag in NEGATIVE_TAGS or (element.tag not in WHOLE and _sounds_negative(element.names))


# A page has a few dozen names for its hundreds of elements, and its site the same on every page.
@lru_cache(maxsize=1024)
def _sounds_negative(names: str) -> bool:
    if not NEGATIVE.search(names):
        return False
    return not POST.search(names) or NEGATIVE.search(TOPIC.sub("", names)) is not None


def hidden_elements(elements: Sequence[Element]) -> list[bool]:
    """For each element, whether it or one around it is hidden."""
    hidden: list[bool] = []
    for element in elements:
        hidden.append((element.parent >= 0 and hidden[element.parent]) or ":hidden" in element.names)
    return hidden


def locate(page: Page, headline: int | None = None, excluded: Container[int] = ()) -> Region:
    """The region of ``page`` that holds its article; an empty one where nothing on the page is prose.

    ``headline`` is the block of the headline, where the page's data tells which it is; ``excluded`` are blocks that a
    rule keeps out.
    """
    values = [prose(block) if 3 * len(block.text) >= SHORTEST else 0.0 for block in page.blocks]
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
    if headline is None or first is None or first <= headline + 1:
        return region
    end = None
    skipped = 0.0
    dated = False
    for block in page.blocks[headline + 1 : first]:
        phrase = find_phrase(page, block.text)
        another = is_dated(page, block.text)
        ends = phrase is not None and (phrase.ends or phrase.label is Label.NOTICE)
        if skipped >= SHORTEST_ARTICLE and (ends or (another and dated)):
            end = block.index
            break
        dated = dated or another
        skipped += values[block.index]
    if end is None:
        return region
    masked = [v if headline < i < end else 0.0 for i, v in enumerate(values)]
    return replace(_element(page, masked), confidence=EVIDENT)


def _is_notice(page: Page, block: Block) -> bool:
    """Whether a block is a copyright notice or the like: the longest prose on a page that has no other."""
    phrase = find_phrase(page, block.text)
    return phrase is not None and phrase.label is Label.NOTICE


def within(page: Page, indices: frozenset[int]) -> Region:
    """The region that a rule has drawn: just those blocks."""
    chosen = tuple(b.index for b in page.blocks if b.index in indices)
    return Region(chosen, None, sum(prose(page.blocks[i]) for i in chosen), 1.0)


def _element(page: Page, values: Sequence[float]) -> Region:
    elements = page.elements
    size = len(elements)
    own = [0.0] * size
    for block, value in zip(page.blocks, values, strict=True):
        if value:
            holder = block.element
            if elements[holder].tag in LEAVES:
                holder = max(0, elements[holder].parent)
            own[holder] += value
    furniture = [False] * size
    for index, element in enumerate(elements):
        furniture[index] = (element.parent >= 0 and furniture[element.parent]) or negative(element)
    total = list(own)
    for index in range(size - 1, 0, -1):
        total[elements[index].parent] += total[index]
    junction = _junctions(elements, total)
    votes = [0.0] * size
    for index in range(size - 1, -1, -1):
        value = own[index]
        if not value:
            continue
        votes[index] += value
        above, share = elements[index].parent, 0.5
        meets = junction[index]
        while above >= 0 and share > 0.1:
            votes[above] += value * share
            if above == meets:
                meets = -1
            above, share = elements[above].parent, share / 2
        if meets >= 0:
            votes[meets] += value * BEHIND_BOXES
    if not total[0]:
        return Region((), None, 0.0, 0.0)
    ranked = [
        votes[i]
        * (0.3 if furniture[i] else 1.25 if POSITIVE.search(elements[i].names) or elements[i].tag == "article" else 1.0)
        for i in range(size)
    ]
    best = max(range(size), key=lambda i: (ranked[i], elements[i].depth))
    region = _widen(elements, total, furniture, best)
    inside = _subtree(elements, region)
    blocks = tuple(b.index for b in page.blocks if inside[b.element])
    around = _around(elements, region)
    others = [total[i] for i in range(size) if not (inside[i] or furniture[i] or i in around)]
    rival = max(others, default=0.0)
    gathered = total[region]
    confidence = gathered / (gathered + rival) * min(1.0, gathered / 900.0)
    return Region(blocks, region, gathered, round(confidence, 3))


def _junctions(elements: Sequence[Element], total: Sequence[float]) -> list[int]:
    """For each element, the nearest one around it that holds more prose than it does; -1 where none does."""
    found = [-1] * len(elements)
    for index in range(1, len(elements)):
        above = elements[index].parent
        found[index] = above if total[above] > total[index] else found[above]
    return found


def _widen(elements: Sequence[Element], total: Sequence[float], furniture: Sequence[bool], best: int) -> int:
    """``best``, or the element around it where that holds a good deal more of the article.

    An article split over sibling containers leaves a part of itself outside the element with the most votes. Climbing
    is worth it where the siblings that are not furniture hold prose of their own.
    """
    current = best
    for _ in range(4):
        above = elements[current].parent
        if above <= 0 or elements[above].tag == "body":
            break
        extra = sum(
            total[i]
            for i in range(above + 1, len(elements))
            if elements[i].parent == above and i != current and not furniture[i]
        )
        if extra > 0.2 * total[current] and extra < 4 * total[current]:
            best = above
        current = above
    return best


def _subtree(elements: Sequence[Element], root: int) -> list[bool]:
    inside = [False] * len(elements)
    inside[root] = True
    for index in range(root + 1, len(elements)):
        inside[index] = inside[elements[index].parent]
    return inside


def _around(elements: Sequence[Element], inner: int) -> set[int]:
    """The elements around ``inner``."""
    around = set()
    while (inner := elements[inner].parent) >= 0:
        around.add(inner)
    return around

"""Where an element stands: its path, and the shortest CSS selector that will still find it on the site's next page.

Names that people gave come first: an id, a class, an ``itemprop``, then such a name around a name or tag, and only
where there is none of them the place among brothers and sisters. Names that a tool made (``css-1x2y3``, ``sc-bdVaJa``,
all that hold a digit) change with the next build of a site, and names of layout or state (``left``, ``active``) say
nothing of what an element is: neither is ever used. Nor is what CSS would have to escape: an element whose tag is no
plain word (``o:p``) counts among all children, and an id or class with a blank or sign in it is passed over.

How many elements a selector finds is counted in lists made by one walk over the tree. To have lexbor look takes a walk
each time, and a page of 2,000 blocks asks some 10,000 times.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..model import LIMITS
from .as_shown import SHADOW_MODE, SHADOW_ROOT
from .markup import Walk

# Letters, hyphens and underscores: what needs no escape in CSS, and no digit.
NAME = re.compile(r"-?[^\W\d]+(?:[-_]+[^\W\d]+)*[-_]*")
# What CSS takes as a tag without an escape, and what stands for any other tag.
PLAIN_TAG = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
ANY = "*"
# HTML knows five blanks between classes; to Python the ideographic space and others are such too.
CLASS = re.compile(r"[^\t\n\f\r ]+")
LONGEST_NAME = 40
MOST_CLASSES = 8
# The words that a name is made of, at hyphens, underscores and capitals.
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_a-zA-Z]+")
# Tools of web pages put these before the names that they make.
TOOLS = frozenset("css sc jss jsx svelte astro emotion styled ember ng yui ext tw chakra".split())
# What says how an element looks or is just now, not what it is.
UNTELLING = frozenset(
    "active current on off open closed show shown hide hidden visible selected first last odd even clear clearfix cf "
    "fl fr left right center clr bold red gray grey blue flex grid row col container wrap wrapper inner outer box "
    "block inline item mt mb ml mr pt pb pl pr".split()
)
# What scripts write where they have no name to write.
BLANK = frozenset("undefined null none".split())
# A word of so many letters without a vowel is a hash; shorter ones are the initials that Chinese sites write (zwnr).
LONGEST_INITIALS = 5
VOWELS = frozenset("aeiouyAEIOUY")
# Elements that a page has one of, and whose tag says what they are.
TELLING = frozenset("h1 article main time header footer nav aside address figcaption title".split())
# Beyond so many elements around it an element has no selector of its own: none is so deep that a person made.
MOST_LEVELS = 24
# The steps that a path shows, and the names of each.
MOST_STEPS = 12
MOST_NAMES = 3
MOST_WIDER = 4


class _Seen(NamedTuple):
    """An element: the place of its parent (-1 for none), its tag or ``ANY``, its number among the children of that, and
    the selectors by the names that it was given, the best first."""

    parent: int
    tag: str
    nth: int
    names: tuple[str, ...]


def holders(
    tree: LexborHTMLParser, points: Mapping[int, frozenset[str]] | None = None, most: int = LIMITS.tags
) -> list[LexborNode]:
    """The nodes of the elements that :func:`~jingwen.reading.markup.read_markup` finds in ``tree``, in their order.

    With the same ``points``, so that ``Block.element`` is the place in it of the element that holds the block.
    """
    nodes: list[LexborNode] = []
    if tree.root is not None:
        nodes.append(tree.root)
        Walk(points or {}, most).over(tree.root, nodes)
    return nodes


class Selectors:
    """The selectors of the elements of one tree, which must not change meanwhile."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self._places: dict[int, int] = {}
        self._seen: list[_Seen] = []
        self._ends: list[int] = []  # the place of the last element in each
        self._found: dict[str, list[int]] = {}  # by selector of one step, the places that it finds, ascending
        self._brothers: dict[tuple[int, str], int] = {}  # by parent and tag
        self._stable: dict[tuple[int, int], str | None] = {}
        self._shadowed: set[int] = set()  # the places in shadow roots
        for node in tree.root.traverse() if tree.root else ():
            if node.is_element_node:
                self._add(node)
        for place in range(len(self._seen) - 1, 0, -1):
            parent = self._seen[place].parent
            self._ends[parent] = max(self._ends[parent], self._ends[place])

    def place(self, node: LexborNode) -> tuple[str, str | None, tuple[str, ...]]:
        """What ``path``, ``of`` and ``wider`` say of ``node``."""
        return self.path(node), self.of(node), self.wider(node)

    def of(self, node: LexborNode) -> str | None:
        """The shortest stable selector that finds ``node`` alone; None where it stands too deep for one, or in a shadow
        root, into which no selector reaches."""
        place = self._places[node.mem_id]
        return None if place in self._shadowed else self._by_name(place, 1) or self._by_place(place)

    def stable(self, node: LexborNode, most: int = 1) -> str | None:
        """The best selector by names and tags alone that finds ``node`` and no more than ``most`` elements in all."""
        return self._by_name(self._places[node.mem_id], most)

    def wider(self, node: LexborNode) -> tuple[str, ...]:
        """Selectors by name that find ``node`` along with others: of elements like it, then of those around it."""
        place = self._places[node.mem_id]
        if place in self._shadowed:
            return ()
        own, found = self.of(node), list[str]()
        for around in (place, *self._around(place)):
            names = self._seen[around].names
            name = names[0] if names and around == place else self._by_name(around, 1) or next(iter(names), None)
            if name and name != own and name not in found and self._seen[around].tag not in ("html", "body"):
                found.append(name)
            if len(found) == MOST_WIDER:
                break
        return tuple(found)

    def counted(self, node: LexborNode) -> list[tuple[str, int]]:
        """All selectors of one step that find ``node``, the best first, and how many elements each finds."""
        seen = self._seen[self._places[node.mem_id]]
        return [(name, len(self._found[name.lower()])) for name in (*seen.names, seen.tag)]

    def path(self, node: LexborNode) -> str:
        """The elements around ``node`` and itself, outermost first: ``body > div#main > p.lead``; a long one begins
        with ``…``."""
        steps: list[str] = []
        here: LexborNode | None = node
        while here is not None and here.is_element_node and here.tag != "html":
            if len(steps) == MOST_STEPS:
                steps.append("…")
                break
            steps.append(_step(here))
            here = here.parent
        return " > ".join(reversed(steps))

    # How it is found

    def _by_name(self, place: int, most: int) -> str | None:
        known = self._stable.get((place, most), "")
        if known != "":
            return known
        found = next(self._alone(place, most), None) or next(self._within(place, most), None)
        self._stable[place, most] = found
        return found

    def _alone(self, place: int, most: int) -> Iterator[str]:
        """By a name of its own, or a tag that tells."""
        seen = self._seen[place]
        for name in (*seen.names, *((seen.tag,) if seen.tag in TELLING or seen.tag in ("html", "body") else ())):
            if len(self._found[name.lower()]) <= most:
                yield name

    def _within(self, place: int, most: int) -> Iterator[str]:
        """By a name or its tag, within an element that has a name of its own."""
        seen = self._seen[place]
        for around in self._around(place):
            anchor = next(self._alone(around, 1), None)
            if anchor is None or anchor in ("html", "body"):
                continue
            for name in (*seen.names, seen.tag):
                found, end = self._found[name.lower()], self._ends[around]
                if bisect_right(found, end) - bisect_left(found, around + 1) <= most:
                    yield f"{anchor} {name}"

    def _by_place(self, place: int) -> str | None:
        """By its place among those of its tag, within the nearest element that can be named, or ``body``."""
        steps: list[str] = []
        for here in (place, *self._around(place)):
            seen = self._seen[here]
            anchor = self._by_name(here, 1) if here != place else None
            if anchor is None and seen.parent < 0:
                anchor = seen.tag
            if anchor:
                return " > ".join([anchor, *reversed(steps)])
            alone = self._brothers[seen.parent, seen.tag] == 1
            counted = "nth-child" if seen.tag == ANY else "nth-of-type"
            steps.append(seen.tag if alone else f"{seen.tag}:{counted}({seen.nth})")
        return None

    def _around(self, place: int) -> Iterator[int]:
        """The places of the elements around one, the nearest first."""
        for _ in range(MOST_LEVELS):
            place = self._seen[place].parent
            if place < 0:
                return
            yield place

    # The walk

    def _add(self, node: LexborNode) -> None:
        place, named = len(self._seen), node.tag or ""
        tag = named if PLAIN_TAG.fullmatch(named) else ANY
        parent = self._places.get(node.parent.mem_id, -1) if node.parent is not None else -1
        self._places[node.mem_id] = place
        if parent in self._shadowed or (named == SHADOW_ROOT and SHADOW_MODE in node.attributes):
            self._shadowed.add(place)
        nth = 0
        for each in dict.fromkeys((ANY, tag)):
            nth = self._brothers[parent, each] = self._brothers.get((parent, each), 0) + 1
        classes = [name for name in _classes(node.attributes) if is_given(name)]
        names = tuple(_names(node.attributes, tag, classes[:MOST_CLASSES]))
        self._seen.append(_Seen(parent, tag, nth, names))
        self._ends.append(place)
        # Classes that are too many to be offered count all the same, for they are found.
        further = (f"{before}.{name}" for name in classes[MOST_CLASSES:] for before in ("", tag))
        for key in dict.fromkeys(
            name.lower() for name in (*names, *further, tag, ANY)
        ):  # some pages' names have no case
            self._found.setdefault(key, []).append(place)


def _names(attributes: Mapping[str, str | None], tag: str, classes: Sequence[str]) -> Iterator[str]:
    """The selectors of an element by the names that it was given, some ``classes`` among them, the best first."""
    name = attributes.get("id") or ""
    if is_given(name):
        yield f"#{name}"
    prop = attributes.get("itemprop") or ""
    for name in sorted(dict.fromkeys(classes), key=len):
        yield f".{name}"
    if is_given(prop):
        yield f'[itemprop="{prop}"]'
    if tag != ANY:
        for name in classes:
            yield f"{tag}.{name}"


def _classes(attributes: Mapping[str, str | None]) -> list[str]:
    return CLASS.findall(attributes.get("class") or "")


@lru_cache(4096)
def _is_given(name: str) -> bool:
    if not NAME.fullmatch(name):
        return False
    words = WORD.findall(name)
    lower = frozenset(map(str.lower, words))
    if not words or words[0].lower() in TOOLS or lower <= UNTELLING or lower & BLANK:
        return False
    return not any(map(_is_hash, re.split(r"[-_]+", name)))


def is_given(name: str) -> bool:
    """Whether a class or id is one that a person gave to say what the element is, and no tool."""
    return len(name) <= LONGEST_NAME and _is_given(name)


def _is_hash(part: str) -> bool:
    """Whether the letters between two hyphens are drawn by lot: capitals anywhere, or no vowel in many letters."""
    words = WORD.findall(part)
    if len(words) > 2 and sum(map(len, words)) < 3 * len(words):
        return True
    return any(len(word) > LONGEST_INITIALS and word.isascii() and VOWELS.isdisjoint(word) for word in words) or (
        len(words) > 1 and len(part) >= LONGEST_INITIALS and VOWELS.isdisjoint(part)
    )


def _step(node: LexborNode) -> str:
    """An element with its names as they are, of a few letters each."""
    attributes = node.attributes
    name = (attributes.get("id") or "").strip()
    shown = [f"#{name}"] * bool(name) + [f".{each}" for each in _classes(attributes)]
    return (node.tag or "") + "".join(each[: LONGEST_NAME + 1] for each in shown[:MOST_NAMES])

"""Which of a page's pictures are the article's: those beside its text, those with a caption, the one that leads it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..block import Block
from ..labelled import blocks_of, where
from ..model import Element, Label, Labelled, Page
from ..reading.addresses import picture_address
from ..sight import Sight
from .furniture import negative

RUNNING = (Label.BODY, Label.HEADING)
# Behind the text these may still have a picture of it before them.
ENDING = frozenset((Label.SIGNOFF, Label.CREDITS))
# In front of so many blocks behind the text a picture of it may stand.
BEHIND = 3
# What holds an article of one paragraph, and its pictures, is what is around that.
PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6 tr".split())
# What sites call the element of the picture that leads an article, which may stand outside of what holds the text.
LEADING = re.compile(
    r"(?:^|[ _-])(?:hero|lead|featured?|main|top|article|post|story|entry)[_-]?_?(?:image|img|pic|photo|media|thumb)"
)
# How many elements around a picture are asked for such a name.
NEAR = 4
# The file of what shows nothing of any story, by its name.
NOTHING = re.compile(
    r"/(?:logo|favicon|icons?(?:[-_]\w+)?|avatar|qr-?code|erweima|btn|button|arrow|beacon)(?:[-_]?\d{1,3})?\.[a-z]{3,4}(?:\?.*)?$|/avatars?/",
    re.I,
)


def pictures_of(page: Page, labelled: Sequence[Labelled], base: str | None) -> tuple[str, ...]:
    """The addresses of the article's pictures in the order of the page, each once, as seen from ``base``."""
    running = blocks_of(labelled, *RUNNING)
    if not running or page.kind == "dump":
        return ()
    first, last = running[0].index, where(labelled, *RUNNING, Label.CAPTION)[-1]
    title = next((place for place in where(labelled, Label.TITLE) if place < first), first)
    seen = [block for block in page.blocks[title : last + 1 + BEHIND] if block.pictures]
    if not seen:
        return ()
    text, found = _Text(page.elements, running), dict[str, None]()
    for block in seen:
        for sight in block.pictures:
            if not sight.icon and text.owns(sight, labelled[block.index], block.index <= first):
                address = picture_address(sight.address or "", base)
                if address and not NOTHING.search(address):
                    found[address] = None
    return tuple(found)


class _Text:
    """What holds the ``running`` text of a page: the element ``whole``, and ``around`` all that hold any of it."""

    __slots__ = ("around", "elements", "whole")

    def __init__(self, elements: Sequence[Element], running: Sequence[Block]) -> None:
        self.elements = elements
        self.around = _around(elements, running)
        self.whole = _innermost(elements, running)

    def owns(self, sight: Sight, near: Labelled, leads: bool) -> bool:
        """Whether a picture that stands with the block ``near`` is the article's; ``leads``: it stands above the text.

        One behind the text is, unless it is a link or belongs to furniture that follows.
        """
        return self._places(sight, near, leads) or (near.label is Label.CAPTION and sight.address == near.block.image)

    def _places(self, sight: Sight, near: Labelled, leads: bool) -> bool:
        """Whether it is by where it stands."""
        if not self._inside(sight.element):
            return leads and not sight.linked and self._leading(sight.element)
        if self._furnished(sight.element):
            return False
        if near.label in RUNNING or near.label is Label.CAPTION:
            return True
        ends = near.label in ENDING or not self._inside(near.block.element)
        return (ends and sight.place == "before" and not sight.linked) or (leads and self._leading(sight.element))

    def _inside(self, element: int) -> bool:
        while element > self.whole:  # an element stands behind what holds it
            element = self.elements[element].parent
        return element == self.whole

    def _furnished(self, element: int) -> bool:
        """Whether a picture stands in furniture; what holds the text as well is none, whatever it is called."""
        while element not in self.around:
            if negative(self.elements[element]):
                return True
            element = self.elements[element].parent
        return False

    def _leading(self, element: int) -> bool:
        """Whether the element is, or is in, one for the picture that leads an article."""
        if self._furnished(element):
            return False
        for _ in range(NEAR):
            if element in self.around:
                break
            if self.elements[element].tag == "figure" or LEADING.search(self.elements[element].names):
                return True
            element = self.elements[element].parent
        return False


def _around(elements: Sequence[Element], running: Sequence[Block]) -> set[int]:
    """The elements that hold any of the ``running`` text, directly or through others."""
    found: set[int] = set()
    for block in running:
        element = block.element
        while element >= 0 and element not in found:
            found.add(element)
            element = elements[element].parent
    return found


def _innermost(elements: Sequence[Element], running: Sequence[Block]) -> int:
    """The innermost element that holds all ``running`` text.

    That is, the first block and the last by their elements: these stand in the order of the page, behind their parents.
    """
    places = [block.element for block in running]
    whole, last = min(places), max(places)
    while whole != last:
        if whole > last:
            whole = elements[whole].parent
        else:
            last = elements[last].parent
    while elements[whole].tag in PARAGRAPHS:
        whole = elements[whole].parent
    return whole

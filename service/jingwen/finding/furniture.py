"""Which elements of a page are furniture by what they are called: ``nav``, ``div.sidebar``, ``ul#related``.

A page has four hundred elements, and its article stands in a few dozen of them: what an element is gets worked out when
it is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from ..block import Block
from ..fields.site import squash
from ..model import Element, Page
from .prose import HEADINGS

# Of a word's own: asked behind its first letter, for the engine passes quickly over what no alternative begins with.
OWN, END = r"(?<![^ _-].)", r"(?=$|[ _-])"
# Names that sites of all kinds give to what is not the article; those that begin alike together, which halves the time.
NEGATIVE = re.compile(
    rf"a(?:side|dvert|uthor-?(?:bio|box|card)|bout-(?:the-)?author|fter-content|{OWN}(?:ds?|pp){END})|"
    rf"b(?:readcrumb|anner|io-?box)|c(?:omment(?!ary)|opyright|all-to-action|{OWN}(?:rumbs?|ta){END})|dis(?:cuss|claimer)|"
    rf"foot(?:er|bar)|guess|h{OWN}ot{END}|i{OWN}nline-?cta{END}|l{OWN}ogin{END}|m(?:odal|{OWN}enu{END})|"
    rf"n(?:ewsletter|{OWN}av{END})|opt-?in{END}|p(?:inglun|romo(?!ted)|opup|aging|agination)|q{OWN}rcode{END}|"
    rf"r(?:elated?|ecommend|ead-?(?:more|next)|{OWN}ank{END})|"
    r"s(?:r-only|creen-?reader|idebar(?!-enable)|(?<![a-z].)ide-|hare|ocial|ponsor|ubscribe(?!r)|tatement|ign-?up)|"
    rf"t(?:easer|uijian|oolbar|estimonial|{OWN}(?:op10|ags?|ips?|ool){END})|visually-?hidden|xiangguan|:hidden"
)
# Those that suggest it and no more: of 213 paragraphs in elements so named, inside an article's region, 176 are its
# own; of 150 in comments one is.
SUGGESTIVE = re.compile(
    r"teaser|tips?|side-|share|banner|tool|toolbar|testimonial|rank|top10|hot|statement|guess|:hidden"
)
HIDDEN = ":hidden"
# What a blog's templates say on a post itself is what it is about, not what it is: ``post-12 tag-social-media``.
POST = re.compile(r"(?:^| )(?:post-\d+|type-post|hentry|single-post)(?: |$)")
TOPIC = re.compile(r"(?:^|(?<= ))(?:category|tag|topic)-\S+")
# What a heading opens, and what may be called by its words.
SECTIONS = frozenset("section div".split())
SLUGGED = HEADINGS | SECTIONS
LISTS = re.compile(r"comment|discuss|related|newsletter")
# What these are called tells the features of the page, not what they hold.
WHOLE = frozenset(("html", "body"))
NEGATIVE_TAGS = frozenset("nav footer aside menu".split())


def negative(element: Element) -> bool:
    """Whether an element's tag or names say that it is furniture."""
    return element.tag in NEGATIVE_TAGS or (
        element.names != "" and element.tag not in WHOLE and _sounds_negative(element.names)
    )


# A page has a few dozen names for its hundreds of elements, and its site the same on every page.
@lru_cache(maxsize=1024)
def _sounds_negative(names: str) -> bool:
    if not NEGATIVE.search(names):
        return False
    return not POST.search(names) or NEGATIVE.search(TOPIC.sub("", names)) is not None


def suggestive(names: str) -> bool:
    """Whether all that sounds like furniture in ``names`` is what articles have, too: a tip, a shared quotation."""
    sounds = [sound[0] for sound in NEGATIVE.finditer(names)]
    return bool(sounds) and all(map(SUGGESTIVE.fullmatch, sounds))


class Furniture:
    """The elements of ``page`` that are furniture, by themselves or by what they stand in, but for those ``spared``."""

    __slots__ = ("_elements", "_known", "_page", "_spared")

    def __init__(self, page: Page, spared: Iterable[int] = ()) -> None:
        self._page = page
        self._elements = page.elements
        self._known: dict[int, int] = {-1: -1}
        self._spared = frozenset(spared)

    def around(self, element: int) -> int:
        """The outermost element that is furniture by its name, of ``element`` and those around it; -1 where none is."""
        known, way = self._known, []
        while element not in known:
            way.append(element)
            element = self._elements[element].parent
        found = known[element]
        for element in reversed(way):
            if found < 0 and negative(self._elements[element]) and not self._is_spared(element):
                found = element
            known[element] = found
        return found

    def _is_spared(self, element: int) -> bool:
        may_be_slugged = self._elements[element].tag in SLUGGED  # what its own words are is seldom worth the look
        return element in self._spared or (may_be_slugged and element in self._page.known(_slugged))

    def named(self, element: int) -> str | None:
        """What the furniture around ``element`` is called, as a reason shows it; None where there is none."""
        found = self.around(element)
        return (self._elements[found].names or self._elements[found].tag)[:60] if found >= 0 else None


def _slugged(page: Page) -> frozenset[int]:
    """The elements of headings, and the sections that these open, whose names may sound like furniture by the heading's
    own words: an id such as ``social-media``."""
    elements, found = page.elements, set[int]()
    for block in page.blocks:
        if block.tag in HEADINGS:
            if _own_words(block.text, elements[block.element].names):
                found.add(block.element)
            section = elements[block.element].parent
            called = section > 0 and elements[section].tag in SECTIONS and negative(elements[section])
            if called and _is_slug(block, elements[section].names):
                found.add(section)
    return frozenset(found)


def _is_slug(heading: Block, names: str) -> bool:
    """Whether one of ``names`` is what a ``heading`` that is no link says, no furniture's own word, and the others say
    nothing."""
    said = squash(heading.text)
    others = [name for name in names.split() if squash(name) != said or LISTS.search(name)]
    return not heading.linked and len(others) < len(names.split()) and not NEGATIVE.search(" ".join(others))


def _own_words(heading: str, names: str) -> bool:
    said = NEGATIVE.search(names) if names else None
    return said is not None and squash(said[0]) in squash(heading)


def hidden_elements(elements: Sequence[Element]) -> list[bool]:
    """For each element, whether it or one around it is hidden."""
    hidden = [HIDDEN in element.names for element in elements]
    if True in hidden:
        below = hidden.index(True) + 1
        for index, element in enumerate(elements[below:], below):
            if hidden[element.parent]:
                hidden[index] = True
    return hidden

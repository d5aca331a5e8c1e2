"""By-lines in alphabets: ``By Jane Doe and John Roe``, or names in an element that is called after its author."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Sequence
from itertools import takewhile

from ..block import Block
from ..labelled import stretch, where
from ..model import Label, Labelled, Page
from .names import split_names

# By-lines stand between a little above the headline and the first paragraphs.
ABOVE, BELOW = 6, 14
LONGEST = 120
NAMES = re.compile(
    r"(?:^|[ _-])(?:post|article|entry|story|blog|page)?[_-]*(?:author|byline|writer|creator)s?"
    r"(?:[_-]*(?:name|names|link|title|text|wrap|wrapper))?(?:$|[ _-])"
)
NOT_NAMES = re.compile(r"bio|desc|about|avatar|image|social|date|time|box|info|more|role|job")
DAY = r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|(?:[a-z]{3,9}\.?\s)?\d{1,2}(?:st|nd|rd|th)?,?\s(?:[a-z]{3,9}\.?,?\s)?\d{4})"
SAID = re.compile(
    rf"^\W*(?=[\da-z])(?:(?:(?:posted|published|written|updated)\s+)?(?:on\s+)?{DAY}\W+)?"
    r"(?:(?:written|posted|reported|words|story|text|article|published|created|contributed)\s+by|by|authors?|von|par|por|di|door|av|autor)\b\s*[:：]?\s*(?P<names>.+)$",
    re.I,
)
# The same words with the names in a block of their own behind them.
ALONE = re.compile(r"\W*(?:(?:written|posted|reported|words|story)\s+)?by\W*", re.I)
# What follows the names on the same line: a date, a place, an act.
AFTER = re.compile(
    r"\s*(?:[|•·–—]|//|\s-\s|\b(?:on|in|at|for|updated|published|posted|last|reviewed|edited|from|is an?)\b|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d|\d).*$",
    re.I,
)
POSTS = re.compile(
    r"\b(?:editor|writer|reporter|director|founder|officer|manager|correspondent|contributor|columnist|ceo|coo|cto|cfo|president|ph\.?d|m\.?d|"
    r"specialist|expert|analyst|author|producer|lead|head|chief|advisor|consultant|engineer|professor|dietitian|master)\b",
    re.I,
)
WORD = r"(?:[^\W\d_][\w.'’-]*)"
FULL_NAME = re.compile(r"[^\W\d_a-z][\w.'’-]*(?:\s+[^\W\d_a-z][\w.'’-]*){1,3}")
NAME = re.compile(rf"(?:{WORD})(?:\s+{WORD}){{0,4}}")


def printed_byline(page: Page, labelled: Sequence[Labelled]) -> tuple[str, ...]:
    """The names printed near the headline, as single names; empty where no by-line is printed."""
    titles = where(labelled, Label.TITLE)
    title = next(iter(titles), None)
    first = next(iter(where(labelled, Label.BODY)), len(labelled))
    start = title if title is not None and title <= first else first
    around = stretch(labelled, max(0, start - ABOVE), first + BELOW)
    return _first(page, titles, around, lambda block: _of_another_story(page, labelled, block, title))


def _of_another_story(page: Page, labelled: Sequence[Labelled], block: Block, title: int | None) -> bool:
    """Whether a block above the headline stands in a list of stories, each with its author."""
    if title is None or block.index >= title or not _in_list(page, block):
        return False
    return labelled[block.index].reason.startswith("inside")


def _in_list(page: Page, block: Block) -> bool:
    element = block.element
    while element > 0:
        if page.elements[element].tag in ("li", "aside"):
            return True
        element = page.elements[element].parent
    return False


def closing_byline(page: Page, labelled: Sequence[Labelled]) -> tuple[str, ...]:
    """The names in the box about the author that stands below the text on many pages."""
    last = max(where(labelled, Label.BODY), default=len(labelled))
    return _first(page, where(labelled, Label.TITLE), stretch(labelled, last + 1, last + 1 + BELOW), lambda _: False)


def _first(
    page: Page, titles: Container[int], blocks: Iterable[Block], passed_over: Callable[[Block], bool]
) -> tuple[str, ...]:
    """The names of the first of ``blocks`` that is a by-line or stands in an element called after its author.

    ``passed_over``, which is dear, is asked only of those that may matter.
    """
    alone = False
    for block in blocks:
        text = block.text.strip("\xa0 ")
        if block.index in titles or len(text) > LONGEST:
            continue
        follows, alone = alone, ALONE.fullmatch(text) is not None
        said = SAID.match(text)
        element = page.elements[block.element]
        named = (
            said
            or _names_author(element.names)
            or (FULL_NAME.fullmatch(text) and (follows or _names_author(page.elements[max(0, element.parent)].names)))
        )
        if (named or follows or alone) and passed_over(block):
            alone = follows
        elif named:
            found = _names(said["names"] if said else text)
            if found:
                return found
    return ()


def _names_author(names: str) -> bool:
    """Whether the ``names`` of an element say that it holds an author's name."""
    return NAMES.search(names) is not None and not NOT_NAMES.search(names)


def is_byline(text: str) -> bool:
    """Whether ``text`` is nothing but a by-line: ``By Jane Doe and John Roe``."""
    said = SAID.match(text) if len(text) <= LONGEST else None
    return said is not None and bool(_names(said["names"]))


def _names(text: str) -> tuple[str, ...]:
    """The names in ``text``; empty unless every piece of it has the form of one."""
    names = split_names(AFTER.sub("", text))
    names = names[:1] + tuple(n for n in names[1:] if not POSTS.search(n))  # "Jane Doe, Managing Editor" is one person
    if len(names) > 8:
        return ()
    return tuple(takewhile(_has_form, names))  # what has another form, a long post or place, ends the names


def _has_form(name: str) -> bool:
    return NAME.fullmatch(name) is not None and name[0].isupper()

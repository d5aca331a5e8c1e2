"""By-lines in alphabets: ``By Jane Doe and John Roe``, or names in an element that is called after its author."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from ..block import Block
from ..labelled import stretch, where
from ..model import Label, Labelled, Page
from ..regex import regex
from . import by_words
from .by_words import words
from .latin import AGENCY, JOINED, split_run

# By-lines stand between a little above the headline and the first paragraphs.
ABOVE, BELOW = 6, 14
LONGEST = 120
# How many of the last blocks of a text may be its sign-off.
LAST = 3
NAMES = regex(r"author|byline|by-line|writer|creator|autor|auteur|verfasser|skribent|redakteur|reporter|journalist")
NOT_NAMES = regex(
    r"bio|desc|about|avatar|image|social|date|time|info(?!author)|more|job|role|authori|comment|related|posts|photo|"
    r"(?<!author[_-])box(?!__name)|follow|title$|widget|footer"
)
MONTH = r"(?:[a-zä]{3,9}\.?,?\s)?"
DAY = rf"(?:\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}}|{MONTH}\d{{1,2}}(?:st|nd|rd|th|\.)?,?\s{MONTH}\d{{4}})"
DATED = (
    rf"(?:(?:posted|published|written|updated)\s+)?(?:on\s+)?(?:[a-z]{{3,9}},?\s)?{DAY}"
    r"(?:[,\s]+(?:at\s+)?\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?:\s[a-z]{2,4})?)?"
)
BEGINS_DATED = regex(DAY)
BY = rf"(?:{words(by_words.BY)})(?![^\W\d_])\s*[:：]?"
ACTS = rf"(?:{words(by_words.ACTS)})"
LABELS = rf"(?:{words(by_words.LABELS)}|{words(by_words.ACTS)})\s*[:：]"
SAID = regex(rf"\W*(?:{DATED}\W+)?(?:{ACTS}(?:\s+and\s+\w+)?\s+{BY}|{BY}|{LABELS})\s*(?P<names>\S.*)$", re.I | re.S)
# Other credits on the same line, and whose they are; two words, so they are plain wherever they stand.
OTHER = regex(
    rf"[(\W]*\b(?:(?P<editor>(?:and\s+)?(?:{by_words.EDITED})\s+{BY})|"
    rf"(?:(?:and\s+)?(?:{by_words.PICTURES}|{by_words.REVIEWED})|(?:with|additional|further)\s+report(?:ing|s))\s+{BY}|"
    rf"(?P<author>{ACTS}\s+{BY}))\s*",
    re.I,
)
# The same words with the names in a block of their own behind them.
ALONE = regex(rf"\W*(?:(?:{ACTS}\s+)?{BY}|(?:{words(by_words.LABELS)})\s*[:：]?)\W*", re.I)
EDITORS = regex(rf"\W*(?:(?:{by_words.EDITED})\s+{BY}|(?:{by_words.EDITORS})\s*[:：])\s*(?P<names>\S.*)$", re.I)
# What follows the names on the same line: a date, a place, an act.
AFTER = regex(
    rf"(?<=\S)\s*(?:[|•●○▪■»·–—]|//|\s-\s|[(@]|\b(?:{by_words.AFTER})\b(?=\W|$)|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d|(?<=\s)\d|(?<=\d\s)\d).*$",
    re.I | re.S,
)
SOURCE = regex(rf"[\W]*(?:{words(by_words.SOURCES)})\s*[:：]\s*(?P<name>[^\W\d_][^:：!?]{{1,50}}?)[.)\s]*", re.I)
SPEAKS = regex(rf"\b(?:{by_words.SPEAKS})\W*$", re.I)
WORD = r"(?:[^\W\d_][\w.'’-]*)"
FULL_NAME = regex(r"[^\W\d_a-z][\w.'’-]*(?:\s+(?:[^\W\d_a-z]|d[aeiou]|v[ao]n|al|bin|le|la|y|e)[\w.'’-]*){1,4}")
NAME = regex(rf"(?:{WORD}|\d+)(?:\s+{WORD}){{0,4}}")
# What an element called after its author may say instead of a name.
NO_NAME = regex(
    r"\b(?:about|written|fact|checked|read|view|follow|contact|more|the|by|article|disclosure|published|updated|our|your|"
    r"us|news|share|menu|home|sign|log|subscribe|privacy|guest|meet|posts?|spotlight|recent|latest|"
    r"related|all|zeige|alle|mehr|über|beiträge|artikel|plus|voir)\b",
    re.I,
)
# What each by-line, and a date before one, begins with: most lines begin otherwise.
OPENERS = tuple(
    dict.fromkeys(
        [
            word.casefold() + mark
            for word in words(by_words.BY).replace("(?: τον| την)?", "").split("|")
            for mark in " :："
        ]
        + [
            stem.casefold()
            for table in (by_words.LABELS, by_words.ACTS)
            for word in words(table).split("|")
            for stem in re.findall(r"^\W*(?:\?:)?([^\W\d_]{3,}?|[^\W\d_a-z]+?)(?=[^\W\d_]?\?|[\W\d_]|$)", word)
        ]
        + "on january february march april may june july august september october november december".split()
        + "sunday monday tuesday wednesday thursday friday saturday updated".split()
    )
)
BEGINNINGS = {
    begins: tuple(opener for opener in OPENERS if opener.startswith(begins) or begins.startswith(opener))
    for begins in {opener[:2] for opener in OPENERS}
}
# So much of a line is looked at for these.
OPENING = 32
MARKS = " \t\xa0\u3000-–—|•·*(\"“'"
# Around one of these stand all other credits of a line.
BYS = tuple(f" {word} " for word in words(by_words.BY).casefold().split("|") if word.isalpha())


class Byline(NamedTuple):
    """What by-lines print: single names of ``authors`` and ``editors``, and the ``agencies`` that stand with them.

    ``said`` tells that a by-line's words are there, and not only an element that is called after its author.
    """

    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    said: bool = False


NONE = Byline()
# A name that a template sets right behind the word: ByJane Roe.
GLUED = regex(r"^(By|Von|Par|Por)(?=[^\W\d_a-z][a-z])")


def printed_byline(page: Page, labelled: Sequence[Labelled]) -> Byline:
    """What is printed near the headline."""
    titles = where(labelled, Label.TITLE)
    title = next(iter(titles), None)
    first = next(iter(where(labelled, Label.BODY)), len(labelled))
    start = title if title is not None and title <= first else first
    around = stretch(labelled, max(0, start - ABOVE), first + BELOW)
    return _first(page, titles, around, lambda block: _of_another_story(page, labelled, block, title))


def printed_source(labelled: Sequence[Labelled]) -> str | None:
    """The source that a line of its own names around the headline or below the text."""
    text = where(labelled, Label.BODY)
    first, last = (text[0], text[-1]) if text else (len(labelled), len(labelled))
    around = (*stretch(labelled, max(0, first - BELOW), first), *stretch(labelled, last - LAST, last + BELOW))
    return next((found for block in around if (found := read_source(block.text))), None)


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


def closing_byline(page: Page, labelled: Sequence[Labelled]) -> Byline:
    """What the box about the author says that stands below the text on many pages."""
    last = max(where(labelled, Label.BODY), default=len(labelled))
    return _first(page, where(labelled, Label.TITLE), stretch(labelled, last + 1, last + 1 + BELOW), lambda _: False)


def signed(labelled: Sequence[Labelled]) -> Byline:
    """What the last lines of the text say in brackets: ``(Reporting by Jane Doe; Editing by John Roe)``."""
    for index in reversed(where(labelled, Label.BODY)[-LAST:]):
        text = labelled[index].block.text
        if len(text) <= 2 * LONGEST and "by " in text and text.lstrip("( ").startswith(("Report", "Edit", "Writ")):
            found = read_byline(text)
            if found.authors or found.editors:
                return found
    return NONE


def _first(page: Page, titles: Container[int], blocks: Iterable[Block], passed_over: Callable[[Block], bool]) -> Byline:
    """The first of ``blocks`` that is a by-line or stands in an element called after its author.

    Those of several authors may follow each other. ``passed_over``, which is dear, is asked only of those that may
    matter.
    """
    alone = False
    found = NONE
    for block in blocks:
        text = GLUED.sub(r"\1 ", block.text.strip("\xa0 "))
        if block.index in titles or len(text) > LONGEST:
            if found.authors:
                break
            continue
        opens = _opens(text)
        follows, alone = alone, opens and ALONE.fullmatch(text) is not None
        element = page.elements[block.element]
        named = _names_author(element.names) or _names_author(page.elements[max(0, element.parent)].names)
        line = (
            NONE if alone or not (opens or named or follows or _says_by(text)) else read_byline(text, named or follows)
        )
        if not (line.authors or line.editors or alone):
            if found.authors and not line.said:
                break
            continue
        if passed_over(block):
            alone = follows
        elif line.said and not found.authors:
            found = line
        elif line.authors and not found.said:
            found = Byline(tuple(dict.fromkeys((*found.authors, *line.authors))), (), line.agencies, follows)
        elif line.editors:
            return found._replace(editors=line.editors)
    return found


@lru_cache(maxsize=512)  # a page's lines stand in elements of a few names
def _names_author(names: str) -> bool:
    """Whether the ``names`` of an element say that it holds an author's name."""
    return NAMES.search(names) is not None and not NOT_NAMES.search(names)


# So ends what an interview's author says, under the same label: 作者：…。
SPOKEN = ("。", "！", "？", "?", "!", "。”", "？”", "！”", "。」", "？」")


def is_byline(text: str) -> bool:
    """Whether ``text`` is nothing but a by-line: ``By Jane Doe and John Roe``; a sign-off in brackets is text."""
    if len(text) > LONGEST or text[:1] in "(（" or not _opens(text):
        return False
    if text.endswith(SPOKEN) or (len(text) > LONGEST / 2 and text[-1:] == "."):
        return False
    line = read_byline(text)
    return bool(line.authors or line.agencies)


def read_source(text: str) -> str | None:
    """The publication or agency that the line ``text`` says it is from: ``Quelle: Nordische Presse Agentur``."""
    line = SOURCE.fullmatch(text) if len(text) <= LONGEST and (":" in text or "：" in text) else None
    return line["name"].strip() if line and "http" not in text else None


def _opens(text: str) -> bool:
    begun = text[:OPENING].lstrip(MARKS).casefold().replace("\xa0", " ") + " "
    if begun[0].isdigit():
        return BEGINS_DATED.match(begun) is not None
    return begun.startswith(BEGINNINGS.get(begun[:2], ()))


def _says_by(text: str) -> bool:
    text = text.casefold()
    return any(word in text for word in BYS)


@lru_cache(maxsize=256)  # of a line in the text and near the headline
def read_byline(text: str, named: bool = False, sure: bool = False) -> Byline:
    """What the line ``text`` says.

    ``named`` tells that its element is called after its author, so that a name alone is one; ``sure`` that it holds
    nothing else, so that one word is.
    """
    parts = _parts(text)
    edited: list[str] = []
    by, said = "", False
    for kind, part in parts:
        said = said or kind != ""
        if kind == "editor":
            edited += _authors(part, named=True)[0]
        elif kind == "author" and not by:
            by = part
    line = SAID.match(parts[0][1]) if not by and _opens(parts[0][1]) else None
    if line:
        by, said = line["names"], True
    names, agencies = _authors(by, named) if by else ((), ())
    if not by and named and not edited and len(parts) == 1 and not SPEAKS.search(text):
        names, agencies = _authors(text, sure)
        whole = all((sure or FULL_NAME.fullmatch(name)) and not NO_NAME.search(name) for name in names)
        names = names if whole else ()
    edited = edited or list(_authors(line["names"], True)[0] if (line := EDITORS.match(text)) else ())
    return Byline(names, tuple(edited), agencies, said)


def _parts(text: str) -> list[tuple[str, str]]:
    """The credits on a line, each with its kind; the first has none where the line begins with no kind's words."""
    others = list(OTHER.finditer(text)) if _says_by(text) else []
    if not others:
        return [("", text)]
    ends = [m.start() for m in others[1:]] + [len(text)]
    head = [("", text[: others[0].start()])] if others[0].start() else []
    return head + [(m.lastgroup or "other", text[m.end() : end]) for m, end in zip(others, ends, strict=True)]


def _authors(text: str, named: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names in ``text`` up to what has not the form of one, and the agencies; ``named`` lets them be of small
    letters."""
    if SPEAKS.search(text):
        return (), ()
    text = JOINED.sub(" ", text).rstrip(" ).")
    run = split_run(AFTER.sub("", text))
    if len(run.names) > 8:
        return (), ()
    names = tuple(takewhile(lambda name: _has_form(name, named), run.names))  # what has another form ends the names
    agencies = run.agencies or tuple(
        piece for piece in map(str.strip, re.split(r"[|•·–—(]", text)) if AGENCY.fullmatch(piece)
    )
    return names, agencies


def _has_form(name: str, named: bool) -> bool:
    if NAME.fullmatch(name) is None:
        return False
    small = name[0].islower() or name[0].isdigit()
    return not small or (named and len(name.split()) <= 2 and not NO_NAME.search(name))

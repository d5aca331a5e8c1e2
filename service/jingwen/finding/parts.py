"""Whether an address is that of the next page of the same article, by how sites number pages."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import SplitResult, parse_qsl, urlsplit

from ..regex import regex

# How the number of a page stands at the end of a path: story_2.html, story-2, story/2, story/page/2, story,nPack,2.
NUMBERED = regex(
    r"(?:[_,-](?:p(?:age)?|part|seite|[a-z]+(?=,))?[_,-]?|/(?:p(?:age)?|seite)?[/_-]?)(?P<number>\d{1,3})$", re.I
)
# The same where a number behind a slash may be the article's own: on the first page, and where that is not known.
PLAIN = regex(
    r"(?:[_,-](?:p(?:age)?|part|seite|[a-z]+(?=,))?[_,-]?|/(?:p(?:age)?|seite)[/_-]?)(?P<number>\d{1,2})$", re.I
)
ENDING = regex(r"(?:\.[a-z]{3,5}|/(?:index(?:\.\w+)?)?)$", re.I)
SECOND = 2
# No article has so many pages; a higher number is an article's own.
MANY = 1000
# What a page's number is called in a query.
PARAMETERS = frozenset("page p pg paged pageno pagenum page_no pagina seite pn part currentpage".split())


def goes_on(address: str, urls: Collection[str]) -> bool:
    """Whether ``address`` is the next page of the article at one of ``urls``: story_2.html after story.html.

    Where none is known, whether it is numbered as a second page is.
    """
    there = _split(address)
    if there is None:
        return False
    if not urls:
        numbered = PLAIN.search(ENDING.sub("", there.path))
        return numbered is not None and int(numbered["number"]) == SECOND
    return any(_goes_on(there, here) for url in urls if (here := _split(url)))


def _goes_on(there: SplitResult, here: SplitResult) -> bool:
    if there.hostname != here.hostname:
        return False
    if there.path == here.path:
        return _counts_on(_numbers(there), _numbers(here)) and _others(there) == _others(here)
    stem, mine = ENDING.sub("", there.path), ENDING.sub("", here.path)
    numbered, own = NUMBERED.search(stem), PLAIN.search(mine)
    if numbered is None or there.query not in ("", here.query):
        return False
    begins, number = stem[: numbered.start()], int(numbered["number"])
    if begins == mine:
        return True
    return own is not None and begins == mine[: own.start()] and number == int(own["number"]) + 1


def _split(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:  # a broken address
        return None


def _numbers(address: SplitResult) -> dict[str, str]:
    return {key: value for key, value in parse_qsl(address.query) if key.lower() in PARAMETERS and value.isdigit()}


def _others(address: SplitResult) -> list[tuple[str, str]]:
    return [(key, value) for key, value in parse_qsl(address.query) if key.lower() not in PARAMETERS]


def _counts_on(there: dict[str, str], here: dict[str, str]) -> bool:
    """Whether one number is the other's next, and all else the same; that of the first page may not be told."""
    changed = [key for key in there if there[key] != here.get(key)]
    if len(changed) != 1 or not here.keys() <= there.keys():
        return False
    number, before = int(there[changed[0]]), here.get(changed[0])
    return number == int(before) + 1 if before is not None else number < MANY

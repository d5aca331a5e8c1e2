"""A text dump to blocks: one line, one block."""

from __future__ import annotations

import re

from ..block import Block
from ..model import Data, Element, Page
from .blocks import collapse, paragraphs
from .glued import TOP, unglued
from .wrapping import rejoined, wrapped_at

MARKUP = re.compile(r"<(?:!doctype|html|head|body|meta|script|div|p|article|section|table|span|h1|br)\b", re.I)
MARKUP_TYPES = ("text/html", "application/xhtml+xml", "application/xml", "text/xml")
SNIFF_WINDOW = 20_000
# Among so many lines are the first that hold anything.
FIRST = 40


def media_type(content_type: str | None) -> str:
    """What a Content-Type says without its parameters, in lower case; empty where there is none."""
    return (content_type or "").partition(";")[0].strip().lower()


def is_markup(text: str, content_type: str | None) -> bool:
    """Whether a page is HTML, by its declared type where it has one and else by its looks.

    A page declared ``text/plain`` that opens with a doctype or a root element is HTML all the same: crawlers that
    store pages lose the type more often than authors write such a line.
    """
    declared = media_type(content_type)
    if declared in MARKUP_TYPES:
        return True
    if declared == "text/plain":
        return bool(re.match(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html)\b", text[:1000], re.I))
    return MARKUP.search(text[:SNIFF_WINDOW]) is not None


def read_dump(text: str, url: str | None = None) -> Page:
    """The page that the dump ``text`` is: a block for each line that holds something.

    Lines that were broken to fit a width are one.
    """
    lines = text.splitlines()
    width = wrapped_at(lines)
    if width is not None:
        lines = rejoined(lines, width)
    top = [n for n, line in enumerate(lines[:FIRST]) if line.strip()][:TOP]
    for n in reversed(top):
        lines[n : n + 1] = unglued(lines[n], first=n == top[0])
    if "\u3000\u3000" in text:
        lines = [piece for line in lines for piece in paragraphs(line)]
    if "  " in text or "\t" in text:  # else all there is to fold stands at the ends of lines
        lines = list(map(collapse, lines))
    texts = [line for line in (line.strip(" ") for line in lines) if line and not line.isspace()]
    blocks = tuple(Block(index, line) for index, line in enumerate(texts))
    return Page("dump", blocks, (Element(-1, "dump", "", 0),), Data(), url)

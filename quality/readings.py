"""What an extractor gave, under the names that the scorer knows: ``text``, ``title``, ``byline``, ``date``.

The calls are those that ``make bench`` times.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import lxml.html

from benchmarks.contenders import FULL, OFF

Reading = dict[str, Any]
# Between these an author field lists its names.
SEPARATORS = re.compile(r"[;,、；，]")
# Elements that begin and end a line; without them the words on both sides would run together.
LINES = (
    "article aside blockquote br caption center dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr "
    "li main nav ol p pre section table td th tr ul"
).split()


def reading(contender: str, result: Any) -> Reading:
    """The fields in what ``contender`` returned for a page; empty where it returned nothing.

    Raises ``KeyError`` for an extractor that is not known here.
    """
    read = READ[contender]
    return {} if result is None else read(result)


def _jingwen(article: Any) -> Reading:
    return {"text": article.text, "title": article.title, "byline": list(article.byline), "date": article.date}


def _trafilatura(document: Any) -> Reading:
    return {
        "text": document.text,
        "title": document.title,
        "byline": names(document.author),
        "date": document.date,
    }


def _newspaper(article: Any) -> Reading:
    when = article.publish_date
    return {
        "text": article.text,
        "title": article.title,
        "byline": list(article.authors),
        "date": when.isoformat() if isinstance(when, datetime) else None,
    }


def _readability(found: tuple[str, str]) -> Reading:
    title, summary = found
    return {"text": text_of(summary), "title": title}


def _gne(found: dict[str, Any]) -> Reading:
    return {
        "text": found["content"],
        "title": found["title"],
        "byline": names(found["author"]),
        "date": found["publish_time"],
    }


def _resiliparse(text: str) -> Reading:
    return {"text": text}


READ: dict[str, Callable[[Any], Reading]] = {
    OFF: _jingwen,
    FULL: _trafilatura,
    "newspaper4k": _newspaper,
    "readability-lxml": _readability,
    "gne": _gne,
    "resiliparse": _resiliparse,
}
# What an extractor does not look for, and so is not scored on.
WITHOUT = {
    "readability-lxml": frozenset({"byline", "date"}),
    "resiliparse": frozenset({"title", "byline", "date"}),
}


def names(author: str | None) -> list[str]:
    """The single names in an author field."""
    return [name.strip() for name in SEPARATORS.split(author or "") if name.strip()]


def text_of(markup: str) -> str:
    """The text of an HTML fragment, one line for each block."""
    if not markup.strip():
        return ""
    root = lxml.html.fromstring(markup)
    for element in root.iter(*LINES):
        element.text = "\n" + (element.text or "")
        element.tail = "\n" + (element.tail or "")
    lines = (" ".join(line.split()) for line in root.text_content().split("\n"))
    return "\n".join(line for line in lines if line)

"""Reading JSON-LD: which of a page's documents are about its article, and what a value says in each of its shapes.

A value may be a text, an object that has the text, a list of either, or a reference to another document of the page.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..model import Data

Document = Mapping[str, Any]
ARTICLE = re.compile(r"Article|Posting|Report")
PAGE = re.compile(r"WebPage")
# Real values come two or three levels deep; research papers have dozens of authors, stores dozens of pictures.
DEEPEST, MOST = 4, 50
ADDRESS = ("url", "contentUrl")
NAME = ("name", "@value")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def types_of(document: Document) -> tuple[str, ...]:
    """What ``document`` says that it is: ``("NewsArticle",)``."""
    said = document.get("@type")
    return tuple(kind for kind in (said if isinstance(said, list) else [said]) if isinstance(kind, str))


def about_article(data: Data) -> Sequence[Document]:
    """The documents that are about the page's article: articles, then those without a type, then pages.

    The others are about its author, its publisher, its pictures, or what is sold on it.
    """
    if not data.documents:
        return ()
    ranked: list[list[Document]] = [[], [], []]
    for document in data.documents:
        types = " ".join(types_of(document))
        rank = 0 if ARTICLE.search(types) else 1 if not types else 2 if PAGE.search(types) else None
        if rank is not None:
            ranked[rank].append(document)
    return [document for group in ranked for document in group]


def told(documents: Sequence[Document], *keys: str) -> Iterator[Any]:
    """What ``documents`` hold under ``keys``, the first of these in all of them first."""
    return (document[key] for key in keys for document in documents if key in document)


def names_in(value: Any, data: Data) -> list[str]:
    """The names that ``value`` gives."""
    return list(_texts(value, NAME, data))


def addresses_in(value: Any, data: Data) -> list[str]:
    """The addresses that ``value`` gives."""
    return list(_texts(value, ADDRESS, data))


def _texts(value: Any, keys: Sequence[str], data: Data, depth: int = 0) -> Iterator[str]:
    if isinstance(value, str):
        if value.strip():
            yield value.strip()
    elif depth == DEEPEST:
        return
    elif isinstance(value, list):
        for item in value[:MOST]:
            yield from _texts(item, keys, data, depth + 1)
    elif isinstance(value, dict):
        known = value if keys[0] in value else referred(value.get("@id"), data) or value
        yield from _texts(next((known[key] for key in keys if known.get(key)), None), keys, data, depth + 1)


def referred(name: Any, data: Data) -> Document | None:
    """The document of the page that calls itself ``name``, and says more than that."""
    if not isinstance(name, str):
        return None
    return next((document for document in data.documents if document.get("@id") == name and len(document) > 1), None)


def plain(text: str) -> str:
    """``text`` without the markup that some templates leave in it, in one line."""
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = TAG.sub(" ", text)
    return " ".join(text.split())

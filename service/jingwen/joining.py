"""Several answers, one for each page of an article that was printed in parts, joined into one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import unescape
from typing import TypeVar

from .model import Article, Labelled, Notice

T = TypeVar("T")
BREAK = "\n\n"
TAGS = re.compile(r"</?[a-z][^>]*>")
WORDLESS = re.compile(r"[\W_]+")
# A paragraph that was cut off by the end of a page is told from one that happens to begin alike by its length.
CUT_OFF = 10


def join(pages: Sequence[Article]) -> Article:
    """The article whose pages, in order, are ``pages`` (one at least).

    Each field is that of the first page which has it; texts, captions and images are joined, without what a page
    repeats of those before it; ``next_page`` is the last page's; ``confidence`` is the mean by length of text. Pages
    without an article add a notice ``page_without_article`` and nothing to the text.
    """
    if len(pages) == 1:
        return pages[0]
    first, parts = pages[0], [page for page in pages if page.status == "article"]
    known = parts or [first]
    # The date and the words that it was read from are of one page, not of two.
    dated = next((page for page in known if page.date is not None), known[0])
    origin: dict[str, str] = {}
    for page in known:
        for name, said in page.origin.items():
            origin.setdefault(name, said)
    return replace(
        first,
        status=known[0].status,
        canonical_url=_first(known, lambda page: page.canonical_url),
        site=_first(known, lambda page: page.site),
        site_name=_first(known, lambda page: page.site_name),
        rule=_first(known, lambda page: page.rule),
        title=_first(known, lambda page: page.title),
        text=BREAK.join(_chunks(parts)),
        source=_first(known, lambda page: page.source),
        byline=_first(known, lambda page: page.byline or None) or (),
        editors=_first(known, lambda page: page.editors or None) or (),
        date=dated.date,
        date_raw=dated.date_raw,
        modified=_first(known, lambda page: page.modified),
        description=_first(known, lambda page: page.description),
        keywords=_first(known, lambda page: page.keywords or None) or (),
        section=_first(known, lambda page: page.section),
        image=_first(known, lambda page: page.image),
        images=tuple(dict.fromkeys(image for page in known for image in page.images)),
        captions=tuple(dict.fromkeys(caption for page in known for caption in page.captions)),
        language=_first(known, lambda page: page.language),
        script=_first(known, lambda page: page.script),
        original_script=_first(known, lambda page: page.original_script),
        next_page=pages[-1].next_page,
        confidence=_confidence(parts),
        origin=origin,
        notices=tuple(dict.fromkeys([notice for page in pages for notice in page.notices] + _missing(pages))),
        blocks=_blocks(pages),
    )


def _first(pages: Sequence[Article], of: Callable[[Article], T | None]) -> T | None:
    return next((value for page in pages if (value := of(page)) is not None), None)


def _chunks(parts: Sequence[Article]) -> list[str]:
    """The paragraphs of all ``parts``: of each later one without the headline and the lead that it prints again."""
    chunks: list[str] = []
    head: list[str] = []
    for nth, part in enumerate(parts):
        added = part.text.split(BREAK)
        if nth == 0:
            head = [_key(chunk) for chunk in added]
        else:
            title = _key(parts[0].title or "")
            while added and title and re.fullmatch(rf"{re.escape(title)}\d{{0,2}}", _key(added[0])):
                added = added[1:]
            repeated = next((n for n, (a, b) in enumerate(zip(added, head, strict=False)) if _key(a) != b), None)
            added = added[min(len(added), len(head)) if repeated is None else repeated :]
            chunks, added = _seamless(chunks, added)
        chunks += added
    return chunks


def _seamless(before: list[str], after: list[str]) -> tuple[list[str], list[str]]:
    """Two pages' paragraphs, the one that ends the first and begins the second once, and whole."""
    if not before or not after:
        return before, after
    last, first = _key(before[-1]), _key(after[0])
    if last == first:
        return before, after[1:]
    return (before[:-1], after) if len(last) >= CUT_OFF and first.startswith(last) else (before, after)


def _key(chunk: str) -> str:
    """What ``chunk`` says, whatever format it is in; of one without words, what it is."""
    return WORDLESS.sub("", unescape(TAGS.sub("", chunk))).lower() or chunk


def _confidence(parts: Sequence[Article]) -> float:
    size = sum(len(part.text) for part in parts)
    return round(sum(part.confidence * len(part.text) for part in parts) / size, 3) if size else 0.0


def _missing(pages: Sequence[Article]) -> list[Notice]:
    return [
        Notice("page_without_article", f"page {n} of {len(pages)} is {page.status}; the text goes on without it")
        for n, page in enumerate(pages, 1)
        if page.status != "article"
    ]


def _blocks(pages: Sequence[Article]) -> tuple[Labelled, ...] | None:
    """The blocks of all pages, numbered on, and their elements with them."""
    if all(page.blocks is None for page in pages):
        return None
    joined: list[Labelled] = []
    element = 0
    for page in pages:
        added = [
            replace(x, block=replace(x.block, index=len(joined) + n, element=x.block.element + element))
            for n, x in enumerate(page.blocks or ())
        ]
        joined += added
        element = max((x.block.element + 1 for x in added), default=element)
    return tuple(joined)

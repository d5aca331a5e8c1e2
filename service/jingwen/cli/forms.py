"""How an answer is printed: a line of JSON, an article to be read, or the blocks of its page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from ..errors import TYPE_PREFIX, RequestError
from ..isolation.answer import Answer
from ..model import WHY_NONE
from ..rendering import to_html, to_markdown
from ..rendering.outline import Paragraph, Run
from .console import harmless, in_unicode, shown
from .inputs import Input

WRITERS = {"html": to_html, "markdown": to_markdown}
OWN_COMMA = ("zh", "ja")  # languages that list names with a comma of their own


def row(page: Input, answer: Answer) -> bytes:
    """A line of JSON: the answer as the service gives it, with the page's ``file``."""
    return b'{"file":' + orjson.dumps(in_unicode(page.file)) + b"," + answer.body[1:] + b"\n"


def failed_row(page: Input, problem: RequestError) -> bytes:
    """A line of JSON for a page without an answer."""
    url = None if page.url is None else in_unicode(page.url)
    return orjson.dumps({"file": in_unicode(page.file), "url": url, "problem": members(problem)}) + b"\n"


def members(problem: RequestError) -> dict[str, str | float]:
    """A failure as the service tells it (RFC 9457)."""
    return {
        "type": TYPE_PREFIX + problem.slug,
        "title": problem.title,
        "status": problem.status,
        "detail": str(problem),
        **problem.facts,
    }


def without(answer: Answer) -> str:
    """That a page has no article, and why."""
    said = (notice["message"] for notice in orjson.loads(answer.body)["notices"] if notice["code"] in WHY_NONE)
    return ": ".join([f"the page has no article ({answer.facts.status})", *said])


def readable(page: Input, answer: Answer, explain: bool, headed: bool, written: str = "text") -> bytes:
    """The article, or with ``explain`` the page's blocks; nothing for a page without. ``headed`` by its file's name,
    as `head` and `tail` do; ``written`` says in which format."""
    found = orjson.loads(answer.body)
    lines = [f"==> {shown(page.file)} <=="] if headed else []
    lines += _blocks(found) if explain else _article(found, written)
    return "".join(f"{line}\n" for line in lines).encode()


def _article(found: Mapping[str, Any], written: str) -> Iterator[str]:
    names = ("、" if found["language"] in OWN_COMMA else ", ").join(found["byline"])
    credits = " · ".join(filter(None, [found["source"], names, found["date"]]))
    head = [(part, level) for part, level in ((found["title"], 1), (credits, 0)) if part]
    if found["status"] == "article":
        if head and written in WRITERS:
            yield WRITERS[written]([Paragraph((Run(part),), level) for part, level in head])
        else:
            yield from (part for part, _ in head)
        if head:
            yield ""
        yield found["text"]


def _blocks(found: Mapping[str, Any]) -> Iterator[str]:
    for block in found.get("blocks", ()):
        yield "\t".join(harmless(" ".join(block[key].split())) for key in ("label", "reason", "text"))

"""Which page an item was made of: noted where the spider yields it, for the pipeline does not see the response."""

from __future__ import annotations

import weakref
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from scrapy import Request
from scrapy.http import Response

from ..errors import InvalidOption
from ..model import RawPage
from ..options import check_url
from ..reading.codings import decompress
from ..settings import Settings


class PageMiddleware:
    """Notes the response of each item that a callback yields, for as long as that is at work."""

    def __init__(self) -> None:
        # By the item's identity, for a dict can be no key. The item is held, so that no other gets its identity; the
        # response is not: it is gone once its items are done, and with it what is noted of those that came nowhere.
        self._noted: dict[int, tuple[Any, weakref.ref[Response]]] = {}

    async def process_spider_output(self, response: Response, result: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Passes everything on."""
        async for output in result:
            if output is not None and not isinstance(output, Request):
                self._note(output, response)
            yield output

    def _note(self, item: Any, response: Response) -> None:
        key = id(item)
        self._noted[key] = (item, weakref.ref(response, lambda _: self._noted.pop(key, None)))

    def take(self, item: Any) -> Response | None:
        """The response that ``item`` was made of, once; None for one that comes from elsewhere."""
        noted = self._noted.pop(id(item), None)
        return noted[1]() if noted else None


def page_of(response: Response) -> RawPage:
    """The page in a ``response``: its bytes, never its text, which is decoded by a guess."""
    return RawPage(response.body, address(response.url), header(response, "Content-Type"), _moment(response))


def unpacked(page: RawPage, response: Response) -> RawPage:
    """The page of a ``response`` without the Content-Encoding that Scrapy could not undo, for want of a package.

    Raises the ``RequestError`` of one that cannot be undone here either.
    """
    coding = header(response, "Content-Encoding")
    if coding is None:
        return page
    return replace(page, body=decompress(response.body, coding, limit=Settings().max_page_bytes))


def address(url: str) -> str | None:
    """``url``, where it is one of the web: a spider may read files as well."""
    try:
        return check_url(url)
    except InvalidOption:
        return None


def header(response: Response, name: str) -> str | None:
    """The value of a header of ``response``."""
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None


def _moment(response: Response) -> datetime:
    """When the page was sent, which for one out of a cache is long ago."""
    try:
        return parsedate_to_datetime(header(response, "Date") or "")
    except ValueError:
        return datetime.now(UTC)

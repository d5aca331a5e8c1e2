"""What a caller of the library hands in, held to its types at the door: a mistake is said where it was made.

A ``TypeError`` says what was got, what was expected and what to do. It never quotes the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from os import PathLike
from typing import TypeAlias

from .errors import EmptyBody
from .model import RawPage
from .options import check_url, parse_fetched_at

Bytes: TypeAlias = bytes | bytearray | memoryview
Body: TypeAlias = Bytes | str
Moment: TypeAlias = datetime | str

# An address and nothing else: a text of one line that begins with one goes on after it, at the latest with a full stop.
ADDRESS = re.compile(r"\s*https?://[^\s<。，！？；：、“”]+\s*", re.IGNORECASE)
FETCHED = (
    "Pass its bytes: response.content (requests, httpx), response.body (Scrapy), await response.read() (aiohttp), or "
    "file.read() of a file opened with 'rb'"
)


def page_of(
    page: Body | RawPage, url: str | None = None, content_type: str | None = None, fetched_at: Moment | None = None
) -> RawPage:
    """``page`` and what is known of it as one record; a ``RawPage`` comes before the other arguments.

    Raises ``TypeError`` for what is none of these types, ``InvalidOption`` for an address or a time that is none, and
    ``EmptyBody``.
    """
    address, header, moment = check_url(url), check_header(content_type, "content_type"), check_moment(fetched_at)
    if isinstance(page, RawPage):
        body = check_body(page.body)
        address = check_url(page.url) or address
        header = check_header(page.content_type, "content_type") or header
        moment = check_moment(page.fetched_at) or moment
    else:
        body = check_body(page)
    if not body or body.isspace():
        raise EmptyBody("the page is empty; send the page's bytes as they were fetched")
    return RawPage(body, address, header, moment)


def pages_of(
    pages: Iterable[Body | RawPage],
    url: str | None = None,
    content_type: str | None = None,
    fetched_at: Moment | None = None,
) -> list[RawPage]:
    """Each of ``pages`` by ``page_of``; one at least, else ``EmptyBody``."""
    if isinstance(pages, Bytes | str | RawPage | Mapping) or not isinstance(pages, Iterable):
        raise TypeError(
            f"pages is {kind(pages)}; expected a list of pages, in the order of the article. One page is clean(page), "
            "or clean_pages([page])"
        )
    found = [page_of(page, url, content_type, fetched_at) for page in pages]
    if not found:
        raise EmptyBody("there are no pages; send at least one, in the order of the article")
    return found


def check_body(body: object) -> bytes | str:
    """A page's bytes or text; a ``bytearray`` or ``memoryview`` is copied."""
    if isinstance(body, str):
        if ADDRESS.fullmatch(body):
            raise TypeError(
                "the page is text that is only an address; jingwen never fetches: pass the page's bytes, and the "
                "address as url="
            )
        return body
    return check_bytes(body, "the page", "bytes or text")


def check_bytes(body: object, what: str, expected: str) -> bytes:
    """``body`` as bytes, copied where it is a ``bytearray`` or a ``memoryview``."""
    if isinstance(body, bytes):
        return body
    if isinstance(body, bytearray | memoryview):
        return bytes(body)
    raise TypeError(f"{what} is {kind(body)}; expected {expected}. {_advice(body)}")


def check_header(value: object, name: str) -> str | None:
    """An HTTP header's value as text, or None."""
    if value is None or isinstance(value, str):
        return value
    advice = f". Decode it: {name}.decode('latin-1')" if isinstance(value, Bytes) else ", or None where it is not known"
    raise TypeError(f"{name} is {kind(value)}; expected the header's value as text{advice}")


def check_moment(value: object) -> datetime | None:
    """When a page was fetched: a ``datetime``, or ISO 8601 as text (else ``InvalidOption``)."""
    if value is None or isinstance(value, datetime):
        return value
    if isinstance(value, str):
        return parse_fetched_at(value)
    raise TypeError(
        f"fetched_at is {kind(value)}; expected a datetime, or ISO 8601 as text such as 2023-10-19T08:00:00+08:00. "
        "Seconds since 1970 are datetime.fromtimestamp(seconds, UTC)"
    )


def kind(value: object) -> str:
    """What ``value`` is, in words, without showing it."""
    return "None" if value is None else f"of type {type(value).__name__}"


def _advice(body: object) -> str:
    if isinstance(body, PathLike):
        return "Read the file: path.read_bytes()"
    if isinstance(body, RawPage):
        return "A RawPage goes into clean_pages([page])"
    if isinstance(body, list | tuple):
        return "The pages of one article go into clean_pages([page, …])"
    if any(hasattr(type(body), name) for name in ("read", "content", "body")):  # of the class: a stream is left alone
        return FETCHED
    return "Pass the page's bytes as they were fetched"

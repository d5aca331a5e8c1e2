"""Web archives of the pages in ../shared, made for a measurement: each page as the response that a crawler keeps."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from benchmarks.pages import Page
from benchmarks.soak import endless

HOST = "https://news.example.com"
DATE = "2026-05-06T08:00:00Z"
LEVEL = 6  # of gzip, as crawlers have it


def numbered(pages: Sequence[Page], count: int) -> Iterator[Page]:
    """So many pages, no two alike in text or address."""
    for number, page in enumerate(islice(endless(pages), count)):
        address = page.url or f"{HOST}/{page.name}"
        yield replace(page, url=f"{address}{'&' if '?' in address else '?'}page={number}")


def response(body: bytes, *headers: str) -> bytes:
    """A response as it came over the wire."""
    return "\r\n".join(("HTTP/1.1 200 OK", *headers, "", "")).encode() + body


def record(block: bytes, number: int, url: str, *headers: str, kind: str | None = "response") -> bytes:
    """A record around ``block``; without a ``kind`` it says nothing of its type."""
    head = [
        "WARC/1.0",
        *([f"WARC-Type: {kind}"] if kind else []),
        f"WARC-Date: {DATE}",
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>",
        f"WARC-Target-URI: {url}",
        *headers,
        f"Content-Length: {len(block)}",
    ]
    return "\r\n".join([*head, "", ""]).encode() + block + b"\r\n\r\n"


def packed(one: bytes) -> bytes:
    """A gzip member."""
    return gzip.compress(one, LEVEL, mtime=0)


def write(path: Path, pages: Iterable[Page], pack: Callable[[bytes], bytes] = packed) -> None:
    """An archive of ``pages`` in Common Crawl's form: a gzip member for each record."""
    with path.open("wb") as file:
        for number, page in enumerate(pages):
            block = response(page.body, f"Content-Type: {page.content_type}", f"Content-Length: {len(page.body)}")
            typed = ("Content-Type: application/http; msgtype=response", "WARC-Identified-Payload-Type: text/html")
            file.write(pack(record(block, number, page.url or HOST, *typed)))

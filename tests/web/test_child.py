"""What a worker sends to a child."""

from __future__ import annotations

from datetime import UTC, datetime

from jingwen.model import RawPage
from jingwen.web.child import pack, unpack

FETCHED = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)


def test_pages_arrive_as_they_were_sent() -> None:
    pages = [
        RawPage(b"<p>one</p>", "http://news.example/1", "text/html", FETCHED),
        RawPage("二"),
        RawPage(b""),
        RawPage("四".encode("gb18030"), None, "text/plain; charset=gb18030"),
    ]
    options = {"script": "hant", "explain": True}
    assert unpack(*pack(pages, options)) == (pages, options)


def test_a_single_page_is_not_copied() -> None:
    body = b"<p>large</p>" * 1000
    assert pack([RawPage(body)], {})[1] is body

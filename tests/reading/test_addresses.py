"""Addresses: what they are relative to, and which a reader may be sent to."""

from __future__ import annotations

import pytest

from jingwen.model import Data
from jingwen.reading.addresses import base_of, picture_address, resolve, safe

URL = "https://m.example.com/a/1"
CANONICAL = "https://news.example.com/a/1"


@pytest.mark.parametrize(
    ("url", "data", "base"),
    [
        (None, Data(), None),
        (URL, Data(canonical=CANONICAL), URL),
        (None, Data(canonical=CANONICAL), CANONICAL),
        (None, Data(canonical="/a/1"), None),
        (None, Data(canonical="/a/1", meta={"og:url": CANONICAL}), CANONICAL),
        (URL, Data(base="/b/"), "https://m.example.com/b/"),
        (URL, Data(base="https://img.example.com/"), "https://img.example.com/"),
        (None, Data(base="https://img.example.com/"), "https://img.example.com/"),
        (None, Data(base="/b/"), None),
        (URL, Data(base="http://["), URL),
    ],
)
def test_what_addresses_are_relative_to(url: str | None, data: Data, base: str | None) -> None:
    assert base_of(url, data) == base


@pytest.mark.parametrize(
    ("address", "base", "expected"),
    [
        ("2", URL, "https://m.example.com/a/2"),
        (" /p/1.jpg\n", URL, "https://m.example.com/p/1.jpg"),
        ("//x.example.com/1.jpg", URL, "https://x.example.com/1.jpg"),
        ("/p/1.jpg", None, "/p/1.jpg"),
        ("http://[", URL, "http://["),
    ],
)
def test_an_address_made_absolute(address: str, base: str | None, expected: str) -> None:
    assert resolve(address, base) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("2", "https://m.example.com/a/2"),
        ("#2", None),
        ("java\tscript:a()", None),
        ("\x01javascript:a()", None),
        ("data:text/html,a", None),
        ("mailto:a@example.com", "mailto:a@example.com"),
        ("ftp://x.example.com/", None),
    ],
)
def test_where_a_reader_may_be_sent(address: str, expected: str | None) -> None:
    assert safe(address, URL) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/p/1.jpg", "/p/1.jpg"),
        ("../2?time=10:30", "../2?time=10:30"),
        ("//x.example.com/1.jpg", "https://x.example.com/1.jpg"),
        *[
            (bad, None)
            for bad in ("", "#2", "javascript:a()", "java\nscript:a()", " data:text/html,a", "x y:z", "tel:1")
        ],
    ],
)
def test_where_the_pages_own_address_is_not_known(address: str, expected: str | None) -> None:
    assert safe(address, None) == expected


@pytest.mark.parametrize(
    ("address", "base", "expected"),
    [
        ("https://x.example.com/1.jpg", URL, "https://x.example.com/1.jpg"),
        ("https://x.example.com/图 1.jpg", URL, "https://x.example.com/图 1.jpg"),
        ("../p/1.jpg", URL, "https://m.example.com/p/1.jpg"),
        ("//x.example.com/1.jpg", None, "https://x.example.com/1.jpg"),
        ("p/1.jpg", None, "p/1.jpg"),
        ("data:image/gif;base64,R0", URL, None),
        ("data:image/gif;base64,R0", None, None),
        ("javascript:a()", None, None),
        ("file:///C:/1.jpg", URL, None),
        ("https://x.example.com", URL, None),
        ("https://x.example.com/", None, None),
        (URL, URL, None),
        ("", URL, None),
        ("", None, None),
        ("http://[", URL, None),
    ],
)
def test_the_address_of_a_picture(address: str, base: str | None, expected: str | None) -> None:
    assert picture_address(address, base) == expected

"""A response's body as it was meant, whatever its head says and wherever it ends."""

from __future__ import annotations

import gzip
import zlib

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from jingwen.bulk.http_message import joined, read
from jingwen.errors import BodyTooLarge

from .archives import PAGE, http

LIMIT = 100_000
PACKED = {
    "gzip": gzip.compress(PAGE),
    "x-gzip": gzip.compress(PAGE[:9]) + gzip.compress(PAGE[9:]),
    "deflate": zlib.compress(PAGE),
    "br": brotli.compress(PAGE),
    "zstd": zstandard.compress(PAGE),
}
CHUNKED = b"Transfer-Encoding: chunked"


def chunks(body: bytes, size: int, end: bytes = b"\r\n", extension: bytes = b"", trailer: bytes = b"") -> bytes:
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return (
        b"".join(b"%x%s%s%s%s" % (len(part), extension, end, part, end) for part in parts) + b"0" + end + trailer + end
    )


@pytest.mark.parametrize(
    "block",
    [
        http(),
        http(end=b"\n"),
        http(PAGE, b"Content-Type: "),
        http(PAGE, status=b"HTTP/2 200"),
        http(PAGE, status=b"ICY 200 OK"),
        http(http(), status=b"HTTP/1.1 103 Early Hints"),
        http(PAGE, b"Content-Encoding: identity"),
        http(PAGE, b"Content-Encoding: utf-8"),
        *(http(body, b"Content-Encoding: " + coding.encode()) for coding, body in PACKED.items()),
        *(http(PAGE, b"Content-Encoding: " + coding.encode()) for coding in PACKED),
        http(gzip.compress(gzip.compress(PAGE)), b"content-encoding: gzip, gzip"),
        http(gzip.compress(brotli.compress(PAGE)), b"content-encoding: br", b"Content-Encoding: gzip"),
        http(chunks(PAGE, 10), CHUNKED),
        http(chunks(PAGE, 10, end=b"\n"), CHUNKED, end=b"\n"),
        http(chunks(PAGE, 7, extension=b";name=value"), CHUNKED),
        http(chunks(PAGE, 7, trailer=b"X-Sum: 1\r\n"), CHUNKED),
        http(chunks(PACKED["br"], 20), CHUNKED, b"Content-Encoding: br"),
        http(chunks(PACKED["gzip"], 20), b"Transfer-Encoding: gzip, chunked"),
        http(PAGE, CHUNKED),
        http(PAGE, b"X-Crawl-Content-Encoding: gzip"),
        PAGE,
    ],
)
def test_the_page_comes_out(block: bytes) -> None:
    assert read(block, LIMIT).body == PAGE


@pytest.mark.parametrize(
    ("headers", "content_type"),
    [
        ([], None),
        ([b"Content-Type: text/html; charset=gbk"], "text/html; charset=gbk"),
        ([b"CONTENT-TYPE :text/html"], "text/html"),
        ([b"Content-Type: text/html;", b"  charset=big5"], "text/html; charset=big5"),
        ([b"Content-Type: a/b", b"Content-Type: text/html"], "text/html"),
        ([b"Content-Type: text/html", b"Content-Type:"], "text/html"),
        ([b"X-Content-Type: text/html", b"Content-Type-Options: nosniff"], None),
    ],
)
@pytest.mark.parametrize("end", [b"\r\n", b"\n"])
def test_its_type(headers: list[bytes], content_type: str | None, end: bytes) -> None:
    assert read(http(PAGE, *headers, end=end), LIMIT).content_type == content_type


@pytest.mark.parametrize("coding", ["gzip", "deflate", "zstd", "br"])
def test_a_body_that_breaks_off_gives_what_is_there(coding: str) -> None:
    body = bytes(range(256)) * 2000
    packer = {"gzip": gzip.compress, "deflate": zlib.compress, "zstd": zstandard.compress, "br": brotli.compress}
    packed = packer[coding](PAGE + body)[:-3]
    found = read(http(packed, b"Content-Encoding: " + coding.encode()), LIMIT * 10).body
    assert (PAGE + body).startswith(found)
    assert len(found) > 300


def test_a_page_that_inflates_too_far() -> None:
    with pytest.raises(BodyTooLarge, match="inflates to more than 100000 bytes"):
        read(http(gzip.compress(bytes(LIMIT + 1)), b"Content-Encoding: gzip"), LIMIT)


@pytest.mark.parametrize("body", [b"", b"<p>", b"5\r\nabcdefgh\r\n0\r\n\r\n", b"2024\n<p>" + bytes(9000), b";\n"])
def test_what_is_in_no_chunks_is_as_it_was(body: bytes) -> None:
    assert joined(body) == body


def test_behind_a_broken_chunk_nothing_is_lost() -> None:
    assert joined(b"3\r\nabc\r\n<p>and so on") == b"abc<p>and so on"


@given(st.binary(min_size=1, max_size=200), st.integers(1, 50), st.sampled_from([b"\r\n", b"\n"]), st.data())
def test_chunks_that_are_cut_off(body: bytes, size: int, end: bytes, data: st.DataObject) -> None:
    whole = chunks(body, size, end)
    assert joined(whole) == body
    begins = whole.index(b"\n") + 1
    cut = data.draw(st.integers(begins, len(whole)))
    before = sum(
        max(0, min(size, len(body) - at, cut - chunks(body[:at], size, end).rindex(b"0" + end + end) - begins))
        for at in range(0, len(body), size)
    )
    if len(body) % size in (0, len(body)):  # all sizes are written with as many digits
        assert joined(whole[:cut]) == body[:before]
    else:
        assert body.startswith(joined(whole[:cut]))


def test_a_head_without_a_body() -> None:
    assert read(b"HTTP/1.1 200 OK\r\nContent-Type: text/ht", LIMIT) == (b"", None, 200)
    assert read(http(b"", b"Content-Type: text/html"), LIMIT) == (b"", "text/html", 200)

"""Content-Encoding undone: every coding within its limit, and what is none of them refused with the right error."""

from __future__ import annotations

import gzip
import os
import zlib
from pathlib import Path
from typing import Any

import brotli
import pytest
import zstandard

import jingwen
from jingwen.errors import BodyTooLarge, CorruptEncoding, UnknownEncoding
from jingwen.reading import codings
from jingwen.settings import Settings

PAGE = "一页新闻，".encode() * 20_000
LIMIT = 1_000_000


def raw_deflate(body: bytes) -> bytes:
    deflate = zlib.compressobj(wbits=-15)
    return deflate.compress(body) + deflate.flush()


PACKED = {
    "gzip": gzip.compress(PAGE),
    "x-gzip": gzip.compress(PAGE),
    "br": brotli.compress(PAGE),
    "zstd": zstandard.compress(PAGE),
    "deflate": zlib.compress(PAGE),
}


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        *PACKED.items(),
        ("GZIP", PACKED["gzip"]),
        ("identity, gzip", PACKED["gzip"]),
        ("deflate", raw_deflate(PAGE)),
        ("gzip", gzip.compress(PAGE[:7]) + gzip.compress(PAGE[7:])),
        ("gzip", PACKED["gzip"] + bytes(512)),
        ("gzip", b"".join(gzip.compress(PAGE[i : i + 1000]) for i in range(0, len(PAGE), 1000))),
        ("zstd", zstandard.compress(PAGE[:7]) + zstandard.compress(PAGE[7:])),
        ("", PAGE),
        ("identity", PAGE),
    ],
)
def test_a_coding_is_undone(coding: str, body: bytes) -> None:
    assert codings.decompress(body, coding, limit=LIMIT) == PAGE


@pytest.mark.parametrize("coding", PACKED)
@pytest.mark.parametrize("kept", [1, 6, -20, -1])
def test_a_body_that_ends_early_is_corrupt(coding: str, kept: int) -> None:
    with pytest.raises(CorruptEncoding, match=rf"the {coding} body ends early"):
        codings.decompress(PACKED[coding][:kept], coding, limit=LIMIT)


@pytest.mark.parametrize("coding", PACKED)
def test_a_body_with_something_behind_it_is_corrupt(coding: str) -> None:
    with pytest.raises(CorruptEncoding, match=f"not {coding}"):
        codings.decompress(PACKED[coding] + b"something else", coding, limit=LIMIT)


@pytest.mark.parametrize("coding", PACKED)
def test_a_body_in_another_coding_is_corrupt(coding: str) -> None:
    with pytest.raises(CorruptEncoding, match=f"not {coding}"):
        codings.decompress(b"<html><body>not packed at all</body></html>", coding, limit=LIMIT)


@pytest.mark.parametrize("coding", PACKED)
def test_a_body_stops_inflating_at_the_limit(coding: str) -> None:
    with pytest.raises(BodyTooLarge, match="max_page_bytes") as raised:
        codings.decompress(PACKED[coding], coding, limit=len(PAGE) - 1)
    assert raised.value.facts == {"limit": len(PAGE) - 1, "limit_name": "max_page_bytes"}
    assert codings.decompress(PACKED[coding], coding, limit=len(PAGE)) == PAGE


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("br", brotli.compress),
        ("zstd", zstandard.compress),
    ],
)
def test_a_bomb_never_fills_the_memory(coding: str, pack: object) -> None:
    assert callable(pack)
    bomb = pack(bytes(20_000_000))
    largest = 0
    for piece in codings.inflated([bomb], coding):
        largest = max(largest, len(piece))
    assert largest <= 4_000_000, "one step of the decoder gives much more than it was asked for"
    with pytest.raises(BodyTooLarge):
        codings.decompress(bomb, coding, limit=LIMIT)


@pytest.mark.parametrize(("coding", "member"), [("gzip", gzip.compress(b"")), ("zstd", zstandard.compress(b""))])
def test_the_number_of_members_is_bounded(coding: str, member: bytes) -> None:
    assert codings.decompress(member * codings.MAX_MEMBERS, coding, limit=LIMIT) == b""
    with pytest.raises(CorruptEncoding, match="more than 1000"):
        codings.decompress(member * (codings.MAX_MEMBERS + 1), coding, limit=LIMIT)


def test_members_that_hold_something_are_not_too_many() -> None:
    member = gzip.compress(b"x" * 65_536)
    assert sum(map(len, codings.inflated([member] * 1500, "gzip"))) == 1500 * 65_536


@pytest.mark.parametrize("size", [1, 7, 1000, 10**6])
@pytest.mark.parametrize("coding", ["gzip", "br", "zstd", "deflate", None])
def test_a_stream_is_undone_in_whatever_pieces_it_comes(coding: str | None, size: int) -> None:
    plain = b"".join(b"line %d\n" % n for n in range(2000))
    packed = {"gzip": gzip.compress, "br": brotli.compress, "zstd": zstandard.compress, "deflate": zlib.compress}
    sent = packed[coding](plain) if coding else plain
    pieces = [sent[start : start + size] for start in range(0, len(sent), size)]
    assert b"".join(codings.inflated(pieces, coding)) == plain
    if coding:
        with pytest.raises(CorruptEncoding):
            list(codings.inflated([sent[:-9]], coding))


def test_a_zstd_window_over_8_mb_is_refused() -> None:
    parameters = zstandard.ZstdCompressionParameters(window_log=24)
    packed = zstandard.ZstdCompressor(compression_params=parameters).compressobj().compress(os.urandom(10_000_000))
    with pytest.raises(CorruptEncoding, match="memory"):
        codings.decompress(packed, "zstd")


@pytest.mark.parametrize("coding", ["compress", "gzip, br", "gzip, gzip", "utf-8", "*", "x" * 5000])
def test_an_unknown_coding_is_refused(coding: str) -> None:
    with pytest.raises(UnknownEncoding, match="expected one of gzip, br, zstd, deflate") as raised:
        codings.decompress(PACKED["gzip"], coding, limit=LIMIT)
    assert len(str(raised.value)) < 300


def test_the_limit_is_that_of_the_service() -> None:
    assert Settings().max_page_bytes == codings.PAGE_BYTES
    assert codings.decompress(gzip.compress(bytes(codings.PAGE_BYTES)), "gzip") == bytes(codings.PAGE_BYTES)
    with pytest.raises(BodyTooLarge, match=r"max_page_bytes.*in Python: decompress\(limit=") as raised:
        codings.decompress(bytes(codings.PAGE_BYTES + 1), None)
    assert raised.value.facts["got"] == codings.PAGE_BYTES + 1


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_the_front_door_takes_any_bytes(kind: type) -> None:
    assert jingwen.decompress(kind(PACKED["gzip"]), "gzip") == PAGE
    assert jingwen.decompress(kind(PAGE), None) == PAGE


@pytest.mark.parametrize(
    ("body", "coding", "message"),
    [
        (PACKED["gzip"], b"gzip", "content_encoding is of type bytes; expected the header's value as text. Decode it"),
        (PACKED["gzip"], 7, "content_encoding is of type int; expected the header's value as text, or None"),
        (PAGE.decode(), None, "the body is of type str; expected the bytes of a page as they came"),
        (Path("page.html.gz"), "gzip", r"the body is of type PosixPath; .* Read the file: path.read_bytes\(\)"),
        (None, "gzip", "the body is None"),
    ],
)
def test_what_is_no_bytes_is_refused(body: Any, coding: Any, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        codings.decompress(body, coding)


def test_bytes_that_are_undone_already_are_told_so() -> None:
    with pytest.raises(CorruptEncoding, match="leave Content-Encoding out where it is undone already"):
        codings.decompress(PAGE, "gzip")

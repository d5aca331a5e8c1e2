"""Bodies on the wire: within their limit, decoded in every coding, refused with the right error."""

from __future__ import annotations

import gzip
import io
import os
import zlib

import brotli
import pytest
import zstandard
from gunicorn.http.errors import InvalidChunkSize

from jingwen.errors import BodyTooLarge, BrokenBody, CorruptEncoding, InputError, UnknownEncoding
from jingwen.web import wire

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
    assert wire.undo(body, coding, LIMIT) == PAGE


@pytest.mark.parametrize("coding", PACKED)
@pytest.mark.parametrize("kept", [1, 6, -20, -1])
def test_a_body_that_ends_early_is_corrupt(coding: str, kept: int) -> None:
    with pytest.raises(CorruptEncoding, match=rf"the {coding} body ends early"):
        wire.undo(PACKED[coding][:kept], coding, LIMIT)


@pytest.mark.parametrize("coding", PACKED)
def test_a_body_with_something_behind_it_is_corrupt(coding: str) -> None:
    with pytest.raises(CorruptEncoding, match=f"not {coding}"):
        wire.undo(PACKED[coding] + b"something else", coding, LIMIT)


@pytest.mark.parametrize("coding", PACKED)
def test_a_body_in_another_coding_is_corrupt(coding: str) -> None:
    with pytest.raises(CorruptEncoding, match=f"not {coding}"):
        wire.undo(b"<html><body>not packed at all</body></html>", coding, LIMIT)


@pytest.mark.parametrize("coding", PACKED)
def test_a_body_stops_inflating_at_the_limit(coding: str) -> None:
    with pytest.raises(BodyTooLarge, match="max_page_bytes") as raised:
        wire.undo(PACKED[coding], coding, len(PAGE) - 1)
    assert raised.value.facts == {"limit": len(PAGE) - 1, "limit_name": "max_page_bytes"}
    assert wire.undo(PACKED[coding], coding, len(PAGE)) == PAGE


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
    for piece in wire.CODINGS[coding](bomb):
        largest = max(largest, len(piece))
    assert largest <= 4_000_000, "one step of the decoder gives much more than it was asked for"
    with pytest.raises(BodyTooLarge):
        wire.undo(bomb, coding, LIMIT)


@pytest.mark.parametrize(("coding", "member"), [("gzip", gzip.compress(b"")), ("zstd", zstandard.compress(b""))])
def test_the_number_of_members_is_bounded(coding: str, member: bytes) -> None:
    assert wire.undo(member * wire.MAX_MEMBERS, coding, LIMIT) == b""
    with pytest.raises(CorruptEncoding, match="more than 1000"):
        wire.undo(member * (wire.MAX_MEMBERS + 1), coding, LIMIT)


def test_a_zstd_window_over_8_mb_is_refused() -> None:
    parameters = zstandard.ZstdCompressionParameters(window_log=24)
    packed = zstandard.ZstdCompressor(compression_params=parameters).compressobj().compress(os.urandom(10_000_000))
    with pytest.raises(CorruptEncoding, match="memory"):
        wire.undo(packed, "zstd", 20_000_000)


@pytest.mark.parametrize("coding", ["compress", "gzip, br", "gzip, gzip", "utf-8", "*", "x" * 5000])
def test_an_unknown_coding_is_refused(coding: str) -> None:
    with pytest.raises(UnknownEncoding, match="expected one of gzip, br, zstd, deflate") as raised:
        wire.undo(PACKED["gzip"], coding, LIMIT)
    assert len(str(raised.value)) < 300


class Broken(io.BytesIO):
    """A connection that breaks off."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(size) or self._fail()

    def _fail(self) -> bytes:
        raise ConnectionResetError


@pytest.mark.parametrize(
    ("announced", "sent", "error"),
    [
        (10, b"0123456789", None),
        (None, b"0123456789", None),
        (0, b"", None),
        (11, b"", BodyTooLarge),
        (10**30, b"", BodyTooLarge),
        (None, b"0123456789x", BodyTooLarge),
        (None, b"0" * 200_000, BodyTooLarge),
    ],
)
def test_reading_stops_at_the_limit(announced: int | None, sent: bytes, error: type[InputError] | None) -> None:
    stream = io.BytesIO(sent)
    if error is None:
        assert wire.read(stream, announced, 10) == sent
        return
    with pytest.raises(error, match="max_wire_bytes"):
        wire.read(stream, announced, 10)
    assert stream.tell() <= 11


def test_a_connection_that_breaks_off() -> None:
    with pytest.raises(BrokenBody, match="after 5 bytes"):
        wire.read(Broken(b"01234"), 10, 10)


class Misframed(io.BytesIO):
    """Chunks that are none, as gunicorn tells of them."""

    def read(self, size: int | None = -1, /) -> bytes:
        raise InvalidChunkSize(b"zzz")


@pytest.mark.parametrize("stream", [Misframed(), io.BytesIO(b"01234")])
def test_a_body_that_is_less_than_was_announced(stream: io.BytesIO) -> None:
    with pytest.raises(BrokenBody, match="broke off or is framed wrongly"):
        wire.read(stream, 10, 10)

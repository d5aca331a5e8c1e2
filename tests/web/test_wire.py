"""Bodies on the wire: read to their end, within their limit."""

from __future__ import annotations

import io

import pytest
from gunicorn.http.errors import InvalidChunkSize

from jingwen.errors import BodyTooLarge, BrokenBody, CorruptEncoding, InputError
from jingwen.web import wire


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


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_lines_are_the_same_however_they_come(size: int) -> None:
    body = b"one\n\ntwo two\r\nthree"
    came = [body[start : start + size] for start in range(0, len(body), size)]
    assert [*wire.lines(came, 100)] == [b"one", b"", b"two two\r", b"three"]


def test_what_a_compressed_body_begins_with_may_come_byte_by_byte() -> None:
    (error,) = wire.lines([b"(", b"\xb5", b"/\xfd", b"more\n"], 100)
    assert isinstance(error, CorruptEncoding)

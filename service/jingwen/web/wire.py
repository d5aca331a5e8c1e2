"""The body as it comes over the wire: read within the limit, and what its Content-Type says of it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import IO, Any, cast

from gunicorn.http.body import ChunkedReader, LengthReader
from gunicorn.http.errors import ParseException
from werkzeug.exceptions import ClientDisconnected

from ..errors import (
    BodyTooLarge,
    BrokenBody,
    CorruptEncoding,
    RequestError,
    StalledBody,
    UnsupportedMediaType,
    UnsupportedStreamType,
)
from ..reading.dump import MARKUP_TYPES, media_type

# Most pages in one step: gunicorn copies what it holds and has not been asked for at each.
READ_STEP = 1_048_576
# What a compressed body begins with, and no line of JSON.
PACKED = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstd"}

URLENCODED = "application/x-www-form-urlencoded"
# Types that say nothing of the page; the last one is what ``curl --data-binary @page.html`` says unless told otherwise.
UNTOLD_TYPES = ("", "application/octet-stream", URLENCODED)
PAGE_TYPES = (*MARKUP_TYPES, "text/plain", *UNTOLD_TYPES)
ADVISED_TYPES = (*MARKUP_TYPES, "text/plain", "application/octet-stream")
ACCEPTED_TYPES = (*ADVISED_TYPES, "application/json", "multipart/form-data", URLENCODED)
STREAM_TYPES = ("application/x-ndjson", "application/ndjson", "application/jsonl", "application/json")
CONTENT_TYPE = "Content-Type"


def read(stream: IO[bytes], announced: int | None, limit: int) -> bytes:
    """The whole body of ``announced`` bytes (None: chunked), no more than ``limit``.

    Raises ``BodyTooLarge`` (before reading, where the length is announced), ``StalledBody`` where the socket's timeout
    comes first, and ``BrokenBody`` where it breaks off.
    """
    if announced is not None and announced > limit:
        raise _too_large(limit, f"the body has {announced} bytes", got=min(announced, sys.maxsize))
    most = limit + 1 if announced is None else announced
    chunks, got = [], 0
    try:
        while got < most and (chunk := stream.read(min(READ_STEP, most - got))):
            chunks.append(chunk)
            got += len(chunk)
            if got > limit:
                raise _too_large(limit, "the body goes on")
    except TimeoutError:
        raise _stalled("JINGWEN_READ_TIMEOUT") from None
    except (OSError, ClientDisconnected, ParseException):  # the last: chunks that are framed wrongly
        raise _broken(got) from None
    if announced is not None and got < announced:  # gunicorn gives what there is, and says nothing
        raise _broken(got)
    return b"".join(chunks)


def pieces(stream: IO[bytes], announced: int | None) -> Iterator[bytes]:
    """A body of ``announced`` bytes (None: chunked) without a limit, as it comes.

    Raises ``StalledBody`` where the socket's timeout comes first, and ``BrokenBody`` where it breaks off.
    """
    got = 0
    try:
        while piece := _arrived(stream):
            got += len(piece)
            yield piece
    except TimeoutError:
        raise _stalled("JINGWEN_STREAM_TIMEOUT") from None
    except (OSError, ClientDisconnected, ParseException):
        raise _broken(got) from None
    if announced is not None and got < announced:
        raise _broken(got)


def _arrived(stream: IO[bytes]) -> bytes:
    """What has come of a body and not been read yet: waits for the first byte of it, and gives none at the end.

    gunicorn's own ``read`` waits until all that it was asked for is there, and loses what it holds where it fails.
    """
    reader = getattr(stream, "reader", None)
    if not isinstance(reader, ChunkedReader | LengthReader):
        return stream.read(READ_STEP)
    body = cast(Any, stream)
    try:
        piece = next(filter(None, reader.parser or ()), b"") if isinstance(reader, ChunkedReader) else _part(reader)
    except Exception:
        body.failed = True  # where the next request begins is not known
        raise
    return piece


def _part(reader: LengthReader) -> bytes:
    if not reader.length:
        return b""
    unreader = cast(Any, reader.unreader)  # what is known of its types is older than it is
    came: bytes = unreader.read(None, read_ahead=reader.length)
    piece, next_request = came[: reader.length], came[reader.length :]
    unreader.unread(next_request)
    reader.length -= len(piece)
    return piece


def lines(pieces: Iterable[bytes], limit: int) -> Iterator[bytes | RequestError]:
    """The lines of a body that comes in ``pieces``, each as soon as it is there, without its end.

    A line of more than ``limit`` bytes is passed over; in its place comes the ``BodyTooLarge``. Where the pieces end in
    an error, that is the last that comes, in the place of the line that it cut; so does the ``CorruptEncoding`` of a
    body that is compressed still.
    """
    held, size = bytearray(), 0  # the line that is being read; without its parts once it has become too long
    try:
        for piece in _unpacked(pieces):
            start = 0
            while end := piece.find(b"\n", start) + 1:
                size += end - 1 - start
                yield _line_too_large(limit) if size > limit else b"".join((held, piece[start : end - 1]))
                held.clear()
                size, start = 0, end
            size += len(piece) - start
            held += piece[start:]
            if size > limit:
                held.clear()
    except RequestError as error:
        yield error
        return
    if size > limit:
        yield _line_too_large(limit)
    elif size:
        yield bytes(held)


def _unpacked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """``pieces``, unless they begin as a compressed body does."""
    rest = iter(pieces)
    first = next(rest, b"")
    for beginning, coding in PACKED.items():
        while first and first != beginning and beginning.startswith(first) and (more := next(rest, b"")):
            first += more
        if first.startswith(beginning):
            raise CorruptEncoding(
                f"the body is {coding}, and no Content-Encoding says so; send it with Content-Encoding: {coding}"
            )
    yield first
    yield from rest


def _stalled(setting: str) -> StalledBody:
    return StalledBody(
        f"the body stopped before its end and no further byte came in time; send it without a pause, or raise {setting}"
    )


def _line_too_large(limit: int) -> BodyTooLarge:
    return BodyTooLarge(
        f"the line has more than {limit} bytes, which is the limit (max_page_bytes). Send a smaller page, or raise "
        "JINGWEN_MAX_PAGE_BYTES",
        limit=limit,
        limit_name="max_page_bytes",
    )


def _broken(after: int) -> BrokenBody:
    return BrokenBody(
        f"the body broke off or is framed wrongly after {after} bytes; send it whole, with its Content-Length"
    )


def _too_large(limit: int, what: str, **got: int) -> BodyTooLarge:
    return BodyTooLarge(
        f"{what}; the limit is {limit} bytes (max_wire_bytes). Send a smaller page, or raise JINGWEN_MAX_WIRE_BYTES",
        limit=limit,
        limit_name="max_wire_bytes",
        **got,
    )


def page_type(declared: str | None, where: str = CONTENT_TYPE) -> str | None:
    """A Content-Type as the page's own, or None where it says nothing; ``UnsupportedMediaType`` for what is no page.

    ``where`` it stands, if not in the header of the request, which may also be one of the forms that carry a page.
    """
    told = media_type(declared)
    if told in UNTOLD_TYPES:
        return None
    if told not in PAGE_TYPES:
        expected = f"a page ({', '.join(ADVISED_TYPES)})"
        if where == CONTENT_TYPE:
            expected += f", a JSON object (application/json) or a form (multipart/form-data, {URLENCODED})"
        raise UnsupportedMediaType(f"{where} is {told[:100]!r}; expected {expected}")
    return declared


def check_stream_type(header: str | None) -> None:
    """Refuses, with ``UnsupportedStreamType``, a body that does not call itself lines of JSON, or nothing."""
    told = media_type(header)
    if told not in (*STREAM_TYPES, *UNTOLD_TYPES, "text/plain"):
        raise UnsupportedStreamType(
            f"{CONTENT_TYPE} is {told[:100]!r}; expected one JSON object a line ({STREAM_TYPES[0]}), as "
            "`curl --data-binary @pages.ndjson` sends it"
        )

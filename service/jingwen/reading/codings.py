"""HTTP's Content-Encoding undone, in bounded steps: bytes as they were sent to the bytes that were meant."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain

import brotli
import zstandard

from ..arguments import Bytes, check_bytes, check_header
from ..errors import BodyTooLarge, CorruptEncoding, UnknownEncoding

# The most that a page may have: JINGWEN_MAX_PAGE_BYTES has the same default.
PAGE_BYTES = 20_000_000
STEP = 65_536
# A gzip member is 20 bytes at least and a zstd frame 9, so 10 MB could hold a million, each with a decoder of its own
# to set up (1.8 s measured). Blocked gzip has one member for 64 kB: so many as are worth their set-up may come.
MAX_MEMBERS, MEMBER_BYTES = 1000, 16_384
# Each 4 bytes of zstd can stand for a block of 128 kB and the decoder has no output limit: 64 bytes are 2 MB at most.
ZSTD_STEP = 64
# RFC 9659: a decoder of the zstd content coding need not, and should not, take a window over 8 MB.
ZSTD_WINDOW = 8 * 1024 * 1024

Decoder = Callable[[Iterable[bytes]], Iterator[bytes]]


def decompress(body: Bytes, content_encoding: str | None, *, limit: int = PAGE_BYTES) -> bytes:
    """``body`` with its ``content_encoding`` (the header's value, None where there is none) undone.

    For bytes that are still as they came over the wire; most HTTP clients undo it themselves and leave the header as
    it was. It never inflates to more than ``limit`` bytes. Raises ``UnknownEncoding`` for more than one coding or one
    that is not known, ``CorruptEncoding`` for bytes that are not in that coding or end early, ``BodyTooLarge`` at the
    limit, ``TypeError`` for what is no bytes.
    """
    body = check_bytes(body, "the body", "the bytes of a page as they came over the wire")
    decode = _decoder(content_encoding)
    if decode is None or not body:
        if len(body) > limit:
            raise _too_large(limit, f"the page has {len(body)} bytes", got=len(body))
        return body
    return _gather(decode(_slices(body, STEP)), limit)


def inflated(pieces: Iterable[bytes], content_encoding: str | None) -> Iterable[bytes]:
    """A stream that comes in ``pieces`` with its ``content_encoding`` undone, piece by piece and without a limit.

    Raises ``UnknownEncoding`` at once, and ``CorruptEncoding`` where it comes to what is not in that coding.
    """
    decode = _decoder(content_encoding)
    return pieces if decode is None else decode(piece for whole in pieces for piece in _slices(whole, STEP))


def _decoder(content_encoding: str | None) -> Decoder | None:
    """What undoes ``content_encoding``; None where nothing is to be undone."""
    told = (check_header(content_encoding, "content_encoding") or "").lower().split(",")
    codings = [name for part in told if (name := part.strip()) not in ("", "identity")]
    if not codings:
        return None
    if len(codings) > 1:
        raise UnknownEncoding(
            f"the body has {len(codings)} codings stacked ({', '.join(codings)[:100]}); expected one of {ACCEPTED}",
        )
    decode = CODINGS.get(codings[0])
    if decode is None:
        raise UnknownEncoding(f"Content-Encoding is {codings[0][:100]!r}; expected one of {ACCEPTED}, or none")
    return partial(_explained, decode, codings[0])


def _explained(decode: Decoder, name: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """What ``decode`` makes of ``pieces``, its errors told to the caller."""
    try:
        yield from decode(pieces)
    except (zlib.error, brotli.error, zstandard.ZstdError) as error:
        raise CorruptEncoding(
            f"the body is not {name} ({error}); send it as the header says, or leave Content-Encoding out where it is "
            "undone already"
        ) from None
    except EOFError as error:
        raise CorruptEncoding(f"the {name} body {error}; send it whole") from None


def _gather(pieces: Iterable[bytes], limit: int) -> bytes:
    body = bytearray()
    for piece in pieces:
        if len(body) + len(piece) > limit:
            raise _too_large(limit, "the page inflates further")
        body += piece
    return bytes(body)


def _too_large(limit: int, what: str, **got: int) -> BodyTooLarge:
    return BodyTooLarge(
        f"{what}; the limit is {limit} bytes (max_page_bytes). Send a smaller page, or raise JINGWEN_MAX_PAGE_BYTES "
        "(in Python: decompress(limit=...))",
        limit=limit,
        limit_name="max_page_bytes",
        **got,
    )


class _Members:
    """How many members a body has so far, and the ``size`` of what was in them."""

    def __init__(self, name: str, error: type[Exception]) -> None:
        self.size = 0
        self._count = 1
        self._name, self._error = name, error

    def another(self) -> None:
        """One more begins; raises the error of its format where they are too many for what was in them."""
        self._count += 1
        if self._count > MAX_MEMBERS + self.size // MEMBER_BYTES:
            raise self._error(f"more than {MAX_MEMBERS} {self._name} with next to nothing in them")


def _gzip(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """One or more gzip members, one after the other (RFC 1952), with the zero padding that gzip itself skips."""
    inflate, members = zlib.decompressobj(wbits=31), _Members("members", zlib.error)
    for rest in pieces:
        while rest:
            if inflate.eof:
                rest = rest.lstrip(b"\0")
                if not rest:
                    break
                members.another()
                inflate = zlib.decompressobj(wbits=31)
            for piece in _inflate(inflate, rest):
                members.size += len(piece)
                yield piece
            rest = inflate.unused_data
    if not inflate.eof:
        raise EOFError("ends early")


def _deflate(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """RFC 9110 means the zlib format; some senders leave its two bytes of header out, as browsers know."""
    rest = iter(pieces)
    first = next(rest, b"")
    while len(first) < 2 and (more := next(rest, b"")):
        first += more
    zlib_header = len(first) > 1 and first[0] & 0x0F == 8 and (first[0] << 8 | first[1]) % 31 == 0
    inflate = zlib.decompressobj(wbits=15 if zlib_header else -15)
    for piece in chain((first,), rest):
        if inflate.eof:
            raise zlib.error("further bytes after its end")
        yield from _inflate(inflate, piece)
    if not inflate.eof:
        raise EOFError("ends early")
    if inflate.unused_data:
        raise zlib.error("further bytes after its end")


def _inflate(inflate: zlib._Decompress, piece: bytes) -> Iterator[bytes]:
    yield inflate.decompress(piece, STEP)
    while inflate.unconsumed_tail and not inflate.eof:  # at the end, what follows it stays in there for ever
        yield inflate.decompress(inflate.unconsumed_tail, STEP)


def _brotli(pieces: Iterable[bytes]) -> Iterator[bytes]:
    decoder = brotli.Decompressor()
    for taken in pieces:
        if decoder.is_finished():
            raise brotli.error("further bytes after its end")
        piece = decoder.process(taken, output_buffer_limit=STEP)
        while piece:  # can_accept_more_data() is no guide: it is true while output is still to come
            yield piece
            piece = b"" if decoder.is_finished() else decoder.process(b"", output_buffer_limit=STEP)
    if not decoder.is_finished():
        raise EOFError("ends early")


def _zstd(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """One or more zstd frames, one after the other (RFC 8878)."""
    decompressor = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW)
    frame, frames = decompressor.decompressobj(write_size=STEP), _Members("frames", zstandard.ZstdError)
    for rest in (part for piece in pieces for part in _slices(piece, ZSTD_STEP)):
        while rest:
            if frame.eof:
                frames.another()
                frame = decompressor.decompressobj(write_size=STEP)
            plain = frame.decompress(rest)
            frames.size += len(plain)
            yield plain
            rest = frame.unused_data if frame.eof else b""
    if not frame.eof:
        raise EOFError("ends early")


def _slices(body: bytes, size: int) -> Iterator[bytes]:
    """``body`` cut up: a decoder copies what it has not used yet at every call, which is quadratic on the whole."""
    return (body[start : start + size] for start in range(0, len(body), size))


CODINGS: Mapping[str, Decoder] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "br": _brotli,
    "zstd": _zstd,
    "deflate": _deflate,
}
ACCEPTED = "gzip, br, zstd, deflate"

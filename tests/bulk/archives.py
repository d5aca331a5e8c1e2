"""Web archives by hand: records, and the ways in which they are packed."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Sequence

import zstandard

from jingwen.bulk.record import Record
from jingwen.bulk.source import Source

PAGE = "<html><head><title>市集</title></head><body><p>河边的市集在清晨六点开门。</p></body></html>".encode()
DATE = b"2024-05-06T08:00:00Z"


def http(body: bytes = PAGE, *headers: bytes, status: bytes = b"HTTP/1.1 200 OK", end: bytes = b"\r\n") -> bytes:
    """A response, as it came over the wire."""
    return end.join([status, *headers, b"", body])


def warc(block: bytes, kind: bytes = b"response", number: int = 0, *more: bytes, end: bytes = b"\r\n") -> bytes:
    """A record around ``block``."""
    head = [
        b"WARC/1.0",
        b"WARC-Type: " + kind,
        b"WARC-Date: " + DATE,
        b"WARC-Record-ID: <urn:uuid:%d>" % number,
        b"WARC-Target-URI: https://news.example.com/%d" % number,
        *more,
        b"Content-Length: %d" % len(block),
    ]
    return end.join([*head, b"", block]) + 2 * end


def members(records: Sequence[bytes]) -> bytes:
    """Each in a gzip member, as the standard has it."""
    return b"".join(gzip.compress(each, mtime=0) for each in records)


def frames(records: Sequence[bytes]) -> bytes:
    """Each in a zstd frame."""
    return b"".join(zstandard.compress(each) for each in records)


def blocked(text: bytes, size: int) -> bytes:
    """Members of ``size`` bytes each, wherever records begin."""
    return b"".join(gzip.compress(text[at : at + size], mtime=0) for at in range(0, len(text), size))


def pzstd(text: bytes, size: int) -> bytes:
    """Frames of ``size`` bytes each, and before each a skippable one with its length, as pzstd writes them."""
    packed = [zstandard.compress(text[at : at + size]) for at in range(0, len(text), size)]
    return b"".join(b"\x50\x2a\x4d\x18\x04\0\0\0" + len(each).to_bytes(4, "little") + each for each in packed)


def deflated_stored(text: bytes) -> bytes:
    """A gzip member in which the text stands as it is: what is broken in it breaks nothing around it but the sum."""
    packer = zlib.compressobj(0, zlib.DEFLATED, 31)
    return packer.compress(text) + packer.flush()


def told(records: Sequence[Record]) -> list[tuple[str | None, bytes | str, str | None, str | None]]:
    """What is in ``records``, but for the places."""
    return [(each.id, each.body, each.url, each.problem.slug if each.problem else None) for each in records]


def keys_differ(source: Source) -> bool:
    """Whether each record has a key of its own, in order, and the same the second time."""
    first, second = [each.key for each in source], [each.key for each in source]
    return first == second == sorted(set(first))

"""An HTTP response as an archive holds it: its head, and its body with transfer and content codings undone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..errors import BodyTooLarge, CorruptEncoding
from ..reading.codings import CODINGS, inflated

# Line feeds alone end lines too (RFC 9112, 2.2), as some archivers write them.
HEAD_END = re.compile(rb"\r?\n\r?\n")
FOLDED = re.compile(rb"\r?\n[ \t]+")
STATUS = re.compile(rb"(?:HTTP/[0-9.]+|ICY) +([0-9]{3})\b", re.IGNORECASE)
# The size of a chunk, and extensions, which mean nothing here.
CHUNK = re.compile(rb"([0-9A-Fa-f]{1,16})[ \t]*(?:;[^\r\n]*)?\r?\n")
CHUNK_END = re.compile(rb"\r?\n")
LONGEST_HEAD = 1024 * 1024
# What such codings begin with; the others can be taken for anything.
MARKED = ("gzip", "x-gzip", "zstd")


class Message(NamedTuple):
    """The body of a response as it was meant, and its Content-Type and status, None where it has none."""

    body: bytes
    content_type: str | None
    status: int | None


def read(block: bytes, limit: int) -> Message:
    """The response in ``block``, which may be cut off; what has no HTTP head is all body.

    A coding that the body is not in is passed over: many archivers undo it and keep the header. Of a body that breaks
    off there is what could be had. Raises ``BodyTooLarge`` where it inflates to more than ``limit`` bytes.
    """
    at = 0
    status: int | None = None
    told: Mapping[str, bytes] = {}
    while first := STATUS.match(block, at):
        status = int(first[1])
        end = HEAD_END.search(block, at, at + LONGEST_HEAD)
        if end is None:
            return Message(b"", None, status)
        told = _told(block[at : end.start()])
        at = end.end()
        if status >= 200:  # 100 Continue and 103 Early Hints come before the response
            break
    if not at and b"\n" not in block and block[:5] == b"HTTP/"[: len(block)]:  # cut off within its first line
        return Message(b"", None, None)
    body = block[at:] if at else block
    transfer, content = _codings(told, "transfer-encoding"), _codings(told, "content-encoding")
    if "chunked" in transfer:
        body = joined(body)
    for coding in reversed([*content, *transfer]):
        body = _undone(body, coding, limit)
    content_type = told.get("content-type", b"").decode("latin-1")
    return Message(body, content_type or None, status)


def named(head: bytes, wanted: re.Pattern[bytes]) -> Iterator[tuple[str, bytes]]:
    """The headers of ``head`` that are ``wanted``, each by its name in lower case."""
    if b"\n " in head or b"\n\t" in head:
        head = FOLDED.sub(b" ", head)
    for name, value in wanted.findall(head):
        yield name.lower().decode(), value.strip()


def naming(*names: str) -> re.Pattern[bytes]:
    """What finds the headers of these ``names``: most of a head is of no use, and 20 lines one by one take 15 µs."""
    return re.compile(rf"^({'|'.join(names)})[ \t]*:(.*)$".encode(), re.IGNORECASE | re.MULTILINE)


def joined(body: bytes) -> bytes:
    """The chunks of ``body`` (RFC 9112, 7.1), without extensions and trailers.

    One that is in no chunks is as it was; behind a broken one, all that is left is taken for text.
    """
    parts: list[bytes] = []
    at = 0
    while chunk := CHUNK.match(body, at):
        size = int(chunk[1], 16)
        if not size:
            return b"".join(parts)
        end = chunk.end() + size
        line_end = CHUNK_END.match(body, end)
        if line_end is None:
            if end < len(body) - 1:  # it is no chunk
                break
            parts.append(body[chunk.end() : end])
            return b"".join(parts)
        parts.append(body[chunk.end() : end])
        at = line_end.end()
    rest = body[at:]
    if parts and CHUNK.match(rest + b"\n"):  # the file ends within the size of one
        rest = b""
    return b"".join([*parts, rest])


def _told(head: bytes) -> dict[str, bytes]:
    """The headers that say how a body is to be read; the last type holds, and all codings do."""
    found: dict[str, bytes] = {}
    for name, value in named(head, HEADERS):
        if name == "content-type":
            found[name] = value or found.get(name, b"")
        else:
            found[name] = found[name] + b"," + value if name in found else value
    return found


def _codings(told: Mapping[str, bytes], name: str) -> list[str]:
    return [part.strip().lower() for part in told.get(name, b"").decode("latin-1").split(",")]


def _undone(body: bytes, coding: str, limit: int) -> bytes:
    if coding not in CODINGS or not body:
        return body
    plain = bytearray()
    try:
        for piece in inflated([body], coding):
            plain += piece
            if len(plain) > limit:
                raise BodyTooLarge(
                    f"the page inflates to more than {limit} bytes (max_page_bytes), which is no page; leave it out, "
                    "or raise JINGWEN_MAX_PAGE_BYTES",
                    limit=limit,
                    limit_name="max_page_bytes",
                )
    except CorruptEncoding:
        # A page of markup is no brotli, though its first bytes may make some.
        if not plain or (coding not in MARKED and body.lstrip().startswith(b"<")):
            return body
    return bytes(plain)


# Where an archiver knows that one is not true any more it gives it another name (X-Crawl-Transfer-Encoding).
HEADERS = naming("Content-Type", "Content-Encoding", "Transfer-Encoding")

"""Answers in fewer bytes: in the content coding that the caller takes (RFC 9110, 12.5.3), whole or piece by piece.

Of each coding the level that costs the processor least: for 10 KB of an article in JSON, as measured, zstd takes 65 µs
and leaves 54 % of the bytes, Brotli 77 µs and 56 %, gzip 165 µs and 51 %. The usual levels (3, 4, 6) cost 1.6 to 3.5
times as much and save another 2 to 3 of the hundred.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Protocol, cast

import brotli
import zstandard
from flask import Response, request
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header
from werkzeug.wsgi import ClosingIterator

# Below it an answer goes in one packet, whatever is done to it.
LEAST = 1024


class _Packer(Protocol):
    def pack(self, piece: bytes) -> bytes:
        """What ``piece`` becomes, to its last byte."""

    def end(self) -> bytes:
        """What stands behind the last piece."""


class _Zstd:
    def __init__(self) -> None:
        self._packer = zstandard.ZstdCompressor(level=1).compressobj()

    def pack(self, piece: bytes) -> bytes:
        return self._packer.compress(piece) + self._packer.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)

    def end(self) -> bytes:
        return self._packer.flush(zstandard.COMPRESSOBJ_FLUSH_FINISH)


class _Brotli:
    def __init__(self) -> None:
        self._packer = brotli.Compressor(quality=1)

    def pack(self, piece: bytes) -> bytes:
        return bytes(self._packer.process(piece) + self._packer.flush())

    def end(self) -> bytes:
        return bytes(self._packer.finish())


class _Gzip:
    def __init__(self) -> None:
        self._packer = zlib.compressobj(level=1, wbits=31)

    def pack(self, piece: bytes) -> bytes:
        return self._packer.compress(piece) + self._packer.flush(zlib.Z_SYNC_FLUSH)

    def end(self) -> bytes:
        return self._packer.flush()


# The cheapest first: where a caller takes several equally, it decides.
WHOLE: Mapping[str, Callable[[bytes], bytes]] = {
    "zstd": lambda content: zstandard.ZstdCompressor(level=1).compress(content),
    "br": lambda content: brotli.compress(content, quality=1),
    "gzip": lambda content: zlib.compress(content, level=1, wbits=31),
}
BY_PIECE: Mapping[str, Callable[[], _Packer]] = {"zstd": _Zstd, "br": _Brotli, "gzip": _Gzip}


@lru_cache(maxsize=64)  # a caller's library says the same with each request
def coding_for(accepted: str) -> str | None:
    """The coding for a caller whose Accept-Encoding says ``accepted``: one of ``WHOLE``, or None for none.

    A coding is used where the caller likes it no less than the content as it is, which he takes unless he says
    otherwise. Where nothing of what he takes can be had, he gets the content as it is.
    """
    wishes = parse_accept_header(accepted.lower(), Accept)
    best = max(WHOLE, key=wishes.quality)
    plain = wishes.quality("identity") if "identity" in wishes.values() else 0.0
    return best if wishes.quality(best) > 0 and wishes.quality(best) >= plain else None


def pieces(coding: str, source: Iterable[bytes]) -> ClosingIterator:
    """``source`` in ``coding``, piece by piece: each can be read as soon as it has come.

    It closes the ``source``, where that can be closed, when it is closed itself.
    """
    close = getattr(source, "close", None)
    return ClosingIterator(_packed(BY_PIECE[coding](), source), close and [close])


def _packed(packer: _Packer, source: Iterable[bytes]) -> Iterator[bytes]:
    for piece in source:
        if piece:  # an empty chunk would end the answer
            yield packer.pack(piece)
    yield packer.end()


def finish(response: Response) -> Response:
    """Put the answer to the request under way into the coding that its caller takes, unless it is small or has one."""
    if "Vary" in response.headers:
        response.headers["Vary"] += ", Accept-Encoding"
    else:
        response.headers["Vary"] = "Accept-Encoding"
    coding = coding_for(request.headers.get("Accept-Encoding", ""))
    if coding is None or "Content-Encoding" in response.headers:
        return response
    if response.is_streamed:
        response.response = pieces(coding, cast(Iterable[bytes], response.response))
        response.headers.pop("Content-Length", None)
    elif len(content := response.get_data()) > LEAST:
        response.set_data(WHOLE[coding](content))
    else:
        return response
    response.headers["Content-Encoding"] = coding
    return response

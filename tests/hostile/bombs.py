"""A few kilobytes that inflate to a gibibyte, in every coding."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Mapping

import brotli
import zstandard

PIECE = bytes(16 << 20)
TIMES = 64


def _gzip() -> bytes:
    return gzip.compress(PIECE, 6) * TIMES


def _deflate() -> bytes:
    packer = zlib.compressobj(6, wbits=-15)
    piece = packer.compress(PIECE) + packer.flush(zlib.Z_FULL_FLUSH)
    return piece * TIMES + packer.flush()


def _br() -> bytes:
    return bytes(brotli.compress(PIECE * 4, quality=5))


def _zstd() -> bytes:
    return zstandard.compress(PIECE) * TIMES


BOMBS: Mapping[str, Callable[[], bytes]] = {"gzip": _gzip, "deflate": _deflate, "br": _br, "zstd": _zstd}

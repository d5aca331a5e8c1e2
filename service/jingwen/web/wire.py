"""Bytes on the wire to the body that was sent, read within the limit."""

from __future__ import annotations

import sys
from typing import IO

from gunicorn.http.errors import ParseException
from werkzeug.exceptions import ClientDisconnected

from ..errors import BodyTooLarge, BrokenBody, StalledBody

# Most pages in one step: gunicorn copies what it holds and has not been asked for at each.
READ_STEP = 1_048_576


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
        raise StalledBody(
            "the body stopped before its end and no further byte came in time; send it without a pause, or raise "
            "JINGWEN_READ_TIMEOUT"
        ) from None
    except (OSError, ClientDisconnected, ParseException):  # the last: chunks that are framed wrongly
        raise _broken(got) from None
    if announced is not None and got < announced:  # gunicorn gives what there is, and says nothing
        raise _broken(got)
    return b"".join(chunks)


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

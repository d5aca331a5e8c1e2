"""Messages on a socket between two processes: a head and a body, each with its length in front."""

from __future__ import annotations

import struct
from socket import socket
from time import monotonic

PREFIX = struct.Struct("!QQ")
# No answer is longer; a length beyond it is not one, but whatever a broken process left in its memory.
LONGEST = 1_000_000_000
BUFFER = 1_048_576  # bytes under way on one socket: a page is in at one go, without waiting for its reader


class Broken(Exception):
    """The other end is gone, or what it says is no message."""


def send(to: socket, head: bytes, body: bytes = b"", until: float | None = None) -> None:
    """Send one message, by ``until`` (``time.monotonic()``). Raises ``Broken`` or ``TimeoutError``."""
    parts = (PREFIX.pack(len(head), len(body)), head, body)
    try:
        to.settimeout(_left(until))
        sent = to.sendmsg(parts)
        if sent < sum(map(len, parts)):
            to.sendall(memoryview(b"".join(parts))[sent:])
    except TimeoutError:
        raise
    except OSError as error:
        raise Broken(str(error)) from None


def receive(at: socket, until: float | None = None) -> tuple[memoryview, memoryview]:
    """The next message, by ``until``. Raises ``Broken`` or ``TimeoutError``."""
    head, body = PREFIX.unpack(_exactly(at, PREFIX.size, until))
    if head + body > LONGEST:
        raise Broken("an impossible length")
    rest = _exactly(at, head + body, until)
    return rest[:head], rest[head:]


def _exactly(at: socket, size: int, until: float | None) -> memoryview:
    view, got = memoryview(bytearray(size)), 0
    while got < size:
        try:
            at.settimeout(_left(until))
            piece = at.recv_into(view[got:])
        except TimeoutError:
            raise
        except OSError as error:
            raise Broken(str(error)) from None
        if not piece:
            raise Broken("the other end is closed")
        got += piece
    return view


def _left(until: float | None) -> float | None:
    if until is None:
        return None
    left = until - monotonic()
    if left <= 0:
        raise TimeoutError
    return left

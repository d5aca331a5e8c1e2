"""Messages on a socket between two processes: a head and a body, each with its length in front."""

from __future__ import annotations

import struct
from socket import MSG_WAITALL, socket
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


def receive(at: socket, until: float | None = None, ahead: int = 0) -> tuple[bytes, bytes]:
    """The next message, by ``until``. Raises ``Broken`` or ``TimeoutError``.

    With ``until``, ``ahead`` bytes may be asked for at once, where nothing can follow the message before it is
    answered: a short one then comes in one piece.
    """
    start = _read(at, PREFIX.size, until, ahead)
    head, body = PREFIX.unpack_from(start)
    if head + body > LONGEST:
        raise Broken("an impossible length")
    start = start[PREFIX.size :]
    if not start:
        return _read(at, head, until), _read(at, body, until)
    message = start + _read(at, head + body - len(start), until)
    if len(message) > head + body:
        raise Broken("more than one message")
    return message[:head], message[head:]


def _read(at: socket, size: int, until: float | None, ahead: int = 0) -> bytes:
    """So many bytes, or up to ``ahead`` of them."""
    pieces, got = [], 0
    while got < size:
        try:
            at.settimeout(_left(until))
            # without a timeout it comes in one piece, which is not copied
            piece = at.recv(max(size, ahead) - got, MSG_WAITALL)
        except TimeoutError:
            raise
        except OSError as error:
            raise Broken(str(error)) from None
        if not piece:
            raise Broken("the other end is closed")
        pieces.append(piece)
        got += len(piece)
    return b"".join(pieces)


def _left(until: float | None) -> float | None:
    if until is None:
        return None
    left = until - monotonic()
    if left <= 0:
        raise TimeoutError
    return left

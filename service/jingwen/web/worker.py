"""The worker: gunicorn's threaded one, whose threads stay with a client that sends one page after the other.

gunicorn gives a connection back to its main thread after each request, which waits for the next one and hands it to a
thread again: two wake-ups, a seventh of what HTTP adds to a page. A crawler has its next page ready
within a millisecond, so the thread that has answered waits that moment itself.
"""

from __future__ import annotations

import select
from socket import socket
from typing import Any, cast

from gunicorn.config import Config
from gunicorn.http import wsgi
from gunicorn.http.parser import RequestParser
from gunicorn.workers.gthread import TConn, ThreadWorker

# In milliseconds: a client on the same machine or in the same cluster has sent on by then, and nobody else notices.
LINGER = 5
# An answer of no more bytes is copied, for the sake of one call to the kernel less.
ONE_PIECE = 65_536


class Settled:
    """A configuration that does not change any more, each setting looked up once: gunicorn asks for some thirty at
    every request, and goes through three calls for each."""

    def __init__(self, config: Config) -> None:
        self._config = config

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._config, name)
        setattr(self, name, value)
        return value


class _Pieces(list[bytes]):
    """In the place of a socket: keeps what would be sent."""

    sendall = list.append


class Response(wsgi.Response):
    """An answer whose head leaves with its body: to send it by itself is one more call to the kernel, and wakes the
    client for nothing."""

    def write(self, arg: bytes) -> None:
        """Send ``arg``, with the head before it where that is still to be sent."""
        if self.headers_sent or len(arg) > ONE_PIECE:
            super().write(arg)
            return
        client, pieces = self.sock, _Pieces()
        self.sock = cast(socket, pieces)
        try:
            super().write(arg)
        finally:
            self.sock = client
        client.sendall(b"".join(pieces))


class Worker(ThreadWorker):
    """Answers what comes on one connection in one thread, as long as no other connection waits for a thread."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cfg = cast(Config, Settled(self.cfg))
        self._waiting: set[TConn] = set()  # connections for which no thread is free yet

    def enqueue_req(self, conn: TConn) -> None:
        """Have a request of ``conn`` answered by the next free thread."""
        self._waiting.add(conn)
        super().enqueue_req(conn)

    def handle(self, conn: TConn) -> bool:
        """Answer what comes on ``conn``; what is returned tells gunicorn what becomes of the connection."""
        self._waiting.discard(conn)
        while True:
            kept = super().handle(conn)
            if kept is not True or conn.is_http2 or not self.alive or self._waiting or not _goes_on(conn):
                return kept


def _goes_on(conn: TConn) -> bool:
    """Whether the next request, or the end, of ``conn`` comes within a moment or has come already."""
    if cast(RequestParser, conn.parser).unreader.buf.getvalue():
        return True
    waiting = select.poll()
    waiting.register(conn.sock, select.POLLIN)
    return bool(waiting.poll(LINGER))

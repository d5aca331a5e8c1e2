"""The worker: gunicorn's threaded one, whose threads stay with a client that sends one page after the other.

gunicorn gives a connection back to its main thread after each request, which waits for the next one and hands it to a
thread again: two wake-ups, a seventh of what HTTP adds to a page. A crawler has its next page ready
within a millisecond, so the thread that has answered waits that moment itself.
"""

from __future__ import annotations

import select
from typing import Any, cast

from gunicorn.http.parser import RequestParser
from gunicorn.workers.gthread import TConn, ThreadWorker

# In milliseconds: a client on the same machine or in the same cluster has sent on by then, and nobody else notices.
LINGER = 5


class Worker(ThreadWorker):
    """Answers what comes on one connection in one thread, as long as no other connection waits for a thread."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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

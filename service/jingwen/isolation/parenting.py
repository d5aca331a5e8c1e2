"""The worker's line to its nursery: children asked for and ended, and a new nursery where the old one is gone."""

from __future__ import annotations

import os
import pickle
import socket
import subprocess
import sys
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from time import monotonic

from ..cleaner import Cleaner
from ..errors import NoChild
from ..settings import PREFIX
from . import frames, nursery
from .child import Limits

# A nursery starts in about a second and replies in a millisecond. One that takes longer than this hangs, or the machine
# does. Two starts must fit into the time after which gunicorn takes a worker for dead (30 s).
START_SECONDS = 12.0
REPLY_SECONDS = 10.0
END_SECONDS = 2.0


@dataclass(slots=True)
class Child:
    """A child at the other end of ``sock``, borne by the nursery ``of``; ``pages`` is how many it was sent."""

    pid: int
    sock: socket.socket
    of: int
    pages: int = 0


@dataclass(frozen=True, slots=True)
class _Nursery:
    process: subprocess.Popen[bytes]
    line: socket.socket
    number: int


class Parenting:
    """Bears and ends the children of one worker; safe to call from any of its threads. A nursery has
    ``start_seconds`` to be ready."""

    def __init__(self, cleaner: Cleaner, limits: Limits, start_seconds: float = START_SECONDS) -> None:
        self._setup = pickle.dumps((cleaner, limits))
        self._start_seconds = start_seconds
        self._lock = Lock()
        self._nursery: _Nursery | None = None
        self._started = 0
        self._closed = False
        self._end: Callable[[], object] = _nothing

    def bear(self) -> Child:
        """A new child. Raises ``NoChild`` where none can be had."""
        ours, theirs = socket.socketpair()
        for end in (ours, theirs):
            for option in (socket.SO_SNDBUF, socket.SO_RCVBUF):
                end.setsockopt(socket.SOL_SOCKET, option, frames.BUFFER)
        try:
            with theirs, self._lock:
                for last in (False, True):
                    try:
                        found = self._nursery or self._start()
                        pid = _ask(found, nursery.NEW, 0, theirs)
                        return Child(pid, ours, found.number)
                    except (OSError, frames.Broken) as error:
                        self._drop()
                        if last:
                            raise no_child() from error
                raise AssertionError("unreachable")
        except BaseException:
            ours.close()
            raise

    def end(self, child: Child) -> int | None:
        """Kill ``child``, if it lives, and return its wait status; None where that is not to be had any more."""
        child.sock.close()
        with self._lock:
            if self._nursery is None or self._nursery.number != child.of:
                return None  # its nursery is gone, and it with it
            try:
                return _ask(self._nursery, nursery.END, child.pid)
            except (OSError, frames.Broken):
                self._drop()
                return None

    def close(self) -> None:
        """End the nursery and with it all children; there will be no others."""
        with self._lock:
            self._closed = True
            self._drop()

    def _start(self) -> _Nursery:
        if self._closed:  # a thread amid a page takes the end of its child for the page's doing, and asks for another
            raise frames.Broken("it is closed")
        ours, theirs = socket.socketpair()
        # Whoever works on hostile pages is not told the token, nor the headers that traces are sent with.
        environ = {name: value for name, value in os.environ.items() if not name.startswith((PREFIX, "OTEL_"))}
        environ["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
        try:
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", nursery.__name__],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                env=environ,
                start_new_session=True,  # Ctrl-C in a terminal is for the server, which lets pages finish
            )
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
        self._started += 1
        self._nursery = _Nursery(process, ours, self._started)
        self._end = weakref.finalize(self, _stop, self._nursery)
        until = monotonic() + self._start_seconds
        frames.send(ours, self._setup, until=until)
        if _read(ours, len(nursery.READY), until) != nursery.READY:
            raise frames.Broken("the nursery does not start")
        return self._nursery

    def _drop(self) -> None:
        self._nursery = None
        self._end()


def no_child() -> NoChild:
    """What is said where no child can be had."""
    return NoChild("no process that would clean the page can be started; send it again later, and see the log")


def _ask(found: _Nursery, command: bytes, pid: int, descriptor: socket.socket | None = None) -> int:
    until = monotonic() + REPLY_SECONDS
    found.line.settimeout(REPLY_SECONDS)
    message = nursery.COMMAND.pack(command, pid)
    if descriptor is None:
        found.line.sendall(message)
    else:
        socket.send_fds(found.line, [message], [descriptor.fileno()])
    return int(nursery.REPLY.unpack(_read(found.line, nursery.REPLY.size, until))[0])


def _read(line: socket.socket, size: int, until: float) -> bytes:
    read = b""
    while len(read) < size:
        line.settimeout(max(0.001, until - monotonic()))
        piece = line.recv(size - len(read))
        if not piece:
            raise frames.Broken("the nursery is gone")
        read += piece
    return read


def _stop(found: _Nursery) -> None:
    """It ends by itself when its line is closed, and kills its children; where it hangs it is killed."""
    found.line.close()
    try:
        found.process.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        found.process.kill()
        found.process.wait()


def _nothing() -> None:
    """There is no nursery yet."""

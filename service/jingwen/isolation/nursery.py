"""The nursery: a small process without threads that bears children, ends them, and says how they ended.

A worker has threads, and a process with threads must not fork: a lock that another thread holds stays shut in the child
for ever. So a worker starts a nursery (by exec, which is safe), which loads the libraries, the rules and the
dictionaries once; its children then share that memory. As their parent it alone may signal them without fear that the
number has meanwhile become another process's. It ends when its worker closes the line, however that came about, and
takes its children along.

A command is ``NEW``, sent along with the child's end of a socket, or ``END`` and a process id; the reply is the child's
process id, or its wait status.
"""

from __future__ import annotations

import gc
import os
import pickle
import select
import signal
import socket
import struct
import sys
from collections.abc import Sequence
from contextlib import suppress

from ..cleaner import Cleaner
from ..model import Data, Page
from ..reading.markup import parse, read_markup
from ..regex import compile_all
from . import canned, child, frames

COMMAND = struct.Struct("!cq")
REPLY = struct.Struct("!q")
NEW, END = b"n", b"e"
READY = b"ready"
# Once nobody has asked for a child for so long, those that a worker starts with are there.
QUIET_SECONDS = 1.0
# So many more objects than at its last look there must be before the collector looks for cycles amid a page. None of
# 238 news pages got there, and 4 left cycles behind, which are collected between two pages.
FEW_OBJECTS = 100_000
# To stop is the worker's part: these reach us only where somebody signals every process that there is.
IGNORED = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2)


def main() -> None:
    """Serve the worker on the other end of standard input, until it closes that."""
    for number in IGNORED:
        signal.signal(number, signal.SIG_IGN)
    line = socket.socket(fileno=os.dup(0))
    with open(os.devnull, "rb") as nothing:  # noqa: PTH123  # a descriptor is wanted, not a path
        os.dup2(nothing.fileno(), 0)
    setup, _ = frames.receive(line)
    cleaner, limits = pickle.loads(setup)
    gc.set_threshold(FEW_OBJECTS)
    warm(cleaner)
    line.sendall(READY)
    children: set[int] = set()
    try:
        _serve(line, cleaner, limits, children)
    finally:
        for pid in children:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def _serve(line: socket.socket, cleaner: Cleaner, limits: child.Limits, children: set[int]) -> None:
    warmed = False
    while True:
        if not warmed and not select.select([line], [], [], QUIET_SECONDS)[0]:
            warm_further(cleaner)
            warmed = True
        command, descriptors, _, _ = socket.recv_fds(line, COMMAND.size, 1)
        if len(command) < COMMAND.size:
            return
        kind, pid = COMMAND.unpack(command)
        if kind == NEW:
            pid = _bear(line, descriptors, cleaner, limits)
            children.add(pid)
            line.sendall(REPLY.pack(pid))
        elif pid in children:
            os.kill(pid, signal.SIGKILL)
            line.sendall(REPLY.pack(os.waitpid(pid, 0)[1]))
            children.remove(pid)
        else:
            line.sendall(REPLY.pack(0))


def _bear(line: socket.socket, descriptors: Sequence[int], cleaner: Cleaner, limits: child.Limits) -> int:
    """Fork a child that serves the socket in ``descriptors``."""
    parent = os.getpid()
    pid = os.fork()
    if pid:
        for descriptor in descriptors:
            os.close(descriptor)
        return pid
    status = 1
    try:
        line.close()
        child.main(socket.socket(fileno=descriptors[0]), cleaner, limits, parent)
        status = 0
    finally:  # no traceback, which might quote the page, and none of the parent's own clearing up
        os._exit(status)


def warm(cleaner: Cleaner) -> None:
    """Load what the first page would, so that the children share it, and keep the collector's hands off it."""
    with suppress(Exception):  # a page of its own will show it
        for script in ("hans", "tw"):
            cleaner.clean_pages([canned.PAGE], script=script)
        from ..finding.second_opinion import opinion

        opinion(Page("html", *read_markup(parse(canned.MARKUP)), Data()))
    compile_all()
    gc.collect()
    gc.freeze()


def warm_further(cleaner: Cleaner) -> None:
    """Load what fewer pages need, the dictionaries into traditional script: half a second, too long for a start."""
    with suppress(Exception):
        for script in ("hant", "hk"):
            cleaner.clean_pages([canned.SIMPLIFIED], script=script)
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    try:
        main()
    except (frames.Broken, ConnectionError):  # the worker has gone before we were ready
        sys.exit(1)

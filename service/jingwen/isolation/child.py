"""A child: a process that cleans one page after the other, as the worker at the other end of its socket sends them.

It can be killed at any time. What it must not do is live on when nobody listens to it, nor eat up the machine: it ends
with its parent, when its socket is closed, and at the limits that the kernel keeps for it.
"""

from __future__ import annotations

import ctypes
import gc
import os
import pickle
import resource
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count
from socket import socket
from time import monotonic, process_time
from types import FrameType
from typing import Any, TypeVar

import orjson

from ..allocation import give_back
from ..cleaner import Cleaner
from ..errors import InputError
from ..model import RawPage
from . import frames
from .answer import Work, answer
from .faults import tell

# Beyond the deadline, at which the worker kills: this is for when there is no worker any more.
SPARE_CPU_SECONDS = 5
# An out-of-time signal that lands where Python drops exceptions (a destructor, a callback from C) comes again.
INSISTENCE = 0.1
PDEATHSIG = 1  # from <linux/prctl.h>
OUT_OF_MEMORY = 12  # the exit status, after ENOMEM
# Most pages leave nothing behind; the other extractor, where it is asked, leaves objects that hold on to each other.
LEFT_BEHIND = 1000
# After so many pages what they have left free in the heap is given back.
GIVE_BACK = 50
STATM = "/proc/self/statm"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use: seconds for a page, seconds for its dear part, and bytes of address space."""

    deadline: float
    soft_deadline: float
    address_space: int


def main(sock: socket, cleaner: Cleaner, limits: Limits, parent: int) -> None:
    """Clean pages until ``sock`` is closed; ``parent`` is the process whose end is this one's."""
    _end_with(parent)
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = limits.address_space if hard == resource.RLIM_INFINITY else min(limits.address_space, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold the page
    patience = Patience(limits.soft_deadline)
    for done in count(1):
        try:
            job = frames.receive(sock)
        except frames.Broken:
            return
        _allow_cpu(limits.deadline + SPARE_CPU_SECONDS)
        head, body = _reply(cleaner, *job, patience)
        try:
            frames.send(sock, head, body)
        except frames.Broken:
            return
        if gc.get_count()[0] > LEFT_BEHIND:
            gc.collect()
        if done % GIVE_BACK == 0:
            give_back()


def pack(pages: Sequence[RawPage], options: Mapping[str, Any], work: Work | None = None) -> tuple[bytes, bytes]:
    """Head and body of the message that has a child clean ``pages``, or do other ``work``.

    Their bytes are the body, which for a single page is not copied; a pickle of them would.
    """
    bodies = [page.body for page in pages if isinstance(page.body, bytes)]
    told = [
        (len(page.body) if isinstance(page.body, bytes) else page.body, page.url, page.content_type, page.fetched_at)
        for page in pages
    ]
    return pickle.dumps((told, dict(options), work), pickle.HIGHEST_PROTOCOL), b"".join(bodies)


def unpack(head: bytes, body: bytes) -> tuple[list[RawPage], dict[str, Any], Work | None]:
    """The pages, options and work of a message that ``pack`` made."""
    told, options, work = pickle.loads(head)
    pages, start = [], 0
    for told_body, *facts in told:
        if isinstance(told_body, str):
            pages.append(RawPage(told_body, *facts))
        else:
            end = start + told_body
            pages.append(RawPage(body[start:end], *facts))
            start = end
    return pages, options, work


def _reply(cleaner: Cleaner, job: bytes, bodies: bytes, patience: Patience) -> tuple[bytes, bytes]:
    patience.begin()
    try:
        pages, options, work = unpack(job, bodies)
        found = (work or answer)(cleaner, pages, options, patience)
        head, body = found.head(), found.body
    except InputError as error:
        head, body = {"problem": {"slug": error.slug, "message": str(error), "facts": error.facts}}, b""
    except MemoryError:
        os._exit(OUT_OF_MEMORY)  # whatever else failed of it cannot be known
    except Exception as error:
        head, body = {"fault": tell(error)}, b""
    return orjson.dumps(head | {"resident": _resident(), "gave_up": patience.gave_up}), body


class _OutOfTime(BaseException):
    """Not an ``Exception``: a library that catches all of those must not catch this one."""


class Patience:
    """Does the dear part of a page's work as long as the soft deadline has not come, and breaks it off when it does."""

    def __init__(self, seconds: float) -> None:
        self.gave_up = False
        self._seconds = seconds
        self._until = 0.0
        self._armed = False
        signal.signal(signal.SIGALRM, self._ring)

    def begin(self) -> None:
        """A page begins."""
        self._until = monotonic() + self._seconds
        self.gave_up = False

    def __call__(self, work: Callable[[], T], /) -> T | None:
        """What ``work`` returns, or None where there was no time for it."""
        try:
            left = self._until - monotonic()
            if left > 0:
                self._armed = True
                try:
                    signal.setitimer(signal.ITIMER_REAL, left, INSISTENCE)
                    return work()
                finally:
                    self._armed = False
                    signal.setitimer(signal.ITIMER_REAL, 0)
        except _OutOfTime:
            pass
        self.gave_up = True
        return None

    def _ring(self, _number: int, _frame: FrameType | None) -> None:
        if self._armed:
            raise _OutOfTime


def _end_with(parent: int) -> None:
    """Have the kernel kill this process when ``parent`` ends, where the kernel can."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it has ended already
        os._exit(0)


def _allow_cpu(seconds: float) -> None:
    """Let this process use at least so many seconds of CPU time more, and little over twice as many at most: a limit
    that lies between is left as it is, for to set it is what costs."""
    used = process_time()
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if not seconds <= soft - used <= 2 * seconds + 1:  # none is -1
        soft = int(used + 2 * seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


@cache
def _statm() -> int:
    return os.open(STATM, os.O_RDONLY | os.O_CLOEXEC)


def _resident() -> int:
    """The resident bytes of this process: now where that can be had, else the most that they ever were."""
    try:
        return int(os.pread(_statm(), 100, 0).split()[1]) * resource.getpagesize()
    except (OSError, IndexError, ValueError):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)

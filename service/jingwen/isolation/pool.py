"""The pool: pages cleaned in children that can be killed, each by itself, while the pages beside it go on.

The thread that answers a request holds a child for as long as its page takes and keeps the deadline itself, so there is
no further thread and no hand-over. Measured against pebble 5.2.3 with pages of 180 kB: 0.37 ms a page there, and after
``kill -9`` of a child under load its pool, in which the children share one pipe and its lock, refuses all further work;
a stopped child it ends 3 s late.
"""

from __future__ import annotations

import os
import weakref
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Condition
from time import monotonic
from typing import Any

import orjson

from ..cleaner import Cleaner
from ..errors import ChildDied, DeadlineExceeded, InputError, NoChild, Overloaded
from ..model import RawPage
from ..settings import Settings
from . import frames
from .answer import Answer, Work
from .child import Limits, pack
from .faults import Fault
from .parenting import START_SECONDS, Child, Parenting
from .quarantine import Quarantine
from .watcher import Watcher

# A page that waits for a turn behind one that hangs gets it when that one is killed.
GRACE = 1.0
# Most answers come in one piece, when so many bytes are asked for at first.
AHEAD = 65_536
# The page may have killed its child, or somebody else has: a second child tells.
ATTEMPTS = 2


@dataclass(slots=True)
class Seat:
    """A place for one child; empty until a page comes."""

    child: Child | None = None


class Pool:
    """Cleans each page in one of ``settings.children`` processes. Safe to call from any thread.

    ``watcher`` hears of what becomes of them. What bears them has ``start_seconds`` to be ready. A pool is closed at
    the end, by ``close`` or ``with``.
    """

    def __init__(
        self,
        cleaner: Cleaner,
        settings: Settings,
        watcher: Watcher | None = None,
        start_seconds: float = START_SECONDS,
    ) -> None:
        self._settings = settings
        self.watcher = watcher or Watcher()
        self._parenting = Parenting(
            cleaner,
            Limits(settings.deadline, settings.soft_deadline, settings.child_address_space),
            start_seconds,
        )
        self._quarantine = Quarantine(settings.quarantine_dir, settings.quarantine_keep, self.watcher.event)
        # Last in, first out: few pages are cleaned by few children, whose memory is warm. Who finds a seat takes it in
        # one step and needs no lock, which is a tenth of what Python's own queue costs.
        self._free = [Seat() for _ in range(settings.children)]
        self._freed = Condition()
        self._waiting = 0
        weakref.finalize(self, _abandon, self._free)

    def start(self) -> None:
        """Have all children ready before the first page comes. One that cannot be had is tried again then."""
        seats = list(iter(self._take, None))
        try:
            for seat in seats:
                self._ready(seat)
        except NoChild:
            pass
        finally:
            for seat in seats:
                self._give_back(seat)

    def close(self) -> None:
        """End all children, what they are doing included."""
        self._parenting.close()
        self.watcher.closed()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def clean(
        self,
        pages: Sequence[RawPage],
        options: Mapping[str, Any],
        patience: float | None = None,
        work: Work | None = None,
    ) -> Answer:
        """The answer to the ``pages`` of one article, or what other ``work`` makes of them.

        It comes after at most ``patience`` seconds of waiting for a child.
        Raises ``Overloaded`` where none was free, ``NoChild`` where none can be started, ``DeadlineExceeded`` and
        ``ChildDied`` where it could not be had of one, the ``InputError`` or the ``Fault`` that the child reports.
        """
        seat = self._turn(self._settings.deadline + GRACE if patience is None else patience)
        self.watcher.began()
        try:
            return self._clean(seat, pages, pack(pages, options, work))
        finally:
            self.watcher.done()
            self._give_back(seat)

    def _turn(self, patience: float) -> Seat:
        seat = self._take()
        if seat is None:
            self.watcher.waits()
            try:
                with self._freed:
                    self._waiting += 1  # before it looks again: a seat given back from now on is told of
                    seat = self._freed.wait_for(self._take, patience)
                    self._waiting -= 1
            finally:
                self.watcher.goes_on()
        if seat is None:
            raise Overloaded(
                f"no child was free within {patience:g} seconds; send it again later, or raise JINGWEN_CHILDREN"
            )
        return seat

    def _take(self) -> Seat | None:
        try:
            return self._free.pop()
        except IndexError:
            return None

    def _give_back(self, seat: Seat) -> None:
        self._free.append(seat)
        if self._waiting:
            with self._freed:
                self._freed.notify()

    def _clean(self, seat: Seat, pages: Sequence[RawPage], packed: tuple[bytes, bytes]) -> Answer:
        left = self._settings.deadline
        job, bodies = packed
        for attempt in range(ATTEMPTS):
            began = monotonic()
            try:
                child = self._ready(seat)
                child.pages += 1
                began = monotonic()  # a page does not pay for the birth of its child
                until = began + left
                frames.send(child.sock, job, bodies, until)
                head, body = frames.receive(child.sock, until, AHEAD)
                told = orjson.loads(head)
            except TimeoutError:
                self._replace(seat, "deadline")
                self.watcher.gave_up()
                self._keep(pages, "deadline")
                raise deadline_exceeded(self._settings.deadline) from None
            except (frames.Broken, orjson.JSONDecodeError):
                left -= monotonic() - began
                status = self._replace(seat, "died")
                self.watcher.event("child_died", attempt=attempt + 1, ended=_ended(status))
                continue
            except BaseException:  # what the child says next would be taken for the answer to another page
                self._replace(seat, "died")
                raise
            self._retire(seat, child, told)
            return _read(told, body)
        self._keep(pages, "died")
        raise child_died()

    def _ready(self, seat: Seat) -> Child:
        if seat.child is None:
            try:
                seat.child = self._parenting.bear()
            except NoChild as error:
                self.watcher.event("no_child", level="error", error=str(error.__cause__))
                raise
            self.watcher.born()
        return seat.child

    def _retire(self, seat: Seat, child: Child, told: Mapping[str, Any]) -> None:
        """Replace a child that has grown old or large, or that was interrupted amid its work."""
        if told["gave_up"]:
            self._replace(seat, "degraded")
        elif told["resident"] > self._settings.child_memory:
            self._replace(seat, "memory")
        elif child.pages >= self._settings.child_pages:
            self._replace(seat, "pages")

    def _replace(self, seat: Seat, reason: str) -> int | None:
        """End the child of ``seat``; the next page gets a new one."""
        child, seat.child = seat.child, None
        if child is None:
            return None
        self.watcher.ended(reason)
        return self._parenting.end(child)

    def _keep(self, pages: Sequence[RawPage], reason: str) -> None:
        for page in pages:
            self._quarantine.keep(page.body, reason)


def _abandon(seats: Sequence[Seat]) -> None:
    """Close what is left of a pool that nobody uses any more."""
    for seat in seats:
        if seat.child is not None:
            seat.child.sock.close()


def deadline_exceeded(deadline: float) -> DeadlineExceeded:
    """What is said of a page that was given up after ``deadline`` seconds."""
    return DeadlineExceeded(
        f"the page was not cleaned within {deadline:g} seconds (deadline) and was given up; send it again only if the "
        "machine was overloaded, or raise JINGWEN_DEADLINE",
        limit=int(deadline) if deadline == int(deadline) else deadline,
        limit_name="deadline",
    )


def child_died() -> ChildDied:
    """What is said of a page at which two processes died."""
    return ChildDied(
        f"{ATTEMPTS} processes died of the page or were killed at it, one after the other; if it fails again, report "
        "it, with its request id if it has one"
    )


def _read(told: Mapping[str, Any], body: bytes) -> Answer:
    if "problem" in told:
        problem = told["problem"]
        raise InputError.kinds()[problem["slug"]](problem["message"], **problem["facts"])
    if "fault" in told:
        raise Fault(told["fault"])
    return Answer.joined(told, body)


def _ended(status: int | None) -> str:
    """A wait status in words."""
    if status is None:
        return "unknown"
    code = os.waitstatus_to_exitcode(status)
    return f"signal {-code}" if code < 0 else f"exit {code}"

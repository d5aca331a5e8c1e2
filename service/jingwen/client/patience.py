"""When to try again, and when no more: a service that restarts is waited for, one that is gone is not waited for twice.

All requests of a client share what is known: once the service has failed for as long as anybody waits, each further
request is tried once, until one gets through. Else every page of a crawl would wait anew.
"""

from __future__ import annotations

from collections.abc import Callable
from random import uniform
from time import monotonic

from ..errors import RequestError

FIRST, MOST = 0.25, 8.0  # seconds of the first pause, and of the longest; each is twice as long as the one before


class Patience:
    """For how many ``seconds`` to try again; 0 is not at all. ``clock`` tells the time, in seconds."""

    def __init__(self, seconds: float, clock: Callable[[], float] = monotonic) -> None:
        self.seconds = seconds
        self.clock = clock
        self._since: float | None = None  # when the service began to fail
        self._last = 0.0

    def well(self) -> None:
        """The service has answered."""
        self._since = None

    def failed(self) -> float:
        """It has not; since when. A failure long after the one before begins a new time."""
        now = self.clock()
        if self._since is None or now - self._last > self.seconds:
            self._since = now
        self._last = now
        return self._since

    def tries(self) -> Tries:
        """The tries of a request that begins now."""
        return Tries(self)


class Tries:
    """How often one request has been tried."""

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._began: float | None = None  # when it failed first: what a try took before that has cost no patience
        self._pause = FIRST

    def pause(self, error: RequestError) -> float:
        """How many seconds to wait after ``error``; raises it where to try again is of no use, or not any more."""
        if not error.retry:
            self._patience.well()  # whoever says what is wrong is there
            raise error
        failing = self._patience.failed()
        self._began = self._patience.clock() if self._began is None else self._began
        began = min(self._began, failing)
        left = began + self._patience.seconds - self._patience.clock()
        asked = float(error.facts.get("retry_after", 0))
        if left <= 0 or asked > left:
            raise error
        pause, self._pause = self._pause, min(MOST, 2 * self._pause)
        return min(left, asked + pause * uniform(0.5, 1))  # of many that wait not all come back at once

"""Whoever started the tasks of a run waits for their end, whatever the engine says of it, and even if it never does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic, sleep
from typing import Protocol

from .tasks import FINISHED, RUNNING, Run, Told

# A task that says nothing for so many seconds is lost. Each says something every 5.
LOST = 120.0
# When all tasks have come to their end the engine gets so many seconds to come to its own.
GRACE = 30.0

Heard = Callable[[Sequence["Told | None"]], None]


class Engine(Protocol):
    """What starts tasks, here or elsewhere."""

    poll: float  # so many seconds between two questions

    def start(self) -> None:
        """Has all tasks started. Raises ``JingwenError`` where that cannot be."""

    def over(self) -> bool:
        """Whether none of them runs any more, or waits to, as far as the engine knows."""

    def stop(self) -> None:
        """Ends those that run, or wait to."""


def watch(run: Run, engine: Engine, heard: Heard) -> None:
    """Has the tasks of the ``run`` started by ``engine``, and returns when none of them runs any more; ``heard`` hears
    now and then what they say. It says nothing of how they ended: see :func:`~jingwen.bulk.tasks.conclude`."""
    patience = Patience()
    try:
        engine.start()
        while not engine.over() and not patience.ended(told := run.told(), monotonic()):
            heard(told)
            sleep(engine.poll)
    finally:
        engine.stop()


class Patience:
    """Knows when to wait no more for tasks that an engine believes to be running."""

    def __init__(self) -> None:
        self._said: list[Told | None] = []
        self._since: list[float] = []
        self._finished: float | None = None

    def ended(self, told: Sequence[Told | None], now: float) -> bool:
        """Whether no task can be expected to say more than ``told``, ``now``.

        The clocks of other machines are not asked: what counts is when a change was seen here. Tasks that have not
        begun may wait for the place of one that is lost, and would for ever.
        """
        if not self._said:
            self._said, self._since = [*told], [now] * len(told)
        for number, task in enumerate(told):
            if task != self._said[number]:
                self._said[number], self._since[number] = task, now
        if all(task is not None and task.state == FINISHED for task in told):
            self._finished = now if self._finished is None else self._finished
            return now - self._finished >= GRACE
        silent = [now - since >= LOST for since in self._since]
        begun = [number for number, task in enumerate(told) if task is not None]
        running = [number for number in begun if (task := told[number]) and task.state == RUNNING]
        return bool(running) and all(silent[number] for number in begun)

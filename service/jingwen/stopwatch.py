"""How long the stages of cleaning last."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter


class Stopwatch:
    """Times stages, in seconds of its ``clock``: called with the name of each as it begins, and with ``done``."""

    def __init__(self, clock: Callable[[], float] = perf_counter) -> None:
        self.stages: list[tuple[str, float]] = []
        self._clock = clock
        self._stage: str | None = None
        self._since = 0.0

    def __call__(self, stage: str) -> None:
        """``stage`` begins now; what was under way is over."""
        now = self._clock()
        if self._stage is not None:
            self.stages.append((self._stage, now - self._since))
        self._stage = None if stage == "done" else stage
        self._since = now

"""CPU time of several contenders on the same pages, interleaved: what slows the machine down slows them all down."""

from __future__ import annotations

import gc
import logging
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from time import process_time

from benchmarks.contenders import Contender
from benchmarks.pages import Page

# Every so many pages one is run beforehand: lazy imports, dictionaries, compiled patterns.
WARM_UP = 10
SEED = 20191203


@dataclass(frozen=True)
class Timings:
    """CPU seconds by contender: one list a page, one number a round. ``failed``: how many pages it raised on."""

    pages: Sequence[Page]
    seconds: Mapping[str, Sequence[Sequence[float]]]
    failed: Mapping[str, int]

    def best(self, contender: str) -> list[float]:
        """Each page's least time: what it costs when nothing else disturbs it."""
        return [min(rounds) for rounds in self.seconds[contender]]


def measure(
    contenders: Sequence[Contender],
    pages: Sequence[Page],
    rounds: int,
    clock: Callable[[], float] = process_time,
    said: Callable[[str], None] | None = None,
) -> Timings:
    """Runs every contender on every page, ``rounds`` times, pages and contenders in a new order each time."""
    random = Random(SEED)
    times: dict[str, list[list[float]]] = {one.name: [[] for _ in pages] for one in contenders}
    failed: dict[str, set[int]] = {one.name: set() for one in contenders}
    with _quiet():
        for page in pages[::WARM_UP]:
            for contender in contenders:
                _time(contender, page, clock)
        for number in range(rounds):
            if said:
                said(f"round {number + 1} of {rounds}")
            for at in random.sample(range(len(pages)), len(pages)):
                for contender in random.sample(contenders, len(contenders)):
                    seconds, well = _time(contender, pages[at], clock)
                    times[contender.name][at].append(seconds)
                    if not well:
                        failed[contender.name].add(at)
    return Timings(pages, times, {name: len(which) for name, which in failed.items()})


def _time(contender: Contender, page: Page, clock: Callable[[], float]) -> tuple[float, bool]:
    run = contender.prepare(page)
    gc.collect()  # what the one before left behind is not this one's to clear up
    start = clock()
    try:
        run()
    except Exception:
        return clock() - start, False
    return clock() - start, True


@contextmanager
def _quiet() -> Iterator[None]:
    """Without peers' logs and warnings, and with what is loaded by now out of the garbage collector's way."""
    level = logging.root.manager.disable
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        logging.disable(logging.CRITICAL)
        gc.collect()
        gc.freeze()
        try:
            yield
        finally:
            gc.unfreeze()
            logging.disable(level)

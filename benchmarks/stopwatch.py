"""CPU time of several contenders on the same pages, interleaved: what slows the machine down slows them all down.

Each takes a few pages in a row, as an extractor does that has a processor to itself: taken page by page, each would
begin with the processor's caches full of what the others have left there, which costs most whoever is done first.

Each runs in a process of its own, and before each round forgets what the pages of the one before have taught it: to a
crawler every page is new, and an extractor that remembers the dates it has read would be timed on its memory, or on
that of another that is built on the same library.
"""

from __future__ import annotations

import gc
import logging
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from random import Random
from time import process_time

from benchmarks.contenders import Contender
from benchmarks.pages import ROOT, Page

# Every so many pages one is run beforehand: lazy imports, dictionaries, compiled patterns.
WARM_UP = 10
# So many pages are one contender's turn: tenths of a second, in which a machine's speed changes little.
TURN = 8
SEED = 20191203
FORGET = -1
CACHED = type(lru_cache(abs))


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
    """Runs every contender on every page, ``rounds`` times, the pages in a new order each round, the contenders in each
    turn of some pages."""
    random = Random(SEED)
    times: dict[str, list[list[float]]] = {one.name: [[] for _ in pages] for one in contenders}
    failed: dict[str, set[int]] = {one.name: set() for one in contenders}
    with _quiet(), _runners(contenders, pages, clock) as runners:
        for at in range(0, len(pages), WARM_UP):
            for runner in runners.values():
                runner.time(at)
        for number in range(rounds):
            if said:
                said(f"round {number + 1} of {rounds}")
            for runner in runners.values():
                runner.forget()
            order = random.sample(range(len(pages)), len(pages))
            for start in range(0, len(order), TURN):
                for name in random.sample(list(runners), len(runners)):
                    for at in order[start : start + TURN]:
                        seconds, well = runners[name].time(at)
                        times[name][at].append(seconds)
                        if not well:
                            failed[name].add(at)
    return Timings(pages, times, {name: len(which) for name, which in failed.items()})


class _Runner:
    """A contender in its process, told over a pipe which page is next."""

    def __init__(self, pipe: Connection, join: Callable[[], object]) -> None:
        self._pipe, self._join = pipe, join

    def time(self, at: int) -> tuple[float, bool]:
        """The seconds that the page ``at`` takes, and whether it goes well. Raises ``EOFError`` where it kills."""
        self._pipe.send(at)
        seconds, well = self._pipe.recv()
        return seconds, well

    def forget(self) -> None:
        self._pipe.send(FORGET)

    def close(self) -> None:
        self._pipe.close()
        self._join()


def _forked(contender: Contender, pages: Sequence[Page], clock: Callable[[], float]) -> _Runner:
    context = get_context("fork")  # the pages and the contender are there as they are here
    pipe, there = context.Pipe()
    process = context.Process(target=_serve, args=(pipe, there, contender, pages, clock), daemon=True)
    process.start()
    there.close()
    return _Runner(pipe, process.join)


def _started(contender: Contender, pages: Sequence[Page]) -> _Runner:
    pipe, there = Pipe()
    command = (*contender.command, str(there.fileno()))
    process = subprocess.Popen(command, pass_fds=[there.fileno()], cwd=ROOT)
    there.close()
    pipe.send(list(pages))
    return _Runner(pipe, process.wait)


@contextmanager
def _runners(
    contenders: Sequence[Contender], pages: Sequence[Page], clock: Callable[[], float]
) -> Iterator[dict[str, _Runner]]:
    runners: dict[str, _Runner] = {}
    try:
        for one in contenders:
            runners[one.name] = _started(one, pages) if one.command else _forked(one, pages, clock)
        yield runners
    finally:
        # A process that was forked later holds the ends of the pipes before it, so the last one goes first.
        for runner in reversed(runners.values()):
            runner.close()


def _serve(
    there: Connection, here: Connection, contender: Contender, pages: Sequence[Page], clock: Callable[[], float]
) -> None:
    there.close()
    serve(here, contender, pages, clock)


def serve(here: Connection, contender: Contender, pages: Sequence[Page], clock: Callable[[], float]) -> None:
    """Times those of ``pages`` whose places come over a pipe, until its other end is closed."""
    while True:
        try:
            order = here.recv()
        except EOFError:
            return
        if order == FORGET:
            forget()
            gc.collect()
            gc.freeze()  # what it has loaded by now is no page's to look through
        else:
            here.send(_time(contender, pages[order], clock))


def forget() -> None:
    """Empties the caches of results in all modules but those without a bound, which hold what was loaded once."""
    for module in list(sys.modules.values()):
        for value in list(vars(module).values()):
            if isinstance(value, CACHED) and value.cache_parameters()["maxsize"] is not None:
                value.cache_clear()


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

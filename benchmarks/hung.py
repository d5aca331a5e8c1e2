"""How a service answers whose children all hang and whose queue is full: ``make bench-hung``.

    python -m benchmarks.hung                  for 20 seconds
    python -m benchmarks.hung --seconds 60

As many callers as are let in post pages that hang (by a Cleaner that only the tests have), again and again, while
another asks for ``/livez``; then, with all children hanging, a good page comes. The exit status is 1 where the 99th
percentile of ``/livez`` is a second or more, or where the good page waits longer than one deadline and a second.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event
from time import monotonic, perf_counter, sleep

from benchmarks import report, tally
from benchmarks.client import Client
from benchmarks.figures import percentile
from quality.serving import serving
from tests.isolation.misbehaving import HANG
from tests.web.pages import HTML

APP = "tests.web.misbehaving:application()"
CHILDREN, QUEUE, DEADLINE = 2, 16, 2.0
SETTINGS = {
    "WORKERS": "1",
    "JINGWEN_CHILDREN": str(CHILDREN),
    "JINGWEN_QUEUE": str(QUEUE),
    "JINGWEN_DEADLINE": f"{DEADLINE:g}",
    "JINGWEN_SOFT_DEADLINE": "1",
}
SECONDS, EVERY, PATIENCE = 20.0, 0.02, 60.0
MOST_LIVEZ, SPARE = 1.0, 1.0
GOOD = HTML.encode()
COMMAND = "make bench-hung ARGS=--docs"


@dataclass(frozen=True)
class Hung:
    """Seconds that each ``/livez`` took, and that a good page took behind children that hang; ``full`` is how many of
    the moments that were looked at had all children busy and callers waiting for all places."""

    livez: Sequence[float]
    full: Sequence[bool]
    good: float

    @property
    def problems(self) -> list[str]:
        """The bounds that were not held."""
        found = []
        if (p99 := percentile(self.livez, 0.99)) >= MOST_LIVEZ:
            found.append(f"the 99th percentile of /livez is {p99:.2f} s, the limit is {MOST_LIVEZ:g} s")
        if self.good > DEADLINE + SPARE:
            found.append(f"the good page took {self.good:.2f} s, the limit is {DEADLINE + SPARE:g} s")
        if sum(self.full) < len(self.full) / 2:
            found.append(f"children and queue were full at {sum(self.full)} of {len(self.full)} looks, expected most")
        return found


def measure(seconds: float) -> Hung:
    """Starts the service and looks on for ``seconds``."""
    with serving(SETTINGS, (APP,)) as server, ThreadPoolExecutor(CHILDREN + QUEUE) as callers:
        over = Event()
        hanging = [callers.submit(_hang, server.address, over) for _ in range(CHILDREN + QUEUE)]
        _wait_for(server.address, CHILDREN, QUEUE)
        livez, full, until = [], [], monotonic() + seconds
        while monotonic() < until:
            livez.append(_timed(server.address, "/livez"))
            if len(livez) % 10 == 0:
                full.append(_counts(server.address) == (CHILDREN, QUEUE))
            sleep(EVERY)
        over.set()
        for each in hanging:
            each.result()
        last = [callers.submit(_hang, server.address, over) for _ in range(CHILDREN)]
        _wait_for(server.address, CHILDREN, 0)
        good = _timed(server.address, "/v1/clean", GOOD)
        for one in last:
            one.result()
    return Hung(livez, full, good)


def _hang(address: str, over: Event) -> None:
    """Posts a page that hangs, and another one until ``over``."""
    client = Client(address)
    client.ask("/v1/clean", HANG.encode() + GOOD)
    while not over.is_set():
        client.ask("/v1/clean", HANG.encode() + GOOD)
    client.close()


def _timed(address: str, path: str, body: bytes | None = None) -> float:
    """The seconds that an answer takes over a connection of its own. Raises ``SystemExit`` where it is a problem."""
    client, start = Client(address), perf_counter()
    status, answer = client.ask(path, body)
    seconds = perf_counter() - start
    client.close()
    if status != 200:
        raise SystemExit(f"the service answered {path} with {status}: {answer[:300]!r}")
    return seconds


def _counts(address: str) -> tuple[float, float]:
    client = Client(address)
    exposed = tally.read(client.get("/metrics"))
    client.close()
    return exposed[tally.sample("children_busy")], exposed[tally.sample("queue_length")]


def _wait_for(address: str, busy: int, waiting: int) -> None:
    until = monotonic() + PATIENCE
    while _counts(address) != (busy, waiting):
        if monotonic() > until:
            raise SystemExit(f"expected {busy} busy children and {waiting} waiting callers, got {_counts(address)}")
        sleep(EVERY)


def in_words(found: Hung) -> str:
    """The figures in one sentence."""
    return (
        f"With {CHILDREN} children that hang and {QUEUE} callers waiting: `/livez` answers in "
        f"{report.duration(percentile(found.livez, 0.5))} (median), {report.duration(percentile(found.livez, 0.99))} "
        f"(99th percentile; limit {MOST_LIVEZ:g} s) and {report.duration(max(found.livez))} (longest of "
        f"{len(found.livez):,}). A good page that comes while all children hang is answered after "
        f"{report.duration(found.good)}; the deadline is {DEADLINE:g} s."
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures; gives the exit status."""
    parser = argparse.ArgumentParser(description="How a service answers whose children all hang.")
    parser.add_argument("--seconds", type=float, default=SECONDS, help=f"(default: {SECONDS:g})")
    parser.add_argument("--docs", action="store_true", help="write the figures into docs/")
    args = parser.parse_args(arguments)
    found = measure(args.seconds)
    print(in_words(found))
    if args.docs:
        report.write_part("hung", COMMAND, f"{report.in_words(report.conditions())}\n\n{in_words(found)}")
    print("\n" + ("\n".join(found.problems) or "bench-hung: the bounds are held"))
    return 1 if found.problems else 0


if __name__ == "__main__":
    sys.exit(main())

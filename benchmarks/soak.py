"""Memory of a worker over many pages, and how soon it answers: ``make soak``.

    python -m benchmarks.soak                  50,000 pages
    python -m benchmarks.soak --count 5000     fewer; at least 2,000

One worker that is never replaced cleans small made-up pages and, where they are, those of ../shared, each with its
number written into every paragraph, so that no text comes twice and a cache that only grows is seen. The exit status
is 1 where the resident size after the first 1,000 pages grows by 5 % or more, or the start takes 1.5 s or longer.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import chain, islice
from pathlib import Path
from random import Random
from statistics import median

from benchmarks import processes, report
from benchmarks.client import post
from benchmarks.pages import PAGES, Page, load
from benchmarks.shapes import small_pages
from quality.serving import serving

COUNT, FIRST, STEPS, LAST = 50_000, 1_000, 10, 3
SMALL, SEED = 200, 3
CONNECTIONS = 4
MOST_GROWTH, MOST_SECONDS = 0.05, 1.5
STARTS = 5
COMMAND = "make soak ARGS=--docs"


@dataclass(frozen=True)
class Soak:
    """Resident bytes of the worker by pages cleaned (0 is after the start); of each start, the seconds that passed and
    those of CPU time."""

    resident: dict[int, int]
    starts: Sequence[tuple[float, float]]

    @property
    def growth(self) -> float:
        """By what share the resident size at the end is above that after the first pages: the median of the last sizes,
        as each is taken with pages under way."""
        later = [size for pages, size in self.resident.items() if pages > FIRST]
        return median(later[-LAST:]) / self.resident[FIRST] - 1

    @property
    def ready(self) -> float:
        """The quickest start: the others waited for the machine."""
        return min(wall for wall, _ in self.starts)

    @property
    def problems(self) -> list[str]:
        found = []
        if self.growth >= MOST_GROWTH:
            found.append(
                f"memory grew by {self.growth:.1%} after the first {FIRST} pages, the limit is {MOST_GROWTH:.0%}"
            )
        if self.ready >= MOST_SECONDS:
            found.append(f"the first answer came {self.ready:.2f} s after the start, the limit is {MOST_SECONDS} s")
        return found


def endless(pages: Sequence[Page]) -> Iterator[Page]:
    """``pages`` in a random order, again and again, with a number in each paragraph that no other page has."""
    random, number = Random(SEED), 0
    while True:
        for page in random.sample(pages, len(pages)):
            number += 1
            end = b"\n" if page.is_dump else b"</p>"
            yield replace(page, body=page.body.replace(end, b" %d%b" % (number, end)))


def checkpoints(count: int) -> list[int]:
    """After how many pages the size is taken: the first thousand, then in equal steps up to ``count``."""
    return [FIRST, *(FIRST + (count - FIRST) * step // STEPS for step in range(1, STEPS + 1))]


def soak(pages: Sequence[Page], count: int) -> Soak:
    """Cleans ``count`` pages over HTTP. Raises ``SystemExit`` where one is not answered or the worker is replaced."""
    said = report.progress("soak")
    starts = []
    for _ in range(STARTS):
        with serving({"WORKERS": "1"}) as server:
            starts.append((server.ready, sum(processes.cpu_seconds(pid) for pid in processes.family(server.pid))))
    with serving({"WORKERS": "1"}, ("--max-requests", "0")) as server:
        (worker,) = processes.children(server.pid)
        resident, source, done = {0: _resident(worker)}, endless(pages), 0
        for until in checkpoints(count):
            post(server.address, islice(source, until - done), CONNECTIONS)
            done = until
            resident[done] = _resident(worker)
            said(f"{done} pages, {report.size(resident[done])}")
        if processes.children(server.pid) != [worker]:
            raise SystemExit("the worker was replaced on the way; the service's log says why")
    said("\n")
    return Soak(resident, starts)


def _resident(worker: int) -> int:
    """The resident size of a worker with its nursery and children, what they share counted once.

    Counted for each, it would seem to grow when a child is replaced: the nursery that bears the new one has loaded the
    dictionaries into traditional script meanwhile, which the first ones were born without.
    """
    return sum(processes.proportional(pid) for pid in processes.family(worker))


def as_text(found: Soak) -> str:
    rows = [(f"{pages:,}", report.size(size)) for pages, size in found.resident.items()]
    starts = ", ".join(f"{wall:.2f} s ({cpu:.2f} s of CPU)" for wall, cpu in sorted(found.starts))
    return (
        f"{report.table(('pages cleaned', 'resident size'), rows)}\n\n"
        f"Growth after the first {FIRST:,}: {found.growth:.1%}; the limit is {MOST_GROWTH:.0%}. "
        f"From start to first answer: {starts}; the limit for the quickest is {MOST_SECONDS} s."
    )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Memory of a worker over many pages, and how soon it answers.")
    parser.add_argument("--pages", type=Path, default=PAGES, help="a folder of sets of pages, or of pages")
    parser.add_argument("--count", type=int, default=COUNT, help=f"how many pages (default: {COUNT})")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    parser.add_argument("--docs", action="store_true", help="write the figures into docs/")
    args = parser.parse_args(arguments)
    if args.count < 2 * FIRST:
        parser.error(f"--count must be at least {2 * FIRST}: growth is what comes after the first {FIRST}")
    if not processes.supported():
        print("soak: skipped, this system does not tell a process's resident size as Linux does")
        return 0
    small = [Page("small", str(i), body, kind) for i, (body, kind) in enumerate(islice(small_pages(), SMALL))]
    found = soak([*small, *chain.from_iterable(load(args.pages).values())], args.count)
    print(as_text(found))
    if args.json:
        report.write_json(args.json, asdict(found) | {"growth": found.growth})
    if args.docs:
        report.write_part("memory", COMMAND, f"{report.in_words(report.conditions())}\n\n{as_text(found)}")
    print("\n" + ("\n".join(found.problems) or "soak: the bounds are held"))
    return 1 if found.problems else 0


if __name__ == "__main__":
    sys.exit(main())

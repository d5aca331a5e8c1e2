"""What a run over archives costs: ``make bench-bulk``.

    python -m benchmarks.bulk
    python -m benchmarks.bulk --datatrove ENV/bin/python   beside datatrove, where that Python has it
    python -m benchmarks.bulk --docs

The Chinese pages, as web archives that are made in a temporary folder, no two pages alike, go through ``jingwen batch``
to lines of JSON. CPU time is that of all its processes on one core; the library cleans the same pages in one process on
the same core, from memory, and writes each answer as JSON. What a start costs is taken off: each figure is of a long
archive less a short one. A pass of one stands between two of the other. The exit status is 1 where a ratio is below its
floor in ``benchmarks/floors.json``, or a bound of memory or start is not held.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import orjson

from benchmarks import archives, processes, report
from benchmarks.batch import at_once, passes
from benchmarks.commands import Spent, batch, first_row, spent
from benchmarks.gate import FLOORS
from benchmarks.over_http import share
from benchmarks.pages import PAGES, ROOT, Page, load
from jingwen.cleaner import Cleaner
from quality.floors import Floors, missed

SET, MODE = "zh", "bulk"
LIBRARY, CLOCK = "bulk/library", "bulk/library, by the clock"
TROVE = "bulk/datatrove"
SCALING, MACHINE = "two cores/one core", "two cores/one core, of the library"
SHARE = "two cores/one core, of what the library gets"
LONG, SHORT, CORES = 1000, 50, 2  # pages
TROVE_LONG, TROVE_SHORT, TROVE_ROUNDS = 130, 10, 2
MANY, FEW = 20_000, 1_000  # whose memory is compared
MOST_GROWTH, MOST_SECONDS, STARTS = 1.5, 3.0, 5
ROUNDS = 5
COMMAND = "make bench-bulk ARGS=--docs"
Measured = Callable[[], Spent]


@dataclass(frozen=True)
class Lots:
    """Archives of ``long`` and ``short`` so many pages, and ``pages``, those of the long one behind the short one."""

    long: Path
    short: Path
    pages: Sequence[Page]

    @classmethod
    def made(cls, folder: Path, pages: Sequence[Page], long: int, short: int) -> Lots:
        """Written into ``folder``."""
        found = [*archives.numbered(pages, long)]
        lots = cls(folder / f"{long}.warc.gz", folder / f"{short}.warc.gz", found[short:])
        archives.write(lots.long, found)
        archives.write(lots.short, found[:short])
        return lots


def commanded(lots: Lots, jobs: int) -> Measured:
    """``jingwen batch``, on one core where there is one job."""

    def run() -> Spent:
        output = lots.long.with_name("rows.jsonl")

        def one(archive: Path) -> Spent:
            asked = (str(archive), "--output", str(output), "--overwrite", "--jobs", str(jobs), "--rules", "packaged")
            return spent(batch(asked), measured=jobs == 1)

        return one(lots.long) - one(lots.short)

    return run


def trove(python: Path, lots: Lots) -> Measured:
    """datatrove's reader, extractor and writer, on one core."""

    def run() -> Spent:
        output = lots.long.with_name("trove")

        def one(archive: Path) -> Spent:
            rmtree(output, ignore_errors=True)
            command = (str(python), "-P", str(ROOT / "benchmarks" / "trove.py"), str(archive), str(output))
            return spent(command, measured=True, environ={"PYTHONPATH": ""})

        return one(lots.long) - one(lots.short)

    return run


def library(pages: Sequence[Page]) -> Callable[[], None]:
    """The pages cleaned in this process, as a caller of the library would."""
    cleaner = Cleaner("packaged")

    def run() -> None:
        for page in pages:
            article = cleaner.clean(page.body, url=page.url, content_type=page.content_type)
            orjson.dumps(article.to_dict())

    return run


def here(run: Callable[[], None], measured: bool) -> Spent:
    """What ``run`` uses in this process, on the core that is measured or on all."""

    def timed() -> Spent:
        wall, cpu = perf_counter(), process_time()
        run()
        return Spent(perf_counter() - wall, process_time() - cpu)

    if not measured:
        return timed()
    with processes.pinned(measured=True):
        return timed()


def ratios(folder: Path, pages: Sequence[Page], rounds: int, python: Path | None) -> dict[str, float]:
    """All ratios of pages a second."""
    said = report.progress("bench-bulk")
    lots = Lots.made(folder, pages, LONG, SHORT)
    alone, one, both = library(lots.pages), commanded(lots, 1), commanded(lots, CORES)
    said("one core against the library")
    found = passes(lambda: here(alone, True), one, rounds)
    told = {
        LIBRARY: share([(a.cpu, b.cpu, c.cpu) for a, b, c in found]),
        CLOCK: share([(a.wall, b.wall, c.wall) for a, b, c in found]),
    }
    if python is not None:
        said("one core against datatrove")
        few = Lots.made(folder, pages, TROVE_LONG, TROVE_SHORT)
        beside = passes(one, trove(python, few), TROVE_ROUNDS)
        each = len(lots.pages) / len(few.pages)
        told[TROVE] = 1 / share([(a.cpu, b.cpu * each, c.cpu) for a, b, c in beside])
    said("two cores against one")
    told[SCALING] = share([(a.wall, b.wall, c.wall) for a, b, c in passes(one, both, rounds)])
    one_process, two_processes = at_once(alone, 1), at_once(alone, CORES)
    of_library = passes(lambda: here(one_process, True), lambda: here(two_processes, False), rounds)
    told[MACHINE] = CORES * share([(a.wall, b.wall, c.wall) for a, b, c in of_library])
    told[SHARE] = told[SCALING] / told[MACHINE]
    said("\n")
    return told


@dataclass(frozen=True)
class Held:
    """The most bytes that a run over ``few`` and over ``many`` pages holds, and the seconds from starts to first
    rows."""

    few: int
    many: int
    memory_few: int
    memory_many: int
    starts: Sequence[float]

    @property
    def growth(self) -> float:
        return self.memory_many / self.memory_few

    @property
    def problems(self) -> list[str]:
        """The bounds that are not held."""
        found = []
        if self.growth >= MOST_GROWTH:
            found.append(f"{self.many} pages hold {self.growth:.2f} times what {self.few} do, the limit: {MOST_GROWTH}")
        if min(self.starts) >= MOST_SECONDS:  # the others waited for the machine
            found.append(f"the first row came {min(self.starts):.2f} s after the start, the limit is {MOST_SECONDS} s")
        return found

    def in_words(self) -> str:
        starts = ", ".join(f"{seconds:.2f}" for seconds in sorted(self.starts))
        return (
            f"Memory on {CORES} cores, all processes together: {report.size(self.memory_few)} at most over "
            f"{self.few:,} pages, {report.size(self.memory_many)} over {self.many:,}, {self.growth:.2f} times as much "
            f"(limit {MOST_GROWTH}). From start to first row: {starts} s; the limit for the quickest is "
            f"{MOST_SECONDS:g} s."
        )


def held(folder: Path, pages: Sequence[Page], many: int) -> Held:
    """Weighs runs over ``many`` and over few pages."""
    said, sizes, output = report.progress("bench-bulk"), [], folder / "rows.jsonl"
    for count in (FEW, many):
        said(f"memory of {count} pages")
        archive = folder / f"{count}.warc.gz"
        archives.write(archive, archives.numbered(pages, count))
        asked = (str(archive), "--output", str(output), "--overwrite", "--jobs", str(CORES), "--rules", "packaged")
        sizes.append(spent(batch(asked), measured=False, weighed=True).memory)
    command = batch((str(folder / f"{FEW}.warc.gz"), "--output", str(output), "--overwrite"))
    starts = [first_row(command, output) for _ in range(STARTS)]
    said("\n")
    return Held(FEW, many, sizes[0], sizes[1], starts)


def main(arguments: Sequence[str] | None = None, path: Path = FLOORS) -> int:
    """Measures; gives the exit status."""
    parser = argparse.ArgumentParser(description="What a run over archives costs.")
    parser.add_argument("--pages", type=Path, default=PAGES, help=f"a folder with the set {SET}")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"(default: {ROUNDS})")
    parser.add_argument("--many", type=int, default=MANY, help=f"pages whose memory is taken (default: {MANY})")
    parser.add_argument("--datatrove", type=Path, metavar="PYTHON", help="a Python that has datatrove[io,processing]")
    parser.add_argument("--docs", action="store_true", help="write the figures into docs/")
    args = parser.parse_args(arguments)
    pages = load(args.pages, (SET,)).get(SET)
    if not pages or not processes.supported() or len(os.sched_getaffinity(0)) < CORES:
        print(f"bench-bulk: skipped, there are no pages in {args.pages / SET}, or this is no Linux with {CORES} cores")
        return 0
    before = os.getloadavg()[0]
    with TemporaryDirectory() as folder:
        found = ratios(Path(folder), pages, args.rounds, args.datatrove)
        weighed = held(Path(folder), pages, args.many)
    floors = {SET: dict(Floors.read(path).means[MODE][SET])}
    if args.datatrove is None:
        floors[SET].pop(TROVE, None)
    rows = [
        (name, f"{ratio:.3f}", f"{floors[SET][name]:.2f}" if name in floors[SET] else "")
        for name, ratio in found.items()
    ]
    text = f"{report.table(('pages a second', 'ratio', 'floor'), rows)}\n\n{weighed.in_words()}"
    loaded = f"Load of the machine before the run and behind it: {before:.1f} and {os.getloadavg()[0]:.1f}."
    print(f"{text}\n\n{loaded}")
    if args.docs:
        report.write_part("bulk", COMMAND, f"{report.in_words(report.conditions())} {loaded}\n\n{text}")
    problems = missed({SET: found}, floors) + weighed.problems
    print("\n" + ("\n".join(f"not held: {p}" for p in problems) or "bench-bulk: the floors and bounds are held"))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

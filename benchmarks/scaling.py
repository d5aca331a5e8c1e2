"""CPU time and memory against the size of a page: ``make bench-scaling``.

    python -m benchmarks.scaling                     every shape, from 1 kB to 20 MB
    python -m benchmarks.scaling --shape table --most 2000000
    python -m benchmarks.scaling --json FILE --docs  and the figures as JSON, the table and the plots in docs/

Each shape runs in a process of its own, which is ended where one page takes more CPU time than ``--deadline``: the
sizes that are left then have no figure, and the shape fails. The exit status is 1 where a fitted exponent is above 1.1,
or that of the last steps above 1.3.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from time import process_time

from benchmarks import processes, report
from benchmarks.figures import exponent, spaced
from benchmarks.plot import lines
from benchmarks.shapes import SHAPES, content_type
from benchmarks.stopwatch import forget
from jingwen.cleaner import Cleaner
from jingwen.model import Limits

LEAST, MOST, COUNT = 1_000, 20_000_000, 9
# Below this the fixed cost of a page hides how it grows; and what the process holds anyway, how its memory does.
TIME_FROM, MEMORY_FROM = 10_000, 400_000
# Of all sizes, and of the last steps alone: large pages do not fit into the processor's caches, by which a kilobyte
# costs half as much again at 20 MB as at 2 MB. A quadratic part that is not seen in the fit is seen there.
HIGHEST, STEEPEST = 1.1, 1.3
# How the cost grows shows beyond the size at which a page is refused, too. Depth and attributes stay bounded.
UNLIMITED = Limits(tags=sys.maxsize, text=sys.maxsize)
DEADLINE = 120.0
LOOK = 0.2  # between two looks at how much a page has taken
LARGE = 5_000_000  # the page whose memory has a column of its own: few that a crawler brings are larger
# All sizes in turn, as the machine's speed changes meanwhile; each until it has taken so many CPU seconds, or so many
# times. The least counts.
ROUNDS, ENOUGH, REPEATS = 3, 0.2, 3
COMMAND = "make bench-scaling ARGS=--docs"
TIME_PLOT, MEMORY_PLOT = report.DOCS / "scaling-time.svg", report.DOCS / "scaling-memory.svg"


@dataclass(frozen=True)
class Point:
    """One page: its bytes, the CPU seconds it took, and by how many bytes the process grew at most."""

    size: int
    seconds: float
    memory: int


@dataclass(frozen=True)
class Growth:
    """The points of one shape, by size; ``whole`` unless a page ran past the deadline."""

    shape: str
    points: Sequence[Point]
    whole: bool

    @property
    def time(self) -> float | None:
        """The exponent of time over size; None where there are too few points."""
        return _exponent([(point.size, point.seconds) for point in self.points if point.size >= TIME_FROM])

    @property
    def memory(self) -> float | None:
        return _exponent([(point.size, max(point.memory, 1)) for point in self.points if point.size >= MEMORY_FROM])

    @property
    def steepest(self) -> float | None:
        """The exponent over the last two steps: where a quadratic part begins to show it is seen here first."""
        return _exponent([(point.size, point.seconds) for point in self.points[-3:]])

    def memory_at(self, size: int) -> float | None:
        """The bytes that a page of ``size`` needs, worked out between the measured sizes around it, or None."""
        for below, above in pairwise(self.points):
            if below.size <= size <= above.size:
                part = (size - below.size) / (above.size - below.size)
                return below.memory + part * (above.memory - below.memory)
        return None

    @property
    def held(self) -> bool:
        """Whether time and memory grow as fast as the page, or slower."""
        found = ((self.time, HIGHEST), (self.memory, HIGHEST), (self.steepest, STEEPEST))
        return self.whole and all(value is not None and round(value, 2) <= most for value, most in found)


def _exponent(points: Sequence[tuple[int, float]]) -> float | None:
    return exponent(*zip(*points, strict=True)) if len(points) > 1 else None


def grow(shape: str, sizes: Sequence[int], deadline: float) -> Growth:
    """Cleans a page of ``shape`` of each of ``sizes``, in a process of its own."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    worker = multiprocessing.get_context("spawn").Process(target=_work, args=(theirs, shape, sizes), daemon=True)
    worker.start()
    theirs.close()
    found: list[Point] = []
    try:
        while len(found) < ROUNDS * len(sizes) and _comes(ours, worker, deadline):
            found.append(ours.recv())
    except EOFError:  # the process died: of memory, or in a parser
        pass
    worker.kill()
    worker.join()
    points = [_least(found[nth :: len(sizes)]) for nth in range(min(len(sizes), len(found)))]
    return Growth(shape, points, len(found) == ROUNDS * len(sizes))


def _comes(points: Connection, worker: SpawnProcess, deadline: float) -> bool:
    """Whether the worker sends something before it has spent so many CPU seconds more; its end counts as something."""
    spent = processes.cpu_seconds(worker.pid or 0)
    while not points.poll(LOOK):
        if processes.cpu_seconds(worker.pid or 0) - spent > deadline:
            return False
    return True


def _least(rounds: Sequence[Point]) -> Point:
    """Of the ``rounds``, the time when nothing else disturbed it, and the memory when least was left of other pages."""
    return Point(rounds[0].size, min(one.seconds for one in rounds), max(one.memory for one in rounds))


def _work(out: Connection, shape: str, sizes: Sequence[int]) -> None:
    cleaner, kind = Cleaner("packaged", limits=UNLIMITED), content_type(shape)
    cleaner.clean(SHAPES[shape](LEAST).encode(), content_type=kind)
    for _ in range(ROUNDS):
        for size in sizes:
            out.send(_point(cleaner, SHAPES[shape](size).encode(), kind))


def _point(cleaner: Cleaner, body: bytes, kind: str) -> Point:
    gc.collect()
    processes.give_back()
    processes.forget_peak()
    before = processes.memory()
    spent: list[float] = []
    while not spent or (sum(spent) < ENOUGH and len(spent) < REPEATS):
        forget()
        start = process_time()
        cleaner.clean(body, content_type=kind)
        spent.append(process_time() - start)
    return Point(len(body), min(spent), max(processes.memory(what=processes.PEAK) - before, 0))


def as_table(growths: Sequence[Growth]) -> str:
    fitted = ("time exponent", "its last steps", "memory exponent")
    head = ("shape", *fitted, "largest", "CPU s", "µs/kB", "memory/size", f"memory for {report.size(LARGE)}")
    return report.table(head, [_cells(growth) for growth in growths])


def _cells(growth: Growth) -> tuple[str, ...]:
    if not growth.points:
        return (growth.shape, *("–",) * 8)
    last = growth.points[-1]
    fitted = ("–" if value is None else f"{value:.2f}" for value in (growth.time, growth.steepest, growth.memory))
    reached = report.size(last.size) if growth.whole else f"past the deadline after {report.size(last.size)}"
    cost = report.amount(1e9 * last.seconds / last.size)
    large = growth.memory_at(LARGE)
    return (
        growth.shape,
        *fitted,
        reached,
        report.amount(last.seconds),
        cost,
        report.amount(last.memory / last.size),
        "–" if large is None else report.size(large),
    )


def write_plots(growths: Sequence[Growth]) -> None:
    """Draws time and memory of each shape over the sizes that were reached."""
    times = {one.shape: [(p.size, p.seconds) for p in one.points] for one in growths if one.points}
    grown = {one.shape: [(p.size, max(p.memory, 1)) for p in one.points if p.size >= MEMORY_FROM] for one in growths}
    time = lines("CPU time against the size of a page", times, report.size, report.duration)
    memory = lines(
        "Peak memory above that of the idle process", {k: v for k, v in grown.items() if v}, report.size, report.size
    )
    TIME_PLOT.write_text(time, encoding="utf-8")
    MEMORY_PLOT.write_text(memory, encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="CPU time and memory against the size of a page.")
    parser.add_argument("--shape", action="append", choices=SHAPES, dest="shapes", help="only this shape")
    parser.add_argument("--most", type=int, default=MOST, metavar="BYTES", help=f"the largest page (default: {MOST})")
    parser.add_argument(
        "--deadline", type=float, default=DEADLINE, help=f"CPU seconds for one size (default: {DEADLINE})"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    parser.add_argument("--docs", action="store_true", help="write the table and the plots into docs/")
    args = parser.parse_args(arguments)
    if not processes.supported():
        print("bench-scaling: skipped, this system does not tell a process's peak memory as Linux does")
        return 0
    said, growths = report.progress("scaling"), []
    for shape in args.shapes or SHAPES:
        said(shape)
        growths.append(grow(shape, spaced(LEAST, args.most, COUNT), args.deadline))
    said("\n")
    print(as_table(growths))
    if args.json:
        report.write_json(args.json, {"highest": HIGHEST, "shapes": [asdict(growth) for growth in growths]})
    if args.docs:
        write_plots(growths)
        report.write_part("scaling", COMMAND, f"{report.in_words(report.conditions())}\n\n{as_table(growths)}")
    failed = [growth.shape for growth in growths if not growth.held]
    print(
        f"\nabove an exponent of {HIGHEST}, or of {STEEPEST} in the last steps: {', '.join(failed)}"
        if failed
        else "\nbench-scaling: every shape is linear"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

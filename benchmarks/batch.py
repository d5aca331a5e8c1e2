"""What a stream of pages costs, and how it scales: ``make bench-batch``.

    python -m benchmarks.batch                 one core against the library, all cores against one
    python -m benchmarks.batch --docs

The same lines of JSON go through ``POST /v1/clean/batch`` on loopback and through the library, which reads each line,
cleans the page and writes its answer as a line. A page in UTF-8 is sent as ``html``, any other as ``body_base64``, as a
crawler does. By the clock, each with its cores to itself; a pass of one stands between two of the other. What two cores
add is set beside what they add to the library, in a process on each: cores that share their memory and their clock are
not twice as fast as one, whoever uses them. The exit status is 1 where a ratio is below its floor in
``benchmarks/floors.json``.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter
from typing import TypeVar

import orjson

from benchmarks import processes, report
from benchmarks.client import stream
from benchmarks.gate import FLOORS
from benchmarks.over_http import share
from benchmarks.pages import PAGES, Page, load
from jingwen.cleaner import Cleaner
from quality.floors import Floors, missed
from quality.serving import serving

SET, MODE = "zh", "batch"
LIBRARY, SCALING, MACHINE = "batch/library", "two cores/one core", "two cores/one core, of the library"
SHARE = "two cores/one core, of what the library gets"
ROUNDS, TIMES, CORES = 12, 4, 2  # a pass is all pages so many times
COMMAND = "make bench-batch ARGS=--docs"
Run = Callable[[], None]
T = TypeVar("T")


def line(page: Page) -> bytes:
    """The page as a line of a stream."""
    about = {"url": page.url, "content_type": page.content_type}
    try:
        return orjson.dumps({**about, "html": page.body.decode()})
    except UnicodeDecodeError:
        return orjson.dumps({**about, "body_base64": b64encode(page.body).decode()})


def library(lines: Sequence[bytes]) -> Run:
    """The lines cleaned in this process, as a caller of the library would."""
    cleaner = Cleaner("packaged")

    def run() -> None:
        for each in lines:
            told = orjson.loads(each)
            body = told["html"] if "html" in told else b64decode(told["body_base64"])
            article = cleaner.clean(body, url=told["url"], content_type=told["content_type"])
            orjson.dumps(article.to_dict())

    return run


def service(stack: ExitStack, lines: Sequence[bytes], environ: dict[str, str]) -> Run:
    """The lines cleaned by a service, which is started with ``environ``."""
    address = stack.enter_context(serving({"WORKERS": "1", "JINGWEN_RULES": "packaged", **environ})).address

    def run() -> None:
        if sum(1 for _ in stream(address, lines)) != len(lines):
            raise SystemExit("the stream has another number of answers than of lines")

    return run


def at_once(run: Run, count: int) -> Run:
    """``run`` in each of ``count`` processes."""
    fork = multiprocessing.get_context("fork")

    def all_of_them() -> None:
        workers = [fork.Process(target=run) for _ in range(count)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()

    return all_of_them


def seconds(run: Run, measured: bool) -> float:
    """How long ``run`` takes by the clock, in or beside the core that is measured."""
    with processes.pinned(measured=measured):
        start = perf_counter()
        run()
        return perf_counter() - start


def passes(first: Callable[[], T], second: Callable[[], T], rounds: int) -> list[tuple[T, T, T]]:
    """``first``, ``second`` and ``first`` again, ``rounds`` times; one more before, to warm up."""
    second()
    before, found = first(), []
    for _ in range(rounds):
        found.append((before, second(), first()))
        before = found[-1][2]
    return found


def against_library(lines: Sequence[bytes], rounds: int) -> float:
    """The pages a second of one core over a stream, as a share of the library's."""
    with ExitStack() as stack:
        with processes.pinned(measured=True):
            streamed = service(stack, lines, {})
        alone = library(lines)
        return share(passes(lambda: seconds(alone, True), lambda: seconds(streamed, False), rounds))


def two_cores(lines: Sequence[bytes], rounds: int) -> float:
    """The pages a second of two cores over one stream, as a multiple of one core's. The client is on them as well."""
    with ExitStack() as stack:
        with processes.pinned(measured=True):
            one = service(stack, lines, {})
        both = service(stack, lines, {"JINGWEN_CHILDREN": str(CORES)})
        return share(passes(lambda: seconds(one, False), lambda: timed(both), rounds))


def two_processes(lines: Sequence[bytes], rounds: int) -> float:
    """The pages a second of two processes of the library on two cores, as a multiple of one process's."""
    run = library(lines)
    run()  # what it keeps is there for every process
    one, both = at_once(run, 1), at_once(run, CORES)
    return CORES * share(passes(lambda: seconds(one, True), lambda: timed(both), rounds))


def timed(run: Run) -> float:
    start = perf_counter()
    run()
    return perf_counter() - start


def main(arguments: Sequence[str] | None = None, path: Path = FLOORS) -> int:
    """Measures; gives the exit status."""
    parser = argparse.ArgumentParser(description="What a stream of pages costs, and how it scales.")
    parser.add_argument("--pages", type=Path, default=PAGES, help=f"a folder with the set {SET}")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"(default: {ROUNDS})")
    parser.add_argument("--docs", action="store_true", help="write the figures into docs/")
    args = parser.parse_args(arguments)
    pages = load(args.pages, (SET,)).get(SET)
    if not pages or not processes.supported() or len(os.sched_getaffinity(0)) < CORES:
        print(f"bench-batch: skipped, there are no pages in {args.pages / SET}, or this is no Linux with {CORES} cores")
        return 0
    lines = [line(page) for page in pages] * TIMES
    found = {
        LIBRARY: against_library(lines, args.rounds),
        SCALING: two_cores(lines, args.rounds),
        MACHINE: two_processes(lines, args.rounds),
    }
    found[SHARE] = found[SCALING] / found[MACHINE]
    floors = dict(Floors.read(path).means[MODE])
    text = report.table(
        ("pages a second", "ratio", "floor"),
        [
            (name, f"{ratio:.3f}", f"{floors[SET][name]:.2f}" if name in floors[SET] else "")
            for name, ratio in found.items()
        ],
    )
    print(text)
    if args.docs:
        report.write_part("batch", COMMAND, f"{report.in_words(report.conditions())}\n\n{text}")
    problems = missed({SET: found}, floors)
    print("\n" + ("\n".join(f"below the floor: {p}" for p in problems) or "bench-batch: the floors are held"))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

"""What it costs to have pages cleaned by a child that can be killed: ``make bench-children``.

    python -m benchmarks.children              the same pages by a child and in the process itself, in turn
    python -m benchmarks.children --docs
    python -m benchmarks.children --against COMMIT     and what a child held at that commit

CPU time of both ends, on one core: the worker's, which packs the page and keeps the deadline, and the child's. Each
page goes one way and at once the other, in a random order, and of several rounds its least time counts. The exit status
is 1 where the child's way costs more than 10 % above the other.

Memory: of a child that has cleaned a thousand pages over HTTP, no two alike, what it holds alone, and what it shares.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from random import Random
from time import process_time, sleep

from benchmarks import processes, report
from benchmarks.before import PYTHON, checked_out
from benchmarks.client import post
from benchmarks.pages import PAGES, ROOT, SETS, Page, load
from benchmarks.soak import endless
from jingwen.cleaner import Cleaner
from jingwen.isolation.answer import Cleaning, Inline
from jingwen.isolation.pool import Pool
from jingwen.model import RawPage
from jingwen.settings import Settings
from quality.serving import serving

SET, ROUNDS, SEED = "zh", 15, 13
MOST = 1.10
SETTLE = 0.001  # until a child that has answered waits again
HELD_AFTER = 1_000
COMMAND = "make bench-children ARGS=--docs"


def cost(pages: Sequence[Page], rounds: int) -> tuple[float, float]:
    """CPU seconds for all ``pages``: in this process, and by a child with this process's part in it."""
    cleaner, random = Cleaner("packaged"), Random(SEED)
    pool = Pool(cleaner, Settings(children=1, child_pages=10**9))
    ways: dict[Cleaning, Callable[[], float]] = {Inline(cleaner): process_time}
    least: dict[tuple[Cleaning, int], float] = {}
    try:
        others = processes.children("self")
        pool.start()
        (nursery,) = _started(pool, pages, others)
        (child,) = processes.children(nursery)
        ways[pool] = lambda: process_time() + processes.cpu_seconds(child)
        for _ in range(rounds + 1):  # the first one warms up
            for n in random.sample(range(len(pages)), len(pages)):
                raw = (RawPage(pages[n].body, pages[n].url, pages[n].content_type),)
                for way in random.sample(list(ways), len(ways)):
                    before = ways[way]()
                    way.clean(raw, {})
                    sleep(SETTLE)
                    spent = ways[way]() - before
                    least[way, n] = min(spent, least.get((way, n), spent))
        inline, pooled = (sum(least[way, n] for n in range(len(pages))) for way in ways)
        return inline, pooled
    finally:
        pool.close()


def _started(pool: Pool, pages: Sequence[Page], others: Sequence[int]) -> list[int]:
    """The nursery of ``pool``, with a child that has cleaned a page; this process has ``others`` besides."""
    pool.clean((RawPage(pages[0].body),), {})
    return [pid for pid in processes.children("self") if pid not in others and processes.children(pid)]


@dataclass(frozen=True)
class Held:
    """The resident bytes that a child holds alone, and those that it shares with the processes it descends from."""

    own: int
    shared: int


def held(pages: Sequence[Page], root: Path = ROOT, python: str | Path = sys.executable) -> Held:
    """What the one child of a service from the checkout ``root`` holds after ``HELD_AFTER`` pages."""
    with serving({"WORKERS": "1", "JINGWEN_CHILDREN": "1"}, root=root, python=python) as server:
        post(server.address, islice(endless(pages), HELD_AFTER))
        child = processes.family(server.pid)[-1]
        own = processes.own(child)
        return Held(own, processes.memory(child) - own)


def held_in_words(now: Held, then: Held | None = None, commit: str = "") -> str:
    """What a child holds, and what one held at another commit."""
    said = (
        f"After {HELD_AFTER:,} pages of all sets a child holds {report.size(now.own)} of its own, beside "
        f"{report.size(now.shared)} that it shares."
    )
    if then:
        said += f" At {commit} it held {report.size(then.own)} of its own: {now.own / then.own:.2f} times as much now."
    return said


def in_words(inline: float, pooled: float, count: int) -> str:
    """The figures of ``count`` pages in one sentence."""
    return (
        f"CPU time per page on `{SET}`, the answer's JSON included: {report.duration(inline / count)} in the process "
        f"itself, {report.duration(pooled / count)} by a child, {pooled / inline:.3f} times as much (limit {MOST:.2f})."
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures; gives the exit status."""
    parser = argparse.ArgumentParser(description="What it costs to have pages cleaned by a child.")
    parser.add_argument("--pages", type=Path, default=PAGES, help=f"a folder with the set {SET}")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"(default: {ROUNDS})")
    parser.add_argument("--against", metavar="COMMIT", help="what a child held then, and the ratio")
    parser.add_argument("--docs", action="store_true", help="write the figures into docs/")
    args = parser.parse_args(arguments)
    sets = load(args.pages, SETS)
    pages, every = sets.get(SET), list(chain.from_iterable(sets.values()))
    if not pages or not processes.supported():
        print(f"bench-children: skipped, there are no pages in {args.pages / SET}, or this is no Linux")
        return 0
    with ExitStack() as stack:
        try:
            then = stack.enter_context(checked_out(args.against)) if args.against else None
        except ValueError as error:
            parser.error(f"--against: {error}")
        with processes.pinned(measured=True):
            inline, pooled = cost(pages, args.rounds)
        now = held(every)
        before = held(every, then, then / PYTHON) if then else None
        text = f"{in_words(inline, pooled, len(pages))}\n\n{held_in_words(now, before, args.against)}"
    print(text)
    if args.docs:
        command = f'make bench-children ARGS="--against {args.against} --docs"' if args.against else COMMAND
        report.write_part("children", command, f"{report.in_words(report.conditions())}\n\n{text}")
    return 1 if pooled / inline > MOST else 0


if __name__ == "__main__":
    sys.exit(main())

"""What HTTP adds to a page, and how the service scales: ``make bench-http``.

    python -m benchmarks.over_http                   CPU per page against the library, one core, worker classes, workers
    python -m benchmarks.over_http --quick           the first of these only
    python -m benchmarks.over_http --json FILE --docs

The service runs on loopback as ``make serve`` starts it. CPU time is that of all its processes, read from their CPU
clocks; the client's is not in it. The exit status is 1 where the library's CPU per page over the service's is below
its floor in ``benchmarks/floors.json``.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from statistics import median
from threading import Event, Thread
from time import perf_counter, process_time

from benchmarks import processes, report
from benchmarks.client import Client, post
from benchmarks.gate import FLOORS
from benchmarks.pages import PAGES, Page, load
from benchmarks.stopwatch import TURN
from jingwen.cleaner import Cleaner
from quality.floors import Floors, missed
from quality.serving import Server, serving

SET, MODE, SCORE = "zh", "http", "library/http"
ROUNDS, COST_ROUNDS, SEED = 5, 11, 7
CONNECTIONS, ONE_CORE = 8, (1, 2, 8)
# How many workers, and what is said to gunicorn beyond its configuration file.
Setup = tuple[int, Sequence[str]]
# Seconds that all pages took: in the library, in the service, in the library again.
Pass = tuple[float, float, float]
CLASSES: Mapping[str, Setup] = {
    "the service's own": (1, ()),
    "sync": (1, ("--worker-class", "sync", "--threads", "1")),
    **{f"gthread, threads {n}": (1, ("--worker-class", "gthread", "--threads", str(n))) for n in (1, 2, 4, 8)},
}
WORKERS: Mapping[str, Setup] = {f"workers {n}": (n, ()) for n in (1, 2, 4)}
SETTLE, ASK_LIVE = 0.1, 0.05
COMMAND = "make bench-http ARGS=--docs"


@dataclass(frozen=True)
class Cost:
    """CPU seconds a page in the library and over HTTP, one pair a round."""

    rounds: Sequence[tuple[float, float]]

    @property
    def library(self) -> float:
        return min(library for library, _ in self.rounds)

    @property
    def http(self) -> float:
        return min(http for _, http in self.rounds)

    @property
    def ratio(self) -> float:
        """The library's share of the cost over HTTP: the median of the rounds."""
        return median(library / http for library, http in self.rounds)


@dataclass(frozen=True)
class Load:
    """A service under load: CPU seconds a page, pages a second, which share of the work the busiest worker did, and the
    longest that ``/livez`` took, in seconds."""

    name: str
    cpu: float
    per_second: float
    busiest: float
    livez: float


def cost(pages: Sequence[Page], rounds: int) -> Cost:
    """Library and service in turn on the same few pages and the same core, each page one at a time over one connection;
    the client has another core.
    """
    random, cleaner, found = Random(SEED), Cleaner("packaged"), []
    with ExitStack() as stack:
        with processes.pinned(measured=True):
            server = stack.enter_context(serving({"WORKERS": "1", "JINGWEN_RULES": "packaged"}))
        client = Client(server.address)
        stack.callback(client.close)
        for number in range(rounds + 1):
            order = random.sample(pages, len(pages))
            library = http = 0.0
            for turn in (order[start : start + TURN] for start in range(0, len(order), TURN)):
                with processes.pinned(measured=True):
                    library += _in_process(cleaner, turn)
                before = _by_family(server.pid)
                with processes.pinned(measured=False):
                    for page in turn:
                        client.clean(page)
                time.sleep(SETTLE)
                http += _by_family(server.pid) - before
            if number:  # the first is there to warm up
                found.append((library / len(order), http / len(order)))
        return Cost(found)


def on_one_core(pages: Sequence[Page], rounds: int) -> dict[int, float]:
    """By connections, the pages a second that one core serves, as a share of those that the library cleans on it: all
    ``pages`` in a row, each with the core to itself. A pass of the service stands between two of the library.
    """
    cleaner, passes = Cleaner("packaged"), {connections: list[Pass]() for connections in ONE_CORE}
    with ExitStack() as stack:
        with processes.pinned(measured=True):
            server = stack.enter_context(serving({"WORKERS": "1", "JINGWEN_RULES": "packaged"}))
        for number in range(rounds + 1):
            before = _library(cleaner, pages)
            for connections, found in passes.items():
                with processes.pinned(measured=False):
                    seconds = post(server.address, pages, connections)
                after = _library(cleaner, pages)
                if number:
                    found.append((before, seconds, after))
                before = after
    return {connections: share(found) for connections, found in passes.items()}


def share(passes: Sequence[Pass]) -> float:
    """The service's pages a second as a share of the library's: the median of the steadier half of the ``passes``.

    Where the library before and the library after differ, the machine's speed has changed meanwhile, and what the
    service would be compared with is not known.
    """
    by_change = sorted(passes, key=lambda each: abs(each[0] - each[2]) / min(each[0], each[2]))
    steadier = by_change[: -(-len(passes) // 2)]
    return median((before + after) / 2 / seconds for before, seconds, after in steadier)


def under_load(pages: Sequence[Page], setups: Mapping[str, Setup], rounds: int) -> list[Load]:
    """Services set up in several ways, in turn on all ``pages`` over several connections, while another client asks for
    ``/livez``. Of the rounds the least CPU time counts, and the most pages a second.
    """
    random = Random(SEED)
    found: dict[str, list[Load]] = {name: [] for name in setups}
    with ExitStack() as stack:
        servers = {
            name: stack.enter_context(serving({"WORKERS": str(workers), "JINGWEN_RULES": "packaged"}, arguments))
            for name, (workers, arguments) in setups.items()
        }
        for server in servers.values():
            post(server.address, [*pages] * 2, CONNECTIONS)
        for _ in range(rounds):
            for name in random.sample(list(setups), len(setups)):
                found[name].append(_load(name, servers[name], random.sample(pages, len(pages))))
    return [_best(loads) for loads in found.values()]


def _load(name: str, server: Server, pages: Sequence[Page]) -> Load:
    over, waits = Event(), [0.0]
    asking = Thread(target=_ask, args=(server.address, over, waits))
    asking.start()
    workers = processes.children(server.pid)
    before = [_by_family(pid) for pid in workers]
    seconds = post(server.address, pages, CONNECTIONS)
    spent = [_by_family(pid) - start for pid, start in zip(workers, before, strict=True)]
    over.set()
    asking.join()
    return Load(name, sum(spent) / len(pages), len(pages) / seconds, max(spent) / sum(spent), max(waits))


def _best(loads: Sequence[Load]) -> Load:
    return Load(
        loads[0].name,
        min(one.cpu for one in loads),
        max(one.per_second for one in loads),
        median(one.busiest for one in loads),
        median(one.livez for one in loads),
    )


def _ask(address: str, over: Event, waits: list[float]) -> None:
    while not over.wait(ASK_LIVE):
        client, start = Client(address), perf_counter()
        client.get("/livez")
        waits.append(perf_counter() - start)
        client.close()


def _in_process(cleaner: Cleaner, pages: Sequence[Page]) -> float:
    start = process_time()
    for page in pages:
        cleaner.clean(page.body, url=page.url, content_type=page.content_type)
    return process_time() - start


def _library(cleaner: Cleaner, pages: Sequence[Page]) -> float:
    """As :func:`_in_process` on the measured core, but by the clock."""
    with processes.pinned(measured=True):
        start = perf_counter()
        _in_process(cleaner, pages)
        return perf_counter() - start


def _by_family(pid: int) -> float:
    """The CPU time that ``pid`` and all that descend from it have used, in seconds."""
    return sum(map(processes.cpu_seconds, processes.family(pid)))


def cost_in_words(found: Cost) -> str:
    return (
        f"CPU time per page on `{SET}`: {report.duration(found.library)} in the library, "
        f"{report.duration(found.http)} over HTTP, {1 / found.ratio:.2f} times as much (median of "
        f"{len(found.rounds)} rounds; the rounds lie between {min(h / lib for lib, h in found.rounds):.2f} and "
        f"{max(h / lib for lib, h in found.rounds):.2f})."
    )


def load_table(loads: Sequence[Load]) -> str:
    rows = []
    for one in loads:
        rates = (report.duration(one.cpu), report.amount(one.per_second), f"{one.busiest:.0%}")
        rows.append((one.name, *rates, report.duration(one.livez)))
    return report.table(("", "CPU per page", "pages/s", "busiest worker's share", "/livez at worst"), rows)


def shares_table(shares: Mapping[int, float]) -> str:
    return report.table(("connections", "pages/s, of the library's"), [(str(n), f"{x:.0%}") for n, x in shares.items()])


def main(arguments: Sequence[str] | None = None, path: Path = FLOORS) -> int:
    parser = argparse.ArgumentParser(description="What HTTP adds to a page, and how the service scales.")
    parser.add_argument("--pages", type=Path, default=PAGES, help=f"a folder with the set {SET}")
    parser.add_argument(
        "--rounds",
        type=int,
        help=f"(default: {COST_ROUNDS} and {2 * COST_ROUNDS} against the library, {ROUNDS} under load)",
    )
    parser.add_argument("--quick", action="store_true", help="only the CPU time per page against the library")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    parser.add_argument("--docs", action="store_true", help="write the figures into docs/")
    args = parser.parse_args(arguments)
    pages = load(args.pages, (SET,)).get(SET)
    if not pages or not processes.supported():
        print(f"bench-http: skipped, there are no pages in {args.pages / SET}, or this is no Linux")
        return 0
    rounds = args.rounds or ROUNDS
    found = cost(pages, args.rounds or COST_ROUNDS)
    parts, loads, shares = [cost_in_words(found)], {}, dict[int, float]()
    if not args.quick:
        shares = on_one_core(pages, args.rounds or 2 * COST_ROUNDS)
        parts.append(f"All pages in a row, the core to itself:\n\n{shares_table(shares)}")
        loads["worker class and threads, one worker"] = under_load(pages, CLASSES, rounds)
        loads["workers"] = under_load(pages, WORKERS, rounds)
        parts += [f"By {name}, {CONNECTIONS} connections:\n\n{load_table(of)}" for name, of in loads.items()]
    print("\n\n".join(parts))
    if args.json:
        figures = asdict(found) | {"ratio": found.ratio, "on one core": {str(n): x for n, x in shares.items()}}
        report.write_json(
            args.json, {"cost": figures, "loads": {name: [asdict(one) for one in of] for name, of in loads.items()}}
        )
    if args.docs:
        report.write_part("http", COMMAND, "\n\n".join([report.in_words(report.conditions()), *parts]))
    problems = missed({SET: {SCORE: found.ratio}}, dict(Floors.read(path).means[MODE]))
    print("\n" + ("\n".join(f"below the floor: {p}" for p in problems) or "bench-http: the floor is held"))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

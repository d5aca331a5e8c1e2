"""The service over many requests, a hundredth of them hostile, while its workers and children are replaced.

    python -m benchmarks.mixed                 100,000 requests
    python -m benchmarks.mixed --count 5000    fewer; at least 2,000
    python -m benchmarks.mixed --stream        as lines of streams, POST /v1/clean/batch

Small made-up pages and, where they are, some of ../shared, each with one of several options, against the library's own
answers; hostile pages and requests against what is documented of them. The exit status is 1 where an answer is another,
where ``/metrics`` has counted otherwise than the caller, where nothing was replaced or no page met its deadline, and
where memory grows by 5 % or goes over its bound.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice, zip_longest
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

import orjson

from benchmarks import processes, report, tally
from benchmarks.client import Client, share, stream
from benchmarks.mixture import BAD_LINES, Request, good, hostile, lines, mixed
from benchmarks.pages import PAGES, Page, load
from benchmarks.shapes import small_pages
from jingwen.cleaner import Cleaner
from quality.serving import Server, serving

COUNT, FIRST, STEPS = 100_000, 1_000, 100
# Pages made up, of at most so many bytes, and pages of ../shared: few, as one of them costs as much as ten others.
SMALL, LARGEST, SHARED, SEED = 400, 12_000, 10, 5
CONNECTIONS = 4
WORKERS, CHILD_PAGES, MAX_REQUESTS = 2, 500, 3_000
SETTINGS = {
    "WORKERS": str(WORKERS),
    "JINGWEN_RULES": "packaged",
    "JINGWEN_CHILD_PAGES": str(CHILD_PAGES),
    "JINGWEN_DEADLINE": "1.5",
    "JINGWEN_SOFT_DEADLINE": "1",
}
ARGUMENTS = ("--max-requests", str(MAX_REQUESTS), "--max-requests-jitter", str(MAX_REQUESTS // 10))
MOST_GROWTH, MOST_MEMORY = 0.05, 1_500_000_000
NAMED = 20  # faults that are named; the others are counted
COMMAND = "make soak ARGS=--docs"


@dataclass
class Mixed:
    """What became of ``count`` requests: the ``faults`` of answers and counts, the ``outcomes``, why and how often
    children and workers were replaced, and the resident bytes of all processes by requests answered."""

    count: int
    seconds: float = 0.0
    reopened: int = 0
    workers: int = 0
    streamed: bool = False
    faults: list[str] = field(default_factory=list)
    outcomes: Mapping[str, int] = field(default_factory=dict)
    restarts: Mapping[str, int] = field(default_factory=dict)
    resident: dict[int, int] = field(default_factory=dict)

    @property
    def growth(self) -> float:
        """By what share the last quarter's median size is above the first's: a single one depends on which pages the
        children have just had."""
        later = [size for requests, size in self.resident.items() if requests > FIRST]
        quarter = max(1, len(later) // 4)
        return median(later[-quarter:]) / median(later[:quarter]) - 1

    @property
    def problems(self) -> list[str]:
        """The bounds that were not held."""
        found = self.faults[:NAMED]
        if len(self.faults) > NAMED:
            found.append(f"{len(self.faults) - NAMED} further faults")
        if self.growth >= MOST_GROWTH:
            found.append(f"memory grew by {self.growth:.1%} after the first {FIRST}, the limit is {MOST_GROWTH:.0%}")
        if max(self.resident.values()) > MOST_MEMORY:
            largest = report.size(max(self.resident.values()))
            found.append(f"memory was {largest} at its highest, the limit is {report.size(MOST_MEMORY)}")
        if self.count >= 2 * WORKERS * MAX_REQUESTS:
            if self.workers <= WORKERS and not self.streamed:
                found.append(f"{self.workers} workers were seen, expected more: none was replaced")
            if not self.restarts.get("pages"):
                found.append(f"no child was replaced after {CHILD_PAGES} pages, expected some")
            if not self.outcomes.get(tally.DEADLINE):
                found.append("no page met its deadline, expected some: DEAR is not dear any more")
        return found


def run(good: Sequence[Request], hostile: Sequence[Request], count: int, streamed: bool = False) -> Mixed:
    """Sends ``count`` requests, of which a hundredth are hostile; ``streamed``: as lines of a few streams."""
    said, found, counted = report.progress("mixed"), Mixed(count, streamed=streamed), tally.Tally()

    def send(client: Client, request: Request) -> None:
        status, body = client.ask(f"/v1/clean{request.query}", request.body, request.headers)
        fault = request.fault(status, body)
        if fault is not None:
            found.faults.append(fault)
        counted.add(request.form, status, body)

    source, done, seen, start = mixed(good, hostile), 0, set[int](), perf_counter()

    def stream_all(address: str, requests: Sequence[Request]) -> None:
        """One stream of ``requests``, each answer of which is looked at in its place."""
        sent = (request.line(number) for number, request in enumerate(requests))
        answers = stream(address, sent)
        for number, (request, answer) in enumerate(zip_longest(requests, answers)):
            if request is None or answer is None:
                found.faults.append(f"line {number + 1}: got {answer!r:.200} to {request}")
                continue
            told = orjson.loads(answer)
            if told.pop("id", number) != number or told.get("line", number + 1) != number + 1:
                found.faults.append(f"{request.name}: the answer of line {number + 1} is another line's")
            body = answer.rstrip()
            if b'{"id":%d,' % number == body[: body.find(b",") + 1]:
                body = b"{" + body[body.find(b",") + 1 :]
            status = told["status"] if "type" in told else 200
            fault = request.fault(status, body)
            if fault is not None:
                found.faults.append(fault)
            counted.add("batch", status, body)

    with serving(SETTINGS, ARGUMENTS) as server:
        for until in (FIRST + (count - FIRST) * step // STEPS for step in range(STEPS + 1)):
            if streamed:
                parts = [[*islice(source, share)] for share in _shares(until - done)]
                with ThreadPoolExecutor(CONNECTIONS) as threads:
                    list(threads.map(partial(stream_all, server.address), parts))
            else:
                found.reopened += share(server.address, islice(source, until - done), send, CONNECTIONS)
            done = until
            seen.update(processes.children(server.pid))
            found.resident[done] = _resident(server)
            said(f"{done} requests, {len(found.faults)} faults, {report.size(found.resident[done])}")
        found.seconds = perf_counter() - start
        client = Client(server.address)
        exposed = tally.read(client.get("/metrics"))
        client.close()
    said("\n")
    found.faults[:0] = tally.differences(counted.expected(), exposed)
    found.workers, found.outcomes = len(seen), counted.outcomes
    found.restarts = {
        dict(labels)["reason"]: int(value)
        for (name, labels), value in exposed.items()
        if name == "child_restarts_total" and value
    }
    return found


def _shares(count: int) -> list[int]:
    """``count`` requests as the lengths of one stream for each connection."""
    return [count // CONNECTIONS + (n < count % CONNECTIONS) for n in range(CONNECTIONS)]


def _resident(server: Server) -> int:
    """The resident size of all of the service's processes, what they share counted for each. One that ends meanwhile
    counts for nothing."""
    while True:
        try:
            return sum(processes.memory(pid) for pid in processes.family(server.pid))
        except (OSError, ValueError):
            continue


def as_text(found: Mixed) -> str:
    """The figures in words and a table of the outcomes."""
    rows = [(name, f"{count:,}") for name, count in Counter(found.outcomes).most_common()]
    restarts = ", ".join(f"{count:,} ({reason})" for reason, count in sorted(found.restarts.items())) or "none"
    return (
        f"{report.table(('outcome', 'requests'), rows)}\n\n"
        f"{found.count:,} requests in {found.seconds / 60:.1f} minutes over {CONNECTIONS} connections, opened again "
        f"{found.reopened:,} times; {found.workers} workers seen, each of about {MAX_REQUESTS:,} requests; children "
        f"replaced: {restarts}. Wrong answers and counts: {len(found.faults)}. Resident size of all processes: "
        f"{report.size(max(found.resident.values()))} at its highest (limit {report.size(MOST_MEMORY)}), growth "
        f"after the first {FIRST:,}: {found.growth:.1%} (limit {MOST_GROWTH:.0%})."
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the mixture; gives the exit status."""
    parser = argparse.ArgumentParser(description="The service over many requests, a hundredth of them hostile.")
    parser.add_argument("--pages", type=Path, default=PAGES, help="a folder of sets of pages, or of pages")
    parser.add_argument("--count", type=int, default=COUNT, help=f"how many requests (default: {COUNT})")
    parser.add_argument("--stream", action="store_true", help="as lines of streams (POST /v1/clean/batch)")
    parser.add_argument("--docs", action="store_true", help="write the figures into docs/")
    args = parser.parse_args(arguments)
    if args.count < 2 * FIRST:
        parser.error(f"--count must be at least {2 * FIRST}: growth is what comes after the first {FIRST}")
    if not processes.supported():
        print("mixed: skipped, this system does not tell a process's resident size as Linux does")
        return 0
    cleaner = Cleaner("packaged")
    shared = [*chain.from_iterable(load(args.pages).values())]
    small = islice((each for each in small_pages() if len(each[0]) <= LARGEST), SMALL)
    pages = [Page("small", f"small {i}", body, kind) for i, (body, kind) in enumerate(small)]
    pages += Random(SEED).sample(shared, min(SHARED, len(shared)))
    sound, evil = good(cleaner, pages), hostile(cleaner)
    if args.stream:
        sound, evil = lines(sound), [*lines(evil), *BAD_LINES]
    found = run(sound, evil, args.count, args.stream)
    print(as_text(found))
    if args.docs:
        part = "streamed" if args.stream else "mixed"
        report.write_part(part, COMMAND, f"{report.in_words(report.conditions())}\n\n{as_text(found)}")
    print("\n" + ("\n".join(found.problems) or "mixed: every answer and every count is right, the bounds are held"))
    return 1 if found.problems else 0


if __name__ == "__main__":
    sys.exit(main())

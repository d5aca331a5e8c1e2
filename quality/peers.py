"""Quality and CPU time beside other extractors, on pages of public collections: ``make quality-peers``.

    python -m quality.peers                      the tables
    python -m quality.peers --set open-xmu       of one set (may be given several times)
    python -m quality.peers --rounds 0           without the times
    python -m quality.peers --docs               and docs/figures.json, and the tables in the READMEs and the docs
    python -m quality.peers --tables             only the tables, from docs/figures.json as it is

The pages and the scorer lie beside a checkout in ``../shared``. Where they or a peer are missing it says so and
passes; only whole runs are written down. Nothing here reaches the network.
"""

from __future__ import annotations

import argparse
import logging
import socket
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from benchmarks import report
from benchmarks.contenders import OFF, PEERS, Contender, installed, jingwen, trafilatura
from benchmarks.pages import Page
from benchmarks.stopwatch import measure
from quality import beside
from quality.comparison import FIGURES, Comparison, Part, Result, read, write
from quality.gate import SHARED, Scorer, load_scorer
from quality.readings import WITHOUT, reading
from quality.sets import CHINESE, SETS

ROUNDS = 2
# Of so many pages one is timed: ratios of sums over a hundred pages and more are steady, and a run is half as long.
TIMED = 3
COMMAND = "make quality-peers ARGS=--docs"
# GNE is made for Chinese pages; what it gives of others says nothing of it.
ONLY = {"gne": CHINESE}
SCORES = ("f1", "precision", "recall", "perfect", "title", "byline", "date_day")
FIELDS = {"title": "title", "byline": "byline", "date_day": "date"}


@dataclass(frozen=True)
class Annotated:
    """A page with its annotation."""

    page: Page
    gold: Mapping[str, Any]


def load(scorer: Scorer, name: str) -> list[Annotated]:
    """The pages of a set."""
    return [
        Annotated(Page(name, gold["id"], body, content_type, gold.get("url")), gold)
        for gold, body, content_type in scorer.pages(name)
    ]


def contenders() -> list[Contender]:
    """jingwen without its site rules and in the page's own characters, trafilatura, and the peers that are here."""
    return [jingwen(OFF, "off", script="keep"), trafilatura(), *installed()]


def score(scorer: Scorer, contender: Contender, pages: Sequence[Annotated]) -> Result:
    """The means of a contender on the pages of a set. An exception counts as an empty answer."""
    rows, failed = [], 0
    for one in pages:
        try:
            found = reading(contender.name, contender.prepare(one.page)())
        except Exception:
            found, failed = {}, failed + 1
        rows.append(scorer.metrics.score(found, one.gold))
    means = {}
    for field in SCORES:
        values = [row[field] for row in rows if field in row]
        if values and FIELDS.get(field) not in WITHOUT.get(contender.name, ()):
            means[field] = sum(values) / len(values)
    return Result(means, failed)


def annotated(scorer: Scorer, pages: Sequence[Annotated]) -> dict[str, int]:
    """How many pages have each field in their annotation."""
    rows = [scorer.metrics.score({}, one.gold) for one in pages]
    return {field: count for field in SCORES if (count := sum(field in row for row in rows))}


def run(scorer: Scorer, chosen: Sequence[Contender], sets: Sequence[str], rounds: int) -> Comparison:
    """Scores and, with ``rounds``, times all contenders on each set."""
    parts = {}
    for name in sets:
        pages = load(scorer, name)
        here = [one for one in chosen if name in ONLY.get(one.name, sets)]
        results = {}
        for one in here:
            report.progress(f"{name}, {len(pages)} pages")(one.name)
            results[one.name] = score(scorer, one, pages)
        if rounds:
            said = report.progress(f"{name}, {len(pages)} pages")
            timings = measure(here, [one.page for one in pages[::TIMED]], rounds, said=said)
            results = {
                who: Result(result.scores, result.failed, sum(timings.best(who)) / len(timings.pages))
                for who, result in results.items()
            }
        parts[name] = Part(len(pages), annotated(scorer, pages), results)
    report.progress("")("\n")
    return Comparison(report.conditions(), {one.name: one.version for one in chosen}, rounds, parts)


@contextmanager
def offline() -> Iterator[None]:
    """Without the network, and without the extractors' logs and warnings."""
    refused = OSError("the network is off while extractors are compared")
    level = logging.root.manager.disable
    with (
        mock.patch.object(socket.socket, "connect", side_effect=refused),
        mock.patch.object(socket, "getaddrinfo", side_effect=refused),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        logging.disable(logging.CRITICAL)
        try:
            yield
        finally:
            logging.disable(level)


def main(arguments: Sequence[str] | None = None, shared: Path = SHARED, figures: Path = FIGURES) -> int:
    """Runs the comparison; gives the exit status."""
    parser = argparse.ArgumentParser(description="Quality and CPU time beside other extractors, on public pages.")
    parser.add_argument("--set", action="append", dest="sets", choices=SETS, help="only this set")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"of the timing; 0: none (default: {ROUNDS})")
    parser.add_argument("--docs", action="store_true", help="write the figures and the tables into docs/ and READMEs")
    parser.add_argument("--tables", action="store_true", help="write the tables from the figures there are")
    args = parser.parse_args(arguments)
    if args.tables:
        return publish(figures)
    if args.docs and (args.sets or not args.rounds):
        parser.error("--docs writes whole runs only: leave --set and --rounds 0 out")
    scorer = load_scorer(shared)
    if scorer is None:
        print(f"quality-peers: skipped, there are no annotated pages and no scorer in {shared}")
        return 0
    chosen = contenders()
    missing = {name for name, *_ in PEERS} - {one.name for one in chosen}
    if missing:
        print(f"quality-peers: not installed, and so without a row: {', '.join(sorted(missing))} (make peers)")
    if missing and args.docs:
        print("quality-peers: nothing is written, for the tables would lose rows")
        return 1
    with offline():
        found = run(scorer, chosen, args.sets or SETS, args.rounds)
    print(beside.by_set(found))
    if args.docs:
        write(figures, found)
        return publish(figures)
    return 0


def publish(figures: Path) -> int:
    """Writes the tables into every document that has a place for them; gives the exit status, 1 where one has none."""
    found, problems = read(figures), []
    for document, text in beside.documents(found).items():
        try:
            report.write_part(beside.PART, COMMAND, text, document)
        except ValueError as error:
            problems.append(error)
    for problem in problems:
        print(f"quality-peers: {problem}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

"""CPU time per page, jingwen beside its peers: ``make bench``.

    python -m benchmarks.compare                       the table, on the pages in ../shared
    python -m benchmarks.compare --pages DIR           on other pages: a folder of sets, or one of pages
    python -m benchmarks.compare --json FILE --docs    and the figures as JSON, the table and the plot in docs/
    python -m benchmarks.compare --against COMMIT      and beside jingwen as it was at that commit

`make peers` installs the other extractors; those that are missing have no row. Every figure is CPU time of one core.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks import report
from benchmarks.before import before
from benchmarks.contenders import FULL, LEXBOR, OFF, RULES, Contender, contenders
from benchmarks.figures import interval, percentile, ratio
from benchmarks.pages import PAGES, SETS, Page, load
from benchmarks.plot import Range, ranges
from benchmarks.stopwatch import Timings, measure
from jingwen.cleaner import Cleaner

ROUNDS = 3
RULED = "with a rule"
COMMAND = "make bench ARGS=--docs"
PLOT = report.DOCS / "cpu.svg"


@dataclass(frozen=True)
class Row:
    """What one contender costs on one set, in CPU seconds a page; ``ratio``: trafilatura's sum over this one's, and
    the interval that it lies in with 95 % on other pages of the kind."""

    contender: str
    pages: int
    median: float
    mean: float
    p99: float
    ratio: float
    low: float
    high: float
    failed: int

    @property
    def per_second(self) -> float:
        """Pages a second on one core."""
        return 1 / self.mean


def summary(timings: Timings, reference: str = FULL) -> list[Row]:
    """A row for each contender; the ratios are against ``reference``."""
    base = timings.best(reference)
    rows = []
    for name in timings.seconds:
        best = timings.best(name)
        low, high = interval(base, best)
        rows.append(
            Row(
                contender=name,
                pages=len(best),
                median=percentile(best, 0.5),
                mean=sum(best) / len(best),
                p99=percentile(best, 0.99),
                ratio=ratio(base, best),
                low=low,
                high=high,
                failed=timings.failed[name],
            )
        )
    return rows


def ruled(sets: dict[str, list[Page]]) -> list[Page]:
    """The HTML pages that a packaged rule fits."""
    cleaner = Cleaner("packaged")
    pages = [page for pages in sets.values() for page in pages if not page.is_dump]
    return [page for page in pages if cleaner.clean(page.body, url=page.url, content_type=page.content_type).rule]


def part(timings: Timings, pages: Sequence[Page]) -> Timings:
    """The timings of some of the pages."""
    kept = {(page.set, page.name) for page in pages}
    places = [i for i, page in enumerate(timings.pages) if (page.set, page.name) in kept]
    seconds = {name: [times[i] for i in places] for name, times in timings.seconds.items()}
    return Timings([timings.pages[i] for i in places], seconds, dict.fromkeys(timings.seconds, 0))


def run(sets: dict[str, list[Page]], chosen: Sequence[Contender], rounds: int) -> dict[str, list[Row]]:
    """The rows of each set, and of the pages that a rule fits where there are any."""
    found, fitting = {}, ruled(sets)
    each: list[Timings] = []
    for name, pages in sets.items():
        timings = measure(chosen, pages, rounds, said=report.progress(f"{name}, {len(pages)} pages"))
        found[name] = summary(timings)
        each += [part(timings, fitting)]
    several = [timings for timings in each if timings.pages]
    if several:
        found[RULED] = summary(_joined(several))
    report.progress("")("\n")
    return found


def _joined(several: Sequence[Timings]) -> Timings:
    pages = [page for timings in several for page in timings.pages]
    names = several[0].seconds
    seconds = {name: [times for timings in several for times in timings.seconds[name]] for name in names}
    return Timings(pages, seconds, dict.fromkeys(names, 0))


def as_table(rows: Sequence[Row]) -> str:
    head = ("", "median ms", "mean ms", "p99 ms", "pages/s", "times faster than trafilatura", "failed")
    return report.table(head, [_cells(row) for row in rows])


def _cells(row: Row) -> tuple[str, ...]:
    milliseconds = (report.amount(1000 * value) for value in (row.median, row.mean, row.p99))
    ratios = f"{report.amount(row.ratio)} ({report.amount(row.low)} to {report.amount(row.high)})"
    return (row.contender, *milliseconds, report.amount(row.per_second), ratios, str(row.failed or "–"))


def as_shares(sets: Mapping[str, Sequence[Row]], others: Mapping[str, str]) -> str:
    """What jingwen's pages cost as a share of what they cost the other commit's: ``others``, by what they are here."""
    shares = []
    for name, rows in sets.items():
        row = {one.contender: one for one in rows}
        for here, there in others.items():
            of = (getattr(row[here], each) / getattr(row[there], each) for each in ("mean", "median", "p99"))
            shares.append((name, here, *map(report.amount, of)))
    return report.table(("", "", "mean", "median", "p99"), shares)


def as_plot(sets: dict[str, list[Row]]) -> str:
    panels = {
        f"{name}, {rows[0].pages} pages": [
            Range(
                row.contender,
                min(row.median, row.mean),
                row.mean,
                max(row.p99, row.mean),
                row.contender in (RULES, OFF),
            )
            for row in sorted(rows, key=lambda row: row.mean)
        ]
        for name, rows in sets.items()
    }
    return ranges("CPU time per page: mean (dot), from the median to the 99th percentile", panels, report.duration)


def as_text(sets: dict[str, list[Row]]) -> str:
    """Every set's table under its name, and what pages with a rule cost against the parse alone."""
    parts = [f"**{name}**, {rows[0].pages} pages\n\n{as_table(rows)}" for name, rows in sets.items()]
    if RULED in sets:
        mean = {row.contender: row.mean for row in sets[RULED]}
        parts.append(
            f"A page that a rule fits costs {report.amount(mean[RULES] / mean[LEXBOR])} times its parse by lexbor."
        )
    return "\n\n".join(parts)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="CPU time per page, jingwen beside its peers.")
    parser.add_argument("--pages", type=Path, default=PAGES, help="a folder of sets of pages, or of pages")
    parser.add_argument("--set", action="append", dest="sets", help="only this set (may be given several times)")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"(default: {ROUNDS})")
    parser.add_argument("--no-peers", action="store_true", help="only jingwen, trafilatura and the parsers")
    parser.add_argument("--against", metavar="COMMIT", help="a row, and the ratio, of jingwen as it was then")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    parser.add_argument("--docs", action="store_true", help="write the table and the plot into docs/")
    args = parser.parse_args(arguments)
    sets = load(args.pages, tuple(args.sets or SETS)) or load(args.pages, args.sets and tuple(args.sets))
    if not sets:
        print(f"bench: skipped, there are no pages in {args.pages}")
        return 0
    chosen = contenders(peers=not args.no_peers)
    with ExitStack() as stack:
        try:
            others = stack.enter_context(before(args.against)) if args.against else {}
        except ValueError as error:
            parser.error(f"--against: {error}")
        chosen += others.values()
        rows = run(sets, chosen, args.rounds)
    print(as_text(rows))
    if args.against:
        print(f"\nOf the CPU time at {args.against}:\n\n{as_shares(rows, {n: one.name for n, one in others.items()})}")
    if args.json:
        content = {"rounds": args.rounds, "versions": {one.name: one.version for one in chosen}}
        report.write_json(
            args.json, content | {"sets": {name: [asdict(row) for row in of] for name, of in rows.items()}}
        )
    if args.docs:
        PLOT.write_text(as_plot(rows), encoding="utf-8")
        versions = ", ".join(dict.fromkeys(f"{one.name.partition(',')[0]} {one.version}" for one in chosen))
        words = f"{report.in_words(report.conditions())} {args.rounds} rounds; {versions}."
        report.write_part("bench", COMMAND, f"{words}\n\n{as_text(rows)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

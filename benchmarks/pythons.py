"""CPU time per page under other Pythons: ``make bench-pythons ARGS="python3.13 python3.14"``.

    python -m benchmarks.pythons PYTHON ...            beside the Python at hand, on the pages in ../shared
    python -m benchmarks.pythons PYTHON ... --docs     and the table in docs/

Each is a command or a path, of which an environment is made with the libraries of the lock files and the code at hand;
it takes the network, and half a minute. Pythons are compared fairly only where all are built alike: a 3.11 that
was compiled without ``--enable-optimizations`` took 5 to 13 % longer than one that was compiled with it.
"""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks import report
from benchmarks.before import interpreters
from benchmarks.contenders import RULES, jingwen
from benchmarks.figures import interval, ratio
from benchmarks.pages import PAGES, SETS, load
from benchmarks.stopwatch import Timings, measure

ROUNDS = 7
COMMAND = 'make bench-pythons ARGS="PYTHON ... --docs"'


def as_table(sets: Mapping[str, Timings], others: Mapping[str, str]) -> str:
    """What a page costs under the Python at hand and under the ``others`` (contenders by version), as the ratio to the
    first with the interval that it lies in with 95 % on other pages of the kind."""
    rows = []
    for version, name in {platform.python_version(): RULES, **others}.items():
        cells = []
        for timings in sets.values():
            first, best = timings.best(RULES), timings.best(name)
            low, high = interval(best, first)
            cells.append(f"{ratio(best, first):.2f} ({low:.2f} to {high:.2f})")
        rows.append((version, *cells))
    return report.table(("Python", *sets), rows)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures; gives the exit status."""
    parser = argparse.ArgumentParser(description="CPU time per page under other Pythons.")
    parser.add_argument("pythons", nargs="+", metavar="PYTHON", help="a command or a path, 3.11 or newer")
    parser.add_argument("--pages", type=Path, default=PAGES, help="a folder with the sets of pages")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"(default: {ROUNDS})")
    parser.add_argument("--docs", action="store_true", help="write the table into docs/")
    args = parser.parse_args(arguments)
    sets = load(args.pages, SETS)
    if not sets:
        print(f"bench-pythons: skipped, there are no pages in {args.pages}")
        return 0
    try:
        with interpreters(args.pythons) as others:
            chosen = [jingwen(RULES, "packaged"), *others.values()]
            timings = {
                name: measure(chosen, pages, args.rounds, said=report.progress(f"{name}, {len(pages)} pages"))
                for name, pages in sets.items()
            }
    except ValueError as error:
        parser.error(str(error))
    table = as_table(timings, {version: one.name for version, one in others.items()})
    print(table)
    if args.docs:
        report.write_part("pythons", COMMAND, f"{report.in_words(report.conditions())}\n\n{table}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

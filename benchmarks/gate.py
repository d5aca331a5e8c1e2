"""The speed gate: ratios of CPU times, measured in one run, against their floors in git: ``make bench-gate``.

    python -m benchmarks.gate                    compare; the exit status is 1 where a ratio is below its floor
    python -m benchmarks.gate --update           raise the floors to somewhat below what is measured
    python -m benchmarks.gate --lower REASON     lower those that are missed too, and keep the reason

A ratio says what is over what, so that more is always better: ``trafilatura/jingwen`` is how many times faster we are,
``median/p99`` how even, ``lexbor/jingwen`` how near to the cost of the parse alone. Never seconds: machines differ.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from benchmarks import report
from benchmarks.compare import RULED, Row, run
from benchmarks.contenders import FULL, LEXBOR, OFF, RULES, contenders
from benchmarks.pages import PAGES, SETS, load
from quality.floors import Floors, Means, missed, raised

FLOORS = Path(__file__).resolve().parent / "floors.json"
MODES = {"rules": RULES, "off": OFF}
# Ratios of one run differ from those of the next by some percent; a floor that is raised keeps this share.
KEPT = 0.85
ROUNDS = 5


def ratios(rows: Mapping[str, Sequence[Row]]) -> dict[str, Means]:
    """By mode, set and ratio; pages that a rule fits are held to the parse, and with rules only."""
    found: dict[str, Means] = {}
    for mode, name in MODES.items():
        found[mode] = {}
        for set_name, of in rows.items():
            row = {one.contender: one for one in of}
            ours, parse = row[name], row[LEXBOR].mean / row[name].mean
            if set_name != RULED:
                speed = row[FULL].mean / ours.mean
                found[mode][set_name] = {"trafilatura/jingwen": speed, "median/p99": ours.median / ours.p99}
            elif mode == "rules":
                found[mode][set_name] = {"lexbor/jingwen": parse}
    return found


def below(got: float) -> float:
    """The floor for a ratio of ``got``: two decimals, three where it is small."""
    return round(KEPT * got, 2 if got >= 1 else 3)


def as_table(found: Mapping[str, Means], floors: Floors) -> str:
    rows = [
        (f"{mode}, {name}", score, f"{got:.3f}", f"{floors.means.get(mode, {}).get(name, {}).get(score, 0):.3f}")
        for mode, sets in found.items()
        for name, scores in sets.items()
        for score, got in scores.items()
    ]
    return report.table(("", "ratio", "measured", "floor"), rows)


def main(arguments: Sequence[str] | None = None, path: Path = FLOORS) -> int:
    """Runs the gate; gives the exit status."""
    parser = argparse.ArgumentParser(description="Hold ratios of CPU times against their floors.")
    parser.add_argument("--pages", type=Path, default=PAGES, help="a folder with the sets of pages")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"(default: {ROUNDS})")
    parser.add_argument("--update", action="store_true", help="raise the floors to somewhat below what is measured")
    parser.add_argument("--lower", metavar="REASON", help="also lower floors that are missed, and keep the reason")
    args = parser.parse_args(arguments)
    if args.lower is not None and not args.lower.strip():
        parser.error("--lower needs the reason, in words: --lower 'the parser has become slower'")
    sets = load(args.pages, SETS)
    if not sets:
        print(f"bench-gate: skipped, there are no pages in {args.pages}")
        return 0
    floors = Floors.read(path)
    found = ratios(run(sets, contenders(peers=False), args.rounds))
    if args.update or args.lower:
        floors = raised(floors, found, args.lower, date.today().isoformat(), below)
        floors.write(path)
    print(as_table(found, floors))
    problems = [f"{mode}: {message}" for mode in MODES for message in missed(found[mode], floors.means[mode])]
    print("\n" + ("\n".join(f"below the floor: {p}" for p in problems) or "bench-gate: every floor is held"))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

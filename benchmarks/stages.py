"""CPU time by stage of the pipeline on the annotated pages: ``make profile``; ``jingwen profile`` takes any folder.

python -m benchmarks.stages                the table of every set
python -m benchmarks.stages --docs         and the part of docs/performance.md
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks import report
from benchmarks.pages import PAGES, SETS
from jingwen.cleaner import Cleaner
from jingwen.workshop.profile import Profile, profile, read_pages

ROUNDS = 3
COMMAND = "make profile ARGS=--docs"


def as_table(profiles: dict[str, Profile]) -> str:
    """A row for each stage: milliseconds a page and share of the whole, for each set."""
    names = dict.fromkeys(stage.name for found in profiles.values() for stage in found.stages)
    head = ["stage", *(cell for name in profiles for cell in (f"{name}, ms a page", "share"))]
    rows = []
    for name in names:
        cells = [name]
        for found in profiles.values():
            stage = next((stage for stage in found.stages if stage.name == name), None)
            cells += [f"{1000 * stage.mean:.2f}", f"{stage.share:.1%}"] if stage else ["–", "–"]
        rows.append(cells)
    whole = (cell for found in profiles.values() for cell in (f"{1000 * found.total / found.pages:.2f}", "100.0%"))
    return report.table(head, [*rows, ["all", *whole]])


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="CPU time by stage of the pipeline, over sets of pages.")
    parser.add_argument("--pages", type=Path, default=PAGES, help="a folder with the sets of pages")
    parser.add_argument("--set", action="append", dest="sets", help="only this set (may be given several times)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    parser.add_argument("--docs", action="store_true", help="write the table into docs/")
    args = parser.parse_args(arguments)
    folders = [args.pages / name for name in args.sets or SETS if (args.pages / name).is_dir()]
    if not folders:
        print(f"profile: skipped, there are no pages in {args.pages}; jingwen profile DIR takes pages of your own")
        return 0
    cleaner = Cleaner("packaged")
    profiles = {folder.name: profile(cleaner, read_pages(folder), ROUNDS) for folder in folders}
    print(as_table(profiles))
    if args.json:
        report.write_json(args.json, {name: asdict(found) for name, found in profiles.items()})
    if args.docs:
        report.write_part("profile", COMMAND, f"{report.in_words(report.conditions())}\n\n{as_table(profiles)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The quality gate: scores a running service on annotated pages and holds every mean against its floor in git.

    python -m quality.gate                    compare; the exit status is 1 where a mean is below its floor
    python -m quality.gate --worst 10         and the worst pages of each set, and what `confidence` is worth
    python -m quality.gate --update           raise the floors to what is measured
    python -m quality.gate --lower REASON     set the floors to what is measured, lower ones too, and keep the reason

The pages, their annotations and the scorer are not part of this repository: they lie beside it in ``../shared``. Where
they are missing there is nothing to compare, and the gate says so and passes.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol, cast

from quality.cases import Cases, load_cases
from quality.floors import Floors, Means, missed, raised
from quality.serving import serving
from quality.sites import most_lost, site

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
FLOORS = ROOT / "quality" / "floors.json"
# With the packaged rules, and without any: most sites will never have one. Without, public collections count as well;
# of those whose name begins so, nobody looks at a page: they say how it goes on sites that nothing was fitted to.
MODES = {"rules": "packaged", "off": "off"}
BLIND = "blind-"
CASES = "cases"
BANDS = (0.0, 0.2, 0.4, 0.6, 0.8, 0.95, 1.01)


@dataclass(frozen=True)
class Row:
    """One page's scores, each from 0 to 1, and the confidence that the service gave its text."""

    page: str
    scores: Mapping[str, float]
    confidence: float
    site: str = ""


class Metrics(Protocol):
    """What is used of ``../shared/bench/metrics.py``."""

    def score(self, got: Mapping[str, Any], gold: Mapping[str, Any]) -> Mapping[str, float]: ...


class Scorer(Protocol):
    """What is used of ``../shared/bench/score.py``: ``pages`` gives annotation, body and content type."""

    SETS: Sequence[str]
    FIELDS: Sequence[str]
    metrics: Metrics

    def set_names(self, wanted: Sequence[str]) -> Sequence[str]: ...

    def pages(self, name: str) -> Iterator[tuple[Mapping[str, Any], bytes, str]]: ...

    def run(
        self, base: str, name: str
    ) -> list[tuple[Mapping[str, Any], Mapping[str, Any], Mapping[str, float], float]]: ...


def means(rows: Sequence[Row], fields: Sequence[str]) -> dict[str, float]:
    """The mean of each score over the pages whose annotation has that field."""
    columns = {name: [row.scores[name] for row in rows if name in row.scores] for name in fields}
    return {name: sum(values) / len(values) for name, values in columns.items() if values}


def bands(rows: Sequence[Row]) -> list[tuple[str, int, float]]:
    """For each band of ``confidence``: its bounds, how many pages fall into it, and their mean f1."""
    table = []
    for low, high in pairwise(BANDS):
        inside = [row.scores["f1"] for row in rows if low <= row.confidence < high]
        if inside:
            table.append((f"{low:.2f}-{min(high, 1.0):.2f}", len(inside), sum(inside) / len(inside)))
    return table


def load_scorer(shared: Path) -> Scorer | None:
    """The scorer, or None where it or the annotations are missing."""
    path = shared / "bench" / "score.py"
    spec = importlib.util.spec_from_file_location("score", path)
    if not path.is_file() or not (shared / "gold").is_dir() or spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast(Scorer, module)


@contextmanager
def service(rules: str) -> Iterator[str]:
    """A service of one worker with those rules; gives its address."""
    with serving({"WORKERS": "1", "JINGWEN_RULES": rules}) as server:
        yield server.address


def measure(scorer: Scorer, rules: str, cases: Cases | None) -> tuple[dict[str, list[Row]], Means]:
    """Every annotated page, cleaned by a service with those rules and scored, by set; without rules, of every set.

    And without rules, the shares of the ``cases`` that hold.
    """
    names = scorer.SETS if rules != "off" else scorer.set_names(())
    with service(rules) as base:
        sets = {
            name: [Row(gold["id"], scores, got.get("confidence", 0.0), site(gold)) for gold, got, scores, _ in rows]
            for name in names
            if (rows := scorer.run(base, name))
        }
        return sets, {CASES: cases.shares(base)} if cases and rules == "off" else {}


def print_means(mode: str, sets: Mapping[str, Sequence[Row]], measured: Means, fields: Sequence[str]) -> None:
    print(f"\n{mode:16s} pages  " + " ".join(f"{name[:9]:>9s}" for name in fields))
    for name, rows in sets.items():
        values = (f"{measured[name][f]:9.3f}" if f in measured[name] else f"{'-':>9s}" for f in fields)
        print(f"{name:16s} {len(rows):5d}  " + " ".join(values))


def print_losses(sets: Mapping[str, Sequence[Row]]) -> None:
    """Names the sites that lose most, of those that may be looked at."""
    rows = (row for name, rows in sets.items() if BLIND not in name for row in rows if "f1" in row.scores)
    told = (
        f"{name} ({loss:.1f} in {pages})"
        for name, loss, pages in most_lost(((r.site, r.scores["f1"]) for r in rows), 5)
    )
    print("most lost, F1 in pages: " + ", ".join(told))


def print_worst(mode: str, sets: Mapping[str, Sequence[Row]], worst: int) -> None:
    sets = {name: [row for row in rows if "f1" in row.scores] for name, rows in sets.items() if BLIND not in name}
    for name, rows in sets.items():
        print(f"\n{mode}: the worst of {name}")
        for row in sorted(rows, key=lambda row: row.scores["f1"])[:worst]:
            wrong = " ".join(
                f for f, value in row.scores.items() if value < 1 and f not in ("f1", "precision", "recall")
            )
            print(f"  {row.page:40s} f1 {row.scores['f1']:.3f}  confidence {row.confidence:.3f}  {wrong}")
    print(f"\n{mode}: confidence  pages  mean f1")
    for bounds, count, f1 in bands([row for rows in sets.values() for row in rows]):
        print(f"  {bounds:>12s}  {count:9d}  {f1:7.3f}")


def main(arguments: Sequence[str] | None = None, shared: Path = SHARED, path: Path = FLOORS) -> int:
    """Runs the gate; gives the exit status."""
    parser = argparse.ArgumentParser(description="Hold the service's scores on annotated pages against their floors.")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="list the N worst pages of each set")
    parser.add_argument("--update", action="store_true", help="raise the floors to what is measured")
    parser.add_argument("--lower", metavar="REASON", help="also lower floors that are missed, and keep the reason")
    args = parser.parse_args(arguments)
    if args.lower is not None and not args.lower.strip():
        parser.error("--lower needs the reason, in words: --lower 'the annotation of a page was wrong'")
    scorer = load_scorer(shared)
    if scorer is None:
        print(f"quality: skipped, there are no annotated pages and no scorer in {shared}")
        return 0
    floors, measured, problems = Floors.read(path), {}, []
    cases = load_cases(shared)
    for mode, rules in MODES.items():
        sets, held = measure(scorer, rules, cases)
        measured[mode] = {name: means(rows, scorer.FIELDS) for name, rows in sets.items()} | held
        print_means(mode, sets, measured[mode], scorer.FIELDS)
        print_losses(sets)
        if held:
            print("cases that hold: " + ", ".join(f"{topic} {share:.3f}" for topic, share in held[CASES].items()))
        if args.worst:
            print_worst(mode, sets, args.worst)
    if args.update or args.lower:
        floors = raised(floors, measured, args.lower, date.today().isoformat())
        floors.write(path)
    for mode in MODES:
        problems += [f"{mode}: {message}" for message in missed(measured[mode], floors.means[mode])]
    print("\n" + ("\n".join(f"below the floor: {p}" for p in problems) or "quality: every floor is held"))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

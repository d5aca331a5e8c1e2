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
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from math import floor
from pathlib import Path
from typing import Any, Protocol, cast

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
FLOORS = ROOT / "quality" / "floors.json"
# With the packaged rules, and without any: most sites will never have one.
MODES = {"rules": "packaged", "off": "off"}
# A new floor stays this far below what was measured: one page of three hundred may tip over without an alarm.
SLACK = 0.003
BANDS = (0.0, 0.2, 0.4, 0.6, 0.8, 0.95, 1.01)
# How long a service may take to start, in seconds: two workers load the dictionaries on a busy machine.
START = 60.0

Means = dict[str, dict[str, float]]


@dataclass(frozen=True)
class Floors:
    """The least mean that is accepted, by mode, set and score; and each time that one was lowered, with the reason."""

    means: Mapping[str, Means]
    lowered: Sequence[Mapping[str, Any]] = field(default_factory=tuple)

    @classmethod
    def read(cls, path: Path) -> Floors:
        content = json.loads(path.read_text(encoding="utf-8"))
        return cls({mode: content[mode] for mode in MODES}, tuple(content["lowered"]))

    def write(self, path: Path) -> None:
        content = {**self.means, "lowered": list(self.lowered)}
        path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


@dataclass(frozen=True)
class Row:
    """One page's scores, each from 0 to 1, and the confidence that the service gave its text."""

    page: str
    scores: Mapping[str, float]
    confidence: float


class Scorer(Protocol):
    """What is used of ``../shared/bench/score.py``."""

    SETS: Sequence[str]
    FIELDS: Sequence[str]

    def run(
        self, base: str, name: str
    ) -> list[tuple[Mapping[str, Any], Mapping[str, Any], Mapping[str, float], float]]: ...


def means(rows: Sequence[Row], fields: Sequence[str]) -> dict[str, float]:
    """The mean of each score over the pages whose annotation has that field."""
    columns = {name: [row.scores[name] for row in rows if name in row.scores] for name in fields}
    return {name: sum(values) / len(values) for name, values in columns.items() if values}


def missed(measured: Means, floors: Means) -> list[str]:
    """Each floor that is not reached, in words; one that was not measured at all counts as missed."""
    found = []
    for name, scores in floors.items():
        for score, least in scores.items():
            got = measured.get(name, {}).get(score)
            if got is None:
                found.append(f"{name}.{score} was not measured, its floor is {least:.3f}")
            elif got < least:
                found.append(f"{name}.{score} is {got:.4f}, its floor is {least:.3f}")
    return found


def raised(floors: Floors, measured: Mapping[str, Means], reason: str | None = None, day: str = "") -> Floors:
    """``floors`` brought to just below ``measured``: upward only, unless a ``reason`` is given for going down."""
    new: dict[str, Means] = {}
    lowered = list(floors.lowered)
    for mode, sets in measured.items():
        old = floors.means.get(mode, {})
        new[mode] = {name: dict(scores) for name, scores in old.items()}
        for name, scores in sets.items():
            for score, got in scores.items():
                least, before = floor((got - SLACK) * 1000) / 1000, old.get(name, {}).get(score)
                if before is None or least > before:
                    new[mode].setdefault(name, {})[score] = max(least, 0.0)
                elif reason and got < before:
                    new[mode][name][score] = least
                    what = f"{mode}.{name}.{score}"
                    lowered.append({"floor": what, "from": before, "to": least, "date": day, "reason": reason})
    return Floors({**floors.means, **new}, tuple(lowered))


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
    """A service on a free loopback port, started as ``make serve`` starts it; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {"HOST": "127.0.0.1", "PORT": str(port), "WORKERS": "1", "JINGWEN_RULES": rules}
    command = [sys.executable, "-m", "gunicorn", "--config", str(ROOT / "service" / "gunicorn.conf.py")]
    server = subprocess.Popen(
        command, env={**os.environ, **settings}, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        base = f"http://127.0.0.1:{port}"
        _wait(server, f"{base}/readyz")
        yield base
    finally:
        server.terminate()
        server.wait()


def _wait(server: subprocess.Popen[bytes], address: str) -> None:
    end = time.monotonic() + START
    while server.poll() is None and time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise SystemExit("the service did not start; `make serve` shows why")


def measure(scorer: Scorer, rules: str) -> dict[str, list[Row]]:
    """Every annotated page, cleaned by a service with those rules and scored, by set."""
    with service(rules) as base:
        return {
            name: [Row(gold["id"], scores, got.get("confidence", 0.0)) for gold, got, scores, _ in rows]
            for name in scorer.SETS
            if (rows := scorer.run(base, name))
        }


def print_means(mode: str, sets: Mapping[str, Sequence[Row]], measured: Means, fields: Sequence[str]) -> None:
    print(f"\n{mode:8s} pages  " + " ".join(f"{name[:9]:>9s}" for name in fields))
    for name, rows in sets.items():
        values = (f"{measured[name][f]:9.3f}" if f in measured[name] else f"{'-':>9s}" for f in fields)
        print(f"{name:8s} {len(rows):5d}  " + " ".join(values))


def print_worst(mode: str, sets: Mapping[str, Sequence[Row]], worst: int) -> None:
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
    for mode, rules in MODES.items():
        sets = measure(scorer, rules)
        measured[mode] = {name: means(rows, scorer.FIELDS) for name, rows in sets.items()}
        print_means(mode, sets, measured[mode], scorer.FIELDS)
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

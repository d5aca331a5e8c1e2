"""Whether a run over archives loses or doubles a row: ``make soak-bulk``.

    python -m benchmarks.bulk_soak                 20,000 records, 200 of them poisonous
    python -m benchmarks.bulk_soak --count 2000 --bad 60
    python -m benchmarks.bulk_soak --ray           also on a Ray cluster that is started for it (make soak-ray)
    python -m benchmarks.bulk_soak --docs

Real pages in all codings and poisonous ones among them, in archives packed in three ways, go through ``jingwen batch``
with a Cleaner that the poisonous ones make hang and die. Each record must have one row, with the problem that is
documented of it, some hundred the library's own answer, and text that came in GBK or UTF-8 the same text. Then the same
run is killed by SIGKILL at three moments and each time taken up with another number of jobs: its rows must be those of
the run that nobody disturbed. On a cluster it is taken up with another number of tasks, and its rows must be the same.
Last, 126 pages without any type header must all have their text.
"""

from __future__ import annotations

import argparse
import gzip
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import orjson
import zstandard

from benchmarks import bulk_mixture, processes, report
from benchmarks.archives import DATE, record, response
from benchmarks.bulk_mixture import Wire, as_record, mixed
from benchmarks.commands import Started, batch, waited
from benchmarks.pages import PAGES, SETS, Page, load
from jingwen.bulk.segments import Segments
from jingwen.cleaner import Cleaner
from jingwen.errors import InputError
from jingwen.model import Options
from tests.bulk import ray_cluster
from tests.isolation.misbehaving import Misbehaving

COUNT, BAD, UNTYPED = 20_000, 200, 126
# When so much of the rows is on the disk, and how many jobs or tasks go on then.
KILLS = ((0.05, 1), (0.4, 3), (0.8, 2))
AT_ONCE = 2
HERE, RAY = "here", "on Ray"
ASKED = {HERE: ("--jobs",), RAY: ("--executor", "ray", "--tasks")}
CLUSTER_SECONDS = 3000.0  # until a cluster that hangs is ended
COMMAND = "make soak-ray ARGS=--docs"
EVERY_SO_MANY = 40  # of the good ones one is cleaned by the library, too
# Whoever hangs is killed soon, and no page is cut short because the machine is busy.
SETTINGS = {"JINGWEN_DEADLINE": "12", "JINGWEN_SOFT_DEADLINE": "12", "JINGWEN_RULES": "packaged"}
ENTRANCE = "from benchmarks.bulk_soak import entrance; entrance()"
PACKINGS: Mapping[str, Callable[[bytes], bytes]] = {
    ".warc": bytes,
    ".warc.gz": lambda one: gzip.compress(one, 1, mtime=0),
    ".warc.zst": zstandard.compress,
}
ENDS = (0, 1)  # 1 where rows failed
LOOK_AT_ROWS = 0.3  # seconds
TOLD = 10
FETCHED = datetime.fromisoformat(DATE)


class Poisoned(Misbehaving):
    """Has options as a Cleaner has."""

    @property
    def options(self) -> Options:
        """Those of the one that cleans."""
        return self.cleaner.options


def entrance() -> None:
    """``jingwen``, with a Cleaner that does what a poisonous page makes it do."""
    from jingwen import cli
    from jingwen.cli import batch as batch_command
    from jingwen.cli import clean

    real = clean.cleaner_of
    setattr(batch_command, "cleaner_of", lambda *asked: Poisoned(real(*asked)))  # noqa: B010  # where it is looked up
    sys.exit(cli.main())


def write(folder: Path, wires: Iterable[Wire], count: int, every: int = 1) -> tuple[list[Path], list[Wire]]:
    """Archives of the ``count`` ``wires``, a part of them packed in each way, with a record for each; and the wires, of
    which one of ``every`` that are good keeps its page."""
    paths: list[Path] = []
    kept: list[Wire] = []
    rest, looked_at = iter(wires), 0
    share = -(-count // len(PACKINGS))
    for number, (suffix, pack) in enumerate(PACKINGS.items()):
        path = folder / f"pages-{number}{suffix}"
        with path.open("wb") as file:
            for one in islice(rest, share):
                file.write(pack(as_record(one, len(kept))))
                looked_at += one.problem is None
                light = one.problem is not None or looked_at % every
                kept.append(replace(one, body=b"", page=replace(one.page, body=b""), truth=None) if light else one)
        paths.append(path)
    return paths, kept


def command(where: str, inputs: Sequence[Path], output: Path, at_once: int, *more: str) -> list[str]:
    asked = [*map(str, inputs), "--output", str(output), *ASKED[where], str(at_once), *more]
    return batch(asked, ENTRANCE)


def run(where: str, inputs: Sequence[Path], output: Path, at_once: int, *more: str) -> None:
    """The run to its end, ``here`` or on a cluster. Raises ``SystemExit`` where that is not one of ``ENDS``."""
    with Started(command(where, inputs, output, at_once, *more), SETTINGS, ENDS) as process:
        waited(process, lambda: not process.runs)


def killed(where: str, inputs: Sequence[Path], output: Path, count: int) -> list[int]:
    """The run, killed at each of ``KILLS`` and taken up again, to its end; gives how many rows were done at each."""
    at_once, more, found = AT_ONCE, ["--overwrite"], []
    for share, next_at_once in KILLS:
        with Started(command(where, inputs, output, at_once, *more), SETTINGS, ENDS) as process:
            waited(process, partial(reached, output, share * count), LOOK_AT_ROWS)
            process.kill()
        found.append(done(output))
        at_once, more = next_at_once, ["--resume"]
    run(where, inputs, output, at_once, *more)
    return found


def both(where: str, folder: Path, count: int) -> str:
    """A run that nobody disturbs and one that is killed, of the archives in ``folder``, and into it; in a sentence."""
    inputs, name = sorted(folder.glob("pages-*")), where.replace(" ", "-")
    begin = perf_counter()
    run(where, inputs, folder / f"{name}-whole.jsonl", AT_ONCE, "--overwrite")
    middle = perf_counter()
    moments = killed(where, inputs, folder / f"{name}-killed.jsonl", count)
    steps = ", ".join(f"{rows:,} ({at_once})" for rows, (_, at_once) in zip(moments, KILLS, strict=True))
    unit = "jobs" if where == HERE else "tasks"
    return (
        f"Run {where} with {AT_ONCE} {unit}: {middle - begin:.0f} s. Killed when so many rows were on the disk, and "
        f"taken up with so many {unit}: {steps}; {perf_counter() - middle:.0f} s in all."
    )


def on_ray(folder: Path, count: int) -> str:
    """The same on a cluster that is started for it, and ends with it."""
    with TemporaryDirectory() as scratch:
        program = (sys.executable, "-m", __spec__.name, "--within", str(folder), "--count", str(count))
        return ray_cluster.run(program, Path(scratch), patience=CLUSTER_SECONDS).splitlines()[-1]


def done(output: Path) -> int:
    """How many rows are on the disk."""
    return sum(map(len, Segments(str(output)).done().values()))


def reached(output: Path, count: float) -> bool:
    """Whether so many rows are on the disk."""
    return done(output) >= count


def rows(output: Path) -> list[bytes]:
    return output.read_bytes().splitlines()


def compared(folder: Path, where: str, whole: Sequence[bytes]) -> list[str]:
    """In what the rows of the runs there differ from the ``whole`` ones."""
    found = []
    for kind in ("whole", "killed"):
        some = rows(folder / f"{where.replace(' ', '-')}-{kind}.jsonl")
        if len(some) != len(whole) or {*some} != {*whole}:
            lost, more = {*whole} - {*some}, {*some} - {*whole}
            found.append(f"{where}, {kind}: {len(some)} rows, {len(lost)} are missing and {len(more)} are new")
            found += _told_apart(lost, more)
    return found


def faults(wires: Sequence[Wire], lines: Sequence[bytes]) -> list[str]:
    """What is wrong with the rows of ``wires``; those that have kept their pages are cleaned by the library, too. It
    quotes no page."""
    told = [orjson.loads(line) for line in lines]
    found = [] if len(told) == len(wires) else [f"{len(told)} rows, expected {len(wires)}"]
    keys = Counter((row["input"], row["offset"]) for row in told)
    found += [f"{name} at {offset} has {times} rows" for (name, offset), times in keys.items() if times > 1]
    by_id = {row["id"]: row for row in told}
    cleaner = Cleaner("packaged")
    for number, one in enumerate(wires):
        row = by_id.get(f"<urn:uuid:00000000-0000-4000-8000-{number:012d}>")
        if row is None:
            found.append(f"record {number} ({one.page.name}) has no row")
        elif one.problem:
            if row["problem"] != one.problem:
                found.append(f"record {number} has the problem {row['problem']}, expected {one.problem}")
        elif one.page.body:
            found += _differing(cleaner, one, row, number)
    return found


def _differing(cleaner: Cleaner, one: Wire, row: dict[str, Any], number: int) -> list[str]:
    """In what a row differs from the library's answer, and its text from that of the same page in UTF-8."""
    name = f"record {number} ({one.page.name}, {', '.join(one.headers)})"
    wanted = _answer(cleaner, one.page.body, one.page.url, one.page.content_type)
    wrong = [key for key, value in wanted.items() if row[key] != value]
    found = [f"{name}: {', '.join(wrong)} other than the library's"] if wrong else []
    if one.truth is not None:
        true = _answer(cleaner, one.truth.body, one.truth.url, one.truth.content_type)
        lost = [key for key in ("status", "title", "text", "date") if key in true and row[key] != true[key]]
        found += [f"{name}: {', '.join(lost)} other than in UTF-8"] if lost else []
    return found


def _answer(cleaner: Cleaner, body: bytes, url: str | None, content_type: str) -> dict[str, Any]:
    try:
        article = cleaner.clean(body, url=url, content_type=content_type or None, fetched_at=FETCHED)
    except InputError as error:
        return {"problem": error.slug}
    told: dict[str, Any] = orjson.loads(orjson.dumps(article.to_dict()))
    return told


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs all; gives the exit status."""
    parser = argparse.ArgumentParser(description="Whether a run over archives loses or doubles a row.")
    parser.add_argument("--pages", type=Path, default=PAGES, help="a folder of sets of pages")
    parser.add_argument("--count", type=int, default=COUNT, help=f"how many records (default: {COUNT})")
    parser.add_argument("--bad", type=int, default=BAD, help=f"how many of them are poisonous (default: {BAD})")
    parser.add_argument("--every", type=int, default=EVERY_SO_MANY, help="of so many one is cleaned by the library too")
    parser.add_argument(
        "--ray", action="store_true", help="also on a Ray cluster of its own, for which this must be root"
    )
    parser.add_argument("--docs", action="store_true", help="write what came of it into docs/")
    parser.add_argument("--within", type=Path, metavar="FOLDER", help=argparse.SUPPRESS)  # what runs on the cluster
    args = parser.parse_args(arguments)
    if args.within:
        print(both(RAY, args.within, args.count))
        return 0
    sets = load(args.pages, SETS)
    if not sets or not processes.supported():
        print(f"soak-bulk: skipped, there are no pages in {args.pages}, or this is no Linux")
        return 0
    proof = Proof()
    with TemporaryDirectory() as name:
        proof.run(Path(name), sets, args)
    for each in proof.problems[:TOLD]:
        print(each)
    end = f"{len(proof.problems)} faults" if proof.problems else "every record has its row"
    print(f"soak-bulk: {end}")
    if args.docs:
        parts = (report.in_words(report.conditions()), *proof.said, f"In all: {end}.")
        report.write_part("soak-bulk", COMMAND, "\n\n".join(parts))
    return 1 if proof.problems else 0


class Proof:
    """What is said of all runs, and the ``problems`` in what came of them."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.problems: list[str] = []

    def run(self, folder: Path, sets: Mapping[str, Sequence[Page]], args: argparse.Namespace) -> None:
        """Makes the archives in ``folder``, and runs over them."""
        made = mixed([page for some in sets.values() for page in some], args.count, args.bad)
        wires = write(folder, made, args.count, args.every)[1]
        self._say(both(HERE, folder, args.count))
        whole = rows(folder / "here-whole.jsonl")
        self.problems += faults(wires, whole) + compared(folder, HERE, whole)
        if args.ray:
            self._say(on_ray(folder, args.count))
            self.problems += compared(folder, RAY, whole)
        counts = Counter(orjson.loads(line)["problem"] or "none" for line in whole)
        self._say(report.table(("problem", "rows"), [(name, f"{number:,}") for name, number in counts.most_common()]))
        told, problems = untyped(folder, sets.get("zh", ()))
        self._say(told)
        self.problems += problems

    def _say(self, text: str) -> None:
        print(text, flush=True)
        self.said.append(text)


def _told_apart(lost: set[bytes], more: set[bytes]) -> list[str]:
    """In which columns rows of the same record differ."""
    new = {orjson.loads(line)["id"]: orjson.loads(line) for line in more}
    found = []
    for row in map(orjson.loads, lost):
        other = new.get(row["id"], {})
        found.append(f"{row['id']} differs in {', '.join(key for key in row if row[key] != other.get(key))}")
    return found


def untyped(folder: Path, pages: Sequence[Page]) -> tuple[str, list[str]]:
    """The rows of pages that come without any type header, in a sentence, and what is wrong with them."""
    wires = bulk_mixture.untyped(pages, UNTYPED) if pages else []
    archive, output = folder / "untyped.warc.gz", folder / "untyped.jsonl"
    with archive.open("wb") as file:
        for number, one in enumerate(wires):
            block = record(response(one.body), number, one.page.url or "", kind="response" if number % 2 else None)
            file.write(gzip.compress(block, 1, mtime=0))
    run(HERE, [archive], output, AT_ONCE)
    found = faults(wires, rows(output))
    return f"Without any type header: {len(rows(output))} rows of {len(wires)} records, {len(found)} faults.", found


if __name__ == "__main__":
    sys.exit(main())

"""What a page costs on each way through jingwen, and what a million, a billion and a hundred billion pages take.

    python -m benchmarks.cost                   CPU time per page by path, what moves beside it, what many pages take
    python -m benchmarks.cost --price 0.03      what a core costs an hour, in whatever money
    python -m benchmarks.cost --engines         also what Ray and Slurm add, in clusters of one node: as root, on Linux
    python -m benchmarks.cost --docs

The Chinese pages, no two alike, from memory, over HTTP and out of files. CPU time is that of all processes that clean
them, on one core; a path has its least of all rounds, and what its start costs is taken off. Pages do not know of each
other, so cores add up: the tables for many pages are worked out from these figures.
"""

from __future__ import annotations

import argparse
import sys
import tracemalloc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time, sleep
from types import ModuleType

import orjson
import zstandard

from benchmarks import archives, processes, report
from benchmarks.batch import line
from benchmarks.bulk import library
from benchmarks.client import Client, stream
from benchmarks.commands import batch, spent
from benchmarks.needs import HTTP, LIBRARY, STREAM, WARC, Parts, limits, needs_table, parts_table, paths_table
from benchmarks.pages import PAGES, Page, load
from jingwen.bulk.columns import COLUMNS
from jingwen.bulk.inputs import sources
from jingwen.bulk.record import Record
from jingwen.bulk.segments import MOST_ROWS, Plan, Segments
from jingwen.bulk.tally import Tally
from jingwen.bulk.wanted import wanted
from jingwen.cleaner import Cleaner
from jingwen.isolation.answer import Inline
from jingwen.isolation.outcome import Outcome, outcome
from jingwen.model import RawPage
from quality.serving import serving
from tests.bulk import ray_cluster, slurm_node

SET, ROUNDS = "zh", 3
LONG, SHORT = 400, 40  # pages of the runs whose difference is taken
COMMAND, GUIDE = "make bench-cost ARGS=--docs", report.DOCS / "scale.md"
PRICE = 0.04  # of a core hour, as large clouds ask for it
SEGMENTS, OF_ARCHIVE = 600, 30  # whose keys are weighed, and how many have the rows of one archive of Common Crawl
ALL_PAGES = "1000000"  # one child cleans them all: what one has used is gone with it
SETTLE = 0.3  # seconds until a process that has answered waits again
ENGINES: Mapping[str, ModuleType] = {"ray": ray_cluster, "slurm": slurm_node}
TASKS = (1, 2)


def packed_warc(path: Path, pages: Sequence[Page]) -> None:
    archives.write(path, pages, zstandard.compress)


def jsonl(path: Path, pages: Sequence[Page]) -> None:
    path.write_bytes(zstandard.compress(b"".join(line(page) + b"\n" for page in pages)))


def parquet(path: Path, pages: Sequence[Page]) -> None:
    import pyarrow
    import pyarrow.parquet

    table = {"url": [page.url for page in pages], "html": [page.body for page in pages]}
    table["content_type"] = [page.content_type for page in pages]
    pyarrow.parquet.write_table(pyarrow.table(table), path, row_group_size=1000, compression="zstd")


FILES: Mapping[str, tuple[str, Callable[[Path, Sequence[Page]], None]]] = {
    WARC: (".warc.gz", archives.write),
    "`jingwen batch`, WARC in zstd": (".warc.zst", packed_warc),
    "`jingwen batch`, JSONL in zstd": (".jsonl.zst", jsonl),
    "`jingwen batch`, Parquet in zstd": (".parquet", parquet),
}


def written(folder: Path, pages: Sequence[Page]) -> dict[str, Path]:
    """The ``pages`` in a file of each kind that can be written here."""
    found = {}
    for name, (suffix, write) in FILES.items():
        if suffix != ".parquet" or find_spec("pyarrow"):
            found[name] = folder / f"{len(pages)}{suffix}"
            write(found[name], pages)
    return found


def timed(run: Callable[[], object]) -> float:
    """The CPU seconds that this process takes for ``run``, on the core that is measured."""
    with processes.pinned(measured=True):
        begin = process_time()
        run()
        return process_time() - begin


def batched(file: Path, *more: str) -> float:
    """The CPU seconds of a run over ``file``."""
    output = file.with_name("rows.jsonl.zst")
    asked = (str(file), "--output", str(output), "--overwrite", "--jobs", "1", "--rules", "packaged", *more)
    return spent(batch(asked), measured=True).cpu


@contextmanager
def served(pages: Sequence[Page]) -> Iterator[dict[str, Callable[[], float]]]:
    """The CPU seconds that a service on one core takes for all ``pages``, one after the other and in one stream."""
    with processes.pinned(measured=True):
        server = serving({"WORKERS": "1", "JINGWEN_RULES": "packaged", "JINGWEN_CHILD_PAGES": ALL_PAGES})
    lines = [line(page) for page in pages]

    def alone() -> None:
        client = Client(found.address)
        for page in pages:
            client.clean(page)
        client.close()

    def streamed() -> None:
        if sum(1 for _ in stream(found.address, lines)) != len(lines):
            raise SystemExit("the stream has another number of answers than of lines")

    def of_service(run: Callable[[], None]) -> float:
        before = sum(map(processes.cpu_seconds, processes.family(found.pid)))
        with processes.pinned(measured=False):
            run()
        sleep(SETTLE)
        return sum(map(processes.cpu_seconds, processes.family(found.pid))) - before

    with processes.pinned(measured=True), server as found:
        yield {HTTP: lambda: of_service(alone), STREAM: lambda: of_service(streamed)}


def paths(folder: Path, pages: Sequence[Page], rounds: int) -> dict[str, float]:
    """The CPU seconds of a page on each path."""
    said = report.progress("bench-cost")
    found = [*archives.numbered(pages, LONG)]
    long, short = written(folder, found), written(folder, found[:SHORT])
    alone, least = library(found[SHORT:]), dict[str, float]()
    with served(found[SHORT:]) as ways:
        for number in range(rounds + 1):
            said(f"paths, round {number} of {rounds}")
            runs = {LIBRARY: timed(alone), **{name: way() for name, way in ways.items()}}
            if number:  # the first is there to warm up
                runs |= {name: batched(long[name]) - batched(short[name]) for name in long}
                least = {name: min(spent, least.get(name, spent)) for name, spent in runs.items()}
    said("\n")
    return {name: spent / (LONG - SHORT) for name, spent in least.items()}


def parts(folder: Path, pages: Sequence[Page], rounds: int) -> Parts:
    """Measures them over an archive in ``folder`` that :func:`written` has left there."""
    archive = folder / f"{LONG}{FILES[WARC][0]}"

    def read() -> None:
        (source,) = sources([str(archive)])
        for _ in source:
            pass

    (source,) = sources([str(archive)])
    cleaning = Inline(Cleaner("packaged"))
    done = [(record, outcome(cleaning, RawPage(record.body, record.url))) for record in source]
    output = folder / "parts.jsonl.zst"
    write = min(timed(lambda: _segments(output, done)) for _ in range(rounds))
    join, size = dict[str, float](), 0
    for suffix in (".jsonl.zst", ".parquet") if find_spec("pyarrow") else (".jsonl.zst",):
        target = folder / f"parts{suffix}"
        join[suffix] = timed(partial(_segments(target, done).join, [str(archive)], tuple(COLUMNS))) / len(done)
        size = size or target.stat().st_size
    command = batch((str(archive), "--output", str(output), "--overwrite", "--jobs", "1"))
    return Parts(
        read=min(timed(read) for _ in range(rounds)) / len(done),
        write=write / len(done),
        join=join,
        bytes_in=archive.stat().st_size / len(done),
        bytes_out=size / len(done),
        key=held(folder / "keys.jsonl"),
        memory=spent(command, measured=False, weighed=True).memory,
    )


def held(output: Path) -> float:
    """The bytes that are held of a row's key while many are joined."""
    segments = Segments(str(output))
    segments.begin(Plan((), (), {}, {}), resume=False, overwrite=True)
    for number in range(SEGMENTS):
        places = range(number * MOST_ROWS, (number + 1) * MOST_ROWS)
        keys = {f"{number // OF_ARCHIVE}.warc.gz": [40_000 * place for place in places]}
        segments.put(number, b"", keys, Tally())
    tracemalloc.start()
    segments.join((), ())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / (SEGMENTS * MOST_ROWS)


def _segments(output: Path, done: Sequence[tuple[Record, Outcome]]) -> Segments:
    """The rows of ``done``, as a run gathers them."""
    segments = Segments(str(output))
    segments.begin(Plan((), tuple(COLUMNS), {}, {}), resume=False, overwrite=True)
    with segments.writer(tuple(COLUMNS), wanted([])) as writer:
        for record, found in done:
            writer.add(record, found)
    return segments


def engine_seconds(archive: Path, engine: str) -> dict[str, float]:
    """By tasks, the seconds by the clock of a run over ``archive`` on a cluster of ``engine`` that is started for it,
    and ends with it."""
    with TemporaryDirectory() as scratch:
        program = (sys.executable, "-m", __spec__.name, "--within", engine, str(archive))
        said = ENGINES[engine].run(program, Path(scratch)).splitlines()[-1]
        found: dict[str, float] = orjson.loads(said)
        return found


def within(engine: str, archive: Path) -> dict[str, float]:
    """What :func:`engine_seconds` gives, within the cluster."""
    found = {}
    for tasks in TASKS:
        output = archive.with_name(f"{engine}-{tasks}.jsonl")
        command = batch((str(archive), "--output", str(output), "--executor", engine, "--tasks", str(tasks)))
        found[str(tasks)] = spent(command, measured=False).wall
    return found


def here(archive: Path) -> float:
    """The seconds by the clock of the same run on this machine."""
    output = archive.with_name("here.jsonl")
    return spent(batch((str(archive), "--output", str(output), "--overwrite", "--jobs", "1")), measured=False).wall


def overhead(archive: Path) -> str:
    """What starting and ending a run takes on each engine that can be had here, in a table."""
    rows = [("this machine", "–", report.duration(here(archive)))]
    for engine, cluster in ENGINES.items():
        if cluster.can_run():
            rows += [(engine, tasks, report.duration(wall)) for tasks, wall in engine_seconds(archive, engine).items()]
    return report.table((f"run over {SHORT} pages", "tasks", "from start to end"), rows)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures; gives the exit status."""
    parser = argparse.ArgumentParser(description="What a page costs on each way, and what many pages take.")
    parser.add_argument("--pages", type=Path, default=PAGES, help=f"a folder with the set {SET}")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"(default: {ROUNDS})")
    parser.add_argument("--price", type=float, default=PRICE, help=f"of a core hour (default: {PRICE:g})")
    parser.add_argument(
        "--engines", action="store_true", help="also in clusters of Ray and Slurm, where they can be had"
    )
    parser.add_argument("--docs", action="store_true", help="write the figures into docs/")
    parser.add_argument("--within", nargs=2, help=argparse.SUPPRESS)  # what runs in a cluster
    args = parser.parse_args(arguments)
    if args.within:
        print(orjson.dumps(within(args.within[0], Path(args.within[1]))).decode())
        return 0
    pages = load(args.pages, (SET,)).get(SET)
    if not pages or not processes.supported():
        print(f"bench-cost: skipped, there are no pages in {args.pages / SET}, or this is no Linux")
        return 0
    with TemporaryDirectory() as name:
        folder = Path(name)
        found = paths(folder, pages, args.rounds)
        of = parts(folder, pages, args.rounds)
        started = overhead(folder / f"{SHORT}.warc.gz") if args.engines else ""
    measured = (
        f"{report.in_words(report.conditions())} `{SET}`, {LONG - SHORT} pages, the least of {args.rounds} rounds."
    )
    text = {
        "paths": f"{measured}\n\n{paths_table(found)}",
        "parts": parts_table(found[WARC], of),
        "limits": limits(found[WARC], of),
        "needs": needs_table(found, of, args.price),
        **({"engines": started} if started else {}),
    }
    print("\n\n".join(text.values()))
    if args.docs:
        for part, content in text.items():
            report.write_part(part, COMMAND, content, GUIDE)
    return 0


if __name__ == "__main__":
    sys.exit(main())

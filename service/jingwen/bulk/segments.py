"""What a run writes: finished segments in a folder beside the output, and the output once all rows are there.

A segment is some hundred rows. It gets its name when it is whole and on the disk, so a run that is killed at any moment
leaves whole segments only, and whoever takes it up has to do again what none of them holds. A row is known by its
input and its place in it, never by who wrote it: any number of tasks may write into the same folder, then another
number, and a row that two have written counts once.

::

    OUTPUT.parts/run.json                 what the run is: its inputs, options and version, and the name of its start
    OUTPUT.parts/000000007-4f1c….rows     rows as lines of JSON, compressed
    OUTPUT.parts/000000007-4f1c….json     the keys of all rows that these stand for, and their tally
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any
from uuid import uuid4

import orjson
import zstandard

from ..errors import InvalidOption, JingwenError
from ..isolation.outcome import Outcome
from .columns import KEY, line
from .outputs import Joined, to_disk
from .record import Record
from .tally import Tally
from .wanted import Wanted

PLAN, ROWS, TOLD, UNFINISHED = "run.json", ".rows", ".json", ".part"
# A segment is closed when it has so many rows or is so old (seconds), the first one sooner, so that whoever watches
# sees rows at once. What is lost by a kill is one segment for each task.
MOST_ROWS, OLDEST, FIRST_OLDEST = 1000, 5.0, 0.5
LEVEL = 3  # of zstd; a segment's 1,000 rows take 15 ms

Done = Mapping[str, set[int]]


class UnwritableOutput(JingwenError):
    """An output that cannot be written, or is there already."""


@dataclass(frozen=True)
class Plan:
    """What a run is. ``inputs`` have their sizes, None where they are not known; ``asked`` are the options."""

    inputs: tuple[tuple[str, int | None], ...]
    columns: tuple[str, ...]
    asked: Mapping[str, Any]
    version: Mapping[str, str]

    def to_dict(self) -> dict[str, Any]:
        """Of what JSON can hold."""
        told = {"columns": list(self.columns), "asked": dict(self.asked), "version": dict(self.version)}
        return {"inputs": [list(each) for each in self.inputs], **told}

    def check(self, before: Mapping[str, Any]) -> None:
        """Raises ``InvalidOption`` where the run ``before`` was another one: its rows would not be those of this."""
        changed = [name for name, size in self.inputs if dict(before["inputs"]).get(name, size) != size]
        if changed:
            raise InvalidOption(f"{changed[0]} has another size than when the run began; {BEGIN_ANEW}", option="resume")
        gone = [name for name, _ in before["inputs"] if name not in dict(self.inputs)]
        if gone:
            raise InvalidOption(f"the run began with {gone[0]} too; name it again, or {BEGIN_ANEW}", option="resume")
        mine = self.to_dict()
        for what, said in (("columns", "--fields"), ("asked", "options"), ("version", "version")):
            if mine[what] != before[what]:
                raise InvalidOption(
                    f"the run began with other {said}: {_difference(before[what], mine[what])}; take it up with what "
                    f"it began with, or {BEGIN_ANEW}",
                    option="resume",
                )


BEGIN_ANEW = "--overwrite begins anew"


def _difference(before: Any, now: Any) -> str:
    if isinstance(before, Mapping):
        names = [name for name in {**before, **now} if before.get(name) != now.get(name)]
        return ", ".join(f"{name} was {before.get(name)!r}, not {now.get(name)!r}" for name in names)
    lacking, added = ([name for name in a if name not in b] for a, b in ((before, now), (now, before)))
    parts = [f"with {', '.join(lacking)}" if lacking else "", f"without {', '.join(added)}" if added else ""]
    return " and ".join(filter(None, parts)) or "in another order"


class Segments:
    """The segments of the run whose output is to be ``output``."""

    def __init__(self, output: str) -> None:
        self._output = Path(output)
        self._folder = Path(f"{output}.parts")

    @property
    def folder(self) -> Path:
        """Where they are."""
        return self._folder

    @property
    def begun(self) -> bool:
        """Whether there is a run that has not come to its end."""
        return (self._folder / PLAN).exists()

    def begin(self, plan: Plan, resume: bool, overwrite: bool) -> None:
        """Makes the folder for the run that is ``plan``, or takes up the one that is there.

        Raises ``UnwritableOutput`` where the output or rows of an unfinished run are there and neither ``resume`` nor
        ``overwrite`` says what to do with them, ``InvalidOption`` where the unfinished run was another.
        """
        output, folder = self._output, self._folder
        if output.is_dir():
            raise UnwritableOutput(f"--output is {output}, which is a folder; name a file")
        taken_up = resume and self.begun
        if taken_up:
            plan.check(self.plan())
        elif not overwrite:
            if self.begun and any(self._finished()):  # without rows nothing is lost: it may have had a wrong option
                raise UnwritableOutput(
                    f"{folder} holds a run that was broken off; --resume takes it up, and {BEGIN_ANEW}"
                )
            if output.exists():
                raise UnwritableOutput(
                    f"--output is {output}, which is there already; name another file, or --overwrite it"
                )
        with _writing(folder):
            if not taken_up:
                self._remove()
                folder.mkdir()
            # Under a new name, so that tasks of an older start that are still about add nothing.
            self._put(PLAN, orjson.dumps({**plan.to_dict(), "name": uuid4().hex}))

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keeps other runs away from the output: two would add to each other's rows, or take them away.

        Raises ``UnwritableOutput`` where one is at it, however far.
        """
        lock = Path(f"{self._output}.lock")
        with _writing(lock):
            file = lock.open("wb")
        with file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if not lock.exists() or not os.path.samestat(lock.stat(), os.fstat(file.fileno())):
                    raise BlockingIOError  # it was another's, who is through
            except BlockingIOError:
                raise UnwritableOutput(
                    f"another run is writing {self._output}; wait for its end, or end it first"
                ) from None
            except OSError:  # a file system without locks
                pass
            try:
                yield
            finally:
                lock.unlink(missing_ok=True)

    def plan(self) -> Mapping[str, Any]:
        """What the run is whose segments are here."""
        told: Mapping[str, Any] = orjson.loads((self._folder / PLAN).read_bytes())
        return told

    def done(self, but: Collection[str] = ()) -> Done:
        """The places of the rows in finished segments, by their input, ``but`` for those of some inputs."""
        places: defaultdict[str, set[int]] = defaultdict(set)
        for _, told in self._finished():
            for name, some in told["keys"].items():
                if name not in but:
                    places[name].update(some)
        return places

    def rows(self) -> int:
        """How many rows are done, each counted once."""
        return sum(len(places) for places in self.done().values())

    def tally(self) -> Tally:
        """The counts of all finished segments; a row that two of them hold counts once for each."""
        tally = Tally()
        for _, told in self._finished():
            tally.add(Tally.of(told["tally"]))
        return tally

    def writer(self, columns: Sequence[str], wanted: Wanted) -> Writer:
        """Writes segments with those ``columns``, of the rows that are ``wanted``."""
        return Writer(self, columns, wanted)

    def join(self, inputs: Sequence[str], columns: Sequence[str]) -> tuple[Tally, int]:
        """Makes the output of all finished segments, in the order of ``inputs`` as far as the segments have one, and
        removes these; gives their counts, as ``tally`` does, and how many rows are written."""
        order = {name.rstrip("/"): number for number, name in enumerate(inputs)}
        tally, found, written = Tally(), [], 0
        for name, told in self._finished():
            tally.add(Tally.of(told["tally"]))
            found.append((name, {one: array("q", places) for one, places in told["keys"].items()}))
        found.sort(key=lambda each: _first(each[1], order))
        seen = {name: set[int]() for name in _doubled(keys for _, keys in found)}
        with _writing(self._output), Joined(self._output, columns) as joined:
            for name, keys in found:
                lines = zstandard.decompress((self._folder / (name + ROWS)).read_bytes())
                doubled = [one for one in keys if one in seen]
                again = any(not seen[one].isdisjoint(keys[one]) for one in doubled)
                lines = _without(lines, seen) if again else lines
                joined.write(lines)
                written += lines.count(b"\n")
                for one in doubled:
                    seen[one].update(keys[one])
        with _writing(self._folder):
            self._remove()
        return tally, written

    def _remove(self) -> None:
        """Removes all that is there, the plan first: what is left where this is broken off belongs to no run."""
        if self._folder.exists():
            (self._folder / PLAN).unlink(missing_ok=True)
            shutil.rmtree(self._folder)

    def _finished(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for rows in sorted(self._folder.glob(f"*{ROWS}")):
            yield rows.stem, orjson.loads(rows.with_suffix(TOLD).read_bytes())

    def put(
        self, number: int, lines: bytes, keys: Mapping[str, Sequence[int]], tally: Tally, of: str | None = None
    ) -> None:
        """A segment more, with the ``lines`` of its rows; once this returns it is on the disk. The ``keys`` are of all
        rows that were done, of which some may not have been wanted.

        Raises ``UnwritableOutput`` where the run has not the name ``of`` any more: a task may live longer than whoever
        had it started, and would add rows to another run, or the same once more.
        """
        name = f"{number:09d}-{uuid4().hex}"
        with _writing(self._folder):
            if of is not None and self.plan()["name"] != of:
                raise UnwritableOutput(f"{self._folder} is of another run by now, or this one was taken up elsewhere")
            self._put(name + TOLD, orjson.dumps({"keys": keys, "tally": tally.to_dict()}))
            self._put(name + ROWS, zstandard.compress(lines, LEVEL))  # which makes it a segment

    def _put(self, name: str, content: bytes) -> None:
        put(self._folder / name, content)


class Writer:
    """Gathers rows into segments; to be used by ``with``, which closes the last one, whatever the end."""

    def __init__(self, segments: Segments, columns: Sequence[str], wanted: Wanted) -> None:
        self._segments, self._columns, self._wanted = segments, columns, wanted
        self._of: str = segments.plan()["name"]
        self._number = 0
        self._begin()

    def _begin(self) -> None:
        self._lines: list[bytes] = []
        self._keys: defaultdict[str, list[int]] = defaultdict(list)
        self._tally = Tally()
        self._until = monotonic() + (OLDEST if self._number else FIRST_OLDEST)

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(self, record: Record, found: Outcome) -> None:
        """One row more."""
        self._keys[record.input].append(record.offset)
        self._tally.count(record, found)
        if self._wanted(record, found):
            self._lines.append(line(record, found, self._columns))
        if self._tally.rows >= MOST_ROWS or monotonic() >= self._until:
            self.close()

    def close(self) -> None:
        """Ends the segment, if it has begun."""
        if self._tally.rows:
            self._segments.put(self._number, b"".join(self._lines), self._keys, self._tally, self._of)
            self._number += 1
        self._begin()


def put(path: Path, content: bytes) -> None:
    """Makes the file ``path``, which nobody sees before it is whole and on the disk."""
    part = path.with_name(f"{path.name}{UNFINISHED}")
    with part.open("wb") as file:
        file.write(content)
    to_disk(part)
    part.replace(path)


def _first(keys: Mapping[str, Sequence[int]], order: Mapping[str, int]) -> tuple[int, list[str], int]:
    """Where the first of the rows with these keys belongs: by its input, which for a page may be a folder above it."""

    def rank(name: str) -> int:
        above = name
        while above and above not in order:
            above = above.rpartition("/")[0]
        return order.get(above, len(order))

    return min((rank(name), name.split("/"), min(places)) for name, places in keys.items())


def _doubled(keys: Iterable[Mapping[str, Sequence[int]]]) -> list[str]:
    """The inputs of which some row is there more than once: of those alone it is remembered which rows have been seen,
    for ten million take a gigabyte."""
    places: defaultdict[str, list[Sequence[int]]] = defaultdict(list)
    for each in keys:
        for name, some in each.items():
            places[name].append(some)
    return [name for name, parts in places.items() if len(set().union(*parts)) < sum(map(len, parts))]


def _without(lines: bytes, seen: Mapping[str, set[int]]) -> bytes:
    """Those of ``lines`` whose keys have not been seen."""
    kept = []
    for each in lines.splitlines(keepends=True):
        name, place = (orjson.loads(each)[part] for part in KEY)
        if place not in seen.get(name, ()):
            kept.append(each)
    return b"".join(kept)


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Raises ``UnwritableOutput`` where ``path`` cannot be written within."""
    try:
        yield
    except OSError as error:
        do = (
            "make room, then take the run up again with --resume"
            if error.errno in (errno.ENOSPC, errno.EDQUOT)
            else "expected a folder that exists and can be written to"
        )
        raise UnwritableOutput(f"{path} cannot be written: {error.strerror}; {do}") from None

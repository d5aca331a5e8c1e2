"""A run in several tasks, on this machine or others: what a task does, and what it says of it in the run's folder.

An engine that starts tasks does not say reliably how they ended: one returns as if all were well, another waits for a
task that was killed. So each task tells of itself, in a file that it writes anew every few seconds while it lives, and
at its end once more with what it has read. A start of the run has a name of its own: the tasks of an earlier one, which
may still be about, count for nothing.

::

    OUTPUT.parts/tasks-4f1c…/job.pickle   the job, as whoever started the tasks has it
    OUTPUT.parts/tasks-4f1c…/00003.json   what the task with that number says
    OUTPUT.parts/tasks-4f1c…/engine/      what the engine keeps
"""

from __future__ import annotations

import os
import pickle
import shutil
import socket
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import Any
from uuid import uuid4

import orjson

from ..errors import InvalidOption, JingwenError
from ..isolation.outcome import Outcome, unforeseen
from ..version import VERSION
from .job import Job
from .record import Record
from .run import Share
from .segments import Segments, put
from .source import DamagedInput, Source

PREFIX = "tasks-"
# So often a task says that it lives, in seconds.
BEAT = 5.0
RUNNING, FINISHED, FAILED = "running", "finished", "failed"


class TaskFailed(JingwenError):
    """A task that did not come to its end; it has told why."""


class UnfinishedRun(JingwenError):
    """A run of which some rows are missing."""


@dataclass(frozen=True)
class Told:
    """What a task says of itself: its ``state``, a ``beat`` that grows while it lives, the ``rows`` it has written,
    why it failed, and what it read in which input."""

    state: str
    beat: int = 0
    rows: int = 0
    why: str = ""
    read: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True)
class Run:
    """One start of the run whose output is to be ``output``, in so many ``tasks`` of ``jobs`` pages at once."""

    output: str
    tasks: int
    jobs: int
    name: str = field(default_factory=lambda: uuid4().hex)
    _heard: dict[int, Told] = field(default_factory=dict, compare=False, repr=False)

    @property
    def folder(self) -> Path:
        """Where its tasks tell of themselves; all of them, and whoever started them, must see it."""
        return Segments(self.output).folder / f"{PREFIX}{self.name}"

    @property
    def engine(self) -> Path:
        """What the engine keeps of it."""
        return self.folder / "engine"

    def begin(self, job: Job, found: Sequence[Source]) -> None:
        """Makes the folder; the ``job`` has begun, and ``found`` is what its inputs are."""
        for earlier in self.folder.parent.glob(f"{PREFIX}*"):  # of which tasks may still be about: this ends them
            shutil.rmtree(earlier, ignore_errors=True)
        # Each task reads what was found here, whatever a pattern gives by then. Nobody needs the service's token.
        settings = replace(job.settings, token="", token_file="")
        inputs = tuple(source.name for source in found)
        told = {
            "job": replace(job, inputs=inputs, output=self.output, settings=settings),
            "sizes": [source.size for source in found],
            "cwd": str(Path.cwd()),
        }
        self.folder.mkdir()
        put(self.folder / "version", VERSION.encode())
        put(self.folder / "job.pickle", pickle.dumps(told))

    def do(self, number: int) -> None:
        """The task with that ``number``. Raises ``TaskFailed``, which says nothing of a page, when it has told why."""
        with _Telling(self._file(number)) as telling:
            try:
                telling.finished(self._read(number, telling))
                return
            except JingwenError as error:
                why = str(error)
            except Exception as error:
                why = str(unforeseen(error))
            why = f"{why} (on {socket.gethostname()})"
            telling.failed(why)
        raise TaskFailed(why)  # outside, so that no log shows what the code was at

    def _read(self, number: int, telling: _Telling) -> Sequence[_Reading]:
        made = (self.folder / "version").read_text()
        if made != VERSION:
            raise InvalidOption(f"jingwen is {VERSION} here, and {made} where the run was started; install the same")
        told = pickle.loads((self.folder / "job.pickle").read_bytes())
        job: Job = told["job"]
        try:
            place = chdir(told["cwd"])
            place.__enter__()
        except OSError:
            raise InvalidOption(
                f"the folder {told['cwd']}, in which the run was started, is not here; start it in one that all "
                "machines share"
            ) from None
        try:
            found = job.sources()
            for source, size in zip(found, told["sizes"], strict=True):
                if source.size != size:
                    raise InvalidOption(f"{source.name} has {source.size} bytes here, and {size} where the run began")
            readings = [_Reading(at, source, telling) for at, source in enumerate(found)]
            job.do(readings, Share(number, self.tasks), self.jobs, telling.heard)
        finally:
            place.__exit__(None, None, None)
        return [each for each in readings if each.begun]

    def told(self) -> list[Told | None]:
        """What each task says, or said when it could last be read; None where one has not begun."""
        for number in range(self.tasks):
            with suppress(OSError):  # a network's file system may lose a file that is being replaced, for a moment
                self._heard[number] = Told(**orjson.loads(self._file(number).read_bytes()))
        return [self._heard.get(number) for number in range(self.tasks)]

    def _file(self, number: int) -> Path:
        return self.folder / f"{number:05d}.json"


def conclude(run: Run, found: Sequence[Source]) -> None:
    """Lets the inputs that were ``found`` say what the tasks have read in them.

    Raises ``UnfinishedRun`` where not all rows are there: a task did not come to its end, two have not read the same,
    or rows are not to be seen.
    """
    told = run.told()
    rows = Segments(run.output).rows()
    ended = [task for task in told if task is not None and task.state == FINISHED]
    read = defaultdict[int, list[Mapping[str, Any]]](list)
    for each in (reading for task in ended for reading in task.read):
        read[each["at"]].append(each)
    records = sum(readings[0]["records"] for readings in read.values())
    if len(ended) < run.tasks:
        whole = f" of {records:,}" if len(read) == len(found) else ""
        raise UnfinishedRun(
            f"{len(ended)} of {run.tasks} tasks came to their end, and {rows:,}{whole} rows are there; --resume does "
            f"the others, with any number of tasks. {'; '.join(_unfinished(told))}. Logs are in {run.engine}"
        )
    for at, source in enumerate(found):
        readings = read[at]
        counts = sorted({each["records"] for each in readings})
        if len({(each["records"], each["digest"]) for each in readings}) > 1:
            raise UnfinishedRun(
                f"the tasks have not read the same in {source.name}: {counts[0]:,} to {counts[-1]:,} records; it was "
                "changed meanwhile, or could not always be read. --resume reads it again"
            )
        said = max(readings, key=lambda each: each["fault_count"])
        source.begin()
        source.faults = [DamagedInput(fault) for fault in said["faults"]]
        source.fault_count = said["fault_count"]
        source.passed_over.update(said["passed_over"])
        source.misread.update(said["misread"])
    if rows < records:
        raise UnfinishedRun(
            f"all tasks came to their end, but {rows:,} of {records:,} rows are to be seen in "
            f"{Segments(run.output).folder}; expected a folder that all machines share. --resume does the others"
        )


def _unfinished(told: Sequence[Told | None]) -> Iterator[str]:
    """Why tasks did not come to their end; those with the same reason together."""
    reasons: dict[str, list[str]] = {}
    for number, task in enumerate(told):
        if task is None:
            why = (
                "did not begin, or does not see the folder of the output, which all machines must share, or has no "
                "jingwen there"
            )
        elif task.state == RUNNING:
            why = f"was lost after {task.rows:,} rows: killed, or its machine is gone"
        else:
            why = task.why
        if task is None or task.state != FINISHED:
            reasons.setdefault(why, []).append(str(number))
    for why, numbers in reasons.items():
        more = f" and {len(numbers) - 5} more" if len(numbers) > 5 else ""
        yield f"Task {', '.join(numbers[:5])}{more}: {why}"


class _Reading:
    """A source that keeps count of its records for a task, which ends where its run has."""

    def __init__(self, at: int, source: Source, telling: _Telling) -> None:
        self._at, self._source, self._telling = at, source, telling
        self.name, self.size = source.name, source.size
        self.begun = False  # for a task reads only what it has a part of
        self._records = self._digest = 0

    def __iter__(self) -> Iterator[Record]:
        self.begun = True
        for record in self._source:
            self._telling.check()
            self._records += 1
            self._digest = zlib.crc32(f"{record.input}\0{record.offset}\n".encode("utf-8", "replace"), self._digest)
            yield record

    def to_dict(self) -> dict[str, Any]:
        """Of what JSON can hold."""
        source = self._source
        return {
            "at": self._at,
            "records": self._records,
            "digest": self._digest,
            "fault_count": source.fault_count,
            "faults": [str(fault).encode("utf-8", "backslashreplace").decode() for fault in source.faults],
            "passed_over": dict(source.passed_over),
            "misread": dict(source.misread),
        }


class _Telling:
    """Says what a task is at, every few seconds and at the end; to be used by ``with``."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._rows = self._beat = 0
        self._over = Event()
        self._orphaned = False
        self._parent = os.getppid()
        self._thread = Thread(target=self._live, daemon=True)

    def __enter__(self) -> _Telling:
        self._tell(Told(RUNNING))
        self._thread.start()
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        self._stop()

    def heard(self, record: Record, found: Outcome) -> None:
        """One row more."""
        self._rows += 1
        self.check()

    def check(self) -> None:
        """Raises ``TaskFailed`` where nobody waits for this task any more."""
        if self._orphaned:
            raise TaskFailed("whoever started the task is gone")

    def finished(self, read: Sequence[_Reading]) -> None:
        """It has come to its end."""
        self._stop()
        self._tell(Told(FINISHED, self._beat, self._rows, read=[each.to_dict() for each in read]))

    def failed(self, why: str) -> None:
        """It has not."""
        self._stop()
        with suppress(OSError):
            self._tell(Told(FAILED, self._beat, self._rows, why))

    def _stop(self) -> None:
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()

    def _live(self) -> None:
        while not self._over.wait(BEAT):
            self._beat += 1
            try:
                self._tell(Told(RUNNING, self._beat, self._rows))
            except OSError:
                # The folder goes when the run is begun anew, or joined; a full disk is another matter.
                self._orphaned = not self._file.parent.exists()
            # What an engine forked to do the work outlives the process that was killed for it.
            self._orphaned = self._orphaned or os.getppid() != self._parent

    def _tell(self, told: Told) -> None:
        put(self._file, orjson.dumps(told))

"""Tasks of a run, without an engine: what they do, what they say, and what is made of it."""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Sequence
from contextlib import nullcontext
from io import BytesIO
from pathlib import Path
from typing import Any

import orjson
import pytest

from jingwen.bulk import segments, tasks
from jingwen.bulk.job import Job
from jingwen.bulk.opening import StorageError
from jingwen.bulk.run import Share
from jingwen.bulk.segments import UnwritableOutput
from jingwen.bulk.source import Source
from jingwen.bulk.tasks import FAILED, FINISHED, RUNNING, Run, TaskFailed, Told, UnfinishedRun, conclude
from jingwen.bulk.watching import GRACE, LOST, Patience, watch
from jingwen.settings import Settings
from tests.bulk.archives import http, members, warc
from tests.bulk.rows import CLEANER, Cleaning, page

NUMBER = 12


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Run, Job, Sequence[Source]]:
    """A run in three tasks over an archive whose last record is cut off."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("jingwen.bulk.job.pool", lambda *_: nullcontext(Cleaning()))  # no process: they have tests
    content = members([warc(http(page(n)), number=n) for n in range(NUMBER - 1)])
    Path("a.warc.gz").write_bytes(content + members([warc(http(page(NUMBER)), number=NUMBER)])[:-40])
    job = Job(("a.warc.gz",), "o.jsonl", CLEANER, Settings(token="a" * 40, children=1))
    return begun(job)


def begun(job: Job, number: int = 3, resume: bool = False) -> tuple[Run, Job, Sequence[Source]]:
    found = job.sources()
    job.begin(found, resume=resume)
    run = Run(str(Path.cwd() / job.output), number, 1)
    run.begin(job, found)
    return run, job, found


def offsets(path: Path = Path("o.jsonl")) -> list[int]:
    return sorted(json.loads(line)["offset"] for line in path.read_bytes().splitlines())


def test_all_tasks_do_all_rows_and_say_what_is_wrong_with_the_input(
    started: tuple[Run, Job, Sequence[Source]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, job, found = started
    assert b"a" * 40 not in (run.folder / "job.pickle").read_bytes()
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir("elsewhere")  # a task begins anywhere
    for number in range(3):
        run.do(number)
    assert Path.cwd() == tmp_path / "elsewhere"
    monkeypatch.chdir(tmp_path)
    conclude(run, found)
    assert "ends before" in str(found[0].faults[0])
    assert found[0].fault_count == 1
    assert job.finish(found)[0].rows == NUMBER
    assert len({*offsets()}) == NUMBER
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.warc.gz", "elsewhere", "o.jsonl"]


def test_a_task_that_is_missing_leaves_the_run_unfinished(started: tuple[Run, Job, Sequence[Source]]) -> None:
    run, job, found = started
    run.do(0)
    with pytest.raises(UnfinishedRun, match=r"1 of 3 tasks .* 5 of 12 rows .*--resume .* Task 1, 2: did not begin"):
        conclude(run, found)
    again, job, found = begun(job, 2, resume=True)
    assert not run.folder.exists()
    for number in range(2):
        again.do(number)
    assert sum(task.rows for task in again.told() if task) == NUMBER - 5
    conclude(again, found)
    job.finish(found)
    assert len(offsets()) == len({*offsets()}) == NUMBER


def test_a_task_that_fails_says_why(started: tuple[Run, Job, Sequence[Source]]) -> None:
    run, _, found = started
    Path("a.warc.gz").write_bytes(b"")
    with pytest.raises(TaskFailed) as caught:
        run.do(1)
    assert caught.value.__context__ is None
    with pytest.raises(UnfinishedRun, match=r"Task 0, 2: .*; Task 1: a.warc.gz has 0 bytes here, and \d+ where "):
        conclude(run, found)


def test_an_error_that_nobody_foresaw_shows_no_page(
    started: tuple[Run, Job, Sequence[Source]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("of a page's text")

    run, _, _ = started
    monkeypatch.setattr(Job, "do", broken)
    with pytest.raises(TaskFailed, match="ZeroDivisionError") as caught:
        run.do(0)
    assert "page's" not in str(caught.value)
    assert (told := run.told()[0]) is not None
    assert (told.state, told.why) == (FAILED, str(caught.value))


def test_other_versions_do_not_meet(
    started: tuple[Run, Job, Sequence[Source]], monkeypatch: pytest.MonkeyPatch
) -> None:
    run, _, _ = started
    monkeypatch.setattr(tasks, "VERSION", "0.0.0")
    with pytest.raises(TaskFailed, match=r"jingwen is 0\.0\.0 here"):
        run.do(0)


def test_a_folder_that_is_not_here(
    started: tuple[Run, Job, Sequence[Source]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = started[1]
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir("gone")
    run = Run(str(tmp_path / "o.jsonl"), 1, 1)
    run.begin(job, [])
    monkeypatch.chdir(tmp_path)
    Path("gone").rmdir()
    with pytest.raises(TaskFailed, match=r"the folder .*gone, in which the run was started, is not here"):
        run.do(0)


def test_tasks_that_have_not_read_the_same(started: tuple[Run, Job, Sequence[Source]]) -> None:
    run, _, found = started
    for number in range(3):
        run.do(number)
    file = run.folder / "00001.json"
    told = orjson.loads(file.read_bytes())
    for change in ({"records": 11}, {"digest": 0}):
        file.write_bytes(orjson.dumps({**told, "read": [{**told["read"][0], **change}]}))
        with pytest.raises(UnfinishedRun, match=r"have not read the same in a\.warc\.gz"):
            conclude(run, found)


def test_a_task_that_cannot_read_on_leaves_the_rest_to_resume(
    started: tuple[Run, Job, Sequence[Source]], monkeypatch: pytest.MonkeyPatch
) -> None:
    run, job, found = started
    with monkeypatch.context() as patch:
        patch.setattr("jingwen.bulk.source.opened", broken_off)
        with pytest.raises(TaskFailed, match=r"a\.warc\.gz cannot be read on behind byte 1000: Connection reset"):
            run.do(0)
    with pytest.raises(UnfinishedRun, match=r"Task 0: a\.warc\.gz cannot be read on .*; --resume reads the others"):
        conclude(run, found)
    again, job, found = begun(job, 1, resume=True)
    again.do(0)
    conclude(again, found)
    assert job.finish(found)[0].rows == NUMBER


def broken_off(name: str) -> BytesIO:
    """The file, whose storage fails behind a thousand bytes."""

    class Stream(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() == 1000:
                raise StorageError(errno.ECONNRESET, "Connection reset by peer")
            return super().read(1000)

    return Stream(Path(name).read_bytes())


def test_what_a_task_said_is_kept_while_it_cannot_be_read(
    started: tuple[Run, Job, Sequence[Source]], monkeypatch: pytest.MonkeyPatch
) -> None:
    run, _, _ = started
    run.do(0)
    before = run.told()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", stale)
        assert run.told() == before
    assert [task and task.state for task in before] == [FINISHED, None, None]


def stale(_: Path) -> bytes:
    raise OSError(errno.ESTALE, "Stale file handle")


def test_rows_that_are_not_to_be_seen(started: tuple[Run, Job, Sequence[Source]]) -> None:
    run, job, found = started
    for number in range(3):
        run.do(number)
    next(job.segments.folder.glob("*.rows")).unlink()
    with pytest.raises(UnfinishedRun, match=r"\d+ of 12 rows are to be seen"):
        conclude(run, found)


def test_a_task_of_an_earlier_start_adds_nothing(started: tuple[Run, Job, Sequence[Source]]) -> None:
    _, job, found = started
    heard: list[int] = []

    def taken_up(*_: object) -> None:
        if not heard:
            job.begin(job.sources(), resume=True)
        heard.append(1)

    with pytest.raises(UnwritableOutput, match="taken up elsewhere"):
        job.do(found, Share(0, 3), 1, taken_up)
    assert job.segments.rows() <= 1  # what it had written before


def test_a_task_whose_run_is_gone_ends(
    started: tuple[Run, Job, Sequence[Source]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "BEAT", 0.01)
    monkeypatch.setattr(segments, "FIRST_OLDEST", 60)
    run, job, _ = started

    def gone(*_: object) -> None:
        shutil.rmtree(run.folder, ignore_errors=True)

    monkeypatch.setattr(tasks._Telling, "heard", gone)
    monkeypatch.setattr(tasks._Reading, "__iter__", lambda self: endless(self))
    with pytest.raises(TaskFailed, match="is gone"):
        run.do(0)
    assert job.segments.rows() > 0  # what it had done


def endless(reading: Any) -> Any:
    first = next(iter(reading._source))
    while True:
        reading._telling.check()
        yield first


WAITS, RUNS, ENDED, BROKE = None, Told(RUNNING), Told(FINISHED), Told(FAILED)


def ended(*told: tuple[float, Sequence[Told | None]]) -> list[bool]:
    patience = Patience()
    return [patience.ended(each, now) for now, each in told]


def test_patience() -> None:
    assert ended((0, [WAITS, WAITS]), (9 * LOST, [WAITS, WAITS])) == [False, False]  # there is no place for them
    assert ended((0, [RUNS, WAITS]), (LOST - 1, [RUNS, WAITS]), (LOST, [RUNS, WAITS])) == [False, False, True]
    assert ended((0, [RUNS, RUNS]), (LOST, [RUNS, Told(RUNNING, 1)]), (2 * LOST, [RUNS, ENDED])) == [False] * 3
    assert ended((0, [ENDED, ENDED]), (GRACE, [ENDED, ENDED])) == [False, True]
    assert ended((0, [BROKE, WAITS]), (9 * LOST, [BROKE, WAITS])) == [False, False]


class Here:
    """An engine that does a task at each question."""

    poll = 0.0

    def __init__(self, run: Run, ends: bool) -> None:
        self.left, self.run, self.ends, self.stopped = [*range(run.tasks)], run, ends, False

    def start(self) -> None:
        pass

    def over(self) -> bool:
        if self.left:
            self.run.do(self.left.pop())
        return self.ends and not self.left

    def stop(self) -> None:
        self.stopped = True


@pytest.mark.parametrize("ends", [True, False])
def test_an_engine_is_not_waited_for_for_ever(
    ends: bool, started: tuple[Run, Job, Sequence[Source]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jingwen.bulk.watching.GRACE", 0.1)
    run, _, found = started
    engine = Here(run, ends)
    heard: list[int] = []
    watch(run, engine, lambda told: heard.append(len([task for task in told if task])))
    conclude(run, found)
    assert engine.stopped
    assert heard[0] == 1

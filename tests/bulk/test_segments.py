"""What a run leaves on the disk, whenever it is broken off."""

from __future__ import annotations

import errno
import gzip
import json
import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
import zstandard

from jingwen.bulk import segments as module
from jingwen.bulk.columns import COLUMNS
from jingwen.bulk.segments import Plan, Segments, UnwritableOutput
from jingwen.bulk.wanted import wanted
from jingwen.errors import DeadlineExceeded, InvalidOption
from tests.bulk.rows import answered, record

COLUMNS_ALL = tuple(COLUMNS)
PLAN = Plan((("a.warc", 100),), COLUMNS_ALL, {"script": "hans"}, {"jingwen": "1", "rules": "r"})


def begun(path: Path, plan: Plan = PLAN) -> Segments:
    segments = Segments(str(path))
    segments.begin(plan, resume=False, overwrite=False)
    return segments


def write(segments: Segments, numbers: Iterable[int], where: Iterable[str] = ()) -> None:
    with segments.writer(COLUMNS_ALL, wanted(where)) as writer:
        for number in numbers:
            writer.add(record(number), answered(record(number)) if number % 5 else DeadlineExceeded("late"))


def rows(path: Path) -> list[int]:
    content = path.read_bytes()
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    if path.suffix == ".zst":
        with zstandard.open(path, "rb") as file:
            content = file.read()
    return [json.loads(line)["offset"] for line in content.splitlines()]


@pytest.mark.parametrize("name", ["o.jsonl", "o.ndjson", "o.jsonl.gz", "o.jsonl.zst"])
def test_the_output_is_there_when_all_rows_are(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 3)
    segments = begun(tmp_path / name)
    write(segments, range(8))
    assert not (tmp_path / name).exists()
    assert segments.done() == {"a.warc": set(range(8))}
    segments.join(["a.warc"], COLUMNS_ALL)
    assert rows(tmp_path / name) == list(range(8))
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_table(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed; pip install '.[bulk]'")
    segments = begun(tmp_path / "o.parquet")
    write(segments, range(3))
    write(segments, range(3, 6))
    segments.join(["a.warc"], COLUMNS_ALL)
    table = parquet.read_table(tmp_path / "o.parquet")
    assert table.column("offset").to_pylist() == list(range(6))
    assert table.column("status").to_pylist() == ["failed", *["article"] * 4, "failed"]
    assert [path.name for path in tmp_path.iterdir()] == ["o.parquet"]


def test_what_was_cut_off_amid_a_segment_is_not_there(tmp_path: Path) -> None:
    segments = begun(tmp_path / "o.jsonl")
    write(segments, range(3))
    folder = tmp_path / "o.jsonl.parts"
    (folder / "000000001-ab.rows.part").write_bytes(b"half of it")
    (folder / "000000001-ab.json").write_text('{"keys": {"a.warc": [7]}, "tally": {}}')  # whose rows never came
    assert segments.done() == {"a.warc": {0, 1, 2}}
    segments.join(["a.warc"], COLUMNS_ALL)
    assert rows(tmp_path / "o.jsonl") == [0, 1, 2]


def test_rows_that_two_tasks_wrote_count_once(tmp_path: Path) -> None:
    segments = begun(tmp_path / "o.jsonl")
    write(segments, [0, 1, 2, 3])
    write(segments, [2, 3, 4, 5])
    assert segments.join(["a.warc"], COLUMNS_ALL)[1] == 6
    assert sorted(rows(tmp_path / "o.jsonl")) == [0, 1, 2, 3, 4, 5]


def test_the_pages_of_a_folder_stand_where_it_was_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 1)
    segments = begun(tmp_path / "o.jsonl")
    files = ["b.warc", "pages/b/1.html", "pages/c.html", "a.warc", "pages/a.html"]
    with segments.writer(COLUMNS_ALL, wanted(())) as writer:
        for name in files:
            given = replace(record(0), input=name)
            writer.add(given, answered(given))
    segments.join(["a.warc", "pages/", "b.warc"], COLUMNS_ALL)
    told = [json.loads(line)["input"] for line in (tmp_path / "o.jsonl").read_bytes().splitlines()]
    assert told == ["a.warc", "pages/a.html", "pages/b/1.html", "pages/c.html", "b.warc"]


def test_rows_that_are_not_wanted_are_done_all_the_same(tmp_path: Path) -> None:
    segments = begun(tmp_path / "o.jsonl")
    write(segments, range(8), ["status=failed"])
    assert segments.done() == {"a.warc": set(range(8))}
    assert segments.tally().statuses == {"article": 6, "failed": 2}
    segments.join(["a.warc"], COLUMNS_ALL)
    assert rows(tmp_path / "o.jsonl") == [0, 5]


def test_no_rows_give_an_empty_output(tmp_path: Path) -> None:
    segments = begun(tmp_path / "o.jsonl.gz")
    segments.join(["a.warc"], COLUMNS_ALL)
    assert rows(tmp_path / "o.jsonl.gz") == []


def test_a_run_is_taken_up_or_begun_anew_only_when_told_to(tmp_path: Path) -> None:
    path = tmp_path / "o.jsonl"
    write(begun(path), range(3))
    with pytest.raises(UnwritableOutput, match=r"broken off; --resume takes it up, and --overwrite begins anew"):
        begun(path)
    again = Segments(str(path))
    again.begin(PLAN, resume=True, overwrite=False)
    assert again.done() == {"a.warc": {0, 1, 2}}
    again.begin(PLAN, resume=False, overwrite=True)
    assert again.done() == {}


def test_an_output_is_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "o.jsonl"
    path.write_text("precious\n")
    with pytest.raises(UnwritableOutput, match="there already"):
        begun(path)
    Segments(str(path)).begin(PLAN, resume=False, overwrite=True)
    assert path.read_text() == "precious\n"  # until the new one is whole


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"inputs": (("a.warc", 99),)}, "a.warc has another size"),
        ({"inputs": (("b.warc", 100),)}, "began with a.warc too"),
        ({"columns": COLUMNS_ALL[:-1]}, r"other --fields: with version; take it up with what it began with"),
        ({"columns": (*COLUMNS_ALL[:4], "x", *COLUMNS_ALL[6:])}, "with problem, detail and without x;"),
        ({"columns": (*COLUMNS_ALL[:-2], "version", COLUMNS_ALL[-2])}, "in another order"),
        ({"asked": {"script": "hant"}}, "script was 'hans', not 'hant'"),
        ({"version": {"jingwen": "2", "rules": "r"}}, "jingwen was '1', not '2'"),
    ],
)
def test_another_run_is_not_taken_up(tmp_path: Path, changed: dict[str, object], said: str) -> None:
    begun(tmp_path / "o.jsonl")
    other = Plan(**{**vars(PLAN), **changed})
    with pytest.raises(InvalidOption, match=said):
        Segments(str(tmp_path / "o.jsonl")).begin(other, resume=True, overwrite=False)


def test_inputs_may_come_to_a_run_and_belong_to_it_from_then_on(tmp_path: Path) -> None:
    segments = begun(tmp_path / "o.jsonl")
    more = Plan((("0.warc", 5), ("a.warc", 100)), PLAN.columns, PLAN.asked, PLAN.version)
    segments.begin(more, resume=True, overwrite=False)
    with pytest.raises(InvalidOption, match=r"the run began with 0\.warc too"):
        segments.begin(PLAN, resume=True, overwrite=False)


def test_what_a_removal_that_was_broken_off_has_left_is_no_part_of_a_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(folder: Path) -> None:
        next(folder.glob("*.json")).unlink()
        raise KeyboardInterrupt

    path = tmp_path / "o.jsonl"
    segments = begun(path)
    write(segments, range(3))
    write(segments, range(3))
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("shutil.rmtree", killed)
        segments.join(["a.warc"], COLUMNS_ALL)
    assert rows(path) == [0, 1, 2]
    assert not segments.begun
    path.unlink()
    again = begun(path)
    assert again.done() == {}
    write(again, [7])
    again.join(["a.warc"], COLUMNS_ALL)
    assert rows(path) == [7]


def test_a_run_without_rows_may_be_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "o.jsonl"
    begun(path)
    begun(path, Plan(PLAN.inputs, PLAN.columns, {"script": "hant"}, PLAN.version))
    path.write_text("precious\n")
    with pytest.raises(UnwritableOutput, match="there already"):
        begun(path)


def test_the_output_is_on_the_disk_before_the_segments_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    segments = begun(tmp_path / "o.jsonl.gz")
    write(segments, range(3))
    seen = []

    def fsync(number: int) -> None:
        seen.append((Path(f"/dev/fd/{number}").resolve().name, [*segments.folder.glob("*.rows")] != []))

    monkeypatch.setattr("jingwen.bulk.outputs.os.fsync", fsync)
    segments.join(["a.warc"], COLUMNS_ALL)
    assert seen == [(".o.jsonl.gz.part", True), (tmp_path.name, True)]


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EDQUOT])
def test_what_does_not_get_to_the_disk_is_not_done(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    segments = begun(tmp_path / "o.jsonl")
    write(segments, range(3))
    with monkeypatch.context() as patch, pytest.raises(UnwritableOutput, match=os.strerror(number)):
        patch.setattr("jingwen.bulk.outputs.os.fsync", failing(number))
        segments.join(["a.warc"], COLUMNS_ALL)
    assert not (tmp_path / "o.jsonl").exists()
    monkeypatch.setattr("jingwen.bulk.outputs.os.fsync", failing(errno.EINVAL))  # a file system without it
    segments.join(["a.warc"], COLUMNS_ALL)
    assert rows(tmp_path / "o.jsonl") == [0, 1, 2]


def failing(number: int) -> Callable[[int], None]:
    def fsync(_: int) -> None:
        raise OSError(number, os.strerror(number))

    return fsync


def test_what_a_kill_amid_the_join_has_left_is_written_over(tmp_path: Path) -> None:
    segments = begun(tmp_path / "o.jsonl")
    write(segments, range(3))
    (tmp_path / ".o.jsonl.part").write_bytes(b"half of it")
    segments.join(["a.warc"], COLUMNS_ALL)
    assert [path.name for path in tmp_path.iterdir()] == ["o.jsonl"]


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(UnwritableOutput, match=r"No such file or directory; expected a folder that exists"):
        begun(tmp_path / "nowhere" / "o.jsonl")


def test_a_full_disk_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("there is no /dev/full here")
    segments = begun(tmp_path / "o.jsonl")
    write(segments, range(3))
    monkeypatch.setattr(module, "uuid4", lambda: UUID(int=7))
    (tmp_path / "o.jsonl.parts" / f"000000000-{UUID(int=7).hex}.rows.part").symlink_to(full)
    with pytest.raises(UnwritableOutput, match=r"No space left on device; make room, .* --resume"):
        write(segments, [7])
    assert segments.done() == {"a.warc": {0, 1, 2}}


def test_two_runs_are_not_at_one_output(tmp_path: Path) -> None:
    one, other = Segments(str(tmp_path / "o.jsonl")), Segments(str(tmp_path / "o.jsonl"))
    with (
        one.alone(),
        pytest.raises(UnwritableOutput, match=r"another run is writing .*; wait"),
        other.alone(),
    ):
        pass
    with other.alone():
        pass
    assert list(tmp_path.iterdir()) == []

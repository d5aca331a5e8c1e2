"""Pages that children were killed for: told by their hash, kept as long as there is room."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from jingwen.isolation.quarantine import Quarantine


class Told(list[dict[str, Any]]):
    """The events that a quarantine tells of."""

    def __call__(self, name: str, **fields: object) -> None:
        self.append({"event": name, **fields})


@pytest.fixture
def told() -> Told:
    return Told()


def test_without_a_folder_the_page_is_only_told(told: Told) -> None:
    Quarantine("", 3, told).keep("题目".encode(), "deadline")
    (line,) = told
    assert line["event"] == "page_killed"
    assert (line["reason"], line["bytes"]) == ("deadline", 6)
    assert line["sha256"] == sha256("题目".encode()).hexdigest()


def test_the_newest_are_kept_for_their_owner_alone(tmp_path: Path, told: Told) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    quarantine = Quarantine(str(folder), 3, told)
    for number in range(6):
        quarantine.keep(f"page {number}".encode(), "died")
        for age, file in enumerate(sorted(folder.iterdir(), key=lambda file: file.stat().st_mtime_ns)):
            os.utime(file, ns=(number * 10 + age, number * 10 + age))
    quarantine.keep("page 5", "died")
    assert {file.read_bytes() for file in folder.iterdir()} == {b"page 3", b"page 4", b"page 5"}
    assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o600}


def test_a_folder_that_cannot_be_is_told_and_no_more(tmp_path: Path, told: Told) -> None:
    (tmp_path / "file").touch()
    Quarantine(str(tmp_path / "file" / "folder"), 3, told).keep(b"page", "died")
    assert [line["event"] for line in told] == ["page_killed", "quarantine_failed"]


def test_a_folder_that_vanishes_is_not_made_again(tmp_path: Path, told: Told) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    quarantine = Quarantine(str(folder), 3, told)
    quarantine.keep(b"one", "died")
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    quarantine.keep(b"two", "died")
    assert not folder.exists()
    assert told[-1]["event"] == "quarantine_failed"
    folder.mkdir()
    quarantine.keep(b"three", "died")
    assert [file.read_bytes() for file in folder.iterdir()] == [b"three"]


def test_a_full_disk_leaves_no_part_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Told) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    Quarantine(str(tmp_path), 3, told).keep(b"page", "died")
    assert [*tmp_path.iterdir()] == []
    assert told[1]["error"] == "No space left on device"

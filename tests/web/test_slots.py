"""Worker slots: who counts where, and what becomes of it where there is no room."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from jingwen.errors import SettingError
from jingwen.web import slots

CLAIM = "import sys; from jingwen.web import slots; slots.claim(); print(*sorted(sys.argv)); sys.stdin.read()"


def test_a_slot_has_its_room_from_the_start_and_stale_gauges_go(tmp_path: Path) -> None:
    (tmp_path / "gauge_livesum_0.db").write_bytes(b"of a worker that was killed")
    (tmp_path / "gauge_livesum_3.db").write_bytes(b"of another")
    (tmp_path / "counter_3.db").write_bytes(b"what is counted stays counted")
    with subprocess.Popen(
        [sys.executable, "-c", CLAIM],
        env={**os.environ, slots.DIRECTORY: str(tmp_path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as worker:
        assert worker.stdout is not None
        worker.stdout.readline()
        files = {file.name: file.stat() for file in tmp_path.glob("*.db")}
        assert files.keys() == {"counter_0.db", "histogram_0.db", "gauge_livesum_0.db", "counter_3.db"}
        for kind in slots.KINDS:
            assert files[f"{kind}_0.db"].st_size == slots.ROOM
            assert files[f"{kind}_0.db"].st_blocks * 512 >= slots.ROOM, "a hole in the file is no room"
        assert slots.hold(tmp_path / "slot-0.lock") is None
        worker.communicate()


def test_without_a_directory_each_worker_counts_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(slots.DIRECTORY, raising=False)

    def none(**_: object) -> str:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr(tempfile, "mkdtemp", none)
    slots.share()
    assert slots.DIRECTORY not in os.environ
    assert slots.claim() is None


def test_a_directory_that_is_named_is_never_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "folder"
    monkeypatch.setenv(slots.DIRECTORY, str(folder))
    with pytest.raises(SettingError, match=f"^{slots.DIRECTORY} is {folder}, which does not exist; make the folder"):
        slots.share()
    assert not folder.exists()
    folder.mkdir()
    slots.share()
    assert os.environ[slots.DIRECTORY] == str(folder)


def test_the_files_of_a_slot_grow_with_the_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "counter_0.db").write_bytes(b"counted")
    claim = CLAIM.replace("claim()", "claim(2000)")
    with subprocess.Popen(
        [sys.executable, "-c", claim],
        env={**os.environ, slots.DIRECTORY: str(tmp_path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as worker:
        worker.communicate()
    for kind in slots.KINDS:
        assert (tmp_path / f"{kind}_0.db").stat().st_size == slots.ROOM + 2000 * slots.ROOM_FOR_RULE
    assert (tmp_path / "counter_0.db").read_bytes().startswith(b"counted")


def test_a_directory_that_cannot_be_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(slots.DIRECTORY, str(tmp_path / "none"))
    assert slots.claim() is None
    assert slots.DIRECTORY not in os.environ

"""Where answers go: the file is there whole, or as it was."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from jingwen.cli.console import Unwritable
from jingwen.cli.output import Output


def test_a_file_is_there_at_the_end(tmp_path: Path) -> None:
    file = tmp_path / "answers"
    with Output(str(file)) as output:
        output.write(b"one\n")
        output.write(b"two\n")
        assert not file.exists()
    assert file.read_bytes() == b"one\ntwo\n"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("before", [None, b"what was there before\n"])
def test_a_run_that_is_broken_off_leaves_what_was_there(before: bytes | None, tmp_path: Path) -> None:
    file = tmp_path / "answers"
    if before:
        file.write_bytes(before)
    with pytest.raises(KeyboardInterrupt), Output(str(file)) as output:
        output.write(b"one\n")
        raise KeyboardInterrupt
    assert [path.read_bytes() for path in tmp_path.iterdir()] == ([before] if before else [])


def test_a_file_keeps_its_mode_and_a_link_stays_one(tmp_path: Path) -> None:
    file, link = tmp_path / "answers", tmp_path / "link"
    file.write_bytes(b"old\n")
    file.chmod(0o640)
    link.symlink_to(file)
    with Output(str(link)) as output:
        output.write(b"new\n")
    assert link.is_symlink()
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new\n", 0o640)


def test_a_link_that_loops_is_not_replaced(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(link)
    with pytest.raises(Unwritable, match="Too many levels of symbolic links"), Output(str(link)):
        pass
    assert list(tmp_path.iterdir()) == [link]
    link.unlink()
    link.symlink_to(tmp_path / "new")
    with Output(str(link)) as output:
        output.write(b"new\n")
    assert (link.is_symlink(), (tmp_path / "new").read_bytes()) == (True, b"new\n")


def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with Output(str(pipe)) as output:
        output.write(b"one\n")
        assert os.read(reader, 10) == b"one\n", "it is handed on at once"
    os.close(reader)
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing/answers", "No such file or directory"),
        (".", "Is a directory"),
        ("n" * 300, "File name too long"),
    ],
)
def test_where_no_file_can_be(name: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(Unwritable) as raised, Output(f"{tmp_path}/{name}"):
        pass
    assert str(raised.value) == f"--output is {tmp_path}/{name}: {said}; expected a file in a folder that exists"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
def test_a_full_disk_is_said() -> None:
    with (
        pytest.raises(Unwritable, match=r"^/dev/full cannot be written to the end: No space left on device"),
        Output("/dev/full") as output,
    ):
        output.write(b"one\n")

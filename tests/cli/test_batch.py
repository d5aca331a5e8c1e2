"""`jingwen batch`: archives in, rows out, and what is said of it."""

from __future__ import annotations

import errno
import io
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import pytest
import zstandard

from jingwen import cli
from jingwen.bulk.opening import StorageError
from jingwen.bulk.segments import Segments
from jingwen.bulk.tally import Tally
from jingwen.cli.cluster import _asked_of_slurm
from jingwen.cli.gauge import Gauge
from jingwen.errors import InvalidOption
from tests.bulk.rows import Listed, answered, page, record


def response(number: int, body: bytes, url: str | None = None) -> bytes:
    """A record of an archive, as a crawler writes it."""
    url = url or f"http://news.example.com/{number}"
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <{number}>\r\nWARC-Target-URI: {url}\r\n"
    head += f"WARC-Date: 2024-03-01T00:00:00Z\r\nContent-Length: {len(http)}\r\n\r\n"
    return head.encode() + http + b"\r\n\r\n"


def archive(path: Path, numbers: Iterable[int]) -> Path:
    path.write_bytes(b"".join(response(number, page(number)) for number in numbers))
    return path


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def test_one_row_out_for_each_row_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    warc = archive(tmp_path / "a.warc", range(6))
    output = tmp_path / "o.jsonl"
    assert cli.main(["batch", str(warc), "-o", str(output), "--jobs", "2", "--rules", "off"]) == cli.OK
    assert [row["title"] for row in rows(output)] == [f"台风{number}号登陆" for number in range(6)]
    assert [row["id"] for row in rows(output)] == [f"<{number}>" for number in range(6)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.warc", "o.jsonl"]
    said = capsys.readouterr().err
    assert "rows: 6; article 6" in said
    assert "title 100%" in said


def test_a_page_without_an_address_of_the_web_is_cleaned_without_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = response(0, page(0), "file:///crawl/0.html") + response(1, page(1), "urn:crawl:1")
    warc, lines, output = tmp_path / "a.warc", tmp_path / "b.jsonl", tmp_path / "o.jsonl"
    warc.write_bytes(saved)
    lines.write_text(json.dumps({"url": "foo", "html": page(2).decode()}), encoding="utf-8")
    assert cli.main(["batch", str(warc), str(lines), "-o", str(output), "--jobs", "1", "--rules", "off"]) == cli.OK
    assert [(row["status"], row["url"], row["problem"]) for row in rows(output)] == [("article", None, None)] * 3
    assert f"{warc}: left out, as they are none: url 2\n" in capsys.readouterr().err


def test_a_cut_archive_gives_its_rows_and_status_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = archive(tmp_path / "a.warc", range(3)).read_bytes()
    (tmp_path / "a.warc").write_bytes(whole[:-40])
    output = tmp_path / "o.jsonl"
    assert cli.main(["batch", str(tmp_path / "a.warc"), "-o", str(output)]) == cli.UNUSABLE
    assert [row["status"] for row in rows(output)] == ["article"] * 3
    assert [row["problem"] for row in rows(output)] == [None, None, "damaged-input"]
    assert f"{tmp_path / 'a.warc'}: " in capsys.readouterr().err


def test_only_some_rows_and_columns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    warc = tmp_path / "a.warc"
    warc.write_bytes(response(0, page(0)) + response(1, b"<p>short</p>"))
    output = tmp_path / "o.jsonl"
    asked = ["--where", "status=article", "--fields", "title,date", "--script", "keep"]
    assert cli.main(["batch", str(warc), "-o", str(output), *asked]) == cli.OK
    assert [{**row, "input": "a"} for row in rows(output)] == [
        {"input": "a", "offset": 0, "title": "台风0号登陆", "date": None}
    ]
    said = capsys.readouterr().err
    assert "rows: 2; article 1, no_article 1" in said
    assert "rows written, as --where has it: 1\n" in said


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["a.warc", "-o", "o.txt"], "expected a name in .jsonl"),
        (["a.warc", "-o", "s3://bucket/o.jsonl"], "rows are written to a local path"),
        (["a.warc", "-o", "o.jsonl", "--fields", "titel"], "--fields names 'titel'"),
        (["a.warc", "-o", "o.jsonl", "--where", "articles"], "--where is 'articles'"),
        (["a.warc", "-o", "o.jsonl", "--column", "html"], "--column is 'html'"),
        (["a.warc", "-o", "o.jsonl", "--column", "html=a", "--column", "html=b"], "--column says twice what html is"),
        (["a.warc", "-o", "o.jsonl", "--tasks", "2"], "--tasks is for --executor ray and slurm"),
        (["a.warc", "-o", "o.jsonl", "--executor", "ray"], "--tasks N says in how many parts"),
        (["a.warc", "-o", "o.jsonl", "--executor", "ray", "--tasks", "2", "--slurm", "a=b"], "--slurm is for"),
        (["a.warc", "-o", "o.jsonl", "--executor", "ray", "--tasks", "2", "--metrics-port", "9"], "a local run"),
        (["a.warc", "-o", "x/o.jsonl"], "--output is x/o.jsonl, and the folder x does not exist"),
        (["a.warc", "-o", "there.jsonl"], "there already"),
        (["nowhere.warc", "-o", "o.jsonl"], "nowhere.warc"),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_is(
    asked: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    archive(Path("a.warc"), range(1))
    Path("there.jsonl").write_text("precious\n")
    assert cli.main(["batch", *asked]) == cli.UNUSABLE
    assert said in capsys.readouterr().err
    assert Path("there.jsonl").read_text() == "precious\n"
    assert not Path("o.jsonl").exists()


def test_what_goes_to_slurm() -> None:
    assert _asked_of_slurm(["--partition=cpu", "time=24:00:00"]) == {"partition": "cpu", "time": "24:00:00"}
    for bad in ("partition", "=cpu", "time=", "comment=a\nb"):
        with pytest.raises(InvalidOption, match="--slurm is "):
            _asked_of_slurm([bad])


def test_where_an_input_cannot_be_read_on_the_rest_is_left_to_resume(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = archive(tmp_path / "a.warc", range(4)), archive(tmp_path / "b.warc", range(4, 6))
    end = len(response(0, page(0)) + response(1, page(1)))
    output = tmp_path / "o.jsonl"
    asked = ["batch", str(one), str(other), "-o", str(output), "--rules", "off", "--jobs", "1"]
    with monkeypatch.context() as patch:
        patch.setattr("jingwen.bulk.source.opened", lambda name: Torn(Path(name).read_bytes(), end))
        assert cli.main(asked) == cli.UNUSABLE
    said = capsys.readouterr().err
    assert f"{one} cannot be read on behind byte {end}: Connection reset by peer. All rows" in said
    assert "--resume" in said
    assert not output.exists()
    assert Segments(str(output)).rows() == 4
    assert cli.main([*asked, "--resume"]) == cli.OK
    assert sorted(str(row["id"]) for row in rows(output)) == [f"<{number}>" for number in range(6)]


class Torn(io.BytesIO):
    """A stream whose storage fails behind so many bytes."""

    def __init__(self, content: bytes, end: int) -> None:
        super().__init__(content)
        self._end = end

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() == self._end < len(self.getbuffer()):
            raise StorageError(errno.ECONNRESET, "Connection reset by peer")
        return super().read(self._end - self.tell())


def test_a_port_that_is_taken_can_be_put_right(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    warc = archive(tmp_path / "a.warc", range(1))
    asked = ["batch", str(warc), "-o", str(tmp_path / "o.jsonl"), "--rules", "off"]
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert cli.main([*asked, "--metrics-port", str(taken.getsockname()[1])]) == cli.UNUSABLE
    assert "expected a port that is free" in capsys.readouterr().err
    assert cli.main(asked) == cli.OK


@pytest.mark.parametrize("engine", ["ray", "slurm"])
def test_a_missing_engine_is_named(
    engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("ray", "datatrove"):
        monkeypatch.setitem(sys.modules, name, None)
    warc = archive(tmp_path / "a.warc", range(1))
    asked = ["batch", str(warc), "-o", str(tmp_path / "o.jsonl"), "--executor", engine, "--tasks", "2"]
    assert cli.main(asked) == cli.UNUSABLE
    assert f"pip install '.[{engine}]'" in capsys.readouterr().err
    assert cli.main(asked[:-4]) == cli.OK  # without it


def start(*asked: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", "import sys; from jingwen.cli import main; sys.exit(main())", "batch", *asked]
    return subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)


def test_killed_and_taken_up_again_it_has_every_row_once(tmp_path: Path) -> None:
    warc = archive(tmp_path / "a.warc", range(400))
    output, parts = tmp_path / "o.jsonl.zst", tmp_path / "o.jsonl.zst.parts"
    asked = [str(warc), "-o", str(output), "--rules", "off", "--jobs", "1"]
    with start(*asked) as first:
        while not list(parts.glob("*.rows")) and first.poll() is None:
            time.sleep(0.01)
        os.killpg(first.pid, signal.SIGKILL)
        first.wait()
    assert not output.exists()
    with start(*asked, "--resume", "--jobs", "2") as second:
        said = second.communicate()[1].decode()
    assert second.returncode == cli.OK, said
    assert "rows: 400; article 400" in said
    with zstandard.open(output, "rb") as file:
        told = [json.loads(line)["id"] for line in file.read().splitlines()]
    assert sorted(told) == sorted(f"<{number}>" for number in range(400))
    assert not parts.exists()


def test_where_no_run_is_unfinished_resume_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("o.jsonl").write_text("precious\n")
    assert cli.main(["batch", "other.warc", "-o", "o.jsonl", "--resume"]) == cli.OK
    said = capsys.readouterr().err
    assert "no unfinished run of o.jsonl to take up; the file is left as it was, whatever is named now" in said
    assert "--overwrite begins anew" in said
    assert Path("o.jsonl").read_text() == "precious\n"


def test_told_to_end_it_keeps_what_is_done(tmp_path: Path) -> None:
    warc = archive(tmp_path / "a.warc", range(2000))
    parts = tmp_path / "o.jsonl.parts"
    with start(str(warc), "-o", str(tmp_path / "o.jsonl"), "--rules", "off") as process:
        while not list(parts.glob("*.rows")) and process.poll() is None:
            time.sleep(0.01)
        process.terminate()
        said = process.communicate()[1].decode()
    assert process.returncode == 143, said
    assert "take the run up again with --resume" in said
    assert not (tmp_path / "o.jsonl").exists()


def test_where_there_is_no_terminal_lines_say_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = iter((0.0, 29.0, 31.0, 40.0))  # as the run begins, and at each row
    monkeypatch.setattr("jingwen.cli.gauge.monotonic", lambda: next(clock))
    with Gauge([Listed("a.warc", [])], Tally(), False) as gauge:
        for number in range(3):
            gauge.heard(record(number), answered(record(number)))
    assert capsys.readouterr().err == "jingwen: 2 rows, 0 pages/s, 0 failed, 0% of the inputs read\n"


def test_metrics_while_it_runs() -> None:
    source = Listed("a.warc", [record(1)])
    gauge = Gauge([source], Tally(), False, metrics_port=0, host="127.0.0.1")
    with gauge:
        gauge.heard(record(1), answered(record(1)))
        told = urllib.request.urlopen(f"http://127.0.0.1:{gauge.port}/metrics", timeout=10).read().decode()
    assert 'jingwen_batch_rows_total{status="article"} 1.0' in told
    with suppress(OSError):
        urllib.request.urlopen(f"http://127.0.0.1:{gauge.port}/metrics", timeout=10)
        pytest.fail("the server is still there")

"""What is tried on a cluster, by a program that runs beside it: ``python -m tests.bulk.cluster_job ENGINE FOLDER``.

The folder holds an archive ``a.warc.gz``, and gets the outputs of several runs; what is said of these is printed.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from jingwen import cli
from jingwen.bulk import watching

BATCH = "import sys; from jingwen.cli import main; sys.exit(main())"


def batch(engine: str, output: str, *asked: str) -> list[str]:
    return ["batch", "a.warc.gz", "-o", output, "--rules", "off", "--executor", engine, *asked]


def whole(engine: str) -> None:
    """A run from its begin to its end."""
    status = cli.main(batch(engine, "whole.jsonl", "--tasks", "3"))
    assert status == cli.FAILED, status  # there are bad pages in it


def killed(engine: str) -> None:
    """A run whose driver is killed when some rows are there, and then taken up by another number of tasks."""
    command = [sys.executable, "-c", BATCH, *batch(engine, "killed.jsonl", "--tasks", "3")]
    with subprocess.Popen(command, start_new_session=True) as process:
        wait_for_rows(Path("killed.jsonl.parts"), process)
        os.killpg(process.pid, signal.SIGKILL)
    assert not Path("killed.jsonl").exists()
    print("killed with", len(list(Path("killed.jsonl.parts").glob("*.rows"))), "segments", flush=True)
    status = cli.main(batch(engine, "killed.jsonl", "--tasks", "2", "--resume"))
    assert status == cli.FAILED, status


def lost(engine: str) -> None:
    """A run one of whose tasks is killed, taken up on this machine."""
    watching.LOST = 15.0
    command = [sys.executable, "-m", __spec__.name, engine, ".", "kill-one"]
    with subprocess.Popen(command) as killer:
        status = cli.main(batch(engine, "lost.jsonl", "--tasks", "2"))
        killer.wait()
    assert killer.returncode == 0
    assert status == cli.UNUSABLE, status
    assert not Path("lost.jsonl").exists()
    status = cli.main(batch("local", "lost.jsonl", "--resume"))
    assert status == cli.FAILED, status


def kill_one() -> None:
    """Kills one process that does a task, when it has written rows."""
    wait_for_rows(Path("lost.jsonl.parts"))
    pids = sorted(int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal())
    nurseries = {pid: parent(pid) for pid in pids if b"nursery" in told(pid, "cmdline")}
    os.kill(next(task for task in nurseries.values() if task > 1 and task not in nurseries), signal.SIGKILL)


def parent(pid: int) -> int:
    return int(told(pid, "stat").rpartition(b")")[2].split()[1])


def told(pid: int, what: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/{what}").read_bytes()
    except OSError:
        return b""


def too_much(engine: str) -> None:
    """Tasks for which there is no place: said, and not waited for."""
    status = cli.main(batch(engine, "much.jsonl", "--tasks", "2", "--jobs", "99"))
    assert status == cli.UNUSABLE, status


def wait_for_rows(parts: Path, process: subprocess.Popen[bytes] | None = None) -> None:
    until = time.monotonic() + 120
    while not list(parts.glob("*.rows")):
        assert time.monotonic() < until and (process is None or process.poll() is None)
        time.sleep(0.02)


if __name__ == "__main__":
    engine, folder, *only = sys.argv[1:]
    os.chdir(folder)
    if only:
        kill_one()
    else:
        for trial in (whole, killed, lost, too_much):
            print(f"--- {trial.__name__}", flush=True)
            trial(engine)

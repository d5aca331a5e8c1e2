"""The unit for systemd: its tools take it, and what it forbids the service does without."""

from __future__ import annotations

import ctypes
import re
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from ..processes import PATIENCE
from ..web.live import Server, environment, free_port
from ..web.pages import HTML
from ..wheel.installed import must
from .stage import DEPLOY

pytestmark = pytest.mark.integration

UNIT = DEPLOY / "systemd" / "jingwen.service"
MOST = "20"  # tenths of systemd's exposure level, of 10 at the worst
SET_MDWE = 65  # from <linux/prctl.h>: what MemoryDenyWriteExecute forbids, by the kernel itself
REFUSE_EXEC_GAIN = 1
needs_tools = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd-analyze")


@needs_tools
def test_systemd_understands_every_line(tmp_path: Path) -> None:
    units = tmp_path / "etc" / "systemd" / "system"
    units.mkdir(parents=True)
    shutil.copy(UNIT, units)
    for name in re.findall(r"^Exec\w+=(\S+)", UNIT.read_text(encoding="utf-8"), re.MULTILINE):
        command = tmp_path / name.lstrip("/")
        command.parent.mkdir(parents=True, exist_ok=True)
        command.write_text("#!/bin/sh\n", encoding="utf-8")
        command.chmod(0o755)
    shutil.copytree("/usr/lib/systemd/system", tmp_path / "usr/lib/systemd/system", symlinks=True)
    done = must(
        subprocess.run(["systemd-analyze", "verify", f"--root={tmp_path}", UNIT.name], capture_output=True, check=False)
    )
    assert UNIT.name.encode() not in done.stderr, done.stderr.decode()


@needs_tools
def test_little_is_exposed() -> None:
    command = ["systemd-analyze", "security", "--offline=true", f"--threshold={MOST}", str(UNIT)]
    must(subprocess.run(command, capture_output=True, check=False))


def _forbid() -> None:
    """In the process that is started: memory that is written to can never be run."""
    ctypes.CDLL(None, use_errno=True).prctl(SET_MDWE, REFUSE_EXEC_GAIN, 0, 0, 0)


def test_it_tells_systemd_that_it_is_ready_and_runs_no_memory_that_it_writes(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told:
        told.bind(str(tmp_path / "notify"))
        told.settimeout(PATIENCE)
        port = free_port()
        environ = environment(PORT=str(port), WORKERS="1", NOTIFY_SOCKET=str(tmp_path / "notify"))
        main = "import sys; from jingwen.cli import main; sys.exit(main())"
        process = subprocess.Popen([sys.executable, "-c", main, "serve"], env=environ, preexec_fn=_forbid)
        try:
            assert told.recv(1000).startswith(b"READY=1")
            assert Server(process, port, tmp_path).ask("POST", "/v1/clean", HTML.encode())[0] == 200
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait() == 0

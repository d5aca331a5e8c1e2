"""A service on a free loopback port, started as ``make serve`` starts it, and ended with the block that needs it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# How long a service may take to start, in seconds: two workers load the dictionaries on a busy machine.
START = 60.0
POLL = 0.02


@dataclass(frozen=True)
class Server:
    """A running service: its address, the process that was started, and how many seconds it took to be ready."""

    address: str
    pid: int
    ready: float


@contextmanager
def serving(
    settings: Mapping[str, str], arguments: Sequence[str] = (), root: Path = ROOT, python: str | Path = sys.executable
) -> Iterator[Server]:
    """A service with ``settings`` in its environment; ``arguments`` override what gunicorn's configuration file says.

    ``root`` and ``python`` are the checkout that is served, and what runs it.

    Raises ``SystemExit`` where it does not start.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = str(root / "service" / "gunicorn.conf.py")
    command = [str(python), "-m", "gunicorn", "--config", config, *arguments]
    environ = {**os.environ, "HOST": "127.0.0.1", "PORT": str(port), **settings}
    start = time.monotonic()
    server = subprocess.Popen(command, env=environ, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(server, f"{address}/readyz")
        yield Server(address, server.pid, time.monotonic() - start)
    finally:
        server.terminate()
        server.wait()


def _wait(server: subprocess.Popen[bytes], address: str) -> None:
    end = time.monotonic() + START
    while server.poll() is None and time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(POLL)
    raise SystemExit("the service did not start; `make serve` shows why")

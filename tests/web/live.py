"""The service under gunicorn, as it is really started, and the processes that it consists of."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from time import sleep

from jingwen.resources import gunicorn_config

from ..processes import PATIENCE, children_of
from .examples import RULES

ROOT = Path(__file__).parents[2]
WORKERS = 2


@dataclass(frozen=True)
class Server:
    """A running gunicorn: its process, its port and what it writes."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    def ask(self, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
        status, _, content = self.send(method, path, body)
        return status, content

    def send(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """The status, headers and content of the answer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, dict(answer.headers), answer.read()
        finally:
            connection.close()

    def workers(self) -> list[int]:
        return children_of(self.process.pid)

    def nurseries(self) -> list[int]:
        return [pid for worker in self.workers() for pid in children_of(worker)]

    def children(self) -> list[int]:
        """The processes that clean pages."""
        return [pid for nursery in self.nurseries() for pid in children_of(nursery)]

    def count(self, name: str) -> float:
        _, exposed = self.ask("GET", "/metrics")
        found = re.findall(rf"^jingwen_{re.escape(name)} (\S+)$", exposed.decode(), re.M)
        return sum(map(float, found))

    def booted(self) -> int:
        return self.log.read_text(encoding="utf-8").count("Booting worker")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(**changes: str) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("JINGWEN_", "PROMETHEUS_"))}
    inherited["PYTHONPATH"] = os.pathsep.join([str(ROOT), *filter(None, sys.path)])
    return inherited | {"JINGWEN_RULES": str(RULES), "WORKERS": str(WORKERS), "HOST": "127.0.0.1"} | changes


def command(*options: str) -> list[str]:
    return [sys.executable, "-m", "gunicorn", "--config", str(gunicorn_config()), *options]


@contextmanager
def running(log: Path, *options: str, prefix: Sequence[str] = (), **environ: str) -> Iterator[Server]:
    """A server on a free port that writes all it says to ``log``."""
    with running_on(free_port(), log, *options, prefix=prefix, **environ) as server:
        yield server


@contextmanager
def running_on(port: int, log: Path, *options: str, prefix: Sequence[str] = (), **environ: str) -> Iterator[Server]:
    """The same on a ``port`` that is known, as where it is started again."""
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*prefix, *command(*options)], env=environment(PORT=str(port), **environ), stdout=out, stderr=out
        )
        try:
            # The kernel takes connections from when gunicorn listens; the first answer waits for the first worker.
            while b'"event":"ready"' not in log.read_bytes():
                assert process.poll() is None, log.read_text(encoding="utf-8")
                sleep(0.05)
            yield Server(process, port, log)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            process.wait()

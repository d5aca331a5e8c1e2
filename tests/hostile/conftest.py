"""The service as it is really started, for all tests of this room, and what must hold of it after each of them."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic, sleep

import orjson
import pytest

from jingwen.resources import gunicorn_config

from .inputs import ARTICLE, page

# The deadline of a page and a second, and patience with a busy machine: a hang is none of these.
ANSWERED_WITHIN = 30.0
# Resident bytes of all of the service's processes together.
MOST_MEMORY = 1_500_000_000
GOOD = page(ARTICLE)
STATUS = Path("/proc")


@dataclass(frozen=True)
class Service:
    """A running service: its process, its port and what it writes."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    def post(self, body: bytes, **headers: str) -> tuple[int, bytes]:
        """The answer to ``body``, a raw page unless ``headers`` (``_`` for ``-``) say otherwise."""
        return self.ask("POST", "/v1/clean", body, **headers)

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=ANSWERED_WITHIN)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def connect(self) -> socket.socket:
        """A connection of one's own, for what no client would send."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=ANSWERED_WITHIN)

    def failures(self) -> list[str]:
        """What the log holds of exceptions that nobody handled."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return [
            line for line in lines if "Traceback" in line or '"event":"failure"' in line or "Error handling" in line
        ]

    def memory(self) -> int:
        """The resident bytes of the service's processes; 0 where the system does not tell."""
        pages = 0
        for process in self._family():
            try:
                pages += int((STATUS / str(process) / "statm").read_text().split()[1])
            except (OSError, IndexError):
                continue
        return pages * os.sysconf("SC_PAGE_SIZE")

    def _family(self) -> list[int]:
        family = [self.process.pid]
        for parent in family:
            for children in STATUS.glob(f"{parent}/task/*/children"):
                try:
                    family += map(int, children.read_text().split())
                except OSError:
                    continue
        return family


@pytest.fixture(scope="session")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("JINGWEN_", "PROMETHEUS_"))}
    log = tmp_path_factory.mktemp("hostile") / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", str(gunicorn_config())],
            env=inherited | {"PORT": str(port), "WORKERS": "2", "HOST": "127.0.0.1"},
            stdout=output,
            stderr=output,
        )
    service = Service(process, port, log)
    try:
        _wait_until_ready(service)
        yield service
    finally:
        process.terminate()
        process.wait(30)


def _wait_until_ready(service: Service) -> None:
    patience = monotonic() + 60
    while monotonic() < patience:
        try:
            if service.ask("GET", "/readyz")[0] == 200:
                return
        except OSError:
            sleep(0.1)
    raise AssertionError(service.log.read_text(encoding="utf-8"))


@pytest.fixture
def service(started: Service) -> Iterator[Service]:
    """The service; whatever a test did to it, it goes on as if nothing had been."""
    before = len(started.failures())
    yield started
    status, answer = started.post(GOOD, Content_Type="text/html")
    assert status == 200
    assert orjson.loads(answer)["title"] == "示例公园重新开放"
    assert started.failures()[before:] == []
    assert started.memory() < MOST_MEMORY

"""Behind a proxy set up as in ``deploy/proxy``, instances are restarted one by one under load: nothing is lost."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event

import pytest

from ..processes import PATIENCE, wait_for
from ..web.live import command, environment, free_port
from ..web.pages import HTML
from .stage import DEPLOY

pytestmark = pytest.mark.integration

PROXY = DEPLOY / "proxy"
SMALL = HTML.encode()
LARGE = SMALL + b"<!--" + b"x" * 600_000 + b"-->"  # more than a buffer of either proxy holds
ROUNDS = 2
CALLERS = 8
STARTING = 4 * PATIENCE  # seconds: an instance that starts lets callers in before it can answer


def proxies() -> list[tuple[str, Sequence[str]]]:
    """The configurations, and how each is started in the foreground."""
    return [
        ("haproxy.cfg", ["haproxy", "-db", "-f"]),
        ("nginx.conf", ["nginx", "-g", "daemon off; pid nginx.pid; error_log error.log;", "-p", ".", "-c"]),
    ]


@contextmanager
def instance(port: int, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A service on ``port``, ready; it is told to stop at the end, and has to stop well."""
    with log.open("ab") as out:
        process = subprocess.Popen(
            command(), env=environment(PORT=str(port), WORKERS="1"), stdout=out, stderr=subprocess.STDOUT
        )
    try:
        wait_for(lambda: _answers(port), "the instance is not ready")
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait() == 0, log.read_text(encoding="utf-8")


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


@contextmanager
def proxy(name: str, start: Sequence[str], ports: Sequence[int], folder: Path) -> Iterator[int]:
    """The proxy of ``deploy/proxy/NAME`` before two instances, and its port."""
    port = free_port()
    written = (PROXY / name).read_text(encoding="utf-8")
    for standing, own in zip((8000, 8001, 8002), (port, *ports), strict=True):
        assert f"127.0.0.1:{standing}" in written
        written = written.replace(f"127.0.0.1:{standing}", f"127.0.0.1:{own}")
    config = folder / name
    config.write_text(written, encoding="utf-8")
    with (folder / "proxy.log").open("wb") as log:
        process = subprocess.Popen([*start, str(config)], cwd=folder, stdout=log, stderr=log)
        try:
            wait_for(lambda: _answers(port), "the proxy does not answer")
            yield port
        finally:
            process.terminate()
            process.wait()


def call(port: int, body: bytes, kept: bool, over: Event) -> Counter[str]:
    """What became of the pages that one caller sent, on one connection or on a new one for each."""
    became: Counter[str] = Counter()
    connection = HTTPConnection("127.0.0.1", port, timeout=STARTING)
    while not over.wait(0.01):
        try:
            connection.request("POST", "/v1/clean", body)
            answer = connection.getresponse()
            content = answer.read()
            became[json.loads(content)["status"] if answer.status == 200 else str(answer.status)] += 1
        except (OSError, HTTPException) as error:
            became[type(error).__name__] += 1
            connection.close()
        if not kept:
            connection.close()
    connection.close()
    return became


@pytest.mark.parametrize(("name", "start"), proxies(), ids=["haproxy", "nginx"])
def test_a_rolling_restart_loses_no_page(name: str, start: Sequence[str], tmp_path: Path) -> None:
    if not shutil.which(start[0]):
        pytest.skip(f"there is no {start[0]}")
    ports = [free_port(), free_port()]
    with ExitStack() as stack:
        running = [ExitStack() for _ in ports]
        for each, port in zip(running, ports, strict=True):
            stack.push(each)
            each.enter_context(instance(port, tmp_path / f"{port}.log"))
        threads = stack.enter_context(ThreadPoolExecutor(CALLERS))
        front = stack.enter_context(proxy(name, start, ports, tmp_path))
        over = Event()
        stack.callback(over.set)
        callers = [
            threads.submit(call, front, (SMALL, LARGE)[number % 2], number % 4 < 2, over) for number in range(CALLERS)
        ]
        for _ in range(ROUNDS):
            for each, port in zip(running, ports, strict=True):
                each.close()
                each.enter_context(instance(port, tmp_path / f"{port}.log"))
        over.set()
        became = sum((caller.result() for caller in callers), Counter[str]())
    assert became.total() > 100
    assert became == {"article": became["article"]}


@pytest.mark.parametrize(("name", "start"), proxies(), ids=["haproxy", "nginx"])
def test_a_stream_is_answered_line_by_line(name: str, start: Sequence[str], tmp_path: Path) -> None:
    """Whoever waits for an answer before the next line gets it: neither proxy gathers what comes."""
    if not shutil.which(start[0]):
        pytest.skip(f"there is no {start[0]}")
    line = json.dumps({"html": HTML}).encode() + b"\n"
    chunk = b"%x\r\n%b\r\n" % (len(line), line)
    head = b"POST /v1/clean/batch HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n"
    port = free_port()
    with ExitStack() as stack:
        stack.enter_context(instance(port, tmp_path / "log"))
        front = stack.enter_context(proxy(name, start, [port, port], tmp_path))
        caller = stack.enter_context(socket.create_connection(("127.0.0.1", front), PATIENCE))
        caller.sendall(head + b"Transfer-Encoding: chunked\r\n\r\n")
        answers = caller.makefile("rb")
        for _ in range(2):
            caller.sendall(chunk)
            while b'"status":"article"' not in (said := answers.readline()):
                assert said, "the stream has ended"
        caller.sendall(b"0\r\n\r\n")

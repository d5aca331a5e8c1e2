"""Under gunicorn as it is really started: several workers, recycled often, count as one and leave nothing behind."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path

import pytest

from ..isolation.misbehaving import PAUSE
from ..processes import PATIENCE, alive, wait_for
from .live import WORKERS, Server, command, environment, free_port, running
from .pages import HTML

PAGES = 60


def test_counts_survive_recycling_and_files_stay_few(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "counter_7.db").write_bytes(b"from an earlier run")
    (shared / "counter_4711.db").write_bytes(b"from an earlier run")
    recycling = ("--max-requests", "6", "--max-requests-jitter", "3")
    with running(tmp_path / "log", *recycling, PROMETHEUS_MULTIPROC_DIR=str(shared)) as server:
        for _ in range(PAGES):
            assert server.ask("POST", "/v1/clean", HTML.encode())[0] == 200
        assert server.count('requests_total{input="raw",outcome="article"}') == PAGES
        assert server.count("request_seconds_count") == PAGES
        assert server.booted() > WORKERS + 2, "no worker was recycled, so nothing was shown"
        slots = {file.stem.rpartition("_")[2] for file in shared.glob("*.db")}
        # A worker that is on its way out may overlap with the one that takes over.
        assert slots <= {str(slot) for slot in range(2 * WORKERS)}
        assert {file.stem.rpartition("_")[0] for file in shared.glob("*.db")} <= {
            "counter",
            "histogram",
            "gauge_livesum",
        }
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait() == 0
    # The directory is somebody else's: it stays, and the next start counts from nothing in it.
    with running(tmp_path / "log", PROMETHEUS_MULTIPROC_DIR=str(shared), WORKERS="1") as server:
        server.ask("POST", "/v1/clean", HTML.encode())
        assert server.count('requests_total{input="raw",outcome="article"}') == 1


def test_what_a_proxy_says_changes_nothing(tmp_path: Path) -> None:
    """gunicorn would move the path, or refuse the request, at the word of whoever it takes for a proxy."""
    said = {"X-Forwarded-Proto": "https", "X-Forwarded-Ssl": "off", "SCRIPT_NAME": "/v1", "PATH_INFO": "/livez"}
    with running(tmp_path / "log", WORKERS="1") as server:
        plain = server.send("POST", "/v1/clean", HTML.encode())
        told = server.send("POST", "/v1/clean", HTML.encode(), **said)
    assert plain[0] == told[0] == 200
    assert plain[2] == told[2]


def test_all_that_is_written_is_json_and_quotes_nobody(tmp_path: Path) -> None:
    """A body that is longer than announced is read as the next request, which gunicorn quotes."""
    said = b"POST /v1/clean HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n" + HTML.encode() + b"\r\n\r\n"
    with running(tmp_path / "log", HOST="0.0.0.0", WORKERS="1", JINGWEN_LOG_LEVEL="debug") as server:
        assert server.ask("GET", "/livez")[0] == 200
        with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as connection:
            connection.sendall(said)
            while connection.recv(10_000):
                pass
    lines = [json.loads(line) for line in server.log.read_text(encoding="utf-8").splitlines()]
    assert all([*line][:3] == ["ts", "level", "event"] for line in lines)
    assert {"gunicorn", "ready", "no_token", "request"} <= {line["event"] for line in lines}
    assert [line["event"] for line in lines if "/livez" in str(line)] == ["request"]
    assert [line["level"] for line in lines if line["event"] == "no_token"] == ["warning"]
    assert [line["level"] for line in lines if line.get("route") == "/livez"] == ["debug"]
    (quoting,) = [line["message"] for line in lines if "Invalid request" in line.get("message", "")]
    assert quoting == "Invalid request from ip=127.0.0.1: Invalid HTTP request line…"


def test_the_metrics_have_a_port_of_their_own(tmp_path: Path) -> None:
    port = free_port()
    environ = {"JINGWEN_METRICS_PORT": str(port), "JINGWEN_TOKEN": "a-secret"}
    with running(tmp_path / "log", WORKERS="1", **environ) as server:
        own = replace(server, port=port)
        paths = ("/livez", "/readyz", "/metrics", "/")
        assert [server.ask("GET", path)[0] for path in paths] == [200, 200, 404, 401]
        assert [own.ask("GET", path)[0] for path in paths] == [200, 200, 200, 404]
        assert server.send("GET", "/metrics", Host=f"127.0.0.1:{port}")[0] == 404
        assert own.send("GET", "/metrics", Host=f"127.0.0.1:{server.port}")[0] == 200
        assert server.send("POST", "/v1/clean", HTML.encode(), Authorization="Bearer a-secret")[0] == 200
        assert own.send("POST", "/v1/clean", HTML.encode(), Authorization="Bearer a-secret")[0] == 404
        assert own.count('requests_total{input="raw",outcome="article"}') == 1
        assert own.count('requests_total{input="json",outcome="deadline-exceeded"}') == 0
        assert 'jingwen_notices_total{code="paywall"} 0.0' in own.ask("GET", "/metrics")[1].decode()


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({"JINGWEN_MAX_WIRE_BYTES": "lots"}, "JINGWEN_MAX_WIRE_BYTES is 'lots'; expected a whole number"),
        ({"JINGWEN_RULES": "/no/such/rules"}, "/no/such/rules: there is no such file or folder"),
        ({"JINGWEN_TOKEN": ""}, "JINGWEN_TOKEN is empty"),
        ({"JINGWEN_TOKNE": "a-secret"}, "there is no setting JINGWEN_TOKNE; did you mean JINGWEN_TOKEN?"),
        ({"PORT": "99999"}, "PORT is '99999'; expected a whole number from 1 to 65535"),
        ({"HOST": "no.such.host.invalid"}, "HOST is 'no.such.host.invalid': "),
        ({"PROMETHEUS_MULTIPROC_DIR": "/no/such"}, "PROMETHEUS_MULTIPROC_DIR is /no/such, which does not exist"),
        ({"JINGWEN_QUARANTINE_DIR": "/no/such"}, "JINGWEN_QUARANTINE_DIR is /no/such, which does not exist"),
    ],
    ids=str,
)
def test_what_cannot_be_used_stops_the_start_in_one_line(environ: dict[str, str], said: str) -> None:
    done = subprocess.run(
        command(), env=environment(**{"PORT": str(free_port())} | environ), capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    told = json.loads(line)
    assert (told["level"], told["event"]) == ("error", "cannot_start")
    assert told["error"].startswith(said)
    assert "Booting worker" not in done.stdout


def test_a_directory_of_its_own_is_gone_at_the_end(tmp_path: Path) -> None:
    with running(tmp_path / "log", TMPDIR=str(tmp_path), WORKERS="1") as server:
        kept = HTTPConnection("127.0.0.1", server.port)
        assert _readiness(kept) == (200, b'{"status":"ready"}\n')
        assert len([*tmp_path.glob("jingwen-metrics-*")]) == 1
        (worker,) = re.findall(r"Booting worker with pid: (\d+)", server.log.read_text(encoding="utf-8"))
        os.kill(int(worker), signal.SIGTERM)
        # A connection that is kept learns of the stop, with the first request that comes after the signal.
        status, told = next(found for _ in range(100) if (found := _readiness(kept))[0] != 200)
        assert status == 503
        assert b"stopping" in told
        kept.close()
    assert server.process.returncode == 0
    assert [*tmp_path.glob("jingwen-metrics-*")] == []


def _readiness(client: HTTPConnection) -> tuple[int, bytes]:
    client.request("GET", "/readyz")
    answer = client.getresponse()
    return answer.status, answer.read()


def test_a_service_that_stops_refuses_new_callers_and_answers_those_it_has(tmp_path: Path) -> None:
    slow = PAUSE.encode() + HTML.encode()
    with running(tmp_path / "log", "tests.web.misbehaving:application()", JINGWEN_CHILDREN="1") as server:
        wait_for(lambda: server.count("children") == WORKERS, "there are no children")
        with ExitStack() as callers, ThreadPoolExecutor(12) as threads:
            kept = _caller(server, callers)
            assert _readiness(kept)[0] == 200
            pages = [threads.submit(server.send, "POST", "/v1/clean", slow) for _ in range(12)]
            wait_for(
                lambda: server.count("children_busy") + server.count("queue_length") == 12, "the pages do not wait"
            )
            server.process.send_signal(signal.SIGTERM)
            wait_for(lambda: _is_last(kept), "a connection that is kept is not told to close")
            wait_for(lambda: _refuses(server), "new callers are not refused")
            assert not all(page.done() for page in pages), "the pages ended first, so nothing was shown"
            assert [page.result()[0] for page in pages] == [200] * 12
        assert server.process.wait() == 0


def test_callers_that_came_before_the_stop_are_answered(tmp_path: Path) -> None:
    """The kernel has taken them in, the worker not yet: it stands still until it is told to stop."""
    with running(tmp_path / "log", WORKERS="1") as server, ExitStack() as callers:
        assert server.ask("POST", "/v1/clean", HTML.encode())[0] == 200
        (worker,) = server.workers()
        os.kill(worker, signal.SIGSTOP)
        try:
            early = [_caller(server, callers) for _ in range(8)]
            for each in early:
                each.request("POST", "/v1/clean", HTML.encode())
            server.process.send_signal(signal.SIGTERM)
            wait_for(lambda: _is_told(worker, signal.SIGTERM), "the worker is not told to stop")
        finally:
            os.kill(worker, signal.SIGCONT)
        answers = [each.getresponse() for each in early]
        assert [(each.status, each.headers["Connection"]) for each in answers] == [(200, "close")] * 8
        assert len({each.read() for each in answers}) == 1
        assert server.process.wait() == 0


def test_a_worker_that_stops_alone_costs_no_caller(tmp_path: Path) -> None:
    with running(tmp_path / "log") as server:
        for _ in range(2):  # one after the other, so that the last copy of the port is a new one
            wait_for(lambda: len(server.nurseries()) == WORKERS, "a worker is not there yet")
            first = server.workers()[0]
            os.kill(first, signal.SIGTERM)
            while alive(first):
                assert server.ask("POST", "/v1/clean", HTML.encode())[0] == 200


def _caller(server: Server, callers: ExitStack) -> HTTPConnection:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    callers.callback(connection.close)
    return connection


def _is_last(caller: HTTPConnection) -> bool:
    """Whether an answer, which there must be, is the last on its connection."""
    caller.request("GET", "/livez")
    answer = caller.getresponse()
    assert (answer.status, answer.read()) == (200, b'{"status":"alive"}\n')
    return answer.headers["Connection"] == "close"


def _refuses(server: Server) -> bool:
    """Whether a new caller is refused; one that is not must have an answer, whatever comes."""
    try:
        assert server.ask("GET", "/livez")[0] == 200
    except ConnectionRefusedError:
        return True
    return False


def _is_told(pid: int, number: signal.Signals) -> bool:
    """Whether a signal waits for a process."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    (pending,) = re.findall(r"^ShdPnd:\s*(\w+)$", status, re.M)
    return bool(int(pending, 16) >> (number - 1) & 1)

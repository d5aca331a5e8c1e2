"""Under gunicorn as it is really started: several workers, recycled often, count as one and leave nothing behind."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from http.client import HTTPConnection
from pathlib import Path

import pytest

from .live import WORKERS, command, environment, free_port, running
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


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        (
            {"JINGWEN_MAX_WIRE_BYTES": "lots"},
            "jingwen cannot start: JINGWEN_MAX_WIRE_BYTES is 'lots'; expected a whole number",
        ),
        ({"JINGWEN_RULES": "/no/such/rules"}, "jingwen cannot start: /no/such/rules"),
    ],
)
def test_what_cannot_be_used_stops_the_start_in_one_line(environ: dict[str, str], said: str) -> None:
    done = subprocess.run(
        command(), env=environment(PORT=str(free_port()), **environ), capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    lines = [line for line in done.stderr.splitlines() if "[INFO]" not in line]
    assert len(lines) == 1
    assert lines[0].startswith(said)
    assert "Booting worker" not in done.stderr


def test_a_directory_of_its_own_is_gone_at_the_end(tmp_path: Path) -> None:
    with running(tmp_path / "log", TMPDIR=str(tmp_path), WORKERS="1") as server:
        kept = HTTPConnection("127.0.0.1", server.port)
        assert _readiness(kept) == (200, b'{"status":"ready"}')
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

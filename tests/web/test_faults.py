"""The running service under faults: processes killed amid a load, pages that hang, a full disk, rules that turn bad.

Every request gets its answer, or, where its worker was killed, a connection error that a retry cures; and the service
is whole again by itself.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from http.client import HTTPException
from itertools import count
from pathlib import Path
from threading import Event
from time import monotonic, sleep

import pytest

from ..isolation.misbehaving import DIE, HANG, PAUSE
from ..processes import alive, wait_for
from .examples import RULES
from .live import WORKERS, Server, running
from .pages import HTML

APP = "tests.web.misbehaving:application()"
GOOD = HTML.encode()
CHILDREN = 2
CLIENTS = 4
RULE = (RULES / "example.yaml").read_text(encoding="utf-8")


@contextmanager
def load(server: Server) -> Iterator[None]:
    """Clients that send good pages one after the other for as long as the block takes; each must be answered well."""
    over, numbers = Event(), count()

    def client() -> int:
        sent = 0
        while not over.is_set():
            status, content = persistent(server, GOOD, f"load-{next(numbers)}")
            assert (status, json.loads(content)["status"]) == (200, "article"), content
            sent += 1
        return sent

    with ThreadPoolExecutor(CLIENTS) as threads:
        clients = [threads.submit(client) for _ in range(CLIENTS)]
        try:
            sleep(0.3)
            yield
        finally:
            sleep(0.3)
            over.set()
        assert all(each.result() for each in clients)


def persistent(server: Server, body: bytes, name: str) -> tuple[int, bytes]:
    """The answer, after one further try where the connection broke."""
    for last in (False, True):
        try:
            status, headers, content = server.send("POST", "/v1/clean", body, **{"X-Request-Id": name})
            assert headers["X-Request-Id"] == name
            return status, content
        except (OSError, HTTPException):
            if last:
                raise
            sleep(0.1)
    raise AssertionError("unreachable")


def kill(pids: list[int]) -> None:
    assert pids
    for pid in pids:
        os.kill(pid, signal.SIGKILL)


def whole(server: Server) -> bool:
    try:
        ready = server.ask("GET", "/readyz")[0] == 200
    except (OSError, HTTPException):
        return False
    return ready and len(server.workers()) == WORKERS and len(server.children()) == WORKERS * CHILDREN


def lines(server: Server, event: str) -> list[dict[str, object]]:
    """The lines of the log that tell of ``event``."""
    text = server.log.read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line.startswith("{") and f'"event":"{event}"' in line]


@pytest.fixture(scope="module")
def enduring(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A service that goes through all the kills, one after the other, and stops well after them."""
    with running(tmp_path_factory.mktemp("enduring") / "log") as server:
        wait_for(lambda: whole(server), "the service is not whole at the start")
        yield server
        last = [*server.workers(), *server.nurseries(), *server.children()]
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait() == 0
        wait_for(lambda: not any(map(alive, last)), "a process outlives the service")


@pytest.mark.parametrize(
    "victims",
    [
        lambda server: server.children()[:1],
        lambda server: server.children(),
        lambda server: server.nurseries(),
        lambda server: [*server.children(), *server.nurseries()],
        lambda server: server.workers()[:1],
    ],
    ids=["a child", "all children", "all nurseries", "all children and nurseries", "a worker"],
)
def test_a_kill_amid_a_load_costs_no_page(victims: Callable[[Server], list[int]], enduring: Server) -> None:
    with load(enduring):
        killed = victims(enduring)
        kill(killed)
    with load(enduring):  # a child that nobody misses is not replaced before a page comes
        wait_for(lambda: whole(enduring), "the service is not whole again")
    assert not any(map(alive, killed))
    assert "Traceback" not in enduring.log.read_text(encoding="utf-8")
    assert enduring.count("children") == WORKERS * CHILDREN
    assert enduring.count("children_busy") == enduring.count("queue_length") == 0


def test_while_all_children_hang(tmp_path: Path) -> None:
    hanging, kept = HANG.encode() + GOOD, tmp_path / "kept"
    kept.mkdir()
    environ = {"JINGWEN_DEADLINE": "3", "JINGWEN_SOFT_DEADLINE": "2", "JINGWEN_QUARANTINE_DIR": str(kept)}
    with running(tmp_path / "log", APP, WORKERS="1", JINGWEN_QUEUE="3", **environ) as server:
        wait_for(lambda: server.count("children") == CHILDREN, "there are no children")
        with ThreadPoolExecutor(10) as threads:
            hung = [threads.submit(server.send, "POST", "/v1/clean", hanging) for _ in range(CHILDREN)]
            wait_for(lambda: server.count("children_busy") == CHILDREN, "the children do not hang")
            began = monotonic()
            good = [threads.submit(server.send, "POST", "/v1/clean", GOOD) for _ in range(3)]
            wait_for(lambda: server.count("queue_length") == 3, "the good pages do not wait")
            for path in ("/livez", "/metrics", "/readyz"):
                asked = monotonic()
                assert server.ask("GET", path)[0] == 200
                assert monotonic() - asked < 1
            asked = monotonic()
            status, headers, content = server.send("POST", "/v1/clean", GOOD)
            assert monotonic() - asked < 1
            assert (status, headers["Retry-After"]) == (503, "1")
            assert json.loads(content)["type"] == "urn:jingwen:problem:overloaded"
            assert [each.result()[0] for each in good] == [200, 200, 200]
            assert monotonic() - began < 3 + 2, "a good page waits for one deadline at most"
            for each in hung:
                status, headers, content = each.result()
                problem = json.loads(content)
                assert (status, problem["type"]) == (504, "urn:jingwen:problem:deadline-exceeded")
                assert problem["request_id"] == headers["X-Request-Id"]
        assert server.count("deadline_kills_total") == CHILDREN
        assert server.count('child_restarts_total{reason="deadline"}') == CHILDREN
        killed = lines(server, "page_killed")
        digest = sha256(hanging).hexdigest()
        assert [(line["reason"], line["sha256"], line["bytes"]) for line in killed] == [
            ("deadline", digest, len(hanging))
        ] * CHILDREN
        assert [file.read_bytes() for file in kept.iterdir()] == [hanging]
        status, content = server.ask("POST", "/v1/clean", DIE.encode() + GOOD)
        assert (status, json.loads(content)["type"]) == (500, "urn:jingwen:problem:child-died")
        assert len([*kept.iterdir()]) == 2


def test_at_the_end_pages_in_flight_are_answered(tmp_path: Path) -> None:
    with running(tmp_path / "log", APP, WORKERS="1", JINGWEN_CHILDREN="1") as server:
        wait_for(lambda: server.count("children") == 1, "there is no child")
        with ThreadPoolExecutor(4) as threads:
            pages = [threads.submit(server.ask, "POST", "/v1/clean", PAUSE.encode() + GOOD) for _ in range(4)]
            wait_for(lambda: server.count("queue_length") == 3, "the pages do not wait")
            server.process.send_signal(signal.SIGTERM)
            assert [page.result()[0] for page in pages] == [200] * 4
        assert server.process.wait() == 0


def test_a_reload_brings_new_rules_and_keeps_the_old_where_the_new_are_bad(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    file = rules / "example.yaml"
    file.write_text(RULE, encoding="utf-8")

    def at_work() -> str:
        return str(json.loads(server.ask("GET", "/v1/rules")[1])["version"])

    def reload(outcome: str, times: int) -> None:
        server.process.send_signal(signal.SIGHUP)
        wait_for(
            lambda: server.count(f'rules_reloads_total{{outcome="{outcome}"}}') == times and whole(server), outcome
        )

    with running(tmp_path / "log", JINGWEN_RULES=str(rules)) as server:
        first = at_work()
        with load(server):
            file.write_text(RULE.replace("示例新闻网", "另一新闻网", 1), encoding="utf-8")
            reload("done", 1)
            second = at_work()
            assert second != first
            file.write_text("nonsense: 'y'\n", encoding="utf-8")
            reload("refused", 1)
            assert at_work() == second
            shutil.rmtree(rules)
            reload("refused", 2)
            assert at_work() == second
            wait_for(lambda: server.count("children") == WORKERS * CHILDREN, "workers that are gone still count")
            kill(server.workers()[:1])  # the one that comes instead has the last good rules as well
            wait_for(lambda: whole(server), "a worker is missing")
            assert {at_work() for _ in range(10)} == {second}
        refused = lines(server, "rules_refused")
        assert len(refused) == 2
        assert "example.yaml:1" in str(refused[0]["error"])


def test_a_watched_folder_is_read_again_when_it_changes(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "example.yaml").write_text(RULE, encoding="utf-8")
    with running(tmp_path / "log", JINGWEN_RULES=str(rules), JINGWEN_RULES_WATCH="1") as server:
        (rules / "example.yaml").write_text(RULE.replace("示例新闻网", "另一新闻网", 1), encoding="utf-8")
        wait_for(lambda: server.count('rules_reloads_total{outcome="done"}') == 1, "the change is not seen")
        (rules / "example.yaml").write_text("nonsense: 'y'\n", encoding="utf-8")
        wait_for(lambda: server.count('rules_reloads_total{outcome="refused"}') == 1, "the second change is not seen")
        sleep(3)
        assert server.count('rules_reloads_total{outcome="refused"}') == 1, "a bad file is reported once"
        assert len(lines(server, "rules_refused")) == 1


def test_a_disk_that_takes_no_file_costs_counts_and_quarantine_only(tmp_path: Path) -> None:
    """Files may have 20,000 bytes: too little for the metrics and for the page, as on a disk that is full."""
    page = HANG.encode() + GOOD + b"<!--" + b"x" * 50_000 + b"-->"
    limited = ("prlimit", "--fsize=20000")
    if shutil.which(limited[0]) is None:
        pytest.skip("there is no prlimit")
    (tmp_path / "kept").mkdir()
    environ = {"JINGWEN_DEADLINE": "1", "JINGWEN_SOFT_DEADLINE": "1", "JINGWEN_QUARANTINE_DIR": str(tmp_path / "kept")}
    with running(tmp_path / "log", APP, prefix=limited, WORKERS="1", **environ) as server:
        assert server.ask("POST", "/v1/clean", page)[0] == 504
        assert server.ask("POST", "/v1/clean", GOOD)[0] == 200
        assert server.count('requests_total{input="raw",outcome="article"}') == 1, "it counts by itself"
        assert server.ask("GET", "/readyz")[0] == 200
        assert [line["error"] for line in lines(server, "metrics_not_shared")] == ["File too large"]
        assert [line["error"] for line in lines(server, "quarantine_failed")] == ["File too large"]
    assert server.process.returncode == 0
    assert [*(tmp_path / "kept").iterdir()] == []


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[None]:
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        mounted = False
    if not mounted:
        pytest.skip("this user may not mount")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_disk_that_fills_up_under_the_metrics_kills_nobody(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    with small_disk(disk, 8_000_000), running(tmp_path / "log", PROMETHEUS_MULTIPROC_DIR=str(disk)) as server:
        wait_for(lambda: whole(server), "the service is not whole at the start")
        with (disk / "filler").open("wb", buffering=0) as filler, pytest.raises(OSError, match="No space"):
            while True:
                filler.write(bytes(4096))
        workers = server.workers()
        with load(server):
            sleep(0.5)
        assert server.workers() == workers
        assert server.count('requests_total{input="raw",outcome="article"}') > 0
        kill(workers[:1])
        wait_for(lambda: whole(server), "a worker is missing")
        with load(server):
            sleep(0.5)


def test_a_root_that_cannot_be_written_to(tmp_path: Path) -> None:
    """As in the container that the README shows, and without the temporary folder that it has."""
    inside = 'mount --rbind / /mnt && mount -o remount,ro,bind /mnt && exec chroot /mnt "$@"'
    prefix = ("unshare", "-m", "sh", "-c", inside, "sh")
    probe = (*prefix, "sh", "-c", "test -e /proc/self/stat -a -e /dev/null && ! touch /tmp/x")
    try:
        possible = subprocess.run(probe, capture_output=True, check=False).returncode == 0
    except OSError:
        possible = False
    if not possible:
        pytest.skip("this user may not make a read-only root")
    with running(tmp_path / "log", prefix=prefix, PYTHONDONTWRITEBYTECODE="1") as server:
        assert server.ask("POST", "/v1/clean", GOOD)[0] == 200
        assert server.ask("GET", "/metrics")[0] == 200


def test_callers_that_say_nothing_hold_nobody_up(tmp_path: Path) -> None:
    environ = {"JINGWEN_CHILDREN": "1", "JINGWEN_QUEUE": "1", "JINGWEN_READ_TIMEOUT": "2"}
    head = f"POST /v1/clean HTTP/1.1\r\nHost: x\r\nContent-Length: {len(GOOD)}\r\n\r\n".encode()
    with running(tmp_path / "log", WORKERS="1", **environ) as server, ExitStack() as callers:

        def caller(said: bytes) -> socket.socket:
            connection = callers.enter_context(socket.create_connection(("127.0.0.1", server.port), 30))
            connection.sendall(said)
            return connection

        assert server.ask("POST", "/v1/clean", GOOD)[0] == 200
        silent = [caller(b"") for _ in range(12)]
        stalled = [caller(head + GOOD[:100]) for _ in range(2)]
        asked = monotonic()
        assert server.ask("GET", "/livez")[0] == 200
        assert monotonic() - asked < 4
        for each in stalled:
            assert each.recv(1000).startswith(b"HTTP/1.1 408 ")
        assert server.ask("POST", "/v1/clean", GOOD)[0] == 200
        silent[0].sendall(head + GOOD)
        assert silent[0].recv(1000).startswith(b"HTTP/1.1 200 ")


def test_a_token_guards_all_but_the_health(tmp_path: Path) -> None:
    with running(tmp_path / "log", WORKERS="1", JINGWEN_TOKEN="a-secret") as server:
        assert [server.ask("GET", path)[0] for path in ("/livez", "/readyz", "/metrics", "/")] == [200, 200, 401, 401]
        assert server.ask("POST", "/v1/clean", GOOD)[0] == 401
        assert server.send("POST", "/v1/clean", GOOD, Authorization="Bearer a-secret")[0] == 200
        assert "a-secret" not in server.log.read_text(encoding="utf-8")

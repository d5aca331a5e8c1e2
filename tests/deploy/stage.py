"""The service as an operator has it: Prometheus beside it, callers of every kind, and rules that change under it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from time import monotonic, time
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

from .. import pages
from ..processes import PATIENCE, wait_for
from ..web.examples import RULES
from ..web.live import Server, free_port, running
from ..web.pages import FURNITURE, HTML

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
DASHBOARD = DEPLOY / "grafana" / "jingwen.json"
PROMETHEUS = DEPLOY / "prometheus"

LONG = ("<h1>长文</h1>" + "".join(f"<p>{pages.FIRST}{number}</p>" for number in range(3000))).encode()
OVER = f"<div {' '.join(f'a{number}' for number in range(600))}>{HTML}"  # more attributes than a tag may have
RUSH = 16  # such pages at once: the queue has no room for them
SETTINGS = {"JINGWEN_DEADLINE": "1.5", "JINGWEN_SOFT_DEADLINE": "1", "JINGWEN_QUEUE": "3", "WORKERS": "1"}
ROUNDS = 20  # of two seconds each: what a picture shows, and no more than a machine under test can bear
ROUND = 2.0
WINDOW = "5s"  # what $__rate_interval stands for, where a scrape comes every second

# A site with a rule that finds the body of some of its pages.
RULE = """\
site: 示例早报
hosts: [morning.example.cn]
body: {select: ['.story']}
tests:
  - name: plain
    url: https://morning.example.cn/a
    html: |
      <h1>新桥今天通车</h1><div class="side"><p>三十年前这里只有一条渡船，遇到大风就停航，两岸的学生常常迟到。</p></div>
      <div class="story"><p>新桥今天上午通车，两岸居民步行过河只要五分钟，公交车也改走这座桥。</p></div>
    expect: {starts: 新桥今天上午, ends: 这座桥。, lacks: [渡船]}
"""
MORNING = "https://morning.example.cn/a/1"


@dataclass(frozen=True)
class Prometheus:
    """A running Prometheus."""

    port: int

    def get(self, path: str, **parameters: str) -> Any:
        """The ``data`` of an answer; an HTTP error where the expression cannot be read."""
        address = f"http://127.0.0.1:{self.port}/api/v1/{path}?{urlencode(parameters)}"
        with urlopen(address, timeout=PATIENCE) as answer:
            return json.load(answer)["data"]

    def now(self, expr: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.get("query", query=expr)["result"]
        return found

    def over(self, expr: str, start: float, end: float, step: float) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.get(
            "query_range", query=expr, start=f"{start:.3f}", end=f"{end:.3f}", step=f"{step:g}"
        )["result"]
        return found


@contextmanager
def prometheus(folder: Path, targets: Sequence[str]) -> Iterator[Prometheus]:
    """A Prometheus with the configuration and the alerts of ``deploy/``, which scrapes ``targets`` every second."""
    folder.mkdir()
    written = (PROMETHEUS / "prometheus.yaml").read_text(encoding="utf-8")
    assert "['jingwen:9000']" in written
    config = folder / "prometheus.yaml"
    config.write_text(
        written.replace("['jingwen:9000']", json.dumps(list(targets))).replace(": 15s", ": 1s"), encoding="utf-8"
    )
    shutil.copy(PROMETHEUS / "alerts.yaml", folder)
    port = free_port()
    command = [
        *(shutil.which("prometheus") or "prometheus", f"--config.file={config}"),
        *(f"--storage.tsdb.path={folder / 'data'}", f"--web.listen-address=127.0.0.1:{port}"),
    ]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        try:
            yield _ready(Prometheus(port), process, folder / "log")
        finally:
            process.terminate()
            process.wait()


def _ready(server: Prometheus, process: subprocess.Popen[bytes], log: Path) -> Prometheus:
    def answers() -> bool:
        assert process.poll() is None, log.read_text(encoding="utf-8")
        try:
            return bool(server.now('up{job="jingwen"} == 1'))
        except OSError:
            return False

    wait_for(answers, "Prometheus does not scrape the service")
    return server


def ordinary() -> list[tuple[str, bytes, Mapping[str, str]]]:
    """What callers send day by day: path, body and headers."""
    clean, gzip = "/v1/clean", {"Content-Encoding": "gzip"}
    articles = [case.body if isinstance(case.body, bytes) else case.body.encode() for case in pages.CASES]
    rule = f"{clean}?{urlencode({'url': 'https://news.example.com/a/1'})}"
    found, missed = (f"{clean}?{urlencode({'url': MORNING})}", RULE.split("html: |")[1].partition("expect")[0].encode())
    line = json.dumps({"html": HTML}).encode() + b"\n"
    return [
        *((clean, article, {}) for article in articles),
        *((rule, HTML.encode(), {}) for _ in range(4)),
        *((found, missed, {}) for _ in range(2)),
        (found, HTML.encode(), {}),
        (clean, FURNITURE.encode(), {}),
        (clean, HTML.encode("gb18030"), {"Content-Type": "text/html; charset=gb2312"}),
        (clean, HTML.encode("utf-8-sig"), {}),
        (clean, json.dumps({"html": HTML}).encode(), {"Content-Type": "application/json"}),
        (clean, OVER.encode(), {}),
        ("/v1/clean/batch", 3 * line, {"Content-Type": "application/x-ndjson"}),
        (clean, b"", {}),
        (clean, b"no gzip", gzip),
        (f"{clean}?format=pdf", HTML.encode(), {}),
    ]


def trouble(server: Server, number: int) -> None:
    """What befalls the service in a round: a child hangs (stopped, it lets its next page meet the deadline) or dies."""
    for signalled in (
        *([signal.SIGSTOP] if number % 3 == 1 else []),
        *([signal.SIGKILL] if number % 4 == 2 else []),
    ):
        with suppress(ProcessLookupError, IndexError):  # it is being replaced
            os.kill(server.children()[-1], signalled)


def load(server: Server, rules: Path) -> None:
    """``ROUNDS`` rounds of callers; the rules change in a third of them, once to what cannot be used."""
    over = Event()

    def caller(start: int) -> None:
        for path, body, headers in cycle(ordinary()[start:] + ordinary()[:start]):
            if over.wait(0.03):
                return
            server.send("POST", path, body, **headers)

    def rush(until: float) -> None:  # so long that whoever asks once a second sees the queue
        while monotonic() < until and not over.wait(0.05):
            server.send("POST", "/v1/clean", LONG)

    changes: Mapping[int, Callable[[], object]] = {
        4: lambda: (rules / "morning.yaml").write_text(RULE.replace("示例早报", "早报"), encoding="utf-8"),
        9: lambda: (rules / "broken.yaml").write_text("site: [", encoding="utf-8"),
        13: lambda: (rules / "broken.yaml").unlink(),
    }
    with ThreadPoolExecutor(24) as threads:
        callers = [threads.submit(caller, start) for start in (0, 9)]
        try:
            for number in range(ROUNDS):
                if number in changes:
                    changes[number]()
                    server.process.send_signal(signal.SIGHUP)
                trouble(server, number)
                many = RUSH if number % 10 == 6 else 0
                asked = [threads.submit(rush, monotonic() + ROUND) for _ in range(many)]
                over.wait(ROUND)
                for each in asked:
                    each.result()
        finally:
            over.set()
        for one in callers:
            one.result()


@contextmanager
def service(folder: Path) -> Iterator[tuple[Server, str, Path]]:
    """The service, the address of its metrics, and the folder of its rules."""
    folder.mkdir()
    rules = folder / "rules"
    shutil.copytree(RULES, rules)
    (rules / "morning.yaml").write_text(RULE, encoding="utf-8")
    port = free_port()
    environ = {**SETTINGS, "JINGWEN_RULES": str(rules), "JINGWEN_METRICS_PORT": str(port)}
    with running(folder / "log", **environ) as server:
        yield server, f"127.0.0.1:{port}", rules


@contextmanager
def acted() -> Iterator[tuple[Prometheus, Callable[[str], list[dict[str, Any]]]]]:
    """Prometheus after the load, and what gives the series of an expression over all of its time."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        server, metrics, rules = stack.enter_context(service(folder / "service"))
        asked = stack.enter_context(prometheus(folder / "prometheus", [metrics]))
        start = time()
        load(server, rules)
        end = time()
        yield asked, lambda expr: asked.over(expr, start + 2, end, 1)

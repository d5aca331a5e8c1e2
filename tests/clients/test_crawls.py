"""Real crawls on loopback: 500 pages in, 500 items out, whatever the pages and the service do."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from base64 import b64decode
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from ..processes import children_of
from ..web.live import Server, free_port, running_on
from .site import COUNT, Site, open_site, page, title

pytest.importorskip("scrapy", reason="Scrapy is not installed: make test-integration")
pytestmark = pytest.mark.integration

ROOT = Path(__file__).parents[2]
APP = "tests.web.misbehaving:application()"
DEADLINE = "15"  # which no good page comes near, on a busy machine either

LONGEST = 500.0  # seconds until a crawl that comes to no end is ended


@contextmanager
def crawling(folder: Path, site: Site, count: int = COUNT, **settings: Any) -> Iterator[subprocess.Popen[str]]:
    """A crawl under way; it has ended when the block has."""
    told = {"PORT": site.port, "COUNT": count, "FEED": str(folder / "items.jsonl"), "STATS": str(folder / "stats.json")}
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)])}
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.clients.crawl", json.dumps(told | settings)],
            cwd=folder, env=environ, stdout=log, stderr=log, text=True,
        )  # fmt: skip
        try:
            yield process
            process.wait(LONGEST)
        finally:
            process.kill()
            process.wait()


def items(folder: Path) -> list[dict[str, Any]]:
    """What the crawl has written, in the order of the site."""
    lines = (folder / "items.jsonl").read_text(encoding="utf-8").splitlines()
    return sorted(map(json.loads, lines), key=lambda item: int(item["number"]))


def stats(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "stats.json").read_text(encoding="utf-8"))
    return found


def assert_all_told(found: list[dict[str, Any]], port: int) -> None:
    """An item for each page, with its article, or with its raw page and the reason why there is none."""
    assert [item["number"] for item in found] == list(range(COUNT))
    for number, item in enumerate(found):
        given = page(number)
        assert item["url"] == f"http://127.0.0.1:{port}/a/{number}"
        assert item["seen"] == item["status"]
        if given.problem is None:
            assert (item["status"], item.get("title")) == ("article", title(number)), (number, item)
            assert "body_base64" not in item
        else:
            assert (item["status"], item["problem"], item["retry"]) == ("failed", given.problem, False), number
            assert item["detail"]
            assert b64decode(item["body_base64"]) == given.body


def service(log: Path, port: int) -> Any:
    return running_on(port, log, APP, WORKERS="1", JINGWEN_DEADLINE=DEADLINE, JINGWEN_SOFT_DEADLINE=DEADLINE)


def test_in_the_crawler_s_own_children(tmp_path: Path) -> None:
    with open_site() as site, crawling(tmp_path, site, JINGWEN_DEADLINE=DEADLINE):
        pass
    assert_all_told(items(tmp_path), site.port)
    told = stats(tmp_path)
    odd = [page(number).problem for number in range(COUNT) if page(number).problem]
    assert (told["jingwen/pages"], told["jingwen/failed"]) == (COUNT, len(odd))
    assert told["jingwen/status/article"] == COUNT - len(odd)
    assert {slug: told[f"jingwen/problem/{slug}"] for slug in odd} == {slug: odd.count(slug) for slug in odd}


def test_over_http(tmp_path: Path) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with open_site() as site, service(tmp_path / "service", port), crawling(tmp_path, site, JINGWEN_URL=url):
        pass
    assert_all_told(items(tmp_path), site.port)


def kill(server: Server) -> None:
    """As the kernel's memory killer would, or a machine that is gone."""
    for pid in [server.process.pid, *children_of(server.process.pid)]:
        os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize("stop", [lambda server: server.process.terminate(), kill], ids=["told to stop", "killed"])
def test_while_the_service_is_restarted(stop: Any, tmp_path: Path) -> None:
    port = free_port()
    settings: dict[str, Any] = {
        "JINGWEN_URL": f"http://127.0.0.1:{port}",
        "JINGWEN_PATIENCE": LONGEST,
    }  # a start may take its time
    with open_site() as site, ExitStack() as stack:
        with service(tmp_path / "first", port) as server:
            crawl = stack.enter_context(crawling(tmp_path, site, **settings))
            site.half.wait()
            stop(server)
            server.process.wait()
        with service(tmp_path / "second", port):
            crawl.wait(LONGEST)
    assert_all_told(items(tmp_path), site.port)
    assert stats(tmp_path)["jingwen/retried"] > 0


def test_without_a_service_every_item_keeps_its_page(tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    with open_site() as site, crawling(tmp_path, site, 60, JINGWEN_URL=url, JINGWEN_PATIENCE=2):
        pass
    found = items(tmp_path)
    assert len(found) == 60
    for number, item in enumerate(found):
        given = page(number)
        problem = given.problem if given.problem in ("empty-body", "unknown-encoding") else "unreachable"
        assert (item["problem"], item["retry"]) == (problem, problem == "unreachable")
        assert (b64decode(item["body_base64"]), item["content_type"]) == (given.body, given.content_type)
        assert problem != "unreachable" or "Does the service run there?" in item["detail"]

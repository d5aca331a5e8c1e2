"""A service and a browser for the tests of a module, and a new page for each of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ..web.live import Server, running
from .chromium import Seat, chromium, seat


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("server") / "log", WORKERS="1") as started:
        yield started


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


@pytest.fixture
def here(browser: Any, server: Server) -> Iterator[Seat]:
    with seat(browser, f"http://127.0.0.1:{server.port}") as taken:
        taken.open()
        yield taken
        taken.check()

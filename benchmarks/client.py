"""A client that posts pages to a running service over connections that stay open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from threading import Lock
from time import perf_counter
from urllib.parse import urlencode, urlsplit

from benchmarks.pages import Page

TIMEOUT = 120.0


class Client:
    """One connection, opened at the first request and again where the server has closed it."""

    def __init__(self, address: str) -> None:
        self._connection = HTTPConnection(urlsplit(address).netloc, timeout=TIMEOUT)

    def clean(self, page: Page) -> bytes:
        """The answer to the page. Raises ``SystemExit`` where it is none."""
        query = f"?{urlencode({'url': page.url})}" if page.url else ""
        self._connection.request("POST", f"/v1/clean{query}", page.body, {"Content-Type": page.content_type})
        return self._answer(page.name)

    def get(self, path: str) -> bytes:
        self._connection.request("GET", path)
        return self._answer(path)

    def _answer(self, asked: str) -> bytes:
        answer = self._connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise SystemExit(f"the service answered {asked} with {answer.status}: {body[:300]!r}")
        return body

    def close(self) -> None:
        self._connection.close()


def post(address: str, pages: Iterable[Page], connections: int = 1) -> float:
    """Posts all ``pages``, each as soon as one of the ``connections`` is free; gives the seconds that passed."""
    shared, lock = iter(pages), Lock()

    def drain() -> None:
        client = Client(address)
        while (page := _next(shared, lock)) is not None:
            client.clean(page)
        client.close()

    start = perf_counter()
    with ThreadPoolExecutor(connections) as pool:
        for each in [pool.submit(drain) for _ in range(connections)]:
            each.result()
    return perf_counter() - start


def _next(pages: Iterator[Page], lock: Lock) -> Page | None:
    with lock:
        return next(pages, None)

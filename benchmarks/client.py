"""A client that posts pages to a running service over connections that stay open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from threading import Lock
from time import perf_counter
from typing import TypeVar
from urllib.parse import urlencode, urlsplit

from benchmarks.pages import Page

Item = TypeVar("Item")
TIMEOUT = 120.0


class Client:
    """One connection, opened at the first request and again where the server has closed it."""

    def __init__(self, address: str) -> None:
        self.reopened = 0
        self._connection = HTTPConnection(urlsplit(address).netloc, timeout=TIMEOUT)

    def clean(self, page: Page) -> bytes:
        """The answer to the page. Raises ``SystemExit`` where it is none."""
        query = f"?{urlencode({'url': page.url})}" if page.url else ""
        return self._answer(page.name, *self.ask(f"/v1/clean{query}", page.body, {"Content-Type": page.content_type}))

    def get(self, path: str) -> bytes:
        """What is at ``path``. Raises ``SystemExit`` where nothing is."""
        return self._answer(path, *self.ask(path))

    def ask(self, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> tuple[int, bytes]:
        """Status and body of the answer, whatever it is; with a ``body`` it is posted.

        A worker that is replaced closes its idle connections, and a request that crosses that is sent once more: what
        no byte came back of, on a connection that had been used before.
        """
        used = self._connection.sock is not None
        try:
            return self._ask(path, body, headers or {})
        except ConnectionError:
            self._connection.close()
            if not used:
                raise
            self.reopened += 1
            return self._ask(path, body, headers or {})

    def _ask(self, path: str, body: bytes | None, headers: Mapping[str, str]) -> tuple[int, bytes]:
        self._connection.request("GET" if body is None else "POST", path, body, headers)
        answer = self._connection.getresponse()
        return answer.status, answer.read()

    def _answer(self, asked: str, status: int, body: bytes) -> bytes:
        if status != 200:
            raise SystemExit(f"the service answered {asked} with {status}: {body[:300]!r}")
        return body

    def close(self) -> None:
        self._connection.close()


def stream(address: str, lines: Iterable[bytes], query: str = "") -> Iterator[bytes]:
    """The lines that the service answers to ``lines`` of ``POST /v1/clean/batch``, read while they are sent."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=TIMEOUT)
    connection.putrequest("POST", f"/v1/clean/batch{query}")
    connection.putheader("Content-Type", "application/x-ndjson")
    connection.putheader("Transfer-Encoding", "chunked")
    connection.endheaders()

    def send() -> None:
        for line in lines:
            connection.send(b"%x\r\n%b\n\r\n" % (len(line) + 1, line))
        connection.send(b"0\r\n\r\n")

    with ThreadPoolExecutor(1) as thread:
        sending = thread.submit(send)
        answer = connection.getresponse()
        if answer.status != 200:
            raise SystemExit(f"the service answered a stream with {answer.status}: {answer.read(300)!r}")
        yield from iter(answer.readline, b"")
        sending.result()
    connection.close()


def post(address: str, pages: Iterable[Page], connections: int = 1) -> float:
    """Posts all ``pages``, each as soon as one of the ``connections`` is free; gives the seconds that passed."""
    start = perf_counter()
    share(address, pages, Client.clean, connections)
    return perf_counter() - start


def share(address: str, items: Iterable[Item], do: Callable[[Client, Item], object], connections: int) -> int:
    """Has each of ``items`` done as soon as one of the ``connections`` is free; gives how often one was reopened."""
    shared, lock = iter(items), Lock()

    def drain() -> int:
        client = Client(address)
        try:
            while (item := _next(shared, lock)) is not None:
                do(client, item)
        finally:
            client.close()
        return client.reopened

    with ThreadPoolExecutor(connections) as pool:
        return sum(each.result() for each in [pool.submit(drain) for _ in range(connections)])


def _next(items: Iterator[Item], lock: Lock) -> Item | None:
    with lock:
        return next(items, None)

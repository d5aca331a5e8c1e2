"""A thread stays with a client that goes on, and leaves it when another waits or the worker ends."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from io import BytesIO
from types import SimpleNamespace
from typing import Any, cast

import pytest
from gunicorn.config import Config
from gunicorn.workers.gthread import ThreadWorker

from jingwen.web.worker import ONE_PIECE, Response, Settled, Worker


class Connection:
    """What a worker knows of a connection, with the client's end of it; a request is one byte."""

    def __init__(self, **known: Any) -> None:
        vars(self).update(known)


@pytest.fixture
def conn() -> Iterator[Any]:
    ours, theirs = socket.socketpair()
    parser = SimpleNamespace(unreader=SimpleNamespace(buf=BytesIO()))
    with ours, theirs:
        yield Connection(sock=ours, client=theirs, parser=parser, is_http2=False)


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What gunicorn's own worker was given to answer; it closes a connection after the request ``x``."""
    requests: list[bytes] = []

    def handle(_: ThreadWorker, conn: Any) -> bool:
        buffer = conn.parser.unreader.buf
        requests.append(buffer.getvalue() or conn.sock.recv(1))
        conn.parser.unreader.buf = BytesIO()
        return requests[-1] not in (b"x", b"")

    monkeypatch.setattr(ThreadWorker, "handle", handle)
    return requests


@pytest.fixture
def worker() -> Worker:
    made = Worker.__new__(Worker)
    made.alive, made._waiting = True, set()
    return made


def test_what_comes_at_once_is_answered_without_giving_the_connection_back(
    worker: Worker, conn: Any, answered: list[bytes]
) -> None:
    conn.client.sendall(b"abc")
    assert worker.handle(conn) is True  # to be waited on by the main thread again
    assert answered == [b"a", b"b", b"c"]


def test_what_was_read_ahead_is_answered_too(worker: Worker, conn: Any, answered: list[bytes]) -> None:
    conn.parser.unreader.buf = BytesIO(b"pipelined")
    assert worker.handle(conn) is True
    assert answered == [b"pipelined"]
    conn.client.sendall(b"a")
    conn.parser.unreader.buf = BytesIO(b"more")
    worker.handle(conn)
    assert answered == [b"pipelined", b"more", b"a"]


@pytest.mark.parametrize("sent", [b"axb", b"a"])
def test_a_connection_that_ends_is_left(worker: Worker, conn: Any, answered: list[bytes], sent: bytes) -> None:
    conn.client.sendall(sent)
    conn.client.shutdown(socket.SHUT_WR)
    assert worker.handle(conn) is False
    assert answered == [b"a", sent[1:2]]


def test_another_connection_that_waits_for_a_thread_is_not_kept_waiting(
    worker: Worker, conn: Any, answered: list[bytes]
) -> None:
    conn.client.sendall(b"ab")
    other: Any = Connection()
    worker._waiting.add(other)
    assert worker.handle(conn) is True
    assert answered == [b"a"]


def test_a_worker_that_ends_takes_no_further_request(worker: Worker, conn: Any, answered: list[bytes]) -> None:
    conn.client.sendall(b"ab")
    worker.alive = False
    assert worker.handle(conn) is True
    assert answered == [b"a"]


def test_a_connection_waits_from_its_request_until_a_thread_has_it(
    worker: Worker, conn: Any, answered: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    queued: list[Any] = []
    monkeypatch.setattr(ThreadWorker, "enqueue_req", lambda _, conn: queued.append(conn))
    worker.enqueue_req(conn)
    assert queued == [conn]
    assert worker._waiting == {conn}
    conn.client.sendall(b"x")
    worker.handle(conn)
    assert worker._waiting == set()


class Sent(list[bytes]):
    """A client's socket that keeps what each call to it sends."""

    sendall = list.append


@pytest.mark.parametrize(("size", "calls"), [(0, 1), (3, 1), (ONE_PIECE, 1), (ONE_PIECE + 1, 2)])
def test_the_head_leaves_with_a_body_that_is_not_large(size: int, calls: int) -> None:
    sent, body = Sent(), b"x" * size
    _response(sent, "POST", size).write(body)
    assert len(sent) == calls
    head, _, rest = b"".join(sent).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 OK\r\n") and head.endswith(b"Content-Length: %d" % size)
    assert rest == body


def test_further_pieces_of_a_body_follow_and_where_none_may_be_there_is_none() -> None:
    sent = Sent()
    response = _response(sent, "POST", 6)
    response.write(b"abc")
    response.write(b"def")
    assert b"".join(sent).endswith(b"\r\n\r\nabcdef")
    assert cast(object, response.sock) is sent
    sent = Sent()
    _response(sent, "HEAD", 3).write(b"abc")
    assert b"".join(sent).endswith(b"\r\n\r\n")


def _response(sent: Any, method: str, size: int) -> Response:
    request: Any = SimpleNamespace(method=method, version=(1, 1), should_close=lambda: False)
    response = Response(request, sent, Config())
    response.start_response("200 OK", [("Content-Length", str(size))])
    return response


def test_a_settled_configuration_says_what_the_other_does() -> None:
    config = Config()
    config.set("keepalive", 7)
    settled = Settled(config)
    assert (settled.keepalive, settled.is_ssl) == (7, config.is_ssl)
    config.set("keepalive", 8)
    assert settled.keepalive == 7
    with pytest.raises(AttributeError):
        settled.nothing_of_the_kind  # noqa: B018

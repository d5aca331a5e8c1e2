"""Requests that no client would send: bombs, lies about lengths, half a request, floods of headers and parts."""

from __future__ import annotations

import gzip
import json
import socket
from concurrent.futures import ThreadPoolExecutor
from time import sleep

import orjson
import pytest

from .bombs import BOMBS
from .conftest import GOOD, Service

HEAD = b"POST /v1/clean HTTP/1.1\r\nHost: a\r\nContent-Type: text/html\r\n"


def say(service: Service, *pieces: bytes, pause: float = 0.0, close: bool = False) -> bytes:
    """What the service answers to these bytes, sent one after the other; ``close`` ends our half of the connection."""
    answer = b""
    with service.connect() as connection:
        try:
            for piece in pieces:
                connection.sendall(piece)
                sleep(pause)
            if close:
                connection.shutdown(socket.SHUT_WR)
            while not _is_whole(answer) and (chunk := connection.recv(65536)):
                answer += chunk
        except TimeoutError:
            raise
        except OSError:  # the service has hung up, which is an answer too
            pass
    return answer


def _is_whole(answer: bytes) -> bool:
    head, found, body = answer.partition(b"\r\n\r\n")
    length = next((int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), None)
    return bool(found) and length is not None and len(body) >= length


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer else 0


@pytest.mark.parametrize("coding", BOMBS)
def test_a_bomb(coding: str, service: Service) -> None:
    before = service.memory()
    code, answer = service.post(BOMBS[coding](), Content_Encoding=coding)
    assert code == 413
    assert orjson.loads(answer)["limit_name"] == "max_page_bytes"
    assert service.memory() < before + 200_000_000


@pytest.mark.parametrize("coding", BOMBS)
def test_a_bomb_that_is_cut_off(coding: str, service: Service) -> None:
    assert service.post(BOMBS[coding]()[:1000], Content_Encoding=coding)[0] in (400, 413)


@pytest.mark.parametrize("coding", ["gzip, gzip", "gzip, br", "br, gzip, zstd, deflate", ", ".join(["gzip"] * 500)])
def test_stacked_codings(coding: str, service: Service) -> None:
    code, answer = service.post(gzip.compress(gzip.compress(GOOD)), Content_Encoding=coding)
    assert (code, orjson.loads(answer)["type"]) == (415, "urn:jingwen:problem:unknown-encoding")


@pytest.mark.parametrize(
    "body",
    [
        "[" * 1_000_000,
        "[" * 400_000 + "]" * 400_000,
        '{"a":' * 200_000,
        '{"html": ' + "[" * 100_000 + "]" * 100_000 + "}",
        json.dumps({f"k{n}": n for n in range(100_000)}),
        json.dumps({"html": "<p>x", "options": {f"k{n}": 1 for n in range(100_000)}}),
        json.dumps({"x" * 1_000_000: 1}),
        json.dumps({"pages": [{"text": "x"}] * 100_000}),
        json.dumps({"pages": [[]] * 50}),
        '{"html": "\\ud800"}',
        '{"html": "\ud83d"}',
        '{"html": 1e999999}',
        '{"html": ' + "9" * 1_000_000 + "}",
        json.dumps({"body_base64": "A" * 1_000_001}),
        json.dumps({"html": "<p>x", "url": "http://[" * 10_000}),
        json.dumps({"html": "<p>x", "url": "http://a/" + "x" * 1_000_000}),
        json.dumps({"html": "<p>x", "fetched_at": "9" * 1_000_000}),
        json.dumps({"html": "<p>x", "fetched_at": "9999-12-31T23:59:59+23:59"}),
        json.dumps({"text": "今天 昨天 3小时前 来源：示例日报\n" * 20, "fetched_at": "0001-01-01T00:00:00"}),
        json.dumps({"html": "<p>x", "content_type": "text/html;" + "a=b;" * 100_000}),
    ],
    ids=lambda body: body[:24],
)
def test_a_json_body(body: str, service: Service) -> None:
    code, answer = service.post(body.encode("utf-8", "surrogatepass"), Content_Type="application/json")
    assert code in (200, 400, 413), answer[:300]
    assert len(answer) < 3_000_000


PART = b'--b\r\nContent-Disposition: form-data; name="page"; filename="p"\r\n\r\n<p>x\r\n'


@pytest.mark.parametrize(
    "body",
    [
        PART * 10_000 + b"--b--\r\n",
        b"--b\r\n" * 100_000,
        b"--b\r\n" + b"A: b\r\n" * 100_000 + b"\r\n\r\n--b--\r\n",
        b"--b\r\nContent-Disposition: form-data; name=" + b"x" * 1_000_000 + b"\r\n\r\n\r\n--b--\r\n",
        b"--b\r\n" + b"x" * 5_000_000,
        b"\r\n" * 1_000_000,
        b"-" * 5_000_000,
        PART,
        b"",
    ],
    ids=range(9),
)
def test_a_form(body: bytes, service: Service) -> None:
    code, answer = service.post(body, Content_Type="multipart/form-data; boundary=b")
    assert code in (400, 413), answer[:300]


def test_a_boundary_that_is_long(service: Service) -> None:
    assert service.post(b"-" * 1_000_000, Content_Type="multipart/form-data; boundary=" + "-" * 5000)[0] == 400


def test_lengths_that_are_not_the_bodys_own(service: Service) -> None:
    body = GOOD
    assert status(say(service, HEAD + b"Content-Length: 99999999999999999999\r\n\r\n" + body)) == 413
    assert status(say(service, HEAD + b"Content-Length: -1\r\n\r\n" + body)) == 400
    assert status(say(service, HEAD + b"Content-Length: abc\r\n\r\n" + body)) == 400
    assert status(say(service, HEAD + b"Content-Length: 5\r\nContent-Length: 7\r\n\r\n" + body)) == 400
    assert status(say(service, HEAD + b"Content-Length: 10\r\n\r\n" + body)) in (200, 400)
    short = b"Content-Length: %d\r\n\r\n" % (len(body) + 10)
    assert status(say(service, HEAD + short + body, close=True)) in (0, 400)


def test_chunks_that_are_none(service: Service) -> None:
    chunked = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
    for frames in (
        b"zzz\r\nabc\r\n",
        b"fffffffffffffffffffff\r\nabc",
        b"-5\r\nabc\r\n",
        b"5\r\nab",
        b"1;" + b"x" * 100_000,
    ):
        assert status(say(service, chunked, frames, close=True)) in (0, 400, 413)
    both = HEAD + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    assert status(say(service, both, close=True)) in (0, 400)


def test_a_flood_of_headers(service: Service) -> None:
    assert 400 <= status(say(service, HEAD + b"".join(b"X-%d: a\r\n" % n for n in range(10_000)) + b"\r\n")) < 500
    assert 400 <= status(say(service, HEAD + b"X: " + b"a" * 1_000_000 + b"\r\n\r\n")) < 500
    assert 400 <= status(say(service, b"POST /" + b"a" * 1_000_000 + b" HTTP/1.1\r\n\r\n")) < 500
    assert 400 <= status(say(service, b"\r\n" * 10_000 + b"NONSENSE\r\n\r\n")) < 500


def test_a_flood_of_parameters(service: Service) -> None:
    assert service.ask("POST", "/v1/clean?" + "&".join(f"a{n}=1" for n in range(1000)), GOOD)[0] == 400
    assert service.ask("POST", "/v1/clean?url=" + "%00" * 2000, GOOD)[0] == 400


def test_half_a_request(service: Service) -> None:
    for part in (b"", b"POST", b"POST /v1/clean HTTP/1.1\r\n", HEAD + b"Content-Length: 1000\r\n\r\n<p>"):
        assert status(say(service, part, close=True)) in (0, 400)


def test_slow_clients_keep_nobody_waiting(service: Service) -> None:
    """Fewer than there are threads: how many there may be is a question of admission, not of limits."""
    body = GOOD
    head = HEAD + b"Content-Length: %d\r\n\r\n" % len(body)
    pieces = [head, *(body[at : at + 200] for at in range(0, len(body), 200))]
    with ThreadPoolExecutor(2) as clients:
        slow = [clients.submit(say, service, *pieces, pause=0.1) for _ in range(2)]
        assert service.ask("GET", "/livez")[0] == 200
        assert service.post(GOOD, Content_Type="text/html")[0] == 200
        assert [status(each.result()) for each in slow] == [200, 200]


def test_callers_that_hang_up(service: Service) -> None:
    for _ in range(20):
        with service.connect() as connection:
            connection.sendall(HEAD + b"Content-Length: %d\r\n\r\n" % len(GOOD) + GOOD)

"""A stream of pages: one line out for one line in, whatever becomes of one of them."""

from __future__ import annotations

import gzip
import json
import socket
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import zstandard
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from jingwen.web.service import of

from ..isolation.misbehaving import CRASH, DIE, HANG, RAISE, SECRET
from ..processes import wait_for
from .examples import application
from .live import Server, running
from .pages import FURNITURE, HTML, URL

PATH = "/v1/clean/batch"
APP = "tests.web.misbehaving:application()"
PAGE = {"html": HTML, "url": URL}
Answer = dict[str, Any]


def ndjson(*objects: object) -> bytes:
    return b"".join(json.dumps(each).encode() + b"\n" for each in objects)


def send(client: FlaskClient, body: bytes, query: str = "", **headers: str) -> list[Answer]:
    answer = client.post(PATH + query, data=body, content_type="application/x-ndjson", headers=headers)
    assert answer.status_code == 200, answer.text
    return read(answer)


def read(answer: TestResponse) -> list[Answer]:
    assert answer.content_type == "application/x-ndjson"
    assert answer.data.endswith(b"\n") or not answer.data
    return [json.loads(line) for line in answer.data.splitlines()]


def kind(answer: Answer) -> str:
    return str(answer.get("type", answer["status"])).removeprefix("urn:jingwen:problem:")


def test_each_line_gets_the_answer_of_its_page_in_order(client: FlaskClient) -> None:
    alone = client.post(f"/v1/clean?url={URL}", data=HTML.encode(), content_type="text/html").get_json()
    lines = [{**PAGE, "id": n} for n in range(40)]
    answers = send(client, ndjson(*lines))
    assert [answer.pop("id") for answer in answers] == [*range(40)]
    assert answers == [alone] * 40


@pytest.mark.parametrize("given", ["crawl-7/页", 0, -1, 2**64 - 1, -(2**63), "", None])
def test_the_id_is_given_back(given: str | int | None, client: FlaskClient) -> None:
    (good,) = send(client, ndjson({**PAGE, "id": given}))
    (bad,) = send(client, ndjson({"html": 1, "id": given}))
    assert good.get("id") == bad.get("id") == given
    assert ("id" in good) == ("id" in bad) == (given is not None)
    assert kind(bad) == "invalid-json"


BAD: list[tuple[bytes, str, str]] = [
    (b"nonsense", "invalid-json", "not JSON"),
    (b"", "invalid-json", "the line is empty"),
    (b"  ", "invalid-json", "the line is empty"),
    (b"[1]", "invalid-json", "an array"),
    (b"null", "invalid-json", "null"),
    (b'{"html":"<p>x", "url":"ftp://x/"}', "invalid-option", "url is"),
    (b'{"htlm":"<p>x"}', "invalid-json", "did you mean html"),
    (b'{"html":7}', "invalid-json", "html is a number"),
    (b'{"html":"<p>x","options":{"scirpt":"tw"}}', "invalid-option", "did you mean script"),
    (b'{"html":"","id":"e"}', "empty-body", "empty"),
    (b'{"html":"<p>x","id":[1]}', "invalid-json", "id is an array"),
    (b'{"html":"<p>x","id":true}', "invalid-json", "id is a boolean"),
    (
        b'{"html":"<p>x","id":18446744073709551616}',
        "invalid-json",
        "id is a number; expected a string or a whole number",
    ),
    (b'{"html":"<p>x\\ud83d","id":18446744073709551616}', "invalid-json", "of at most 64 bits"),
    (b'{"html":"<p>x\\ud83d","id":-9223372036854775809}', "invalid-json", "of at most 64 bits"),
    (
        b'{"html":"<p>x"}{"html":"<p>y"}',
        "invalid-json",
        "another object follows on the same line; send one object a line",
    ),
    (
        b'{"html":"<p>x", "url" 1}',
        "invalid-json",
        "the line is not JSON: unexpected character, expected ':' after key at character 23",
    ),
    (
        b'{"html":"<p>x","script":"tw"}',
        "invalid-json",
        'it is an option, and belongs into options: {"options": {"script": ',
    ),
    (b'{"html":"<p>x","zzzz":1}', "invalid-json", "known are id, url, html"),
    (b'{"body_base64":"!"}', "invalid-json", "not Base64"),
    (b'{"pages":[]}', "invalid-json", "no members"),
    (b"[" * 100_000, "invalid-json", "not JSON"),
    (b'{"html":"' + b"<p>" * 300_001 + b'"}', "too-many-tags", "300000"),
]


@pytest.mark.parametrize(("line", "problem", "detail"), BAD, ids=[f"{n}-{row[1]}" for n, row in enumerate(BAD)])
def test_a_bad_line_is_a_problem_and_the_others_go_on(
    line: bytes, problem: str, detail: str, client: FlaskClient
) -> None:
    good = ndjson(PAGE)
    answers = send(client, good + line + b"\n" + good, **{"X-Request-Id": "the-stream"})
    assert [kind(answer) for answer in answers] == ["article", problem, "article"]
    assert detail in answers[1]["detail"]
    assert (answers[1]["line"], answers[1]["request_id"]) == (2, "the-stream")


def test_a_line_of_30_mb_is_passed_over(client: FlaskClient) -> None:
    large = b'{"id":"large","html":"' + b"x" * 30_000_000 + b'"}\n'
    answers = send(client, ndjson(PAGE) + large + ndjson(PAGE))
    assert [kind(answer) for answer in answers] == ["article", "body-too-large", "article"]
    assert (answers[1]["limit_name"], answers[1]["limit"]) == ("max_page_bytes", 20_000_000)


@pytest.mark.parametrize("ending", [b"", b"\n", b"\r\n"])
def test_however_the_last_line_ends(ending: bytes, client: FlaskClient) -> None:
    body = ndjson(PAGE, PAGE).replace(b"\n", b"\r\n").rstrip() + ending
    assert [kind(answer) for answer in send(client, body)] == ["article"] * 2


def test_nothing_is_answered_by_nothing(client: FlaskClient) -> None:
    assert send(client, b"") == []
    assert send(client, b"", "?summary=1") == [{"summary": {"lines": 0, "outcomes": {}}}]


def test_the_query_holds_for_all_lines_and_over_their_options(client: FlaskClient) -> None:
    pages = [PAGE, {**PAGE, "options": {"script": "hk"}}, {"html": FURNITURE}]
    answers = send(client, ndjson(*pages), "?script=tw&strict=1&zone=%2B08:00")
    assert [kind(answer) for answer in answers] == ["article", "article", "no-article"]
    assert {answer["script"] for answer in answers[:2]} == {"tw"}
    assert answers[0]["date"].endswith("+08:00")


def test_the_summary_counts(client: FlaskClient) -> None:
    *answers, last = send(client, ndjson(PAGE, {"html": FURNITURE}, {"html": 1}, PAGE), "?summary=1")
    assert len(answers) == 4
    assert last == {"summary": {"lines": 4, "outcomes": {"article": 2, "no_article": 1, "invalid-json": 1}}}


@pytest.mark.parametrize(
    ("query", "content_type", "status", "problem"),
    [
        ("?scirpt=tw", "application/x-ndjson", 400, "invalid-option"),
        ("?url=https://news.example.com/", "application/x-ndjson", 400, "invalid-option"),
        ("?summary=maybe", "application/x-ndjson", 400, "invalid-option"),
        ("", "text/html", 415, "unsupported-media-type"),
        ("", "multipart/form-data; boundary=b", 415, "unsupported-media-type"),
    ],
)
def test_what_is_wrong_with_the_request_is_said_before_the_first_line(
    query: str, content_type: str, status: int, problem: str, client: FlaskClient
) -> None:
    answer = client.post(PATH + query, data=ndjson(PAGE), content_type=content_type)
    assert (answer.status_code, kind(answer.get_json())) == (status, problem)


@pytest.mark.parametrize(
    "content_type",
    ["application/jsonl", "application/json", "text/plain; charset=utf-8", "", "application/octet-stream"],
)
def test_types_that_lines_may_come_with(content_type: str, client: FlaskClient) -> None:
    answer = client.post(PATH, data=ndjson(PAGE), content_type=content_type)
    assert [kind(each) for each in read(answer)] == ["article"]


def test_lines_may_be_compressed(client: FlaskClient) -> None:
    body = ndjson(*[{**PAGE, "id": n} for n in range(30)])
    for coding, packed in (("gzip", gzip.compress(body)), ("zstd", zstandard.compress(body))):
        answers = send(client, packed, **{"Content-Encoding": coding})
        assert [answer["id"] for answer in answers] == [*range(30)]
    cut = send(client, gzip.compress(body, mtime=0)[:-20], **{"Content-Encoding": "gzip"})
    assert kind(cut[-1]) == "corrupt-encoding"
    refused = client.post(PATH, data=body, headers={"Content-Encoding": "gzip, br"})
    assert (refused.status_code, kind(refused.get_json())) == (415, "unknown-encoding")


@pytest.mark.parametrize(("coding", "pack"), [("gzip", gzip.compress), ("zstd", zstandard.compress)])
def test_a_compressed_body_that_does_not_say_so_is_one_problem(
    coding: str, pack: Callable[[bytes], bytes], client: FlaskClient
) -> None:
    (answer,) = send(client, pack(b"".join(b"%d\n" % n for n in range(30_000))))
    assert (kind(answer), answer["line"]) == ("corrupt-encoding", 1)
    assert answer["detail"].endswith(f"send it with Content-Encoding: {coding}")


class Broken(BytesIO):
    """A body that breaks off after what it holds."""

    def __init__(self, held: bytes, error: Exception) -> None:
        super().__init__(held)
        self._error = error

    def read(self, size: int | None = -1, /) -> bytes:
        held = super().read(size)
        if not held:
            raise self._error
        return held


@pytest.mark.parametrize(
    ("error", "problem"), [(TimeoutError(), "stalled-body"), (ConnectionResetError(), "broken-body")]
)
def test_a_body_that_breaks_off_amid_a_line(error: Exception, problem: str, client: FlaskClient) -> None:
    stream = Broken(ndjson(PAGE, PAGE) + b'{"html": "<p>cut', error)
    answer = client.post(PATH, input_stream=stream, environ_overrides={"wsgi.input_terminated": True})
    answers = read(answer)
    assert [kind(each) for each in answers] == ["article", "article", problem]
    assert answers[-1]["line"] == 3


def test_a_service_that_stops_says_from_which_line_on() -> None:
    app = application()

    class Told(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            of(app).draining = True
            return super().read(size)

    stream = Told(ndjson(PAGE, PAGE))
    answer = app.test_client().post(PATH, input_stream=stream, environ_overrides={"wsgi.input_terminated": True})
    answers = read(answer)
    assert [kind(each) for each in answers] == ["not-ready"]
    assert "this line" in answers[0]["detail"]


def test_lines_are_counted_one_by_one(app: Flask) -> None:
    client = app.test_client()
    send(client, ndjson(PAGE, {"html": 1}, {"html": "<p>" * 300_001}))
    shown = client.get("/metrics").text
    for outcome in ("article", "invalid-json", "too-many-tags"):
        assert f'jingwen_requests_total{{input="batch",outcome="{outcome}"}} 1.0' in shown
    assert 'jingwen_limit_hits_total{limit="max_tags"} 1.0' in shown


def test_a_stream_is_one_line_in_the_log(client: FlaskClient, capsys: pytest.CaptureFixture[str]) -> None:
    body = ndjson(PAGE, {"html": 1})
    read(client.post(PATH, data=body, buffered=True))
    (line,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (line["route"], line["status"], line["lines"], line["outcome"]) == (PATH, 200, 2, "answered")
    assert line["bytes_in"] == len(body) - 2


def test_a_stream_holds_one_place_and_gives_it_back() -> None:
    app = application()
    places = of(app).settings.children + of(app).settings.queue
    for _ in range(places + 1):
        app.test_client().post(PATH, data=ndjson(PAGE)).close()
    full = application("full").test_client().post(PATH, data=ndjson(PAGE))
    assert (full.status_code, kind(full.get_json())) == (503, "overloaded")


# As gunicorn serves it


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    environ = {"JINGWEN_DEADLINE": "2", "JINGWEN_SOFT_DEADLINE": "1", "JINGWEN_STREAM_TIMEOUT": "2"}
    with running(tmp_path_factory.mktemp("stream") / "log", APP, WORKERS="1", **environ) as started:
        yield started


class Caller:
    """A client that writes and reads as it likes."""

    def __init__(self, server: Server) -> None:
        self._socket = socket.create_connection(("127.0.0.1", server.port), 30)
        self._socket.sendall(b"POST /v1/clean/batch HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        self._answers = self._socket.makefile("rb")
        self._begun = False

    def write(self, body: bytes) -> None:
        self._socket.sendall(b"%x\r\n%b\r\n" % (len(body), body))

    def end(self) -> None:
        self._socket.sendall(b"0\r\n\r\n")

    def read(self) -> Answer | None:
        """The next answer; None where there is none any more."""
        if not self._begun:
            while self._answers.readline() != b"\r\n":
                pass
            self._begun = True
        size = int(self._answers.readline() or b"0", 16)
        piece = self._answers.read(size + 2)[:-2]
        answer: Answer | None = json.loads(piece) if size else None
        return answer

    def close(self) -> None:
        self._answers.close()
        self._socket.close()


def test_each_line_is_answered_before_the_next_one_is_sent(server: Server) -> None:
    caller = Caller(server)
    for n in range(5):
        caller.write(ndjson({**PAGE, "id": n}))
        answer = caller.read()
        assert answer is not None
        assert answer["id"] == n
    caller.end()
    assert caller.read() is None
    caller.close()


@pytest.mark.parametrize(
    ("chunked", "end", "problem"),
    [
        (True, "stall", "stalled-body"),
        (True, "cut", "broken-body"),
        (True, "nonsense", "broken-body"),
        (False, "stall", "stalled-body"),
        (False, "cut", "broken-body"),
    ],
)
def test_whole_lines_before_a_fault_are_answered(chunked: bool, end: str, problem: str, server: Server) -> None:
    body = ndjson(*[{**PAGE, "id": n} for n in range(10)]) + b'{"html": "<p>cut'
    framing = "Transfer-Encoding: chunked" if chunked else "Content-Length: 100000"
    with socket.create_connection(("127.0.0.1", server.port), 30) as connection:
        connection.sendall(f"POST {PATH} HTTP/1.1\r\nHost: x\r\n{framing}\r\n\r\n".encode())
        connection.sendall(b"%x\r\n%b\r\n" % (len(body), body) if chunked else body)
        if end == "nonsense":
            connection.sendall(b"nonsense\r\n")
        elif end == "cut":
            connection.shutdown(socket.SHUT_WR)
        received = b"".join(iter(lambda: connection.recv(65_536), b""))
    answers = [json.loads(line) for line in received.split(b"\n") if line.startswith(b"{")]
    assert [answer.get("id") for answer in answers] == [*range(10), None]
    assert (kind(answers[-1]), answers[-1]["line"]) == (problem, 11)


@pytest.mark.parametrize("chunked", [True, False])
def test_a_request_may_follow_a_stream_on_its_connection(chunked: bool, server: Server) -> None:
    """And be sent before the stream has been answered."""
    body = ndjson(PAGE, PAGE)
    framing = b"Transfer-Encoding: chunked" if chunked else b"Content-Length: %d" % len(body)
    sent = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body) if chunked else body
    with socket.create_connection(("127.0.0.1", server.port), 30) as connection:
        connection.sendall(b"POST %b HTTP/1.1\r\nHost: x\r\n%b\r\n\r\n" % (PATH.encode(), framing) + sent)
        connection.sendall(b"GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        received = b"".join(iter(lambda: connection.recv(65_536), b""))
    assert received.count(b'"status":"article"') == 2
    assert received.endswith(b'{"status":"alive"}\n')


@pytest.mark.parametrize(
    ("sign", "problem"),
    [
        (HANG, "deadline-exceeded"),
        (DIE, "child-died"),
        (CRASH, "child-died"),
        (RAISE, "internal-error"),
    ],
)
def test_a_page_that_kills_its_child_costs_its_own_line(sign: str, problem: str, server: Server) -> None:
    lines = [{**PAGE, "id": n} for n in range(12)]
    lines[5]["html"] = sign + HTML
    status, _, content = server.send("POST", PATH, ndjson(*lines))
    answers = [json.loads(line) for line in content.splitlines()]
    assert status == 200
    assert [answer["id"] for answer in answers] == [*range(12)]
    assert [kind(answer) for answer in answers] == ["article"] * 5 + [problem] + ["article"] * 6
    assert SECRET not in content.decode()


def test_a_client_that_stops_reading_stops_the_work(server: Server) -> None:
    """And is given up after a while: its place, its thread and its children are free again."""
    before = server.count('requests_total{input="batch",outcome="article"}')
    caller = Caller(server)
    large = {"html": HTML.replace("</body>", f"<p>{'长' * 200_000}。</p></body>")}

    def write() -> None:
        try:
            for _ in range(400):
                caller.write(ndjson(large))
        except OSError:
            pass

    writing = Thread(target=write, daemon=True)
    writing.start()
    wait_for(lambda: server.count("children_busy") == 0 and answered(server) > before, "it goes on without a reader")
    assert answered(server) - before < 400
    writing.join(60)
    assert not writing.is_alive(), "the connection is not closed"
    caller.close()
    assert server.ask("POST", "/v1/clean", HTML.encode())[0] == 200
    told = [json.loads(line) for line in server.log.read_text(encoding="utf-8").splitlines() if line.startswith("{")]
    assert "abandoned" in {line["outcome"] for line in told if line.get("lines")}


def answered(server: Server) -> float:
    return server.count('requests_total{input="batch",outcome="article"}')


def test_a_stream_ends_with_a_worker_that_is_replaced(tmp_path: Path) -> None:
    with running(tmp_path / "log", "--max-requests", "2", "--max-requests-jitter", "0", WORKERS="1") as server:
        caller = Caller(server)
        answers = []
        for _ in range(2):
            caller.write(ndjson(PAGE))
            answers.append(caller.read() or {})
            assert server.ask("GET", "/readyz")[0] == 200  # by now the worker has had its two requests
        assert caller.read() is None
        caller.close()
    assert [kind(answer) for answer in answers] == ["article", "not-ready"]

"""The log: one line of JSON for each request, and never what a page says."""

from __future__ import annotations

import gzip
import json
import logging
import logging.config
import os
import sys
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from flask.testing import FlaskClient

from jingwen.web import logs

from .examples import application
from .pages import FURNITURE, HTML, SECRET, URL


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    captured = capsys.readouterr()
    assert captured.err == ""
    return [json.loads(line) for line in captured.out.splitlines()]


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (
            {"method": "POST", "path": f"/v1/clean?url={URL}", "data": HTML.encode()},
            {
                "route": "/v1/clean",
                "status": 200,
                "outcome": "article",
                "input": "raw",
                "rule": "rules/example.yaml",
                "bytes_in": len(HTML.encode()),
                "level": "info",
            },
        ),
        (
            {"method": "POST", "path": "/v1/clean", "json": {"html": FURNITURE}},
            {"status": 200, "outcome": "no_article", "input": "json", "rule": None, "level": "info"},
        ),
        (
            {"method": "POST", "path": "/v1/clean?strict=1", "json": {"html": FURNITURE}},
            {"status": 422, "outcome": "no-article", "input": "json", "level": "info"},
        ),
        (
            {
                "method": "POST",
                "path": "/v1/clean",
                "data": gzip.compress(HTML.encode()),
                "headers": {"Content-Encoding": "gzip"},
            },
            {"status": 200, "bytes_in": len(gzip.compress(HTML.encode())), "outcome": "article"},
        ),
        (
            {
                "method": "POST",
                "path": "/v1/clean?oops=1",
                "data": b"x",
                "content_type": "multipart/form-data; boundary=b",
            },
            {"status": 400, "outcome": "invalid-option", "input": "multipart"},
        ),
        ({"method": "GET", "path": "/v1/rules/example"}, {"method": "GET", "route": "/v1/rules/<site>", "status": 200}),
        (
            {"method": "GET", "path": "/v1/rules/nothing"},
            {"route": "/v1/rules/<site>", "status": 404, "outcome": "unknown-rule"},
        ),
        ({"method": "GET", "path": "/a/secret/path"}, {"route": None, "status": 404, "outcome": "not-found"}),
        ({"method": "BREW", "path": "/"}, {"method": "other", "status": 405, "outcome": "method-not-allowed"}),
    ],
)
def test_one_line_for_each_request(
    request_: dict[str, Any], expected: dict[str, Any], client: FlaskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = client.open(**request_)
    (line,) = lines(capsys)
    assert {name: line[name] for name in expected} == expected
    assert line["request_id"] == answer.headers["X-Request-Id"]
    assert line["event"] == "request"
    assert 0 < line["seconds"] < 60
    assert timedelta() <= datetime.now(UTC) - datetime.fromisoformat(line["ts"]) < timedelta(minutes=1)
    assert set(line) == {
        "ts",
        "level",
        "event",
        "request_id",
        "method",
        "route",
        "status",
        "outcome",
        "input",
        "bytes_in",
        "seconds",
        "rule",
        "lines",
    }


@pytest.mark.parametrize(
    "request_",
    [
        {"path": f"/v1/clean?url={URL}?q=geheim", "data": HTML.encode()},
        {"path": "/v1/clean?explain=1", "json": {"html": HTML}},
        {"path": "/v1/clean", "json": {SECRET: HTML}},
        {"path": f"/v1/clean?script={SECRET}", "data": HTML.encode()},
        {"path": f"/v1/clean?{SECRET}=1", "data": HTML.encode()},
        {"path": f"/{SECRET}", "data": HTML.encode()},
        {"path": "/v1/clean", "data": HTML.encode(), "content_type": f"text/{SECRET}"},
        {"path": "/v1/clean", "data": HTML.encode(), "headers": {"User-Agent": "geheim", "Referer": URL}},
    ],
)
def test_a_line_never_holds_the_page_or_an_address(
    request_: dict[str, Any], client: FlaskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    client.post(**request_)
    captured = capsys.readouterr()
    assert captured.out.count("\n") == 1
    for secret in (SECRET, SECRET.encode("unicode_escape").decode(), "花园", "geheim", "news.example.com"):
        assert secret not in captured.out + captured.err


PROBED = ["/livez", "/readyz", "/metrics"]


@pytest.mark.parametrize(
    ("level", "routes"), [("debug", [*PROBED, "/", None]), ("info", ["/", None]), ("warning", []), ("error", [])]
)
def test_the_level_is_a_setting(level: str, routes: list[str | None], capsys: pytest.CaptureFixture[str]) -> None:
    client = application(log_level=level).test_client()
    for path in (*PROBED, "/", "/nothing"):
        client.get(path)
    told = lines(capsys)
    assert [line["route"] for line in told] == routes
    assert all((line["level"] == "debug") == (line["route"] in PROBED) for line in told)


@pytest.mark.parametrize(
    ("path", "method", "status", "level"), [("/readyz", "GET", 503, "error"), ("/livez", "POST", 405, "info")]
)
def test_a_probe_that_fails_is_told(
    path: str, method: str, status: int, level: str, capsys: pytest.CaptureFixture[str]
) -> None:
    application("faulty").test_client().open(path, method=method)
    line = lines(capsys)[-1]
    assert (line["event"], line["status"], line["level"]) == ("request", status, level)


def test_a_line_that_is_not_unicode_is_written_all_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("info")
    logs.event("rules_refused", error="the file a\udcff.yaml")
    (line,) = lines(capsys)
    assert (line["level"], line["error"]) == ("warning", "the file a\udcff.yaml")


def test_a_page_is_answered_where_nobody_reads_the_log(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(StringIO):
        def write(self, _: str) -> int:
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stdout", Broken())
    assert client.post("/v1/clean", data=HTML.encode()).status_code == 200


def test_what_is_below_the_level_is_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("error")
    logs.event("rules_loaded", level="info")
    logs.event("failure", level="error")
    logs.configure("info")
    assert [line["event"] for line in lines(capsys)] == ["failure"]


@pytest.fixture
def configured() -> Iterator[None]:
    """Logging as gunicorn sets it up."""
    logging.config.dictConfig(logs.server_config("info"))
    yield
    for name in ("", "gunicorn.error", "gunicorn.access", "py.warnings"):
        logger = logging.getLogger(name)
        for handler in [*logger.handlers]:
            if isinstance(handler, logs.Others):
                logger.removeHandler(handler)


@pytest.mark.usefixtures("configured")
def test_the_lines_of_others_have_the_same_form(capsys: pytest.CaptureFixture[str]) -> None:
    server = logging.getLogger("gunicorn.error")
    server.debug("not told")
    server.info("Booting worker with pid: %s", 7)
    server.critical("WORKER TIMEOUT (pid:%s)", 7)
    logging.getLogger("some.library").info("not told")
    logging.getLogger("some.library").warning("of the page 花园 %s", "花园")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(True)
        warnings.warn("it is old", DeprecationWarning, stacklevel=1)
        logging.captureWarnings(False)
    booting, timeout, library, warning = lines(capsys)
    assert all([*line][:3] == ["ts", "level", "event"] for line in (booting, timeout, library, warning))
    assert (booting["level"], booting["event"]) == ("info", "gunicorn")
    assert (booting["message"], booting["pid"]) == ("Booting worker with pid: 7", os.getpid())
    assert (timeout["level"], timeout["message"]) == ("error", "WORKER TIMEOUT (pid:7)")
    assert (library["level"], library["event"], library["logger"]) == ("warning", "library", "some.library")
    assert library["at"].startswith("test_logs.py:")
    assert "花园" not in str(library), "what a library says of a page may quote it"
    assert (warning["level"], warning["event"]) == ("warning", "warning")
    assert "DeprecationWarning: it is old" in warning["message"]


@pytest.mark.usefixtures("configured")
@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "Invalid request from ip=127.0.0.1: Invalid HTTP request line: '<p>花园</p>'",
            "Invalid request from ip=127.0.0.1: Invalid HTTP request line…",
        ),
        (
            "Invalid request from ip=::1: Invalid HTTP Header: 'Authorization\\n geheim'",
            "Invalid request from ip=::1: Invalid HTTP Header…",
        ),
        (
            "Error handling request POST /v1/clean?url=https://news.example.com/a",
            "Error handling request POST /v1/clean?…",
        ),
        ("Worker (pid:7) was sent SIGKILL! Perhaps out of memory?", None),
    ],
)
def test_what_the_server_quotes_is_left_out(said: str, told: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    logging.getLogger("gunicorn.error").warning(said)
    assert [line["message"] for line in lines(capsys)] == [told or said]


@pytest.mark.usefixtures("configured")
def test_a_fault_of_the_server_is_told_by_its_type(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise ValueError("of the page 花园")
    except ValueError:
        logging.getLogger("gunicorn.error").exception("Socket error processing request.")
    (line,) = lines(capsys)
    assert (line["message"], line["error"]) == ("Socket error processing request.", "ValueError")
    assert "test_logs.py" in line["traceback"][0]
    assert "花园" not in str(line)


@pytest.mark.parametrize(("level", "least"), [("debug", "INFO"), ("info", "INFO"), ("error", "ERROR")])
def test_the_server_has_the_level_of_the_service(level: str, least: str) -> None:
    loggers = logs.server_config(level)["loggers"]
    assert isinstance(loggers, dict)
    assert loggers["gunicorn.error"]["level"] == least

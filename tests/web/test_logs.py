"""The log: one line of JSON for each request, and never what a page says."""

from __future__ import annotations

import gzip
import json
import sys
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from flask.testing import FlaskClient

from jingwen.settings import Settings
from jingwen.web import logs
from jingwen.web.app import create_app

from .examples import RULES
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


@pytest.mark.parametrize(("level", "statuses"), [("debug", [200, 404]), ("info", [200, 404]), ("error", [])])
def test_the_level_is_a_setting(level: str, statuses: list[int], capsys: pytest.CaptureFixture[str]) -> None:
    client = create_app(Settings(rules=str(RULES), log_level=level)).test_client()
    client.get("/livez")
    client.get("/nothing")
    assert [line["status"] for line in lines(capsys)] == statuses


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

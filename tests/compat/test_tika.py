"""Tika's main text, and what is refused as Tika would."""

from __future__ import annotations

import gzip
from typing import Any

import pytest

from jingwen.settings import COMPAT

from .asking import BARE, PAGE, SECRET, TEXT, URL, client, ours

PATH = COMPAT["tika"]


@pytest.mark.parametrize(
    "sent",
    [
        {"data": PAGE.encode()},
        {"data": PAGE.encode("gb18030"), "content_type": "text/html; charset=gbk"},
        {"data": gzip.compress(PAGE.encode()), "headers": {"Content-Encoding": "gzip"}},
        {"data": PAGE.encode(), "content_type": "application/octet-stream", "headers": {"Accept": "text/plain"}},
        {"data": PAGE.encode(), "content_type": "application/x-www-form-urlencoded", "headers": {"Accept": "*/*"}},
        {
            "data": PAGE.encode(),
            "headers": {
                "Accept": "text/html;q=0.5, text/*;q=0.1",
                "Content-Disposition": 'attachment; filename="a.html"',
                "X-Tika-PDFOcrStrategy": "no_ocr",
                "X-Tika-OCRLanguage": "chi_sim",
                "X-Tika-Skip-Embedded": "true",
            },
        },
    ],
    ids=lambda sent: str(sent.get("content_type") or sent.get("headers")),
)
def test_the_main_text(sent: dict[str, Any]) -> None:
    answer = client().put(PATH, query_string={"url": URL}, **sent)
    assert (answer.status_code, answer.content_type) == (200, "text/plain; charset=utf-8")
    assert answer.text == "\n\n".join(TEXT)


def test_our_options_stand_in_the_query() -> None:
    assert client().put(PATH, data=PAGE.encode(), query_string={"script": "tw"}).text == ours("text", script="tw")


def test_a_page_without_an_article_has_no_text() -> None:
    answer = client().put(PATH, data=BARE)
    assert (answer.status_code, answer.data) == (200, b"")


REFUSED: dict[str, tuple[dict[str, Any], int, str]] = {
    "another form of answer": (
        {"headers": {"Accept": "text/html"}},
        406,
        "Accept is 'text/html'; this path answers text/plain",
    ),
    "JSON": ({"headers": {"Accept": "application/json"}}, 406, "this path answers text/plain"),
    "a time": ({"headers": {"X-Tika-Timeout-Millis": "5"}}, 400, "X-Tika-Timeout-Millis cannot be met here"),
    "a PDF": ({"content_type": "application/pdf"}, 422, "'application/pdf'; expected a page"),
    "a form": ({"content_type": "multipart/form-data; boundary=x"}, 422, "'multipart/form-data'; expected a page"),
    "a form of fields": ({"data": b"html=%3Cp%3E"}, 422, "the body is a form"),
    "nothing": ({"data": b""}, 400, "the body is empty"),
    "white space": ({"data": b" \n"}, 400, "the page is empty"),
    "an option that is none": ({"query_string": {"scirpt": "tw"}}, 400, "did you mean script?"),
    "a coding that it does not have": ({"headers": {"Content-Encoding": "gzip"}}, 400, "not gzip"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused(case: str) -> None:
    sent, status, said = REFUSED[case]
    if case == "a form of fields":
        sent = {**sent, "content_type": "application/x-www-form-urlencoded"}
    answer = client().put(PATH, **{"data": PAGE.encode(), **sent})
    assert (answer.status_code, answer.content_type) == (status, "text/plain; charset=utf-8")
    assert said in answer.text
    assert SECRET not in answer.text


@pytest.mark.parametrize(("state", "status"), [("full", 503), ("guarded", 401), ("slow", 504), ("faulty", 500)])
def test_failures_of_the_service(state: str, status: int) -> None:
    answer = client(state).put(PATH, data=PAGE.encode())
    assert (answer.status_code, answer.mimetype) == (status, "text/plain")
    assert answer.headers["X-Request-Id"]

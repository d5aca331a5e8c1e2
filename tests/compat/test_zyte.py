"""Zyte's article: its fields, where the page may come from, and what is refused in Zyte's form."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import pytest
from werkzeug.test import TestResponse

from jingwen.settings import COMPAT

from .asking import BARE, PAGE, SECRET, TEXT, URL, client, ours

PATH = COMPAT["zyte"]
BYTES = b64encode(PAGE.encode("gb18030")).decode()
HEADERS = [{"name": "Server", "value": "x"}, {"name": "content-TYPE", "value": "text/html; charset=gbk"}]


def ask(**members: object) -> TestResponse:
    return client().post(PATH, json={"url": URL, **members})


def test_an_article() -> None:
    answer = ask(article=True, customHtml=PAGE, echoData={"id": [1, "一"]})
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    told = answer.get_json()
    metadata = told["article"].pop("metadata")
    assert told == {
        "url": URL,
        "article": {
            "headline": "旧码头改成市集",
            "datePublished": "2024-03-01T09:30:00",
            "datePublishedRaw": "2024-03-01 09:30",
            "dateModified": "2024-03-02T10:00:00+08:00",
            "authors": [{"name": "张三"}, {"name": "李四"}],
            "breadcrumbs": [{"name": "本地"}],
            "inLanguage": "zh",
            "mainImage": {"url": "https://news.example.org/lead.jpg"},
            "images": [{"url": "https://news.example.org/market.jpg"}],
            "description": "三十家小店搬进了百年仓库。",
            "articleBody": "\n\n".join(TEXT),
            "articleBodyHtml": ours("html"),
            "url": URL,
            "canonicalUrl": "https://news.example.org/2024/a",
        },
        "echoData": {"id": [1, "一"]},
    }
    assert metadata.keys() == {"probability"}
    assert 0 < metadata["probability"] <= 1


@pytest.mark.parametrize(
    "members",
    [
        {"browserHtml": PAGE},
        {"browserHtml": PAGE, "articleOptions": {"extractFrom": "browserHtml"}, "httpResponseBody": False},
        {"browserHtml": PAGE, "articleOptions": {"extractFrom": "browserHtmlOnly"}},
        {"httpResponseBody": BYTES},
        {
            "httpResponseBody": BYTES,
            "httpResponseHeaders": HEADERS,
            "articleOptions": {"extractFrom": "httpResponseBody"},
        },
        {"customHtml": PAGE, "browserHtml": None, "echoData": None, "articleOptions": {}},
    ],
    ids=lambda members: " ".join(members),
)
def test_where_the_page_may_be(members: dict[str, Any]) -> None:
    assert ask(**members).get_json() == ask(customHtml=PAGE).get_json()


def test_bytes_with_their_address_in_the_query() -> None:
    sent = client().post(
        PATH, data=PAGE.encode("gb18030"), query_string={"url": URL}, content_type="text/html; charset=gbk"
    )
    assert sent.get_json() == ask(customHtml=PAGE).get_json()


def test_our_options_stand_in_the_query_and_hold() -> None:
    query = {"script": "tw", "zone": "+08:00", "fetched_at": "2024-03-01T10:00:00+08:00", "url": f"{URL}?2"}
    told = client().post(PATH, query_string=query, json={"url": URL, "customHtml": PAGE}).get_json()["article"]
    assert told["datePublished"] == "2024-03-01T09:30:00+08:00"
    assert told["metadata"]["dateDownloaded"] == "2024-03-01T02:00:00Z"
    assert told["url"] == f"{URL}?2"
    assert told["articleBody"] == ours("text", script="tw") != ours("text")
    assert told["articleBodyHtml"] == ours("html", script="tw")


def test_no_time_of_day_is_midnight_and_a_date_of_the_edit_is_none_of_publication() -> None:
    day = ask(customHtml=PAGE.replace(" 09:30", "")).get_json()["article"]
    assert (day["datePublished"], day["datePublishedRaw"]) == ("2024-03-01T00:00:00", "2024-03-01")
    edited = ask(customHtml=PAGE.replace("2024-03-01 09:30 ", "")).get_json()["article"]
    assert edited["dateModified"] == "2024-03-02T10:00:00+08:00"
    assert edited.keys().isdisjoint({"datePublished", "datePublishedRaw"})


def test_a_page_without_an_article() -> None:
    told = ask(customHtml=BARE)
    assert told.status_code == 200
    assert told.get_json() == {
        "url": URL,
        "article": {"url": URL, "metadata": {"probability": 0.0}},
    }


REFUSED: dict[str, tuple[dict[str, Any], int, str]] = {
    "no page": ({}, 400, "the page is in none of customHtml, httpResponseBody, browserHtml; expected exactly one"),
    "two pages": ({"customHtml": PAGE, "browserHtml": PAGE}, 400, "the page is in customHtml and browserHtml of"),
    "to be fetched": (
        {"httpResponseBody": True},
        400,
        "httpResponseBody cannot be met here: the service fetches nothing",
    ),
    "to be rendered": ({"browserHtml": True}, 400, "browserHtml cannot be met here"),
    "another way": (
        {"customHtml": PAGE, "articleOptions": {"extractFrom": "browserHtml"}},
        400,
        "articleOptions.extractFrom cannot be met here: it is 'browserHtml', and the page is in customHtml",
    ),
    "a way in another case": (
        {"browserHtml": PAGE, "articleOptions": {"extractFrom": "BrowserHTML"}},
        400,
        "articleOptions.extractFrom cannot be met here: it is 'BrowserHTML'",
    ),
    "a way that is none": ({"customHtml": PAGE, "articleOptions": {"extractFrom": ["x"]}}, 400, "it is ['x'], and"),
    "a model": (
        {"customHtml": PAGE, "articleOptions": {"model": "2024"}},
        400,
        "articleOptions.model cannot be met here",
    ),
    "something else": ({"customHtml": PAGE, "screenshot": True}, 400, "'screenshot' is not an option; known are url"),
    "an option in another case": ({"customHTML": PAGE}, 400, "did you mean customHtml?"),
    "no article": ({"customHtml": PAGE, "article": False}, 400, "article cannot be met here"),
    "a page that is a number": ({"customHtml": 7}, 400, "customHtml is a number; expected a string"),
    "options that are a list": ({"customHtml": PAGE, "articleOptions": []}, 400, "articleOptions is an array"),
    "no Base64": ({"httpResponseBody": "%%"}, 400, "httpResponseBody is not Base64"),
    "a header that is none": (
        {"httpResponseBody": BYTES, "httpResponseHeaders": ["Content-Type"]},
        400,
        "httpResponseHeaders has a member that is no header",
    ),
    "another type": (
        {"httpResponseBody": BYTES, "httpResponseHeaders": [{"name": "Content-Type", "value": "image/png"}]},
        415,
        "the Content-Type in httpResponseHeaders is 'image/png'; expected a page",
    ),
    "headers beside another page": (
        {"customHtml": PAGE, "httpResponseHeaders": [{"name": "Server"}]},
        400,
        "httpResponseHeaders has a member that is no header",
    ),
    "an address that is none": ({"url": "x", "customHtml": PAGE}, 400, "url is 'x'; expected an absolute http"),
    "no address": (
        {"url": None, "customHtml": PAGE},
        400,
        "there is no url; send the address that the page was fetched",
    ),
    "an empty page": ({"customHtml": " "}, 400, "the page is empty"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused(case: str) -> None:
    members, status, said = REFUSED[case]
    answer = ask(**members)
    told = answer.get_json()
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert said in told["detail"]
    assert (told["type"], told["status"]) == ("/request/invalid", status)
    assert told["request_id"] == answer.headers["X-Request-Id"]
    assert SECRET not in answer.text


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        ({"data": b""}, 400, "the body is empty"),
        ({"data": b"{", "content_type": "application/json"}, 400, "is not JSON"),
        ({"json": [PAGE]}, 400, "the body is an array; expected an object"),
        ({"json": {}}, 400, "the page is in none of"),
        ({"data": b'{"url": "x"}', "content_type": "text/json"}, 415, "'text/json'; expected a page"),
        (
            {"data": '{"customHtml": "<p>一"}'},
            415,
            "the body is a JSON object; send it as Content-Type: application/json",
        ),
        ({"data": {"customHtml": PAGE}}, 415, "the body is a form"),
        (
            {"data": PAGE, "content_type": "multipart/form-data; boundary=x"},
            415,
            "'multipart/form-data'; expected a page",
        ),
        ({"data": PAGE}, 400, "there is no url"),
        ({"data": PAGE, "query_string": {"format": "html"}}, 400, "'format' is not an option"),
        ({"data": PAGE, "query_string": {"strict": "1"}}, 400, "'strict' is not an option"),
        ({"data": PAGE, "headers": {"Content-Encoding": "gzip"}}, 400, "not gzip"),
    ],
    ids=str,
)
def test_requests_that_are_none(sent: dict[str, Any], status: int, said: str) -> None:
    answer = client().post(PATH, **sent)
    assert (answer.status_code, answer.get_json()["type"]) == (status, "/request/invalid")
    assert said in answer.get_json()["detail"]


@pytest.mark.parametrize("echo", ["[" * 300 + "]" * 300, f'["\\ud800", {10**30}]'], ids=["nested", "huge"])
def test_an_echo_that_cannot_come_back_is_refused_before_the_page_is_cleaned(echo: str) -> None:
    body = f'{{"url": "{URL}", "customHtml": "<p>一</p>", "echoData": {echo}}}'
    answer = client("faulty").post(PATH, data=body, content_type="application/json")
    assert (answer.status_code, answer.get_json()["member"]) == (400, "echoData")
    assert "echoData cannot be sent back (" in answer.get_json()["detail"]


@pytest.mark.parametrize("fetched_at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
@pytest.mark.parametrize("path", [PATH, COMPAT["postlight"], "/v1/clean"])
def test_a_time_that_utc_does_not_have_is_refused(path: str, fetched_at: str) -> None:
    answer = client().post(path, data=PAGE, query_string={"url": URL, "fetched_at": fetched_at})
    assert (answer.status_code, fetched_at in answer.text) == (400, True)


@pytest.mark.parametrize(
    ("state", "status", "kind"),
    [
        ("full", 503, "/limits/over-global-limit"),
        ("guarded", 401, "/auth/key-not-found"),
        ("slow", 504, "urn:jingwen:problem:deadline-exceeded"),
        ("faulty", 500, "urn:jingwen:problem:internal-error"),
    ],
)
def test_failures_of_the_service(state: str, status: int, kind: str) -> None:
    answer = client(state).post(PATH, json={"url": URL, "customHtml": PAGE})
    assert (answer.status_code, answer.get_json()["type"]) == (status, kind)
    assert "Retry-After" in answer.headers or status != 503
    assert SECRET not in answer.text


def test_a_limit_is_counted_and_named() -> None:
    asking = client(max_wire_bytes=100)
    answer = asking.post(PATH, json={"url": URL, "customHtml": PAGE})
    assert (answer.status_code, answer.get_json()["limit_name"]) == (413, "max_wire_bytes")
    counted = asking.get("/metrics").text
    assert 'jingwen_requests_total{input="json",outcome="body-too-large"} 1.0' in counted
    assert 'jingwen_limit_hits_total{limit="max_wire_bytes"} 1.0' in counted


def test_a_page_counts_once() -> None:
    asking = client()
    asking.post(PATH, json={"url": URL, "customHtml": PAGE})
    counted = asking.get("/metrics").text
    assert 'jingwen_requests_total{input="json",outcome="article"} 1.0' in counted
    assert "jingwen_input_bytes_count 1.0" in counted


@pytest.mark.parametrize(("user", "status"), [("a-secret", 200), ("another", 401), ("", 401)])
def test_the_token_as_a_key(user: str, status: int) -> None:
    answer = client("guarded").post(PATH, json={"url": URL, "customHtml": PAGE}, auth=(user, ""))
    assert answer.status_code == status


def test_a_key_is_no_token_elsewhere() -> None:
    assert client("guarded").post("/v1/clean", data=PAGE.encode(), auth=("a-secret", "")).status_code == 401

"""Postlight's parser: its fields, its forms of text, and what is refused in its form."""

from __future__ import annotations

from typing import Any

import pytest
from werkzeug.test import TestResponse

from jingwen.settings import COMPAT

from .asking import BARE, PAGE, SECRET, TEXT, URL, client, ours

PATH = COMPAT["postlight"]


def ask(**members: object) -> TestResponse:
    return client().post(PATH, json={"url": URL, "html": PAGE, **members})


def test_an_article() -> None:
    answer = ask()
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert answer.get_json() == {
        "title": "旧码头改成市集",
        "content": ours("html"),
        "author": "张三, 李四",
        "date_published": "2024-03-01T09:30:00.000",
        "lead_image_url": "https://news.example.org/lead.jpg",
        "dek": None,
        "next_page_url": None,
        "url": "https://news.example.org/2024/a",
        "domain": "news.example.org",
        "excerpt": "三十家小店搬进了百年仓库。",
        "word_count": 2,
        "direction": "ltr",
        "total_pages": 1,
        "rendered_pages": 1,
    }


@pytest.mark.parametrize("form", ["html", "markdown", "text"])
def test_the_form_of_the_text(form: str) -> None:
    assert ask(contentType=form).get_json()["content"] == ours(form)
    raw = client().post(PATH, data=PAGE.encode(), query_string={"url": URL, "contentType": form})
    assert raw.get_json() == ask(contentType=form).get_json()


def test_defaults_may_be_said_and_ours_stand_in_the_query() -> None:
    assert ask(fetchAllPages=False, fallback=True, contentType=None, headers=None).get_json() == ask().get_json()
    query = {"zone": "+08:00", "script": "tw", "contentType": "text"}
    told = client().post(PATH, query_string=query, json={"url": URL, "html": PAGE, "contentType": "html"}).get_json()
    assert told["content"] == ours("text", script="tw")
    assert told["date_published"] == "2024-03-01T01:30:00.000Z"


def test_a_page_without_an_article() -> None:
    told = ask(html=BARE).get_json()
    assert {name for name, value in told.items() if value} == {
        "url",
        "domain",
        "direction",
        "total_pages",
        "rendered_pages",
    }
    assert (told["content"], told["excerpt"], told["word_count"], told["url"]) == (None, None, 0, URL)


@pytest.mark.parametrize("canonical", ["https://[news/a", "mailto:a@example.org", "//", "", "#"])
def test_a_page_that_gives_itself_no_address_has_the_requests(canonical: str) -> None:
    told = ask(html=PAGE.replace("https://news.example.org/2024/a", canonical)).get_json()
    assert (told["url"], told["domain"]) == (URL, "news.example.org")


def test_an_excerpt_of_the_text_where_the_page_has_no_description() -> None:
    page = PAGE.replace('name="description"', 'name="x"').replace(TEXT[1], "改建的人只添了灯，一条坡道。" * 20)
    excerpt = ask(html=page).get_json()["excerpt"]
    assert excerpt.startswith(f"{TEXT[0]} 改建的人")
    assert (len(excerpt), excerpt[-1]) == (201, "…")
    short = ask(html=PAGE.replace('name="description"', 'name="x"')).get_json()["excerpt"]
    assert short == " ".join(TEXT)


@pytest.mark.parametrize(
    ("title", "direction"), [("旧码头改成市集", "ltr"), ("السوق القديم يفتح", "rtl"), ("السوق TV", "bidi")]
)
def test_the_direction_is_the_headlines(title: str, direction: str) -> None:
    assert ask(html=PAGE.replace("旧码头改成市集", title)).get_json()["direction"] == direction


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "no page": ({"html": None}, "there is no html; the service fetches nothing"),
    "no address": ({"url": ""}, "there is no url; send the address that the page was fetched from"),
    "an address that is none": ({"url": "news"}, "url is 'news'; expected an absolute http"),
    "a form in another case": ({"contentType": "HTML"}, "contentType is 'HTML'; expected one of html, markdown, text"),
    "more pages": ({"fetchAllPages": True}, "fetchAllPages cannot be met here: the service fetches nothing"),
    "no fallback": ({"fallback": False}, "fallback cannot be met here"),
    "headers": ({"headers": {"Cookie": "a"}}, "headers cannot be met here"),
    "an extractor": (
        {"customExtractor": {"domain": "x"}},
        "customExtractor cannot be met here: what is particular to a site",
    ),
    "more fields": ({"extend": {"x": {}}}, "extend cannot be met here"),
    "an option that is none": ({"contenttype": "html"}, "did you mean contentType?"),
    "a switch that is a string": ({"fetchAllPages": "no"}, "fetchAllPages is a string; expected true or false"),
    "an empty page": ({"html": "  "}, "the page is empty"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused(case: str) -> None:
    members, said = REFUSED[case]
    answer = ask(**members)
    assert (answer.status_code, answer.mimetype) == (400, "application/json")
    assert answer.get_json().keys() == {"error", "message"}
    assert answer.get_json()["error"] is True
    assert said in answer.get_json()["message"]
    assert SECRET not in answer.text


@pytest.mark.parametrize(
    ("query", "said"), [({"url": URL}, "url cannot be met here"), ({}, "GET cannot be met here"), ({"x": "y"}, "GET")]
)
def test_nothing_is_fetched(query: dict[str, str], said: str) -> None:
    answer = client().get(PATH, query_string=query)
    assert (answer.status_code, answer.get_json()["error"]) == (400, True)
    assert said in answer.get_json()["message"]
    assert "POST the page to /parser, as JSON with url and html" in answer.get_json()["message"]


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        ({"data": b""}, 400, "the body is empty"),
        ({"json": []}, 400, "the body is an array"),
        ({"data": {"html": PAGE, "url": URL}}, 415, "the body is a form"),
        ({"data": {"url": URL, "html": PAGE}}, 415, "the body is a form"),
        ({"data": '{"html": "<p>一"}', "content_type": "text/plain"}, 400, "there is no url"),
        ({"data": PAGE, "query_string": {"url": URL, "contentType": "md"}}, 400, "contentType is 'md'"),
        ({"data": PAGE, "query_string": {"url": URL, "fetchAllPages": "1"}}, 400, "'fetchAllPages' is not an option"),
        (
            {"json": {"url": URL, "html": PAGE, "contentType": "md"}, "query_string": {"contentType": "text"}},
            400,
            "'md'",
        ),
        ({"json": {"url": "x", "html": PAGE}, "query_string": {"url": URL}}, 400, "url is 'x'"),
        ({"json": {"html": PAGE}, "query_string": {"url": URL}}, 400, "there is no url"),
        ({"data": PAGE, "content_type": "application/pdf"}, 415, "'application/pdf'; expected a page"),
    ],
    ids=str,
)
def test_requests_that_are_none(sent: dict[str, Any], status: int, said: str) -> None:
    answer = client().post(PATH, **sent)
    assert (answer.status_code, answer.get_json()["error"]) == (status, True)
    assert said in answer.get_json()["message"]


@pytest.mark.parametrize(("state", "status"), [("full", 503), ("guarded", 401), ("slow", 504), ("faulty", 500)])
def test_failures_of_the_service(state: str, status: int) -> None:
    answer = client(state).post(PATH, json={"url": URL, "html": PAGE})
    assert (answer.status_code, answer.get_json().keys()) == (status, {"error", "message"})


@pytest.mark.parametrize(("key", "status"), [("a-secret", 200), ("another", 401), ("", 401)])
def test_the_token_as_a_key(key: str, status: int) -> None:
    answer = client("guarded").post(PATH, json={"url": URL, "html": PAGE}, headers={"x-api-key": key})
    assert answer.status_code == status

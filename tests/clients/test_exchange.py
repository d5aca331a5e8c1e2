"""What a client says and how it reads the answer; there is no network, and no HTTP library."""

from __future__ import annotations

import gzip
from base64 import b64decode
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import orjson
import pytest
import zstandard

from jingwen import Article, InvalidOption, NoArticle, RawPage, clean
from jingwen.client.exchange import BATCH, CLEAN, JSON, LONGEST_QUERY, UNTOLD, Came, Exchange, error_of
from jingwen.client.patience import FIRST, Patience
from jingwen.errors import TYPE_PREFIX, Overloaded, RequestError, UnexpectedAnswer

PAGE = "<h1>新桥通车</h1><p>2024-05-06 来源：示例日报</p><p>新桥今天早上通车，双向六车道，从城东到城西只要八分钟。</p>"
ADDRESS = "http://127.0.0.1:8000"
PROBLEM = "application/problem+json"


def exchange(**given: Any) -> Exchange:
    said = {"address": ADDRESS, "token": None, "compression": None, "strict": False, "options": {}} | given
    return Exchange(**said)


def query(path: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(path).query).items()}


def came(body: bytes, status: int = 200, kind: str = JSON, **headers: str) -> Came:
    return Came(status, {"Content-Type": kind, **{name.replace("_", "-"): v for name, v in headers.items()}}, body)


def problem(**members: Any) -> bytes:
    about = {"type": TYPE_PREFIX + "overloaded", "title": "Busy", "status": 503, "detail": "come back later"}
    return orjson.dumps(about | members)


def test_a_page_goes_as_its_bytes_with_what_is_known_of_it() -> None:
    moment = datetime(2024, 5, 6, 8, tzinfo=UTC)
    page = RawPage(PAGE.encode("gb18030"), "https://news.example.com/新/1?a=b&c", "text/html; charset=gb2312", moment)
    sent = exchange(options={"script": "tw", "zone": None}).page(page, {"explain": True, "zone": "+08:00"}, True)
    assert (sent.body, sent.headers) == (page.body, {"Content-Type": page.content_type})
    assert urlsplit(sent.path).path == CLEAN
    assert query(sent.path) == {
        "url": page.url, "fetched_at": "2024-05-06T08:00:00+00:00", "script": "tw", "explain": "1", "zone": "+08:00",
        "strict": "1",
    }  # fmt: skip


def test_what_is_not_said_is_left_to_the_service() -> None:
    sent = exchange(options={"zone": None}).page(RawPage("题\ud800目"), {}, None)
    assert (sent.path, sent.headers, sent.body) == (CLEAN, {"Content-Type": UNTOLD}, "题目".encode())


@pytest.mark.parametrize("kind", ["application/json", "image/png", "multipart/form-data; boundary=x", ""])
def test_a_type_that_is_no_page_s_is_not_passed_on(kind: str) -> None:
    assert exchange().page(RawPage(b"x", None, kind), {}, None).headers["Content-Type"] == UNTOLD


def test_an_address_that_is_too_long_for_a_request_line_goes_in_the_body() -> None:
    page = RawPage(b"\xff", f"https://news.example.com/{'a' * LONGEST_QUERY}", "text/html")
    sent = exchange(options={"script": "tw"}).page(page, {}, None)
    assert (sent.path, sent.headers["Content-Type"]) == (f"{CLEAN}?script=tw", JSON)
    told = orjson.loads(sent.body)
    assert b64decode(told.pop("body_base64")) == page.body
    assert told == {"url": page.url, "content_type": "text/html"}


def test_both_ways_are_packed_where_that_is_asked_for() -> None:
    for compression, undo in (("gzip", gzip.decompress), ("zstd", zstandard.decompress)):
        each = exchange(compression=compression)
        sent = each.page(RawPage(PAGE), {}, None)
        assert undo(sent.body) == PAGE.encode()
        assert sent.headers["Content-Encoding"] == each.headers["Accept-Encoding"] == compression
    assert exchange().headers == {"Accept-Encoding": "identity"}


def test_a_stream_says_its_options_once() -> None:
    sent = exchange(token="abc", options={"format": "markdown"}).lines(b"{}\n", {}, None)
    assert (sent.path, sent.body) == (f"{BATCH}?format=markdown", b"{}\n")
    assert exchange(token="abc").headers["Authorization"] == "Bearer abc"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"address": "127.0.0.1:8000"}, "the service's address is '127.0.0.1:8000'; expected one such as http://"),
        ({"address": "http://127.0.0.1:99999"}, "the service's address is 'http://127.0.0.1:99999'"),
        ({"address": "http://127.0.0.1:8000/?x=1"}, "the service's address is 'http://127.0.0.1:8000/?x=1'"),
        ({"address": ""}, "the service's address is ''"),
        ({"token": "abc\n"}, "the token has characters that no header can carry"),
        ({"compression": "br"}, "compression is 'br'; expected None or one of gzip, zstd"),
        ({"options": {"scirpt": "tw"}}, "did you mean script"),
        ({"strict": "perhaps"}, "strict is 'perhaps'"),
    ],
)
def test_what_cannot_be_used_is_said_before_anything_is_sent(given: Mapping[str, Any], said: str) -> None:
    with pytest.raises(InvalidOption) as caught:
        exchange(**given)
    assert said in str(caught.value)


@pytest.mark.parametrize("explain", [False, True])
def test_an_article_comes_back_as_the_library_s(explain: bool) -> None:
    article = clean(PAGE, url="https://news.example.com/a", explain=explain)
    told = article.to_dict()
    found = exchange().article(came(orjson.dumps(told | {"newer": 1}), kind="application/json; charset=utf-8"))
    assert isinstance(found, Article)
    assert found.to_dict() == told
    assert explain or found == article


def test_a_problem_is_the_error_that_the_library_raises() -> None:
    refused = problem(type=TYPE_PREFIX + "no-article", status=422, detail="the page is index", article_status="index")
    with pytest.raises(NoArticle) as caught:
        exchange().article(came(refused, 422, PROBLEM))
    error = caught.value
    assert (error.type, error.status, error.detail) == (TYPE_PREFIX + "no-article", 422, "the page is index")
    assert (error.facts, error.retry) == ({"article_status": "index"}, False)


def test_each_kind_of_problem_is_known_by_its_slug() -> None:
    for slug, kind in RequestError.kinds().items():
        assert type(error_of({"type": TYPE_PREFIX + slug, "status": 500, "detail": "why"})) is kind


def test_a_problem_of_another_version_is_told_as_it_is() -> None:
    with pytest.raises(UnexpectedAnswer, match="the service answered 404 not-found: no such path") as caught:
        exchange().article(
            came(problem(type=TYPE_PREFIX + "not-found", status=404, detail="no such path"), 404, PROBLEM)
        )
    assert (caught.value.facts["answer_status"], caught.value.retry) == (404, False)


def test_when_to_come_back() -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)
    for value, low, high in (("7", 7, 7), (soon, 90, 100), ("Thu, 01 Jan 1970 00:00:00 GMT", 0, 0)):
        with pytest.raises(Overloaded) as caught:
            exchange().article(came(problem(), 503, PROBLEM, Retry_After=value))
        assert low <= float(caught.value.facts["retry_after"]) <= high
    for value in ("soon", "-1", "", "١"):
        with pytest.raises(Overloaded) as caught:
            exchange().article(came(problem(), 503, PROBLEM, Retry_After=value))
        assert "retry_after" not in caught.value.facts


@pytest.mark.parametrize("told", ["soon", "5", None, [1], True, -100, {}])
def test_a_time_to_come_back_that_is_none_is_passed_over(told: object) -> None:
    with pytest.raises(Overloaded) as caught:
        exchange().article(came(problem(retry_after=told), 503, PROBLEM))
    assert Patience(60).tries().pause(caught.value) <= FIRST
    with pytest.raises(Overloaded) as caught:
        exchange().article(came(problem(retry_after=told), 503, PROBLEM, Retry_After="7"))
    assert caught.value.facts == {"retry_after": 7.0}


def test_a_time_to_come_back_in_the_problem_itself() -> None:
    with pytest.raises(Overloaded) as caught:
        exchange().article(came(problem(retry_after=2.5), 503, PROBLEM))
    assert caught.value.facts == {"retry_after": 2.5}


@pytest.mark.parametrize(
    ("answer", "said", "retry"),
    [
        (came(b"<html>\n<b>502 Bad Gateway", 502, "text/html"), "answered 502 of the type text/html; expected", True),
        (came(b"<html>", 200, "text/html"), "answered 200 of the type text/html", False),
        (came(b"{", 200), "answered 200 that is no JSON", False),
        (came(b"", 301, "", Location="https://other.example.com/"), "it leads to https://other.example.com/", False),
        (came(b"[]", 500, PROBLEM), "answered 500 of the type application/problem+json", False),
        (came(b"slow down", 429, "text/plain"), "It begins: slow down", True),
        (came(b"{}", 200), "JSON that is no article of this version (KeyError: 'status')", False),
        (came(b"[]", 200), "JSON that is no article", False),
    ],
)
def test_what_is_no_answer_of_the_service_says_so(answer: Came, said: str, retry: bool) -> None:
    with pytest.raises(UnexpectedAnswer) as caught:
        exchange().article(answer)
    assert said in str(caught.value)
    assert (caught.value.retry, caught.value.facts["answer_status"]) == (retry, answer.status)

"""A body that calls itself a form: told from the page that curl sends under that type, and read as the form it is."""

from __future__ import annotations

import base64
from typing import Any
from urllib.parse import quote, quote_plus, unquote_to_bytes, urlencode

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from jingwen.web import urlencoded
from jingwen.web.intake import FIELDS
from jingwen.web.wire import URLENCODED

from .pages import HTML, SECRET, URL

PAGE = HTML.encode()
DUMP = f"花园重新开放\n2024-03-01 09:30 来源：示例日报\n{SECRET}，游客沿着石子路走到湖边，两旁的梅花正在盛开。\n"
PACKED = base64.encodebytes(PAGE + b"<!--~~~>>>???-->").decode()


def form(body: bytes | str) -> dict[str, Any]:
    return {"data": body, "content_type": URLENCODED}


@pytest.mark.parametrize(
    ("body", "is_form"),
    [
        (b"html=%3Cp%3E", True),
        (b"html=", True),
        (b"html=<p>not encoded at all</p>", True),
        ("text=不编码的一行字".encode(), True),
        (b"url=https://news.example.com/&html=x", True),
        (b"script=hant&html=%3Cp%3E", True),
        (b"body_base64=PGI+", True),
        (b"fetched_at=2024-03-01&text=x", True),
        (b"htlm=%3Cp%3E", True),
        (b"page=%3Cp%3E&title=a+b", True),
        (b"<html><body>a=b</body></html>", False),
        (b"\n\n<p>html=x</p>", False),
        (b"html = x", False),
        (b"htmlx=a b", False),
        (b"html", False),
        (b"a = b & c = d", False),
        (b"price=1 and more text", False),
        (b"a=1\nb=2", False),
        ("标题=花园重新开放".encode(), False),
        (b'{"html":"<p>a=b</p>"}', False),
        (b"=", False),
        (b"", False),
        (b"\xff\xd8\xff\xe0=", False),
        (base64.b64encode(b"x" * 31), False),
    ],
)
def test_a_form_is_told_from_a_page(body: bytes, is_form: bool) -> None:
    assert urlencoded.is_form(body, FIELDS) is is_form


@given(
    st.lists(st.sampled_from([b"%", b"%4", b"%E4", b"%e4", b"%zz", b"+", b"=", b"_", b"\r\n", b" \t", b"a", b"\xe4"]))
)
def test_escapes_are_undone_as_everywhere(pieces: list[bytes]) -> None:
    value = b"".join(pieces)
    assert urlencoded.unescape(value) == unquote_to_bytes(value.replace(b"+", b" "))


UNESCAPED = HTML.replace("%", "%25").replace("+", "%2B").replace("&", "%26")
SAME: dict[str, str] = {
    "as curl encodes it": f"html={quote(HTML, safe='')}",
    "as a browser encodes it": f"html={quote_plus(HTML)}",
    "as it is": f"html={UNESCAPED}",
    "with fields that are empty": urlencode({"url": "", "text": "", "html": HTML, "content_type": ""}),
    "with ampersands too many": f"{urlencode({'html': HTML})}&&zone=%2B08:00&",
    "with its type": urlencode({"html": HTML, "content_type": "text/html; charset=utf-8"}),
    "in Base64": urlencode({"body_base64": PACKED}),
    "in Base64 with + and = as they are": f"body_base64={PACKED}",
}


@pytest.mark.parametrize("name", SAME)
def test_a_page_in_a_form_is_the_page(name: str, client: FlaskClient) -> None:
    answer = client.post("/v1/clean", **form(SAME[name]))
    assert answer.status_code == 200, answer.text
    page = client.post("/v1/clean?zone=%2B08:00", data=PAGE, content_type="text/html").get_json()
    assert answer.get_json() == (page if "zone" in SAME[name] else {**page, "date": "2024-03-01T09:30"})
    assert SECRET in page["text"]


def test_a_dump_in_a_form_is_the_dump(client: FlaskClient) -> None:
    answer = client.post("/v1/clean", **form(urlencode({"text": DUMP})))
    assert answer.get_json() == client.post("/v1/clean", data=DUMP.encode(), content_type="text/plain").get_json()
    assert answer.get_json()["kind"] == "dump"


def test_a_page_keeps_the_encoding_that_it_has(client: FlaskClient) -> None:
    page = HTML.replace("utf-8", "gb2312").encode("gb18030")
    answer = client.post("/v1/clean", **form(b"html=" + quote(page, safe="").encode())).get_json()
    assert SECRET in answer["text"]
    assert answer["encoding"]["name"] == "gb18030"


def test_what_is_known_of_a_page_may_be_fields(client: FlaskClient) -> None:
    known = {
        "url": URL,
        "fetched_at": "2024-03-02T08:00:00+08:00",
        "script": "hant",
        "format": "markdown",
        "strict": "1",
    }
    answer = client.post("/v1/clean", **form(urlencode({**known, "html": HTML})))
    assert answer.get_json() == client.post("/v1/clean", query_string=known, data=PAGE).get_json()
    assert (answer.get_json()["url"], answer.get_json()["title"]) == (URL, "花園重新開放")
    over = client.post("/v1/clean?script=hans", **form(urlencode({**known, "html": HTML}))).get_json()
    assert over["title"] == "花园重新开放"


def test_a_form_may_be_as_large_as_any_body(client: FlaskClient) -> None:
    page = HTML.replace("</body>", f"<!--{'<x> ' * 1_000_000}--></body>")
    answer = client.post("/v1/clean", **form(urlencode({"html": page})))
    assert SECRET in answer.get_json()["text"]


@pytest.mark.parametrize(
    ("body", "status", "slug", "detail"),
    [
        ("url=" + quote(URL), 400, "invalid-form", "in none of the fields html, text and body_base64"),
        ("html=a&text=b", 400, "invalid-form", "in html and text of the fields"),
        ("html=", 400, "empty-body", "the field html is empty"),
        ("html=++%0A&text=", 400, "empty-body", "the field html is empty"),
        ("html=a&html=b", 400, "invalid-option", "html is given 2 times"),
        ("htlm=a", 400, "invalid-option", "did you mean html?"),
        ("html=a&scrpt=hant", 400, "invalid-option", "did you mean script?"),
        ("html=a&script=x", 400, "invalid-option", "expected one of hans"),
        ("html=a&url=news", 400, "invalid-option", "url is 'news'"),
        ("html=<p>a&nbsp;b</p>", 400, "invalid-form", "is not percent-encoded"),
        ("html=a&" + "b=c&" * 30, 413, "too-many-parts", "more than 20 fields"),
        ("body_base64=%25%25", 400, "invalid-form", "body_base64 is not Base64"),
        ("html=a&content_type=text/plain", 400, "invalid-form", "the page is in html; expected text/html"),
        ("text=a&content_type=text/html", 400, "invalid-form", "the page is in text; expected text/plain"),
        ("html=a&content_type=image/png", 415, "unsupported-media-type", "'image/png'"),
    ],
)
def test_a_bad_form_has_its_problem(body: str, status: int, slug: str, detail: str, client: FlaskClient) -> None:
    answer = client.post("/v1/clean", **form(body))
    problem = answer.get_json()
    assert (answer.status_code, problem["type"]) == (status, f"urn:jingwen:problem:{slug}")
    assert detail in problem["detail"]


def test_a_form_is_counted_as_one(client: FlaskClient) -> None:
    client.post("/v1/clean", **form(urlencode({"html": HTML})))
    client.post("/v1/clean", **form("url=x"))
    client.post("/v1/clean", **form(HTML))
    counted = client.get("/metrics").text
    assert 'jingwen_requests_total{input="form",outcome="article"} 1.0' in counted
    assert 'jingwen_requests_total{input="form",outcome="invalid-form"} 1.0' in counted
    assert 'jingwen_requests_total{input="raw",outcome="article"} 1.0' in counted

"""What is no page, or too much of one: each has its problem, which says what was got, expected and what to do."""

from __future__ import annotations

import gzip
import io
from typing import Any

import pytest
from flask.testing import FlaskClient

from jingwen.settings import Settings
from jingwen.web.app import create_app

from .examples import RULES
from .pages import HTML, SECRET, URL
from .sent import JSON, PAGE, as_json, chunked, form, packed

BAD: dict[str, tuple[dict[str, Any], int, str, str]] = {
    "an empty body": ({"data": b""}, 400, "empty-body", "the body is empty"),
    "white space": ({"data": b" \r\n\t "}, 400, "empty-body", "the page is empty"),
    "an empty page in gzip": (packed("gzip", gzip.compress(b"")), 400, "empty-body", "the body is empty"),
    "nothing in gzip": (packed("gzip", b""), 400, "empty-body", "the body is empty"),
    "an empty page in JSON": (as_json(html=""), 400, "empty-body", "page in the object is empty"),
    "an empty page in a form": (form(b""), 400, "empty-body", "the file page is empty"),
    "truncated gzip": (packed("gzip", gzip.compress(PAGE)[:-9]), 400, "corrupt-encoding", "ends early"),
    "gzip that is none": (packed("gzip", PAGE), 400, "corrupt-encoding", "not gzip"),
    "an unknown coding": (packed("compress", PAGE), 415, "unknown-encoding", "'compress'; expected one of gzip, br"),
    "stacked codings": (packed("gzip, br", PAGE), 415, "unknown-encoding", "2 codings stacked"),
    "an unknown type": ({"data": PAGE, "content_type": "image/png"}, 415, "unsupported-media-type", "'image/png'"),
    "an unknown type in a form": (form(media_type="image/png"), 415, "unsupported-media-type", "'image/png'"),
    "an unknown type in JSON": (
        as_json(body_base64="QUJD", content_type="image/png"),
        415,
        "unsupported-media-type",
        "content_type is 'image/png'; expected a page",
    ),
    "an unknown type of a file": (
        form(media_type="application/json"),
        415,
        "unsupported-media-type",
        "the Content-Type of the file page is 'application/json'; expected a page",
    ),
    "no JSON": ({"data": b"{", "content_type": JSON}, 400, "invalid-json", "is not JSON"),
    "JSON in another encoding": (
        {"data": '{"html": "中"}'.encode("gbk"), "content_type": JSON},
        400,
        "invalid-json",
        "is not JSON",
    ),
    "half a character alone": ({"data": rb'{"html": "\ud800"}', "content_type": JSON}, 400, "empty-body", "is empty"),
    "deep JSON with half a character": (
        {"data": rb'{"html": "\ud83d", "text": ' + b"[" * 100_000, "content_type": JSON},
        400,
        "invalid-json",
        "is not JSON",
    ),
    "deep JSON": ({"data": b"[" * 100_000, "content_type": JSON}, 400, "invalid-json", "is not JSON"),
    "a JSON list": ({"json": [HTML]}, 400, "invalid-json", "the body is an array"),
    "a JSON string": ({"json": HTML}, 400, "invalid-json", "the body is a string"),
    "JSON null": ({"data": b"null", "content_type": JSON}, 400, "invalid-json", "the body is null"),
    "a JSON member that is mistyped": (as_json(htlm=HTML), 400, "invalid-json", "did you mean html?"),
    "a JSON member that is unknown": (as_json(zzzz=None), 400, "invalid-json", "known are url, html, text"),
    "an option beside the page": (
        as_json(html=HTML, strict=True),
        400,
        "invalid-json",
        'it is an option, and belongs into options: {"options": {"strict": …}}',
    ),
    "no page in JSON": (as_json(url=URL), 400, "invalid-json", "in none of the members"),
    "two pages in JSON": (as_json(html=HTML, text="x"), 400, "invalid-json", "in html and text of the members"),
    "a JSON page that is a number": (as_json(html=7), 400, "invalid-json", "html is a number; expected a string"),
    "a JSON page that is a list": (as_json(text=[]), 400, "invalid-json", "text is an array; expected a string"),
    "JSON options that are a list": (as_json(html=HTML, options=[]), 400, "invalid-json", "expected an object"),
    "no pages": (as_json(pages=[]), 400, "invalid-json", "pages has no members; expected at least one"),
    "too many pages": (as_json(pages=[{"text": "x"}] * 51), 413, "too-many-pages", "pages has 51 members"),
    "pages that are an object": (as_json(pages={}), 400, "invalid-json", "pages is an object; expected an array"),
    "pages beside a page": (as_json(pages=[{"text": "x"}], html=HTML), 400, "invalid-json", "html stands beside pages"),
    "a type beside pages": (
        as_json(pages=[{"text": "x"}], content_type="text/plain"),
        400,
        "invalid-json",
        "content_type stands beside pages",
    ),
    "a page that is a string": (as_json(pages=[{"text": "x"}, "y"]), 400, "invalid-json", "pages[1] is a string"),
    "a page without a page": (as_json(pages=[{"url": URL}]), 400, "invalid-json", "pages[0] is in none of the members"),
    "a page's member that is unknown": (
        as_json(pages=[{"text": "x", "options": {}}]),
        400,
        "invalid-json",
        "'options' is not a member of pages[0]",
    ),
    "a page's member of another type": (as_json(pages=[{"text": 7}]), 400, "invalid-json", "pages[0].text is a number"),
    "a page's address that is none": (as_json(pages=[{"text": "x", "url": "x"}]), 400, "invalid-option", "url is 'x'"),
    "an empty one among pages": (
        as_json(pages=[{"html": HTML}, {"html": " "}]),
        400,
        "empty-body",
        "the page in pages[1] is empty",
    ),
    "a page that is no Base64": (
        as_json(pages=[{"body_base64": "%%%"}]),
        400,
        "invalid-json",
        "pages[0].body_base64 is not Base64",
    ),
    "no Base64": (as_json(body_base64="%%%"), 400, "invalid-json", "not Base64"),
    "Base64 that is not ASCII": (as_json(body_base64="中文"), 400, "invalid-json", "not Base64"),
    "a type that contradicts": (as_json(html=HTML, content_type="text/plain"), 400, "invalid-json", "page is in html"),
    "an unknown JSON option": (as_json(html=HTML, options={"scrpt": 1}), 400, "invalid-option", "did you mean script?"),
    "a JSON switch that is none": (
        as_json(html=HTML, options={"explain": "maybe"}),
        400,
        "invalid-option",
        "expected 1 or 0",
    ),
    "a bad JSON option that the query would overrule": (
        {"query_string": {"explain": "1"}, "json": {"html": HTML, "options": {"explain": ""}}},
        400,
        "invalid-option",
        "expected 1 or 0",
    ),
    "a page in place of an option": (
        as_json(html="x", options={"script": HTML * 50}),
        400,
        "invalid-option",
        "expected one of",
    ),
    "a page in place of a member": (as_json(**{HTML: "x"}), 400, "invalid-json", "is not a member"),
    "a page in place of an address": (
        as_json(html="x", url=f"{'x' * 300}{HTML}"),
        400,
        "invalid-option",
        "an absolute http",
    ),
    "a JSON time that is a number": (
        as_json(html=HTML, fetched_at=1700000000),
        400,
        "invalid-json",
        "expected a string",
    ),
    "a form without a page": (
        {"data": {"url": URL}, "content_type": "multipart/form-data"},
        400,
        "invalid-form",
        "no file",
    ),
    "a page that is a field": (
        {"data": {"page": HTML}, "content_type": "multipart/form-data"},
        400,
        "invalid-form",
        "is a field",
    ),
    "another file": (
        {"data": {"file": (io.BytesIO(PAGE), "x.html")}, "content_type": "multipart/form-data"},
        400,
        "invalid-form",
        "files file",
    ),
    "two pages": (
        {"data": {"page": [(io.BytesIO(PAGE), "1"), (io.BytesIO(PAGE), "2")]}, "content_type": "multipart/form-data"},
        400,
        "invalid-form",
        "files page, page",
    ),
    "a form that is none": (
        {"data": PAGE, "content_type": "multipart/form-data; boundary=b"},
        400,
        "invalid-form",
        "not the form",
    ),
    "a form without a boundary": (
        {"data": b"--b--", "content_type": "multipart/form-data"},
        400,
        "invalid-form",
        "not the form",
    ),
    "a form that is cut off": (
        {
            "data": b'--b\r\nContent-Disposition: form-data; name="page"; filename="x"\r\n\r\nabc',
            "content_type": "multipart/form-data; boundary=b",
        },
        400,
        "invalid-form",
        "cut off",
    ),
    "a part that says nothing": (
        {"data": b"--b\r\nX: y\r\n\r\nabc\r\n--b--\r\n", "content_type": "multipart/form-data; boundary=b"},
        400,
        "invalid-form",
        "not the form",
    ),
    "too many parts": (
        {"data": {"url": [URL] * 40}, "content_type": "multipart/form-data"},
        413,
        "too-many-parts",
        "more than 20 parts",
    ),
    "an unknown field": (form(scrpt="hant"), 400, "invalid-option", "did you mean script?"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_has_its_problem(name: str, client: FlaskClient) -> None:
    request, status, slug, detail = BAD[name]
    answer = client.post("/v1/clean", **_fresh(request))
    problem = answer.get_json()
    assert (answer.status_code, problem["type"]) == (status, f"urn:jingwen:problem:{slug}")
    assert detail in problem["detail"]
    assert answer.content_type == "application/problem+json"
    assert SECRET not in answer.text
    assert len(answer.data) < 1000


def _fresh(request: dict[str, Any]) -> dict[str, Any]:
    """``request`` with files that can be read once more."""
    data = request.get("data")
    if not isinstance(data, dict):
        return request
    copied = {
        key: [_copy(each) for each in value] if isinstance(value, list) else _copy(value) for key, value in data.items()
    }
    return {**request, "data": copied}


def _copy(value: Any) -> Any:
    return (io.BytesIO(value[0].getvalue()), *value[1:]) if isinstance(value, tuple) else value


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        ("scrpt=hant", "did you mean script?"),
        ("format=pdf", "expected one of text, markdown, html"),
        ("script=cyrillic", "expected one of hans, hant, tw, hk, keep"),
        ("script=", "expected one of hans"),
        ("punctuation=ascii", "expected one of keep, cjk"),
        ("explain=2", "expected 1 or 0"),
        ("explain", "expected 1 or 0"),
        ("strict=maybe", "expected 1 or 0"),
        ("zone=8", "expected an offset such as +08:00"),
        ("zone=Asia/Shanghai", "expected an offset such as +08:00"),
        ("fetched_at=yesterday", "expected ISO 8601"),
        ("fetched_at=2023-13-01", "expected ISO 8601"),
        ("fetched_at=", "expected ISO 8601"),
        ("url=news.example.com/a", "expected an absolute http or https address"),
        ("url=ftp://news.example.com/a", "expected an absolute http or https address"),
        ("url=https:///a", "expected an absolute http or https address"),
        ("url=http://[::1", "expected an absolute http or https address"),
        ("url=https://news.example.com/a%0Ab", "expected an absolute http or https address"),
        ("script=hans&script=hant", "script is given 2 times"),
        ("strict=1&strict=1", "strict is given 2 times"),
    ],
)
def test_a_bad_parameter_is_named(query: str, detail: str, client: FlaskClient) -> None:
    answer = client.post(f"/v1/clean?{query}", data=PAGE)
    problem = answer.get_json()
    assert (answer.status_code, problem["type"]) == (400, "urn:jingwen:problem:invalid-option")
    assert detail in problem["detail"]
    assert problem["option"] == query.partition("=")[0]


def test_a_refused_coding_or_type_names_those_that_would_do(client: FlaskClient) -> None:
    coding = client.post("/v1/clean", **packed("compress", PAGE))
    assert coding.headers["Accept-Encoding"] == "gzip, br, zstd, deflate"
    media_type = client.post("/v1/clean", data=PAGE, content_type="image/png")
    assert {"text/html", "text/plain", JSON, "multipart/form-data"} <= {*media_type.headers["Accept-Post"].split(", ")}
    stream = client.post("/v1/clean/batch", data=PAGE, content_type="text/html")
    assert stream.headers["Accept-Post"].startswith("application/x-ndjson, ")
    assert "text/html" not in stream.headers["Accept-Post"]
    assert all(name in media_type.get_json()["detail"] for name in ("text/html", "text/plain", JSON))


@pytest.mark.parametrize(
    ("limits", "request_", "limit_name"),
    [
        ({"max_wire_bytes": 100}, {"data": PAGE}, "max_wire_bytes"),
        ({"max_wire_bytes": 100}, form(), "max_wire_bytes"),
        ({"max_wire_bytes": 100}, chunked(), "max_wire_bytes"),
        ({"max_page_bytes": 100}, packed("gzip", gzip.compress(PAGE)), "max_page_bytes"),
        ({"max_page_bytes": 100}, {"data": PAGE}, "max_page_bytes"),
    ],
)
def test_a_body_over_a_limit(limits: dict[str, int], request_: dict[str, Any], limit_name: str) -> None:
    small = create_app(Settings(rules=str(RULES), **limits)).test_client()  # type: ignore[arg-type]  # the limits are numbers
    request_ = {**_fresh(request_), **({"input_stream": io.BytesIO(PAGE)} if "input_stream" in request_ else {})}
    answer = small.post("/v1/clean", **request_)
    problem = answer.get_json()
    assert (answer.status_code, problem["type"]) == (413, "urn:jingwen:problem:body-too-large")
    assert (problem["limit"], problem["limit_name"]) == (100, limit_name)


def test_a_page_at_the_limits_passes() -> None:
    settings = Settings(rules=str(RULES), max_wire_bytes=len(PAGE), max_page_bytes=len(PAGE))
    assert create_app(settings).test_client().post("/v1/clean", data=PAGE).status_code == 200


def test_a_form_page_of_more_than_half_a_megabyte(client: FlaskClient) -> None:
    page = HTML.replace("</body>", f"<!--{'x' * 700_000}--></body>").encode()
    head = b'--b\r\nContent-Disposition: form-data; name="page"; filename="page.html"\r\n\r\n'
    for body, media_type in (
        (page, "application/x-www-form-urlencoded"),
        (head + page + b"\r\n--b--\r\n", "multipart/form-data; boundary=b"),
    ):
        answer = client.post("/v1/clean", data=body, content_type=media_type)
        assert SECRET in answer.get_json()["text"]


def test_a_body_that_ends_early(client: FlaskClient) -> None:
    answer = client.post("/v1/clean", data=PAGE, environ_overrides={"CONTENT_LENGTH": str(len(PAGE) + 1)})
    assert (answer.status_code, answer.get_json()["type"]) == (400, "urn:jingwen:problem:broken-body")

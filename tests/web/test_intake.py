"""The forms in which a page may come: the same answer for the same page, and a clear one for what is no page."""

from __future__ import annotations

import base64
import gzip
import io
import json
import zlib
from typing import Any
from urllib.parse import quote

import brotli
import pytest
import zstandard
from flask.testing import FlaskClient

from jingwen.settings import Settings
from jingwen.web.app import create_app

from .examples import RULES
from .pages import FURNITURE, HTML, SECRET, URL

PAGE = HTML.encode()
JSON = "application/json"


def form(page: bytes = PAGE, media_type: str = "text/html", **fields: str) -> dict[str, Any]:
    return {
        "data": {"page": (io.BytesIO(page), "page.html", media_type), **fields},
        "content_type": "multipart/form-data",
    }


def packed(coding: str, body: bytes, media_type: str = "text/html") -> dict[str, Any]:
    return {"data": body, "content_type": media_type, "headers": {"Content-Encoding": coding}}


def as_json(**members: object) -> dict[str, Any]:
    return {"json": members}


FORMS: dict[str, dict[str, Any]] = {
    "html": {"data": PAGE, "content_type": "text/html"},
    "html with its charset": {"data": PAGE, "content_type": "text/html; charset=utf-8"},
    "html with a stale charset": {"data": PAGE, "content_type": "text/html; charset=gbk"},
    "xhtml": {"data": PAGE, "content_type": "application/xhtml+xml"},
    "xml": {"data": PAGE, "content_type": "text/xml"},
    "octets": {"data": PAGE, "content_type": "application/octet-stream"},
    "curl's own type": {"data": PAGE, "content_type": "application/x-www-form-urlencoded"},
    "no type": {"data": PAGE},
    "chunked": {
        "input_stream": io.BytesIO(PAGE),
        "content_type": "text/html",
        "environ_overrides": {"wsgi.input_terminated": True},
    },
    "gzip": packed("gzip", gzip.compress(PAGE)),
    "x-gzip": packed("x-gzip", gzip.compress(PAGE)),
    "br": packed("br", brotli.compress(PAGE)),
    "zstd": packed("zstd", zstandard.compress(PAGE)),
    "deflate": packed("deflate", zlib.compress(PAGE)),
    "identity": packed("identity", PAGE),
    "json html": as_json(html=HTML),
    "json html with its type": as_json(html=HTML, content_type="text/html; charset=gb2312"),
    "json with nulls": as_json(html=HTML, text=None, body_base64=None, url=None, options=None, fetched_at=None),
    "json base64": as_json(body_base64=base64.b64encode(PAGE).decode(), content_type="text/html"),
    "json base64 in lines": as_json(body_base64=base64.encodebytes(PAGE).decode()),
    "json gzip": packed("gzip", gzip.compress(json.dumps({"html": HTML}).encode()), JSON),
    "form": form(),
    "form of octets": form(media_type="application/octet-stream"),
}


@pytest.mark.parametrize("sent", ["中文".encode("gb18030"), quote("中文", encoding="gb18030").encode()])
def test_an_address_that_is_not_utf_8_is_left_escaped(sent: bytes, client: FlaskClient) -> None:
    query = {"QUERY_STRING": (b"url=https://news.example.com/" + sent).decode("latin-1")}
    answer = client.post("/v1/clean", data=PAGE, environ_overrides=query)
    assert answer.json is not None
    assert answer.json["url"] == "https://news.example.com/%D6%D0%CE%C4"


@pytest.mark.parametrize("name", FORMS)
def test_every_form_gives_the_same_answer(name: str, client: FlaskClient) -> None:
    # The chunked stream is used up by its first reader.
    request = {**FORMS[name], **({"input_stream": io.BytesIO(PAGE)} if "input_stream" in FORMS[name] else {})}
    answer = client.post("/v1/clean", **request)
    assert answer.status_code == 200, answer.text
    reference = client.post("/v1/clean", **FORMS["html"])
    assert answer.data == reference.data
    assert SECRET in reference.get_json()["text"]


def test_a_dump_gives_the_same_answer_in_every_form(client: FlaskClient) -> None:
    dump = (
        f"花园重新开放\n2024-03-01 09:30 来源：示例日报\n{SECRET}，第一批游客沿着石子路走到湖边，两旁的梅花正在盛开。\n"
    )
    answers = {
        client.post("/v1/clean", data=dump.encode(), content_type="text/plain").data,
        client.post("/v1/clean", data=dump.encode()).data,
        client.post("/v1/clean", json={"text": dump}).data,
        client.post("/v1/clean", **form(dump.encode(), "text/plain")).data,
    }
    assert len(answers) == 1
    assert json.loads(answers.pop())["kind"] == "dump"


def test_what_is_known_of_a_page_may_stand_anywhere(client: FlaskClient) -> None:
    known = {"url": URL, "fetched_at": "2024-03-02T08:00:00+08:00", "script": "hant", "explain": "1"}
    options = {"script": "hant", "explain": True}
    answers = {
        client.post("/v1/clean", query_string=known, data=PAGE, content_type="text/html").data,
        client.post(
            "/v1/clean", json={"url": URL, "fetched_at": known["fetched_at"], "html": HTML, "options": options}
        ).data,
        client.post("/v1/clean", **form(PAGE, "text/html", **known)).data,
    }
    assert len(answers) == 1
    answer = json.loads(answers.pop())
    assert answer["rule"] == "rules/example.yaml"
    assert answer["title"] == "花園重新開放"
    assert {"title", "body"} <= {block["label"] for block in answer["blocks"]}


def test_an_address_in_another_encoding_is_the_same_from_everywhere(client: FlaskClient) -> None:
    address = "https://news.example.com/中文".encode("gbk")
    part = b'--b\r\nContent-Disposition: form-data; name="%b"%b\r\n\r\n%b\r\n'
    parts = part % (b"url", b"", address) + part % (b"page", b'; filename="p"', PAGE) + b"--b--\r\n"
    answers = [
        client.post("/v1/clean", query_string={"url": address}, data=PAGE),
        client.post("/v1/clean", data={"url": address, "html": HTML}),
        client.post("/v1/clean", data=parts, content_type="multipart/form-data; boundary=b"),
    ]
    assert [answer.get_json()["url"] for answer in answers] == ["https://news.example.com/%D6%D0%CE%C4"] * 3


def test_the_query_holds_over_the_body(client: FlaskClient) -> None:
    body = {"html": HTML, "url": "https://other.example.com/", "options": {"script": "hans", "explain": False}}
    for request in ({"json": body}, form(url="https://other.example.com/", script="hans")):
        answer = client.post("/v1/clean", query_string={"url": URL, "script": "hant"}, **request).get_json()
        assert (answer["url"], answer["script"]) == (URL, "hant")


@pytest.mark.parametrize(
    ("sent", "address"),
    [
        (f"{URL}?q=a b", f"{URL}?q=a%20b"),
        (f" {URL}/新闻\n", f"{URL}/%E6%96%B0%E9%97%BB"),
        ("", None),
        ("  ", None),
    ],
)
def test_an_address_is_answered_as_it_is_used(sent: str, address: str | None, client: FlaskClient) -> None:
    page = {"html": HTML, "url": sent}
    for request in (
        {"query_string": {"url": sent}, "data": PAGE},
        as_json(**page),
        as_json(pages=[page]),
        form(url=sent),
    ):
        answer = client.post("/v1/clean", **request).get_json()
        assert (answer["url"], answer["rule"]) == (address, "rules/example.yaml" if address else None)


def test_an_empty_address_in_the_query_says_nothing(client: FlaskClient) -> None:
    answer = client.post("/v1/clean?url=", json={"html": HTML, "url": URL}).get_json()
    assert answer["url"] == URL


OURS: dict[str, str] = {
    "a page": json.dumps({"html": HTML}),
    "a dump": json.dumps({"text": SECRET}),
    "bytes": json.dumps({"body_base64": "QUJD"}),
    "pages": json.dumps({"pages": [{"html": HTML}]}),
    "no page": json.dumps({"url": URL, "options": {}}),
    "a member too many": json.dumps({"html": HTML, "title": "a"}),
    "half a character": json.dumps({"html": "\ud83d"}),
    "white space before it": "\n  " + json.dumps({"html": HTML}),
    "a byte order mark": "\ufeff" + json.dumps({"html": HTML}, ensure_ascii=False),
}


@pytest.mark.parametrize(
    "media_type", ["application/x-www-form-urlencoded", "application/octet-stream", "text/plain; charset=utf-8", ""]
)
@pytest.mark.parametrize("name", OURS)
def test_json_that_does_not_call_itself_json_is_told_to(name: str, media_type: str, client: FlaskClient) -> None:
    answer = client.post("/v1/clean", data=OURS[name].encode(), content_type=media_type or None)
    problem = answer.get_json()
    assert (answer.status_code, problem["type"]) == (415, "urn:jingwen:problem:unsupported-media-type")
    assert "send it as Content-Type: application/json" in problem["detail"]
    assert SECRET not in answer.text
    assert JSON in answer.headers["Accept-Post"]


@pytest.mark.parametrize("media_type", ["application/x-www-form-urlencoded", "text/plain", ""])
@pytest.mark.parametrize(
    "dump",
    [
        "{快讯}花园今天重新开放，游客沿着石子路走到湖边。",
        '{"html": 花园今天重新开放，游客沿着石子路走到湖边。',
        '{"html": "一"} 花园今天重新开放，游客沿着石子路走到湖边。',
        '{"headline": "花园今天重新开放，游客沿着石子路走到湖边。"}',
        '{"url": "x", "headline": "花园今天重新开放，游客沿着石子路走到湖边。"}',
        '[{"html": "花园今天重新开放，游客沿着石子路走到湖边。"}]',
        "{}",
    ],
)
def test_a_dump_may_begin_with_a_brace(dump: str, media_type: str, client: FlaskClient) -> None:
    answer = client.post("/v1/clean", data=dump.encode(), content_type=media_type or None)
    assert (answer.status_code, answer.get_json()["kind"]) == (200, "dump")


def test_half_a_character_costs_itself_only(client: FlaskClient) -> None:
    cut = HTML.replace("盛开", "盛\ud83d开").replace("花园重新", "\ude00花园重新")
    assert client.post("/v1/clean", json={"html": cut}).data == client.post("/v1/clean", json={"html": HTML}).data
    pages = [{"html": cut, "url": f"{URL}\udfff"}]
    options = {"script": "hans\ud800"}
    answer = client.post("/v1/clean", json={"pages": pages, "options": options, "fetched_at\ud800": "2024-03-02"})
    assert (
        answer.get_json() == client.post(f"/v1/clean?url={URL}&fetched_at=2024-03-02", json={"html": HTML}).get_json()
    )


@pytest.mark.parametrize("zone", ["+08:00", "%2B08:00"])
def test_a_plus_in_the_query_is_understood(zone: str, client: FlaskClient) -> None:
    answer = client.post(f"/v1/clean?zone={zone}&fetched_at=2024-03-02T08:00:00{zone}", data=PAGE)
    assert answer.get_json()["date"] == "2024-03-01T09:30+08:00"


def test_a_page_without_an_article(client: FlaskClient) -> None:
    lenient = client.post("/v1/clean", data=FURNITURE)
    assert (lenient.status_code, lenient.get_json()["status"]) == (200, "no_article")
    for request in (
        {"query_string": {"strict": "1"}, "data": FURNITURE},
        as_json(html=FURNITURE, options={"strict": True}),
    ):
        strict = client.post("/v1/clean", **request)
        assert (strict.status_code, strict.get_json()["type"]) == (422, "urn:jingwen:problem:no-article")
        assert strict.get_json()["article_status"] == "no_article"
    assert client.post("/v1/clean", query_string={"strict": "1"}, data=PAGE).status_code == 200


@pytest.mark.parametrize(
    "garbage",
    [bytes(range(256)) * 40, b"\x89PNG\r\n\x1a\n" + bytes(range(255, 0, -1)) * 40, b"PK\x03\x04" + gzip.compress(PAGE)],
)
def test_binary_garbage_is_no_article(garbage: bytes, client: FlaskClient) -> None:
    answer = client.post("/v1/clean", data=garbage)
    assert (answer.status_code, answer.get_json()["status"]) == (200, "no_article")
    assert answer.get_json()["title"] is None


def test_an_unknown_charset_is_told_and_passed_over(client: FlaskClient) -> None:
    page = HTML.replace('<meta charset="utf-8">', "").encode("gb18030")
    answer = client.post("/v1/clean", data=page, content_type="text/html; charset=klingon").get_json()
    assert "unknown_charset" in [notice["code"] for notice in answer["notices"]]
    assert SECRET in answer["text"]


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
        ({"max_wire_bytes": 100}, FORMS["chunked"], "max_wire_bytes"),
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


def test_several_pages_are_one_article(client: FlaskClient) -> None:
    packed_page = base64.b64encode(
        HTML.replace(SECRET, "第二页的正文从这里开始，游客继续往前走").encode("gb18030")
    ).decode()
    pages = [{"html": HTML, "url": URL}, {"body_base64": packed_page, "content_type": "text/html; charset=gbk"}]
    answer = client.post("/v1/clean?url=https://b.example.com/", json={"pages": pages, "options": {"explain": True}})
    article = answer.get_json()
    assert (answer.status_code, article["url"], article["rule"]) == (200, URL, "rules/example.yaml")
    assert article["text"].count(SECRET) == 1
    assert "第二页的正文" in article["text"]
    assert [block["index"] for block in article["blocks"]] == list(range(len(article["blocks"])))
    alone = client.post("/v1/clean", json={"pages": pages[:1]}).get_json()
    assert alone == client.post("/v1/clean", json=pages[0]).get_json()


@pytest.mark.parametrize(("name", "begins"), [("text", SECRET), ("markdown", SECRET), ("html", f"<p>{SECRET}")])
def test_the_format_may_be_asked_for_in_every_form(name: str, begins: str, client: FlaskClient) -> None:
    answers = [
        client.post("/v1/clean", data=PAGE, query_string={"format": name}),
        client.post("/v1/clean", json={"html": HTML, "options": {"format": name}}),
        client.post("/v1/clean", **form(format=name)),
    ]
    assert all(answer.get_json()["text"].startswith(begins) for answer in answers)

"""The forms in which a page may come: the same page gets the same answer, whichever it takes."""

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

from .pages import FURNITURE, HTML, SECRET, URL
from .sent import JSON, PAGE, as_json, chunked, form, packed

FORMS: dict[str, dict[str, Any]] = {
    "html": {"data": PAGE, "content_type": "text/html"},
    "html with its charset": {"data": PAGE, "content_type": "text/html; charset=utf-8"},
    "html with a stale charset": {"data": PAGE, "content_type": "text/html; charset=gbk"},
    "xhtml": {"data": PAGE, "content_type": "application/xhtml+xml"},
    "xml": {"data": PAGE, "content_type": "text/xml"},
    "octets": {"data": PAGE, "content_type": "application/octet-stream"},
    "curl's own type": {"data": PAGE, "content_type": "application/x-www-form-urlencoded"},
    "no type": {"data": PAGE},
    "chunked": chunked(),
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

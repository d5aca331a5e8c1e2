"""Answers in the coding that the caller takes: whole, or piece by piece."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator

import brotli
import orjson
import pytest
import zstandard
from flask import Flask, Response
from flask.testing import FlaskClient

from jingwen.web import compress

from .pages import FURNITURE, HTML

LONG = HTML.replace("</p>", "一行字再加一行字，花园里的人越来越多。" * 40 + "</p>")

UNPACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda packed: zlib.decompress(packed, wbits=31),
    "br": brotli.decompress,
    "zstd": lambda packed: zstandard.ZstdDecompressor().decompressobj().decompress(packed),
}


def begun(coding: str) -> Callable[[bytes], bytes]:
    """A reader of ``coding`` that gives what can be read so far."""
    if coding == "gzip":
        return zlib.decompressobj(wbits=31).decompress
    return brotli.Decompressor().process if coding == "br" else zstandard.ZstdDecompressor().decompressobj().decompress


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", None),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("br", "br"),
        ("zstd", "zstd"),
        ("gzip, deflate", "gzip"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip, deflate, br", "br"),
        ("br;q=0.5, gzip;q=0.9", "gzip"),
        ("gzip;q=0.001", "gzip"),
        ("gzip;q=0", None),
        ("gzip;q=0, br", "br"),
        ("gzip;q=often", None),
        ("deflate", None),
        ("*", "zstd"),
        ("*;q=0", None),
        ("zstd;q=0, *", "br"),
        ("zstd;q=0, br;q=0, gzip;q=0, *", None),
        ("identity", None),
        ("Identity, gzip;q=0.5", None),
        ("identity;q=0.5, gzip", "gzip"),
        ("identity, gzip", "gzip"),
        ("identity;q=0", None),
        ("identity;q=0, gzip;q=0.1", "gzip"),
        (",;q,", None),
    ],
)
def test_the_coding_that_the_caller_likes_best(accepted: str, coding: str | None) -> None:
    assert compress.coding_for(accepted) == coding


@pytest.mark.parametrize("coding", UNPACK)
@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/v1/clean"), ("GET", "/metrics"), ("GET", "/openapi.yaml"), ("HEAD", "/openapi.yaml")],
)
def test_an_answer_is_the_same_in_fewer_bytes(method: str, path: str, coding: str, client: FlaskClient) -> None:
    body = LONG if method == "POST" else ""
    plain = client.open(path, method=method, data=body)
    packed = client.open(path, method=method, data=body, headers={"Accept-Encoding": coding})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == coding
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    assert int(packed.headers["Content-Length"]) < int(plain.headers["Content-Length"])
    assert packed.content_type == plain.content_type
    if method == "HEAD":  # it says what GET would
        assert packed.data == b""
        got = client.get(path, headers={"Accept-Encoding": coding})
        assert got.headers["Content-Length"] == packed.headers["Content-Length"]
    else:
        assert int(packed.headers["Content-Length"]) == len(packed.data)
        assert UNPACK[coding](packed.data) == plain.data


@pytest.mark.parametrize(("path", "body"), [("/v1/clean", FURNITURE), ("/livez", ""), ("/nothing", "")])
def test_a_small_answer_stays_as_it_is(path: str, body: str, client: FlaskClient) -> None:
    method = "POST" if body else "GET"
    answer = client.open(path, method=method, data=body, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.get_json()


def test_the_answer_has_more_than_a_kilobyte_or_stays(app: Flask) -> None:
    for size, coded in ((compress.LEAST, False), (compress.LEAST + 1, True)):
        with app.test_request_context(headers={"Accept-Encoding": "gzip"}):
            answer = compress.finish(Response(b"x" * size))
        assert ("Content-Encoding" in answer.headers) == coded


def test_what_has_a_coding_gets_no_second_one(app: Flask) -> None:
    with app.test_request_context(headers={"Accept-Encoding": "br"}):
        answer = compress.finish(Response(b"x" * 5000, headers={"Content-Encoding": "gzip"}))
    assert answer.headers.getlist("Content-Encoding") == ["gzip"]
    assert answer.data == b"x" * 5000


class Source:
    """Pieces that come one after the other, from something that must be closed."""

    def __init__(self) -> None:
        self.given = 0
        self.closed = 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in (b"one\n", b"", "二\n".encode() * 500, b"three\n"):
            self.given += 1
            yield piece

    def close(self) -> None:
        self.closed += 1


@pytest.mark.parametrize("coding", UNPACK)
def test_each_piece_can_be_read_as_soon_as_it_is_there(coding: str) -> None:
    source, read = Source(), begun(coding)
    packed = compress.pieces(coding, source)
    arrived = []
    for piece in packed:
        arrived.append((source.given, read(piece)))
    assert arrived[:3] == [(1, b"one\n"), (3, "二\n".encode() * 500), (4, b"three\n")]
    assert b"".join(content for _, content in arrived) == b"".join(Source())
    packed.close()
    assert source.closed == 1


@pytest.mark.parametrize("coding", UNPACK)
@pytest.mark.parametrize("taken", [0, 1, 2])
def test_the_source_is_closed_wherever_the_caller_leaves(coding: str, taken: int) -> None:
    source = Source()
    packed = compress.pieces(coding, source)
    for _ in range(taken):
        next(packed)
    packed.close()
    assert source.closed == 1


@pytest.mark.parametrize("coding", UNPACK)
def test_an_answer_in_pieces_is_coded_in_pieces(coding: str, app: Flask) -> None:
    source = Source()
    app.add_url_rule("/pieces", view_func=lambda: Response(source, mimetype="text/plain"))
    client = app.test_client()
    answer = client.get("/pieces", headers={"Accept-Encoding": coding}, buffered=False)
    assert answer.headers["Content-Encoding"] == coding
    assert "Content-Length" not in answer.headers
    assert UNPACK[coding](answer.data) == b"".join(Source())
    answer.close()
    assert source.closed == 1
    plain = client.get("/pieces")
    assert plain.data == b"".join(Source())


@pytest.mark.parametrize("coding", UNPACK)
def test_a_stream_of_pages_comes_in_a_coding_too(coding: str, client: FlaskClient) -> None:
    lines = b"".join(orjson.dumps({"id": number, "html": HTML}) + b"\n" for number in range(5))
    plain = client.post("/v1/clean/batch", data=lines)
    packed = client.post("/v1/clean/batch", data=lines, headers={"Accept-Encoding": coding})
    assert packed.headers["Content-Encoding"] == coding
    assert UNPACK[coding](packed.data) == plain.data
    assert len(packed.data) < len(plain.data)

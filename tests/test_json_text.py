"""JSON read as it is sent: half characters left out, everything that is no JSON refused."""

from __future__ import annotations

import pytest

from jingwen.errors import InvalidJson
from jingwen.json_text import followed, parse

HALF = rb'"\ud83d", '


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (rb'{"html": "a\ud83d"}', {"html": "a"}),
        (rb'{"html": "\uDE00a\uD83Db"}', {"html": "ab"}),
        (rb'{"html": "\ude00\ud83d"}', {"html": ""}),
        (rb'{"html": "\ud83d\ud83d\ude00"}', {"html": "\U0001f600"}),
        (rb'{"html": "\\ud83d \ud83d"}', {"html": r"\ud83d "}),
        (rb'{"html": "\\ud83d"}', {"html": r"\ud83d"}),
        (rb'{"a\ud83d": ["b\ud83d", {"c": "d\ud83d"}]}', {"a": ["b", {"c": "d"}]}),
        (rb'["\ud83d", 1, 2.5, true, null]', ["", 1, 2.5, True, None]),
        ('{"html": "中\\ud83d"}'.encode(), {"html": "中"}),
        (b'\xef\xbb\xbf{"html": "a"}', {"html": "a"}),
        (b'\xef\xbb\xbf{"html": "a\\ud83d"}', {"html": "a"}),
    ],
)
def test_half_a_character_is_left_out(text: bytes, value: object) -> None:
    assert parse(text) == value


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"[" * 100_000,
        b"[" + HALF + b"[" * 100_000,
        b"[" + HALF + b"NaN]",
        b"[" + HALF + b"-Infinity]",
        b"[" + HALF + b"1" * 5000 + b"]",
        b"[" + HALF + b"'']",
        b"[" + HALF + b'"\xff"]',
        b"[" + HALF + '"中"]'.encode("utf-16"),
        rb'["\ud83d"',
        rb'["\ud83g"]',
        rb'["\ud8"]',
    ],
)
def test_what_is_no_json_is_refused(text: bytes) -> None:
    with pytest.raises(InvalidJson, match=r"the body is not JSON: .*; send one object in UTF-8"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (b'{"a": 1, "b" 2}', " at character 14; "),
        ('{"中": 1, "b" 2}'.encode(), " at character 14; "),
        (b'{"a": 1,\n"b" 2}', " at line 2, character 5; "),
        (b'{"a": "\xff"}', "allowed; "),
        (b"", "document; "),
    ],
)
def test_the_place_of_an_error_is_said(text: bytes, place: str) -> None:
    with pytest.raises(InvalidJson) as raised:
        parse(text, "the line")
    assert str(raised.value).startswith("the line is not JSON: ")
    assert place in str(raised.value)


@pytest.mark.parametrize(
    ("text", "more"),
    [
        (b'{"a": 1}{"b": 2}', True),
        ('{"中": 1} {"b": 2'.encode(), True),
        (b'{"a": 1}', False),
        (b'{"a": 1} x', False),
        (b'{"a": {} {"b": 2}', False),
        (b"{", False),
    ],
)
def test_another_object_is_seen(text: bytes, more: bool) -> None:
    assert followed(text) is more

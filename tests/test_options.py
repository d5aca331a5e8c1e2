"""Options as words: what each takes, what it refuses, and what it says then."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, get_type_hints
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingwen.errors import InvalidOption
from jingwen.model import OptionArgs, Options
from jingwen.options import SWITCHES, check_url, parse_fetched_at, parse_options, parse_switch, unknown_option

EAST = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, Options()),
        ({"script": "tw"}, Options(script="tw")),
        ({"punctuation": "cjk"}, Options(punctuation="cjk")),
        ({"format": "markdown"}, Options(format="markdown")),
        (
            {"space": "0", "mojibake": "off", "glosses": "no", "width": "false"},
            Options(space=False, mojibake=False, glosses=False, width=False),
        ),
        ({"explain": "1"}, Options(explain=True)),
        ({"explain": True}, Options(explain=True)),
        ({"zone": "+08:00"}, Options(zone="+08:00")),
        ({"zone": " 08:00"}, Options(zone="+08:00")),
        ({"zone": "-05:30"}, Options(zone="-05:30")),
        ({"zone": "Z"}, Options(zone="Z")),
        ({"zone": None}, Options()),
    ],
    ids=str,
)
def test_options_are_read(values: dict[str, object], expected: Options) -> None:
    assert parse_options(values) == expected


def test_values_lie_over_the_base() -> None:
    base = Options(script="hk", explain=True, zone="+08:00")
    assert parse_options({}, base) is not None
    assert parse_options({}, base) == base
    assert parse_options({"explain": "0", "zone": None}, base) == Options(script="hk")
    assert base == Options(script="hk", explain=True, zone="+08:00")


@pytest.mark.parametrize(
    ("values", "option", "expected"),
    [
        ({"script": "latin"}, "script", "'latin'; expected one of hans, hant, tw, hk, keep"),
        ({"script": None}, "script", "None; expected one of hans"),
        ({"script": ["tw"]}, "script", "expected one of hans"),
        ({"punctuation": ""}, "punctuation", "''; expected one of keep, cjk"),
        ({"space": "2"}, "space", "'2'; expected 1 or 0"),
        ({"explain": None}, "explain", "None; expected 1 or 0"),
        ({"zone": "8"}, "zone", "'8'; expected an offset such as +08:00"),
        ({"zone": "+15:00"}, "zone", "'+15:00'; expected an offset"),
        ({"zone": "+08:60"}, "zone", "expected an offset"),
        ({"zone": 8}, "zone", "8; expected an offset"),
        ({"skript": "tw"}, "skript", "'skript' is not an option; did you mean script?"),
        ({"qqqqq": "1"}, "qqqqq", "known are script, punctuation, space, mojibake, glosses, width, zone, explain"),
    ],
    ids=str,
)
def test_a_refusal_says_what_was_got_and_what_is_expected(
    values: dict[str, object], option: str, expected: str
) -> None:
    with pytest.raises(InvalidOption) as refusal:
        parse_options(values)
    assert expected in str(refusal.value)
    assert refusal.value.facts == {"option": option}


@pytest.mark.parametrize("name", ["script", "zone", "space"])
def test_a_refusal_does_not_repeat_a_long_value(name: str) -> None:
    with pytest.raises(InvalidOption) as refusal:
        parse_options({name: "x" * 100_000})
    assert len(str(refusal.value)) < 300


@pytest.mark.parametrize("name", SWITCHES)
@pytest.mark.parametrize(
    ("value", "expected"),
    [("1", True), ("true", True), ("ON", True), ("yes", True), (True, True), (1, True), ("0", False), ("Off", False),
     ("no", False), ("false", False), (False, False), (0, False)],
)  # fmt: skip
def test_a_switch(name: str, value: object, expected: bool) -> None:
    assert parse_switch(name, value) is expected
    assert getattr(parse_options({name: value}), name) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-10-19T08:00:00+08:00", datetime(2023, 10, 19, 8, tzinfo=EAST)),
        ("2023-10-19T08:00:00 08:00", datetime(2023, 10, 19, 8, tzinfo=EAST)),
        ("2023-10-19T08:00", datetime(2023, 10, 19, 8)),
        ("2023-10-19T00:00:00Z", datetime(2023, 10, 19, tzinfo=UTC)),
        ("2023-10-19 08:00:00", datetime(2023, 10, 19, 8)),
        (" 2023-10-19 ", datetime(2023, 10, 19)),
        ("2023-10-19t08:00:00z", datetime(2023, 10, 19, 8, tzinfo=UTC)),
        ("2016-12-31T23:59:60Z", datetime(2017, 1, 1, tzinfo=UTC)),
        ("2016-12-31t23:59:60.5 08:00", datetime(2017, 1, 1, 0, 0, 0, 500_000, tzinfo=EAST)),
    ],
)
def test_the_moment_of_a_crawl(text: str, expected: datetime) -> None:
    assert parse_fetched_at(text) == expected
    assert parse_fetched_at(text).utcoffset() == expected.utcoffset()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2023-13-01",
        "19/10/2023",
        "2023-10-19T25:00",
        "1697673600.5",
        "T",
        "2023-10-19T08:00:61",
        "9999-12-31T23:59:60",
    ],
)
def test_a_moment_that_is_none(text: str) -> None:
    with pytest.raises(InvalidOption, match="expected ISO 8601 such as") as refusal:
        parse_fetched_at(text)
    assert refusal.value.facts == {"option": "fetched_at"}


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_moment_that_utc_does_not_have(text: str) -> None:
    with pytest.raises(InvalidOption, match=re.escape(f"{text!r}, which in UTC is outside of the years 1 to 9999")):
        parse_fetched_at(text)


def test_the_nearest_option_is_named() -> None:
    assert "did you mean zone?" in str(unknown_option("zones", ("zone", "script")))
    assert "known are zone, script" in str(unknown_option("format", ("zone", "script")))


@given(st.dictionaries(st.text(max_size=20), st.one_of(st.text(max_size=20), st.none(), st.integers(), st.booleans())))
def test_anything_is_read_or_refused(values: dict[str, object]) -> None:
    try:
        assert isinstance(parse_options(values), Options)
    except InvalidOption as refusal:
        assert refusal.facts["option"] in values


def test_the_keyword_arguments_are_the_options() -> None:
    assert get_type_hints(OptionArgs) == get_type_hints(Options)
    assert list(get_type_hints(OptionArgs)) == [field.name for field in fields(Options)]
    assert OptionArgs.__optional_keys__ == {field.name for field in fields(Options)}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (None, None),
        ("", None),
        (" \n\u3000", None),
        ("https://news.example.com/a/1", "https://news.example.com/a/1"),
        (" https://news.example.com/a/1\r\n", "https://news.example.com/a/1"),
        ("HTTP://News.Example.com:8080", "HTTP://News.Example.com:8080"),
        ("http://user:word@example.com/", "http://user:word@example.com/"),
        ("http://[2001:db8::1]:80/a", "http://[2001:db8::1]:80/a"),
        ("http://a_b.example.com?x", "http://a_b.example.com?x"),
        ("https://example.com/a b/c?d=e f#g h", "https://example.com/a%20b/c?d=e%20f#g%20h"),
        ("https://example.com/新闻?词=一#二", "https://example.com/%E6%96%B0%E9%97%BB?%E8%AF%8D=%E4%B8%80#%E4%BA%8C"),
        ("https://example.com/%E6%96%B0%20闻/100%", "https://example.com/%E6%96%B0%20%E9%97%BB/100%"),
        ('https://example.com/"<a>"', "https://example.com/%22%3Ca%3E%22"),
        ("https://example.com/a|b{c}^[d]\\e;f,g'h", "https://example.com/a|b{c}^[d]\\e;f,g'h"),
        ("https://example.com/\u200b\U0001f600", "https://example.com/%E2%80%8B%F0%9F%98%80"),
        ("https://新闻.example.com/a", "https://xn--efvy88h.example.com/a"),
        ("https://新闻。example.com:81?a", "https://xn--efvy88h.example.com:81?a"),
        ("https://名:词@bücher.example.com/", "https://%E5%90%8D:%E8%AF%8D@xn--bcher-kva.example.com/"),
    ],
)
def test_an_address_is_made_fit(url: str | None, expected: str | None) -> None:
    assert check_url(url) == expected
    assert check_url(expected) == expected


@pytest.mark.parametrize(
    "url",
    [
        "example", "/a/1", "//example.com/a", "ftp://example.com/", "javascript:alert(1)", "http:", "http://", "http:///a",
        "http://?a", "http://@/", "http://:80/", "http://[", "http://[::1", "http://[x]/", "http://a b/", "http://a<b/",
        "http://a:b/", "http://a:８０/", "http://a\\b/", "http://新 闻/", "http://新..闻/", f"http://{'新' * 100}/",
        f"http://{'新.' * 200}cn/", "http://a.cn／b/新", "http://a/\nb", "http://a/\0", "http://a/\x7f", "http://a/\x85b",
        "http://a/\ud83d", "http://\ud83d/", "http://a\ud83d@b/",
    ],
)  # fmt: skip
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(InvalidOption, match="expected an absolute http or https address") as refusal:
        check_url(url)
    assert refusal.value.facts == {"option": "url"}
    assert len(str(refusal.value)) < 300


@pytest.mark.parametrize(
    ("url", "message"),
    [
        (
            b"https://example.com/",
            r"url is of type bytes; expected an address as text, or None\. Decode it: url",
        ),
        (7, "url is of type int; expected an address as text, or None"),
        (
            urlsplit("https://example.com/"),
            r"url is of type SplitResult; expected an address as text, or None\. Write it: str\(url\)$",
        ),
    ],
)
def test_an_address_that_is_no_text(url: Any, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        check_url(url)


@given(st.one_of(st.text(), st.text().map("https://".__add__), st.text().map("http://example.com/".__add__)))
def test_any_text_is_an_address_or_none(text: str) -> None:
    try:
        address = check_url(text)
    except InvalidOption:
        return
    assert address is None or (address.isascii() and address.isprintable() and " " not in address)
    assert check_url(address) == address
    assert address is None or urlsplit(address).hostname

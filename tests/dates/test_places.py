"""What a page's language and address say of the order of its dates."""

from __future__ import annotations

import pytest

from jingwen.dates.places import place_of


@pytest.mark.parametrize(
    ("language", "url", "order"),
    [
        ("en-GB", None, "dmy"),
        ("en_US", None, "mdy"),
        ("en-us", "https://news.example.com/a", "mdy"),
        ("en", None, ""),
        ("en", "https://news.example.com/a", ""),
        ("en", "https://news.example.co.uk/a", "dmy"),
        ("en", "https://news.example.com.au/a", "dmy"),
        ("en", "https://news.example.us/a", "mdy"),
        ("en", "https://news.example.gov/a", "mdy"),
        ("en-US", "https://news.example.co.uk/a", ""),  # a template's default, or the paper's own
        ("en", "https://news.example.io/a", ""),  # sold to anyone
        ("de", "https://news.example.com/a", "dmy"),
        ("de", "https://news.example.us/a", "dmy"),
        ("fr", None, "dmy"),
        ("vi", None, "dmy"),
        ("ja", None, "ymd"),
        ("", "https://news.example.de/a", "dmy"),
        ("", "https://news.example.us/a", "mdy"),
        ("", None, ""),
        (None, "https://[::1/", ""),
    ],
)
def test_the_order_of_day_and_month(language: str | None, url: str | None, order: str) -> None:
    assert place_of(language, url).order == order


@pytest.mark.parametrize(
    ("language", "url", "taiwanese"),
    [
        ("zh-TW", None, True),
        ("zh-Hant", "https://news.example.com/a", True),
        ("zh", "https://news.example.com.tw/a", True),
        ("zh-Hant", "https://news.example.hk/a", False),
        ("zh-HK", None, False),
        ("zh-CN", None, False),
    ],
)
def test_a_taiwanese_page(language: str, url: str | None, taiwanese: bool) -> None:
    assert place_of(language, url).taiwanese is taiwanese

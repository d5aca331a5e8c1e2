"""JSON-LD: which documents are about the article, and the shapes that a value comes in."""

from __future__ import annotations

from typing import Any

import pytest

from jingwen.fields.documents import about_article, addresses_in, names_in, told
from jingwen.model import Data

GRAPH = Data(
    documents=(
        {"@type": "Person", "name": "王五"},
        {"@type": "WebPage", "name": "页"},
        {"title": "无类型"},
        {"@type": ["Article", "NewsArticle"], "headline": "文"},
        {"@type": "BlogPosting", "headline": "博"},
        {"@id": "#logo", "@type": "ImageObject", "url": "https://example.com/logo.png"},
        {"@id": "#site", "@type": "WebSite", "name": "示例网"},
        {"@id": "#loop", "name": {"@id": "#loop"}},
    )
)


def test_articles_come_first_and_what_is_about_others_is_left_out() -> None:
    found = about_article(GRAPH)
    assert [d.get("headline") or d.get("title") or d.get("name") for d in found[:3]] == ["文", "博", "无类型"]
    assert [d["@type"] for d in found if "@type" in d] == [["Article", "NewsArticle"], "BlogPosting", "WebPage"]
    assert about_article(Data()) == ()


def test_the_first_key_is_asked_of_all_documents_before_the_next() -> None:
    assert list(told(({"b": 1}, {"a": 2, "b": 3}), "a", "b")) == [2, 1, 3]


DEEP: Any = "甲"
for _ in range(1000):
    DEEP = [DEEP]


@pytest.mark.parametrize(
    ("value", "names"),
    [
        (" 示例网 ", ["示例网"]),
        ({"@type": "Organization", "name": "示例网"}, ["示例网"]),
        ([{"name": "甲"}, "乙", ["丙"]], ["甲", "乙", "丙"]),
        ({"name": ["甲", "乙"]}, ["甲", "乙"]),
        ({"@value": "甲", "@language": "zh"}, ["甲"]),
        ({"@id": "#site"}, ["示例网"]),
        ({"@id": "#nowhere"}, []),
        ({"@id": "#loop"}, []),
        ({"@id": 7}, []),
        (DEEP, []),
        ("", []),
        (None, []),
        (7, []),
    ],
)
def test_the_names_in_a_value(value: Any, names: list[str]) -> None:
    assert names_in(value, GRAPH) == names


@pytest.mark.parametrize(
    ("value", "addresses"),
    [
        ("https://example.com/a.jpg", ["https://example.com/a.jpg"]),
        (["a.jpg", {"url": "b.jpg"}], ["a.jpg", "b.jpg"]),
        ({"@type": "ImageObject", "contentUrl": "a.jpg", "width": 600}, ["a.jpg"]),
        ({"@id": "#logo"}, ["https://example.com/logo.png"]),
        ({"@id": "https://example.com/a#primaryimage"}, []),
        ({"url": {"url": "a.jpg"}}, ["a.jpg"]),
    ],
)
def test_the_addresses_in_a_value(value: Any, addresses: list[str]) -> None:
    assert addresses_in(value, GRAPH) == addresses

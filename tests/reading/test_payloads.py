"""What values hold of an article."""

from __future__ import annotations

from typing import Any

import pytest

from jingwen.reading.payloads import references, texts

ONE, TWO = "江边的小镇迎来了第一场雪。", "孩子们在街上堆起了雪人。"
LINES = f"<p>{ONE}</p>\n<p>{TWO}</p>"


def told(value: Any, **known: Any) -> list[tuple[str, str]]:
    return [(each.key, each.text) for each in texts(value, **known)]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param({"body": [{"type": "p", "text": ONE}, {"type": "p", "text": TWO}]}, LINES, id="parts"),
        pytest.param(
            {"content": [{"type": "paragraph", "children": [{"text": ONE[:5]}, {"text": ONE[5:], "bold": True}]},
                         {"type": "paragraph", "children": [{"text": TWO}]}]},
            LINES, id="parts of parts",
        ),
        pytest.param({"ops": [{"insert": ONE[:5]}, {"insert": f"{ONE[5:]}\n{TWO}\n"}]}, LINES, id="one run"),
        pytest.param({"ops": [{"insert": f"{ONE}\n"}, {"insert": f"{TWO}\n"}]}, LINES, id="lines"),
        pytest.param(
            {"blocks": [{"type": "h2", "text": "雪"}, {"type": "image", "text": "/a"}, {"type": "p", "text": ONE}]},
            f"<h2>雪</h2>\n<p>{ONE}</p>", id="a heading, no picture",
        ),
        pytest.param(
            {"body": [f"<b>{ONE}</b>", "a < b", "/a/b.jpg"]},
            f"<div><b>{ONE}</b></div>\n<p>a &lt; b</p>", id="markup",
        ),
        pytest.param({"body": [ONE * 5, "甲", ONE * 5, "甲"]}, f"<p>{ONE * 5}</p>\n<p>甲</p>\n<p>甲</p>", id="again"),
        pytest.param({"zw": [ONE, TWO]}, LINES, id="sentences under any key"),
        pytest.param({"tags": ["雪", "花"]}, "", id="words"),
        pytest.param({"content": [{"title": "雪", "url": "/1", "text": ONE}] * 2}, "", id="stories"),
    ],
)  # fmt: skip
def test_lists_of_paragraphs(value: Any, text: str) -> None:
    assert [each for key, each in told(value) if key == "list text"] == ([text] if text else [])


def test_what_points_to_another_object_is_that_once() -> None:
    cache = {
        "Article:1": {"body": [{"__ref": "Part:1"}, {"__ref": "Part:2"}, {"__ref": "Part:1"}]},
        "Part:1": {"__typename": "Part", "text": ONE},
        "Part:2": {"__typename": "Part", "text": TWO},
    }
    assert ("list text", LINES) in told(cache, refs=references(cache))


def test_json_in_json_and_foreign_texts() -> None:
    assert told({"data": '{"text": "甲"}', "comments": [{"text": "乙"}]}) == [("text", "甲")]


def test_what_stands_beside_a_text() -> None:
    value = {"page": {"title": "题", "publishedAt": "2024-03-01", "author": {"name": "张三"}, "meta": {"body": "文"}}}
    (beside,) = [each.beside for each in texts(value) if each.key == "body"]
    assert beside == {"headline": "题", "datePublished": "2024-03-01", "author": "张三"}

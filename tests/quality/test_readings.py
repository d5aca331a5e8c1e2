"""What the extractors give, under the scorer's names."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace

import pytest

from benchmarks.contenders import FULL, OFF, Contender, jingwen, trafilatura
from benchmarks.pages import Page
from quality.readings import WITHOUT, names, reading, text_of

PARAGRAPHS = (
    "市交通局昨天宣布，新桥将于下月一日正式通车，届时两岸居民过江只需五分钟。",
    "据介绍，这座桥全长两千三百米，双向六车道，工程历时三年，总投资约十二亿元。",
    "施工期间，工人们克服了汛期水位高、江面风大等困难，提前两个月完成了主体工程。",
)
MARKUP = f"""<!doctype html><html lang="zh"><head><title>新桥下月通车</title>
<meta name="author" content="Ann Lee"></head><body><article><h1>新桥下月通车</h1><p>2024-01-02 08:30 作者：王小明</p>
{"".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)}</article></body></html>"""
PAGE = Page("open-xmu", "a", MARKUP.encode(), "text/html; charset=utf-8", "https://news.example.com/2024/0102/a.html")


@pytest.mark.parametrize(
    ("contender", "byline"),
    [(jingwen(OFF, "off"), ["王小明"]), (trafilatura(), ["Ann Lee"])],
    ids=["jingwen", "trafilatura"],
)
def test_a_page(contender: Contender, byline: list[str]) -> None:
    found = reading(contender.name, contender.prepare(PAGE)())
    assert all(paragraph in found["text"] for paragraph in PARAGRAPHS)
    assert (found["title"], found["byline"], found["date"][:10]) == ("新桥下月通车", byline, "2024-01-02")


ARTICLE = SimpleNamespace(text="桥", title="新桥", authors=["王小明"], publish_date=datetime(2024, 1, 2, 8, 30))
GNE = {"content": "桥", "title": "新桥", "author": "王小明、李红", "publish_time": "2024-01-02 08:30", "images": []}


@pytest.mark.parametrize(
    ("contender", "result", "expected"),
    [
        (
            "newspaper4k",
            ARTICLE,
            {"text": "桥", "title": "新桥", "byline": ["王小明"], "date": "2024-01-02T08:30:00"},
        ),
        (
            "newspaper4k",
            SimpleNamespace(text="", title="", authors=[], publish_date=None),
            {"text": "", "title": "", "byline": [], "date": None},
        ),
        ("gne", GNE, {"text": "桥", "title": "新桥", "byline": ["王小明", "李红"], "date": "2024-01-02 08:30"}),
        ("readability-lxml", ("新桥", "<div><p>桥</p></div>"), {"text": "桥", "title": "新桥"}),
        ("resiliparse", "桥", {"text": "桥"}),
        (FULL, None, {}),
    ],
)
def test_what_each_peer_returns(contender: str, result: object, expected: dict[str, object]) -> None:
    assert reading(contender, result) == expected
    assert not WITHOUT.get(contender, frozenset()) & expected.keys()


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (None, []),
        ("", []),
        ("王小明", ["王小明"]),
        ("王小明; 李红", ["王小明", "李红"]),
        ("Ann Lee, Bo Chen", ["Ann Lee", "Bo Chen"]),
        ("王小明、", ["王小明"]),
    ],
)
def test_an_author_field_lists_names(field: str | None, expected: list[str]) -> None:
    assert names(field) == expected


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("", ""),
        ("<p>One</p><p>two</p>", "One\ntwo"),
        ("<p>O<b>ne</b></p>", "One"),
        ("<div>one<br>two<p>three</p>four</div>", "one\ntwo\nthree\nfour"),
        ("<html><body><ul><li>one</li><li>two  words</li></ul></body></html>", "one\ntwo words"),
    ],
)
def test_the_text_of_a_fragment(markup: str, text: str) -> None:
    assert text_of(markup) == text

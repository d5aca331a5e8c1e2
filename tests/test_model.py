"""The records: they are frozen, travel between processes, and an article's dictionary is plain JSON."""

from __future__ import annotations

import json
import pickle
from dataclasses import FrozenInstanceError, fields, replace

import pytest

from jingwen.block import Block
from jingwen.model import Article, Caption, Data, Encoding, Label, Labelled, Notice, Page, Placed, Version

BLOCK = Block(3, "示例公园重新开放", "p", 2, linked=3)
ARTICLE = Article(
    status="article",
    url="https://news.example.com/a/1",
    canonical_url=None,
    site=None,
    site_name="示例网",
    rule=None,
    title="示例公园重新开放",
    text="甲。\n\n乙。",
    source="示例日报",
    byline=("张小山", "李大海"),
    editors=(),
    date="2024-03-01",
    date_raw="2024年3月1日",
    modified=None,
    description=None,
    keywords=("公园", "梅花"),
    section=None,
    image="https://news.example.com/1.jpg",
    images=("https://news.example.com/1.jpg",),
    captions=(Caption("图甲", "张小山", "1.jpg"), Caption("图乙")),
    language="zh",
    script="hans",
    original_script="hant",
    next_page=None,
    confidence=0.97,
    origin={"title": "page"},
    encoding=Encoding("gb18030", "meta"),
    notices=(Notice("glosses_stripped", "…"),),
    version=Version("1.2.3", "abc"),
    kind="html",
)
KEYS = [
    "status", "url", "canonical_url", "site", "site_name", "rule", "title", "text", "source", "byline", "editors",
    "date", "date_raw", "modified", "description", "keywords", "section", "image", "images", "captions", "language",
    "script", "original_script", "next_page", "confidence", "origin", "kind", "encoding", "notices", "version",
]  # fmt: skip


def test_the_answers_keys_stand_in_a_fixed_order() -> None:
    assert list(ARTICLE.to_dict()) == KEYS
    assert list(replace(ARTICLE, blocks=()).to_dict()) == [*KEYS, "blocks"]
    assert {f.name for f in fields(Article)} == {*KEYS, "blocks"}


def test_the_answer_is_plain_json() -> None:
    answer = replace(ARTICLE, blocks=(Labelled(BLOCK, Label.BODY, "region p"),)).to_dict()
    assert json.loads(json.dumps(answer)) == answer
    assert answer["byline"] == ["张小山", "李大海"]
    assert answer["editors"] == []
    assert (answer["keywords"], answer["images"]) == (["公园", "梅花"], ["https://news.example.com/1.jpg"])
    assert answer["captions"] == [
        {"text": "图甲", "credit": "张小山", "image": "1.jpg"},
        {"text": "图乙", "credit": None, "image": None},
    ]
    assert answer["encoding"] == {"name": "gb18030", "from": "meta"}
    assert answer["notices"] == [{"code": "glosses_stripped", "message": "…"}]
    assert answer["version"] == {"jingwen": "1.2.3", "rules": "abc"}
    assert answer["blocks"] == [
        {
            "index": 3,
            "text": "示例公园重新开放",
            "label": "body",
            "reason": "region p",
            "tag": "p",
            "element": 2,
            "link_share": 0.375,
            "path": None,
            "selector": None,
            "wider": [],
        }
    ]
    placed = Placed(BLOCK, Label.BODY, "region p", "body > div.post > p", ".post p", (".post",))
    (block,) = replace(ARTICLE, blocks=(placed,)).to_dict()["blocks"]
    assert block == answer["blocks"][0] | {
        "path": "body > div.post > p", "selector": ".post p", "wider": [".post"],
    }  # fmt: skip


def test_the_answer_is_the_callers_own() -> None:
    answer = ARTICLE.to_dict()
    answer["origin"]["title"] = "rule"
    for key in ("byline", "keywords", "images"):
        answer[key].clear()
    assert ARTICLE.to_dict()["origin"] == {"title": "page"}
    assert (ARTICLE.byline, ARTICLE.keywords) == (("张小山", "李大海"), ("公园", "梅花"))


def test_records_are_frozen_and_travel() -> None:
    with pytest.raises(FrozenInstanceError):
        ARTICLE.title = "别的"  # type: ignore[misc]  # the point of the test
    assert pickle.loads(pickle.dumps(ARTICLE)) == ARTICLE


@pytest.mark.parametrize(
    ("text", "linked", "share"), [("四个字啊", 0, 0.0), ("四个字啊", 1, 0.25), ("四个字啊", 9, 1.0), ("", 5, 0.0)]
)
def test_the_share_of_a_block_that_stands_in_links(text: str, linked: int, share: float) -> None:
    assert Block(0, text, linked=linked).link_share == share


def test_the_labels_are_those_of_the_contract() -> None:
    assert [str(label) for label in Label] == [
        "title", "credits", "body", "heading", "caption", "signoff", "nav", "related", "comment", "notice", "other"
    ]  # fmt: skip


def test_a_page_answers_a_question_about_a_text_once() -> None:
    page = Page("dump", (BLOCK,), (), Data())
    asked: list[str] = []

    def size(text: str) -> int | None:
        asked.append(text)
        return len(text) or None

    assert [page.once(size, text) for text in ("甲乙", "", "甲乙", "")] == [2, None, 2, None]
    assert page.once(str.upper, "a") == "A"
    assert asked == ["甲乙", ""]
    assert replace(page, url="x").once(size, "") is None
    assert asked == ["甲乙", "", ""]


def test_a_page_answers_a_question_about_itself_once() -> None:
    page = Page("dump", (BLOCK,), (), Data())
    asked: list[Page] = []

    def size(page: Page) -> int | None:
        asked.append(page)
        return len(page.blocks) or None

    empty = replace(page, blocks=())
    assert [page.known(size), page.known(size), empty.known(size), empty.known(size)] == [1, 1, None, None]
    assert asked == [page, empty]

"""The row out."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from jingwen.bulk.columns import ANSWERED, COLUMNS, arrow_schema, arrow_table, chosen, line, row
from jingwen.bulk.record import Record
from jingwen.bulk.source import DamagedInput
from jingwen.errors import BodyTooLarge, DeadlineExceeded, InvalidOption, NoChild, Overloaded
from jingwen.isolation.outcome import Outcome
from tests.bulk.rows import CLEANER, answered, page, record


def test_the_columns_are_the_keys_of_the_answer() -> None:
    article = CLEANER.clean(page(1)).to_dict()
    assert list(ANSWERED) == list(article)


def test_every_row_has_every_column_in_order() -> None:
    one = record(7)
    rows = [json.loads(line(one, found, tuple(COLUMNS))) for found in (answered(one), DeadlineExceeded("late"))]
    assert [sorted(each) for each in rows] == [sorted(COLUMNS)] * 2
    assert [each["status"] for each in rows] == ["article", "failed"]
    assert rows[0]["title"] == "台风7号登陆"
    assert rows[0]["problem"] is rows[0]["retry"] is None
    assert {name: rows[1][name] for name in ("input", "offset", "id", "url")} == {
        "input": "a.warc",
        "offset": 7,
        "id": "<7>",
        "url": "http://news.example.com/7",
    }


def test_the_line_and_the_row_say_the_same() -> None:
    one = record(3)
    assert json.loads(line(one, answered(one), tuple(COLUMNS))) == row(one, answered(one), tuple(COLUMNS))


@pytest.mark.parametrize(
    ("problem", "retry"),
    [
        (Overloaded("busy"), True),
        (NoChild("none"), True),
        (DeadlineExceeded("late"), False),
        (BodyTooLarge("long", limit=1, limit_name="max_page_bytes"), False),
    ],
)
def test_a_failure_says_why_and_whether_to_try_again(problem: Exception, retry: bool) -> None:
    told = row(record(1), problem, ("problem", "detail", "retry"))  # type: ignore[arg-type]  # all four are problems
    assert told == {"problem": problem.slug, "detail": str(problem), "retry": retry}  # type: ignore[attr-defined]


def test_some_columns_and_the_key() -> None:
    columns = chosen(["title", "status", "title"])
    assert columns == ("input", "offset", "title", "status")
    one = record(2)
    assert json.loads(line(one, answered(one), columns)) == {
        "input": "a.warc",
        "offset": 2,
        "title": "台风2号登陆",
        "status": "article",
    }


def test_a_column_that_does_not_exist_is_named_with_those_that_do() -> None:
    with pytest.raises(InvalidOption, match=r"'titel'; expected some of input, offset, .*title"):
        chosen(["titel"])


@pytest.mark.parametrize("name", ["caf\udce9.html", "half\ud83d"])
def test_a_name_that_is_no_unicode_loses_no_row(name: str) -> None:
    one = replace(record(1), input=name, id=name)
    told = json.loads(line(one, answered(one), tuple(COLUMNS)))
    assert told["title"] == "台风1号登陆"
    assert "\\ud" in told["input"]


def test_the_table_has_the_same_rows() -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed; pip install '.[bulk]'")
    columns = tuple(COLUMNS)
    some: list[tuple[Record, Outcome]] = [(record(1), answered(record(1))), (record(2), DeadlineExceeded("late"))]
    table = arrow_table(b"".join(line(one, found, columns) for one, found in some), columns)
    assert table.schema == arrow_schema(columns)
    told = table.to_pylist()
    for each, (one, found) in zip(told, some, strict=True):
        each["origin"] = dict(each["origin"])
        assert each == row(one, found, columns)


def test_a_page_that_is_cut_off_says_so_beside_its_article() -> None:
    one = replace(record(1), problem=DamagedInput("a.warc: the record at byte 1 ends early"))
    told = json.loads(line(one, answered(one), tuple(COLUMNS)))
    assert (told["status"], told["title"]) == ("article", "台风1号登陆")
    assert (told["problem"], told["retry"]) == ("damaged-input", False)
    assert told["detail"] == "a.warc: the record at byte 1 ends early"

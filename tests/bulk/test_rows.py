"""A page as a row: whatever it is, and whatever becomes of who cleans it."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from jingwen.bulk.columns import COLUMNS, KEY
from jingwen.bulk.rows import Rows
from jingwen.cleaner import Cleaner
from jingwen.errors import InvalidOption
from jingwen.settings import Settings

from ..processes import alive, children_of, wait_for
from .rows import CLEANER, page
from .tables import SETTINGS, Bad, assert_all_told, pages

ALL = tuple(name for name in COLUMNS if name not in KEY)


@pytest.fixture(scope="module")
def inline() -> Rows:
    return Rows(CLEANER, isolated=False)


def test_bad_pages_cost_their_own_rows() -> None:
    rows = Rows(Bad(), settings=SETTINGS)  # type: ignore[arg-type]  # it cleans as one does
    found = rows.many(pages())
    assert_all_told(found)
    assert [row["id"] for row in found] == [each["id"] for each in pages()]
    assert {tuple(row) for row in found} == {("id", *(name for name in ALL if name != "id"))}


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        (None, "empty-body"),
        (" ", "empty-body"),
        (float("nan"), "empty-body"),
        (5, "invalid-json"),
        (["<p>"], "invalid-json"),
        ("a" * 101, "body-too-large"),
        ("\ud800" + page(1).decode()[:50], None),
        (bytearray(b"<p>a</p>"), None),
        (memoryview(b"<p>a</p>"), None),
    ],
)
def test_what_is_no_page_has_a_problem(value: object, problem: str | None) -> None:
    rows = Rows(CLEANER, isolated=False, settings=Settings(max_page_bytes=100))
    assert rows({"html": value})["problem"] == problem


@pytest.mark.parametrize("given", [{}, {"url": "https://x"}, None, 5])
def test_what_is_no_row_has_one(given: Any, inline: Rows) -> None:
    assert inline(given)["status"] == "failed"


class Odd:
    def __str__(self) -> str:
        raise RuntimeError("某页的正文")


def test_an_error_that_nobody_foresaw_is_told_without_a_text(inline: Rows) -> None:
    row = inline({"html": page(1), "id": Odd()})
    assert row["problem"] == "internal-error"
    assert "RuntimeError" in row["detail"]
    assert "某页的正文" not in str(row)


@pytest.mark.parametrize(
    ("id", "told"),
    [(5, "5"), ("a", "a"), (None, None), (2.5, "2.5"), ("\ud800", "\\ud800"), (date(2024, 1, 2), "2024-01-02")],
)
def test_the_id_is_text(id: object, told: str | None, inline: Rows) -> None:
    assert inline({"html": page(1), "id": id, "url": "\udce9"})["id"] == told


@pytest.mark.parametrize("when", [datetime(2024, 3, 1, tzinfo=UTC), "2024-03-01T00:00:00Z", "20240301000000"])
def test_the_time_resolves_dates(when: object, inline: Rows) -> None:
    html = page(1).replace(b"</h1>", "</h1><p>3小时前 来源：示例日报</p>".encode())
    assert inline({"html": html, "fetched_at": when})["date"] == "2024-02-29T21:00"


def test_columns_and_fields_are_chosen(inline: Rows) -> None:
    rows = Rows(CLEANER, fields=["title", "text", "id", "title"], columns={"html": "content"}, isolated=False)
    assert rows.columns == ("id", "title", "text")
    assert rows({"content": page(1), "html": b"no"})["title"] == "台风1号登陆"
    assert rows.wanted(["x", "content", "id"]) == ["content", "id"]
    with pytest.raises(InvalidOption, match=r"expected one of text, content, body_base64, found html\. Name it"):
        rows.check(["html"])
    for wrong in ({"fields": ["titel"]}, {"columns": {"page": "x"}}):
        with pytest.raises(InvalidOption):
            Rows(CLEANER, **wrong)


def test_several_at_once_keep_their_order() -> None:
    rows = Rows(CLEANER, fields=["title"], jobs=2)
    assert [row["title"] for row in rows.many({"html": page(n)} for n in range(9))] == [
        f"台风{n}号登陆" for n in range(9)
    ]


def test_children_stay_and_are_shared_by_copies() -> None:
    rows = Rows(Cleaner("off", script="tw"))
    before = {*children_of(os.getpid())}
    assert rows({"html": page(1)})["title"] == "颱風1號登陸"
    (nursery,) = {*children_of(os.getpid())} - before
    children = children_of(nursery)
    copy = pickle.loads(pickle.dumps(rows))
    assert copy({"html": page(2)})["title"] == "颱風2號登陸"
    assert {*children_of(os.getpid())} - before == {nursery}
    assert children_of(nursery) == children
    assert len(children) == 1


def run(code: str) -> list[int]:
    """The numbers that a program prints: process ids."""
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [str(Path.cwd()), *sys.path]))}
    begin = (
        "import os, sys\nfrom jingwen.bulk.rows import Rows\nfrom tests.processes import children_of\nrows = Rows()\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", begin + code], env=environ, stdout=subprocess.PIPE, text=True, timeout=60, check=False
    )
    return [int(pid) for pid in ended.stdout.split()]


CLEAN = """
assert rows({'html': '<h1>a</h1>'})['problem'] is None
nurseries = children_of(os.getpid())
print(*nurseries, *(pid for each in nurseries for pid in children_of(each)), flush=True)
"""


def test_a_fork_has_children_of_its_own() -> None:
    pids = run(
        f"{CLEAN}if not os.fork():{CLEAN.replace(chr(10), chr(10) + '    ')}\n    os._exit(0)\nos.wait()\n{CLEAN}"
    )
    assert len(pids) == 6
    assert len({*pids}) == 4
    assert pids[:2] == pids[4:]


@pytest.mark.parametrize("end", ["sys.exit()", "os.kill(os.getpid(), 9)"])
def test_children_end_with_their_process(end: str) -> None:
    pids = run(CLEAN + end)
    assert len(pids) == 2
    wait_for(lambda: not any(map(alive, pids)), "they live on")


def test_a_table_has_the_same_types_whatever_is_null(inline: Rows) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install '.[bulk]'")
    schema = inline.arrow_schema()
    assert schema.names == list(inline.columns)
    for some in ([], [{"html": None, "id": None}], [{"html": page(1), "id": "\udce9"}]):
        assert inline.arrow_table(inline.many(some)).schema == schema

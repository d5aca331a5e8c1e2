"""Frames of pandas and polars, where they are installed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from jingwen.bulk import frames
from jingwen.errors import InvalidOption

from .rows import CLEANER, page
from .tables import PAGES, SETTINGS, Bad, assert_all_told, pages

BAD: dict[str, Any] = {"cleaner": Bad(), "settings": SETTINGS, "jobs": 2}
HERE: dict[str, Any] = {"cleaner": CLEANER, "isolated": False}


@pytest.fixture
def pd() -> Any:
    return pytest.importorskip("pandas", reason="pandas is not installed")


@pytest.fixture
def pl() -> Any:
    return pytest.importorskip("polars", reason="polars is not installed")


def test_a_frame_of_pandas_keeps_its_rows_order_and_index(pd: Any) -> None:
    given = pd.DataFrame(pages(), index=[f"#{name}" for name in PAGES])
    rows = frames.of_pandas(given, **BAD)
    assert_all_told(rows.to_dict("records"))
    assert list(rows.id) == list(PAGES)
    assert rows.index.equals(given.index)
    assert list(rows.loc["#null", ["title", "text", "retry"]]) == [None, None, False]
    assert given.join(rows[["title", "text"]]).shape == (len(PAGES), len(given.columns) + 2)


def test_a_column_of_pandas(pd: Any) -> None:
    given = pd.Series([page(1), None, float("nan"), pd.NA, page(2).decode()], index=[7, 7, 1, 0, 9], dtype=object)
    rows = frames.of_pandas(given, fields=["title", "origin"], **HERE)
    assert list(rows.columns) == ["id", "title", "origin"]
    assert list(rows.title) == ["台风1号登陆", None, None, None, "台风2号登陆"]
    assert list(rows.index) == [7, 7, 1, 0, 9]
    assert rows.origin[9]["title"] == "page"
    assert rows.origin[1] == {}


def test_the_types_of_pandas(pd: Any) -> None:
    given = pd.DataFrame(
        {
            "html": [page(1), page(2)],
            "url": pd.array(["https://example.com/1", None], "string"),
            "id": pd.array([1, None], "Int64"),
            "fetched_at": pd.to_datetime([datetime(2024, 3, 1, tzinfo=UTC), None]).tz_convert("Asia/Shanghai"),
        }
    )
    rows = frames.of_pandas(given, cleaner=CLEANER, jobs=1)
    assert [list(rows.problem), list(rows.id), list(rows.url)] == [
        [None] * 2,
        ["1", None],
        ["https://example.com/1", None],
    ]


def test_none_of_pandas(pd: Any) -> None:
    assert frames.of_pandas(pd.Series([], dtype=object), **HERE).shape[0] == 0
    assert frames.of_pandas(pd.DataFrame({"html": []}), fields=["title"], **HERE).shape == (0, 2)


def test_a_frame_of_polars_keeps_its_rows_and_order(pl: Any) -> None:
    given = pl.DataFrame({name: [each[name] for each in pages(bytes_only=True)] for name in pages()[0]})
    rows = frames.of_polars(given, **BAD)
    assert_all_told(rows.to_dicts())
    assert rows["id"].to_list() == list(PAGES)
    assert rows.schema == frames.polars_schema(rows.columns)


def test_the_types_of_polars_do_not_depend_on_the_pages(pl: Any) -> None:
    for some in ([], [None, None], [page(1)], [None, page(1)]):
        rows = frames.of_polars(pl.Series("html", some, pl.Binary), **HERE)
        assert rows.height == len(some)
        assert rows.schema == frames.polars_schema(rows.columns)
    assert rows["encoding"].to_list() == [None, {"name": "utf-8", "from": "utf-8"}]
    assert {"key": "title", "value": "page"} in rows["origin"].to_list()[1]
    texts = frames.of_polars(pl.Series([page(1).decode(), None]), fields=["title"], **HERE)
    assert texts["title"].to_list() == ["台风1号登陆", None]


def test_an_expression_of_polars(pl: Any) -> None:
    given = pl.DataFrame({"html": [None, page(1), page(2)], "id": [1, 2, 3], "other": ["a", "b", "c"]}).lazy()
    expression = frames.polars_expression(["html", "id"], fields=["title", "captions"], **HERE).alias("row")
    lazy = given.select("other", expression).unnest("row")
    assert lazy.collect_schema().names() == ["other", "id", "title", "captions"]
    assert lazy.collect().rows() == [("a", "1", None, []), ("b", "2", "台风1号登陆", []), ("c", "3", "台风2号登陆", [])]
    streamed = lazy.collect(engine="streaming")
    assert streamed["title"].to_list() == [None, "台风1号登陆", "台风2号登陆"]


def test_columns_are_named_and_a_missing_one_is_told(pd: Any, pl: Any) -> None:
    for library, of in ((pd, frames.of_pandas), (pl, frames.of_polars)):
        given = library.DataFrame({"content": [page(1)], "n": [5]})
        rows = of(given, columns={"html": "content", "id": "n"}, fields=["title"], **HERE)
        assert list(rows["title"]) + list(rows["id"]) == ["台风1号登陆", "5"]
        with pytest.raises(InvalidOption, match="found content, n"):
            of(given, **HERE)

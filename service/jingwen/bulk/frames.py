"""Pages in a column or frame of pandas or polars, on one machine: a frame of rows out, as long and in the same order.

>>> from jingwen.bulk.frames import of_pandas
>>> pages.join(of_pandas(pages["html"], fields=["title", "text"]))  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..processors import processors
from .columns import COLUMNS, LISTS
from .opening import optional
from .rows import Rows

if TYPE_CHECKING:
    import pandas
    import polars


def of_pandas(pages: pandas.Series | pandas.DataFrame, *, jobs: int | None = None, **options: Any) -> pandas.DataFrame:
    """The rows of ``pages``, with their index: a column of HTML, or a frame with the columns that ``Rows`` reads.

    ``options`` are those of :class:`~jingwen.bulk.rows.Rows`; ``jobs`` is the number of processors where it is not
    given. Texts, numbers and truths that are missing are None, never NaN; lists are lists, and objects dicts.
    """
    pandas = optional("pandas", "a frame of pandas")
    rows = Rows(jobs=jobs or processors(), **options)
    if isinstance(pages, pandas.Series):
        found = rows.many({rows.names["html"]: page} for page in pages)
    else:
        names = rows.wanted(pages.columns)
        found = rows.many(
            dict(zip(names, values, strict=True)) for values in zip(*(pages[n] for n in names), strict=True)
        )
    made = {name: pandas.Series([row[name] for row in found], pages.index, object) for name in rows.columns}
    return pandas.DataFrame(made, pages.index)


def of_polars(pages: polars.Series | polars.DataFrame, *, jobs: int | None = None, **options: Any) -> polars.DataFrame:
    """The rows of ``pages``: a column of HTML, or a frame with the columns that ``Rows`` reads.

    ``options`` are those of :class:`~jingwen.bulk.rows.Rows`; ``jobs`` is the number of processors where it is not
    given. The types are those of :func:`polars_schema`, whatever the pages hold.
    """
    polars = optional("polars", "a frame of polars")
    rows = Rows(jobs=jobs or processors(), **options)
    if isinstance(pages, polars.Series):
        found = rows.many({rows.names["html"]: page} for page in pages)
    else:
        found = rows.many(pages.select(rows.wanted(pages.columns)).iter_rows(named=True))
    return polars.DataFrame([_listed(row) for row in found], polars_schema(rows.columns))


def polars_expression(names: Sequence[str], *, jobs: int | None = None, **options: Any) -> polars.Expr:
    """The rows of the pages in the columns ``names``, as a column of structs: for lazy frames, and for
    ``with_columns``. ``unnest`` makes columns of it."""
    polars = optional("polars", "a frame of polars")
    type_ = polars.Struct(polars_schema(Rows(**options).columns))
    return polars.struct(list(names)).map_batches(
        lambda structs: of_polars(structs.struct.unnest(), jobs=jobs, **options).to_struct(structs.name),
        return_dtype=type_,  # without it polars calls twice, and takes the members from the first value
        is_elementwise=True,
    )


def polars_schema(columns: Sequence[str]) -> polars.Schema:
    """The types of those ``columns``. A map is a list of its keys and values, for polars has none."""
    polars = optional("polars", "a frame of polars")
    text = polars.String
    simple = {
        "string": text,
        "strings": polars.List(text),
        "int64": polars.Int64,
        "float64": polars.Float64,
        "bool": polars.Boolean,
        "map": polars.List(polars.Struct({"key": text, "value": text})),
    }

    def type_of(name: str) -> Any:
        kind = COLUMNS[name]
        if kind in simple:
            return simple[kind]
        members = polars.Struct(dict.fromkeys(kind.split(), text))
        return polars.List(members) if name in LISTS else members

    return polars.Schema({name: type_of(name) for name in columns})


def _listed(row: Mapping[str, Any]) -> dict[str, Any]:
    """``row`` without a map."""
    return {
        name: [{"key": key, "value": told} for key, told in value.items()] if COLUMNS[name] == "map" else value
        for name, value in row.items()
    }

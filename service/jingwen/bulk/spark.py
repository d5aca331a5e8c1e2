"""Pages in Spark.

>>> from jingwen.bulk.spark import Clean
>>> clean = Clean(fields=["title", "text"])
>>> rows = pages.mapInPandas(clean, clean.schema)  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from .columns import COLUMNS, LISTS
from .opening import optional
from .rows import Rows

if TYPE_CHECKING:
    import pandas

TYPES = {
    "string": "string",
    "strings": "array<string>",
    "int64": "bigint",
    "float64": "double",
    "bool": "boolean",
    "map": "map<string,string>",
}


class Clean:
    """What ``mapInPandas`` calls: a partition's pages in, their rows out; ``schema`` is theirs, in Spark's words.

    ``options`` are those of :class:`~jingwen.bulk.rows.Rows`. A failed task is run four times and then ends the whole
    job: nothing is raised for a page, only ``InvalidOption`` for options and where no column can hold one.
    """

    def __init__(self, **options: Any) -> None:
        self._rows = Rows(**options)
        self.schema = schema(self._rows.columns)

    def __call__(self, batches: Iterable[pandas.DataFrame]) -> Iterator[pandas.DataFrame]:
        """The rows of each of ``batches``."""
        pandas = optional("pandas", "a batch of Spark")
        rows = self._rows
        for batch in batches:
            names = rows.wanted(batch.columns)
            pages = zip(*(batch[name] for name in names), strict=True)
            found = rows.many(dict(zip(names, values, strict=True)) for values in pages)
            # Of objects: pandas would make NaN of what is missing.
            yield pandas.DataFrame(
                {name: pandas.Series([row[name] for row in found], dtype=object) for name in rows.columns}
            )


def schema(columns: Iterable[str]) -> str:
    """The types of those ``columns`` as ``mapInPandas`` and ``createDataFrame`` take them."""
    return ", ".join(f"`{name}` {_type(name)}" for name in columns)


def _type(name: str) -> str:
    kind = COLUMNS[name]
    if kind in TYPES:
        return TYPES[kind]
    members = f"struct<{','.join(f'`{member}`:string' for member in kind.split())}>"
    return f"array<{members}>" if name in LISTS else members

"""Pages in NeMo Curator.

>>> from jingwen.bulk.nemo import Extractor
>>> DocumentIterateExtractStage(CommonCrawlWarcIterator(), Extractor())  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .rows import Rows

# What NeMo Curator's own iterators over archives call a page, and what goes along with it.
PAGE, KEPT = "content", ("warc_id", "source_id")


class Extractor:
    """A ``DocumentExtractor``, by its methods and not by descent: to import that class takes Ray.

    NeMo Curator abandons what is left of a file when an extractor raises, and leaves out what it gives None for: this
    one gives a row for every record, with the columns of :class:`~jingwen.bulk.rows.Rows`, and ``warc_id`` and
    ``source_id`` as the record has them. ``text`` is empty where there is none: filters ask for its length.

    ``options`` are those of ``Rows``; the page is in ``content``, unless ``columns`` says otherwise.
    """

    def __init__(self, columns: Mapping[str, str] | None = None, **options: Any) -> None:
        self._rows = Rows(columns={"html": PAGE, "id": KEPT[0], **(columns or {})}, **options)

    def extract(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """The row of a ``record``."""
        row = self._rows(record) | {name: record.get(name) for name in KEPT}
        if "text" in row:
            row["text"] = row["text"] or ""
        return row

    def input_columns(self) -> list[str]:
        """What a record should have."""
        names = self._rows.names
        return list(dict.fromkeys((names["url"], *KEPT, names["id"], names["html"])))

    def output_columns(self) -> list[str]:
        """What a row has."""
        return [*self._rows.columns, *KEPT]

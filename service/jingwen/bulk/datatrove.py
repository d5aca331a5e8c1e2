"""A step for pipelines of datatrove: each document in gives one out, whatever is in it.

::

    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter
    from jingwen.bulk.datatrove import Clean

    LocalPipelineExecutor([JsonlReader("pages/", text_key="html"), Clean(), JsonlWriter("cleaned/")], tasks=2).run()
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from typing import Any

from datatrove.pipeline.base import PipelineStep

from ..cleaner import Cleaner
from ..isolation.abreast import abreast
from ..isolation.answer import Cleaning
from ..isolation.outcome import Outcome
from ..settings import Settings
from .columns import COLUMNS, row
from .record import Record
from .run import AHEAD, found_in, pool
from .source import Source

# A row's key is the document's own affair, and its text is the document's text.
ADDED = tuple(name for name in COLUMNS if name not in ("input", "offset", "id", "text"))
# What readers call these, ours and those of datatrove.
URL, CONTENT_TYPE, FETCHED_AT = ("url", "WARC-Target-URI"), ("content_type",), ("fetched_at", "date")


class Clean(PipelineStep):  # type: ignore[misc]  # datatrove is not typed
    """Cleans the page in each document, ``jobs`` at a time, each in a process that can be killed.

    The page is ``doc.metadata[body]`` where that is bytes (best: they say what charset they have), else ``doc.text``;
    the bytes are dropped. ``doc.metadata`` has the ``url`` (or ``WARC-Target-URI``), the ``content_type`` and the time
    ``fetched_at`` (or ``date``) where they are known. The document that comes out has the article's text, and in its
    metadata all other columns of a row of ``jingwen batch``, the same for each document; what it had under such a name
    is gone, the rest stays. A page that cannot be cleaned has the ``status`` "failed", a ``problem`` and a ``detail``,
    and no text: it is not dropped, and counted as ``failed``.
    """

    name = "jingwen"
    type = "Extractor"

    def __init__(
        self, cleaner: Cleaner | None = None, *, body: str = "html", jobs: int = 1, settings: Settings | None = None
    ) -> None:
        super().__init__()
        self.body, self.jobs = body, jobs
        # Nobody needs the service's token, and datatrove writes down what a step has.
        self.settings = replace(settings or Settings(), token="", token_file="")
        self.cleaner = cleaner or Cleaner(limits=self.settings.limits)

    def run(self, data: Iterable[Any] | None = None, rank: int = 0, world_size: int = 1) -> Iterator[Any]:
        """The documents of ``data`` in their order."""
        with pool(self.cleaner, self.settings, self.jobs) as cleaning:
            work = _Work(cleaning, self.body, self.settings.max_page_bytes)
            with closing(abreast(data or (), work, self.jobs, AHEAD * self.jobs)) as results:
                for document, record, found in results:
                    cleaned = _cleaned(document, record, found, self.body)
                    self.stat_update(cleaned.metadata["status"])
                    yield cleaned


class _Work:
    """Cleans the page of a document; raises nothing."""

    def __init__(self, cleaning: Cleaning, body: str, limit: int) -> None:
        self._cleaning, self._body, self._limit = cleaning, body, limit

    def __call__(self, document: Any) -> tuple[Any, Record, Outcome]:
        record = _record(document, self._body, self._limit)
        return document, replace(record, body=b""), found_in(record, self._cleaning)


def _record(document: Any, body: str, limit: int) -> Record:
    told = document.metadata
    source = _Documents("datatrove", limit=limit)
    page = told.get(body)
    text = document.text if isinstance(document.text, str) else ""
    url, declared, fetched = (_first(told, names) for names in (URL, CONTENT_TYPE, FETCHED_AT))
    return source.row(
        0,
        page if isinstance(page, bytes) else text,
        id=str(document.id),
        url=source.address(url),
        content_type=declared if isinstance(declared, str) and declared.strip() else None,
        fetched_at=fetched if isinstance(fetched, datetime) else source.moment(str(fetched)) if fetched else None,
        place=" of the document",
    )


class _Documents(Source):
    kind = "documents"


def _first(told: Mapping[str, Any], names: Sequence[str]) -> Any:
    """What is told under the first of ``names`` under which there is something."""
    return next((told[name] for name in names if told.get(name)), None)


def _cleaned(document: Any, record: Record, found: Outcome, body: str) -> Any:
    """The ``document`` with what was ``found`` of it."""
    columns = row(record, found, (*ADDED, "text"))
    kept = {name: each for name, each in document.metadata.items() if name != body or not isinstance(each, bytes)}
    return replace(document, text=columns.pop("text") or "", metadata={**kept, **columns})

"""A page of a table that an engine holds, as a row of fixed columns: what the adapters of all engines share."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing
from datetime import datetime, timezone
from numbers import Integral
from typing import TYPE_CHECKING, Any

from ..cleaner import Cleaner
from ..errors import InvalidOption, RequestError
from ..isolation.abreast import abreast
from ..isolation.answer import Cleaning, Inline
from ..isolation.outcome import outcome, unforeseen
from ..isolation.pool import Pool
from ..model import RawPage
from ..settings import Settings
from . import members
from .columns import KEY, arrow_schema, chosen, plain, row, table
from .record import Record
from .run import AHEAD, pool
from .source import Source

if TYPE_CHECKING:
    import pyarrow

_pools: dict[object, Pool] = {}


class Rows:
    """Makes a row of each page, and raises nothing for one: what cannot be cleaned has a row that says why.

    A page is a mapping, as a line or row of `jingwen batch` is: ``html``, ``text`` or ``body_base64``, and ``url``,
    ``content_type``, ``fetched_at`` and ``id`` where it has them; ``columns`` names what is called otherwise
    (``{"html": "content"}``). The row has the columns that ``fields`` name (all, where it names none), with ``id``
    before them. Raises ``InvalidOption`` for names that do not exist.

    With ``isolated`` pages are cleaned in ``jobs`` children, which are killed where a page needs it (``settings`` say
    when), and stay for as long as the process does. An engine runs a task again whose process died, and gives up all
    of its work after a few times: in the process itself a single bad page would cost a day. Without, nothing can be
    killed, and ``jobs`` means nothing. An object may be pickled; children are each process's own.
    """

    def __init__(
        self,
        cleaner: Cleaner | None = None,
        *,
        fields: Iterable[str] = (),
        columns: Mapping[str, str] | None = None,
        settings: Settings | None = None,
        isolated: bool = True,
        jobs: int = 1,
    ) -> None:
        self.columns = ("id", *(name for name in chosen(fields) if name not in (*KEY, "id")))
        self.names = members.named(columns)
        self.jobs = jobs if isolated else 1
        self._settings = settings or Settings()
        self._cleaner = cleaner or Cleaner(limits=self._settings.limits)
        self._isolated = isolated

    def __call__(self, page: Mapping[str, Any]) -> dict[str, Any]:
        """The row of a ``page``."""
        record = Record("", 0)
        try:
            record = self._record(page)
            if record.problem is None:
                raw = RawPage(record.body, record.url, record.content_type, record.fetched_at)
                return row(record, outcome(self._cleaning(), raw), self.columns)
            return row(record, record.problem, self.columns)
        except Exception as error:
            problem = error if isinstance(error, RequestError) else unforeseen(error)
            return row(record, problem, self.columns)

    def many(self, pages: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """The rows of ``pages``, in their order."""
        if self.jobs == 1:
            return [self(page) for page in pages]
        with closing(abreast(pages, self, self.jobs, AHEAD * self.jobs)) as rows:
            return list(rows)

    def check(self, found: Collection[str]) -> None:
        """Raises ``InvalidOption`` where none of the columns that are ``found`` can hold a page."""
        if not any(self.names[form] in found for form in members.FORMS):
            raise InvalidOption(members.no_page(self.names, [*found]), option="columns")

    def wanted(self, found: Iterable[str]) -> list[str]:
        """Those of the columns that are ``found`` which a page is made of; raises as ``check`` does."""
        names = list(found)
        self.check(names)
        return [name for name in names if name in self.names.values()]

    def arrow_schema(self) -> pyarrow.Schema:
        """The Arrow schema of all tables of such rows."""
        return arrow_schema(self.columns)

    def arrow_table(self, rows: Iterable[Mapping[str, Any]]) -> pyarrow.Table:
        """Rows as an Arrow table, whatever is null in them."""
        return table(rows, self.columns)

    def _record(self, page: Mapping[str, Any]) -> Record:
        values = {name: _value(page.get(name)) for name in self.names.values()}
        for name in (self.names["id"], self.names["url"]):  # which go into the row, and an id may be of any type
            values[name] = None if values[name] is None else plain(str(values[name]))
        if all(values.get(self.names[form]) is None for form in members.FORMS):
            values[self.names["html"]] = b""
        source = Source("", limit=self._settings.max_page_bytes)
        return members.record(source, 0, values, self.names, "the row")

    def _cleaning(self) -> Cleaning:
        if not self._isolated:
            return Inline(self._cleaner)
        cleaner, settings = self._cleaner, self._settings
        # Engines unpickle what they call anew for each task, and a nursery takes a second to start. A fork has none.
        key = (
            os.getpid(), cleaner.options, cleaner.rules.version, cleaner.limits, cleaner.strict, settings, self.jobs
        )  # fmt: skip
        return _pools.get(key) or _pools.setdefault(key, pool(cleaner, settings, self.jobs))


def _value(value: Any) -> Any:
    """``value`` as Python's own type: a child would load pandas to read a time of it."""
    if value is None or type(value) is bytes:
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value)
    if type(value).__name__ in ("NAType", "NaTType") or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, datetime):
        away = value.utcoffset()
        when = value if away is None else value.astimezone(timezone(away))
        return datetime.combine(when.date(), when.time(), when.tzinfo)
    return value.item() if isinstance(value, Integral) and hasattr(value, "item") else value  # numpy's

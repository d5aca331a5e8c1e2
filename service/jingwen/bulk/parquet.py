"""Parquet tables with a page in each row, read a few rows at a time by pyarrow, which is optional."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any

from ..errors import InvalidOption
from ..reading.codings import PAGE_BYTES
from . import members
from .opening import StorageError, opened, optional
from .record import Record
from .source import Source, UnreadInput

# 2,000 pages of 167 kB in one row group took 78 MB this way, and 235 in batches of 64 without a buffer (pyarrow 26).
ROWS, BUFFER = 8, 1024 * 1024
# What pyarrow raises at a file that is broken or none, of which those of its own are ValueErrors or OSErrors.
ERRORS = (OSError, ValueError, NotImplementedError, TypeError, KeyError)


class Parquet(Source):
    """A table; ``columns`` names those that are called otherwise. A row's number, from 0, is its offset."""

    kind = "parquet"

    def __init__(
        self, name: str, size: int | None = None, limit: int = PAGE_BYTES, columns: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(name, size, limit)
        self._names = members.named(columns)
        optional("pyarrow.parquet", f"the Parquet file {name[:200]}")

    def check(self) -> None:
        """Raises ``InvalidOption`` where the table has no column with a page, and names those that it has, or where it
        is of rows that jingwen wrote."""
        try:
            with opened(self.name) as raw, closing(self._file(raw)) as file:
                self._columns(file)
        except InvalidOption:
            raise
        except ERRORS:
            pass

    def records(self) -> Iterator[Record]:
        """The records; each row of a group that is broken is one with a problem. Raises ``UnreadInput``."""
        try:
            with opened(self.name) as raw, closing(self._file(raw)) as file:
                yield from self._rows(file)
        except StorageError as error:
            raise UnreadInput(f"{self.name} cannot be read: {error.strerror}") from error
        except InvalidOption as problem:
            yield Record(self.name, 0, problem=self.fault(str(problem)))
        except ERRORS as error:
            yield Record(self.name, 0, problem=self.fault(f"it is no whole Parquet file: {_told(error)}"))

    def _rows(self, file: Any) -> Iterator[Record]:
        columns = self._columns(file)
        offset = 0
        for group in range(file.num_row_groups):
            end = offset + file.metadata.row_group(group).num_rows
            try:
                for batch in file.iter_batches(ROWS, row_groups=[group], columns=columns, use_threads=False):
                    for row in range(batch.num_rows):
                        values = {name: _value(batch.column(at)[row]) for at, name in enumerate(batch.schema.names)}
                        place = f"row {offset} of {self.name}"
                        yield members.record(self, offset, values, self._names, place)
                        offset += 1
            except StorageError as error:
                raise UnreadInput(f"{self.name} cannot be read on behind row {offset}: {error.strerror}") from error
            except ERRORS as error:
                problem = self.fault(f"row group {group} cannot be read from row {offset} on: {_told(error)}")
                while offset < end:
                    yield Record(self.name, offset, problem=problem)
                    offset += 1
            self.position = (self.size or 0) * (group + 1) // file.num_row_groups

    def _columns(self, file: Any) -> list[str]:
        """Those of the table that are asked for."""
        found = file.schema_arrow.names
        members.refuse_own(self.name, self._names, found)
        if not any(self._names[form] in found for form in members.FORMS):
            raise InvalidOption(f"{self.name}: {members.no_page(self._names, found)}", option="columns")
        return [name for name in self._names.values() if name in found]

    def _file(self, raw: Any) -> Any:
        # With pre_buffer or without a buffer, as is the default, a whole row group of pages is held at once.
        return optional("pyarrow.parquet", self.name).ParquetFile(raw, pre_buffer=False, buffer_size=BUFFER)


def _value(scalar: Any) -> object:
    """What a cell holds: the bytes of a string that is no UTF-8, and what Python has no value for as Arrow has it."""
    try:
        value: object = scalar.as_py()
    except UnicodeDecodeError:
        value = scalar.as_buffer().to_pybytes()
    except (OverflowError, ValueError):  # a time beyond the year 9999
        value = scalar
    return value


def _told(error: Exception) -> str:
    """The first line of what pyarrow says, which may be many."""
    return (str(error).splitlines() or [type(error).__name__])[0][:200]

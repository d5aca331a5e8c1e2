"""Lists of pages in CSV or TSV: a path, and with it an address and when the page was fetched."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ..errors import RequestError
from .folder import is_folder, page
from .lines import lines
from .opening import UnreadableFile, is_address
from .record import Record
from .source import Stream
from .unpacking import Unpacked

COLUMNS = ("path", "url", "fetched_at")
LONGEST = 1024 * 1024
WEB = re.compile(r"https?://", re.IGNORECASE)


class InvalidLine(RequestError):
    """A line of a list that is not a path, or a path and an address."""

    slug = "invalid-line"
    status = 400
    title = "The line of the list cannot be used"


class Listed(Stream):
    """A list: ``path[, url[, fetched_at]]`` on each line, or as its first line names them if that has a ``path``.

    Paths are relative to the list. A line's number, from 0, is its offset.
    """

    kind = "list"

    def read(self, unpacked: Unpacked) -> Iterator[Record]:
        """The pages; a line that names none is a record with a problem."""
        delimiter = "," if ".csv" in Path(self.name).name.lower() else "\t"
        columns: tuple[str, ...] = COLUMNS
        some = False
        for number, text, damage in lines(unpacked, LONGEST):
            self.position = unpacked.position
            offset = number - 1
            if damage is not None:
                some = True
                yield Record(self.name, offset, problem=self.fault(f"line {number}: {damage}"))
                continue
            cells = [] if text is None else _cells(os.fsdecode(text), delimiter)
            if text is not None and not text.strip():
                self.passed_over["blank line"] += 1
                continue
            if not some and "path" in (heads := tuple(cell.strip().lower() for cell in cells)):
                columns, some = heads, True
                continue
            some = True
            yield self._record(offset, cells, columns, number)

    def _record(self, offset: int, cells: list[str], columns: tuple[str, ...], number: int) -> Record:
        said = dict(zip(columns, cells, strict=False))
        file = said.get("path", "")
        if len(cells) > len(columns) or not file or "\0" in file:
            what = f"it has {len(cells)} columns" if len(cells) > len(columns) else "it names no file"
            expected = ", ".join(columns)
            problem: RequestError = InvalidLine(
                f"line {number} of {self.name} cannot be used: {what}; expected {expected}", line=number
            )
            return Record(self.name, offset, file or None, problem=problem)
        url = self.address(said.get("url"))
        place = file if is_address(file) else self._beside(file)
        if WEB.match(file):
            problem = UnreadableFile("jingwen fetches nothing; save the page, and give its address in the column url")
            return Record(self.name, offset, file, url=url, problem=problem)
        if is_folder(place):
            return Record(self.name, offset, file, url=url, problem=UnreadableFile("it is a folder; expected a page"))
        return replace(page(self, offset, place, file, url), fetched_at=self.moment(said.get("fetched_at")))

    def _beside(self, file: str) -> str:
        """Where ``file`` lies, which is relative to the list."""
        if is_address(self.name):
            return file if file.startswith("/") else f"{self.name.rpartition('/')[0]}/{file}"
        return str(Path(self.name).parent / file)


def _cells(line: str, delimiter: str) -> list[str]:
    if delimiter == "\t":  # in which a quotation mark is one
        return line.split("\t")
    try:
        return next(csv.reader([line]), [])
    except csv.Error:  # a field as long as no path is
        return []

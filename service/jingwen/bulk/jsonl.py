"""Lines of JSON, each an object with a page, as the service takes them in a stream."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress

from ..errors import InvalidJson
from ..json_text import parse_object
from ..reading.codings import PAGE_BYTES
from . import members
from .lines import Line, lines
from .opening import opened
from .record import Record
from .source import Stream
from .unpacking import Unpacked

OBJECT = b"{"
# JSON may write a Chinese character of 3 bytes as 6, and Base64 4 bytes for 3; the members beside the page are short.
STRETCH, AROUND = 2, 1024 * 1024


class Jsonl(Stream):
    """A file of lines; ``columns`` names the members that are called otherwise. A line's number, from 0, is its offset.

    Lines of white space are passed over.
    """

    kind = "jsonl"
    begins = OBJECT

    def __init__(
        self, name: str, size: int | None = None, limit: int = PAGE_BYTES, columns: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(name, size, limit)
        self._names = members.named(columns)

    def check(self) -> None:
        """Raises ``InvalidOption`` where the first line is a row that jingwen wrote."""
        with suppress(OSError, InvalidJson), opened(self.name) as raw:
            texts = (line.text for line in self._lines(Unpacked(raw, self.begins)))
            first = next((text for text in texts if text is None or text.strip()), None)
            if first is not None:
                members.refuse_own(self.name, self._names, parse_object(first, self.name))

    def read(self, unpacked: Unpacked) -> Iterator[Record]:
        """The records; a line that is no object is one with a problem."""
        for number, text, damage in self._lines(unpacked):
            self.position = unpacked.position
            place, offset = f"line {number} of {self.name}", number - 1
            if damage is not None:
                yield Record(self.name, offset, problem=self.fault(f"line {number}: {damage}"))
            elif text is None:
                yield Record(self.name, offset, problem=self.too_large(f" in {place}"))
            elif not text or text.isspace():
                self.passed_over["blank line"] += 1
            else:
                yield self._record(offset, text, place)

    def _lines(self, unpacked: Unpacked) -> Iterator[Line]:
        return lines(unpacked, STRETCH * self.limit + AROUND, OBJECT)

    def _record(self, offset: int, text: bytes, place: str) -> Record:
        try:
            document = parse_object(text, place)
        except InvalidJson as problem:
            return Record(self.name, offset, problem=problem)
        return members.record(self, offset, document, self._names, place)

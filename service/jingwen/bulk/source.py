"""An input as the run sees it: a name, a size, and its records in order, as often as they are asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

from ..errors import RequestError
from .record import Record

# So many faults of an input are kept; a broken archive of 100 GB may have a million.
FAULTS_KEPT = 20


class DamagedInput(RequestError):
    """An input, or a place in it, that is broken or cut off."""

    slug = "damaged-input"
    status = 400
    title = "The input is damaged"


class Source:
    """One input. Each iteration begins anew; what the fields below it say is of the last one.

    ``name`` is the address as it was given, ``kind`` what it is (``warc``, ``jsonl``, ``parquet``, ``list``,
    ``folder``, ``page``), ``size`` its bytes as it lies there, None where that is not known. ``position`` of these are
    read. ``passed_over`` counts by kind what is no row and was left out. ``faults`` are what is wrong with the input
    beyond its rows, each with its place, the first few, ``fault_count`` all: where a record is cut off and the row has
    what was left of its page, it is said here only.
    """

    kind: ClassVar[str]

    def __init__(self, name: str, size: int | None = None) -> None:
        self.name = name
        self.size = size
        self.begin()

    def begin(self) -> None:
        """Forgets what the last iteration found."""
        self.position = 0
        self.passed_over: Counter[str] = Counter()
        self.faults: list[RequestError] = []
        self.fault_count = 0

    def fault(self, error: RequestError) -> None:
        """Notes what is wrong with the input."""
        self.fault_count += 1
        if len(self.faults) < FAULTS_KEPT:
            self.faults.append(error)

    def records(self) -> Iterator[Record]:
        """The records, once."""
        raise NotImplementedError

    def __iter__(self) -> Iterator[Record]:
        self.begin()
        return self.records()

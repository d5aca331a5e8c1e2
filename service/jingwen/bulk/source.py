"""An input as the run sees it: a name, a size, and its records in order, as often as they are asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import ClassVar

from ..errors import BodyTooLarge, EmptyBody, InvalidOption, JingwenError, RequestError
from ..options import check_url, parse_fetched_at
from ..reading.codings import PAGE_BYTES
from .opening import StorageError, opened
from .record import Record
from .unpacking import Unpacked

# So many faults of an input are kept; a broken archive of 100 GB may have a million.
FAULTS_KEPT = 20


class DamagedInput(RequestError):
    """An input, or a place in it, that is broken or cut off."""

    slug = "damaged-input"
    status = 400
    title = "The input is damaged"


class UnreadInput(JingwenError):
    """An input that cannot be opened, or read on, as things are: unlike damage that may pass, so it gives no row."""


class Source:
    """One input. Each iteration begins anew; what its attributes hold is of the last one.

    ``name`` is the address as it was given, ``kind`` what it is (``warc``, ``jsonl``, ``parquet``, ``list``,
    ``folder``, ``page``), ``size`` its bytes as it lies there, None where that is not known. ``position`` of these are
    read. ``passed_over`` counts by kind what is no row and was left out, ``misread`` by name the addresses and times
    that are none: the row goes on without. ``faults`` are what is wrong with the input itself, each with its place, the
    first few, and ``fault_count`` is of all. Where a record is cut off the row has what was left of its page, and only
    a fault tells.
    """

    kind: ClassVar[str]

    def __init__(self, name: str, size: int | None = None, limit: int = PAGE_BYTES) -> None:
        self.name = name
        self.size = size
        self.limit = limit
        self.begin()

    def __iter__(self) -> Iterator[Record]:
        self.begin()
        return self.records()

    def records(self) -> Iterator[Record]:
        """The records, once. Raises ``UnreadInput``."""
        raise NotImplementedError

    def check(self) -> None:
        """Raises ``InvalidOption`` where what it begins with shows that there are no pages in it; what cannot be read
        is well, for its records tell."""

    def begin(self) -> None:
        """Forgets what the last iteration found."""
        self.position = 0
        self.passed_over: Counter[str] = Counter()
        self.misread: Counter[str] = Counter()
        self.faults: list[RequestError] = []
        self.fault_count = 0

    def fault(self, message: str) -> DamagedInput:
        """Notes what is wrong with the input, and where."""
        error = DamagedInput(f"{self.name}: {message}")
        self.fault_count += 1
        if len(self.faults) < FAULTS_KEPT:
            self.faults.append(error)
        return error

    def row(
        self,
        offset: int,
        body: bytes | str,
        *,
        id: str | None = None,
        url: str | None = None,
        content_type: str | None = None,
        fetched_at: datetime | None = None,
        place: str = "",
    ) -> Record:
        """The record of a page, or of an empty one, or of one over the limit; ``place`` is where, for the message."""
        problem: RequestError | None = None
        if len(body) > self.limit:
            problem, body = self.too_large(place), b""
        elif not body or body.isspace():
            problem, body = EmptyBody(f"the page{place} is empty; give the page's bytes as they were fetched"), b""
        return Record(self.name, offset, id, body, url, content_type, fetched_at, problem)

    def too_large(self, place: str = "") -> BodyTooLarge:
        """What is said of a page that is too long to be one."""
        return BodyTooLarge(
            f"the page{place} is longer than {self.limit} bytes (max_page_bytes), which is no page; leave it out, or "
            "raise JINGWEN_MAX_PAGE_BYTES",
            limit=self.limit,
            limit_name="max_page_bytes",
        )

    def address(self, given: object) -> str | None:
        """``given`` as a page's address is used, None where it is none of the web's: the page is one all the same."""
        try:
            return check_url(given)
        except (InvalidOption, TypeError):
            self.misread["url"] += 1
            return None

    def moment(self, given: str | None) -> datetime | None:
        """The time that ``given`` says, None where it says none."""
        if given is None or not (text := given.strip()):
            return None
        try:
            if len(text) == 14 and text.isdecimal():  # as in old archives, whose clock is UTC
                return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
            return parse_fetched_at(text)
        except (InvalidOption, ValueError):
            self.misread["fetched_at"] += 1
            return None


class Stream(Source):
    """An input that is read from its first byte on, packed or not; each of its records ``begins`` so, where that is
    known."""

    begins: ClassVar[bytes] = b""

    def records(self) -> Iterator[Record]:
        """The records. Raises ``UnreadInput``."""
        unpacked = None
        try:
            with opened(self.name) as raw:
                unpacked = Unpacked(raw, self.begins)
                yield from self.read(unpacked)
        except StorageError as error:
            what = "opened" if unpacked is None else f"read on behind byte {unpacked.position}"
            raise UnreadInput(f"{self.name} cannot be {what}: {error.strerror}") from error

    def read(self, unpacked: Unpacked) -> Iterator[Record]:
        """The records in what is ``unpacked``; what is broken is one with a problem."""
        raise NotImplementedError

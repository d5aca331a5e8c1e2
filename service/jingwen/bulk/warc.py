"""Web archives (ISO 28500, WARC 0.17 to 1.1): a row for each response, resource and conversion, whatever is amiss."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import replace

from ..errors import BodyTooLarge
from . import http_message
from .record import Record
from .source import DamagedInput, Stream
from .unpacking import Piece, Unpacked

BEGINS = b"WARC/"
# Of a record where another one should still go on, or behind what is none.
NEXT = re.compile(rb"WARC/[01]\.[0-9]+\r?\n")
AMID = re.compile(rb"\n(?=WARC/[01]\.[0-9]+\r?\n)")
HEAD_END = re.compile(rb"\r?\n\r?\n")
LONGEST_HEAD = 1024 * 1024
# What a page may have beside it in a record: the head of its response, and the frames of its chunks.
AROUND = 1024 * 1024
ROWS = frozenset(("response", "resource", "conversion", ""))
OTHERS = frozenset(("request", "metadata", "warcinfo", "revisit", "continuation"))
# A first line that another piece may complete.
SEAM = 16
# What a crawler asked of others than web servers.
NO_PAGES = ("dns:", "whois:")
FIELDS = http_message.naming(
    "WARC-Type", "WARC-Record-ID", "WARC-Target-URI", "WARC-Date", "Content-Type", "Content-Length"
)
BLANK = re.compile(rb"[\r\n \t\0]*")


class Warc(Stream):
    """An archive: gzip with a member for each record or one for all, zstd with or without a dictionary, or plain."""

    kind = "warc"
    begins = BEGINS

    def read(self, unpacked: Unpacked) -> Iterator[Record]:
        """The records; a broken place is one with a problem where it leaves no page."""
        return _Walk(self, unpacked).records()


class _Walk:
    """One walk over an archive."""

    def __init__(self, source: Warc, unpacked: Unpacked) -> None:
        self._source = source
        self._unpacked = unpacked
        self._text = _Text(unpacked)
        self._offset = -1
        self._member = -1  # of the last record
        self._in_member = 0  # records, so far
        self._told = False  # what is broken here

    def records(self) -> Iterator[Record]:
        text = self._text
        while True:
            begins = text.skip_blank()
            self._source.position = self._unpacked.position
            if not begins:
                damage = text.go_on()
                if damage is None:
                    break
                error = self._source.fault(damage.damage or "")
                self._told = True
                if damage.member != self._member or self._in_member > 1:
                    yield Record(self._source.name, self._next_offset(damage.member), problem=error)
                continue
            place = text.place
            member = text.member
            head = text.head()
            if head is None:
                text.skip_to_record()
                # Behind damage, or a record of a broken member, it is the rest of that.
                rest = self._told or (text.is_damaged and member == self._member and self._in_member == 1)
                self._told = False
                error = self._source.fault(f"no whole head of a WARC record is at byte {place}{self._why()}")
                if not rest:
                    yield Record(self._source.name, self._next_offset(place), problem=error)
                continue
            self._in_member = self._in_member + 1 if member == self._member else 1
            self._member, self._told = member, False
            record = self._record(place, head)
            if record is not None:
                yield record
        if self._offset < 0:
            yield Record(self._source.name, 0, problem=self._source.fault("it is empty; expected WARC records"))

    def _record(self, place: int, head: bytes) -> Record | None:
        """The record behind its ``head``, None where it is no row."""
        source, text = self._source, self._text
        offset = self._next_offset(place)
        said = _fields(head)
        length = said.get("content-length", "")
        id, url = said.get("warc-record-id"), said.get("warc-target-uri", "")
        url = url.removeprefix("<").removesuffix(">")  # wget writes it so, as the first standard's grammar has it
        kind = said.get("warc-type", "").lower()
        declared = said.get("content-type", "")
        if not (length.isascii() and length.isdigit() and len(length) < 19):
            text.skip_to_record()
            error = source.fault(f"the record at byte {place} has no Content-Length that is a number{self._why()}")
            return Record(source.name, offset, id, url=url or None, problem=error)
        size = int(length)
        if kind not in ROWS or url.startswith(NO_PAGES) or (not kind and _is_other(declared)):
            source.passed_over[_what(kind, url)] += 1
            if text.skip(size) < size:
                self._cut(place, size)
            return None
        moment = source.moment(said.get("warc-date"))
        address = source.address(url)
        at = f" at byte {place}"
        if size > source.limit + AROUND:
            if text.skip(size) < size:
                self._cut(place, size)
            return Record(source.name, offset, id, b"", address, None, moment, source.too_large(at))
        block, status = text.take(size), None
        cut = self._cut(place, size) if len(block) < size else None
        if kind in ("response", "") or declared.lower().startswith("application/http"):
            try:
                body, content_type, status = http_message.read(block, source.limit)
            except BodyTooLarge as too_large:
                return Record(source.name, offset, id, b"", address, None, moment, too_large)
            if content_type is None and not declared.lower().startswith("application/http"):
                content_type = declared or None
        else:
            body, content_type = block, declared or None
        if cut is None and not body and status is not None and (status == 204 or 300 <= status < 400):
            source.passed_over[f"answer {status} without a body"] += 1  # there is no page, as in a revisit
            return None
        if cut is not None and not body:
            return Record(source.name, offset, id, b"", address, content_type, moment, cut, status)
        record = source.row(offset, body, id=id, url=address, content_type=content_type, fetched_at=moment, place=at)
        return replace(record, http_status=status, problem=record.problem or cut)

    def _cut(self, place: int, size: int) -> DamagedInput:
        return self._source.fault(
            f"the record at byte {place} ends before the {size} bytes that its Content-Length says{self._why()}"
        )

    def _why(self) -> str:
        """What is damaged here, told once."""
        damage = self._text.go_on() if self._text.is_damaged else None
        self._told = damage is not None
        return f"; {damage.damage}" if damage else ""

    def _next_offset(self, place: int) -> int:
        """``place``, or one more than the last where a member has several: no two records have the same."""
        self._offset = max(self._offset + 1, place)
        return self._offset


class _Text:
    """What is unpacked, record by record: a place in it, and how far it goes without damage."""

    def __init__(self, unpacked: Unpacked) -> None:
        self._unpacked = unpacked
        self._pieces = iter(unpacked)
        self._next: Piece | None = None
        self._held, self._at, self._base = b"", 0, 0
        self._starts = deque([(0, 0)])  # of members: where in the text, and where in the file

    @property
    def member(self) -> int:
        """Where in the file the member begins in which this place lies."""
        here = self._base + self._at
        starts = self._starts
        while len(starts) > 1 and starts[1][0] <= here:
            starts.popleft()
        return starts[0][1]

    @property
    def place(self) -> int:
        """Where in the file this is: a plain file's byte, else the beginning of the member."""
        member = self.member
        return member if self._unpacked.packing else member + self._base + self._at - self._starts[0][0]

    @property
    def is_damaged(self) -> bool:
        """Whether there is damage next."""
        if self._at < len(self._held):
            return False
        piece = self._peek()
        return piece is not None and piece.damage is not None

    def skip_blank(self) -> bool:
        """Goes on to what is no white space; False where damage or the end comes before."""
        while True:
            blank = BLANK.match(self._held, self._at)
            self._at = blank.end() if blank else self._at
            if self._at < len(self._held):
                return True
            if not self._more():
                return False

    def head(self) -> bytes | None:
        """The head of the record that begins here; where none does, or not a whole one, None, and no step on."""
        while True:
            if self._held.startswith(BEGINS, self._at):
                end = HEAD_END.search(self._held, self._at)
                if end is not None:
                    head = self._held[self._at : end.start()]
                    if not NEXT.match(head + b"\n"):
                        return None
                    self._at = end.end()
                    return head
            short = len(self._held) - self._at
            if not (short < len(BEGINS) or (short < LONGEST_HEAD and self._held.startswith(BEGINS, self._at))):
                return None
            if not self._more(within=True):
                return None

    def take(self, size: int) -> bytes:
        """So many bytes of the record, or fewer where it ends early."""
        taken = self._held[self._at : self._at + size]
        self._at += len(taken)
        if len(taken) == size:
            return taken
        parts, missing = [taken], size - len(taken)
        while missing and self._more(within=True):
            part = self._held[self._at : self._at + missing]
            self._at += len(part)
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)

    def skip(self, size: int) -> int:
        """Goes on by so many bytes of the record, or fewer where it ends early, without holding them."""
        skipped = min(size, len(self._held) - self._at)
        self._at += skipped
        while skipped < size and self._more(within=True):
            step = min(size - skipped, len(self._held) - self._at)
            self._at += step
            skipped += step
        return skipped

    def skip_to_record(self) -> None:
        """Goes on to where the next record seems to begin, or to damage or the end."""
        while True:
            found = AMID.search(self._held, self._at)
            if found:
                self._at = found.end()
                return
            self._at = max(self._at, len(self._held) - SEAM)
            if not self._more(within=True):
                self._at = len(self._held)
                return

    def go_on(self) -> Piece | None:
        """Goes on behind the damage that comes next, which is given; None at the end."""
        damage, self._next = self._peek(), None
        return damage

    def _more(self, within: bool = False) -> bool:
        """Holds another piece; False before damage and at the end.

        ``within`` a record also before a member that begins one: the record is shorter than it says.
        """
        piece = self._peek()
        if piece is None or piece.damage is not None:
            return False
        if piece.first:
            if within and self._unpacked.packing and NEXT.match(piece.plain):
                return False
            self._starts.append((self._base + len(self._held), piece.member))
        self._next = None
        rest = self._held[self._at :]
        self._base += self._at
        self._held, self._at = rest + piece.plain if rest else piece.plain, 0
        return True

    def _peek(self) -> Piece | None:
        if self._next is None:
            self._next = next(self._pieces, None)
        return self._next


def _fields(head: bytes) -> dict[str, str]:
    """The named fields of a record's head, their names in lower case; the first of two with one name holds."""
    found: dict[str, str] = {}
    for name, value in http_message.named(head, FIELDS):
        found.setdefault(name, value.decode(errors="replace"))
    return found


def _is_other(content_type: str) -> bool:
    """Whether a record that does not say its type is none with a page, by its Content-Type."""
    told = content_type.lower().replace(" ", "")
    return told.startswith("application/warc-fields") or "msgtype=request" in told


def _what(kind: str, url: str) -> str:
    """A record that is passed over, in few words: there are not more of them than kinds."""
    if kind in ROWS:
        return "request" if not kind else url.partition(":")[0].lower()
    return kind if kind in OTHERS else "unknown"

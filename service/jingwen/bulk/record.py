"""One row in: what a reader makes of a record of an archive, a line, a row of a table or a file, whatever is in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ..errors import RequestError


@dataclass(frozen=True, slots=True)
class Record:
    """A page as it lies in an input, or the ``problem`` that it has instead; both where a page is cut off.

    ``input`` is the input's address as it was given, or the file of a page in a folder, ``offset`` where the record
    begins in it: bytes of the file as it lies there (for WARC: of the record's gzip member or zstd frame, where each
    has its own), or the number of the row, from 0. Both together are the record's key, for as long as the inputs stay
    as they are. ``id`` is what the input calls it (``WARC-Record-ID``, a column, a path), None where it has no name of
    its own. ``body`` has no transfer or content coding any more, and is no str where the input holds bytes;
    ``content_type`` is HTTP's header, and ``http_status`` its status, None where an input tells none.
    """

    input: str
    offset: int
    id: str | None = None
    body: bytes | str = b""
    url: str | None = None
    content_type: str | None = None
    fetched_at: datetime | None = None
    problem: RequestError | None = None
    http_status: int | None = None

    @property
    def key(self) -> tuple[str, int]:
        """What no other record has."""
        return self.input, self.offset

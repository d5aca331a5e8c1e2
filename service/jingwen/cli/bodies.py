"""A page's bytes, from wherever they lie."""

from __future__ import annotations

from ..bulk.folder import page_in
from ..bulk.opening import unreadable
from .inputs import opened


def read(file: str, limit: int) -> bytes:
    """The bytes in ``file`` (``-``: of standard input), at most ``limit``; inflated, if it is a ``.gz`` or ``.zst``.

    Raises ``UnreadableFile``, ``BodyTooLarge`` and, for a packed one that is none or ends early, ``CorruptEncoding``.
    """
    try:
        with opened(file) as stream:
            return page_in(stream, file, limit)
    except OSError as error:
        raise unreadable(error) from None

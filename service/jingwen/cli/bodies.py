"""A page's bytes, from wherever they lie."""

from __future__ import annotations

from ..errors import BodyTooLarge, CorruptEncoding
from ..reading.codings import decompress
from .inputs import GZIP, opened, unreadable


def read(file: str, limit: int) -> bytes:
    """The bytes in ``file`` (``-``: of standard input), at most ``limit``; those of a ``.gz`` once they are inflated.

    Raises ``UnreadableFile``, ``BodyTooLarge`` and, for a ``.gz`` that is none or ends early, ``CorruptEncoding``.
    """
    try:
        with opened(file) as stream:
            body = stream.read(limit + 1)
    except OSError as error:
        raise unreadable(error) from None
    if len(body) > limit:
        raise _too_large("it is longer", limit)
    if not file.lower().endswith(GZIP):
        return body
    try:
        return decompress(body, "gzip", limit=limit)
    except BodyTooLarge:
        raise _too_large("it inflates to more", limit) from None
    except CorruptEncoding:
        raise CorruptEncoding(
            f"the file is not gzip, or it is cut off; expected that of a name in {GZIP}. Fetch it again, or rename it"
        ) from None


def _too_large(what: str, limit: int) -> BodyTooLarge:
    return BodyTooLarge(
        f"{what} than {limit} bytes (max_page_bytes), which is no page; leave it out, or raise JINGWEN_MAX_PAGE_BYTES",
        limit=limit,
        limit_name="max_page_bytes",
    )

"""Pages as the rows of a table, good and bad ones, for the tests of the engines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jingwen.cleaner import Cleaner
from jingwen.model import LIMITS, Limits, Options
from jingwen.settings import Settings
from tests.isolation.misbehaving import DIE, HANG, Misbehaving

from .rows import CLEANER, page

SETTINGS = Settings(deadline=1.5, soft_deadline=1)


@dataclass(frozen=True)
class Bad(Misbehaving):
    """A cleaner that hangs and dies where a page says so."""

    cleaner: Cleaner = CLEANER
    options: Options = CLEANER.options
    limits: Limits = LIMITS
    strict: bool = False


# A page in each encoding, bytes and text, one that ends in zeros, and those at which others stop.
PAGES: dict[str, bytes | str | None] = {
    "good": page(1),
    "gbk": page(2).decode().encode("gb18030"),
    "text": page(3).decode(),
    "zeros": page(4) + b"\0\0",
    "null": None,
    "empty": b"",
    "hangs": HANG.encode() + page(5),
    "dies": DIE.encode() + page(6),
    "last": page(7),
}
TITLES = {
    name: f"台风{number}号登陆" for name, number in (("good", 1), ("gbk", 2), ("text", 3), ("zeros", 4), ("last", 7))
}
PROBLEMS = {"null": "empty-body", "empty": "empty-body", "hangs": "deadline-exceeded", "dies": "child-died"}


def pages(bytes_only: bool = False) -> list[dict[str, Any]]:
    """``PAGES`` as rows, in their order; their address and time are known."""
    return [
        {
            "id": name,
            "html": body.encode() if bytes_only and isinstance(body, str) else body,
            "url": f"https://news.example.com/{name}",
            "content_type": "text/html; charset=gbk" if name == "gbk" else None,
            "fetched_at": "2024-03-01T08:00:00+08:00",
        }
        for name, body in PAGES.items()
    ]


def assert_all_told(rows: list[dict[str, Any]]) -> None:
    """There is a row for each of ``PAGES``, in any order, and it says the right thing."""
    by_id = {row["id"]: row for row in rows}
    assert len(rows) == len(PAGES)
    assert by_id.keys() == PAGES.keys()
    assert {name: row["title"] for name, row in by_id.items() if row["problem"] is None} == TITLES
    assert {name: row["problem"] for name, row in by_id.items() if row["problem"] is not None} == PROBLEMS
    for name, row in by_id.items():
        assert row["url"] == f"https://news.example.com/{name}"
        assert row["status"] == ("article" if name in TITLES else "failed")
        assert row["retry"] == (None if name in TITLES else False)

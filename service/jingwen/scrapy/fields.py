"""What an item gets: an article's fields, or its raw page and the reason why there is no article."""

from __future__ import annotations

import dataclasses
from base64 import b64encode
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from itemadapter import ItemAdapter

from ..errors import RequestError, SettingError
from ..model import Article, RawPage

FAILED = "failed"
ANSWERED = tuple(field.name for field in dataclasses.fields(Article))
# What a failure is told by; the names are those of a row of `jingwen batch`, which takes such items as they are.
TOLD = ("status", "problem", "detail", "retry", "url", "content_type", "fetched_at", "body_base64")
# What a dict gets that nobody chose for; an item whose fields are declared gets all that it has a field for.
DEFAULT = (
    "url",
    "status",
    "title",
    "text",
    "source",
    "byline",
    "editors",
    "date",
    "captions",
    "images",
    "language",
    "confidence",
    "notices",
)
NOTHING: tuple[object, ...] = (None, "", [], (), {})


def named(given: Iterable[str] | Mapping[str, str]) -> dict[str, str]:
    """Which fields are wanted, and what an item calls them. Raises ``SettingError`` for one that does not exist."""
    names = dict(given) if isinstance(given, Mapping) else {name: name for name in given}
    known = tuple(dict.fromkeys((*ANSWERED, *TOLD)))
    for name in names:
        if name not in known:
            near = get_close_matches(str(name), known, 1)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
            raise SettingError(f"JINGWEN_FIELDS names {str(name)[:40]!r}, which is no field; {hint}")
    return names


class Filling:
    """Writes into items of any kind that Scrapy knows; what the spider has set stays as it is.

    ``names`` are the fields that are wanted, with what an item calls each; without them a dict gets ``DEFAULT``, and
    an item with declared fields those that it declares.
    """

    def __init__(self, names: Mapping[str, str] | None) -> None:
        self._names = names

    def article(self, item: Any, answer: Mapping[str, Any]) -> None:
        """Write the fields of the ``answer``, an article as JSON."""
        declared = ItemAdapter.get_field_names_from_class(type(item))
        wanted = self._names or (DEFAULT if declared is None else answer)
        self._write(item, {name: answer[name] for name in wanted if name in answer}, declared)

    def failure(self, item: Any, page: RawPage, error: RequestError) -> list[str]:
        """Write what ``error`` says of the ``page``, and the page; gives what the item has no field for."""
        body = page.body if isinstance(page.body, bytes) else page.body.encode(errors="ignore")
        told = {
            "status": FAILED,
            "problem": error.slug,
            "detail": error.detail,
            "retry": error.retry,
            "url": page.url,
            "content_type": page.content_type,
            "fetched_at": page.fetched_at.isoformat() if page.fetched_at else None,
            "body_base64": b64encode(body).decode(),  # bytes have no place in JSON: the feed would lose the item
        }
        return self._write(item, told, ItemAdapter.get_field_names_from_class(type(item)))

    def _write(self, item: Any, values: Mapping[str, Any], declared: list[str] | None) -> list[str]:
        adapter, homeless = ItemAdapter(item), []
        for name, value in values.items():
            called = (self._names or {}).get(name, name)
            if declared is not None and called not in declared:
                homeless.append(called)
            elif adapter.get(called) in NOTHING:
                adapter[called] = value
        return homeless


def taken_out(item: Any, field: str) -> None:
    """Take the page out of the ``field`` of an ``item``, if it has one."""
    if isinstance(item, dict):
        item.pop(field, None)
    elif ItemAdapter(item).get(field) is not None:
        ItemAdapter(item)[field] = None

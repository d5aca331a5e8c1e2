"""A row of a table, or the object on a line, as a record: what its members are called, and what may be in them."""

from __future__ import annotations

import binascii
from collections.abc import Collection, Mapping
from datetime import date, datetime, time
from difflib import get_close_matches

from ..errors import EmptyBody, InvalidJson, InvalidOption
from ..json_text import from_base64
from .columns import COLUMNS, KEY
from .record import Record
from .source import Source

# Where a page may be, the best first: bytes say more than text, and the text beside a page's HTML was made from it.
FORMS = ("body_base64", "html", "text")
NAMES = ("url", *FORMS, "content_type", "fetched_at", "id")
TYPES = {"html": "text/html", "text": "text/plain"}
NAMES_TOLD = 20
# What a row of `jingwen batch` is known by, whatever was joined to it, where that is no page.
WRITTEN = frozenset((*KEY, "status", "problem"))


def named(columns: Mapping[str, str] | None) -> dict[str, str]:
    """What each of ``NAMES`` is called in the input, by ``columns``; ``InvalidOption`` for another name among them."""
    for name in columns or ():
        if name not in NAMES:
            near = get_close_matches(name, NAMES, 1)
            hint = f"did you mean {near[0]}?" if near else f"expected one of {', '.join(NAMES)}"
            raise InvalidOption(f"{name[:40]!r} is no column of a page; {hint}", option="columns")
    return {name: (columns or {}).get(name, name) for name in NAMES}


def no_page(names: Mapping[str, str], found: list[str]) -> str:
    """What is said where none of the columns of ``names`` that may hold a page is among the ``found`` ones."""
    told = ", ".join(name[:40] for name in found[:NAMES_TOLD]) or "none"
    more = f" and {len(found) - NAMES_TOLD} more" if len(found) > NAMES_TOLD else ""
    wanted = ", ".join(names[form] for form in reversed(FORMS))
    return (
        f"a column with the page is missing; expected one of {wanted}, found {told}{more}. Name it: --column html=NAME"
    )


def refuse_own(name: str, names: Mapping[str, str], found: Collection[str]) -> None:
    """Raises ``InvalidOption`` where the columns that are ``found`` in ``name`` are those of rows that jingwen wrote:
    the texts in them, cleaned again as dumps, would lose what a page has told."""
    columns = {*found}
    is_own = columns >= WRITTEN or {*KEY} <= columns <= COLUMNS.keys()  # as --fields has them
    if is_own and not any(names[form] in columns for form in ("html", "body_base64")):
        raise InvalidOption(
            f"{name[:200]} is what jingwen batch wrote, which holds no pages; name the pages that it was made of, and "
            "keep it elsewhere than among them. What `jingwen rules coverage` counts is lines of JSON: write .jsonl"
        )


def record(source: Source, offset: int, row: Mapping[str, object], names: Mapping[str, str], place: str) -> Record:
    """The record of ``row``, at ``place``; members that are not known mean nothing here."""
    id = row.get(names["id"])
    if id is not None and (isinstance(id, bool) or not isinstance(id, str | int)):
        source.misread["id"] += 1
        id = None
    id = None if id is None else str(id)
    address = source.address(row.get(names["url"]))
    moment = _moment(source, row.get(names["fetched_at"]))
    declared = row.get(names["content_type"])
    content_type = declared if isinstance(declared, str) and declared.strip() else None
    form = next((form for form in FORMS if row.get(names[form])), None)
    body: object = row[names[form]] if form else b""
    problem = None
    if form is None and all(row.get(names[form]) is None for form in FORMS):
        empty = next((names[form] for form in FORMS if names[form] in row), None)
        problem = (
            InvalidJson(f"{place}: {no_page(names, [*row])}")
            if empty is None
            else EmptyBody(f"{place}: {empty} holds nothing; expected the page")
        )
    elif isinstance(body, str) and form == "body_base64":
        try:
            body = from_base64(body)
        except (binascii.Error, ValueError):
            problem = InvalidJson(f"{place}: {names[form]} is not Base64; expected A-Z a-z 0-9 + / and =")
    elif isinstance(body, str) and form:
        # Characters need no charset, whatever the type they once came with says.
        body, content_type = body.encode(errors="ignore"), f"{TYPES[form]}; charset=utf-8"
    elif isinstance(body, bytes):
        content_type = content_type or TYPES.get(form or "")
    else:
        problem = InvalidJson(f"{place}: {names[form or 'html']} is of type {type(body).__name__}; expected the page")
    if problem is not None or not isinstance(body, bytes):
        return Record(source.name, offset, id, b"", address, content_type, moment, problem)
    return source.row(
        offset, body, id=id, url=address, content_type=content_type, fetched_at=moment, place=f" at {place}"
    )


def _moment(source: Source, value: object) -> datetime | None:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time())
    if isinstance(value, str):
        return source.moment(value)
    if value is not None:
        source.misread["fetched_at"] += 1
    return None

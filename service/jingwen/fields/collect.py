"""The fields of an article from all their witnesses: printed credit lines first, then datelines, then the data.

The precedence is the same for every field: a rule, the line under the headline, the sign-off, the dateline, the data.
What a reader sees outranks what a machine is told, because templates leave stale or false data behind (the time of the
last edit, the site's own name as author) where an editor would notice a wrong line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from ..model import Labelled, Page
from ..rules.apply import RuleFields
from .byline import closing_byline, printed_byline
from .credits import read_credits
from .data import data_authors, data_dates, data_edits
from .date import Found, read_date, read_epoch, read_iso, turned
from .edits import printed_edits
from .names import split_names
from .witnesses import Witnesses, account, dates_near, gather

# Who says it (``rule``, ``page`` or ``data``), and what; nothing where it says nothing.
Witness = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Fields:
    """What the page says besides its text. ``origin`` tells who said each field: ``rule``, ``page`` or ``data``."""

    source: str | None = None
    byline: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    date: str | None = None
    date_raw: str | None = None
    modified: str | None = None
    origin: Mapping[str, str] = field(default_factory=dict)


def collect(
    page: Page, labelled: Sequence[Labelled], told: RuleFields, fetched_at: datetime | None, zone: str | None
) -> Fields:
    """The fields of the article whose blocks are ``labelled``; ``told`` is what a rule says of them."""
    zone = told.zone or zone
    seen = gather(page, labelled, fetched_at, zone)
    found = {
        "source": _first(_sources(page, labelled, seen, told)),
        "byline": _first(_bylines(page, labelled, seen, told)),
        "editors": _first(_editors(seen, told)),
        "date": _first(_dates(page, labelled, seen, told, fetched_at, zone)),
        "modified": _first(_edits(page, labelled, seen, told, fetched_at, told.edit_zone or zone)),
    }
    said = {name: witness for name, witness in found.items() if witness and name not in told.off}
    value = {name: witness[1] for name, witness in said.items()}
    iso, raw = value.get("date", (None, None))
    return Fields(
        value.get("source"),
        value.get("byline", ()),
        value.get("editors", ()),
        iso,
        raw,
        value.get("modified"),
        {name: witness[0] for name, witness in said.items()},
    )


def _sources(page: Page, labelled: Sequence[Labelled], seen: Witnesses, told: RuleFields) -> Iterator[Witness]:
    yield "rule", _told_source(told)
    yield "page", next((c.source for c in seen.header if c.source and c.labelled), None)
    yield "page", seen.standing.source
    yield "page", next((c.source for c in seen.signoff if c.source and c.labelled), None)
    yield "page", next((c.source for c in seen.header if c.source), None)
    if seen.chinese:
        yield "page", next((c.loose[0] for c in seen.header if c.date and c.loose), None)
        yield "page", next(iter(seen.standing.loose), None)
        yield "page", account(page, labelled)
        yield "data", page.data.meta.get("source")
    yield "page", seen.dateline.source


def _bylines(page: Page, labelled: Sequence[Labelled], seen: Witnesses, told: RuleFields) -> Iterator[Witness]:
    yield "rule", _merge(split_names(text) for text in told.values.get("byline", ()))
    lines = (*seen.header, *seen.signoff, seen.standing, seen.dateline)
    yield "page", _merge((*(credits.byline for credits in lines), seen.closing))
    if not seen.chinese:
        authors = data_authors(page.data)
        yield from _agreed(printed_byline(page, labelled), authors)
        if not seen.says_byline:
            yield "data", authors
            yield "page", closing_byline(page, labelled)


def _agreed(printed: tuple[str, ...], told: tuple[str, ...]) -> Iterator[Witness]:
    """The ``printed`` names; those that the data has ``told`` where they are the same ones, cleaner or in full.

    A post may stick to a printed name (``Jane Doe Executive Editor``), and an account's name may stand for it.
    """
    if len(printed) == 1 and len(told) == 1 and (printed[0].startswith(told[0] + " ") or _account(printed[0], told[0])):
        yield "data", told
    yield "page", printed


def _account(printed: str, told: str) -> bool:
    """Whether ``printed`` is a name in one word where the data has one in several, which begins like a part of it."""
    parts = told.lower().split()
    return " " not in printed and len(parts) > 1 and any(len(p) > 2 and p in printed.lower() for p in parts)


def _editors(seen: Witnesses, told: RuleFields) -> Iterator[Witness]:
    yield "rule", _merge(split_names(text) for text in told.values.get("editors", ()))
    yield "page", _merge(credits.editors for credits in (*seen.header, *seen.signoff))


def _dates(
    page: Page,
    labelled: Sequence[Labelled],
    seen: Witnesses,
    rule: RuleFields,
    fetched_at: datetime | None,
    zone: str | None,
) -> Iterator[Witness]:
    for text in rule.values.get("date", ()):
        yield "rule", _moment(_ruled(text, fetched_at, zone))
    told = next(((iso, raw) for raw in data_dates(page.data) if (iso := read_iso(raw))), None)
    printed = [credits.date for credits in seen.header if credits.date and not credits.edited]
    for date in [date for date in printed if "T" in date.iso] or printed:
        if not (told and turned(date, told[0])):
            yield "page", _moment(date)
    for credits in seen.signoff if seen.chinese else ():
        yield "page", _moment(credits.date)
    yield "data", told
    yield from (("page", _moment(credits.date)) for credits in seen.header if credits.edited)
    yield "page", _moment(seen.dateline.date)
    if not seen.chinese:
        yield from (("page", _moment(date)) for date in dates_near(labelled, fetched_at, zone))


def _edits(
    page: Page,
    labelled: Sequence[Labelled],
    seen: Witnesses,
    rule: RuleFields,
    fetched_at: datetime | None,
    zone: str | None,
) -> Iterator[Witness]:
    for text in rule.values.get("modified", ()):
        date = _ruled(text, fetched_at, zone)
        yield "rule", date.iso if date else None
    yield from (("page", date.iso) for date in printed_edits(labelled, seen.chinese, fetched_at, zone))
    yield from (("data", read_iso(raw)) for raw in data_edits(page.data))


def _ruled(text: str, fetched_at: datetime | None, zone: str | None) -> Found | None:
    """The date in what a rule points at, be it printed or a machine's."""
    return read_date(text, fetched_at, zone) or read_date(text.replace("T", " "), fetched_at, zone)


def _moment(date: Found | None) -> tuple[str, str] | None:
    return (date.iso, date.raw) if date else None


def _first(witnesses: Iterable[Witness]) -> Witness | None:
    """The first witness that says anything."""
    return next((witness for witness in witnesses if witness[1]), None)


def _merge(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for group in groups for name in group))


def dated(fields: Fields, raw: str | None, zone: str | None = None) -> Fields:
    """``fields`` with the date that a script of the page holds, the last of all witnesses."""
    iso = (read_epoch(raw, zone) if raw.isdigit() else read_iso(raw)) if raw else None
    return replace(fields, date=iso, date_raw=raw, origin={**fields.origin, "date": "data"}) if iso else fields


def _told_source(told: RuleFields) -> str | None:
    for text in told.values.get("source", ()):
        return read_credits(text).source or text.strip("\u3000\xa0 ：:")
    return None

"""The fields of an article from all their witnesses: printed credit lines first, then datelines, then the data.

The precedence is the same for every field: a rule, the line under the headline, the sign-off, the dateline, the data.
What a reader sees outranks what a machine is told, because templates leave stale or false data behind (the time of the
last edit, the site's own name as author) where an editor would notice a wrong line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from ..dates.places import Place
from ..dates.read import read_value
from ..model import Labelled, Page
from ..rules.apply import RuleFields
from .byline import closing_byline, printed_byline
from .credits import read_credits
from .data import data_authors
from .dating import Witness, dates, edits, place_of_page, printed_dates
from .names import split_names
from .witnesses import Witnesses, account, gather


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
    place = place_of_page(page, fetched_at, zone)
    seen, printed = gather(page, labelled, place), printed_dates(page, labelled, place)
    found = {
        "source": _first(_sources(page, labelled, seen, told)),
        "byline": _first(_bylines(page, labelled, seen, told)),
        "editors": _first(_editors(seen, told)),
        "date": _first(dates(page, labelled, seen, printed, told, place)),
        "modified": _first(edits(page, labelled, seen, printed, told, place._replace(zone=told.edit_zone or zone))),
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


def _first(witnesses: Iterable[Witness]) -> Witness | None:
    """The first witness that says anything."""
    return next((witness for witness in witnesses if witness[1]), None)


def _merge(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for group in groups for name in group))


def dated(fields: Fields, values: Iterable[str | None], place: Place) -> Fields:
    """``fields`` with the first date in ``values``, which are of machines: the last of all witnesses."""
    for raw in filter(None, values):
        iso = read_value(raw, place)
        if iso:
            return replace(fields, date=iso, date_raw=raw, origin={**fields.origin, "date": "data"})
    return fields


def _told_source(told: RuleFields) -> str | None:
    for text in told.values.get("source", ()):
        return read_credits(text).source or text.strip("\u3000\xa0 ：:")
    return None

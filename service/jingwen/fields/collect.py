"""The fields of an article from all their witnesses: printed credit lines first, then datelines, then the data.

The precedence is the same for every field: a rule, the line under the headline, the sign-off, the dateline, the data.
What a reader sees outranks what a machine is told, because templates leave stale or false data behind (the time of the
last edit, the site's own name as author) where an editor would notice a wrong line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from ..dates.places import Place
from ..dates.read import Found, read_value
from ..model import Labelled, Page
from ..reading.marked import NO_MARKS, Marks
from ..rules.apply import RuleFields
from .byline import Byline, closing_byline, printed_byline, printed_source, read_byline, signed
from .credit_words import SECTIONS
from .credits import read_credits
from .data import data_authors, document_authors, known_names, plain_name, told_people
from .dating import Witness, dates, edits, place_of_page, printed_dates
from .eastern import eastern_byline
from .forms import plain
from .names import is_person, split_names
from .witnesses import Witnesses, account, gather

SECTION = re.compile(SECTIONS)


@dataclass(frozen=True, slots=True)
class Fields:
    """What the page says besides its text. ``origin`` tells who said each field: ``rule``, ``page`` or ``data``;
    ``reckoned`` that nobody but the crawl's time says which day ``date`` is: neither a rule nor data or address."""

    source: str | None = None
    byline: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    date: str | None = None
    date_raw: str | None = None
    modified: str | None = None
    origin: Mapping[str, str] = field(default_factory=dict)
    reckoned: bool = False


def collect(
    page: Page,
    labelled: Sequence[Labelled],
    told: RuleFields,
    fetched_at: datetime | None,
    zone: str | None,
    marks: Marks = NO_MARKS,
) -> Fields:
    """The fields of the article whose blocks are ``labelled``; ``told`` is what a rule says of them.

    ``marks`` tell, where they are asked, what else the markup says.
    """
    zone = told.zone or zone
    place = place_of_page(page, fetched_at, zone)
    seen, moments = gather(page, labelled, place), printed_dates(page, labelled, place)
    printed = Byline() if seen.chinese else printed_byline(page, labelled)
    found = {
        "source": _first(_sources(page, labelled, seen, told, printed, marks)),
        "byline": _first(_bylines(page, labelled, seen, told, printed, marks)),
        "editors": _first(_editors(labelled, seen, told, printed)),
        "date": _first(dates(page, labelled, seen, moments, told, place)),
        "modified": _first(edits(page, labelled, seen, moments, told, place._replace(zone=told.edit_zone or zone))),
    }
    said = {name: witness for name, witness in found.items() if witness and name not in told.off}
    value = {name: witness[1] for name, witness in said.items()}
    date: Found | None = value.get("date")
    return Fields(
        value.get("source"),
        value.get("byline", ()),
        value.get("editors", ()),
        date.iso if date else None,
        date.raw if date else None,
        value.get("modified"),
        {name: witness[0] for name, witness in said.items()},
        date is not None and date.reckoned and not place.days and said["date"][0] != "rule",
    )


def _sources(
    page: Page, labelled: Sequence[Labelled], seen: Witnesses, told: RuleFields, printed: Byline, marks: Marks
) -> Iterator[Witness]:
    yield "rule", _told_source(told)
    yield "page", next((c.source for c in seen.header if c.source and c.labelled), None)
    yield "page", seen.standing.source
    yield "page", next((c.source for c in seen.signoff if c.source and c.labelled), None)
    yield "page", next((c.source for c in seen.header if c.source), None)
    if seen.chinese:
        words = (*(word for c in seen.header if c.date for word in c.loose), *seen.standing.loose)
        yield "page", next((word for word in words if _is_account(page, word, marks)), None)
        yield "page", account(page, labelled)
        yield "data", page.data.meta.get("source")
    else:
        yield "page", printed_source(labelled)
        yield "page", next(iter(printed.agencies), None)
    yield "page", seen.dateline.source


def _is_account(page: Page, word: str, marks: Marks) -> bool:
    """Whether a ``word`` beside the date is known to be who publishes: by the data, by the name of an element that
    holds it; in a dump, which has neither, whatever is no channel's name."""
    if SECTION.fullmatch(plain(word)) or word[0].isdigit():
        return False
    if page.kind == "dump":
        return True
    return plain_name(word) in known_names(page.data) or marks.names(word)


def _bylines(
    page: Page,
    labelled: Sequence[Labelled],
    seen: Witnesses,
    told: RuleFields,
    printed: Byline,
    marks: Marks,
) -> Iterator[Witness]:
    yield "rule", _merge(split_names(text) for text in told.values.get("byline", ()))
    lines = (*seen.header, *seen.signoff, seen.standing, seen.dateline)
    yield "page", _merge((*(credits.byline for credits in lines), seen.closing))
    if seen.chinese:
        if not seen.says_byline:
            editors = {name for credits in lines for name in credits.editors}  # whom some systems call the author
            yield "data", tuple(name for name in document_authors(page.data) if is_person(name) and name not in editors)
    else:
        yield from _alphabetic(page, labelled, seen, printed, marks)


def _alphabetic(
    page: Page,
    labelled: Sequence[Labelled],
    seen: Witnesses,
    printed: Byline,
    marks: Marks,
) -> Iterator[Witness]:
    """Who says what of the authors of a page in alphabets: the printed words, people in the data, marks.

    Of these the first, but where two say the same: a printed line may be another story's, and the data name whoever
    runs the site.
    """
    eastern = eastern_byline(labelled)
    if eastern:
        yield "page", eastern
        return
    told = data_authors(page.data)
    said = _first(_agreed(printed.authors, told)) if printed.said else None
    if seen.says_byline:
        yield said or ("page", ())
        return
    people = told_people(told, page.data)
    if said and people and not _same(said[1], people) and _same(_marked(marks), people):
        yield "data", people
    if said:
        yield said
    yield "data", people
    yield "page", _marked(marks)
    yield "page", printed.authors
    if not (printed.said and printed.agencies):
        yield "data", told
    yield "page", signed(labelled).authors
    yield "page", closing_byline(page, labelled).authors


def _marked(marks: Marks) -> tuple[str, ...]:
    """The first names that marks of the author hold."""
    found = (
        _merge(read_byline(text, named=True, sure=sure).authors for text in texts) for texts, sure in marks.authors()
    )
    return next(filter(None, found), ())


def _same(some: Iterable[str], others: Iterable[str]) -> bool:
    return {plain_name(name) for name in some} == {plain_name(name) for name in others}


def _agreed(printed: tuple[str, ...], told: tuple[str, ...]) -> Iterator[Witness]:
    """The ``printed`` names; those that the data has ``told`` where they are the same ones, cleaner or in full.

    A post or a place may stick to a printed name (``Jane Doe Executive Editor``), an account's name may stand for it,
    and the line may be broken before the second.
    """
    if len(printed) == 1 and len(told) == 1 and _account(printed[0], told[0]):
        yield "data", told
    if printed and told and all(any(_begins(p, t) for p in printed) for t in told):
        more = [p for p in printed if " " in p and not any(_begins(p, t) for t in told)]
        yield "data", (*told, *more)
    if set(printed) < set(told):
        yield "data", told
    yield "page", printed


def _begins(printed: str, told: str) -> bool:
    return printed == told or printed.startswith(told + " ")


def _account(printed: str, told: str) -> bool:
    """Whether ``printed`` is a name in one word where the data has one in several, which begins like a part of it."""
    parts = told.lower().split()
    return " " not in printed and len(parts) > 1 and any(len(p) > 2 and p in printed.lower() for p in parts)


def _editors(labelled: Sequence[Labelled], seen: Witnesses, told: RuleFields, printed: Byline) -> Iterator[Witness]:
    yield "rule", _merge(split_names(text) for text in told.values.get("editors", ()))
    yield "page", _merge(credits.editors for credits in (*seen.header, *seen.signoff))
    if not seen.chinese:
        yield "page", printed.editors
        yield "page", signed(labelled).editors


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
            return replace(fields, date=iso, date_raw=raw, origin={**fields.origin, "date": "data"}, reckoned=False)
    return fields


def _told_source(told: RuleFields) -> str | None:
    for text in told.values.get("source", ()):
        return read_credits(text).source or text.strip("\u3000\xa0 ：:")
    return None

"""Reads dates: of a printed line, and of a machine's field.

A printed date is ISO 8601 with the precision that the page shows; a zone is added only where the page, the rule or the
caller says one. Nothing is guessed: what could be two days is none, unless something else on the page settles it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from . import relative
from .clock import Time, time_before, time_behind
from .edit_words import called
from .forms import DOTTED, day_without_year, days_in
from .places import NOWHERE, YEARS, Place
from .relative import Ago

CHINA = "+08:00"
# What a printed moment holds some of, in a line that is worth a look. It begins with one class, and tells its
# characters apart behind it: alternatives are searched for at a fifth of the speed.
MOMENT = re.compile(
    r"[\d刚剛昨今前二民令平半](?:(?<=[1１١۱१])[9９٩۹९]\d\d|(?<=[2２٢۲२])[0０٠۰०]\d\d|(?<=۱)[۳۴]\d\d|"
    r"(?<=[\u0e00-\u0e7f.]\s[2๒])[5๕]\d\d|"
    r"(?<=\d)(?:\d[-/－／]\d\d|月\d|\s*(?:秒|分[钟鐘]|小[时時]|天|日|周|个月)前)|(?<=刚)刚|(?<=剛)剛|(?<=[昨今])[天日]|"
    r"(?<=前)天|(?<=二)[〇零○]|(?<=民)[國国]\s?\d|(?<=令)和\s?[\d元]|(?<=平)成\s?[\d元]|(?<=半)[个個]?小[时時]前)"
)
# Dates whose year has two digits, or three, and those of the last century in Han numerals.
SHORT = re.compile(
    r"[\d一](?:(?<=\d)(?:\s?\.\s?\d\d?\s?\.\s?\d\d|[-/]\d\d?[-/]\d\d)|(?<=[^\W\d_][-'’]\d)\d(?!\d)|"
    r"(?<=[\u0e00-\u0e7f.]\s\d)\d(?!\d)|(?<=一)九[八九])"
)
# Full-width forms and the digits of other scripts stand for their ASCII twins one to one, so positions stay.
SCRIPTS = "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "০১২৩৪৫৬৭৮৯", "๐๑๒๓๔๕๖๗๘๙"
NARROW = str.maketrans("".join(SCRIPTS) + "－／．：\u200e\u200f", "0123456789" * len(SCRIPTS) + "-/.:  ")
WIDE = re.compile(f"[{''.join(SCRIPTS)}－／．\u200e\u200f]")
PERSIAN = re.compile("[۰-۹]")
NO_YEAR = re.compile(
    r"(?<![\d./:-])(?:(?P<month>0?[1-9]|1[0-2])月(?P<day>0?[1-9]|[12]\d|3[01])日|"
    r"(?P<month2>0[1-9]|1[0-2])[-/](?P<day2>0[1-9]|[12]\d|3[01])(?![-/.]))(?!\d{3})"
)
TIMED_NO_YEAR = re.compile(r"(?<![\d./:-])(?:0?[1-9]|1[0-2])[-/](?:0?[1-9]|[12]\d|3[01])\s+\d\d?:\d\d")
LONGEST_AGO = 40
ANY = date(2000, 1, 1)  # where the day does not matter
ISO = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?P<mark>-?)(?P<month>\d\d)(?P=mark)(?P<day>\d\d)"
    r"(?:[T\s]?(?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d))?)?$"
)
PLAIN = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
    r"(?:[T ](?P<clock>(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)(?:\.\d+)?"
    r"(?:(?P<zone>Z)|(?P<hours>[+-]\d\d):?(?P<minutes>\d\d))?)?"
)
SECONDS = (("hour", 3600), ("minute", 60), ("second", 1))
BARE_CLOCK = re.compile(r"(?<=\dT\d\d)(?=\d\d(?:\d\d)?(?:Z|[+-]|$))")
EPOCH = re.compile(r"(?P<seconds>1\d{9}|[89]\d{8})(?:\d{3}|\.\d+)?")


class Found(NamedTuple):
    """A date that was read: ISO 8601, the characters that it was read from, and where those stand in the text.

    ``called`` is what the line calls it: ``edited``, ``published``, or nothing. ``reckoned`` tells that the crawl's
    time had to say which day it is.
    """

    iso: str
    raw: str
    start: int
    end: int
    called: str = ""
    reckoned: bool = False

    @property
    def edited(self) -> bool:
        """Whether the line calls it the moment of an edit."""
        return self.called == "edited"


class Moments(NamedTuple):
    """The dates in a line, and where it prints moments that cannot be dated (start and end of each)."""

    dates: tuple[Found, ...] = ()
    undated: tuple[tuple[int, int], ...] = ()


def read_date(text: str, place: Place = NOWHERE) -> Found | None:
    """The first date in ``text`` that is no edit's, else the first; None where it has none."""
    found = read_dates(text, place)
    return next((date for date in found if not date.edited), found[0] if found else None)


def read_dates(text: str, place: Place = NOWHERE) -> Sequence[Found]:
    """The dates in ``text``, in its order.

    A date without a year, or a relative one, needs ``place.fetched_at``, and is asked for only where there is no other.
    """
    return read_moments(text, place).dates


# Asked of the same few lines by the rooms that read credits, dates and edits.
@lru_cache(maxsize=256)
def read_moments(text: str, place: Place = NOWHERE) -> Moments:
    """The moments in ``text``: its dates, and where those stand that cannot be dated.

    The latter are 昨天 12:03 or 10-18 10:05 without the time of the crawl, and 03/04/2024 where the order is not known.
    """
    if not may_hold_date(text):
        return Moments(_from_crawl(text, _narrow(text), place) if place.fetched_at else ())
    narrow = _narrow(text)
    found: list[Found] = []
    undated: list[tuple[int, int]] = []
    end = 0
    for start, stop, day, clock in days_in(narrow, place, narrow is not text and PERSIAN.search(text) is not None):
        if day is None:
            behind = time_behind(narrow, stop, ANY, place.language)
            undated.append((start, stop))
            end = behind.end if behind else stop
            continue
        moment, start, stop = _timed(narrow, start, stop, day, clock, end, place)
        found.append(_found(text, moment, start, stop, end))
        end = stop
    if not found and place.fetched_at:
        return Moments(_from_crawl(text, narrow, place), tuple(undated))
    return Moments(tuple(found), (*undated, *_undated(narrow, place, end, bool(found))))


def _undated(text: str, place: Place, end: int, dated: bool) -> Iterator[tuple[int, int]]:
    """Where a moment stands that only the time of the crawl can date; behind ``end`` where the line is ``dated``."""
    if dated:
        timed = TIMED_NO_YEAR.search(text, end) if ":" in text[end:] else None
        if timed:
            yield timed.span()
        return
    ago = relative.find_ago(text)
    if ago:
        clock = time_behind(text, ago.end, ANY, place.language)
        yield ago.start, clock.end if clock else ago.end
        return
    for match in NO_YEAR.finditer(text) if "月" in text or "-" in text or "/" in text else ():
        clock = time_behind(text, match.end(), ANY, place.language)
        if clock:
            yield match.start(), clock.end
            return


def may_hold_date(text: str) -> bool:
    """Whether a look at ``text`` for a date is worth its time."""
    return MOMENT.search(text) is not None or SHORT.search(text) is not None


def read_value(text: str, place: Place = NOWHERE) -> str | None:
    """The date of a machine's field (``article:published_time``, JSON-LD) in any of the spellings that these have.

    Seconds since 1970 are told in ``place.zone``, on Chinese pages in China's where none is given, else in UTC.
    """
    text = text.strip()
    if not text:
        return None
    epoch = EPOCH.fullmatch(text)
    if epoch:
        return read_epoch(epoch["seconds"], place.zone or (CHINA if place.language == "zh" else None))
    plain = PLAIN.fullmatch(text)
    if plain:
        return _plain(plain)
    match = ISO.match(text)
    if match and not match["mark"]:  # 20240305, 20240305083000
        try:
            moment = datetime.fromisoformat("{}-{}-{}".format(*match.group("year", "month", "day")))
            moment += timedelta(seconds=sum(int(match[part] or 0) * n for part, n in SECONDS))
        except ValueError:
            return None
        if moment.year not in YEARS:
            return None
        return moment.isoformat() if match["hour"] else moment.date().isoformat()
    found = read_date(BARE_CLOCK.sub(":", text), place._replace(fetched_at=None, zone=None))
    return found.iso if found else None


def _plain(match: re.Match[str]) -> str | None:
    """The date of a field in ISO 8601, which most are in; it takes a tenth of the time."""
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"])).isoformat()
    except ValueError:
        return None
    if int(match["year"]) not in YEARS:
        return None
    zone = match["zone"] or (f"{match['hours']}:{match['minutes']}" if match["hours"] else "")
    return f"{day}T{match['clock']}{zone}" if match["clock"] else day


def turned(printed: Found, told: str) -> bool:
    """Whether ``printed`` (9.10.2024) is the day that the data has ``told``, with the month first."""
    year, month, day = printed.iso[:10].split("-")
    return DOTTED.fullmatch(printed.raw) is not None and month != day and told[:10] == f"{year}-{day}-{month}"


def read_epoch(seconds: str, zone: str | None = None) -> str | None:
    """The moment ``seconds`` after the beginning of 1970, told in ``zone``, in UTC where none is given."""
    offset = datetime.fromisoformat(f"2000-01-01T00:00:00{zone}").tzinfo if zone else UTC
    moment = datetime.fromtimestamp(int(seconds), offset)
    return moment.isoformat() if moment.year in YEARS else None


def _narrow(text: str) -> str:
    return text.translate(NARROW) if not text.isascii() and WIDE.search(text) else text


def _timed(
    text: str, start: int, stop: int, day: date, clock: int | None, free: int, place: Place
) -> tuple[str, int, int]:
    """The ISO form of ``day`` with the time beside it, and where both stand; nothing before ``free`` belongs to it."""
    if clock is not None:
        inside = time_behind(text, clock, day, place.language)
        return _iso(day, inside, place), start, stop
    behind = time_behind(text, stop, day, place.language)
    if behind:
        return _iso(day, behind, place), start, behind.end
    before = time_before(text, start, day, place.language)
    if before and before[1] >= free:
        return _iso(day, before[0], place), before[1], stop
    return day.isoformat(), start, stop


def _iso(day: date, clock: Time | None, place: Place) -> str:
    if clock is None:
        return day.isoformat()
    moment = datetime(day.year, day.month, day.day) + timedelta(
        hours=clock.hour, minutes=clock.minute or 0, seconds=clock.second or 0
    )  # 24:00 is the next day's
    zone = place.zone or "" if clock.zone is None else clock.zone
    return moment.isoformat(timespec="minutes" if clock.second is None else "seconds") + zone


def _found(text: str, iso: str, start: int, stop: int, free: int) -> Found:
    raw = text[start:stop]
    start += len(raw) - len(raw.lstrip())
    stop -= len(raw) - len(raw.rstrip())
    return Found(iso, text[start:stop], start, stop, called(text, free, start, stop))


def _from_crawl(text: str, narrow: str, place: Place) -> tuple[Found, ...]:
    """What the time of the crawl dates: a time ago, or a day without a year."""
    ago = relative.find_ago(narrow)
    if ago is None and len(narrow) <= 2 * LONGEST_AGO:
        ago = relative.find_ago_in_words(narrow, place.language)
    if ago:
        then = _ago(text, narrow, ago, place)
        return (then._replace(reckoned=True),) if then else ()
    for start, stop, month, day in _without_year(narrow, place):
        told = next((one for one in sorted(place.days) if one.endswith(f"-{month:02}-{day:02}")), None)
        latest = _crawled(place) + timedelta(days=1)
        # No page is younger than its crawl (but for a day, for zones): 12月30日 on one of January is last year's.
        year = int(told[:4]) if told else latest.year - ((month, day) > (latest.month, latest.day))
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        iso, start, stop = _timed(narrow, start, stop, found, None, 0, place)
        return (_found(text, iso, start, stop, 0)._replace(reckoned=told is None),)
    return ()


def _crawled(place: Place) -> datetime:
    return place.fetched_at or datetime.max


def _without_year(text: str, place: Place) -> Iterator[tuple[int, int, int, int]]:
    for match in NO_YEAR.finditer(text):
        yield match.start(), match.end(), int(match["month"] or match["month2"]), int(match["day"] or match["day2"])
    if len(text) <= LONGEST_AGO:
        yield from day_without_year(text, place)


def _ago(text: str, narrow: str, ago: Ago, place: Place) -> Found | None:
    moment = relative.moment_of(ago, place)
    if moment is None or moment.year not in YEARS:
        return None
    if relative.is_timed(ago, place):
        iso = moment.replace(tzinfo=None).isoformat(timespec="minutes")
        return _found(text, iso + (place.zone or ""), ago.start, ago.end, 0)
    clock = time_behind(narrow, ago.end, moment.date(), place.language)
    return _found(text, _iso(moment.date(), clock, place), ago.start, clock.end if clock else ago.end, 0)

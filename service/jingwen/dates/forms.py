"""The day in a line, in whatever form it is printed: where it stands, and what year, month and day it is.

Digits are ASCII here. A form whose order of day and month cannot be known gives nothing but its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from ..regex import regex
from . import names
from .calendars import BUDDHIST, ERAS, IRANIAN_MONTHS, from_iranian, han_number
from .places import YEARS, Place

# A year may touch the clock, a comment's number or the day that is printed again: ``20249:14``.
END = r"(?!\d(?!\d?(?:[:：时時点點시h]\d|\.\s?[^\W\d_])))"
YEAR = r"(?:19|20)\d\d"
NUMERIC = regex(
    r"(?<![\d.])(?P<year>(?:19|20|25)\d\d|1[34]\d\d)\s*(?P<mark>[-/.年년])\s*(?P<month>0?[1-9]|1[0-2])\s*(?:(?P=mark)|[月월])\s*"
    r"(?P<day>0[1-9]|[12]\d|3[01]|[1-9])(?!\d(?!\d?\s*[:：时点時點시h]))(?:\s*[日일]|\.(?=\s|$))?"
)
SPACED = regex(rf"(?<![\d.])(?P<year>{YEAR})\s+(?P<month>0[1-9]|1[0-2])\s?[/-]\s?(?P<day>0[1-9]|[12]\d|3[01])(?!\d)")
SHORT_YEAR = regex(r"(?<![\d.-])(?P<year>\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?![\d-])")
# 12.12.2025 puts the day first wherever it is written; 9/12/2025 does not tell.
DOTTED = regex(
    rf"(?<![\d.,/-])(?P<day>0?[1-9]|[12]\d|3[01])\s?\.\s?(?P<month>0?[1-9]|1[0-2])\s?\.\s?(?P<year>(?:{YEAR}|25\d\d){END}|\d\d)"
    r"(?!\d|\.\d|,\d)"
)
SLASHED = regex(
    rf"(?<![\d/.-])(?P<first>\d\d?)(?P<mark>[-/])(?P<second>\d\d?)(?P=mark)(?P<year>(?:{YEAR}|25\d\d){END}|\d\d(?!\d))(?![/-]\d)"
)
ROC = regex(
    r"(?<!\d)(?P<year>1[0-4]\d|[89]\d)(?P<mark>[-/.年])\s?(?P<month>0?[1-9]|1[0-2])(?:(?P=mark)|月)\s?(?P<day>0?[1-9]|[12]\d|3[01])日?(?![\d/.-])"
)
ERA = regex(rf"(?P<era>{'|'.join(ERAS)})\s*(?P<year>\d{{1,3}}|元)\s*年\s*(?P<month>\d\d?)\s*月\s*(?P<day>\d\d?)\s*日")
HAN = regex(
    "(?P<year>[一二][九〇零○一二三四五六七八]{3})年(?P<month>[一二三四五六七八九十]{1,3})月(?P<day>[一二三四五六七八九十廿卅]{1,3})日"
)
VIETNAMESE = regex(
    rf"(?<!\d)(?P<day>\d\d?)\s+tháng\s+(?P<month>\d\d?)(?:\s*[,/-]\s*|\s+năm\s+|\s+)(?P<year>{YEAR}){END}", re.I
)
W = r"[^\W\d_][^\s\d,،;:()|/\"“”–—]{1,15}"
# 5. März 2024, 5 de marzo de 2024, 5 آذار/مارس 2024, 05-Mar-2024, 5th of May, 2019, 5 มี.ค. 2567.
DAY_NAME = regex(
    r"(?:(?<![\d:.,])|(?<=20\d\d))(?P<day>\d\d?)(?:st|nd|rd|th|er|re|eme|ème|º|ª|°|-?го|-?a|-?e)?(?![\d:%])[\s\-/.,،’']{0,4}"
    r"(?:(?:de|del|di|of|da)[\s-]|d['’]\s?)?"
    rf"(?P<name>{W}?)(?:\s?/\s?{W}?)?[\s\-/.,،]{{0,4}}(?:(?:de|del|of|г|พ\.ศ\.|ค\.ศ\.)\s?)?(?P<year>['’]\d\d|(?:{YEAR}|25\d\d|1[34]\d\d){END}|(?<=[-.\s])\d\d(?![\d:.%]))",
    re.I,
)
# The name before them: March 5, 2024, Mar 5th 2024, Fri Mar  1 09:30:00 2024 (with the clock between).
NAME_DAY = regex(
    rf"(?<![\d:.])(?P<day>\d\d?)(?:st|nd|rd|th)?(?:\s{{0,2}}[,،.]\s{{0,3}}|\s{{1,3}}|-)(?P<clock>\d\d?:\d\d(?::\d\d)?\s(?:[A-Z]{{2,4}}\s)?)?(?P<year>{YEAR}){END}",
    re.I,
)
NAME_BEFORE = regex(rf"(?P<name>{W})[\s.\-]{{0,3}}$")
# 2024 March 5, 2024. március 5., 2024 m. kovo 5 d., 2024. gada 5. marts.
YEAR_NAME = regex(
    rf"(?<![\d.])(?P<year>{YEAR})[\s.,-]{{0,4}}(?:m\.|gada|годы?)?\s?"
    r"(?:(?P<day2>\d\d?)\.?\s{1,3})?(?P<name>[^\W\d_][^\s\d,،;:()|/\"“”–—-]{2,15})(?:[\s-]{1,3}(?P<day>\d\d?)(?!\d)(?:\.|\s?d\.)?)?",
    re.I,
)


class Day(NamedTuple):
    """A day that stands in a line from ``start`` to ``end``; ``day`` is None where its order tells none.

    ``clock`` is where its time stands within it, if it does (``Fri Mar 1 09:30:00 2024``).
    """

    start: int
    end: int
    day: date | None
    clock: int | None = None


def days_in(text: str, place: Place, persian: bool) -> list[Day]:
    """The days in ``text``, in its order; ``persian`` tells that its digits were Persian ones."""
    found: list[Day] = []
    left = text  # for other forms to stand in
    whole = WHOLE_YEAR.search(text) is not None
    for pattern, reader, signs in FORMS if whole else SHORT_FORMS:
        for sign in signs:
            if sign in left:
                found += filter(None, [reader(match, place, persian) for match in pattern.finditer(text)])
                break
        if found and left is text:
            left = text[: found[0].start] + text[found[0].end :]
    if not found or (whole and len(found) < len(YEARS_IN.findall(text))):
        for pattern, reader in WORDED if whole else WORDED[:1] if OTHER_YEAR.search(text) else ():
            found += filter(None, [reader(match, place, persian) for match in pattern.finditer(text)])
    found.sort(key=lambda day: (day.start, day.day is None, -day.end))
    kept: list[Day] = []
    for day in found:
        if not kept or day.start >= kept[-1].end:
            kept.append(day)
    return kept


def day_without_year(text: str, place: Place) -> Iterator[tuple[int, int, int, int]]:
    """Where a month's name stands by a number of its days: start, end, month and day (``Mar 5``, ``5. März``)."""
    for match in re.finditer(rf"(?<![\d:.])(\d\d?)(?:st|nd|rd|th|er|\.)?(?![\d:])\s+(?:de\s+)?({W})", text, re.I):
        month = names.month(match[2], place.language)
        if month and 1 <= int(match[1]) <= 31:
            yield match.start(), match.end(), month, int(match[1])
    for match in re.finditer(rf"(?<![^\W_])({W})\s+(\d\d?)(?:st|nd|rd|th)?(?![\d:%])", text, re.I):
        month = names.month(match[1], place.language)
        if month and 1 <= int(match[2]) <= 31:
            yield match.start(), match.end(), month, int(match[2])


def _numeric(match: re.Match[str], place: Place, persian: bool) -> Day | None:
    return _day(match, int(match["year"]), int(match["month"]), int(match["day"]), place, persian)


def _short_year(match: re.Match[str], place: Place, persian: bool) -> Day | None:
    if place.order == "dmy" and place.language != "zh":
        return None  # SLASHED has it
    return _day(match, _century(int(match["year"])), int(match["month"]), int(match["day"]), place, persian)


def _dotted(match: re.Match[str], place: Place, persian: bool) -> Day | None:
    year = match["year"]
    if len(year) == 2 and re.search(r"(?:[vV]|ersion|рсия)\W*$", match.string[: match.start()]):
        return None
    return _day(match, _century(int(year)), int(match["month"]), int(match["day"]), place, persian)


def _slashed(match: re.Match[str], place: Place, persian: bool) -> Day | None:
    """25/9/2025 and 9/25/2025 tell, for no year has twenty-five months; else the order does, or what else is told."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    short = len(match["year"]) == 2
    if short and (place.order not in ("dmy", "mdy") or (match["mark"] == "-" and place.order == "mdy")):
        return None
    year = _century(year)
    readings = {"dmy": (second, first), "mdy": (first, second)}
    days = {order: _day(match, year, *reading, place, persian) for order, reading in readings.items()}
    known = {order: day for order, day in days.items() if day}
    if len({day.day for day in known.values()}) <= 1:
        return next(iter(known.values()), None)
    told = [day for day in known.values() if day.day and day.day.isoformat() in place.days]
    if len(told) == 1:
        return told[0]
    if place.order in known:
        return known[place.order]
    by_weekday = [day for day in known.values() if day.day and _is_named(match, day.day)]
    return by_weekday[0] if len(by_weekday) == 1 else Day(match.start(), match.end(), None)


def _is_named(match: re.Match[str], day: date) -> bool:
    """Whether the weekday of ``day`` is printed before it (Friday, 1/3/2024)."""
    before = match.string[max(0, match.start() - 24) : match.start()].strip(" ,،")
    words = before.split()
    return any(names.weekday(" ".join(words[-n:])) == day.weekday() for n in (1, 2) if len(words) >= n)


def _roc(match: re.Match[str], place: Place, persian: bool) -> Day | None:
    if not place.taiwanese:
        return None
    return _day(match, int(match["year"]) + ERAS["民國"], int(match["month"]), int(match["day"]), place, persian)


def _era(match: re.Match[str], place: Place, persian: bool) -> Day | None:
    year = ERAS[match["era"]] + (1 if match["year"] == "元" else int(match["year"]))
    return _day(match, year, int(match["month"]), int(match["day"]), place, persian)


def _han(match: re.Match[str], place: Place, persian: bool) -> Day | None:
    year, month, day = (han_number(match[part]) for part in ("year", "month", "day"))
    return _day(match, year, month, day, place, persian)


def _day_name(match: re.Match[str], place: Place, persian: bool) -> Day | None:
    name, year = match["name"], match["year"].lstrip("'’")
    iranian = IRANIAN_MONTHS.get(name.strip(".")) if len(year) == 4 and year < "1500" else None
    month = iranian or names.month(name, place.language) or _prefixed(name, place.language)
    if not month or not 1 <= int(match["day"]) <= 31:
        return None
    thai = "\u0e00" <= name[0] <= "\u0e7f"
    if len(year) == 2 and not (thai or match["year"][0] in "'’" or match.string[match.start("year") - 1] == "-"):
        return None
    number = int(year) + 2500 if thai and len(year) == 2 else _century(int(year))
    return _day(match, number, month, int(match["day"]), place, iranian is not None or persian)


def _prefixed(name: str, language: str) -> int | None:
    """The month whose name has the Hebrew word for ``in`` at its beginning."""
    return names.month(name[1:], language) if name.startswith("ב") else None


def _name_day(match: re.Match[str], place: Place, persian: bool) -> Day | None:
    before = NAME_BEFORE.search(match.string, max(0, match.start() - 18), match.start())
    month = names.month(before["name"], place.language) if before else None
    if before is None or not month:
        return None
    found = _day(match, int(match["year"]), month, int(match["day"]), place, persian)
    clock = match.start("clock") if match["clock"] else None
    return found._replace(start=before.start(), clock=clock) if found else None


def _year_name(match: re.Match[str], place: Place, persian: bool) -> Day | None:
    day, month = match["day2"] or match["day"], names.month(match["name"], place.language)
    if not day or not month:
        return None
    end = match.end("name") if match["day2"] else match.end()
    found = _day(match, int(match["year"]), month, int(day), place, persian)
    return found._replace(end=end) if found else None


def _century(year: int) -> int:
    return year if year > 99 else year + (1900 if year >= 90 else 2000)


def _day(match: re.Match[str], year: int, month: int, day: int, place: Place, persian: bool) -> Day | None:
    found: date | None = None
    try:
        if 1300 <= year < 1500:
            found = from_iranian(year, month, day) if persian or place.language == "fa" else None
        elif year >= 2500:
            found = date(year - BUDDHIST, month, day) if place.language == "th" or _is_thai(match.string) else None
        else:
            found = date(year, month, day)
    except ValueError:
        return None
    return Day(match.start(), match.end(), found) if found and found.year in YEARS else None


def _is_thai(text: str) -> bool:
    return re.search("[\u0e00-\u0e7f]", text) is not None


YEARS_IN, WHOLE_YEAR = regex(YEAR), regex(r"\d{4}")
# The other years that may stand behind a month's name.
OTHER_YEAR = regex(r"['’]\d\d|[-.\s]\d\d(?![\d:.%])")
Reader = Callable[[re.Match[str], Place, bool], Day | None]
# How each form of a date is read, and the signs of which all of that form hold one: to look for them costs nothing.
FORMS: tuple[tuple[re.Pattern[str], Reader, tuple[str, ...]], ...] = (
    (NUMERIC, _numeric, ("-", "/", ".", "年", "년")),
    (SPACED, _numeric, ("/", "-")),
    (SHORT_YEAR, _short_year, ("-",)),
    (DOTTED, _dotted, (".",)),
    (SLASHED, _slashed, ("/", "-")),
    (ROC, _roc, ("/", "年", ".", "-")),
    (ERA, _era, ("年",)),
    (HAN, _han, ("年",)),
    (VIETNAMESE, _numeric, ("tháng", "Tháng")),
)
# Those in which a year may have less than four digits.
SHORT_FORMS = tuple(form for form in FORMS if form[0] in (SHORT_YEAR, DOTTED, SLASHED, ROC, ERA, HAN))
# Those with names are looked for only where years are left; but for the first, they have whole ones.
WORDED = ((DAY_NAME, _day_name), (NAME_DAY, _name_day), (YEAR_NAME, _year_name))

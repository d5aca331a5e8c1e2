"""When an article was published, as printed: ISO 8601 with the precision that the page shows, and the raw string.

A zone is added only where the page, the rule or the caller says one; nothing is taken from a story's own dates.
"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import NamedTuple

YEARS = range(1990, 2100)
CHINA = "+08:00"
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        1,
    )
    for name in names.split()
}

CLOCK = (
    r"(?P<hour>[01]?\d|2[0-4])\s*(?:[:：]|时|点)\s*(?P<minute>[0-5]\d)"
    r"(?:\s*(?:[:：]|分)\s*(?P<second>[0-5]\d)?(?:\.\d+)?)?分?秒?(?:\s*(?P<half>[ap])\.?m\b\.?)?"
)
NOON = r"(?P<noon>上午|下午|凌晨|早上|早晨|中午|晚上|傍晚|晚间|早|晚)?"
ZONE = r"(?P<zone>Z\b|(?:GMT|UTC)?[+-]\d\d:?\d\d\b|(?:GMT|UTC)\b(?!\s*[+-]))?"
WEEKDAY = r"[(（]?(?:星期|周|週|禮拜)[一二三四五六日天][)）]?"
AFTER = rf"(?:\s*(?:,|，|T|{WEEKDAY})?\s*{NOON}\s*{CLOCK}\s*{ZONE})?"
FULL = re.compile(
    r"(?<![\d.])(?P<year>(?:19|20)\d\d)\s*(?P<mark>[-/.年])\s*(?P<month>0?[1-9]|1[0-2])\s*(?:(?P=mark)|月)\s*"
    rf"(?P<day>0[1-9]|[12]\d|3[01]|[1-9])(?!\d(?!\d?\s*[:：时点]))(?:\s*日)?{AFTER}",
    re.I,
)
SHORT_YEAR = re.compile(
    rf"(?<![\d.-])(?P<year>\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?![\d-]){AFTER}", re.I
)
# 12.12.2025 puts the day first wherever it is written; 9/12/2025 does not tell.
DAY_FIRST = re.compile(
    rf"(?<![\d.])(?P<day>0?[1-9]|[12]\d|3[01])\.(?P<month>0?[1-9]|1[0-2])\.(?P<year>(?:19|20)\d\d)(?![\d.]){AFTER}",
    re.I,
)
# Of 25/9/2025 and 9/25/2025 each tells, for no year has twenty-five months.
SLASHED = re.compile(
    r"(?<![\d/])(?:(?P<day>1[3-9]|2\d|3[01])/(?P<month>0?[1-9]|1[0-2])|"
    rf"(?P<month2>0?[1-9]|1[0-2])/(?P<day2>1[3-9]|2\d|3[01]))/(?P<year>(?:19|20)\d\d)(?![\d/])(?:\s-\s|,\s)?{AFTER}",
    re.I,
)
NO_YEAR = re.compile(
    r"(?<![\d./:-])(?:(?P<month>0?[1-9]|1[0-2])月(?P<day>0?[1-9]|[12]\d|3[01])日|"
    rf"(?P<month2>0[1-9]|1[0-2])[-/](?P<day2>0[1-9]|[12]\d|3[01])(?![-/.]))(?![\d]{{3}}){AFTER}"
)
RELATIVE = re.compile(
    rf"(?P<word>刚刚|昨天|昨日|前天|今天|今日|(?<!\d)(?P<n>\d{{1,3}})\s*(?P<unit>秒|分钟|小时|天|日|周|个月)前){AFTER}"
)
# 今日头条 and 昨日重现 are names; 昨天发布 is a date.
IN_A_NAME = re.compile(r"(?!发布|发表|更新)[\u4e00-\u9fff]")
NAME = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|"
    r"aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
ENGLISH = re.compile(
    rf"\b(?:{NAME}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?P<year>(?:19|20)\d\d)|"
    rf"(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{NAME.replace('name', 'name2')},?\s+(?P<year2>(?:19|20)\d\d))\b"
    rf"(?:,?\s+(?:at\s+)?{CLOCK}\s*{ZONE})?",
    re.I,
)
# What every date that is read here holds some of; one look for it spares most lines six patterns. It begins with one
# class, and tells its characters apart behind it: alternatives are searched for at a fifth of the speed.
HINT = re.compile(
    r"[\d刚昨今前](?:(?<=[1１])[9９]\d\d|(?<=[2２])[0０]\d\d|"
    r"(?<=\d)(?:\d[-/－／]\d\d|月\d|\s*(?:秒|分钟|小时|天|日|周|个月)前)|(?<=刚)刚|(?<=[昨今])[天日]|(?<=前)天)"
)
# Full-width forms stand for their ASCII twins one to one, so positions stay.
NARROW = str.maketrans("０１２３４５６７８９－／．", "0123456789-/.")
WIDE = re.compile("[０-９－／．]")
UNITS = {
    "秒": timedelta(),
    "分钟": timedelta(minutes=1),
    "小时": timedelta(hours=1),
    "天": timedelta(days=1),
    "日": timedelta(days=1),
    "周": timedelta(weeks=1),
}
DAYS = {"刚刚": 0, "今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2}


class Found(NamedTuple):
    """A date that was read: ISO 8601, the characters that it was read from, and where those stand in the text."""

    iso: str
    raw: str
    start: int
    end: int


def read_date(text: str, fetched_at: datetime | None = None, zone: str | None = None) -> Found | None:
    """The first date in ``text``, or None.

    A date without a year, or a relative one, needs ``fetched_at``; ``zone`` is added to a time printed without one.
    """
    if not HINT.search(text):
        return None
    if fetched_at and fetched_at.year not in YEARS:
        fetched_at = None
    narrow = text.translate(NARROW) if WIDE.search(text) else text
    for pattern, reader, sign in READERS if fetched_at else DATED:
        for match in pattern.finditer(narrow) if sign in narrow else ():
            iso = reader(match, fetched_at)
            if iso:
                raw = text[match.start() : match.end()].strip()
                return Found(_zoned(iso, match, zone), raw, match.start(), match.end())
    return None


def find_undated(text: str) -> tuple[int, int] | None:
    """Where ``text`` prints a moment that only the time of its crawl can date (昨天 12:03, 10-18 10:05), or None."""
    if not HINT.search(text):
        return None
    relative = (m for m in RELATIVE.finditer(text) if not _in_a_name(m))
    match = next(relative, None) or next((m for m in NO_YEAR.finditer(text) if m["hour"]), None)
    return match.span() if match else None


def read_iso(text: str) -> str | None:
    """The date of a machine's field (``article:published_time``, JSON-LD), as it stands there."""
    found = read_date(text.strip().replace("T", " ", 1)) if text else None
    return found.iso if found else None


def turned(printed: Found, told: str) -> bool:
    """Whether ``printed`` (9.10.2024) is the day that the data has ``told``, with the month first."""
    year, month, day = printed.iso[:10].split("-")
    return DAY_FIRST.fullmatch(printed.raw) is not None and month != day and told[:10] == f"{year}-{day}-{month}"


def read_epoch(seconds: str, zone: str | None = None) -> str | None:
    """The moment ``seconds`` after the beginning of 1970 (UTC), told in ``zone``, in China's where none is given."""
    offset = datetime.fromisoformat(f"2000-01-01T00:00:00{zone or CHINA}").tzinfo
    moment = datetime.fromtimestamp(int(seconds), offset)
    return moment.isoformat() if moment.year in YEARS else None


def _full(match: re.Match[str], _: datetime | None) -> str | None:
    return _iso(int(match["year"]), int(match["month"]), int(match["day"]), match)


def _slashed(match: re.Match[str], _: datetime | None) -> str | None:
    return _iso(int(match["year"]), int(match["month"] or match["month2"]), int(match["day"] or match["day2"]), match)


def _short(match: re.Match[str], _: datetime | None) -> str | None:
    year = int(match["year"])
    return _iso(year + (1900 if year >= 90 else 2000), int(match["month"]), int(match["day"]), match)


def _no_year(match: re.Match[str], fetched_at: datetime | None) -> str | None:
    if fetched_at is None:
        return None
    month, day = int(match["month"] or match["month2"]), int(match["day"] or match["day2"])
    # No page is younger than its crawl (but for a day, for zones): 12月30日 on one fetched in January is last year's.
    latest = fetched_at + timedelta(days=1)
    year = latest.year - ((month, day) > (latest.month, latest.day))
    return _iso(year, month, day, match)


def _relative(match: re.Match[str], fetched_at: datetime | None) -> str | None:
    if fetched_at is None:
        return None
    if match["unit"]:
        if match["unit"] not in UNITS:
            return None
        ago = int(match["n"]) * UNITS[match["unit"]]
        if _is_day(fetched_at):  # as precise as it is: within the day
            return (fetched_at - timedelta(days=ago.days)).date().isoformat()
        moment = fetched_at - ago
        if match["unit"] in ("分钟", "小时"):
            return moment.replace(tzinfo=None).isoformat(timespec="minutes")
        return moment.date().isoformat()
    if _in_a_name(match):
        return None
    moment = fetched_at - timedelta(days=DAYS[match["word"]])
    return _iso(moment.year, moment.month, moment.day, match)


def _is_day(fetched_at: datetime) -> bool:
    """Whether only the day is known: a date without a time is midnight, and nobody says where."""
    return fetched_at.tzinfo is None and fetched_at.time() == time.min


def _in_a_name(match: re.Match[str]) -> bool:
    """Whether the word of a relative date is the beginning of a name."""
    return match["unit"] is None and match["hour"] is None and IN_A_NAME.match(match.string, match.end()) is not None


def _english(match: re.Match[str], _: datetime | None) -> str | None:
    name = (match["name"] or match["name2"]).lower()
    return _iso(int(match["year"] or match["year2"]), MONTHS[name], int(match["day"] or match["day2"]), match)


def _iso(year: int, month: int, day: int, match: re.Match[str]) -> str | None:
    if year not in YEARS:
        return None
    try:
        moment = datetime(year, month, day)
    except ValueError:
        return None
    if match["hour"] is None:
        return moment.date().isoformat()
    noon = match["noon"] if "noon" in match.re.groupindex else None
    hour = _hour(int(match["hour"]), noon, (match["half"] or "").lower())
    moment += timedelta(
        0, 3600 * hour + 60 * int(match["minute"]) + int(match["second"] or 0)
    )  # 24:00 is the next day's
    return moment.isoformat(timespec="seconds" if match["second"] else "minutes")


def _hour(hour: int, noon: str | None, half: str) -> int:
    """The hour of the day from a clock of twelve hours, where the page says which half; else as printed."""
    if noon in ("凌晨", "上午", "早上", "早晨", "早") or half == "a":
        return 0 if hour == 12 else hour
    if noon in ("晚上", "晚间", "晚"):
        return hour + 12 if hour <= 12 else hour
    afternoon = noon in ("下午", "傍晚") or half == "p" or (noon == "中午" and hour < 10)
    return hour + 12 if afternoon and hour < 12 else hour


def _zoned(iso: str, match: re.Match[str], zone: str | None) -> str:
    """``iso`` with the zone that is printed, else with ``zone``, where it has a time."""
    printed = match["zone"] or zone
    if "T" not in iso or not printed:
        return iso
    offset = re.search(r"([+-]\d\d):?(\d\d)", printed)
    return iso + (f"{offset[1]}:{offset[2]}" if offset else "Z")


# How each form of a date is read, and a sign that all of that form hold: to look for one costs nothing.
DATED = (
    (FULL, _full, ""),
    (SHORT_YEAR, _short, "-"),
    (DAY_FIRST, _full, "."),
    (SLASHED, _slashed, "/"),
    (ENGLISH, _english, ""),
)
# With those that tell no date unless it is known when the page was fetched.
READERS = (*DATED, (RELATIVE, _relative, ""), (NO_YEAR, _no_year, ""))

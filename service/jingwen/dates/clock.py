"""The time of day beside a date: ``09:14``, ``9.14 a.m. EST``, 下午3时05分, ``um 9:14 Uhr``, ``à 9h14``, 오후 3:05."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from . import names
from .zones import read_zone

CLOCK = re.compile(
    r"(?P<hour>[01]?\d|2[0-4])"
    r"(?:\s?(?:[:：]|[hH](?=\s?\d)|[時时点點시]|giờ)\s*(?P<minute>[0-5]\d|\d(?=\s?[分분]))(?:\s*(?:[:：분分]|\.(?=\d\d\b))\s*(?P<second>[0-5]\d)(?!\d))?"
    r"(?:\.\d+)?\s*[分秒분초]?|"
    r"(?P<dotted>\.[0-5]\d)(?![\d.]?\d)|\s*[時时点點시]整?(?!\s*\d)|(?P<bare>)(?=\s?(?:[ap]\.?\s?m\b|[hH](?![^\W_])|Uhr\b)))",
    re.I,
)
AM_PM = re.compile(r"\s*(?P<half>[ap])\.?\s?m\b\.?", re.I)
# Words of a clock that tell nothing but that it is one.
SUFFIX = re.compile(r"\s?(?:Uhr|น\.|hrs?\.?|hs\.?|часов|ч\.|год\.|óra|h\b)(?![^\W\d_])", re.I)
# Where the half of the day is told in Han characters or Hangul, before the clock.
NOON = "上午|下午|凌晨|早上|早晨|清晨|中午|晚上|傍晚|晚间|晚間|午前|午後|深夜|早|晚|오전|오후|새벽|저녁|밤|아침"
WEEKDAY = (
    r"(?:星期|周|週|禮拜|礼拜)[一二三四五六日天]|[月火水木金土日](?:曜日?|(?=[)）]))|[월화수목금토일](?:요일|(?=[)）]))"
)
LUNAR = "(?:农历|農曆|夏历)[^\\d\\s)）]{2,12}"
BETWEEN = re.compile(
    rf"[\s,，、،;|•·\-–—―/()（）\[\]【】@]*(?:{WEEKDAY}|{LUNAR}|北京时间|北京時間)?[\s,，、،()（）\]】|]*(?P<noon>{NOON})?\s*"
)
WORD = re.compile(r"[^\W\d_][^\s\d,،:|()（）/]{0,14}")
# What stands between a date and its time in the languages of the press; weekdays are in the table.
JOINERS = frozenset(
    """
    t at um a à as às las la alle ore ora h om kl klo kello o u ob в о об у στις saat saati في الساعة الساعه ساعت בשעה
    pukul jam lúc luc เวลา óra godz godzina v ve de den le les am the plkst kell val ч г года року uur hora horas
    heures heure on ngay
    """.split()
)
MOST_WORDS = 4
# How far before a date its time may begin, and what the clock does not touch there.
REACH = 44
TOUCHING, DIGIT, NOON_BEFORE = re.compile(r"[^\W_]|[.:]"), re.compile(r"\d"), re.compile(rf"(?P<noon>{NOON})\s*$")
# What is printed behind a day and says no more of it.
TRAIL = re.compile(rf"(?:[\s,，(（]*(?:{WEEKDAY}|{LUNAR})[)）]?)+")


class Time(NamedTuple):
    """A time of day: ``hour`` (to 24) and ``minute``, None for an hour alone, ``second`` where it is printed.

    ``zone`` is the offset that is printed (``+08:00``), '' for a zone that tells none, None where none is; ``end``
    where it ends in the text.
    """

    hour: int
    minute: int | None
    second: int | None
    zone: str | None
    end: int


def time_behind(text: str, start: int, day: date, language: str) -> Time | None:
    """The time that stands in ``text`` behind a date which ends at ``start``; None where none does."""
    position, noon, zone = start, None, None
    for _ in range(MOST_WORDS):
        between = BETWEEN.match(text, position)
        if between:
            position, noon = between.end(), between["noon"] or noon
        found = _clock(text, position, noon, day, language, position > start)
        if found:
            return found if found.zone is not None else found._replace(zone=zone)
        zone, past = read_zone(text, position, day, language)
        if zone is not None:
            position = past
            continue
        word = WORD.match(text, position)
        if word is None:
            return None
        said = word.group()
        half = names.half(said, language)
        if half is None and names.fold(said) not in JOINERS and names.weekday(said) is None:
            return None
        noon, position = half or noon, word.end()
    return None


def past_weekday(text: str, end: int) -> int:
    """Where in ``text`` the weekday and the lunar date end that are printed behind a day which ends at ``end``."""
    trail = TRAIL.match(text, end)
    return trail.end() if trail else end


def time_before(text: str, end: int, day: date, language: str) -> tuple[Time, int] | None:
    """The time that stands in ``text`` right before a date which begins at ``end``, and where it begins."""
    start = max(0, end - REACH)
    window = text[start:end]
    for match in CLOCK.finditer(window):
        if TOUCHING.match(window, match.start() - 1) if match.start() else False:
            continue
        noon = NOON_BEFORE.search(window, 0, match.start())
        found = _clock(window, match.start(), noon["noon"] if noon else None, day, language, True)
        if found is None or DIGIT.search(window, found.end):
            continue
        words = WORD.findall(window, found.end)
        if all(names.fold(word) in JOINERS or names.weekday(word) is not None for word in words):
            return found._replace(end=start + found.end), start + (noon or match).start()
    return None


def _clock(text: str, position: int, noon: str | None, day: date, language: str, apart: bool) -> Time | None:
    match = CLOCK.match(text, position)
    if match is None or (match["dotted"] and not apart):
        return None
    minute = match["minute"] or (match["dotted"] or "")[1:]
    end = match.end()
    half = AM_PM.match(text, end)
    if half:
        noon, end = half["half"].lower() + "m", half.end()
    elif noon is None:
        word = WORD.match(text, end + len(text[end:]) - len(text[end:].lstrip()))
        told = names.half(word.group(), language) if word else None
        if word and told:
            noon, end = told, word.end()
    suffix = SUFFIX.match(text, end)
    if suffix:
        end = suffix.end()
    elif match["bare"] is not None and half is None:
        return None
    zone, end = read_zone(text, end, day, language)
    if zone is None and "北京" in text[max(0, position - 8) : position]:
        zone = "+08:00"
    hour = _hour(int(match["hour"]), noon)
    second = int(match["second"]) if match["second"] else None
    return Time(hour, int(minute) if minute else None, second, zone, end)


def _hour(hour: int, noon: str | None) -> int:
    """The hour of the day from a clock of twelve hours, where the page says which half; else as printed."""
    if noon in ("凌晨", "上午", "早上", "早晨", "清晨", "早", "午前", "오전", "새벽", "아침", "am"):
        return 0 if hour == 12 else hour
    if noon in ("晚上", "晚间", "晚間", "晚", "深夜", "밤"):
        return hour + 12 if 5 <= hour <= 12 else hour
    afternoon = noon in ("下午", "傍晚", "午後", "오후", "저녁", "pm") or (noon == "中午" and hour < 10)
    return hour + 12 if afternoon and hour < 12 else hour

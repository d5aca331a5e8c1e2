"""Moments that are told from the crawl: 半小时前, 昨天 08:30, ``vor 2 Stunden``, ``yesterday at 5:10``."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import NamedTuple

from ..regex import regex
from . import names
from .places import Place

EAST_ASIAN = regex(
    r"(?P<word>[刚剛]{2}|刚才|剛才|방금|昨天|昨日|어제|前天|今天|今日|"
    r"(?<!\d)(?P<n>\d{1,3}|半|[一二两兩三四五六七八九十])\s{0,2}(?:[个個]\s?)?"
    r"(?P<unit>秒鐘?|秒钟|分[钟鐘]?|小[时時]|時間|天|日|周|週|个月|個月|시간|분|일|초)\s?(?:之?前|전))"
)
# One of these is in each of them; a class is found in a tenth of the time.
HINT = regex("[刚剛방昨어前今전]")
# 今日头条 and 昨日重现 are names; 昨天发布 is a date.
IN_A_NAME = regex(r"(?!发布|發布|發佈|发表|發表|更新|(?:[上下]午|晚上?|早上?|凌晨|中午|傍晚)\s*\d)[\u4e00-\u9fff]")
NUMBER = regex(
    r"(?<![\d.,:])(?P<n>\d{1,3})(?![\d.,:/%-])|(?<![^\W_])(?P<one>an?|un[ea]?|eine[rm]?|één|en|ett)(?![^\W_])", re.I
)
WORDS = regex(r"[^\W\d_][^\s\d,;|()]*")
DELTAS = {
    "second": timedelta(),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}
UNITS = {"秒": "second", "초": "second", "分": "minute", "분": "minute", "小": "hour", "時": "hour", "시": "hour",
         "天": "day", "日": "day", "일": "day", "周": "week", "週": "week"}  # fmt: skip
DAYS = {"昨天": 1, "昨日": 1, "어제": 1, "前天": 2}
# How papers say it, for what the table has.
SINCE = {"منذ": "قبل"}
HAN = dict(zip("一二两兩三四五六七八九十", (1, 2, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True))


class Ago(NamedTuple):
    """A moment told from the crawl, from ``start`` to ``end`` of a line: ``days`` ago, or ``n`` of ``unit``."""

    start: int
    end: int
    unit: str
    n: float


def find_ago(text: str) -> Ago | None:
    """The first moment in ``text`` that is told from the crawl in Chinese, Japanese or Korean; None for none."""
    for match in EAST_ASIAN.finditer(text) if HINT.search(text) else ():
        if match["unit"]:
            unit = UNITS.get(match["unit"][0])
            number = match["n"]
            n = 0.5 if number == "半" else HAN[number] if number in HAN else int(number)
            if unit:
                return Ago(match.start(), match.end(), unit, n)
        elif not IN_A_NAME.match(text, match.end()):
            word = match["word"]
            return Ago(match.start(), match.end(), "day", DAYS.get(word, 0))
    return None


def find_ago_in_words(text: str, language: str) -> Ago | None:
    """The same in the other languages, of which the table has the patterns; today and yesterday in ``language``."""
    for match in NUMBER.finditer(text):
        before = [*WORDS.finditer(text, max(0, match.start() - 30), match.start())][-3:]
        behind = [*WORDS.finditer(text, match.end(), match.end() + 30)][:4]
        for k in range(min(len(before), 3) + 1):
            left = [SINCE.get(w.group(), names.fold(w.group())) for w in before[len(before) - k :]]
            for m in range(len(behind), -1, -1):
                right = [names.fold(w.group()) for w in behind[:m]]
                unit = names.unit_ago(" ".join([*left, "#", *right]))
                if unit in DELTAS:
                    start = before[len(before) - k].start() if k else match.start()
                    return Ago(start, behind[m - 1].end() if m else match.end(), unit, int(match["n"] or 1))
    for match in WORDS.finditer(text[:60]):
        days = names.days_ago(match.group(), language or "en")
        if days is not None:
            return Ago(match.start(), match.end(), "day", days)
    return None


def moment_of(ago: Ago, place: Place) -> datetime | None:
    """When ``ago`` was, by the crawl's clock; midnight of its day where no more is known."""
    crawled = place.fetched_at
    if crawled is None:
        return None
    delta = ago.n * DELTAS[ago.unit]
    if _is_day(crawled):  # as precise as it is: within the day
        return crawled - timedelta(days=delta.days)
    return crawled - delta


def is_timed(ago: Ago, place: Place) -> bool:
    """Whether the moment is known to the minute."""
    return ago.unit in ("minute", "hour") and place.fetched_at is not None and not _is_day(place.fetched_at)


def _is_day(fetched_at: datetime) -> bool:
    """Whether only the day is known: a date without a time is midnight, and nobody says where."""
    return fetched_at.tzinfo is None and fetched_at.time() == time.min

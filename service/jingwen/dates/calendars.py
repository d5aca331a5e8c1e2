"""Years that are not counted from Christ's birth: the Republic's, Japan's eras, the Buddhist and the Iranian."""

from __future__ import annotations

from datetime import date, timedelta

# What is added to a year of each.
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "民國": 1911, "民国": 1911}
BUDDHIST = 543
HAN = {numeral: value for value, numerals in enumerate(("〇零○", *"一二三四五六七八九")) for numeral in numerals}
# Days before each month of an Iranian year.
IRANIAN = (0, 31, 62, 93, 124, 155, 186, 216, 246, 276, 306, 336)
IRANIAN_MONTHS = {
    name: number
    for number, spelt in enumerate(
        (
            "فروردین حمل",
            "اردیبهشت ثور",
            "خرداد جوزا",
            "تیر سرطان",
            "مرداد امرداد اسد",
            "شهریور سنبله",
            "مهر میزان",
            "آبان عقرب",
            "آذر قوس",
            "دی جدی",
            "بهمن دلو",
            "اسفند حوت",
        ),
        1,
    )
    for name in spelt.split()
}


def han_number(numerals: str) -> int:
    """The number that ``numerals`` are, a digit each (二〇二四) or with tens (二十三, 廿一)."""
    numerals = numerals.replace("廿", "二十").replace("卅", "三十")
    if "十" not in numerals:
        return int("".join(str(HAN[numeral]) for numeral in numerals) or "0")
    tens, ones = numerals.split("十", 1)
    return 10 * (han_number(tens) if tens else 1) + han_number(ones)


def from_iranian(year: int, month: int, day: int) -> date | None:
    """The day of the Solar Hijri calendar, which has leap years by a cycle of 33 in our time; None for no day."""
    leaps = (1, 5, 9, 13, 17, 22, 26, 30)
    longest = 31 if month <= 6 else 30 if month < 12 or year % 33 in leaps else 29
    if not 1 <= month <= 12 or not 1 <= day <= longest:
        return None
    # The year 1370 began on 21 March 1991.
    begin = date(1991, 3, 21) + timedelta(365 * (year - 1370) + _leaps(year) - _leaps(1370))
    return begin + timedelta(IRANIAN[month - 1] + day - 1)


def _leaps(year: int) -> int:
    """How many leap years come before ``year``."""
    cycles, rest = divmod(year, 33)
    return 8 * cycles + sum(leap < rest for leap in (1, 5, 9, 13, 17, 22, 26, 30))

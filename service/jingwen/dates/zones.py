"""Time zones as they are printed beside a time: offsets, abbreviations, and 北京时间."""

from __future__ import annotations

import re
from datetime import date, timedelta

# Abbreviations that mean one place wherever news is printed; those of North America's standard and summer times.
OFFSETS = {
    "Z": "Z", "GMT": "Z", "UTC": "Z", "UT": "Z", "WET": "Z",
    "BST": "+01:00", "WEST": "+01:00", "CET": "+01:00", "MEZ": "+01:00", "WAT": "+01:00",
    "CEST": "+02:00", "MESZ": "+02:00", "EET": "+02:00", "SAST": "+02:00", "CAT": "+02:00",
    "EEST": "+03:00", "MSK": "+03:00", "МСК": "+03:00", "EAT": "+03:00", "TRT": "+03:00", "GST": "+04:00",
    "PKT": "+05:00", "NPT": "+05:45", "ICT": "+07:00", "WIB": "+07:00",
    "WITA": "+08:00", "HKT": "+08:00", "SGT": "+08:00", "MYT": "+08:00", "PHT": "+08:00", "AWST": "+08:00",
    "WIT": "+09:00", "JST": "+09:00", "KST": "+09:00", "ACST": "+09:30", "AEST": "+10:00", "ACDT": "+10:30",
    "AEDT": "+11:00", "NZST": "+12:00", "NZDT": "+13:00", "BRT": "-03:00", "ART": "-03:00",
    "ADT": "-03:00", "AST": "-04:00", "EDT": "-04:00", "EST": "-05:00", "CDT": "-05:00", "CST": "-06:00",
    "MDT": "-06:00", "MST": "-07:00", "PDT": "-07:00", "PST": "-08:00", "AKDT": "-08:00", "AKST": "-09:00",
    "HST": "-10:00",
    "北京时间": "+08:00", "北京時間": "+08:00", "台北時間": "+08:00", "台灣時間": "+08:00", "香港時間": "+08:00",
    "香港时间": "+08:00", "日本時間": "+09:00",
}  # fmt: skip
# Hours behind Greenwich in winter where the abbreviation leaves open whether it is summer.
NORTH_AMERICAN = {"ET": 5, "CT": 6, "MT": 7, "PT": 8}
# Those that say other things in other countries.
CHINESE = {"CST": "+08:00"}
INDIAN = frozenset({"hi", "ta", "te", "bn"})
UNKNOWN = "IST"
ZONE = re.compile(
    r"\s*[(（\[]?\s*(?:(?:(?:GMT|UTC)\s*)?(?P<sign>[+\-−])\s?(?P<hours>\d\d?)(?:[:：]?(?P<minutes>\d\d))?(?!\d)|"
    rf"(?P<name>Z|{UNKNOWN}|{'|'.join(sorted({*OFFSETS, *NORTH_AMERICAN} - {'Z'}, key=len, reverse=True))})"
    r"(?![^\W_]))\s*[)）\]]?"
)


def read_zone(text: str, start: int, day: date, language: str) -> tuple[str | None, int]:
    """The offset that is printed in ``text`` at ``start`` and where it ends; '' for one that tells none (IST).

    ``day`` tells whether it is summer, ``language`` whose abbreviation it is. None where no zone is printed.
    """
    match = ZONE.match(text, start)
    if match is None:
        return None, start
    name = match["name"]
    if name is None:
        named = "GMT" in match.group() or "UTC" in match.group()
        if not named and match["minutes"] is None:  # 08:30 -5 is no zone
            return None, start
        hours, minutes = int(match["hours"]), int(match["minutes"] or 0)
        if hours > 14 or minutes > 59:
            return None, start
        return f"{'+' if match['sign'] == '+' else '-'}{hours:02}:{minutes:02}", match.end()
    if name == UNKNOWN:
        return ("+05:30" if language in INDIAN else ""), match.end()
    if name in NORTH_AMERICAN:
        return f"-{NORTH_AMERICAN[name] - _is_summer(day):02}:00", match.end()
    if language == "zh" and name in CHINESE:
        return CHINESE[name], match.end()
    return OFFSETS[name], match.end()


def _is_summer(day: date) -> bool:
    """Whether clocks are ahead in North America: from the second Sunday in March to the first in November (2007 on)."""
    march, november = date(day.year, 3, 8), date(day.year, 11, 1)
    start, end = (first + timedelta(days=(6 - first.weekday()) % 7) for first in (march, november))
    return start <= day < end

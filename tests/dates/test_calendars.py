"""Days of calendars with other years."""

from __future__ import annotations

from datetime import date

import pytest

from jingwen.dates.calendars import from_iranian, han_number


@pytest.mark.parametrize(
    ("iranian", "day"),
    [
        ((1370, 1, 1), date(1991, 3, 21)),
        ((1375, 12, 30), date(1997, 3, 20)),  # a leap year's last
        ((1376, 1, 1), date(1997, 3, 21)),
        ((1398, 10, 11), date(2020, 1, 1)),
        ((1399, 12, 30), date(2021, 3, 20)),
        ((1402, 12, 15), date(2024, 3, 5)),
        ((1403, 1, 1), date(2024, 3, 20)),
        ((1403, 12, 30), date(2025, 3, 20)),
        ((1404, 1, 1), date(2025, 3, 21)),
        ((1404, 7, 1), date(2025, 9, 23)),
        ((1402, 12, 30), None),
        ((1402, 7, 31), None),
        ((1402, 13, 1), None),
    ],
)
def test_the_iranian_calendar(iranian: tuple[int, int, int], day: date | None) -> None:
    assert from_iranian(*iranian) == day


@pytest.mark.parametrize(
    ("numerals", "number"),
    [
        ("二〇二四", 2024),
        ("一九九八", 1998),
        ("三", 3),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("廿一", 21),
        ("三十一", 31),
    ],
)
def test_a_number_in_han_characters(numerals: str, number: int) -> None:
    assert han_number(numerals) == number

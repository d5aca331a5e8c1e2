"""Zones as they are printed beside a time; a printed one is surer than the caller's."""

from __future__ import annotations

import pytest

from jingwen.dates.places import Place
from jingwen.dates.read import read_date


@pytest.mark.parametrize(
    ("text", "language", "iso"),
    [
        ("March 5, 2024 9:14 a.m. EST", "en", "2024-03-05T09:14-05:00"),
        ("March 5, 2024 9:14 a.m. ET", "en", "2024-03-05T09:14-05:00"),
        ("July 5, 2024 9:14 a.m. ET", "en", "2024-07-05T09:14-04:00"),
        ("March 9, 2024 9:14 a.m. PT", "en", "2024-03-09T09:14-08:00"),
        ("March 10, 2024 9:14 a.m. PT", "en", "2024-03-10T09:14-07:00"),
        ("Nov 3, 2024 9:14 a.m. CT", "en", "2024-11-03T09:14-06:00"),
        ("5 March 2024 09:14 CET", "de", "2024-03-05T09:14+01:00"),
        ("5. März 2024, 09:14 Uhr MEZ", "de", "2024-03-05T09:14+01:00"),
        ("2024-03-05 09:14 JST", "ja", "2024-03-05T09:14+09:00"),
        ("2024-03-05 09:14 CST", "zh", "2024-03-05T09:14+08:00"),
        ("2024-03-05 09:14 CST", "en", "2024-03-05T09:14-06:00"),
        ("2024-03-05 09:14 北京时间", "zh", "2024-03-05T09:14+08:00"),
        ("2024-03-05 北京时间 09:14", "zh", "2024-03-05T09:14+08:00"),
        ("2024-03-05 09:14 (UTC+8)", "zh", "2024-03-05T09:14+08:00"),
        ("2024-03-05 09:14 UTC+05:30", "en", "2024-03-05T09:14+05:30"),
        ("March 05, 2024 09:14 IST", "hi", "2024-03-05T09:14+05:30"),
        ("March 05, 2024 09:14 IST", "en", "2024-03-05T09:14"),  # India's, Israel's or Ireland's
        ("2024-03-05 09:14", "zh", "2024-03-05T09:14+02:00"),
        ("2024-03-05 09:14 -5", "zh", "2024-03-05T09:14+02:00"),
        ("2024-03-05", "zh", "2024-03-05"),
    ],
)
def test_a_zone_that_is_printed(text: str, language: str, iso: str) -> None:
    found = read_date(text, Place(zone="+02:00", language=language))

    assert found is not None
    assert found.iso == iso

"""A picture in passing: where its address stands, and whether it shows anything."""

from __future__ import annotations

import pytest

from jingwen.sight import Sight, largest


@pytest.mark.parametrize(
    ("attributes", "address"),
    [
        ({"src": "a.jpg"}, "a.jpg"),
        ({"src": "blank.gif", "data-src": "a.jpg"}, "a.jpg"),
        ({"src": "data:image/gif;base64,R0", "data-original": "a.jpg"}, "a.jpg"),
        ({"src": "data:image/gif;base64,R0", "data-srcset": "a.jpg 1x, b.jpg 2x"}, "b.jpg"),
        ({"src": "a.jpg", "srcset": "b.jpg 2x"}, "a.jpg"),
        ({"srcset": "a.jpg 320w, b.jpg 640w"}, "b.jpg"),
        ({"src": "data:image/gif;base64,R0"}, None),
        ({"src": None, "alt": "湖"}, None),
        ({}, None),
    ],
)
def test_where_the_address_stands(attributes: dict[str, str | None], address: str | None) -> None:
    assert Sight(attributes).address == address


@pytest.mark.parametrize(
    ("candidates", "address"),
    [
        ("a.jpg", "a.jpg"),
        ("a.jpg, b.jpg 1.5x, c.jpg 3x", "c.jpg"),
        ("a.jpg 1200w,\n b.jpg 600w,", "a.jpg"),
        ("a.jpg 300w,b.jpg 600w", "b.jpg"),
        ("/c/w_300,h_200/a.jpg 300w, /c/w_600,h_400/a.jpg 600w", "/c/w_600,h_400/a.jpg"),
        ("a.jpg 2x, b.jpg 2x", "a.jpg"),
        ("data:image/gif;base64,R0lGOD 1w", None),
        (" , ", None),
    ],
)
def test_the_largest_of_a_set(candidates: str, address: str | None) -> None:
    assert largest(candidates) == address


@pytest.mark.parametrize(
    ("attributes", "icon"),
    [
        ({"width": "1", "height": "1"}, True),
        ({"width": "600", "height": "2"}, True),
        ({"width": "32px"}, True),
        ({"width": "33"}, False),
        ({"width": "100%", "height": "auto"}, False),
        ({"width": ""}, False),
        ({"width": None}, False),
        ({"width": "9" * 5000}, False),
        ({}, False),
    ],
)
def test_a_picture_too_small_to_show_anything(attributes: dict[str, str | None], icon: bool) -> None:
    assert Sight(attributes).icon == icon

"""A picture in passing: where its address stands, and whether it shows anything."""

from __future__ import annotations

import pytest

from jingwen.sight import Sight, is_placeholder, largest, shown_by


@pytest.mark.parametrize(
    ("attributes", "address"),
    [
        ({"src": "a.jpg"}, "a.jpg"),
        ({"src": "blank.gif", "data-src": "a.jpg"}, "a.jpg"),
        ({"src": "data:image/gif;base64,R0", "data-original": "a.jpg"}, "a.jpg"),
        ({"src": "data:image/gif;base64,R0", "data-srcset": "a.jpg 1x, b.jpg 2x"}, "a.jpg"),
        ({"src": "small.jpg", "data-srcset": "a.jpg 1w, b.jpg 2w"}, "b.jpg"),
        ({"src": "/img/loading.gif", "data-hi-res-src": "a.jpg"}, "a.jpg"),
        ({"src": "a.jpg", "lazysrc": "b"}, "b"),
        ({"src": "none.gif", "zoomfile": "/p/a.jpg"}, "/p/a.jpg"),
        ({"src": "1x1.png", "data-url": "/share?a"}, None),
        ({"src": "a.jpg", "data-image": "b.jpg"}, "a.jpg"),
        ({"src": "a.jpg", "data-fallback-src": "b.jpg", "data-src": "about:blank"}, "a.jpg"),
        ({"src": "/img/spacer.gif"}, None),
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
        ("b.jpg 1.5x, a.jpg, c.jpg 3x", "a.jpg"),
        ("blank.gif 900w, a.jpg 300w 200h, b.jpg 600w 400h", "b.jpg"),
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


@pytest.mark.parametrize(
    ("sources", "address"),
    [
        ([{"srcset": "a.webp 800w"}, {"srcset": "b.jpg 1200w, c.jpg 400w"}], "b.jpg"),
        ([{"data-srcset": "a.webp"}, {"srcset": "b.jpg"}], "a.webp"),
        ([{"media": "(max-width: 600px)", "srcset": "a.jpg"}, {"srcset": "b.jpg"}], "b.jpg"),
        ([{"srcset": "a.jpg"}, {"media": "(min-width:900px)", "srcset": "b.jpg 1x, c.jpg 2x"}], "b.jpg"),
        ([{"src": "a.mp4", "type": "video/mp4"}], None),
    ],
)
def test_the_largest_of_several_sources(sources: list[dict[str, str | None]], address: str | None) -> None:
    assert Sight({"src": "data:image/gif;base64,R0"}, sources=tuple(sources)).address == address
    assert Sight({"src": "d.jpg"}, sources=tuple(sources)).address == "d.jpg"


@pytest.mark.parametrize(
    ("file", "holds"),
    [
        *[
            (file, True)
            for file in ("blank.gif", "1x1.png", "img_loading.gif", "lazy-placeholder-300x200.png", "s.gif")
        ],
        *[(file, False) for file in ("loading-dock.jpg", "pixel-8.jpg", "space.jpg", "a.jpg", "1.gif", "blank", "")],
    ],
)
def test_placeholders_by_their_names(file: str, holds: bool) -> None:
    assert is_placeholder(f"https://news.example.com/blank.gif/{file}?a=/blank.gif") is holds


@pytest.mark.parametrize(
    ("tag", "attributes", "address"),
    [
        ("span", {"dataurl": "/p/1.jpg"}, "/p/1.jpg"),
        ("div", {"class": "lazy", "data-bg": "/p/1.jpg?w=3"}, "/p/1.jpg?w=3"),
        ("div", {"class": "photo", "style": "color:red; background-image: url('/p/1')"}, "/p/1"),
        ("figure", {"style": "background:#fff url(/p/1.jpg) no-repeat"}, "/p/1.jpg"),
        ("div", {"class": "wrapper", "style": "background:url(/p/1.jpg)"}, None),
        ("div", {"class": "share-bar", "data-image": "/p/1.jpg"}, None),
        ("div", {"data-url": "/p/1"}, None),
        ("div", {"class": "hero", "style": "background:url(data:image/gif;base64,R0)"}, None),
    ],
)
def test_pictures_of_other_elements(tag: str, attributes: dict[str, str | None], address: str | None) -> None:
    assert shown_by(tag, attributes) == address

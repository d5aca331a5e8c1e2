"""The article's captions with their credits and pictures, and what is told of a picture in attributes only."""

from __future__ import annotations

import pytest

from jingwen import Cleaner

from ..pages import FIRST, SECOND, THIRD

CLEANER = Cleaner("off")


def captions(piece: str) -> list[tuple[str, str | None, str | None]]:
    """The captions of a page with a ``piece`` of markup between its paragraphs."""
    page = f"<title>x</title><article><p>{FIRST}</p>{piece}<p>{SECOND}</p><p>{THIRD}</p></article>"
    return [(c.text, c.credit, c.image) for c in CLEANER.clean(page, url="https://example.com/a").captions]


@pytest.mark.parametrize(
    "credit",
    [
        "<p>Photo: Jane Doe</p>",
        "<div>© Jane Doe</div>",
        "<p class=credit>Photo: Jane Doe</p>",
    ],
)
def test_a_credit_on_a_line_of_its_own_belongs_to_the_caption(credit: str) -> None:
    found = captions(f"<figure><img src=/1.jpg><figcaption><p>The tram.</p>{credit}</figcaption></figure>")
    assert [(text.partition(" ")[0], by, image) for text, by, image in found] == [
        ("The", "Jane Doe", "https://example.com/1.jpg")
    ]


def test_what_is_named_a_credit_is_one_without_a_word_for_it() -> None:
    piece = "<figure><img src=/1.jpg><figcaption>The tram.</figcaption><p class=image-credit>Jane Doe</p></figure>"
    assert captions(piece) == [("The tram. Jane Doe", "Jane Doe", "https://example.com/1.jpg")]


def test_the_next_picture_begins_a_caption_of_its_own() -> None:
    one = "<figure><img src=/1.jpg><figcaption>The tram.</figcaption></figure>"
    other = "<figure><img src=/2.jpg><figcaption>Photo: Jane Doe</figcaption></figure>"
    assert [text for text, _, _ in captions(one + other)] == ["The tram.", "Photo: Jane Doe"]


@pytest.mark.parametrize(
    "piece",
    [
        "<div data-caption='The tram' data-credit='Jane Doe'><img src=/1.jpg></div>",
        "<img src=/1.jpg data-image-caption='&lt;p&gt;The tram&lt;/p&gt;' data-credit='Jane Doe'>",
        "<a href=/big.jpg data-sub-html='The tram' data-copyright='Jane Doe'><img src=/1.jpg></a>",
    ],
)
def test_a_caption_that_a_script_shows(piece: str) -> None:
    assert captions(piece) == [("The tram", "Jane Doe", "https://example.com/1.jpg")]


@pytest.mark.parametrize(
    "piece",
    [
        "<div data-caption='1.jpg'><img src=/1.jpg></div>",
        "<div data-caption=''><img src=/1.jpg></div>",
        "<div data-caption='The tram'></div>",
    ],
)
def test_what_says_nothing_of_a_picture_is_no_caption(piece: str) -> None:
    assert captions(piece) == []


def test_a_caption_is_given_once_and_that_of_another_story_never() -> None:
    printed = "<figure data-caption='The tram'><img src=/1.jpg><figcaption>The tram</figcaption></figure>"
    assert [text for text, _, _ in captions(printed)] == ["The tram"]
    aside = "</article><aside><div data-caption='Another story'><img src=/2.jpg></div></aside><article>"
    assert captions(aside) == []

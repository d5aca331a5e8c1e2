"""Which of a page's dates is the publication's: by where they stand, what they are called, and what the data tells."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from jingwen.block import Block
from jingwen.dates.places import Place
from jingwen.fields.collect import Fields, collect
from jingwen.fields.data import data_times
from jingwen.fields.dating import day_of_address, place_of_page
from jingwen.model import Data, Element, Label, Labelled, Page
from jingwen.rules.apply import RuleFields

T, C, B, S, X = Label.TITLE, Label.CREDITS, Label.BODY, Label.SIGNOFF, Label.OTHER
TITLE = (T, "Snow falls on the river town")
STORY = (B, "Early in the morning the small town by the river came to life as children built snowmen in the street.")
MORE = (B, "The last winter with so much snow was that of 1963, and nobody here has forgotten how long it lasted.")
PADDING = [(X, "Menu")] * 15

Line = tuple[Label, str]


def page_of(*lines: Line, data: Data | None = None, url: str | None = None) -> Page:
    elements = (Element(-1, "html", "", 0), *(Element(0, "p", "", 1) for _ in lines))
    blocks = tuple(Block(n, text, "p", n + 1) for n, (_, text) in enumerate(lines))
    return Page("html", blocks, elements, data or Data(), url)


def fields(*lines: Line, data: Data | None = None, url: str | None = None, at: datetime | None = None) -> Fields:
    page = page_of(*lines, data=data, url=url)
    labelled = [Labelled(block, label, "test") for block, (label, _) in zip(page.blocks, lines, strict=True)]
    return collect(page, labelled, RuleFields(), at, None)


def told(published: str, language: str = "en", **meta: str) -> Data:
    return Data(meta={"article:published_time": published, **meta}, language=language)


@pytest.mark.parametrize(
    ("opening", "date"),
    [
        ("HARBOURTOWN, March 5, 2024 (NewsWire) -- ", "2024-03-05"),
        ("NEW QUAY, N.Y., March 5, 2024 /NewsWire/ -- ", "2024-03-05"),
        ("Hafenstadt, 5. März 2024 – ", "2024-03-05"),
        ("Harbourtown remembers March 5, 2024 as the day when ", None),
        ("On the quay, March 5, 2024 was a day of rain, and ", None),
    ],
)
def test_the_dateline_of_a_press_release(opening: str, date: str | None) -> None:
    language = "de" if "März" in opening else "en"
    data = Data(language=language)
    assert fields(TITLE, (B, f"{opening}{STORY[1]}"), MORE, data=data).date == date


@pytest.mark.parametrize(
    ("lines", "data", "date"),
    [
        pytest.param([TITLE, (X, "By Jane Doe | 5 March 2024"), STORY], None, "2024-03-05", id="a line in the head"),
        pytest.param(
            [TITLE, (X, "By Jane Doe | 5 March 2024"), STORY], told("2024-03-04T23:10:00Z"), "2024-03-05",
            id="what is printed over what is told",
        ),
        pytest.param([(C, "8 June 2024"), *PADDING, TITLE, (X, "5 March 2024"), STORY], None, "2024-03-05", id="clock"),
        pytest.param(
            [(C, "8 June 2024"), (X, "Menu"), (X, "Sport"), (X, "Arts"), (X, "Shop"), TITLE, STORY],
            told("2024-03-05"), "2024-03-05", id="the data over a clock above the headline",
        ),
        pytest.param(
            [(C, "5 March 2024, 09:14"), TITLE, STORY], told("2024-03-07"), "2024-03-05T09:14",
            id="right above the headline",
        ),
        pytest.param(
            [TITLE, (C, "7 March 2024"), (C, "5 March 2024"), STORY], told("2024-03-05T09:14:00Z"), "2024-03-05",
            id="of two dates the one that is told",
        ),
        pytest.param(
            [TITLE, (C, "1 March 2024"), (C, "2 March 2024"), (C, "3 March 2024"), (C, "4 March 2024"), STORY],
            told("2023-12-24"), "2024-03-01", id="close to the headline over a list of stories",
        ),
        pytest.param(
            [TITLE, (X, "Ads"), (X, "Ads"), (X, "Ads"), (C, "1 May 2023"), (C, "2 May 2023"), (C, "3 May 2023"), STORY],
            told("2023-12-24"), "2023-12-24", id="the data over a list of stories",
        ),
        pytest.param(
            [TITLE, (C, "Registered: 18 May 2008"), (X, "by r23 » 21 May 2009"), STORY], None, "2009-05-21",
            id="when somebody joined",
        ),
        pytest.param(
            [TITLE, (B, "Published March 5, 2024Last updated July 21, 2024This story is old."), STORY], None,
            "2024-03-05", id="a labelled line in the text",
        ),
        pytest.param([TITLE, (B, "Hamburg, 5 March 2024"), STORY], None, "2024-03-05", id="a short line of the text"),
        pytest.param([TITLE, STORY, MORE, (X, "Story published on 5 March 2024.")], None, "2024-03-05", id="below it"),
        pytest.param([TITLE, STORY, (S, "5 March 2024")], None, "2024-03-05", id="the sign-off's"),
        pytest.param([(T, "05.03.2024 - Snow falls"), STORY], None, "2024-03-05", id="set before the headline"),
        # None of the publication's.
        pytest.param([TITLE, (B, "On 5 March 2024 the snow began."), STORY], None, None, id="a sentence's"),
        pytest.param([TITLE, STORY, (B, "— Kate (@kate) March 5, 2024")], None, None, id="a message's"),
        pytest.param([TITLE, STORY, (X, "5 March 2024 Ferry stuck"), (X, "4 March 2024")], None, None, id="others'"),
        pytest.param([TITLE, STORY, (C, "Ferry stuck 5 March 2024")], None, None, id="one other's"),
        pytest.param([TITLE, STORY, (C, "Kate, 5 March 2024 at 9:14: nice!")], None, None, id="a comment's"),
        pytest.param([TITLE, (X, "© 5 March 2024 The Post"), STORY], None, None, id="the copyright's"),
        pytest.param([(T, "Snow of 5 March 2024 melts"), STORY], None, None, id="within the headline"),
    ],
)  # fmt: skip
def test_the_date_of_a_page(lines: list[Line], data: Data | None, date: str | None) -> None:
    assert fields(*lines, data=data).date == date


@pytest.mark.parametrize(
    ("language", "url", "meta", "others", "date"),
    [
        ("en-GB", None, {}, [], "2024-04-03"),
        ("en-US", None, {}, [], "2024-03-04"),
        ("en", None, {}, [], None),
        ("en", "https://news.example.co.uk/a", {}, [], "2024-04-03"),
        ("en", "https://news.example.com/2024/04/03/snow", {}, [], "2024-04-03"),
        ("en", None, {"article:published_time": "2024-03-04T09:00:00Z"}, [], "2024-03-04"),
        ("en", None, {}, [(X, "25/12/2023")], "2024-04-03"),
        ("en", None, {}, [(X, "12/25/2023")], "2024-03-04"),
        ("en", None, {}, [(X, "12/25/2023"), (X, "25/12/2023")], None),
    ],
)
def test_what_settles_the_order_of_day_and_month(
    language: str, url: str | None, meta: dict[str, str], others: list[Line], date: str | None
) -> None:
    data = Data(meta=meta, language=language)
    lines = [TITLE, (X, "03/04/2024"), STORY, MORE, *PADDING, *others]
    assert fields(*lines, data=data, url=url).date == date


def test_both_dates_of_a_line_are_told() -> None:
    line = (X, "PUBLISHED: March 5, 2024 at 9:14 a.m. | UPDATED: March 6, 2024 at 12:21 a.m.")
    found = fields(TITLE, line, STORY)
    assert (found.date, found.modified) == ("2024-03-05T09:14", "2024-03-06T00:21")
    assert found.date_raw == "March 5, 2024 at 9:14 a.m."


def test_labels_in_blocks_of_their_own() -> None:
    lines = [(X, "Updated"), (X, "6 March 2024"), (X, "Published:"), (X, "5 March 2024, 09:14")]
    found = fields(TITLE, *lines, STORY)
    assert (found.date, found.modified) == ("2024-03-05T09:14", "2024-03-06")


def test_a_moment_told_from_the_crawl_needs_it() -> None:
    line = (X, "By Jane Doe, 3 hours ago")
    assert fields(TITLE, line, STORY).date is None
    assert fields(TITLE, line, STORY, at=datetime(2024, 3, 5, 12, 14)).date == "2024-03-05T09:14"


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.com/2024/03/05/snow", "2024-03-05"),
        ("https://example.com/news/2024/3/5/snow", "2024-03-05"),
        ("https://example.com/2024-03-05-snow.html", "2024-03-05"),
        ("https://example.com/news/20240305/snow", "2024-03-05"),
        ("https://example.com/t20240305_123.html", "2024-03-05"),
        ("https://example.com/n1/2024/0305/c1-2.html", "2024-03-05"),
        ("https://example.com/2024/mar/05/snow", "2024-03-05"),
        ("https://example.com/2024/03/snow", None),
        ("https://example.com/a/202403051234", None),
        ("https://example.com/2024/13/05/snow", None),
        ("https://example.com/2024/02/30/snow", None),
        (None, None),
    ],
)
def test_the_day_in_an_address(url: str | None, day: str | None) -> None:
    assert day_of_address(url) == day


@pytest.mark.parametrize(
    ("name", "value", "date"),
    [
        ("article:published_time", "2024-03-05T09:14+0800", "2024-03-05T09:14+08:00"),
        ("article:published_time", "2024-03-05T0914+0800", "2024-03-05T09:14+08:00"),
        ("article:published_time", "1709630040", "2024-03-05T09:14:00+00:00"),
        ("article:published_time", "1709630040000", "2024-03-05T09:14:00+00:00"),
        ("og:regDate", "20240305091400", "2024-03-05T09:14:00"),
        ("pubdate", "20240305", "2024-03-05"),
        ("publish-date", "Tue, 05 Mar 2024 09:14:00 GMT", "2024-03-05T09:14:00Z"),
        ("PublishDate", "2024/03/05 09:14", "2024-03-05T09:14"),
        ("dc.date.issued", "2024-03-05", "2024-03-05"),
        ("dcterms.created", "2024-03-05", "2024-03-05"),
        ("x-published-date", "2024-03-05", "2024-03-05"),
        ("article:published_time", "20249999", None),
        ("article:published_time", "2024-W10-2", None),
        ("expires", "2024-03-05", None),
        ("article:modified_time", "2024-03-05", None),
    ],
)
def test_the_spellings_of_meta_tags(name: str, value: str, date: str | None) -> None:
    assert fields(TITLE, STORY, data=Data(meta={name.lower(): value})).date == date


@pytest.mark.parametrize(
    ("document", "date"),
    [
        ({"@type": "NewsArticle", "datePublished": ["2024-03-05"]}, "2024-03-05"),
        ({"@type": "NewsArticle", "datePublished": {"@value": "2024-03-05"}}, "2024-03-05"),
        ({"@type": "NewsArticle", "datePublished": 1709630040}, "2024-03-05T09:14:00+00:00"),
        ({"@type": "Comment", "datePublished": "2024-03-01"}, "2024-03-09"),
    ],
)
def test_the_shapes_of_json_ld(document: dict[str, Any], date: str) -> None:
    other = {"@type": "WebPage", "datePublished": "2024-03-09"}
    assert fields(TITLE, STORY, data=Data(documents=(other, document))).date == date


def test_a_date_of_publication_that_moves_with_every_edit_is_believed_last() -> None:
    moved, first = "2024-06-01T10:00:00Z", "2024-03-05T09:14:00Z"
    data = Data(meta={"article:published_time": moved, "date": first, "article:modified_time": moved})
    assert list(data_times(page_of(TITLE, STORY, data=data)).dates) == [first, moved]


def test_the_place_of_a_page() -> None:
    data = Data(meta={"og:locale": "en_GB", "og:url": "https://example.com/2024/03/05/a", "date": "2024-03-06"})
    place = place_of_page(page_of(TITLE, STORY, data=data), None, "+01:00")
    assert place == Place(None, "+01:00", "en", "dmy", False, frozenset({"2024-03-05", "2024-03-06"}))


LATER = datetime(2026, 11, 30, 8)


@pytest.mark.parametrize(
    ("printed", "data", "url", "date"),
    [
        pytest.param("3 hours ago", told("2024-03-05T06:10:00Z"), None, "2024-03-05T06:10:00Z", id="the data tells"),
        pytest.param("March 5, 6:10 am", told("2024-03-05"), None, "2024-03-05T06:10", id="the data has the year"),
        pytest.param("March 5", None, "https://example.com/2024/03/05/snow", "2024-03-05", id="the address has it"),
        pytest.param("3 hours ago", told("2026-11-30"), None, "2026-11-30T05:00", id="both are one day"),
        pytest.param("3 hours ago", None, None, "2026-11-30T05:00", id="nobody else tells"),
    ],
)
def test_the_crawl_s_time_dates_what_nothing_else_does(
    printed: str, data: Data | None, url: str | None, date: str
) -> None:
    found = fields(TITLE, (X, printed), STORY, MORE, data=data or Data(language="en"), url=url, at=LATER)
    assert found.date == date
    assert found.reckoned == (printed.endswith("ago") and data is None)


def test_a_date_with_its_year_comes_before_one_that_the_crawl_dates() -> None:
    assert fields(TITLE, (X, "2 hours ago"), (X, "5 March 2024"), STORY, MORE, at=LATER).date == "2024-03-05"


def test_a_rule_s_date_is_nobody_s_to_overrule() -> None:
    page = page_of(TITLE, STORY, MORE, data=Data(language="en"))
    labelled = [Labelled(block, label, "test") for block, label in zip(page.blocks, (T, B, B), strict=True)]
    found = collect(page, labelled, RuleFields({"date": ("3 hours ago",)}), LATER, None)
    assert (found.date, found.reckoned) == ("2026-11-30T05:00", False)

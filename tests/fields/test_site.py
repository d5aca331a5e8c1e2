"""What a page calls its site, and headlines without it."""

from __future__ import annotations

import pytest

from jingwen.fields.site import Site, squash, strip_site
from jingwen.model import Data
from jingwen.reading.markup import parse


@pytest.mark.parametrize(
    ("title", "site", "headline"),
    [
        ("江城下雪了", None, "江城下雪了"),
        (" 江城下雪了 ", None, "江城下雪了"),
        ("江城下雪了_江城新闻网", None, "江城下雪了"),
        ("江城下雪了 - 江城新闻网", None, "江城下雪了"),
        ("江城下雪了-江城新闻网", None, "江城下雪了"),
        ("江城下雪了——江城在线", None, "江城下雪了"),
        ("江城下雪了|江城新闻网", None, "江城下雪了"),
        ("江城下雪了｜国内｜江城新闻网", None, "江城下雪了"),
        ("江城下雪了·江城新闻", None, "江城下雪了"),
        ("江城下雪了，江城网", None, "江城下雪了"),
        ("江城下雪了_国内频道_江城新闻网", None, "江城下雪了"),
        ("江城下雪了 | Example", "Example", "江城下雪了"),
        ("COVID-19：江城新增3例", None, "COVID-19：江城新增3例"),
        ("Snow falls on the river town - Example News", None, "Snow falls on the river town"),
        ("Snow falls on the river town | Example News", "Example News", "Snow falls on the river town"),
        ("Snow - and more - on the town | Example News", "Example News", "Snow - and more - on the town"),
        ("Half-time: river town leads", None, "Half-time: river town leads"),
        ("", None, ""),
    ],
)
def test_the_site_is_stripped_from_the_end(title: str, site: str | None, headline: str) -> None:
    assert strip_site(title, Site((site,) if site else ())) == headline


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("江城：下雪了！", "江城 下雪了", True), ("Snow Falls", "snow-falls", True), ("江城下雪", "江城下雨", False)],
)
def test_headlines_are_compared_without_their_style(one: str, other: str, same: bool) -> None:
    assert (squash(one) == squash(other)) is same


TRAM = "Harbour tram returns after a pause"
PAGES = Site(("The River Post", "江边日报网"), ("www.river-post.example", "www.uferblaetter.de"))


@pytest.mark.parametrize(
    "title",
    [
        f"{TRAM}{mark}The River Post"
        for mark in (
            " | ",
            " - ",
            " – ",
            " — ",
            "_",
            " · ",
            " » ",
            " : ",
            " :: ",
            "｜",
            "：",
            " ~ ",
            " * ",
            " / ",
            ", ",
            " « ",
        )
    ]
    + [f"The River Post{mark}{TRAM}" for mark in (": ", " | ", " - ", "：", " » ", " / ")]
    + [f"{TRAM} - river-post.example", f"{TRAM} | www.river-post.example | News", f"{TRAM} - RiverPost"],
)
def test_the_site_is_stripped_whatever_the_mark(title: str) -> None:
    assert strip_site(title, PAGES) == TRAM


@pytest.mark.parametrize(
    "title",
    [
        "How we made The River Post",
        "Why I read “The River Post”",
        "The River Post’s tram returns",
        "»Water sold as wine«",
        "«Ανάπτυξη» με πλήρη υποταγή",
        "Facts, figures and opinions",
    ],
)
def test_a_name_within_a_headline_stays(title: str) -> None:
    assert strip_site(title, PAGES) == title


def test_nothing_but_names_is_stripped_behind_a_dash_where_another_witness_has_the_site() -> None:
    assert strip_site("The line that sleeps - returns", PAGES, by_size=False) == "The line that sleeps - returns"
    assert strip_site("天冷抵抗力弱 - 自由電子報 即時新聞") == "天冷抵抗力弱"


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("The River Post", True),
        ("river post", True),
        ("River-Post.example", True),
        ("River-Post Magazine", True),
        ("Uferblätter", True),
        ("The river rises and the post is late", False),
        ("", False),
    ],
)
def test_a_site_is_known_by_its_names_and_its_address(text: str, own: bool) -> None:
    assert PAGES.calls_itself(text) is own


def test_a_name_that_is_the_headline_as_well_is_none_of_the_site() -> None:
    story = "Halle Open: first round"
    data = Data({"og:site_name": "Example", "og:title": story}, (), ({"@type": "WebSite", "name": story},), story)
    assert Site.of(data, None).names == ("Example",)


@pytest.mark.parametrize(
    ("link", "names"),
    [
        ("<a href=/>River Post</a>", ("River Post",)),
        ("<a rel=home href='https://example.com'><img alt='River Post'></a>", ("River Post",)),
        ("<a href=/ title='River Post'><svg></svg></a>", ("River Post",)),
        ("<a href=/>Home</a>", ()),
        ("<a href=/>Another Post</a>", ()),
        ("<a href=/b>River Post</a>", ()),
        ("<a href=/>The tram returns / River Post</a>", ("The tram returns / River Post",)),
    ],
)
def test_links_to_the_front_page_name_the_site_where_the_data_does_not(link: str, names: tuple[str, ...]) -> None:
    assert Site.of(Data(title="The tram returns / River Post"), None, parse(link)).names == names
    assert Site.of(Data({"og:site_name": "Post"}, title="The tram returns / River Post"), None, parse(link)).names == (
        "Post",
    )

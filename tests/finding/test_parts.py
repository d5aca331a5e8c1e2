"""Pages of one article by their addresses."""

from __future__ import annotations

import pytest

from jingwen.finding.parts import goes_on

HOST = "https://news.example.com"


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("/a/story.html", "/a/story_2.html"),
        ("/a/story", "/a/story-2"),
        ("/a/story/", "/a/story/2/"),
        ("/a/story/", "/a/story/page/2/"),
        ("/a/story.html", "/a/story-page-2.html"),
        ("/a/story,nId,522", "/a/story,nId,522,nPack,2"),
        ("/a/story_2.html", "/a/story_3.html"),
        ("/a/story/page/2/", "/a/story/page/3/"),
        ("/a/story", "/a/story?page=2"),
        ("/a?id=7", "/a?id=7&page=2"),
        ("/a?id=7&page=2", "/a?id=7&page=3"),
        ("/a/story?from=home", "/a/story_2"),
    ],
)
def test_the_next_page(here: str, there: str) -> None:
    assert goes_on(HOST + there, [HOST + here])


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("/a/story.html", "/a/story.html"),
        ("/a/1", "/a/2"),
        ("/a/1201.html", "/a/1202.html"),
        ("/a/story_2.html", "/a/story_2.html"),
        ("/a/story_3.html", "/a/story_2.html"),
        ("/?p=3289", "/?p=3293"),
        ("/?p=3289", "/?p=12"),
        ("/a?id=7", "/a?id=8"),
        ("/a/story", "/a/story?next=0001H3133U48N"),
        ("/a/story/", "/a/story"),
        ("/a/story", "/a/other/2"),
        ("/a/story", "//other.example.net/a/story/2"),
        ("/a/story", "//[broken"),
    ],
)
def test_another_article_or_this_very_page(here: str, there: str) -> None:
    address = there if there.startswith("//") else HOST + there
    assert not goes_on("https:" + address if address.startswith("//") else address, [HOST + here])


@pytest.mark.parametrize(
    ("there", "own"), [("6705_2.html", True), ("/a/page/2", True), ("6705.html", False), ("3", False)]
)
def test_where_no_address_of_the_page_is_known(there: str, own: bool) -> None:
    assert goes_on(there, ()) is own

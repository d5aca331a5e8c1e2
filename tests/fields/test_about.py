"""What a page says of itself: which witness of each field is believed, and what is no answer."""

from __future__ import annotations

from typing import Any

import pytest

from jingwen.fields.about import About, is_logo, read_about
from jingwen.model import Data

BASE = "https://news.example.com/a/1"
PICTURE = "https://img.example.com/p/1.jpg"


def meta(**values: str) -> Data:
    return Data(meta={name.replace("__", ":"): value for name, value in values.items()})


def documents(*found: dict[str, Any], **values: str) -> Data:
    return Data(meta=meta(**values).meta, documents=tuple(found))


def about(data: Data, headline: str | None = "江城下雪了", site: str | None = None) -> About:
    return read_about(data, headline, site, BASE)


ARTICLE = {"@type": "NewsArticle"}
ORGANISATION = {"@type": "Organization", "name": "江城报"}


@pytest.mark.parametrize(
    ("data", "site", "name", "origin"),
    [
        (meta(og__site_name="江城网", application__name="别的"), "规则网", "江城网", "data"),
        (
            documents({"@type": "WebSite", "name": "江城网"}, {**ARTICLE, "publisher": "江城传媒"}),
            None, "江城网", "data",
        ),
        (documents({**ARTICLE, "publisher": ORGANISATION}), None, "江城报", "data"),
        (
            documents({**ARTICLE, "publisher": {"@id": "#p"}}, {"@id": "#p", **ORGANISATION}),
            None, "江城报", "data",
        ),
        (Data(meta={"application-name": "江城网"}), None, "江城网", "data"),
        (meta(og__site_name="AT&amp;T  News"), None, "AT&T News", "data"),
        # What is no name: the headline, an address, an account, marks, a whole sentence.
        (meta(og__site_name="江城下雪了！", publisher="江城报"), None, "江城报", "data"),
        (meta(publisher="https://example.com/pub"), None, None, None),
        (meta(publisher="@harbour"), None, None, None),
        (meta(og__site_name="--"), None, None, None),
        (meta(og__site_name="说" * 61), None, None, None),
        # The name behind the headline.
        (Data(title="江城下雪了_要闻_江城网"), "规则网", "江城网", "title"),
        (Data(title="江城下雪了 - 江城日报"), None, "江城日报", "title"),
        (Data(title="江城下雪了_财经频道"), None, None, None),
        (Data(title="江城下雪了_要闻"), None, None, None),
        (Data(title="江城网"), None, None, None),
        (Data(title="江城下雪了"), "规则网", "规则网", "rule"),
        (Data(), "规则网", "规则网", "rule"),
        (Data(), None, None, None),
    ],
)  # fmt: skip
def test_the_name_of_the_site(data: Data, site: str | None, name: str | None, origin: str | None) -> None:
    found = about(data, site=site)
    assert (found.site_name, found.origin.get("site_name")) == (name, origin)


@pytest.mark.parametrize(
    ("data", "description"),
    [
        (meta(og__description="甲", description="乙"), "甲"),
        (meta(description="乙", twitter__description="丙"), "乙"),
        (documents({"@type": "Person", "description": "人"}, {**ARTICLE, "description": "文"}), "文"),
        (documents({**ARTICLE, "description": ["文"]}), None),
        (meta(description=" 雪下了\n一夜，<b>不</b>大&hellip; "), "雪下了 一夜， 不 大…"),
        (meta(og__description="<br>", description="乙"), "乙"),
        (Data(), None),
    ],
)
def test_the_description(data: Data, description: str | None) -> None:
    found = about(data)
    assert found.description == description
    assert found.origin.get("description") == ("data" if description else None)


@pytest.mark.parametrize(
    ("data", "keywords"),
    [
        (meta(news_keywords="雪, 江城", keywords="别的"), ("雪", "江城")),
        (Data(tags=("雪", "江城, 冬天"), meta={"keywords": "别的"}), ("雪", "江城, 冬天")),
        (documents({**ARTICLE, "keywords": "雪,江城"}, keywords="别的"), ("雪", "江城")),
        (documents({**ARTICLE, "keywords": ["雪", {"@type": "DefinedTerm", "name": "江城"}]}), ("雪", "江城")),
        (documents({"@type": "Product", "keywords": "鞋"}, keywords="雪"), ("雪",)),
        (meta(keywords="雪，江城；冬天"), ("雪", "江城", "冬天")),
        (meta(keywords="雪、江城、2024"), ("雪", "江城", "2024")),
        (meta(keywords="下雪 江城 冬天"), ("下雪", "江城", "冬天")),
        (meta(keywords="New York, snow"), ("New York", "snow")),
        (meta(keywords="New York"), ("New York",)),
        (meta(keywords="Snow, b, SNOW, b"), ("Snow", "b")),
        (meta(keywords=" , ,-"), ()),
        (meta(keywords=",".join(map(str, range(500)))), tuple(map(str, range(100)))),
        (Data(), ()),
    ],
)
def test_the_keywords(data: Data, keywords: tuple[str, ...]) -> None:
    found = about(data)
    assert found.keywords == keywords
    assert found.origin.get("keywords") == ("data" if keywords else None)


@pytest.mark.parametrize(
    ("data", "section"),
    [
        (documents({**ARTICLE, "articleSection": "社会"}, article__section="要闻"), "要闻"),
        (documents({**ARTICLE, "articleSection": ["社会", "天气"]}, category="别的"), "社会"),
        (documents({**ARTICLE, "articleSection": "News, " + "More News, " * 10}), "News"),
        (documents({**ARTICLE, "articleSection": "说" * 61}), None),
        (meta(category="天气"), "天气"),
        (Data(), None),
    ],
)
def test_the_section(data: Data, section: str | None) -> None:
    assert about(data).section == section


LOGO = {"@type": "ImageObject", "url": "https://img.example.com/p/brand.png?v=2"}


@pytest.mark.parametrize(
    ("data", "image"),
    [
        (meta(og__image=PICTURE, twitter__image="/t.jpg"), PICTURE),
        (meta(og__image="/p/1.jpg"), "https://news.example.com/p/1.jpg"),
        (meta(og__image="//img.example.com/p/1.jpg"), PICTURE),
        (meta(twitter__image="/t.jpg"), "https://news.example.com/t.jpg"),
        (documents({**ARTICLE, "image": PICTURE}), PICTURE),
        (documents({**ARTICLE, "image": ["data:image/png;base64,R0", PICTURE]}), PICTURE),
        (documents({**ARTICLE, "image": {"@type": "ImageObject", "url": PICTURE}}), PICTURE),
        (documents({**ARTICLE, "image": {"@id": "#i"}}, {"@id": "#i", "@type": "Image", "url": PICTURE}), PICTURE),
        (documents({**ARTICLE, "thumbnailUrl": PICTURE}), PICTURE),
        (documents({"@type": "Person", "image": PICTURE}), None),
        (Data(image=PICTURE), PICTURE),
        # The site's own pictures.
        (documents({**ARTICLE, "publisher": {"logo": LOGO}}, og__image="http://img.example.com/p/brand.png"), None),
        (documents({"@type": "Organization", "logo": LOGO}, og__image=LOGO["url"], twitter__image=PICTURE), PICTURE),
        (documents({"@type": "Organization", "logo": LOGO["url"]}, og__image=LOGO["url"]), None),
        (meta(og__image="https://img.example.com/harbour_logo.png", twitter__image=PICTURE), PICTURE),
        (meta(og__image="https://news.example.com/"), None),
        (meta(og__image=BASE), None),
        (meta(og__image="javascript:a()"), None),
        (Data(), None),
    ],
)  # fmt: skip
def test_the_picture(data: Data, image: str | None) -> None:
    found = about(data)
    assert found.image == image
    assert found.origin.get("image") == ("data" if image else None)


@pytest.mark.parametrize(
    ("name", "logo"),
    [
        ("logo.png", True), ("site-logo_2x.png", True), ("sinalogo.gif", True), ("favicon.ico", True),
        ("placeholder.jpg", True), ("logo.png?v=a/b", True), ("default_og.png", True),
        ("1.jpg", False), ("dialogues.jpg", False), ("catalogue.jpg", False), ("logo/1.jpg", False), ("", False),
    ],
)  # fmt: skip
def test_a_logo_is_told_by_its_name(name: str, logo: bool) -> None:
    assert is_logo("https://img.example.com/p/" + name) == logo


def test_what_is_true_of_all_pages_of_the_site() -> None:
    whole = about(meta(og__site_name="江城网", description="甲", og__image=PICTURE))
    assert whole.of_the_site() == About("江城网", origin={"site_name": "data"})
    assert About().of_the_site() == About()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Snow falls | Example", "Example"),
        ("Snow falls - Example News", "Example News"),
        ("Example.com: Snow falls", None),
        ("Example » Snow falls", "Example"),
        ("Snow falls - example.com", "example.com"),
        ("Snow falls | Town", None),
    ],
)
def test_the_site_names_itself_beside_the_headline_as_its_address_does(title: str, name: str | None) -> None:
    found = read_about(Data(title=title), "Snow falls", None, "https://www.example.com/a/1")
    assert found.site_name == name
    assert found.origin.get("site_name") == ("title" if name else None)


def path(*steps: tuple[str, str | None]) -> dict[str, Any]:
    items = [{"@type": "ListItem", "name": name, **({"item": to} if to else {})} for name, to in steps]
    return {"@type": "BreadcrumbList", "itemListElement": items}


HOME = ("Home", "https://news.example.com/")


@pytest.mark.parametrize(
    ("steps", "section"),
    [
        ((HOME, ("Town", "https://news.example.com/town"), ("Snow falls", BASE)), "Town"),
        ((HOME, ("Town", "/town"), ("Snow falls on the river", "/b")), "Town"),
        ((HOME, ("Town", "/town"), ("Another headline", BASE)), "Town"),
        ((HOME, ("Town", "/town"), ("Another headline", None)), "Town"),
        ((HOME, ("News", "/news"), ("Town", "/news/town")), "Town"),
        ((HOME,), None),
        ((HOME, ("Snow falls on the river", BASE)), None),
        ((), None),
    ],
)
def test_the_section_by_the_path_to_the_page(steps: tuple[tuple[str, str | None], ...], section: str | None) -> None:
    data = Data(documents=(path(*steps),), canonical=BASE)
    assert about(data, "Snow falls on the river").section == section
    told = Data(meta={"article:section": "Weather"}, documents=(path(*steps),), canonical=BASE)
    assert about(told, "Snow falls on the river").section == "Weather"


def test_a_path_in_other_shapes() -> None:
    item = {"@type": "ListItem", "item": {"@id": "/town", "name": "Town &amp; river"}}
    assert about(documents({"@type": "BreadcrumbList", "itemListElement": [{}, item]})).section == "Town & river"
    assert about(documents({"@type": "BreadcrumbList", "itemListElement": "Town"})).section is None


def test_the_section_in_microdata() -> None:
    assert about(meta(articlesection="Weather")).section == "Weather"

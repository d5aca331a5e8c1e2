"""Data in a page's head and scripts: read where it is well made, passed over where it is not."""

import json

import pytest

from jingwen.reading.embedded import moment_near, read_data, script_date
from jingwen.reading.markup import parse

STORY = "江边的小镇迎来了第一场雪，孩子们在街上堆起了雪人。" * 6
OTHER = "山里的村子通了公路，果农把橘子运到了城里的集市。" * 8


def script(content: str, kind: str = "") -> str:
    return f"<script{f' type={kind!r}' if kind else ''}>{content}</script>"


def ld(content: str) -> str:
    return script(content, "application/ld+json")


def test_the_first_meta_of_a_name_wins() -> None:
    data = read_data(
        parse(
            "<meta name=Author content=' 张三 '><meta name=author content=李四><meta name=source content=' '>"
            "<meta name=source content=江城网><meta property='og:title' name=other content=题><meta content=无名>"
            "<meta itemprop=datePublished content=2020-01-02><meta name=empty>"
        )
    )

    assert data.meta == {"author": "张三", "source": "江城网", "og:title": "题", "datepublished": "2020-01-02"}


@pytest.mark.parametrize(
    ("html", "name", "value"),
    [
        ("<time datetime='2024-03-01'>Friday</time>", "time", "2024-03-01"),
        (
            "<time datetime='2024-03-01T09:00'></time><time datetime='2024-03-01T10:00'></time>",
            "time",
            "2024-03-01T09:00",
        ),
        ("<time datetime='2024-03-01'></time><time datetime='2024-03-02'></time>", "time", None),
        ("<time datetime='2024-03-01' itemprop=datePublished>Friday</time>", "datepublished", "2024-03-01"),
        ("<time datetime='2024-03-01' pubdate>Friday</time>", "datepublished", "2024-03-01"),
        ("<time>Friday</time>", "time", None),
        ("<time datetime='2024-03-01' itemprop=dateModified>Friday</time>", "datemodified", "2024-03-01"),
        ("<time datetime='2024-03-01' class='dt updated'>Friday</time>", "datemodified", "2024-03-01"),
        ("<time datetime='2024-03-01' class='published updated'>Friday</time>", "datemodified", None),
        (
            "<time class=updated datetime='2024-03-01'></time><time class=updated datetime='2024-03-02'></time>",
            "datemodified",
            None,
        ),
    ],
)
def test_the_moment_of_time_elements(html: str, name: str, value: str | None) -> None:
    assert read_data(parse(html)).meta.get(name) == value


def test_the_title_of_a_drawing_is_not_the_pages() -> None:
    drawing = "<svg><title>放大镜</title><g><title>镜片</title></g></svg>"
    assert read_data(parse(f"<body>{drawing}<title>江城下雪了</title>")).title == "江城下雪了"
    assert read_data(parse(f"<body>{drawing}<p>江城下雪了")).title is None


def test_the_head_tells_title_links_and_language() -> None:
    data = read_data(
        parse(
            "<html lang=' zh-CN '><title> 江城下雪了\n - 江城网 </title><link rel=Canonical href=/a.html>"
            "<link rel=canonical href=/b.html><link rel=next href='?p=2'>"
        )
    )

    assert (data.title, data.canonical, data.next_page, data.language) == (
        "江城下雪了 - 江城网", "/a.html", "?p=2", "zh-CN",
    )  # fmt: skip


def test_what_a_meta_says_may_stand_in_its_value() -> None:
    assert read_data(parse("<meta name=author value='Jane Doe'>")).meta == {"author": "Jane Doe"}
    assert read_data(parse("<meta name=author content='Jane Doe' value='x'>")).meta == {"author": "Jane Doe"}


def test_each_tag_has_a_meta_of_its_own_and_a_picture_may_be_linked() -> None:
    html = (
        "<meta property=article:tag content='雪'><meta property=og:title content='下雪'>"
        "<meta property='Article:Tag' content=' 江城 '><link rel=image_src href=/1.jpg>"
    )
    data = read_data(parse(html))
    assert (data.tags, data.meta["article:tag"], data.image) == (("雪", "江城"), "雪", "/1.jpg")


@pytest.mark.parametrize("html", ["", "<title></title><html lang=''><link rel=canonical href=''>", "<p>正文"])
def test_a_page_that_says_nothing(html: str) -> None:
    data = read_data(parse(html))

    assert (data.title, data.canonical, data.next_page, data.language) == (None, None, None, None)
    assert (data.meta, data.documents) == ({}, ())


@pytest.mark.parametrize(
    ("html", "headlines"),
    [
        pytest.param(ld('{"headline": "一"}'), ["一"], id="one object"),
        pytest.param(ld('[{"headline": "一"}, {"headline": "二"}]'), ["一", "二"], id="a list"),
        pytest.param(ld('{"@graph": [{"headline": "一"}, {"headline": "二"}]}'), [None, "一", "二"], id="a graph"),
        pytest.param(ld('{"headline": "一", "mainEntity": {"headline": "二"}}'), ["一", "二"], id="an entity"),
        pytest.param(ld('{"headline": "一"};') + ld('{"headline": "二"}'), ["一", "二"], id="two scripts, one with ;"),
        pytest.param(ld('{"headline": "上\n下"}'), ["上\n下"], id="a raw line break in a string"),
        pytest.param(ld('<!-- {"headline": "一"} -->'), ["一"], id="in a comment"),
        pytest.param(ld('//<![CDATA[\n{"headline": "一"}\n//]]>'), ["一"], id="in CDATA"),
        pytest.param(script('{"headline": "一"}', "application/ld+json; charset=utf-8"), ["一"], id="with a charset"),
        pytest.param(ld('{"headline": "一"') + ld('{"headline": "二"}'), ["二"], id="broken, then sound"),
        pytest.param(ld('{"headline": "一",}'), ["一"], id="a comma behind the last item"),
        pytest.param(ld('{/* 标题 */ "headline": "一" // 完\n}'), ["一"], id="with comments"),
        pytest.param(ld('\ufeff{"headline": "一"}'), ["一"], id="behind a byte order mark"),
        pytest.param(ld('{"headline": "上\n下", "tags": ["雪",],}'), ["上\n下"], id="a line break and commas"),
        pytest.param(ld("{headline: '一'}"), ["一"], id="bare keys and single quotes"),
        pytest.param(ld('{"headline": "http://a/b//c",}'), ["http://a/b//c"], id="what looks like a comment"),
        pytest.param(ld("") + ld("null") + ld('"一"') + ld("[1, [2], null]"), [], id="no objects"),
        pytest.param(ld("[" * 200_000) + ld('{"a":' * 200_000) + ld('{"headline": "二"}'), ["二"], id="too deep"),
        pytest.param(script('{"headline": "一"}', "application/json"), [], id="another kind of data"),
    ],
)
def test_json_ld_objects_in_page_order(html: str, headlines: list[str | None]) -> None:
    assert [d.get("headline") for d in read_data(parse(html)).documents] == headlines


def test_json_ld_of_many_values_is_cut_short() -> None:
    data = read_data(parse(ld(json.dumps([0] * 100_000 + [{"headline": "尾"}]))))

    assert data.documents == ()


@pytest.mark.parametrize(
    ("code", "raw"),
    [
        ('var publish_time = "2020-02-12" || "";', "2020-02-12"),
        ('window.DATA = {"id": 7, "pubtime": "2020-02-12 19:02:26"}', "2020-02-12 19:02:26"),
        ("x = {createTime: '2020-02-12T19:02:26Z'}", "2020-02-12T19:02:26Z"),
        ('{"datePublished": "2020-02-12T19:02:26Z",}', "2020-02-12T19:02:26Z"),
        ('var ct = "1581517074";', "1581517074"),
        ('{"publishTime":1581517074000,"id":1}', "1581517074"),
        ("{createTime: 1581517074}", "1581517074"),
        ('var product = "1581517074";', None),
        ('{"postId": "158151707412345678"}', None),
        ("publish_time = soon", None),
    ],
)
def test_the_moment_that_a_script_tells(code: str, raw: str | None) -> None:
    assert script_date(parse(script(code))) == raw


@pytest.mark.parametrize(
    ("body", "raw"),
    [
        ("<h1>Snow falls</h1><time datetime='2024-03-05T09:14Z'>3 hours ago</time>", "2024-03-05T09:14Z"),
        ("<h1>Snow falls</h1><abbr title='2024-03-05'>yesterday</abbr>", "2024-03-05"),
        ("<h2>Snow falls</h2><span data-timestamp='1709630040'>now</span>", "1709630040"),
        (f"<h1>Snow falls</h1><p>{STORY}</p><time datetime='2024-03-05'>today</time>", "2024-03-05"),
        ("<time datetime='2024-03-04'>before</time><h1>Snow falls</h1>", None),
        (f"<h1>Snow falls</h1><p>{STORY}</p><p>{OTHER}</p><time datetime='2024-03-04'>another story</time>", None),
        ("<h1>Snow falls</h1><abbr title='World Health Organization'>WHO</abbr>", None),
    ],
)
def test_the_moment_of_an_element_by_the_headline(body: str, raw: str | None) -> None:
    assert moment_near(parse(body), "Snow falls") == raw


def test_meta_tags_with_a_value() -> None:
    assert read_data(parse("<meta name=date value=2024-03-05>")).meta == {"date": "2024-03-05"}

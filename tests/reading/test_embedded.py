"""Data in a page's head and scripts: read where it is well made, passed over where it is not."""

import json

import pytest

from jingwen.model import Page
from jingwen.reading.embedded import read_data, script_bodies, script_date, with_body
from jingwen.reading.markup import parse, read_markup

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
    ("html", "bodies"),
    [
        # As JSON.
        pytest.param(script(json.dumps({"props": [{"content": STORY}]}), "application/json"), [STORY], id="json"),
        pytest.param(ld(json.dumps({"articleBody": STORY})), [STORY], id="json-ld"),
        pytest.param(script(f"window.x = {json.dumps({'content': STORY})};"), [STORY], id="assigned"),
        pytest.param(script(f"(function(){{}})({json.dumps({'detail': STORY})})"), [STORY], id="passed on"),
        pytest.param(
            script(f'var a = {{"b": [1]}}, c = {{d: 1}};\nwindow.x = {json.dumps({"text": STORY})}; var e = {{}};'),
            [STORY], id="not the first value",
        ),
        pytest.param(
            script(f"window.x = JSON.parse({json.dumps(json.dumps({'content': STORY}))});"), [STORY], id="JSON.parse"
        ),
        pytest.param(
            script(f"window.x = JSON.parse('{json.dumps({'content': STORY}, ensure_ascii=False)}');"),
            [STORY], id="JSON.parse of single quotes",
        ),
        pytest.param(
            script(json.dumps({"data": json.dumps({"content": STORY})}), "application/json"), [STORY], id="json in json"
        ),
        # As JavaScript.
        pytest.param(script(f"var x = {{content: '{STORY}', id: 1}}"), [STORY], id="a literal"),
        pytest.param(script(f'var page = {{}}; var x = {{"content": "{STORY}", f: go}}'), [STORY], id="behind a value"),
        pytest.param(script(f"var content = '{STORY}';"), [STORY], id="a variable"),
        pytest.param(
            script(f"x = {{content: '{STORY}\\'甲\\' \"乙\" \\x3Cb\\x3E \\u4e2d \\ud842\\udfb7\\n\\/\\\\'}}"),
            [STORY + "'甲' \"乙\" <b> 中 𠮷\n/\\"], id="escapes in single quotes",
        ),
        pytest.param(
            script(f'x = {{content: "{STORY}\\"甲\\" \'乙\' \\u{{4e2d}}\\d\\t"}}'),
            [STORY + "\"甲\" '乙' 中d\t"], id="escapes in double quotes",
        ),
        # Which strings count.
        pytest.param(
            script(json.dumps({"text": STORY, "content": OTHER}), "application/json"),
            [OTHER, STORY], id="weightiest first",
        ),
        pytest.param(script(json.dumps([{"text": STORY}, {"html": STORY}]), "text/json"), [STORY], id="each once"),
        pytest.param(
            script(f"x = {{content: '&lt;p&gt;{STORY}&lt;/p&gt;'}}"), [f"<p>{STORY}</p>"], id="references undone"
        ),
        pytest.param(script(json.dumps({"content": "短文一句。" * 3}), "application/json"), [], id="too short"),
        pytest.param(script(json.dumps({"prices": STORY}), "application/json"), [], id="under another key"),
        pytest.param(
            script(json.dumps({"content": "https://img.example.com/" + "a" * 900}), "application/json"),
            [], id="an address",
        ),
        pytest.param(script(json.dumps({"html": "<i class=icon></i>" * 90}), "application/json"), [], id="tags only"),
        # What is not well made.
        pytest.param(script('{"content": "' + STORY, "application/json"), [], id="json that breaks off"),
        pytest.param(script("x = " + "[" * 200_000) + script(f"content = '{STORY}'"), [STORY], id="deep, then sound"),
        pytest.param(script("/* nothing */" * 40), [], id="no data"),
    ],
)  # fmt: skip
def test_what_the_scripts_hold_of_an_article(html: str, bodies: list[str]) -> None:
    assert script_bodies(parse(html)) == bodies


def test_at_most_five_candidates() -> None:
    many = [{"content": STORY + "雪" * n} for n in range(9)]

    assert script_bodies(parse(script(json.dumps(many), "application/json"))) == [
        STORY + "雪" * n for n in (8, 7, 6, 5, 4)
    ]


@pytest.mark.parametrize(
    ("body", "texts", "tags"),
    [
        ("<p>一段</p><div><p>二段</p></div>", ["一段", "二段"], ["p", "p"]),
        ("一段\n二段", ["一段", "二段"], ["line", "line"]),
        ("", [], []),
    ],
)
def test_a_body_stands_behind_the_page_in_an_element_of_its_own(body: str, texts: list[str], tags: list[str]) -> None:
    html = "<div><p>可见</p></div>"
    blocks, elements = read_markup(parse(html))
    page = Page("html", blocks, elements, read_data(parse(html)))

    joined = with_body(page, body)

    assert joined.blocks[: len(blocks)] == blocks
    assert joined.elements[: len(elements)] == elements
    assert [b.index for b in joined.blocks] == list(range(len(joined.blocks)))
    added = joined.blocks[len(blocks) :]
    assert ([b.text for b in added], [b.tag for b in added]) == (texts, tags)
    script_element = len(elements)
    assert joined.elements[script_element].tag == "script"
    assert all(e.parent < i for i, e in enumerate(joined.elements))
    for block in added:
        index = block.element
        while index > script_element:
            assert joined.elements[index].depth == joined.elements[joined.elements[index].parent].depth + 1
            index = joined.elements[index].parent
        assert index == script_element


def test_a_gallery_that_tells_a_story_is_a_body() -> None:
    told = [f"第{n}天，孩子们在湖边的空地上堆了一个比昨天还要高的雪人。" for n in "一二三四"]
    pictures = ",".join(f'{{"url": "/{n}.jpg", "abstract": "{text}"}}' for n, text in enumerate(told))
    page = '<script>window.gallery = {{"gallery": [{}], "images": ["/a.jpg", "/b.jpg", "/c.jpg"]}}</script>'
    assert script_bodies(parse(page.format(pictures))) == ["\n".join(told)]
    assert script_bodies(parse(page.format(pictures.replace("湖边的空地上堆了一个比昨天还要高的", "")))) == []


@pytest.mark.parametrize(
    ("code", "raw"),
    [
        ('var publish_time = "2020-02-12" || "";', "2020-02-12"),
        ('window.DATA = {"id": 7, "pubtime": "2020-02-12 19:02:26"}', "2020-02-12 19:02:26"),
        ("x = {createTime: '2020-02-12T19:02:26Z'}", "2020-02-12T19:02:26Z"),
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
    ("escaped", "text"),
    [
        (r"\ud83d", "\ufffd"),
        (r"\uDC80", "\ufffd"),
        (r"\ud83d\ude00", "\U0001f600"),
        (r"\ud83d\ud83d\ude00", "\ufffd\U0001f600"),
        (r"\\ud83d", "\\ud83d"),
        (r"\\\ud83d", "\\\ufffd"),
        (r"\u6e05", "清"),
    ],
)
def test_half_a_character_in_json_is_replaced(escaped: str, text: str) -> None:
    """No answer could hold it."""
    for script in (
        "<script type='application/ld+json'>VALUE</script>",
        "<script type='application/json'>VALUE</script>",
        "<script>var a = VALUE; b(1)</script>",
    ):
        value = '{"content": "' + STORY + escaped + '"}'
        tree = parse(script.replace("VALUE", value))
        assert script_bodies(tree) == [STORY + text]
        assert read_data(tree).documents in ((), ({"content": STORY + text},))
    inner = json.dumps('{"content": "' + STORY + escaped + '"}')
    assert script_bodies(parse(f"<script type='application/json'>{inner}</script>")) == [STORY + text]

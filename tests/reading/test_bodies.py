"""Texts that stand where nobody looks first, each as a page holds it; what a browser would not show stays unseen."""

from __future__ import annotations

import base64
import html as references
import json
from urllib.parse import quote

import pytest

from jingwen import Cleaner
from jingwen.model import Page
from jingwen.reading.bodies import hidden_bodies, with_body
from jingwen.reading.embedded import read_data
from jingwen.reading.markup import parse, read_markup
from jingwen.reading.payloads import Told

STORY = "江边的小镇迎来了第一场雪，孩子们在街上堆起了雪人。" * 6
OTHER = "山里的村子通了公路，果农把橘子运到了城里的集市。" * 8
PARAGRAPHS = (
    "清晨六点，示例公园的大门重新打开，第一批游客沿着新修的石子路走到湖边，两旁的梅花正在盛开。",
    "工程从去年春天动工，历时十一个月完成，更换了四公里长的管线，补种树木一千二百株。",
    "园长介绍，夜间照明将在下个月接通，届时公园开放到深夜，周末还会增开三条接驳线路。",
)
MARKUP = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
ESCAPED = references.escape(MARKUP)
LITERAL = json.dumps(MARKUP).replace("</", "<\\/")
ENCODED = base64.b64encode(MARKUP.encode()).decode()
UNITS = "".join(f"%u{ord(c):04x}" if ord(c) > 255 else quote(c) for c in MARKUP)
STATE = {"article": {"title": "公园重新开放", "content": MARKUP}, "related": [{"content": OTHER}]}
PLAIN = "\n".join(PARAGRAPHS)
OFF = Cleaner("off")


def script(content: str, kind: str = "") -> str:
    return f"<script{f' type={kind!r}' if kind else ''}>{content}</script>"


def ld(content: str) -> str:
    return script(content, "application/ld+json")


def bodies_of(page: str) -> list[str]:
    return [told.text for told in hidden_bodies(parse(page))]


def shell(body: str, head: str = "") -> str:
    """A page that shows no article by itself."""
    return (
        f"<title>示例公园重新开放 - 示例新闻网</title>{head}<p class=nav><a href=/>示例新闻网</a> <a href=/l>要闻</a>"
        f"<h1>示例公园重新开放</h1><p class=info>2024-03-01 09:30</p><div id=content>{body}</div>"
    )


def pushed(stream: str) -> str:
    """A React tree as it is sent, in pieces that end anywhere."""
    pieces = [stream[at : at + 97] for at in range(0, len(stream), 97)]
    return "".join(script(f"self.__next_f.push([1,{json.dumps(piece)}])") for piece in pieces)


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
    assert bodies_of(html) == bodies


def test_at_most_five_candidates() -> None:
    many = [{"content": STORY + "雪" * n} for n in range(9)]

    assert bodies_of(script(json.dumps(many), "application/json")) == [STORY + "雪" * n for n in (8, 7, 6, 5, 4)]


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

    joined = with_body(page, Told("html", body))

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
    assert bodies_of(page.format(pictures)) == ["\n".join(told)]
    assert bodies_of(page.format(pictures.replace("湖边的空地上堆了一个比昨天还要高的", ""))) == []


SHOWN_BY_SCRIPT = {
    "srcdoc": f'<iframe srcdoc="{references.escape("<!doctype html><body>" + MARKUP)}"></iframe>',
    "template": f"<template>{MARKUP}</template>",
    "textarea": f"<textarea>{ESCAPED}</textarea>",
    "plain textarea": f"<textarea>{PLAIN}</textarea>",
    "xmp": f"<xmp>{MARKUP}</xmp>",
    "noembed": f"<noembed>{MARKUP}</noembed>",
    "noscript": f"<noscript>{MARKUP}</noscript>",
    "script template": script(MARKUP, "text/x-handlebars"),
    "text script": script(PLAIN, "text/plain"),
    "hidden input": f'<input type=hidden name=articleContent value="{ESCAPED}">',
    "twice escaped": f'<input type=hidden name=x value="{references.escape(ESCAPED)}">',
    "attribute": f'<div data-content="{ESCAPED}"></div>',
    "base64 attribute": f'<div data-content="{ENCODED}"></div>',
    "json attribute": f'<div data-page="{references.escape(json.dumps({"props": STATE}))}"></div>',
    "document.write": script(f"document.write({LITERAL})"),
    "several writes": "".join(script(f"document.write('<p>{paragraph}</p>');") for paragraph in PARAGRAPHS),
    "unescape": script(f'document.write(unescape("{UNITS}"))'),
    "unescape elsewhere": script(f'var content = "{UNITS}"; document.write(unescape(content))'),
    "decodeURIComponent": script(f"var text = decodeURIComponent('{quote(MARKUP)}');"),
    "atob": script(f"el.innerHTML = decodeURIComponent(escape(atob('{ENCODED}')))"),
    "innerHTML": script(f"document.getElementById('x').innerHTML = {LITERAL};"),
    "a sum": script("el.innerHTML = " + " +\n".join(json.dumps(f"<p>{each}</p>") for each in PARAGRAPHS) + ";"),
    "added": script("var s = '';" + "".join(f"s += '<p>{each}</p>';" for each in PARAGRAPHS) + "put(s)"),
    "template literal": script(f"const html = `{MARKUP}`;"),
    "any name": script(f"var zw = {LITERAL};"),
    "jQuery": script(f"$('#x').html({LITERAL})"),
    "a list of strings": script(f"var zw = {json.dumps(PARAGRAPHS)}; put(zw.join(''))"),
    "JSON.parse": script(f"x = JSON.parse(decodeURIComponent('{quote(json.dumps(STATE))}'))"),
    "json-ld": ld(json.dumps({"@type": "NewsArticle", "articleBody": PLAIN})),
    "escaped json-ld": ld(json.dumps({"@type": "NewsArticle", "articleBody": ESCAPED})),
    "next": script(json.dumps({"props": {"pageProps": STATE}}), "application/json"),
    "parts": script(json.dumps({"body": [{"type": "paragraph", "text": each} for each in PARAGRAPHS]}), "text/json"),
    "app router": pushed(
        '1:["$","nav",null,{"children":["$","a",null,{"href":"/","children":"要闻"}]}]\n2:'
        + json.dumps(["$", "article", None, {"children": [["$", "p", None, {"children": p}] for p in PARAGRAPHS]}])
        + "\n"
    ),
    "app router's text": pushed(f'2:T{len(MARKUP.encode()):x},{MARKUP}3:["$","div",null,{{"content":"$2"}}]\n'),
    "nuxt 2": script(f'__NUXT__=(function(a,b){{return {{data:[{{content:b,title:a}}]}}}}("题",{LITERAL}));'),
    "nuxt 3": script(json.dumps([["Reactive", 1], {"article": 2}, {"content": 3}, MARKUP]), "application/json"),
    "apollo": script(
        "window.__APOLLO_STATE__ = "
        + json.dumps(
            {"Article:1": {"paragraphs": [{"__ref": f"P:{n}"} for n in range(3)]}}
            | {f"P:{n}": {"__typename": "P", "text": PARAGRAPHS[n]} for n in (2, 0, 1)}
        )
    ),
    "svelte": script(f"kit.start(app, {{data: [null, {{type: 'data', data: {{content: {LITERAL}}}, uses: {{}}}}]}});"),
    "astro": f'<astro-island props="{references.escape(json.dumps({"a": [0, {"content": [0, MARKUP]}]}))}">',
    "gatsby": script(f"window.pageData = {json.dumps({'markdownRemark': {'html': MARKUP}})};"),
}  # fmt: skip


@pytest.mark.parametrize("body", SHOWN_BY_SCRIPT.values(), ids=SHOWN_BY_SCRIPT)
def test_a_text_that_only_a_script_or_a_frame_shows(body: str) -> None:
    article = OFF.clean(shell(body), content_type="text/html")

    assert article.text.split("\n\n") == list(PARAGRAPHS)
    assert (article.status, article.title, article.date) == ("article", "示例公园重新开放", "2024-03-01T09:30")


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(script(json.dumps({"cookieConsent": {"text": STORY}}), "a/json"), id="consent"),
        pytest.param(script(json.dumps({"comments": [{"text": STORY}, {"text": OTHER}]}), "a/json"), id="comments"),
        pytest.param(script(json.dumps([{"title": "题", "url": "/1", "intro": STORY}]), "a/json"), id="teasers"),
        pytest.param('<template>{{#each posts}}<p>{{title}}</p><p>{{text}}</p>{{/each}}</template>', id="placeholders"),
        pytest.param(f'<img alt="{STORY}">', id="alternative text"),
    ],
)  # fmt: skip
def test_what_is_no_article_of_the_page(body: str) -> None:
    assert bodies_of(shell(body)) == []


def test_a_page_with_an_article_is_not_looked_through() -> None:
    article = OFF.clean(shell(f"{MARKUP}{MARKUP.replace('公园', '花园')}<textarea>{STORY * 9}</textarea>"))

    assert STORY not in article.text


def test_what_is_told_beside_a_text_tells_of_it() -> None:
    told = {"title": "示例公园重新开放", "publishedAt": "2024-03-01T09:30:00Z", "body": MARKUP}
    article = OFF.clean(f"<div id=app></div>{script(json.dumps({'post': told}), 'application/json')}")

    assert (article.title, article.date) == ("示例公园重新开放", "2024-03-01T09:30:00Z")


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
        assert [told.text for told in hidden_bodies(tree)] == [STORY + text]
        assert read_data(tree).documents in ((), ({"content": STORY + text},))
    inner = json.dumps('{"content": "' + STORY + escaped + '"}')
    assert bodies_of(f"<script type='application/json'>{inner}</script>") == [STORY + text]

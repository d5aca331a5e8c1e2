"""Pages made to hang, crash or fill the memory of whatever reads them, each generated; none is kept as a file.

Every generator takes ``size``, about how many bytes to make, so that the tests can be quick and a soak thorough.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from itertools import count

from ..pages import STORY

Make = Callable[[int], bytes]

ARTICLE = "<h1>示例公园重新开放</h1><p>2024-03-01 09:30 来源：示例日报</p>" + "".join(
    f"<p>{text}</p>" for text in STORY
)
SENTENCE = "清晨的湖边有很多人在散步，"


def page(body: str) -> bytes:
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>t</title></head><body>{body}</body></html>'.encode()
    )


def repeated(unit: str, size: int) -> str:
    return unit * (size // len(unit.encode()) + 1)


def numbered(unit: str, size: int) -> str:
    """``unit`` with ``{}`` counting up in letters and digits, until there are ``size`` bytes."""
    parts: list[str] = []
    total = 0
    for n in count():
        part = unit.replace("{}", f"{n:x}")
        parts.append(part)
        total += len(part)
        if total >= size:
            return "".join(parts)
    raise AssertionError


def around(size: int, before: str, after: str) -> bytes:
    """``ARTICLE`` below as many of ``before`` as fit, each closed by ``after``."""
    times = size // (len(before) + len(after))
    return page(before * times + ARTICLE + after * times)


def json_deep(size: int) -> str:
    return "[" * (size // 2) + "]" * (size // 2)


def many_values(size: int) -> str:
    return json.dumps({"@graph": [{"@type": "Thing", "name": f"n{n}"} for n in range(size // 40)]})


MARKUP: Mapping[str, Make] = {
    "attributes in one tag": lambda n: page(f"<div {numbered('a{} ', n)}>x</div>" + ARTICLE),
    "attributes with values": lambda n: page(f"<div {numbered('a{}=1 ', n)}>x</div>" + ARTICLE),
    "attributes with a quoted >": lambda n: page("<div " + numbered('a{}=">" ', n) + ">x</div>" + ARTICLE),
    "attributes in a tag without an end": lambda n: page(ARTICLE + f"<div {numbered('a{} ', n)}"),
    "attributes of an end tag": lambda n: page(f"<div>x</div {numbered('a{} ', n)}>" + ARTICLE),
    "attributes behind a select": lambda n: page("<select><xmp></select><div " + numbered("a{} ", n) + ">" + ARTICLE),
    "attributes behind a drawing": lambda n: page(
        "<svg><desc><xmp><!--</xmp><div " + numbered("a{} ", n) + ">" + ARTICLE
    ),
    "attributes behind CDATA": lambda n: page("<svg><![CDATA[ > <!-- ]]><div " + numbered("a{} ", n) + ">" + ARTICLE),
    "attributes behind a template": lambda n: page(
        "<template><col><xmp></template><div " + numbered("a{} ", n) + ">" + ARTICLE
    ),
    "attributes behind a script in a script": lambda n: page(
        "<script><!--<script></script><xmp>--></script><div " + numbered("a{} ", n) + ">" + ARTICLE
    ),
    "attributes behind an end tag of no name": lambda n: page(
        '</1 a="><div ' + numbered("a{} ", n) + '><p class="b">x</p>' + ARTICLE
    ),
    "one attribute again and again": lambda n: page(f"<div {repeated('a ', n)}>x</div>" + ARTICLE),
    "one long attribute": lambda n: page(f'<div title="{"x" * n}">x</div>' + ARTICLE),
    "many tags with many attributes": lambda n: page(repeated("<i " + numbered("a{} ", 1500) + ">x</i>", n) + ARTICLE),
    "nested div": lambda n: around(n, "<div>", "</div>"),
    "nested div without ends": lambda n: page(repeated("<div>", n) + ARTICLE),
    "nested b": lambda n: around(n, "<b>", "</b>"),
    "nested lists": lambda n: around(n, "<ul><li>", "</li></ul>"),
    "nested tables": lambda n: around(n, "<table><tr><td>", "</td></tr></table>"),
    "nested unknown": lambda n: around(n, "<x-y>", "</x-y>"),
    "nested links": lambda n: around(n, '<a href="/">', "</a>"),
    "nested blockquotes in text": lambda n: page(repeated("<blockquote>a", n) + ARTICLE),
    "nested svg": lambda n: around(n, "<svg><g>", "</g></svg>"),
    "nested forms and fieldsets": lambda n: around(n, "<form><fieldset>", "</fieldset></form>"),
    "nested in a table by stray ends": lambda n: page(repeated("<div><table><tr><td></div>", n) + ARTICLE),
    "nested between stray ends": lambda n: page(repeated("<div></x>", n) + ARTICLE),
    "formatting without ends": lambda n: page(numbered("<font a{}><p>x", n) + ARTICLE),
    "formatting opened again by each paragraph": lambda n: page(
        "<p>" + numbered("<b a{}>", min(n // 2, 6000)) + "</p>" + repeated("<p>x</p>", n // 2) + ARTICLE
    ),
    "formatting closed across blocks": lambda n: page(repeated("<b><div></b>", n) + ARTICLE),
    "misnested formatting": lambda n: page(repeated("<b><i><u><p>x</b></i></u>", n) + ARTICLE),
    "ends without starts": lambda n: page(repeated("</p></div></b></table></x>", n) + ARTICLE),
    "tags": lambda n: page(repeated("<i></i>", n) + ARTICLE),
    "paragraphs": lambda n: page(repeated("<p>清晨的湖边有很多人在散步。", n)),
    "links": lambda n: page(repeated('<a href="/a">清晨的湖边</a> ', n) + ARTICLE),
    "pictures": lambda n: page(repeated('<img src="a.jpg">', n) + ARTICLE),
    "line breaks": lambda n: page(repeated("<br>", n) + ARTICLE),
    "short lines": lambda n: page(repeated("字<br>", n) + ARTICLE),
    "headings": lambda n: page(repeated("<h1>示例公园</h1>", n) + ARTICLE),
    "lists": lambda n: page("<ul>" + repeated("<li>清晨", n) + "</ul>" + ARTICLE),
    "rows after a wide cell": lambda n: page(
        "<table><tr><td colspan=1000>清晨的湖边</td></tr>"
        + repeated("<tr><td>清晨的湖边</td><td>b</td></tr>", n)
        + "</table>"
    ),
    "wide cells": lambda n: page(
        "<table>" + repeated("<tr><td colspan=1000 rowspan=65534>清晨</td></tr>", n) + "</table>"
    ),
    "cells of one row": lambda n: page("<table><tr>" + repeated("<td>清晨的湖边", n) + "</table>" + ARTICLE),
    "text in a table that is moved out": lambda n: page("<table>" + repeated("x<tr>", n) + "</table>" + ARTICLE),
    "entities": lambda n: page("<p>" + repeated("&lt;&#x6e05;&amp;", n) + "</p>" + ARTICLE),
    "entities without ends": lambda n: page("<p>" + repeated("&", n) + "</p>" + ARTICLE),
    "numbers of characters that are none": lambda n: page(
        "<p>" + repeated("&#99999999999;&#xD800;&#0;", n) + "</p>" + ARTICLE
    ),
    "angle brackets": lambda n: page(repeated("<", n) + ARTICLE),
    "comments": lambda n: page(repeated("<!---->", n) + ARTICLE),
    "a comment without an end": lambda n: page(ARTICLE + repeated("<!--", n)),
    "declarations": lambda n: page(repeated("<!doctype html>", n) + ARTICLE),
    "processing instructions": lambda n: page(repeated("<?xml ", n) + ARTICLE),
    "a script without an end": lambda n: page(ARTICLE + "<script>" + repeated("<!--<script>", n)),
    "scripts": lambda n: page(repeated("<script>a=1</script>", n) + ARTICLE),
    "styles": lambda n: page(repeated("<style>a{}</style>", n) + ARTICLE),
    "nested templates": lambda n: around(n, "<template>", "</template>"),
    "options": lambda n: page("<select>" + repeated("<option>x", n) + "</select>" + ARTICLE),
    "meta tags": lambda n: page(numbered('<meta name="a{}" content="b">', n) + ARTICLE),
    "bases and canonical links": lambda n: page(
        repeated('<link rel="canonical" href="/"><base href="/">', n) + ARTICLE
    ),
    "one long line": lambda n: page("<p>" + repeated(SENTENCE, n) + "</p>"),
    "one long word": lambda n: page("<p>" + repeated("a", n) + "</p>" + ARTICLE),
    "one character": lambda n: page("<p>" + repeated("字", n) + "</p>" + ARTICLE),
    "spaces": lambda n: page("<p>" + repeated(" ", n) + "</p>" + ARTICLE),
    "spaces of all kinds": lambda n: page("<p>" + repeated(" \u3000\xa0\u200b\t\n", n) + "a</p>" + ARTICLE),
    "indents": lambda n: page("<p>" + repeated("。\u3000\u3000", n) + "</p>" + ARTICLE),
    "digits": lambda n: page("<p>" + repeated("2024-03-01 ", n) + "</p>" + ARTICLE),
    "digits in one run": lambda n: page("<p>" + repeated("1", n) + "</p>" + ARTICLE),
    "opening brackets": lambda n: page("<p>" + repeated("（", n) + "</p>" + ARTICLE),
    "opening quotes": lambda n: page("<p>" + repeated("“", n) + "</p>" + ARTICLE),
    "credits": lambda n: page(repeated("<p>来源：示例日报 记者：张三 编辑：李四</p>", n) + ARTICLE),
    "one line of credits": lambda n: page("<p>" + repeated("记者 张三 ", n) + "</p>" + ARTICLE),
    "one line of sources": lambda n: page("<p>" + repeated("来源：", n) + "</p>" + ARTICLE),
    "glosses": lambda n: page("<p>" + repeated("創(chuàng)新(xīn)", n) + "</p>" + ARTICLE),
    "broken ends": lambda n: page("<p>" + repeated("開(kāi)?/p>", n) + "</p>" + ARTICLE),
    "double encoding": lambda n: page("<p>" + repeated("æ¸…æ™¨", n) + "</p>" + ARTICLE),
    "combining marks": lambda n: page("<p>a" + repeated("\u0301", n) + "</p>" + ARTICLE),
    "invisible characters": lambda n: page("<p>a" + repeated("\u200b\u200d\ufeff", n) + "</p>" + ARTICLE),
    "emoji": lambda n: page("<p>a" + repeated("😀", n) + "</p>" + ARTICLE),
    "preformatted lines": lambda n: page("<pre>" + repeated("a\n", n) + "</pre>" + ARTICLE),
    "a long title": lambda n: page(
        "<title>" + repeated("示例_", n) + "</title><h1>" + repeated("示例_", n) + "</h1>" + ARTICLE
    ),
    "a long class": lambda n: page(f'<div class="{repeated("content ", n)}">{ARTICLE}</div>'),
    "a long style": lambda n: page(f'<div style="{repeated("display:none;", n)}">{ARTICLE}</div>'),
}

SCRIPTS: Mapping[str, Make] = {
    "deep JSON-LD": lambda n: page(f'<script type="application/ld+json">{json_deep(n)}</script>' + ARTICLE),
    "JSON-LD of many values": lambda n: page(f'<script type="application/ld+json">{many_values(n)}</script>' + ARTICLE),
    "JSON-LD of one long text": lambda n: page(
        f'<script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{repeated(SENTENCE, n)}"}}</script>'
    ),
    "JSON-LD of one long number": lambda n: page(f'<script type="application/ld+json">{"1" * n}</script>' + ARTICLE),
    "many JSON-LD scripts": lambda n: page(
        repeated('<script type="application/ld+json">{"@type":"NewsArticle"}</script>', n) + ARTICLE
    ),
    "deep state": lambda n: page(f"<script>window.a = {json_deep(n)}</script>"),
    "deep state without ends": lambda n: page("<script>window.a = " + repeated('{"a":', n) + "</script>"),
    "JSON in strings in JSON": lambda n: page(f"<script>window.a = {json.dumps({'content': json_deep(n)})}</script>"),
    "many assignments": lambda n: page("<script>" + numbered("a{}={b:1};", n) + "</script>"),
    "many assignments that do not end": lambda n: page("<script>" + repeated('a=[1,{"b":[', n) + "</script>"),
    "assigned numbers": lambda n: page("<script>a = [" + repeated("1,", n) + "</script>"),
    "a string that does not end": lambda n: page('<script>content = "' + repeated("a\\", n) + "</script>"),
    "quotes": lambda n: page("<script>content = " + repeated("'\"", n) + "</script>"),
    "calls of JSON.parse": lambda n: page("<script>" + repeated("JSON.parse('", n) + "</script>"),
    "words before a colon": lambda n: page("<script>" + repeated("content: ", n) + "</script>"),
    "brackets": lambda n: page("<script>" + repeated("=[", n) + "</script>"),
    "deep markup in a script": lambda n: page(
        "<script>window.a = " + json.dumps({"content": "<div>" * (n // 5) + ARTICLE}, ensure_ascii=False) + "</script>"
    ),
    "attributes in a script's markup": lambda n: page(
        "<script>window.a = "
        + json.dumps({"content": f"<div {numbered('a{} ', n)}>" + ARTICLE}, ensure_ascii=False)
        + "</script>"
    ),
    "publication times": lambda n: page("<script>" + repeated("publish_", n) + "</script>" + ARTICLE),
    "blanks in a script": lambda n: page("<script>content" + repeated(" ", n) + "x</script>"),
    "letters in a script": lambda n: page("<script>" + repeated("content", n) + "</script>"),
}

DUMPS: Mapping[str, Make] = {
    "a dump of one line": lambda n: repeated(SENTENCE, n).encode(),
    "a dump of short lines": lambda n: repeated("字\n", n).encode(),
    "a dump of lines": lambda n: repeated(SENTENCE + "\n", n).encode(),
    "a dump of headings": lambda n: repeated("示例公园重新开放\n", n).encode(),
    "a dump of credits": lambda n: repeated("2024-03-01 09:30 来源：示例日报 作者：张三\n", n).encode(),
    "a dump of empty lines": lambda n: repeated("\n", n).encode() + "字".encode(),
    "a dump of all line ends": lambda n: repeated("字\r\n\v\f\x1c\x85\u2028", n).encode(),
}

BYTES: Mapping[str, Make] = {
    "zeros": lambda n: bytes(n),
    "NUL in a page": lambda n: page(repeated("字\0", n) + ARTICLE),
    "control characters": lambda n: page(repeated("".join(map(chr, range(1, 32))), n) + ARTICLE),
    "cut off in a character": lambda n: page(repeated("字", n))[:-15],
    "cut off in a pair of GBK": lambda n: repeated("字", n).encode("gbk") + b"\xd7",
    "half characters": lambda n: page("") + b"\xe6\xb8" * (n // 2),
    "all bytes": lambda n: bytes(range(256)) * (n // 256 + 1),
    "bytes that are none of UTF-8": lambda n: b"<p>" + b"\xff\xfe" * (n // 2),
    "UTF-16 without a mark": lambda n: page(repeated(SENTENCE, n)).decode().encode("utf-16-le"),
    "UTF-16 cut in a character": lambda n: page(repeated(SENTENCE, n)).decode().encode("utf-16-be")[:-1],
    "surrogates in UTF-16": lambda n: b"\xff\xfe" + b"\x00\xd8" * (n // 2),
    "a mark and nothing": lambda n: b"\xef\xbb\xbf",
    "escapes of ISO-2022": lambda n: b"\x1b$B" * (n // 3),
    "tildes of HZ": lambda n: b'<meta charset="hz-gb-2312">' + b"~{" * (n // 2),
    "a charset that does not end": lambda n: b"<meta " + b"charset=" * (n // 8),
    "random-looking bytes": lambda n: bytes((i * i * 31 + i // 7) & 255 for i in range(n)),
}

PAGES: Mapping[str, Make] = {**MARKUP, **SCRIPTS, **DUMPS, **BYTES}

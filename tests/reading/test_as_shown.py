"""Markup that a browser shows otherwise than a parser without scripts reads it."""

from __future__ import annotations

import pytest

from jingwen import Cleaner
from jingwen.reading.as_shown import as_shown, is_misread
from jingwen.reading.embedded import telling
from jingwen.reading.markup import parse

LONG = "清晨六点，示例公园的大门重新打开，第一批游客沿着新修的石子路走到湖边，两旁的梅花正在盛开。"


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<noscript><div></noscript>甲", "<noscript><div></div></noscript>甲"),
        ("<noscript><iframe src=a></noscript>甲", "<noscript><iframe src=a></iframe></noscript>甲"),
        ("<noscript><style>a{</noscript>甲", "<noscript><style>a{</style></noscript>甲"),
        ("<noscript></div><img></noscript>", "<noscript><img></noscript>"),
        ("<noscript><p>甲<p>乙</noscript>", "<noscript><p>甲<p>乙</p></p></noscript>"),
        ("<noscript><noscript><b></noscript></noscript>", "<noscript><b></b></noscript></noscript>"),
        ("<noscript><img src='a</noscript>乙", "<noscript></noscript>乙"),
        ("<noscript><plaintext></noscript>乙", "<noscript></noscript>乙"),
        ("<noscript><div>甲</div></noscript>", "<noscript><div>甲</div></noscript>"),
        ("<noscript>甲", "<noscript>甲"),
        (
            "<script><noscript></script><noscript><i></noscript>",
            "<script><noscript></script><noscript><i></i></noscript>",
        ),
        ("<!-- <noscript> --><noscript><b></noscript>", "<!-- <noscript> --><noscript><b></b></noscript>"),
        # In the head it would end at its first picture.
        ("<head><noscript><img></noscript></head><body>甲", "<head></head><body><noscript><img></noscript>甲"),
        # A script writes the same form for others.
        ("<noscript><form></noscript><input></form>", "<noscript><form></noscript><input></form>"),
        ("<noscript><form></noscript>甲<form></form>", "<noscript><form></form></noscript>甲<form></form>"),
        (
            "<a><template shadowrootmode=open><template></template></template></a>",
            "<a><shadow-root shadowrootmode=open><template></template></shadow-root></a>",
        ),
        ("<template id=shadowrootmode-none></div></template>", "<template id=shadowrootmode-none></div></template>"),
        ("<xmp><p>甲<p>乙</xmp>丙", "<div><p>甲<p>乙</div>丙"),
        ("<xmp><b>甲</b></xmp>", "<xmp><b>甲</b></xmp>"),
        ("<xmp><p>甲<p>乙", "<xmp><p>甲<p>乙"),
    ],
)  # fmt: skip
def test_as_shown(markup: str, shown: str) -> None:
    assert as_shown(markup) == shown


@pytest.mark.parametrize(
    ("markup", "misread"),
    [
        ("<p>甲", False),
        ("<p>甲</p><template></template><noscript><img></noscript>", False),
        ("<head><noscript><style>a{}</style></noscript></head>", False),
        ("<head><noscript><img></noscript></head>", True),
        # What ended the head is a counter's, and the head goes on behind it; or nothing ended it.
        ("<head><noscript><img width=1 height=1></noscript><script></script></head>", False),
        ("<head><noscript><iframe></iframe></noscript><!-- --> <link></head>", False),
        ("<head><noscript></noscript><link></head>", False),
        ("<head><noscript><img width=1 height=1>甲</noscript><link></head>", True),
        ("<head><noscript><img width=1 height=1><p>甲</noscript></head>", True),
        (f"<noscript><style>{'a{}' * 60}</style></noscript>", False),
        (f"<noscript><style></noscript>{LONG * 3}", True),
        ("<template shadowrootmode=open></template>", True),
        (f"<noscript><div></noscript>{LONG * 3}", True),
        ("<noscript></noscript>" * 60, True),
        ("<xmp></xmp>", True),
    ],
)
def test_most_pages_are_read_as_they_are_shown(markup: str, misread: bool) -> None:
    assert is_misread(telling(parse(markup))) is misread


STORY = (
    LONG,
    "工程从去年春天动工，历时十一个月完成，更换了四公里长的管线，补种树木一千二百株。",
    "园长介绍，夜间照明将在下个月接通，届时公园开放到深夜，周末还会增开三条接驳线路。",
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)


@pytest.mark.parametrize(
    "body",
    [
        f"<x-a><template shadowrootmode=open><article>{BODY}</article></template></x-a>",
        f"<x-a><template shadowrootmode=open><article><slot></slot></article></template>{BODY}</x-a>",
        f"<noscript><div>请启用脚本</noscript><div>{BODY}</div>",
        f"<noscript><iframe src=/a></noscript><div>{BODY}</div>",
        f"<div><p><a href=/>更多</p>{BODY}</div>",
        f"<div><a href=/>{BODY}</a></div>",
    ],
)
def test_an_article_is_read_as_it_is_shown(body: str) -> None:
    page = f"<title>示例公园重新开放</title><h1>示例公园重新开放</h1>{body}<p><a href=/a>关于我们</a>"
    article = Cleaner("off").clean(page, content_type="text/html")
    assert [text for text in article.text.split("\n\n") if text != "更多"] == list(STORY)

"""Whole pages through a Cleaner without rules: what a reader finds on them, and what every page must keep to."""

from __future__ import annotations

import html
import json
import random
import re
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jingwen import Cleaner
from jingwen.model import Article, Format, Label, Labelled, Options, Placed, RawPage
from jingwen.options import parse_options
from jingwen.pipeline import clean
from jingwen.rules.load import load, read_text
from jingwen.rules.model import RuleSet

from . import pages
from .pages import CASES, WITHOUT_ARTICLE, Case

CLEANER = Cleaner("off")
RULES = load("off")
STAGES = ["decode", "parse", "rules", "blocks", "locate", "label", "fields", "tidy", "done"]
RULE = """
site: 示例新闻网
hosts: [news.example.com]
{}
tests:
  - {{name: plain, text: 甲乙。, url: 'https://news.example.com/a', expect: {{starts: 甲, ends: 。, lacks: [丙]}}}}
"""
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


@each_case
def test_the_text_is_the_article_and_nothing_else(case: Case) -> None:
    article, expected = CLEANER.clean(case.body), case.expected
    assert article.status == "article"
    assert article.text.startswith(expected.starts)
    assert article.text.endswith(expected.ends)
    assert len(article.text.split("\n\n")) == expected.paragraphs
    assert [words for words in expected.lacks if words in article.text] == []
    assert expected.title is None or expected.title not in article.text.split("\n\n")


def test_the_dear_part_may_be_given_up_and_then_the_answer_says_so() -> None:
    whole = CLEANER.clean(pages.UNSURE)
    assert "degraded" not in [notice.code for notice in whole.notices]
    assert CLEANER.clean(pages.UNSURE, attempt=lambda work: work()) == whole
    cheap = CLEANER.clean(pages.UNSURE, attempt=lambda _: None)
    assert cheap.status == "article"
    assert "walker number 3" in cheap.text
    assert [notice.code for notice in cheap.notices] == ["degraded"]
    assert CLEANER.clean_pages([pages.UNSURE, pages.UNSURE], attempt=lambda _: None).notices == cheap.notices


def test_what_the_scripts_of_a_page_hold_is_the_dear_part_too() -> None:
    assert CLEANER.clean(pages.NEXT_DATA.body).text
    cheap = CLEANER.clean(pages.NEXT_DATA.body, attempt=lambda _: None)
    assert cheap.text == ""
    assert "degraded" in [notice.code for notice in cheap.notices]


def test_without_time_the_blocks_are_explained_but_have_no_place() -> None:
    whole = CLEANER.clean(pages.PORTAL.body, explain=True)
    cheap = CLEANER.clean(pages.PORTAL.body, explain=True, attempt=lambda _: None)
    assert [notice.code for notice in cheap.notices if notice not in whole.notices] == ["degraded"]
    assert cheap.blocks and whole.blocks
    assert all(type(x) is Labelled for x in cheap.blocks) and all(type(x) is Placed for x in whole.blocks)
    assert [(x.block, x.label) for x in cheap.blocks] == [(x.block, x.label) for x in whole.blocks]
    assert cheap.text == whole.text


def test_where_the_locator_is_sure_there_is_no_dear_part() -> None:
    asked: list[object] = []
    CLEANER.clean(pages.PORTAL.body, attempt=lambda work: asked.append(work))
    assert asked == []


@each_case
def test_no_paragraph_comes_twice(case: Case) -> None:
    paragraphs = CLEANER.clean(case.body).text.split("\n\n")
    assert len(set(paragraphs)) == len(paragraphs)


@each_case
def test_the_fields_are_what_the_page_prints(case: Case) -> None:
    article, expected = CLEANER.clean(case.body), case.expected
    assert article.title == expected.title
    assert article.source == expected.source
    assert article.byline == expected.byline
    assert article.editors == expected.editors
    assert article.date == expected.date
    assert tuple(caption.text for caption in article.captions) == expected.captions


@each_case
def test_every_block_is_explained_once_in_page_order(case: Case) -> None:
    plain, explained = CLEANER.clean(case.body), CLEANER.clean(case.body, explain=True)
    assert plain.blocks is None
    assert explained.blocks is not None
    assert [x.block.index for x in explained.blocks] == list(range(len(explained.blocks)))
    assert all(x.reason and x.block.text for x in explained.blocks)
    answer = explained.to_dict()
    assert {b["label"] for b in answer["blocks"]} <= set(Label)
    assert {b["label"] for b in answer["blocks"]} >= {"body"}
    del answer["blocks"]
    assert answer == plain.to_dict()


def test_the_text_is_the_blocks_that_are_labelled_so() -> None:
    article = CLEANER.clean(pages.PORTAL.body, explain=True)
    assert article.blocks is not None
    running = [x.block.text.strip("\u3000") for x in article.blocks if x.label in (Label.BODY, Label.HEADING)]
    assert "\n\n".join(running) == article.text
    labels = {label: [x.block.text for x in article.blocks if x.label is label] for label in Label}
    assert labels[Label.TITLE] == ["示例公园重新开放"]
    assert labels[Label.CREDITS][0] == "2024-03-01 09:30 来源：示例日报 作者：张小山"
    assert labels[Label.CAPTION] == ["图为公园里的梅花。李大海 摄"]
    assert "责任编辑：王小河" in labels[Label.SIGNOFF] + labels[Label.CREDITS]
    assert "网友评论" in labels[Label.COMMENT]
    assert "相关阅读" in labels[Label.RELATED]


def test_a_very_short_article_above_a_long_recommended_story() -> None:
    body = pages.SHORT_ABOVE_LONG.body
    assert isinstance(body, str)
    text = CLEANER.clean(body.replace(pages.SECOND, "").replace(pages.THIRD, "")).text
    assert text == f"{pages.FIRST}\n\n{pages.LAST}"


def test_a_caption_comes_with_its_credit_and_picture() -> None:
    (caption,) = CLEANER.clean(pages.PORTAL.body).captions
    assert (caption.credit, caption.image) == ("李大海", "/i/1.jpg")


@pytest.mark.parametrize(
    "body",
    [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, b"PK\x03\x04" + bytes(reversed(range(256))) * 20],
    ids=["picture", "archive"],
)
def test_bytes_that_are_no_text_are_no_article(body: bytes) -> None:
    article = CLEANER.clean(body)
    assert (article.status, article.title, article.text) == ("no_article", None, "")
    assert "title" not in article.origin
    assert "binary" in {notice.code for notice in article.notices}
    assert "binary" not in {notice.code for notice in CLEANER.clean(pages.GB18030.body).notices}


def test_a_dumps_text_keeps_its_short_ends() -> None:
    lines = (
        "示例公园重新开放",
        "2024-03-01 09:30 来源：示例日报",
        *pages.STORY,
        "小路也通了。",
        "相关阅读",
        "示例大桥合龙",
    )
    article = CLEANER.clean("\n".join(lines))
    assert article.text.startswith(pages.FIRST)
    assert article.text.endswith(f"{pages.LAST}\n\n小路也通了。")


def test_a_dumps_headline_may_be_told_again_in_wide_characters() -> None:
    headlines = "示例公园 12号门重新开放-示例网", "示例公园　１２号门重新开放"
    article = CLEANER.clean("\n".join((*headlines, "2024-03-01 09:30 来源：示例日报", *pages.STORY)))
    assert article.title == "示例公园 12号门重新开放"
    assert article.text.startswith(pages.FIRST)


def test_who_said_what() -> None:
    printed, data = CLEANER.clean(pages.PORTAL.body), CLEANER.clean(pages.JSON_LD.body)
    assert printed.origin == {
        "title": "page", "text": "page", "source": "page", "byline": "page", "editors": "page", "date": "page",
        "site_name": "title", "image": "page", "images": "page", "original_script": "page",
    }  # fmt: skip
    assert data.origin["date"] == "data"
    assert set(data.origin) == {"title", "text", "date", "site_name"}


TOLD = (
    '<meta property="og:site_name" content="示例新聞網"><meta name="description" content="公園重新開放，遊客很多。">'
    '<meta name="keywords" content="公園,梅花"><meta property="article:section" content="城市">'
    '<meta property="article:modified_time" content="2024-03-03T08:00:00+08:00">'
    '<meta property="og:image" content="/i/0.jpg">'
)


def test_what_a_page_says_of_itself_is_tidied_as_its_text_is() -> None:
    body = pages.TRADITIONAL.body
    assert isinstance(body, str)
    page = body.replace("</head>", TOLD + "</head>").replace("</p></div>", '</p><img src="/i/1.jpg"></div>', 1)
    url = "https://news.example.com/a/1"
    article = CLEANER.clean(page, url=url)
    assert (article.site_name, article.description) == ("示例新闻网", "公园重新开放，游客很多。")
    assert (article.keywords, article.section) == (("公园", "梅花"), "城市")
    assert (article.modified, article.date) == ("2024-03-03T08:00:00+08:00", "2024-03-01T09:30")
    assert (article.script, article.original_script) == ("hans", "hant")
    assert article.image == "https://news.example.com/i/0.jpg"
    assert article.images == ("https://news.example.com/i/1.jpg",)
    told = ("site_name", "description", "keywords", "section", "modified", "image")
    assert {article.origin[name] for name in told} == {"data"}
    assert (article.origin["images"], article.origin["original_script"]) == ("page", "page")
    kept = CLEANER.clean(page, url=url, script="keep")
    assert (kept.site_name, kept.keywords, kept.original_script) == ("示例新聞網", ("公園", "梅花"), "hant")


@pytest.mark.parametrize(
    ("picture", "image", "images"),
    [
        ('<img src="/i/1.jpg"><img src="/i/2.jpg">', "/i/1.jpg", ("/i/1.jpg", "/i/2.jpg")),
        ('<img src="/i/agency-logo.jpg"><img src="/i/2.jpg">', "/i/2.jpg", ("/i/agency-logo.jpg", "/i/2.jpg")),
        ("", None, ()),
    ],
)
def test_the_first_picture_of_a_story_leads_it(picture: str, image: str | None, images: tuple[str, ...]) -> None:
    article = CLEANER.clean(pages.html(f"<h1>示例公园重新开放</h1><div>{pages.paragraphs()}{picture}</div>"))
    assert (article.image, article.images) == (image, images)
    assert article.origin.get("image") == ("page" if image else None)


def test_pictures_of_a_body_that_stands_in_a_script() -> None:
    state = {"article": {"content": pages.paragraphs(pages.STORY[:3]) + '<img src="/i/1.jpg">' + pages.paragraphs()}}
    page = pages.html(f'<p>正在加载...</p><img src="/i/wait.gif"><script>window.X = {json.dumps(state)};</script>')
    assert CLEANER.clean(page).images == ("/i/1.jpg",)


def test_a_list_says_nothing_of_an_article_but_names_its_site() -> None:
    stories = "".join(f'<li><a href="/a/{n}">{text}</a></li>' for n, text in enumerate(pages.OTHER_STORIES * 4))
    index = CLEANER.clean(pages.html(f"<h2>要闻</h2><ul>{stories}</ul>", title="要闻_示例新闻网", head=TOLD))
    assert index.status == "index"
    assert (index.site_name, index.origin["site_name"]) == ("示例新闻网", "data")
    assert (index.description, index.keywords, index.section, index.modified) == (None, (), None, None)
    assert (index.image, index.images) == (None, ())


def test_a_rule_says_when_an_article_was_edited_and_names_the_site_last() -> None:
    info = '<p class="info">2024-03-01 更新：2024-03-02</p><p class="again">三改 2024年3月4日 8:00</p>'
    page = pages.html(f"<h1>示例公园重新开放</h1>{info}<div>{pages.paragraphs()}</div>", title="示例公园重新开放")
    raw = RawPage(page, "https://news.example.com/a/1", "text/html")

    def ruled(line: str) -> Article:
        return clean(raw, RuleSet((read_text(RULE.format(line), "rules/example.yaml"),), "test"), Options())

    article = ruled("modified: {select: ['.again'], match: '三改 (.+)', zone: '+08:00'}")
    assert (article.modified, article.origin["modified"]) == ("2024-03-04T08:00+08:00", "rule")
    assert (article.site_name, article.origin["site_name"]) == ("示例新闻网", "rule")
    assert ruled("modified: off").modified is None
    traditional = clean(
        raw, RuleSet((read_text(RULE.format("source: off"), "rules/example.yaml"),), "test"), Options(script="hant")
    )
    assert traditional.site_name == traditional.site == "示例新闻网"
    assert ruled("source: off").modified == "2024-03-02"


@pytest.mark.parametrize("body", WITHOUT_ARTICLE, ids=["menus", "form", "script", "dump", "bare sentence"])
def test_a_page_without_an_article(body: str) -> None:
    article = CLEANER.clean(body)
    assert (article.status, article.text, article.confidence) == ("no_article", "", 0.0)
    assert "text" not in article.origin


@pytest.mark.parametrize(
    ("case", "kind", "language", "encoding"),
    [
        (pages.PORTAL, "html", "zh", "utf-8"),
        (pages.DUMP, "dump", "zh", "utf-8"),
        (pages.GB18030, "html", "zh", "gb18030"),
        (pages.ENGLISH, "html", "en", "utf-8"),
    ],
    ids=lambda value: value.name if isinstance(value, Case) else str(value),
)
def test_what_the_answer_says_of_the_page(case: Case, kind: str, language: str, encoding: str) -> None:
    body = case.body.encode() if isinstance(case.body, str) else case.body
    article = CLEANER.clean(body)
    assert (article.kind, article.language, article.encoding.name) == (kind, language, encoding)
    assert article.rule is None
    assert article.site is None
    assert 0.0 < article.confidence <= 1.0


def test_addresses_are_told_as_the_page_tells_them() -> None:
    head = '<link rel="canonical" href="https://news.example.com/a/1"><link rel="next" href="/a/1_2">'
    page = pages.html(f"<h1>示例公园重新开放</h1>{pages.paragraphs()}", head=head)
    article = CLEANER.clean(page, url="https://m.example.com/a/1?x=1")
    assert article.url == "https://m.example.com/a/1?x=1"
    assert article.canonical_url == "https://news.example.com/a/1"
    assert article.next_page == "https://m.example.com/a/1_2"


@pytest.mark.parametrize(
    ("url", "head", "address"),
    [
        (None, "", "../p/1.jpg"),
        ("https://m.example.com/a/b/1", "", "https://m.example.com/a/p/1.jpg"),
        (None, '<link rel="canonical" href="https://news.example.com/a/b/1">', "https://news.example.com/a/p/1.jpg"),
        (None, '<meta property="og:url" content="https://news.example.com/a/1">', "https://news.example.com/p/1.jpg"),
        (None, '<base href="https://img.example.com/x/y/">', "https://img.example.com/x/p/1.jpg"),
        ("https://m.example.com/a/b/1", '<base href="/x/y/z/">', "https://m.example.com/x/y/p/1.jpg"),
    ],
)
def test_a_pictures_address_is_absolute_where_the_page_has_one(url: str | None, head: str, address: str) -> None:
    picture = '<p><img src="../p/1.jpg"></p><p align="center">图为示例公园的湖边。王五 摄</p>'
    page = pages.html(f"<h1>示例公园重新开放</h1><div>{picture}{pages.paragraphs()}</div>", head=head)
    assert [caption.image for caption in CLEANER.clean(page, url=url).captions] == [address]


PAGER = '<div class="pages"><a href="1">1</a> <a href="1_2">2</a> <a href="1_2">下一页</a></div>'


@pytest.mark.parametrize(
    ("rule", "head", "end", "address"),
    [
        ("", "", PAGER, "https://news.example.com/a/1_2"),
        ("", '<link rel="next" href="1_3">', PAGER, "https://news.example.com/a/1_3"),
        ("", '<link rel="next" href="2" title="另一篇文章">', "", None),
        ("next_page: 'a.on::attr(href)'", '<link rel="next" href="1_3">', '<a class="on" href="1_4">2</a>',
         "https://news.example.com/a/1_4"),
        ("next_page: off", '<link rel="next" href="1_3">', PAGER, None),
        ("", "", "<p>上一篇：<a href='0'>旧闻</a> 下一篇：<a href='2'>新闻</a></p>", None),
    ],
)  # fmt: skip
def test_the_next_page(rule: str, head: str, end: str, address: str | None) -> None:
    page = pages.html(f"<h1>示例公园重新开放</h1><div>{pages.paragraphs()}</div>{end}", head=head)
    raw = RawPage(page, "https://news.example.com/a/1", "text/html")
    lines = rule or "source: off"
    rules = RuleSet((read_text(RULE.format(lines), "rules/example.yaml"),), "test")
    assert clean(raw, rules, Options()).next_page == address


@each_case
def test_the_format_changes_the_text_and_nothing_else(case: Case) -> None:
    plain, *rendered = (CLEANER.clean(case.body, format=name).to_dict() for name in ("text", "markdown", "html"))
    squashed = re.sub(r"[\W_]", "", plain.pop("text"))
    for answer in rendered:
        figures = re.compile(
            r"<figcaption>.*?</figcaption>|!\[[^\]]*\]\([^)]*\)(\n\n\*.*\*)?|\]\([^)]*\)|<[^>]*>|^\d+\. ", re.M
        )
        assert re.sub(r"[\W_]", "", figures.sub("", html.unescape(answer.pop("text")))) == squashed
        assert answer == plain


def test_a_dump_has_paragraphs_in_any_format() -> None:
    dump = "示例公园重新开放\n2024-03-01 09:30 来源：示例日报\n" + "\n".join(
        (pages.FIRST, "* 湖边<一>", pages.FIRST[::-1])
    )
    markdown = CLEANER.clean(dump, content_type="text/plain", format="markdown").text
    assert markdown.split("\n\n") == [pages.FIRST, "\\* 湖边\\<一>", pages.FIRST[::-1]]
    written = CLEANER.clean(dump, content_type="text/plain", format="html").text
    assert written.split("\n\n")[1] == "<p>* 湖边&lt;一&gt;</p>"


def test_a_page_without_an_article_has_no_text_in_any_format() -> None:
    for name in ("text", "markdown", "html"):
        assert CLEANER.clean("<p>首页</p><p>版权所有</p>", format=name).text == ""


def test_the_fetch_time_resolves_a_date_without_a_year() -> None:
    page = pages.html(f"<h1>示例公园重新开放</h1><p>10月18日 09:30 来源：示例日报</p>{pages.paragraphs()}")
    assert CLEANER.clean(page).date is None
    fetched = CLEANER.clean(page, fetched_at=datetime(2023, 10, 19, 8))
    assert (fetched.date, fetched.date_raw) == ("2023-10-18T09:30", "10月18日 09:30")


@pytest.mark.parametrize(
    ("options", "starts"),
    [
        ({}, "清晨六点，示例公园的大门"),
        ({"script": "keep"}, "清晨六點，示例公園的大門"),
        ({"script": "hant"}, "清晨六點，示例公園的大門"),
        ({"script": "tw"}, "清晨六點，示例公園的大門"),
        ({"script": "hk"}, "清晨六點，示例公園的大門"),
    ],
    ids=str,
)
def test_the_script_of_the_answer(options: dict[str, Any], starts: str) -> None:
    article = CLEANER.clean(pages.TRADITIONAL.body, **options)
    assert article.text.startswith(starts)
    assert article.script == ("hant" if options.get("script") == "keep" else options.get("script", "hans"))


def test_the_scripts_of_taiwan_and_hong_kong_differ() -> None:
    page = pages.html(f"<h1>示例公园重新开放</h1>{pages.paragraphs()}<p>湖水里面的鱼群又多了起来，游客在岸边观看。</p>")
    texts = {script: CLEANER.clean(page, script=script).text for script in ("hant", "tw", "hk")}
    assert "湖水裏面的" in texts["hant"]
    assert "湖水裡面的" in texts["tw"]
    assert "湖水裏面的" in texts["hk"]
    assert CLEANER.clean(page, script="tw").title == "示例公園重新開放"


def test_the_names_of_people_convert_as_names() -> None:
    page = pages.html(
        "<h1>江边步道今起开放</h1><p>2024-03-01 09:30 记者：余华</p>"
        f"{pages.paragraphs()}<p>其余的路段年底完工，记者余华在现场看到，范晓和他的同事正在忙碌。</p>"
        "<figure><img src='/a.jpg'><figcaption>江边的步道。于晓 摄</figcaption></figure>"
    )
    article = CLEANER.clean(page, script="hant")
    assert article.byline == ("余華",)
    assert [(caption.text, caption.credit) for caption in article.captions] == [("江邊的步道。于曉 攝", "于曉")]
    assert "其餘的路段年底完工，記者余華在現場看到" in article.text
    assert (article.script, article.original_script) == ("hant", "hans")
    assert CLEANER.clean(page).byline == ("余华",)


def test_a_page_of_taiwan_or_hong_kong_comes_out_simplified() -> None:
    page = pages.html(
        "<h1>江邊步道今起開放</h1><p>2024-03-01 09:30 記者：徐乾學</p>"
        "<p>他沿著江走，看著船，接著隨著隊伍往前，著名作家的著作就在桌上，全長十二公里，沿途設有三處驛站。</p>"
        "<p>衞生署稱，羣眾可以從四個路口走進步道，夜間照明將在下個月接通，電車綫也會啟用，裏面的店舖照常營業。</p>"
        "<p>家住附近的居民說，以前沿江只有一條土路，下雨就沒法走，現在下班以後可以帶孩子來這裡散步。</p>"
    )
    article = CLEANER.clean(page)
    assert article.text.startswith("他沿着江走，看着船，接着随着队伍往前，著名作家的著作就在桌上，")
    assert (
        "卫生署称，群众可以从四个路口走进步道，夜间照明将在下个月接通，电车线也会启用，里面的店铺照常营业。"
        in article.text
    )
    assert (article.byline, article.script, article.original_script) == (("徐乾学",), "hans", "hant")


@pytest.mark.parametrize(
    ("switched_off", "starts"),
    [(None, "第2019号 公园"), ("space", "　　第2019号\xa0公园"), ("width", "第２０１９号 公园")],
)
def test_steps_that_touch_single_characters(switched_off: str | None, starts: str) -> None:
    first = "第２０１９号\xa0公园的大门重新打开，第一批游客沿着新修的石子路走到湖边，两旁的梅花正在盛开。"
    page = pages.html(f"<h1>示例公园重新开放</h1>{pages.paragraphs((first, *pages.STORY))}")
    options: dict[str, Any] = {switched_off: False} if switched_off else {}
    assert CLEANER.clean(page, **options).text.startswith(starts)


def test_glosses_stay_where_their_switch_is_off() -> None:
    text = CLEANER.clean(pages.GLOSSED.body, glosses=False, script="keep").text
    assert "經(jīng)過(guò)" in text
    assert "經過" in CLEANER.clean(pages.GLOSSED.body, script="keep").text


def test_broken_ends_stay_where_their_switch_is_off() -> None:
    assert "?/p" in CLEANER.clean(pages.GLOSSED.body, mojibake=False).text
    assert "?/p" not in CLEANER.clean(pages.GLOSSED.body).text


def test_mending_is_told() -> None:
    assert {n.code for n in CLEANER.clean(pages.GLOSSED.body).notices} == {"paragraph_ends_mended", "glosses_stripped"}
    assert CLEANER.clean(pages.PORTAL.body).notices == ()


def test_punctuation_is_kept_unless_asked_for() -> None:
    page = pages.html(f"<h1>示例公园重新开放</h1>{pages.paragraphs()}").replace("，", ",")
    assert "，" not in CLEANER.clean(page).text
    assert "," not in CLEANER.clean(page, punctuation="cjk").text
    assert CLEANER.clean(page, punctuation="cjk").text.startswith(pages.FIRST)


def test_a_zone_is_added_to_a_time_printed_without_one() -> None:
    assert CLEANER.clean(pages.PORTAL.body, zone="+08:00").date == "2024-03-01T09:30+08:00"
    assert CLEANER.clean(pages.ENGLISH.body, zone="+08:00").date == "2024-03-01T09:30:00Z"


def test_the_same_page_gives_the_same_answer_in_any_order() -> None:
    first = {case.name: CLEANER.clean(case.body, explain=True).to_dict() for case in CASES}
    shuffled = [*CASES, *CASES]
    random.Random(7).shuffle(shuffled)
    for case in shuffled:
        assert CLEANER.clean(case.body, explain=True).to_dict() == first[case.name]


def test_stages_are_told_as_they_begin() -> None:
    heard: list[str] = []
    for body in (pages.PORTAL.body, pages.DUMP.body, pages.NEXT_DATA.body, WITHOUT_ARTICLE[0]):
        heard.clear()
        CLEANER.clean(body, on_stage=heard.append)
        assert heard == STAGES


def check_any(article: Article) -> None:
    """What holds for the answer of any page at all."""
    assert article.status in ("article", "no_article")
    assert bool(article.text) == (article.status == "article")
    assert article.text == article.text.strip()
    assert 0.0 <= article.confidence <= 1.0
    assert article.blocks is not None
    assert [x.block.index for x in article.blocks] == list(range(len(article.blocks)))
    article.text.encode("utf-8")


MARKUP = st.lists(
    st.sampled_from(
        [
            "<p>", "</p>", "<div class='content'>", "</div>", "<table>", "<tr>", "<td colspan=9>", "</table>", "<br>",
            "</html>", "<h1>", "</h1>", "<script>", "</script>", "<script>window.a={", "<ruby>", "<rt>", "<!--", "-->",
            "<![CDATA[", "<svg>", "<template>", "<a href=x>", "<img src=1.jpg>", "<title>", "<pre>\n", "&nbsp;", "&#0;",
            '<meta charset="gbk">', "来源：", "2024年3月1日", "09:30", "责任编辑：", "相关阅读", "國(guó)", "?/p>",
            pages.FIRST, pages.SECOND, "图为", "（张小山 摄）", "\x00", "\ufeff", "\u3000\u3000", "\ud83d", " | ",
        ]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=150)
@given(st.one_of(st.binary(min_size=1, max_size=300), MARKUP.map(lambda text: text.encode("utf-8", "replace"))))
def test_any_bytes_give_an_answer(body: bytes) -> None:
    check_any(clean(RawPage(body), RULES, parse_options({"explain": True})))


@settings(max_examples=150)
@given(st.one_of(st.text(min_size=1, max_size=300), MARKUP), st.sampled_from([None, "text/html", "text/plain"]))
def test_any_text_gives_an_answer(body: str, content_type: str | None) -> None:
    check_any(clean(RawPage(body, None, content_type), RULES, parse_options({"explain": True, "script": "tw"})))


@pytest.mark.parametrize(
    "body",
    [
        b"<" * 5000,
        b"<div>" * 5000 + "深处的一句话也要读到，它在五千层里面。".encode(),
        b"<table><tr>" + b"<td colspan=1000>" * 500,
        b"\xff\xfe" + b"\x00" * 99,
        b"\x00" * 2000,
        "（".encode() * 5000,
        b"<p>" + b"1" * 20_000,
        b'<script type="application/ld+json">' + b"[" * 5000,
        b"<script>a = " + b"{" * 5000,
    ],
    ids=["brackets", "deep", "cells", "bom", "zeros", "open brackets", "digits", "deep json-ld", "deep script"],
)
def test_hostile_pages_give_an_answer(body: bytes) -> None:
    check_any(clean(RawPage(body), RULES, parse_options({"explain": True})))


def test_explained_blocks_can_be_pointed_at() -> None:
    told = "".join(f"<p>第{n}段：江边步道今天上午开放，沿途设有三处驿站，市民可以走进步道。</p>" for n in "一二三")
    page = f"<body><div id=main><h1>江边步道今起开放</h1><div class=post>{told}</div></div>"
    formats: tuple[Format, ...] = ("text", "markdown")
    for chosen in formats:
        blocks = CLEANER.clean(page, explain=True, format=chosen).blocks
        assert blocks is not None
        assert [(x.path, x.selector, x.wider) for x in blocks if isinstance(x, Placed)] == [
            ("body > div#main > h1", "h1", ("#main",)),
            *(("body > div#main > div.post > p", f".post > p:nth-of-type({n})", (".post", "#main")) for n in (1, 2, 3)),
        ]


def test_what_stands_in_no_element_has_no_selector() -> None:
    blocks = CLEANER.clean("江边步道今天上午开放，沿途设有三处驿站。\n" * 5, explain=True).blocks
    assert blocks
    assert not any(isinstance(x, Placed) for x in blocks)

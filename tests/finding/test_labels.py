"""What each block of a page is, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jingwen.finding.labels import label_blocks
from jingwen.finding.locate import locate, within
from jingwen.model import Label, Page

from ..pages import FIRST, FOURTH, LAST, OTHER_STORIES, SECOND, STORY, THIRD, links, paragraphs
from .reads import dump, html

TITLE = "示例公园重新开放"


def labels(page: Page, title: str | None = TITLE) -> dict[str, tuple[Label, str]]:
    """Label and reason of each text of ``page``, whose article is where the locator finds it."""
    found = label_blocks(page, locate(page), title, {})
    assert [x.block for x in found] == list(page.blocks)
    return {x.block.text.strip("\u3000"): (x.label, x.reason) for x in found}


def inside(*pieces: str) -> Page:
    """A page whose article holds ``pieces`` between its paragraphs."""
    return html(f"<body><div class='content'><p>{FIRST}</p>{''.join(pieces)}<p>{SECOND}</p><p>{LAST}</p></div></body>")


@pytest.mark.parametrize(
    ("piece", "text", "label", "reason"),
    [
        (f"<p>{THIRD}</p>", THIRD, Label.BODY, "region"),
        ("<p>他点头。</p>", "他点头。", Label.BODY, "region"),
        ("<h2>一条新路</h2>", "一条新路", Label.HEADING, "tag h2"),
        ("<ul><li>更换管线四公里</li></ul>", "更换管线四公里", Label.BODY, "region"),
        ("<blockquote>从前一下雨就积水。</blockquote>", "从前一下雨就积水。", Label.BODY, "region"),
        ("<table><tr><td>甲</td><td>7</td></tr></table>", "甲 | 7", Label.BODY, "region"),
        ("<figure><img src=1.jpg><figcaption>梅花</figcaption></figure>", "梅花", Label.CAPTION, "figcaption"),
        ("<p>图为公园里的梅花。</p>", "图为公园里的梅花。", Label.CAPTION, "words"),
        ("<p>梅花正在盛开。张小山 摄</p>", "梅花正在盛开。张小山 摄", Label.CAPTION, "credit"),
        ("<p>点击观看视频</p>", "点击观看视频", Label.OTHER, "phrase 点击观看视频"),
        ("<p>原标题：公园开了</p>", "原标题：公园开了", Label.OTHER, "phrase 原标题"),
        ("<p>未经授权不得转载</p>", "未经授权不得转载", Label.NOTICE, "phrase 未经授权"),
        ("<p>作者：张小山</p>", "作者：张小山", Label.SIGNOFF, "credit line"),
        ("<p>* * *</p>", "* * *", Label.OTHER, "no words"),
        (f"<p><a href=1>{OTHER_STORIES[0]}</a></p>", OTHER_STORIES[0], Label.RELATED, "link share 1.00"),
        ("<div class='share-bar'><p>把它发给朋友</p></div>", "把它发给朋友", Label.OTHER, "inside share-bar"),
        ("<div style='display:none'><p>看不到的话</p></div>", "看不到的话", Label.OTHER, ":hidden"),
        ("<p>记者：您为什么写这座桥？</p>", "记者：您为什么写这座桥？", Label.BODY, "region"),
        ("<p>作者：他们都很喜欢，来信很多。</p>", "作者：他们都很喜欢，来信很多。", Label.BODY, "region"),
        ("<p>編輯：我們也沒有想到，加印了五次。</p>", "編輯：我們也沒有想到，加印了五次。", Label.BODY, "region"),
        ("<p>记者 张小山</p>", "记者 张小山", Label.SIGNOFF, "credit line"),
        ("<div class='article-date'>三月初一</div>", "三月初一", Label.SIGNOFF, "name article-date"),
        ("<p class='byline'>张小山在现场</p>", "张小山在现场", Label.SIGNOFF, "name byline"),
        (f"<p class='byline'>{THIRD * 4}</p>", THIRD * 4, Label.BODY, "region"),
        (f"<p class='comment-font'>{THIRD * 2}</p>", THIRD * 2, Label.BODY, "region"),
        ("<p class='comment-font'>好！</p>", "好！", Label.OTHER, "inside comment-font"),
        (f"<div class='comments'><p>{THIRD * 2}</p></div>", THIRD * 2, Label.OTHER, "inside comments"),
    ],
    ids=lambda value: str(value)[:24],
)
def test_inside_the_region(piece: str, text: str, label: Label, reason: str) -> None:
    found, why = labels(inside(piece))[text]
    assert found is label
    assert reason in why


@pytest.mark.parametrize(
    ("piece", "text", "label", "reason"),
    [
        (f"<h1>{TITLE}</h1>", TITLE, Label.TITLE, "headline"),
        ("<p>2024-03-01 09:30 来源：示例日报</p>", "2024-03-01 09:30 来源：示例日报", Label.CREDITS, "credit line"),
        ("<p><a href=1>示例大桥</a></p>", "示例大桥", Label.NAV, "link share"),
        ("<h3>相关阅读</h3>", "相关阅读", Label.RELATED, "phrase 相关阅读"),
        ("<h3>网友评论</h3>", "网友评论", Label.COMMENT, "phrase 网友评论"),
        ("<p>示例新闻网 版权所有</p>", "示例新闻网 版权所有", Label.NOTICE, "phrase"),
        ("<div class='sidebar'><p>一句别的话</p></div>", "一句别的话", Label.OTHER, "inside sidebar"),
        ("<div><p>一句别的话</p></div>", "一句别的话", Label.OTHER, "outside the region"),
    ],
    ids=lambda value: str(value)[:24],
)
@pytest.mark.parametrize("above", [True, False], ids=["above", "below"])
def test_outside_the_region(piece: str, text: str, label: Label, reason: str, above: bool) -> None:
    article = f"<div class='content'>{paragraphs()}</div>"
    markup = f"<div>{piece}</div>{article}" if above else f"{article}<div>{piece}</div>"
    found, why = labels(html(f"<body>{markup}</body>"))[text]
    assert found is label
    assert reason in why


@pytest.mark.parametrize("ending", ["相关阅读", "猜你喜欢", "责任编辑：王小河", "网友评论"])
def test_what_follows_the_end_of_an_article_is_none_of_it(ending: str) -> None:
    tail = f"<p>{ending}</p><p>另一个故事的开头，它只有一句话。</p><h3>{OTHER_STORIES[1]}</h3><p>图为另一个故事。</p>"
    found = labels(html(f"<body><div class='content'>{paragraphs()}{tail}</div></body>"))
    assert [found[text][0] for text in STORY] == [Label.BODY] * 5
    after = ("另一个故事的开头，它只有一句话。", OTHER_STORIES[1], "图为另一个故事。")
    assert [found[text] for text in after] == [(Label.RELATED, f"after {ending}")] * 3


def test_an_ending_phrase_with_most_of_the_article_below_it_ends_nothing() -> None:
    markup = f"<div class='content'><p>{FIRST}</p><p>相关阅读</p>{paragraphs((SECOND, THIRD, FOURTH, LAST))}</div>"
    found = labels(html(f"<body>{markup}</body>"))
    assert [found[text][0] for text in STORY] == [Label.BODY] * 5
    assert found["相关阅读"][0] is Label.RELATED


def test_furniture_that_holds_the_article_is_none() -> None:
    found = labels(html(f"<body><div class='share-content'>{paragraphs()}</div></body>"))
    assert [found[text][0] for text in STORY] == [Label.BODY] * 5


@pytest.mark.parametrize("name", ["comments", "sidebar"])
def test_furniture_beside_the_article_is_furniture_however_long(name: str) -> None:
    talk = tuple(
        f"我在第{n}条街住了很多年，那时候湖边还没有路，现在修得真好，周末一定带孩子去看看。"
        for n in "一二三四五六七八九"
    )
    page = html(f"<body><div class='content'>{paragraphs()}</div><div class='{name}'>{paragraphs(talk)}</div></body>")
    found = labels(page)
    assert [found[text][0] for text in STORY] == [Label.BODY] * 5
    assert not [text for text in talk if found[text][0] is Label.BODY]


def test_hidden_text_is_furniture_however_long() -> None:
    hidden = "".join(f"<p>另外，{text}</p>" for text in STORY * 4)
    page = html(f"<body><div>{paragraphs()}<div style='display:none'>{hidden}</div></div></body>")
    found = labels(page)
    assert [found[text][0] for text in STORY] == [Label.BODY] * 5
    assert [text for text, (label, _) in found.items() if text.startswith("另外") and label is Label.BODY] == []


def test_an_article_that_is_hidden_until_a_script_shows_it_is_found() -> None:
    found = labels(html(f"<body><div style='display:none'>{paragraphs()}</div><p>请稍候</p></body>"))
    assert [found[text][0] for text in STORY] == [Label.BODY] * 5


def test_words_that_a_template_sets_between_paragraphs_are_none_of_the_text() -> None:
    found = labels(
        inside("<div>显示图注</div>", "<div><b>一条新路</b></div>", "<div>他点头。</div>", "<p>管线四公里</p>")
    )
    assert found["显示图注"] == (Label.OTHER, "bare words between paragraphs")
    assert [found[text][0] for text in ("一条新路", "他点头。", "管线四公里")] == [Label.BODY] * 3


def test_a_text_without_paragraphs_keeps_its_short_lines() -> None:
    lines = (FIRST, "一条新路", SECOND, LAST)
    found = labels(html(f"<body><div class=content>{''.join(f'<div>{text}</div>' for text in lines)}</div></body>"))
    assert [found[text][0] for text in lines] == [Label.BODY] * 4


PICTURED = "<p><img src={n}.jpg></p><p>{text}</p>"
SIGHTS = ("湖边的小路。", "新修的石子路。", "公园的东门。")


def test_what_stands_under_every_picture_is_its_caption_where_nothing_else_is_so_short() -> None:
    pieces = [PICTURED.format(n=n, text=text) + f"<p>{STORY[n]}</p>" for n, text in enumerate(SIGHTS)]
    found = labels(inside(*pieces))
    assert [found[text][0] for text in SIGHTS] == [Label.CAPTION] * 3
    asked = labels(inside(*pieces[:2], PICTURED.format(n=3, text="这是为什么？") + f"<p>{STORY[3]}</p>"))
    assert [asked[text][0] for text in (*SIGHTS[:2], "这是为什么？")] == [Label.BODY] * 3


def test_a_page_of_short_paragraphs_captions_no_pictures_by_custom() -> None:
    short = "".join(f"<p>他走了{n}步。</p>" for n in "一二三四五六")
    found = labels(inside(*[PICTURED.format(n=n, text=text) for n, text in enumerate(SIGHTS)], short))
    assert [found[text][0] for text in SIGHTS] == [Label.BODY] * 3


def test_the_captions_of_a_dump_are_lines_that_say_what_goes_on_or_are_repeated() -> None:
    scene, twice, once = "工人正在湖边检查新的管线", "公园东门外的石子路", "石子路上的新风景"
    found = labels(
        dump(TITLE, "2024-03-01 09:30 示例日报", FIRST, scene, SECOND, twice, THIRD, once, FOURTH, twice, LAST)
    )
    assert found[scene][0] is found[twice][0] is Label.CAPTION
    assert found[once][0] is Label.BODY


def test_verse_in_a_dump_is_no_row_of_captions() -> None:
    verse = ("风正在吹过湖面的涟漪", "燕子正在飞过旧时的门", "我们沿着小路一直走", "风正在吹过湖面的涟漪", "走到天亮")
    found = labels(dump(TITLE, "2024-03-01 09:30 示例日报", FIRST, *verse, LAST))
    assert [found[line][0] for line in verse] == [Label.BODY] * 5


def test_what_stands_above_the_text() -> None:
    head = (
        "<p>要闻</p><p>示例公园</p><p>重新开放</p>"
        "<p align=center><b>梅花开了</b></p><p align=center><b>路也通了</b></p><p>示例日报</p>"
    )
    page = html(f"<body><div class='content'>{head}{paragraphs()}</div></body>")
    found = labels(page, "示例公园里的梅花")
    assert found["梅花开了"][0] is found["路也通了"][0] is Label.OTHER
    assert found["示例日报"][0] is Label.CREDITS
    assert [found[text][0] for text in STORY] == [Label.BODY] * 5


def test_a_piece_of_the_headline_is_part_of_it() -> None:
    page = html(f"<body><div class='content'><p>示例公园的大门</p>{paragraphs()}</div></body>")
    assert labels(page, "清晨六点：示例公园的大门重新打开")["示例公园的大门"][0] is Label.TITLE


def test_bare_words_above_the_text_of_a_dump() -> None:
    found = labels(dump(TITLE, "2024-03-01 09:30 来源：示例日报", *STORY, "相关阅读", *OTHER_STORIES))
    assert found[TITLE][0] is Label.TITLE
    assert [found[text][0] for text in STORY] == [Label.BODY] * 5
    assert not [text for text in OTHER_STORIES if found[text][0] in (Label.BODY, Label.HEADING)]


def test_a_rule_has_the_last_word() -> None:
    page = inside(f"<p>{THIRD}</p>", "<p>点击观看视频</p>", f"<h3>{TITLE}</h3>", "<p>来源：示例日报</p>")
    verdicts = {
        1: (Label.OTHER, "rule rules/x.yaml body.drop[0]"),
        2: (Label.BODY, "rule rules/x.yaml body"),
        3: (Label.OTHER, "rule rules/x.yaml body.drop[1]"),
        4: (Label.OTHER, "rule rules/x.yaml body.drop[1]"),
    }
    found = label_blocks(page, within(page, frozenset(range(len(page.blocks)))), TITLE, verdicts)
    assert [(x.label, x.reason) for x in found[1:3]] == [verdicts[1], verdicts[2]]
    assert [x.label for x in found[3:5]] == [Label.TITLE, Label.CREDITS]  # cut from the text, yet read for the fields
    assert all("rule rules/x.yaml body.drop[1]" in x.reason for x in found[3:5])


def test_phrases_are_known_in_the_traditional_script() -> None:
    page = inside("<p>相關閱讀</p>", "<p>點擊觀看視頻</p>")
    found = labels(replace(page, traditional=True))
    assert found["相關閱讀"][0] is Label.RELATED
    assert found["點擊觀看視頻"][0] is Label.OTHER


def test_links_of_other_stories_are_no_text() -> None:
    page = html(f"<body><div class='content'>{paragraphs()}{links()}</div></body>")
    found = labels(page)
    assert {found[text][0] for text in OTHER_STORIES} == {Label.RELATED}


@pytest.mark.parametrize(
    ("heading", "kept"),
    [
        ('<h2 id="share-of-social-housing">The share of social housing</h2>', True),
        ('<h2 class="share-title">Tell your friends</h2>', False),
    ],
)
def test_an_id_made_of_a_headings_words_says_nothing(heading: str, kept: bool) -> None:
    found = [label for label, _ in labels(inside(heading)).values()]
    assert (Label.HEADING in found) is kept


@pytest.mark.parametrize("name", ["cta", "inline-cta", "author-bio", "about-the-author", "call-to-action"])
def test_calls_to_act_and_boxes_on_the_author_are_furniture(name: str) -> None:
    found = labels(inside(f"<div class='{name}'><p>{OTHER_STORIES[0]}。</p></div>"))
    assert found[f"{OTHER_STORIES[0]}。"] == (Label.OTHER, f"inside {name}")


def linked(*items: str) -> str:
    return "<ul>" + "".join(f"<li><a href=1>{item}</a></li>" for item in items) + "</ul>"


@pytest.mark.parametrize(
    ("piece", "label"),
    [
        ("<p>城里还有这些公园可以散步：</p>" + linked("北山公园", "东湖公园"), Label.BODY),
        ("<p>相关阅读：</p>" + linked("北山公园", "东湖公园"), Label.RELATED),
        ("<p>城里的公园很多。</p>" + linked("北山公园", "东湖公园"), Label.RELATED),
        (linked("北山公园")[:-5] + "<li>没有链接的一条</li></ul>", Label.BODY),
    ],
    ids=["introduced", "by a phrase", "not introduced", "among others"],
)
def test_a_list_of_links_in_the_text(piece: str, label: Label) -> None:
    assert labels(inside(piece))["北山公园"][0] is label


@pytest.mark.parametrize(("share", "label"), [("甲" * 6, Label.BODY), ("甲" * 60, Label.RELATED)])
def test_a_row_of_a_table_may_name_its_subject_by_a_link(share: str, label: Label) -> None:
    piece = f"<table><tr><td><a href=1>{share}</a></td><td>7</td></tr></table>"
    assert labels(inside(piece))[f"{share} | 7"][0] is label


def test_code_holds_no_credit_line() -> None:
    assert labels(inside("<pre>2024-03-01:</pre>"))["2024-03-01:"][0] is Label.BODY


CARD = "<div class='piece'><h4><a href=1>北山公园开放</a></h4><p>新的步道有三公里长。</p></div>"


def test_the_card_of_another_story_in_the_text() -> None:
    found = labels(inside(CARD))
    assert found["北山公园开放"] == (Label.RELATED, "a card of another story")
    assert found["新的步道有三公里长。"][0] is Label.RELATED


def test_pieces_of_an_article_are_no_cards() -> None:
    found = labels(inside(CARD, f"<div class='piece'>{paragraphs()}</div>"))
    assert found["北山公园开放"][0] is Label.HEADING


def test_a_list_of_cards_is_no_article_with_cards() -> None:
    page = html("<body><div>" + CARD * 9 + "</div></body>")
    assert not [x for x in label_blocks(page, within(page, frozenset(range(18))), None, {}) if "card" in x.reason]


BIO = "Jane Doe is a reporter at the Harbour Post."


@pytest.mark.parametrize(("author", "label"), [("Jane Doe", Label.OTHER), ("John Roe", Label.BODY)])
def test_a_closing_line_about_the_author(author: str, label: Label) -> None:
    story = "".join(f"<p>{text}</p>" for text in (FIRST, SECOND, THIRD, LAST, BIO))
    page = html(f"<head><meta name=author content='{author}'></head><body><div>{story}</div></body>")
    assert labels(page)[BIO][0] is label


LONG = f"{FIRST}{SECOND}"


@pytest.mark.parametrize("name", ["tip", "side-by-side", "share-story-quote", "rank", "statement"])
def test_a_name_that_only_suggests_furniture_leaves_a_paragraph_in_the_text(name: str) -> None:
    found = labels(inside(f"<div class='{name}'><p>{LONG}</p><p>一句短的话</p></div>"))
    assert found[LONG][0] is Label.BODY
    assert found["一句短的话"] == (Label.OTHER, f"inside {name}")


@pytest.mark.parametrize("name", ["comment-list", "related tip", "author-bio", "newsletter share"])
def test_a_name_that_says_furniture_is_believed_of_a_paragraph_too(name: str) -> None:
    assert labels(inside(f"<div class='{name}'><p>{LONG}</p></div>"))[LONG][0] is Label.OTHER


def test_a_paragraph_of_links_in_such_an_element_is_none() -> None:
    linked = f"<p>{FIRST}<a href=1>{SECOND}</a></p>"
    assert labels(inside(f"<div class='tip'>{linked}</div>"))[f"{FIRST}{SECOND}"][0] is Label.OTHER


@pytest.mark.parametrize(("line", "kept"), [("示例商报记者 张小山", True), ("2024-02-20 08:00 来源：示例晚报", False)])
def test_a_reporter_named_amid_the_text_does_not_end_it_and_another_storys_date_does(line: str, kept: bool) -> None:
    page = html(f"<body><div>{paragraphs(STORY)}<p>{line}</p><p>{THIRD}里</p></div></body>")
    assert (labels(page)[f"{THIRD}里"][0] is Label.BODY) is kept


def test_lines_outside_the_boxes_of_the_first_and_the_last_paragraph_are_no_text() -> None:
    bar = "<div><ul><li>白天版</li><li>夜间版</li></ul></div>"
    page = html(f"<body><div>{bar}<div>{paragraphs(STORY)}<ul><li>更换管线四公里</li></ul></div>{bar}</div></body>")
    found = label_blocks(page, within(page, frozenset(range(len(page.blocks)))), TITLE, {})
    told = [(x.block.text.strip("\u3000"), x.reason) for x in found]
    assert [reason for text, reason in told if text in ("白天版", "夜间版")] == ["outside the box of the text"] * 4
    assert all(reason.startswith("region") for text, reason in told if text in (*STORY, "更换管线四公里"))


def test_the_block_that_the_headline_was_read_from_is_its() -> None:
    page = html(f"<article><h1>5 March {TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p></article>")
    found = label_blocks(page, within(page, frozenset(range(3))), TITLE, {}, 0)
    assert [x.label for x in found] == [Label.TITLE, Label.BODY, Label.BODY]


@pytest.mark.parametrize(
    ("figure", "label"),
    [
        ("<figure><blockquote>从前一下雨就积水。</blockquote><figcaption>赵六说</figcaption></figure>", Label.BODY),
        ("<figure><table><tr><td>1<td>2</table><figcaption>赵六说</figcaption></figure>", Label.BODY),
        ("<figure><img src=1.jpg><figcaption>赵六说</figcaption></figure>", Label.CAPTION),
        ("<figure><img src=1.jpg><figcaption><div><p>赵六说</div></figcaption></figure>", Label.CAPTION),
        ("<figure><figcaption>赵六说</figcaption></figure>", Label.CAPTION),
        ("<pre>  赵六说\n\n  image: 1</pre>", Label.BODY),
    ],
)
def test_the_words_below_a_quotation_are_no_caption(figure: str, label: Label) -> None:
    found = labels(inside(figure, f"<p>{THIRD}</p>"))
    assert next(told for text, (told, _) in found.items() if "赵六说" in text) is label

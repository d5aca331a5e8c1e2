"""Captions by tag, by name, by words, by credit and by place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jingwen.block import Block
from jingwen.finding.captions import caption_reason, captions_above
from jingwen.finding.furniture import Furniture
from jingwen.model import Data, Element, Page
from jingwen.sight import Sight

from ..pages import FIRST, SECOND
from .reads import html


def reason(block: Block, element: Element) -> str | None:
    """Why ``block`` in ``element`` is a caption on a page of nothing else."""
    return caption_reason(Page("html", (block,), (element,), Data()), block)


PLAIN = Element(-1, "p", "", 3)
CAPTIONS = [
    "图为工人在检修线路。",
    "▲ 示例公园的梅花",
    "△花展现场",
    "图1：示例河流域示意图",
    "图一：新修的石子路",
    "资料图：示例大桥",
    "视频截图",
    "图源：示例新闻",
    "图片来源：示例图库",
    "上图：花展开幕",
    "左图为旧站台",
    "（图为花展现场）",
    "示例公园里的梅花。张小山 摄",
    "工人在高空作业（李大海 摄）",
    "志愿者在清理河道。 记者 王小河 摄",
    "示例大桥夜景 示例市文旅局供图",
    "孩子们在图书馆里。（受访者供图）",
    "游客在湖边。示例通讯社记者 赵小海 摄影",
    "图/示例新闻",
    "圖／示例新聞",
    "（圖：示例社）",
    "题图：示例图库",
    "題圖／示例圖庫",
    "图片/示例新闻",
    "攝影／張三",
    "石碑。圖：取自示例社",
    "入口的石碑 图源：网络",
    "示例公園的梅花。（資料照）",
]
ORDINARY = [
    "图书馆上午九点开门，读者可以凭证入场。",
    "图形设计成为热门专业。",
    "他从小就喜欢摄影，家里摆满了照片。",
    "这张照片拍摄于二十年前，画面里的小路如今已经变成了大道，两旁种满了梧桐。",
    "供图书馆使用的软件已经交付。",
    "一、加快转型升级",
    "（一）总体要求",
    "据介绍，该项目计划于明年完工。",
    "渡口的客船昨天起恢复通航，每天往返六班，票价不变。（文/图 李小溪）",
    "他摄取了大量资料，写成了三卷本的地方志。",
    "“图为什么这样画？”老师问。",
    "请看图：这是一条新修的路，从码头通到北桥。",
    "The bridge reopened on Monday after two years of repairs.",
]


@pytest.mark.parametrize(
    "text",
    ["Photo by Jane Doe", "(Image: Harbour Post)", "Image from a reader's letter.", "Photo credit: Jane Doe",
     "Images courtesy of the museum", "Credit: Jane Doe", "Courtesy of the museum", "Foto: Jane Doe / dpa",
     "Bildquelle: Example", "Crédit photo : Jeanne Doe", "Fot. Jan Nowak", "(fot. Jan Nowak)", "Фото: Иван Петров",
     "写真＝山田太郎", "사진=홍길동", "Ảnh: Nguyễn Văn A"],
)  # fmt: skip
def test_an_english_caption_by_its_words(text: str) -> None:
    assert reason(Block(0, text, "p"), PLAIN)


@pytest.mark.parametrize(
    "text",
    ["Image matters to the mayor.", "Photos show how the quay looked.", "Photo by photo she told the story " * 4],
)
def test_ordinary_english_text_is_no_caption(text: str) -> None:
    assert reason(Block(0, text, "p"), PLAIN) is None


@pytest.mark.parametrize("text", CAPTIONS)
def test_a_caption_by_its_words(text: str) -> None:
    assert reason(Block(0, text, "p"), PLAIN)


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_text_is_no_caption(text: str) -> None:
    assert reason(Block(0, text, "p"), PLAIN) is None


@pytest.mark.parametrize(
    "element",
    [
        Element(-1, "figcaption", "", 3),
        Element(-1, "p", "pic_txt", 3),
        Element(-1, "div", "img-caption", 3),
        Element(-1, "span", "photo-desc", 3),
        Element(-1, "p", "image-credit", 3),
    ],
    ids=lambda element: f"{element.tag}.{element.names}",
)
def test_a_caption_by_what_it_stands_in(element: Element) -> None:
    block = Block(0, "示例公园的梅花开了", element.tag)
    assert reason(block, element)
    assert reason(block, PLAIN) is None


def test_a_caption_by_its_place_beside_a_picture() -> None:
    block = Block(0, "示例公园的梅花", "p", centred=True, pictures=(Sight({"src": "1.jpg"}),))
    assert reason(block, PLAIN)
    assert reason(replace(block, pictures=()), PLAIN) is None
    assert reason(replace(block, centred=False), PLAIN) is None
    assert reason(replace(block, linked=7), PLAIN) is None
    sentence = replace(block, text="示例公园的梅花在三月的第一个星期里全部开放，吸引了上万名游客前来观赏。")
    assert reason(sentence, PLAIN) is None


def test_a_paragraph_is_no_caption_for_the_credit_at_its_end() -> None:
    paragraph = "记者在现场看到，第一批游客沿着石子路走到湖边，两旁的梅花正在盛开。" * 6
    assert reason(Block(0, f"{paragraph}（张小山 摄）", "p"), PLAIN) is None


def labelled(markup: str) -> dict[str, str | None]:
    page = html(markup)
    return {block.text: caption_reason(page, block) for block in page.blocks}


def test_the_paragraphs_of_a_figcaption_are_its_caption() -> None:
    found = labelled(
        "<figure><img src=1.jpg><figcaption><p>The tram.</p><div>Photo: Jane Doe</div></figcaption></figure>"
    )
    assert all(found.values())
    named = labelled("<div class=wp-caption><img src=1.jpg><div class=wp-caption-text><p>The tram.</p></div></div>")
    assert named["The tram."]


@pytest.mark.parametrize(
    "inside",
    [
        "<p>One paragraph.</p><p>And another one.</p><p>And a third.</p>",
        f"<p>{'A whole paragraph of the story. ' * 20}</p>",
        "<h2>A heading</h2>",
        "<figure><p>A card of another story</p></figure>",
    ],
)
def test_an_article_in_a_figcaption_is_no_caption(inside: str) -> None:
    assert not any(labelled(f"<figure><img src=1.jpg><figcaption>{inside}</figcaption></figure>").values())


FIGURE = "<figure><img src=1.jpg><figcaption>The tram</figcaption></figure>"


@pytest.mark.parametrize(
    ("above", "own"),
    [
        (FIGURE, True),
        (f"<div class=lead>{FIGURE}</div>", True),
        (f"<article>{FIGURE}</article>", False),
        (f"<ul><li>{FIGURE}</ul>", False),
        (f"<nav>{FIGURE}</nav>", False),
        (f"<a href=/b>{FIGURE}</a>", False),
        ("<div class=photo-text>The tram</div>", False),
    ],
)
def test_the_caption_of_the_picture_that_leads_the_text(above: str, own: bool) -> None:
    page = html(f"<body>{above}<div id=text><p>{FIRST}</p><p>{SECOND}</p></div>")
    found = captions_above(page, [block.index for block in page.blocks[1:]], Furniture(page))
    assert list(found) == [0] * own

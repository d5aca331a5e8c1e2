"""Captions by tag, by name, by words, by credit and by place; and the credit that each names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jingwen.block import Block
from jingwen.finding.captions import caption_reason, credit_of
from jingwen.model import Element
from jingwen.sight import Sight

PLAIN = Element(0, "p", "", 3)
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
    "The bridge reopened on Monday after two years of repairs.",
]


@pytest.mark.parametrize(
    "text",
    ["Photo by Jane Doe", "(Image: Harbour Post)", "Image from a reader's letter.", "Photo credit: Jane Doe",
     "Images courtesy of the museum", "Credit: Jane Doe", "Courtesy of the museum"],
)  # fmt: skip
def test_an_english_caption_by_its_words(text: str) -> None:
    assert caption_reason(Block(0, text, "p"), PLAIN)


@pytest.mark.parametrize(
    "text",
    ["Image matters to the mayor.", "Photos show how the quay looked.", "Photo by photo she told the story " * 4],
)
def test_ordinary_english_text_is_no_caption(text: str) -> None:
    assert caption_reason(Block(0, text, "p"), PLAIN) is None


@pytest.mark.parametrize("text", CAPTIONS)
def test_a_caption_by_its_words(text: str) -> None:
    assert caption_reason(Block(0, text, "p"), PLAIN)


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_text_is_no_caption(text: str) -> None:
    assert caption_reason(Block(0, text, "p"), PLAIN) is None


@pytest.mark.parametrize(
    "element",
    [
        Element(0, "figcaption", "", 3),
        Element(0, "p", "pic_txt", 3),
        Element(0, "div", "img-caption", 3),
        Element(0, "span", "photo-desc", 3),
        Element(0, "p", "image-credit", 3),
    ],
    ids=lambda element: f"{element.tag}.{element.names}",
)
def test_a_caption_by_what_it_stands_in(element: Element) -> None:
    block = Block(0, "示例公园的梅花开了", element.tag)
    assert caption_reason(block, element)
    assert caption_reason(block, PLAIN) is None


def test_a_caption_by_its_place_beside_a_picture() -> None:
    block = Block(0, "示例公园的梅花", "p", centred=True, pictures=(Sight({"src": "1.jpg"}),))
    assert caption_reason(block, PLAIN)
    assert caption_reason(replace(block, pictures=()), PLAIN) is None
    assert caption_reason(replace(block, centred=False), PLAIN) is None
    assert caption_reason(replace(block, linked=7), PLAIN) is None
    sentence = replace(block, text="示例公园的梅花在三月的第一个星期里全部开放，吸引了上万名游客前来观赏。")
    assert caption_reason(sentence, PLAIN) is None


def test_a_paragraph_is_no_caption_for_the_credit_at_its_end() -> None:
    paragraph = "记者在现场看到，第一批游客沿着石子路走到湖边，两旁的梅花正在盛开。" * 6
    assert caption_reason(Block(0, f"{paragraph}（张小山 摄）", "p"), PLAIN) is None


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("示例公园里的梅花。张小山 摄", "张小山"),
        ("工人在高空作业（李大海 摄）", "李大海"),
        ("志愿者在清理河道。记者 王小河 摄", "王小河"),
        ("花展现场。 张小山 李大海 摄", "张小山 李大海"),
        ("孩子们在图书馆里。（受访者供图）", "受访者"),
        ("图片来源：示例图库", "示例图库"),
        ("图源：示例新闻", "示例新闻"),
        ("图为花展现场。", None),
        ("示例公园的梅花", None),
        ("", None),
    ],
)
def test_the_credit_that_a_caption_names(text: str, credit: str | None) -> None:
    assert credit_of(text) == credit

"""Lines that were broken to fit a width are put together, and no others."""

from __future__ import annotations

import textwrap

import pytest

from jingwen.reading.dump import read_dump
from jingwen.reading.wrapping import rejoined, wrapped_at

HAN = [
    "江边步道今天上午开放，全长十二公里，沿途设有三处驿站，市民可以从四个路口走进步道，夜间照明将在下个月接通。",
    "工程从去年春天动工，历时十一个月完成。负责施工的单位介绍，步道用的是透水材料，雨天不积水，老人和孩子走起来更稳。",
]
WESTERN = [
    "The harbour tram will run again from Monday after a two-year pause, the city council said, and the first days of "
    "travel will be free for everyone who lives in the district.",
    "Engineers replaced nearly four kilometres of rail between the fish market and the old customs house, and found "
    "the remains of a wooden pier that nobody had on any of their maps.",
]


def broken(paragraph: str, width: int) -> list[str]:
    """Han text as some programs break it, whatever mark then begins a line."""
    return [paragraph[at : at + width] for at in range(0, len(paragraph), width)]


@pytest.mark.parametrize("width", [17, 20, 25])
def test_indents_part_paragraphs_of_han(width: int) -> None:
    lines = [line for paragraph in HAN for line in broken(f"\u3000\u3000{paragraph}", width)]
    page = read_dump("\n".join(["江边步道今起开放", "2024-03-01 09:30 来源：示例日报", *lines, "", "责任编辑：李四"]))
    assert [b.text.strip("\u3000") for b in page.blocks] == [
        "江边步道今起开放", "2024-03-01 09:30 来源：示例日报", *HAN, "责任编辑：李四",
    ]  # fmt: skip


@pytest.mark.parametrize("width", [40, 72, 78])
def test_empty_lines_part_paragraphs_of_words(width: int) -> None:
    text = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in WESTERN * 2)
    page = read_dump(f"Tram returns\n\nBy Joanna Reeve\n\n{text}\n\nShare\nPrint\n")
    assert [b.text for b in page.blocks] == ["Tram returns", "By Joanna Reeve", *WESTERN * 2, "Share", "Print"]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(HAN * 2, id="paragraphs"),
        pytest.param(["床前明月光，疑是地上霜。", "举头望明月，低头思故乡。"] * 4, id="verse"),
        pytest.param(
            ["江边步道今起开放，市民可从四个路口走进", "新线路周一通车", "市图书馆延长开放到晚上九点半，周末不休", "雨",
             "第一场雪比往年晚来了十一天，气温仍偏高", "菜价", "江上的船"] * 2, id="headlines",
        ),
        pytest.param(["甲", "乙"], id="two lines"),
        pytest.param([], id="nothing"),
    ],
)  # fmt: skip
def test_other_lines_stay_as_they_are(lines: list[str]) -> None:
    assert wrapped_at(lines) is None


def test_a_word_that_was_broken_at_its_hyphen_has_no_space_in_it() -> None:
    assert rejoined(["a text with a two-", "year pause"], 20.0) == ["a text with a two-year pause"]

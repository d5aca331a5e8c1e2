"""First lines of dumps that are headline and credits at once."""

from __future__ import annotations

import pytest

from jingwen.reading.dump import read_dump
from jingwen.reading.glued import unglued

HEADLINE = "示例公园今起重新开放"


@pytest.mark.parametrize(
    "credits",
    [
        "2024-03-01 09:30来源：示例日报",
        "2024年03月01日09:30 来源: 示例日报 作者：张三",
        "来源：示例日报2024-03-01 09:30",
        "发布时间：2024-03-01 09:30来源：示例日报",
        "日期：2024-03-01来源：示例日报",
        "2024-03-01 09:30示例日报",
        "2024-03-01 09:30來源：示例日報",
    ],
)
def test_a_headline_with_its_credits(credits: str) -> None:
    assert unglued(HEADLINE + credits) == [HEADLINE, credits]
    assert unglued(f"{HEADLINE} {credits}") == [HEADLINE, credits]


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("2024年3月1日起公园开放2024-02-29 09:30来源：甲报", ["2024年3月1日起公园开放", "2024-02-29 09:30来源：甲报"]),
        (f"{HEADLINE}示例日报2024-03-01 09:30", [HEADLINE, "示例日报 2024-03-01 09:30"]),
        (
            f"{HEADLINE}2024-03-01 09:30　　清晨六点开门。　　游客很多。",
            [HEADLINE, "2024-03-01 09:30", "　　清晨六点开门。　　游客很多。"],
        ),
        ("Tram returns after pause5 March 2024 By Jo Reeve", ["Tram returns after pause", "5 March 2024 By Jo Reeve"]),
    ],
)  # fmt: skip
def test_other_lines_that_are_run_together(line: str, pieces: list[str]) -> None:
    assert unglued(line) == pieces


@pytest.mark.parametrize(
    "line",
    [
        HEADLINE,
        f"{HEADLINE}2024-03-01",
        "来源：示例日报社 2024-03-01 09:30 作者：张三",
        "示例新闻网 2024-03-01 09:30 来源：示例日报",
        "公园今天开放。2024-03-01 09:30 记者：张三",
        "公园在2024年3月1日09:30打开大门，来源：游客，请看下文。",
    ],
)
def test_lines_that_are_not(line: str) -> None:
    assert unglued(line) == [line]


def test_only_the_top_of_a_dump_is_looked_at() -> None:
    glued = f"{HEADLINE}2024-03-01 09:30来源：示例日报"
    assert [block.text for block in read_dump(f"首页\n{glued}\n" * 3).blocks].count(HEADLINE) == 1
    spaced = "示例公园管理处 2024-03-01 09:30 来源：示例日报"
    assert [block.text for block in read_dump(f"{HEADLINE}\n{spaced}").blocks] == [HEADLINE, spaced]

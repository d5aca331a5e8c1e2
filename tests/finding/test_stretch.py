"""Where the article of a dump is."""

from __future__ import annotations

import pytest

from jingwen.finding.locate import locate
from jingwen.finding.prose import Region
from jingwen.finding.stretch import complete

from ..pages import OTHER_STORIES, STORY
from .reads import dump, texts

LONG = tuple(
    f"示例河第{n}次生态补水开始，沿线的村庄提前疏通了沟渠，水利部门派出工作人员逐段巡查。" for n in "一二三四五六七八"
)


@pytest.mark.parametrize(
    "lines",
    [
        (*OTHER_STORIES, *STORY, *OTHER_STORIES),
        ("首页", "国内", "2024-03-01 09:30 来源：示例日报", *STORY, "相关阅读", *OTHER_STORIES),
        ("2024-03-01 09:30 来源：示例日报", *STORY, "网友评论", *LONG[:2]),
        ("2024-03-01 09:30 来源：示例日报", *STORY, "2024-02-20 08:00 来源：示例晚报", *LONG[:4]),
    ],
    ids=["between lists", "under its credits", "above comments", "above another story"],
)
def test_the_stretch_of_a_dump(lines: tuple[str, ...]) -> None:
    page = dump(*lines)
    assert texts(page, locate(page).blocks) == list(STORY)


def test_a_dumps_region_is_completed_on_either_side() -> None:
    page = dump("示例公园重新开放", "图为公园里的梅花", *STORY, "小路通了。", "相关阅读", "新路也通了。")
    inner = Region(tuple(range(2, 7)), None, 500.0, 0.5)
    assert texts(page, complete(page, inner, 0).blocks) == ["图为公园里的梅花", *STORY, "小路通了。"]
    assert texts(page, complete(page, inner, None).blocks) == [*STORY, "小路通了。"]
    assert complete(page, Region((), None, 0.0, 0.0), 0).blocks == ()

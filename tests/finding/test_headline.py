"""The headline of a dump, by what the lines around it are."""

from __future__ import annotations

import pytest

from jingwen.finding.headline import find_printed_title, printed_headline
from jingwen.finding.locate import locate
from jingwen.reading.dump import read_dump

from ..pages import STORY
from .reads import dump

HEADLINE = "示例公园冬日里重新开放"


@pytest.mark.parametrize(
    "above",
    [
        (HEADLINE,),
        ("首页", HEADLINE, "2024-03-01 09:30 来源：示例日报"),
        ("相关阅读", HEADLINE, "2024-03-01 09:30", "来源：示例日报"),
    ],
)
def test_the_headline_stands_above_its_credits(above: tuple[str, ...]) -> None:
    page = dump(*above, *STORY)
    found = printed_headline(page, locate(page))
    assert found is not None
    assert (found.text, found.block) == (HEADLINE, above.index(HEADLINE))


def test_a_headline_in_two_lines_and_one_run_together_with_its_credits() -> None:
    for above in (("示例公园冬日里，", "重新开放"), ("示例公园冬日里，重新开放2024-03-01 09:30来源：示例日报",)):
        page = dump(*above, *STORY)
        found = printed_headline(page, locate(page))
        assert found is not None
        assert (found.text, found.block) == ("示例公园冬日里，重新开放", len(above) - 1)


def test_a_caption_is_no_headline() -> None:
    page = dump(HEADLINE, *STORY)
    found = printed_headline(page, locate(page), {0})
    assert found is None or found.block != 0


NEWS = "江城迎来今年第一场雪 孩子们在街上堆雪人"


def printed(lines: str, first: int, furniture: set[int], dated: set[int]) -> str | None:
    dump = read_dump(lines)
    title = find_printed_title(dump, first, lambda b: b.index in furniture | dated, lambda b: b.index in dated)
    return title.text if title else None


SUBTITLE = "孩子们在江边堆起今年的头一个雪人，老人在檐下看着"
BODY = (
    "这一天一大早，天还没有亮透，江边的小镇就热闹起来，"
    "孩子们在街上堆起了雪人，老人在檐下看着，谁也不觉得冷，只觉得这一年终于像个真正的冬天。"
)


@pytest.mark.parametrize(
    ("lines", "first", "furniture", "dated", "title"),
    [
        pytest.param(f"首页\n{NEWS}\n{BODY}", 2, {0}, set(), NEWS, id="above the text"),
        pytest.param(f"{NEWS}\n2021-05-06 江城网\n{BODY}", 2, set(), {1}, NEWS, id="above the credits"),
        pytest.param(
            f"{NEWS}\n要闻\n2021-05-06 江城网\n简介\n{BODY}", 4, set(), {2}, NEWS, id="over short lines between"
        ),
        pytest.param(
            f"{NEWS}\n另一条完全不相干的新闻标题写在这里\n2021-05-06\n{BODY}\n相关阅读\n{NEWS}",
            3, set(), {2}, NEWS, id="the line that is named again",
        ),
        pytest.param(
            f"首页\n江城今冬的第一场雪来了\n{SUBTITLE}\n2021-05-06\n{BODY}\n{SUBTITLE}，江城今冬的第一场雪来了",
            4, {0}, {3}, "江城今冬的第一场雪来了", id="over a longer subtitle",
        ),
        pytest.param(
            f"江城市人民政府办公室\n关于做好今年冬季\n道路除雪工作的通知（试行）\n{BODY}",
            3, set(), set(), "江城市人民政府办公室关于做好今年冬季道路除雪工作的通知（试行）",
            id="an official one in three lines",
        ),
        pytest.param(
            f"首页\n关于江边道路除雪\n工作的通知\n2021-05-06\n{BODY}",
            4, {0}, {3}, "关于江边道路除雪工作的通知", id="an official one without its office",
        ),
        pytest.param(f"当前位置：首页 > 要闻 > {NEWS}\n{NEWS}\n{BODY}", 2, set(), set(), NEWS, id="no breadcrumb"),
        pytest.param(f"\u3000\u3000{NEWS}\n{BODY}", 1, set(), set(), NEWS, id="indents are dropped"),
        pytest.param(f"{BODY}", 0, set(), set(), None, id="nothing above"),
        pytest.param(f"导航\n登录\n{BODY}", 2, {0}, set(), None, id="furniture only"),
    ],
)  # fmt: skip
def test_the_headline_of_a_dump(
    lines: str, first: int, furniture: set[int], dated: set[int], title: str | None
) -> None:
    assert printed(lines, first, furniture, dated) == title


def test_a_dump_without_an_article_has_no_headline() -> None:
    assert find_printed_title(read_dump("首页\n登录"), None, lambda _: False, lambda _: False) is None


def test_the_words_that_lead_to_a_headline_are_no_part_of_it() -> None:
    assert printed(f"正在阅读：{NEWS}\n2021-05-06\n{BODY}", 2, set(), {1}) == NEWS

"""Which lines are credit lines: all of a line has to be understood, not a word in it."""

from __future__ import annotations

import pytest

from jingwen.finding.credit_lines import credit_line, is_dated
from jingwen.model import Data, Page


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-01 09:30 来源：示例日报",
        "来源：示例日报",
        "2024年03月01日 09:30",
        "2024-03-01",
        "作者：张小山",
        "责任编辑：李大海",
        "编辑：李大海 校对：王小河",
        "来源:示例新闻网 作者:记者 张小山 2024年03月01日08:34:04",
        "本报记者 张小山",
        "示例日报记者 张小山 李大海",
        "时间：2024-03-01 09:30 来源：示例日报 字号：大 中 小",
        "（责任编辑：李大海）",
    ],
)
def test_a_credit_line(text: str) -> None:
    assert credit_line(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "示例公园三月一日重新开放",
        "2024年3月1日，示例公园在维修十一个月以后重新向公众开放，第一批游客从南门入园。",
        "记者从示例市园林局获悉，花园的夜间照明将在下个月接通。",
        "来源于山区的泉水经过三道过滤以后进入管网。",
        "本报记者在现场看到，两旁的梅花正在盛开，游客络绎不绝。",
        "他说：“三月一日是一个值得记住的日子。”",
        "一、加快转型升级",
        "The garden reopened on 1 March 2024 after eleven months of repairs.",
        "",
        "来源：示例日报。" + "这是一个很长的段落。" * 20,
    ],
)
def test_no_credit_line(text: str) -> None:
    assert credit_line(text) is None


def test_what_it_credits() -> None:
    credits = credit_line("2024-03-01 09:30 来源：示例日报 作者：张小山 编辑：李大海")
    assert credits is not None
    assert credits.date is not None
    assert (credits.source, credits.byline, credits.editors) == ("示例日报", ("张小山",), ("李大海",))
    assert credits.date.iso == "2024-03-01T09:30"
    assert credits.labelled


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("2024-03-01 09:30 来源：示例日报", True),
        ("昨天 09:30 来源：示例日报", True),
        ("2024-03-01", False),  # as in a list of other stories
        ("来源：示例日报", False),
        ("3月1日，江城下了一场大雪，孩子们都很高兴。", False),
        ("江城下雪", False),
    ],
)
def test_a_line_with_a_date_as_under_a_headline(text: str, dated: bool) -> None:
    assert is_dated(Page("dump", (), (), Data()), text) is dated

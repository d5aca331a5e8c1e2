"""A credit line says the same in both scripts and in every width of its marks; the other forms are derived from one."""

from __future__ import annotations

import pytest

from jingwen.fields.credits import read_credits
from jingwen.fields.forms import as_printed, plain
from jingwen.finding.credit_lines import credit_line
from jingwen.tidying.script import convert

HALF = str.maketrans("：／（）〔〕｜", ":/()[]|")
# Brackets of one kind stand for those of another.
OTHER = str.maketrans("【】〔〕／", "〔〕【】╱")
LINES = {
    "来源：示例日报　作者：张三": ("示例日报", ("张三",), ()),
    "2024-03-01 09:30 来源：示例日报 责任编辑：李四": ("示例日报", (), ("李四",)),
    "记者张三／台北报道": (None, ("张三",), ()),
    "生活中心／张三报道": (None, ("张三",), ()),
    "〔记者张三／台北报道〕": (None, ("张三",), ()),
    "实习记者刘东皋／综合报道": (None, ("刘东皋",), ()),
    "（中央社记者陈小明台北1日电）": (None, ("陈小明",), ()),
    "2024-03-01 09:30 示例报／记者张三／台北即时报道": ("示例报", ("张三",), ()),
    "文／张三　图／李四": (None, ("张三",), ()),
    "文｜张三": (None, ("张三",), ()),
    "【作者】张三": (None, ("张三",), ()),
    "（编辑：李四）1130301": (None, (), ("李四",)),
    "核稿编辑：李四": (None, (), ("李四",)),
    "本期编辑 李四": (None, (), ("李四",)),
    "审核人：李四　审签：王五": (None, (), ("李四",)),
    "总值班：王五　值班主任：李四": (None, (), ()),
    "撰写：张三　校稿：李四": (None, ("张三",), ("李四",)),
    "口述：张三　整理：李四": (None, (), ()),
    "译者：张三": (None, (), ()),
    "转载自：示例日报": ("示例日报", (), ()),
    "出处／示例日报": ("示例日报", (), ()),
    "来源丨示例日报": ("示例日报", (), ()),
    "来源：示例日报·示例客户端": ("示例日报·示例客户端", (), ()),
    "2024-03-01 09:30　作者 张三": (None, ("张三",), ()),
    "作者张三来源示例日报 2024-03-01 09:30": ("示例日报", ("张三",), ()),
    "本报记者 张三 李四《示例日报》（2024年03月01日 第 04 版）": ("示例日报", ("张三", "李四"), ()),
    "特约撰稿：张三　主笔：李四": (None, ("张三", "李四"), ()),
    "采访／撰文：张三": (None, ("张三",), ()),
}


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("hant", [False, True], ids=["hans", "hant"])
@pytest.mark.parametrize("width", [{}, HALF, OTHER], ids=["full", "half", "other"])
def test_a_line_says_the_same_in_every_form(line: str, hant: bool, width: dict[int, int]) -> None:
    source, byline, editors = LINES[line]
    printed = (convert(line, "hant", "hans") if hant else line).translate(width)
    credits = credit_line(printed)
    assert credits is not None
    assert (plain(credits.source) if credits.source else None, *map(folded, (credits.byline, credits.editors))) == (
        source,
        byline,
        editors,
    )
    for found in (credits.source or "", *credits.byline, *credits.editors):
        assert found in printed  # as it was printed


def folded(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(plain, names))


@pytest.mark.parametrize(
    ("text", "form"),
    [("記者：張三", "记者:张三"), ("〔記者／示例〕", "[记者/示例]"), ("By Jane", "By Jane"), ("文╱張三", "文/张三")],
)
def test_the_one_form_is_as_long(text: str, form: str) -> None:
    assert plain(text) == form
    assert len(text) == len(form)


def test_what_lost_its_spaces_is_found_as_printed() -> None:
    assert as_printed("张楠", "記者 張 楠", "记者 张 楠") == "張楠"
    assert as_printed("张楠", "记者 张楠", "记者 张楠") == "张楠"
    assert as_printed("李四", "張三", "张三") == "李四"


def test_the_reader_of_lines_keeps_the_printed_form() -> None:
    assert read_credits("來源：示例日報　記者：張三")[:2] == ("示例日報", ("張三",))

"""The moment of the last edit as it is printed: in which words, in which lines."""

from __future__ import annotations

from datetime import datetime

import pytest

from jingwen.block import Block
from jingwen.dates.places import Place
from jingwen.fields.edits import printed_edits, read_edit
from jingwen.model import Label, Labelled

FETCHED = datetime(2024, 3, 5, 12, 0)
T, C, B, S, R, X = Label.TITLE, Label.CREDITS, Label.BODY, Label.SIGNOFF, Label.RELATED, Label.OTHER
TITLE = (T, "江城迎来今年第一场雪")
STORY = (B, "一大早，江边的小镇就热闹起来，孩子们在街上堆起了雪人，老人在檐下看着，谁也不觉得冷。")


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("更新时间：2024-03-01 09:30", "2024-03-01T09:30"),
        ("发布时间：2024-02-28 08:00更新时间：2024-03-01 09:30 来源：江城网", "2024-03-01T09:30"),
        ("2024-02-28 08:00 | 更新：2024-03-01", "2024-03-01"),
        ("本文最后更新于2024年3月1日 09:30", "2024-03-01T09:30"),
        ("最后修改于 2024-03-01", "2024-03-01"),
        ("編輯於 2024-03-01 09:30", "2024-03-01T09:30"),
        ("最後更新：2024/03/01 09:30", "2024-03-01T09:30"),
        ("编辑于 昨天 09:30", "2024-03-04T09:30"),
        ("更新于3小时前", "2024-03-05T09:00"),
        ("2024-03-01 09:30 更新", "2024-03-01T09:30"),
        ("更新日：2024年3月1日", "2024-03-01"),
        ("Updated: March 1, 2024", "2024-03-01"),
        ("Published February 28, 2024, updated on March 1, 2024 at 9:30 a.m.", "2024-03-01T09:30"),
        ("Last modified at 09:30 GMT, Friday 1 March 2024", "2024-03-01T09:30Z"),
        ("Zuletzt aktualisiert am 01.03.2024, 09:30 Uhr", "2024-03-01T09:30"),
        ("Mis à jour le 2024-03-01", "2024-03-01"),
        ("Обновлено: 01.03.2024", "2024-03-01"),
        # No edit, or none that tells when.
        ("2024-03-01 09:30", None),
        ("发布时间：2024-03-01 09:30 更新", None),
        ("责任编辑于洋 2024-03-01", None),
        ("编辑：王芳 2024-03-01", None),
        ("更新频道：要闻 2024-03-01", None),
        ("Updated daily. Published March 1, 2024", None),
        ("We updated the list of the best hotels of the coast on the evening of March 1, 2024", None),
        ("Outdated since March 1, 2024", None),
        ("Updated soon", None),
    ],
)
def test_an_edit_in_a_line(text: str, edit: str | None) -> None:
    found = read_edit(text, Place(FETCHED))
    assert (found and found.iso) == edit


def test_where_an_edit_stands_and_its_zone() -> None:
    found = read_edit("2024-02-28 更新：2024-03-01 09:30 江城", Place(zone="+08:00"))
    assert found is not None
    assert (found.iso, found.raw) == ("2024-03-01T09:30+08:00", "2024-03-01 09:30")
    assert (found.start, found.end) == (11, 30)


Line = tuple[Label, str]


@pytest.mark.parametrize(
    ("lines", "edits"),
    [
        ([TITLE, (C, "2024-02-28 更新：2024-03-01"), STORY], ["2024-03-01"]),
        ([(X, "Last updated: 2024-03-01"), TITLE, STORY], ["2024-03-01"]),
        ([TITLE, STORY, (S, "更新：2024-03-02")], ["2024-03-02"]),
        ([TITLE, STORY, (X, "最后修改：2024-03-02")], ["2024-03-02"]),
        ([TITLE, (C, "更新：2024-03-01"), STORY, (S, "更新：2024-03-02")], ["2024-03-01", "2024-03-02"]),
        ([TITLE, (B, "（更新：2024-03-01）"), STORY], ["2024-03-01"]),
        # A sentence, another story's, a line far away, a long one.
        ([TITLE, (B, "这座桥的设计图纸由市里的老工程师们在去年冬天完成，更新于2024年3月1日。"), STORY], []),
        ([TITLE, STORY, (R, "更新：2024-03-02")], []),
        ([TITLE, STORY, *[(R, "又一篇文章")] * 9, (X, "更新：2024-03-02")], []),
        ([TITLE, (X, "更新：2024-03-01" + "字" * 120), STORY], []),
        ([TITLE, (C, "2024-02-28"), STORY], []),
        ([], []),
    ],
)
@pytest.mark.parametrize("chinese", [True, False])
def test_the_lines_that_are_asked(lines: list[Line], edits: list[str], chinese: bool) -> None:
    labelled = [Labelled(Block(n, text), label, "test") for n, (label, text) in enumerate(lines)]
    assert [edit.iso for edit in printed_edits(labelled, chinese)] == edits

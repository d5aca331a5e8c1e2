"""Reporters whom no label names: behind role words, behind desks, at the head of a paragraph."""

from __future__ import annotations

import pytest

from jingwen.fields.forms import plain
from jingwen.fields.reporters import find_reporters, may_be_reported, may_report, paragraph_head


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("江城日报记者 李明 王芳 通讯员 赵强", ["李明", "王芳", "赵强"]),
        ("本报记者 李 楠", ["李楠"]),
        ("記者李明、王芳／綜合報導", ["李明", "王芳"]),
        ("記者李明／台北即時報導", ["李明"]),
        ("記者李明台北報導", ["李明"]),
        ("特派員劉東皋台中報導", ["刘东皋"]),
        ("〔記者陳小明新北報導〕", ["陈小明"]),
        ("江城社記者李明台北1日電", ["李明"]),
        ("生活中心／李明報導", ["李明"]),
        ("江城快訊／蘇敬哲", ["苏敬哲"]),
        ("財經中心／師瑞德報導", ["师瑞德"]),
        ("李明／台北報導", ["李明"]),
        ("體育中心／綜合報導", []),
        ("记者在现场看到", []),
        ("江边步道／全长十二公里", []),
    ],
)
def test_reporters_on_a_line(line: str, names: list[str]) -> None:
    form = plain(line)
    assert find_reporters(form).names == names
    assert may_report(form) == may_be_reported(line)
    assert may_report(form) or not names


@pytest.mark.parametrize(
    ("text", "names", "sender"),
    [
        ("（记者李明）江边步道今天开放", ["李明"], None),
        ("本报讯 记者李明 报道 江边步道今天开放", ["李明"], None),
        ("【江城报2024年03月01日讯】（江城报记者李明台北报导）江边步道", ["李明"], "江城报"),
        ("（江城社北京3月1日电 记者 李明）江边步道", ["李明"], "江城社"),
        ("[記者李明／台北報導]江邊步道", ["李明"], None),
        ("江城网记者李明5月13日报道，江边步道", ["李明"], "江城网"),
        ("江边步道今天上午开放，记者李明在现场看到", [], None),
        ("“我来自江城。”记者李明说", [], None),
    ],
)
def test_the_head_of_a_paragraph(text: str, names: list[str], sender: str | None) -> None:
    assert paragraph_head(plain(text)) == (names, sender)

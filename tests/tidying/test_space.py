import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jingwen.tidying import space
from jingwen.tidying.space import is_spaced, tidy_space


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("正文一句。", "正文一句。"),
        ("　　段落开头有缩进。", "段落开头有缩进。"),
        ("末尾有空格。 \u3000\xa0", "末尾有空格。"),
        ("记者\xa0张三\u3000李四", "记者 张三 李四"),
        ("甲  乙\t丙", "甲 乙 丙"),
        ("第一行\r\n　　第二行\u2028第三行", "第一行 第二行 第三行"),
        ("\ufeff零宽\u200b字符\u2060和\u00ad软连字符", "零宽字符和软连字符"),
        ("甲\u200b \u200b 乙", "甲 乙"),
        ("控\x00制\x08字\x7f符\x9f", "控制字符"),
        ("图片\ufffc占位", "图片占位"),
        ("盲文\u2800空格\u3164与\uffa0填充", "盲文 空格 与 填充"),
        ("方向\u200e标记\u202a无用\u202c", "方向标记无用"),
        ("半个\ud83d字", "半个\ufffd字"),
        ("\u200b\u3000 ", ""),
    ],
)
def test_space_is_one_ordinary_space_or_nothing(text: str, expected: str) -> None:
    assert tidy_space(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "家人👨\u200d👩\u200d👧合影",
        "旗帜🏳\ufe0f\u200d🌈飘扬",
        "می\u200cخواهم بروم",
        "क्\u200dष और क्\u200cष",
        "ភាសា\u200bខ្មែរ",
        "שלום \u200f(123)\u200e abc",
        "e\u0301te\u0301 décomposé",
        "葛󠄀城",  # an ideographic variation selector
    ],
)
def test_what_the_script_or_the_picture_needs_stays(text: str) -> None:
    assert tidy_space(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲\u200d乙", "甲乙"),
        ("👨\u200d", "👨"),
        ("Auf\u200clage", "Auflage"),
        ("ใหม่\u200b", "ใหม่"),
    ],
)
def test_a_joiner_that_joins_nothing_goes(text: str, expected: str) -> None:
    assert tidy_space(text) == expected


@given(st.text())
@example("👨\u200b\u200d👩")
@example("\u200d \u200d\u0915\u200d\u200d")
def test_twice_is_once_and_nothing_blank_is_left(text: str) -> None:
    once = tidy_space(text)
    assert tidy_space(once) == once
    assert once == once.strip()
    assert "  " not in once
    assert not set(once) & set("\n\r\t\xa0\u3000\ufeff\x00")
    once.encode("utf-8")


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)))
def test_han_text_passes_unchanged(text: str) -> None:
    assert tidy_space(text) == text


def test_nothing_that_is_tidied_is_taken_for_spaced() -> None:
    untidy = re.compile("|".join(p.pattern for p in (space._BLANKS, space._HIDDEN_OR_DIRECTION, space._SURROGATES)))
    assert [c for c in map(chr, range(0x110000)) if untidy.match(c) and is_spaced(f"a{c}{c}b")] == []
    assert is_spaced("一句，“话”… a single-spaced line — 12% 😀")


@pytest.mark.parametrize("text", [" a", "a ", "a  b", "a\xa0b", "a\n", "\u2800"])
def test_what_is_not_spaced_yet(text: str) -> None:
    assert not is_spaced(text)

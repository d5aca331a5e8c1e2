import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingwen.tidying.width import to_half


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("２０１９年１２月", "2019年12月"),
        ("Ａ股与ＧＤＰ、ｐｍ２．５", "A股与GDP、pm2.5"),
        ("增长１．５％，", "增长1.5%，"),
        ("３.14与3．１４", "3.14与3.14"),
        ("０９ＡＺａｚ", "09AZaz"),
    ],
)
def test_letters_digits_and_the_signs_of_a_number(text: str, expected: str) -> None:
    assert to_half(text) == expected


@pytest.mark.parametrize(
    "text",
    ["，。：；！？（）【】％＋－／．", "增长15％，", "1．2020年计划", "全角　空格", "ordinary text, 1.5%", ""],
)
def test_everything_else_keeps_its_width(text: str) -> None:
    assert to_half(text) == text


def test_a_point_that_ends_a_heading_number_stays() -> None:
    assert to_half("１．概述，２．结论：１０：３０") == "1．概述，2．结论：10：30"


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("０９Ａｚ．％19"))))
def test_twice_is_once_and_the_length_stays(text: str) -> None:
    once = to_half(text)
    assert to_half(once) == once
    assert len(once) == len(text)

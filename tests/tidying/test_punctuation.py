import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingwen.tidying.punctuation import to_cjk


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会上,他说:好!真的?是的;完了.", "会上，他说：好！真的？是的；完了。"),
        ("产业(科技)联盟", "产业（科技）联盟"),
        ("世界卫生组织(WHO)表示", "世界卫生组织（WHO）表示"),
        ("GDP,增长5%,同比持平", "GDP，增长5%，同比持平"),
        ("北京, 上海", "北京，上海"),
        ("他说.“好”.她走了", "他说。“好”。她走了"),
        ("开发区(园区(含县))共3个", "开发区（园区（含县））共3个"),
        ("结束.", "结束。"),
    ],
)
def test_marks_of_a_chinese_sentence(text: str, expected: str) -> None:
    assert to_cjk(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "共1,000人、1.5倍、10:30、3:2",
        "见https://example.com/a?b=1,2;c(d)!",
        "见www.example.com/search?中文",
        "信箱news.desk@example.com",
        "Hello, world. (Really?) Yes!",
        "等等...",
        "首页.html",
        "f(x) = 2",
        "第一)没有开头的括号",
        "",
    ],
)
def test_numbers_addresses_and_latin_text_are_left_alone(text: str) -> None:
    assert to_cjk(text) == text


def test_a_sentence_with_all_of_them() -> None:
    assert (
        to_cjk("详见http://example.com/?id=1,2 谢谢! 涨幅1.5%, 比分3:2,信箱a@example.com.")
        == "详见http://example.com/?id=1,2 谢谢！涨幅1.5%，比分3:2，信箱a@example.com."
    )


@given(st.text(alphabet=st.sampled_from("甲乙,.?!:;() a1%”。-@/w")))
def test_twice_is_once(text: str) -> None:
    once = to_cjk(text)
    assert to_cjk(once) == once


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    assert len(to_cjk(text)) <= len(text)

import pytest

from jingwen.reading.blocks import collapse, han_and_kana, han_count, paragraphs, weight


@pytest.mark.parametrize(
    ("text", "han", "kana"),
    [
        ("", 0, 0),
        ("江城下雪了", 5, 0),
        ("G20峰会，2019年", 3, 0),
        ("㐂𠮷", 2, 0),
        ("雪が降る", 4, 2),
        ("Snow", 0, 0),
        ("눈이 온다", 0, 0),
    ],
)
def test_han_characters_are_counted(text: str, han: int, kana: int) -> None:
    assert han_and_kana(text) == (han_count(text), kana) == (han, kana)


def test_a_han_character_says_as_much_as_three_letters() -> None:
    assert weight("江城下雪") == weight("abcdefghijkl") == 12


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  甲\r\n\t乙\f ", "甲 乙"),
        ("\u3000\u3000段首缩进", "\u3000\u3000段首缩进"),
        ("甲\xa0\xa0乙", "甲\xa0\xa0乙"),
        (" \n ", ""),
    ],
)
def test_layout_is_folded_and_meant_space_kept(text: str, expected: str) -> None:
    assert collapse(text) == expected


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        pytest.param("一句。\u3000\u3000二句！\u3000\u3000三句", ["一句。", "二句！", "三句"], id="after a sentence"),
        pytest.param("“一句。” \u3000\u3000二句", ["“一句。”", "二句"], id="after a closing quote and a space"),
        pytest.param("一句。\u3000二句", ["一句。\u3000二句"], id="one space is no indent"),
        pytest.param("一句。\u3000二句。\u3000\u3000三句", ["一句。\u3000二句。", "三句"], id="nor beside one"),
        pytest.param("姓名\u3000\u3000年龄", ["姓名\u3000\u3000年龄"], id="no sentence ends"),
        pytest.param("\u3000\u3000一句。", ["\u3000\u3000一句。"], id="at the start"),
        pytest.param("一句。\u3000\u3000", ["一句。\u3000\u3000"], id="nothing follows"),
        pytest.param("", [""], id="empty"),
    ],
)
def test_a_run_is_cut_at_the_indents_of_its_paragraphs(text: str, pieces: list[str]) -> None:
    assert paragraphs(text) == pieces

import pytest

from jingwen.tidying.characters import is_western


@pytest.mark.parametrize("text", ["", "a", "“Œuvre” — 12 €…", "Москва", "שלום", "\u2fff"])
def test_a_text_before_u_3000(text: str) -> None:
    assert is_western(text)


@pytest.mark.parametrize("end", ["\u3000", "中", "の", "，", "\ue000", "\ufffd", "\ud800", "😀", "𠀀"])
def test_one_later_character_shows_wherever_it_stands(end: str) -> None:
    assert not is_western(end)
    assert not is_western("a" * 100 + end)

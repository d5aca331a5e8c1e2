"""How text is measured: what is counted by patterns is what is counted character by character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingwen.measure import han_and_kana, han_count, weighs, weight

# Around the ends of the ranges that count, and outside the first plane.
EDGES = st.sampled_from(
    "\u2fff\u3000\u3007\u303f\u3040\u30ff\u3100\u33ff\u3400\u9fff\ua000\uf8ff\uf900\ufaff\ufb00\ud800"
)
ASTRAL = st.sampled_from("\U0001f600\U00020000\U0002a6df\U0003ffff\U00040000")
TEXTS = st.text(EDGES | st.sampled_from("a1 。，中文かな"), max_size=200)
WITH_ASTRAL = st.text(EDGES | ASTRAL, max_size=200)


def counted(text: str) -> int:
    return sum(
        "\u3400" <= c <= "\u9fff"
        or "\uf900" <= c <= "\ufaff"
        or "\U00020000" <= c <= "\U0003ffff"
        or "\u3040" <= c <= "\u30ff"
        for c in text
    )


@given(TEXTS | WITH_ASTRAL)
def test_han_and_kana_are_counted_one_by_one(text: str) -> None:
    assert han_count(text) == counted(text)


@pytest.mark.parametrize(("text", "says"), [("", 0), ("park", 4), ("公园", 6), ("公园 A", 8), ("𠀀", 3)])
def test_a_han_character_weighs_three_letters(text: str, says: float) -> None:
    assert weight(text) == says


@given(TEXTS, st.floats(0, 700))
def test_whether_a_text_weighs_so_much(text: str, least: float) -> None:
    assert weighs(text, least) == (weight(text) >= least)


def test_kana_are_counted_by_themselves() -> None:
    assert han_and_kana("公園のベンチ") == (6, 4)


@given(TEXTS)
def test_han_and_kana_are_counted_together(text: str) -> None:
    assert han_and_kana(text) == (han_count(text), sum("\u3040" <= character <= "\u30ff" for character in text))

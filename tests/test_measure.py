"""How text is measured: one text at a time and a page's at once, by patterns and by tables."""

from __future__ import annotations

import pytest

from jingwen.measure import HAN, han_count, han_counts, weight

TEXTS = [
    "",
    "Snow",
    "江城下雪了",
    "㐀一鿿豈﫿",  # the ends of the ranges
    "、。《》〇〿ぁーヿㄅ",  # kana, and the punctuation in the same block
    "눈이 온다",
    "\ud840\udc00 lone surrogates",
]
ASTRAL = ["𠀀𠮷", "🎉 过年", "𝒜"]


@pytest.mark.parametrize("texts", [[], TEXTS, TEXTS + ASTRAL], ids=["none", "first plane", "any plane"])
def test_the_texts_of_a_page_are_counted_at_once(texts: list[str]) -> None:
    assert han_counts(texts) == [len("".join(HAN.findall(text))) for text in texts]


@pytest.mark.parametrize("text", TEXTS + ASTRAL)
def test_a_long_text_holds_what_its_parts_do(text: str) -> None:
    assert han_count(text * 100) == 100 * han_count(text)
    assert weight(text * 100) == 100 * weight(text)

"""How text is measured."""

from __future__ import annotations

import re
from collections.abc import Sequence

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\u3040-\u30ff]+")
KANA = re.compile(r"[\u3040-\u30ff]")
# What a character of the first plane is by the two bytes of its code: Han by the first, kana by both. One Han character
# that hardly any text holds is told from all others, to stand between texts.
_BLOCK = bytes(
    5 if byte == 0x9F else 1 if 0x34 <= byte < 0x9F or byte in (0xF9, 0xFA) else 2 if byte == 0x30 else 0
    for byte in range(256)
)
_PLACE = bytes(7 if byte == 0xFF else 3 if byte >= 0x40 else 1 for byte in range(256))
_BETWEEN, _MARK_BETWEEN = "\u9fff", b"\5"
# From this length on tables take less time than a pattern, a fifth of it for whole pages.
_LONG = 80


def han_count(text: str) -> int:
    """How many Han characters and kana ``text`` holds."""
    if text.isascii():
        return 0
    marks = _marks(text) if len(text) >= _LONG else None
    # By runs: a third of the time that single characters take.
    return len(text) - (len(HAN.sub("", text)) if marks is None else marks.count(0))


def han_counts(texts: Sequence[str]) -> list[int]:
    """The :func:`han_count` of each of ``texts``, for those of a whole page."""
    marks = _marks(_BETWEEN.join(texts))
    counted = marks.translate(None, b"\0").split(_MARK_BETWEEN) if marks else []
    return [len(each) for each in counted] if len(counted) == len(texts) else [han_count(text) for text in texts]


def _marks(text: str) -> bytes | None:
    """A byte for each character of ``text``, 0 where it is neither Han nor kana, 2 where it is kana; None where one is
    of another plane."""
    codes = text.encode("utf-16-le", "surrogatepass")
    if len(codes) != 2 * len(text):
        return None
    blocks, places = codes[1::2].translate(_BLOCK), codes[::2].translate(_PLACE)
    return (int.from_bytes(blocks) & int.from_bytes(places)).to_bytes(len(text))


def han_and_kana(text: str) -> tuple[int, int]:
    """The :func:`han_count` of ``text``, and how many of these are kana."""
    marks = _marks(text)
    if marks is None:
        return han_count(text), len(KANA.findall(text))
    return len(text) - marks.count(0), marks.count(2)


def weight(text: str) -> float:
    """How much ``text`` says, in letters of an alphabet: a Han character counts for three of them."""
    return len(text) + 2 * han_count(text)


def weighs(text: str, least: float) -> bool:
    """Whether ``text`` says at least so much; its length tells that of most texts."""
    size = len(text)
    return size >= least or (3 * size >= least and weight(text) >= least)

"""How text is measured."""

from __future__ import annotations

import re

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\u3040-\u30ff]+")
KANA = re.compile(r"[\u3040-\u30ff]")


def han_count(text: str) -> int:
    """How many Han characters and kana ``text`` holds."""
    return 0 if text.isascii() else len(text) - len(HAN.sub("", text))


def han_and_kana(text: str) -> tuple[int, int]:
    """The :func:`han_count` of ``text``, and how many of these are kana."""
    return han_count(text), len(KANA.findall(text))


def weight(text: str) -> float:
    """How much ``text`` says, in letters of an alphabet: a Han character counts for three of them."""
    return len(text) + 2 * han_count(text)


def weighs(text: str, least: float) -> bool:
    """Whether ``text`` says at least so much; its length tells that of most texts."""
    size = len(text)
    return size >= least or (3 * size >= least and weight(text) >= least)

"""What markup and dumps have in common: how text is measured, cleaned of layout, and cut into paragraphs."""

from __future__ import annotations

import re

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\u3040-\u30ff]+")
# White space that folding would change: a single space between words stays as it is.
LAYOUT = re.compile(r"[\t\r\n\f][ \t\r\n\f]*| [ \t\r\n\f]+")
# Some systems print a whole article as one run, with the two-character indent of a paragraph as its only separator.
INDENT = re.compile(r"(?<=[。！？；”」』）…!?.])[ \t\xa0]*\u3000{2,}(?=\S)")
UNPRINTABLE = re.compile(r"[\ufffd\x00-\x08\x0e-\x1f\x7f-\x9f]")
# Pages with a character lost here and there stay far below this, random bytes far above.
MOST_UNPRINTABLE = 0.05
KANA = re.compile(r"[\u3040-\u30ff]")


def han_count(text: str) -> int:
    """How many Han characters and kana ``text`` holds."""
    # By runs, for this is asked of every block: a third of the time that single characters take.
    return 0 if text.isascii() else len(text) - len(HAN.sub("", text))


def kana_count(text: str) -> int:
    """How many kana ``text`` holds."""
    return len(KANA.findall(text))


def weight(text: str) -> float:
    """How much ``text`` says, in letters of an alphabet: a Han character counts for three of them."""
    return len(text) + 2 * han_count(text)


def collapse(text: str) -> str:
    """``text`` with white space that is only layout folded to one space; ideographic and no-break spaces stay."""
    return LAYOUT.sub(" ", text).strip(" ")


def paragraphs(text: str) -> list[str]:
    """``text`` cut at indents that follow the end of a sentence; most often just ``[text]``."""
    return INDENT.split(text) if "\u3000\u3000" in text else [text]


def garbled(text: str) -> bool:
    """Whether ``text`` is mostly what no page prints: a picture or an archive that was read as text."""
    return len(UNPRINTABLE.findall(text)) > MOST_UNPRINTABLE * len(text)

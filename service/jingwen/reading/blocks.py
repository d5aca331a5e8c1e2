"""What markup and dumps have in common: how text is cleaned of layout and cut into paragraphs."""

from __future__ import annotations

import re

from ..measure import han_and_kana as han_and_kana
from ..measure import han_count as han_count
from ..measure import weighs as weighs
from ..measure import weight as weight

# White space that folding would change: a single space between words stays as it is.
LAYOUT = re.compile(r"[\t\r\n\f][ \t\r\n\f]*| [ \t\r\n\f]+")
# Some systems print a whole article as one run, with the two-character indent of a paragraph as its only separator.
INDENT = re.compile(r"(?<=[。！？；”」』）…!?.])[ \t\xa0]*\u3000{2,}(?=\S)")
# The bytes of Latin-1 that stand for what a page prints.
PRINTABLE = bytes((*range(0x09, 0x0E), *range(0x20, 0x7F), *range(0xA0, 0x100)))
# Pages with a character lost here and there stay far below this, random bytes far above.
MOST_UNPRINTABLE = 0.05


def collapse(text: str) -> str:
    """``text`` with white space that is only layout folded to one space; ideographic and no-break spaces stay."""
    text = text.strip(" \t\r\n\f")
    # Most text holds none any more; the looks take a third of the time of the pattern.
    if "\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text:
        return LAYOUT.sub(" ", text)
    return text


def paragraphs(text: str) -> list[str]:
    """``text`` cut at indents that follow the end of a sentence; most often just ``[text]``."""
    return INDENT.split(text) if "\u3000\u3000" in text else [text]


def garbled(text: str) -> bool:
    """Whether ``text`` is mostly what no page prints: a picture or an archive that was read as text."""
    controls = text.encode("latin-1", "ignore").translate(None, PRINTABLE)
    return len(controls) + text.count("\ufffd") > MOST_UNPRINTABLE * len(text)

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
UNPRINTABLE = re.compile(r"[\ufffd\x00-\x08\x0e-\x1f\x7f-\x9f]")
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
    return len(UNPRINTABLE.findall(text)) > MOST_UNPRINTABLE * len(text)

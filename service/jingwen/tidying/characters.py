"""What a single Han character tells: whether it is one, an everyday one, or one that hardly any text holds.

The answers come from the national character sets, which were ordered by use: level 1 of GB 2312 is the 3,755 commonest
simplified characters; GB 2312 and Big5 together hold what printed news of either script is set in.
"""

from __future__ import annotations

# For use inside a regex's [...]: unified and compatibility ideographs of all planes, and the zero 〇.
HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Kana and Hangul: what marks a text with Han characters as Japanese or Korean.
KANA_HANGUL = "\u3040-\u30ff\uac00-\ud7af"
# `re` tests the members of a class outside the first plane one by one (85 times slower over a whole dictionary), so a
# class built from a dictionary takes in those two planes as one range.
ASTRAL_HAN = "\U00020000-\U0003ffff"

# The bytes that UTF-8 begins all characters from U+3000 on with.
_EASTERN = bytes(range(0xE3, 0x100))
_PROBE = 64
_LEVEL_1 = (0xB0A1, 0xD7F9)


def is_han(character: str) -> bool:
    """Whether ``character`` is a Han character; nothing at all (``""``) is none."""
    return "\u4e00" <= character <= "\u9fff" or (
        "\u3400" <= character <= "\u4dbf"
        or "\uf900" <= character <= "\ufaff"
        or "\U00020000" <= character <= "\U0003ffff"
        or character == "\u3007"
    )


def is_western(text: str) -> bool:
    """Whether ``text`` is all of characters before U+3000: none is Han or kana, full-width, private or U+FFFD.

    In a fifth of the time that a pattern takes, and other texts show it in their first words.
    """
    return _has_no_eastern(text[:_PROBE]) and _has_no_eastern(text)


def _has_no_eastern(text: str) -> bool:
    encoded = text.encode("utf-8", "surrogatepass")
    return len(encoded.translate(None, _EASTERN)) == len(encoded)


def is_everyday(character: str) -> bool:
    """Whether ``character`` is one of the 3,755 commonest simplified ones (GB 2312 level 1)."""
    code = int.from_bytes(character.encode("gb2312", "ignore"))
    return _LEVEL_1[0] <= code <= _LEVEL_1[1]


def is_rare(character: str) -> bool:
    """Whether ``character`` is a Han character outside of both GB 2312 and Big5: a sign of misread bytes."""
    return is_han(character) and not character.encode("gb2312", "ignore") and not character.encode("big5", "ignore")

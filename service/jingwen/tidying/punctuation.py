"""Half-width punctuation in Chinese sentences to full-width, only where a caller asks for it."""

from __future__ import annotations

import re
from itertools import accumulate

from ..regex import regex
from .characters import HAN, is_han

_WIDE = {",": "，", ".": "。", "?": "？", "!": "！", ":": "：", ";": "；", "(": "（", ")": "）"}
_CHINESE = regex(f"[{HAN}，。？！：；、（）《》〈〉「」『』【】“”‘’…—％]")
_MARK = regex(r"[,.?!:;()]")
_ENDED = regex(f"[{HAN}）》〉」』】”’％]")
# An address keeps its marks; it ends at the first character that no address holds. The bounds keep a long line linear.
_ADDRESS = regex(
    r"(?:[A-Za-z][A-Za-z0-9+.-]{1,15}://|www\.)[!-~]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+", re.ASCII
)


def to_cjk(text: str) -> str:
    """``text`` with ``, . ? ! : ; ( )`` made full-width where they belong to a Chinese sentence.

    A mark belongs where the character before it is Han or Chinese punctuation, or, full stops apart, where a Han
    character comes next, spaces aside; a pair of brackets where it follows such a character or holds one. Marks inside
    numbers, Latin words and addresses, and dots in a row, are left alone. The spaces between a changed mark and a Han
    character go: the full-width mark brings its own.
    """
    if not _MARK.search(text):
        return text
    kept = _address_marks(text)
    partners = _partners(text, kept)
    han_before = [0, *accumulate(map(is_han, text))]
    out: list[str] = []
    last = ""
    position = 0
    while position < len(text):
        character = text[position]
        partner = partners.get(position)
        if character == "(" and partner is not None:
            wide = _is_chinese(last) or han_before[partner] > han_before[position]
            if not wide:
                del partners[partner]  # the bracket that closes it stays as it is, too
        elif character == ")":
            wide = partner is not None
        else:
            wide = character in ",.?!:;" and position not in kept and _belongs(text, position, last)
        last = _WIDE[character] if wide else character
        out.append(last)
        position += 1
        if wide and character != "(":
            position = _past_spaces(text, position)
    return "".join(out)


def _is_chinese(character: str) -> bool:
    return _CHINESE.match(character) is not None


def _belongs(text: str, position: int, last: str) -> bool:
    """Whether the mark at ``position`` is Chinese; ``last`` is what stands before it in the output."""
    following = text[position + 1 : position + 2]
    if text[position] == ".":
        goes_on = following == "." or (following.isascii() and following.isalnum())
        return not goes_on and _ENDED.match(last) is not None
    return _is_chinese(last) or is_han(following) or _past_spaces(text, position + 1) > position + 1


def _past_spaces(text: str, position: int) -> int:
    """The position after the spaces at ``position`` where a Han character follows them, else ``position``."""
    end = position
    while text[end : end + 1] == " ":
        end += 1
    return end if end < len(text) and is_han(text[end]) else position


def _address_marks(text: str) -> frozenset[int]:
    return frozenset(i for match in _ADDRESS.finditer(text) for i in range(*match.span()))


def _partners(text: str, kept: frozenset[int]) -> dict[int, int]:
    """Where the other bracket of each pair stands, both ways; addresses aside."""
    partners: dict[int, int] = {}
    open_at: list[int] = []
    for position, character in enumerate(text):
        if character == "(" and position not in kept:
            open_at.append(position)
        elif character == ")" and position not in kept and open_at:
            start = open_at.pop()
            partners[start], partners[position] = position, start
    return partners

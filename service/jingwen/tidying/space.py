"""White space: what a reader cannot see is made one ordinary space, or nothing.

Joiners and direction marks are invisible too, but emoji, Arabic, Hebrew, the Indic scripts and those that write
without spaces are misprinted without them; there they stay.
"""

from __future__ import annotations

import re

from ..regex import regex

# Scripts in which joiners and zero-width spaces are part of the spelling: Hebrew to Tibetan, Myanmar, Khmer, Mongolian.
_JOINING = "\u0590-\u08ff\u0900-\u0fff\u1000-\u109f\u1780-\u18af\ua8e0-\ua8ff\ua9e0-\uaa7f\ufb1d-\ufdff\ufe70-\ufefc"
_PICTURES = "\u2190-\u27bf\u2900-\u297f\u2b00-\u2bff\ufe0f\u20e3\U0001f000-\U0001faff\U000e0020-\U000e007f"

_CONTROL = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
_INVISIBLE = "\u00ad\u034f\u180e\u200b-\u200d\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffc"
_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_SURROGATE = "\ud800-\udfff"

_RIGHT_TO_LEFT = regex("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# Every space but the ordinary one, in full: one class is one table, where `\s` among
# alternatives is tried at each character.
_SPACES = "\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u2800\u3000\u3164\uffa0"
# Those of all these that Unicode calls printable.
_PRINTABLE = "\u034f\u2800\u3164\uffa0\ufffc"
_HIDDEN = regex(f"[{_CONTROL}{_INVISIBLE}]+")
_HIDDEN_OR_DIRECTION = regex(f"[{_CONTROL}{_INVISIBLE}{_DIRECTION}]+")
_SPELT = regex("[\u180e\u200b\u200c\u200d]")
_BLANKS = regex(f"[ {_SPACES}]+")
_SURROGATES = regex(f"[{_SURROGATE}]")
_JOINS = regex(f"[{_JOINING}]")
_PICTURE = regex(f"[{_PICTURES}]")


def tidy_space(text: str) -> str:
    """``text``, one paragraph or field, as one line: each run of white space is one ordinary space, none at the ends.

    Ideographic indents, ``&nbsp;`` and line breaks count as white space. Zero-width and control characters, soft
    hyphens, byte order marks and object placeholders go, but for joiners inside emoji and inside scripts that are
    spelt with them, and direction marks in a text with right-to-left letters. A lone surrogate, which no encoding can
    carry, becomes U+FFFD.
    """
    if _is_plain(text):
        return " ".join(text.split()) if "  " in text else text.strip(" ")
    words = " ".join(text.split())
    if _is_plain(words):  # most often white space is all
        return words
    hidden = _HIDDEN if _RIGHT_TO_LEFT.search(text) else _HIDDEN_OR_DIRECTION
    text = hidden.sub(_joiner_or_nothing, text)
    text = _SURROGATES.sub("\ufffd", text)
    return _BLANKS.sub(" ", text).strip(" ")


def is_spaced(text: str) -> bool:
    """Whether :func:`tidy_space` leaves ``text`` as it is, and every text that blanks join in it."""
    return text[:1] != " " and text[-1:] != " " and "  " not in text and _is_plain(text)


def _is_plain(text: str) -> bool:
    """Whether ``text`` is free of all white space but the ordinary one, and of what nobody sees."""
    return text.isprintable() and not any(map(text.__contains__, _PRINTABLE))


def _joiner_or_nothing(match: re.Match[str]) -> str:
    """The one joiner that a run of invisible characters may leave, where its neighbours need it."""
    joiner = _SPELT.search(match[0])
    if joiner is None:
        return ""
    start, end = match.span()
    before, after = match.string[max(0, start - 1) : start], match.string[end : end + 1]
    if joiner[0] == "\u200d" and _PICTURE.match(before) and _PICTURE.match(after):
        return "\u200d"
    # An Indic joiner may end a word (a half form shown alone), a zero-width space only parts two letters.
    if _JOINS.match(before) and (joiner[0] in "\u200c\u200d" or _JOINS.match(after)):
        return joiner[0]
    return ""

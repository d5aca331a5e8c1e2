"""Exponents and indexes in plain text: no number may become another for want of them."""

from __future__ import annotations

import re

# What an exponent and an index of one character each become; whatever holds another character stays as it is.
RAISED = {
    "sup": str.maketrans("0123456789+-−–=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ"),
    "sub": str.maketrans("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎"),
}
# What parts several footnotes' numbers.
BESIDE_NUMBERS = frozenset(",;*†‡§ ")
BRACKETED_NUMBER = re.compile(r"[\[(].*[\])]")
PLAIN_NUMBER = re.compile(r"[\d.]+")
# An exponent that is a quantity; others make an ordinal number (5th, 1er, 2a).
UNKNOWN = re.compile(r"[bcfgjklpqtuvwxyz]")
LONGEST_RAISED = 60


def marks_of(text: str, tag: str, before: str, after: str) -> tuple[str, str | None]:
    """What plain text needs around an exponent or index ``text`` between the characters ``before`` and ``after``, so
    that numbers stay what they are: ``10^3.5``, ``x^(2n)``; ``("", None)`` where it needs nothing."""
    if not text or is_number(text, tag) or BRACKETED_NUMBER.fullmatch(text):
        return "", None
    sign = "^" if tag == "sup" else "_"
    if not any(map(str.isdigit, text)):
        return (sign, "") if tag == "sup" and before.isdigit() and UNKNOWN.fullmatch(text) else ("", None)
    if after.isdigit() and text[-1].isdigit():
        return f"{sign}(", ")"
    if tag == "sub":
        return (sign, "") if before.isdigit() and text[0].isdigit() else ("", None)
    if not (before.isalnum() or (before and before in ")]")):
        return "", None
    return (sign, "") if PLAIN_NUMBER.fullmatch(text) else (f"{sign}(", ")")


def is_number(text: str, tag: str) -> bool:
    """Whether ``text`` can be set in the characters for exponents and indexes, but for what parts several numbers."""
    raised = RAISED[tag]
    return all(ord(character) in raised or character in BESIDE_NUMBERS or character.isspace() for character in text)

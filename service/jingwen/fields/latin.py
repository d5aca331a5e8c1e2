"""Names as alphabets write them: splitting a run of them, and telling a name from an office, an agency, a post."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ..regex import regex
from . import by_words
from .by_words import words

SINGLE = "|".join(word for word in words(by_words.AND).split("|") if len(word) == 1)
SEVERAL = "|".join(word for word in words(by_words.AND).split("|") if len(word) > 1)
SEPARATORS = regex(rf"\s+(?-i:By|BY)\s+|\s*(?:[,;/|&、，；]|•|·)\s*(?:(?:{SEVERAL})\s+)?|\s+(?:{SEVERAL})\s+", re.I)
# One letter parts names too, but it may be part of one: Juana Rivas y Pedro Ruiz, José Ortega y Gasset.
LETTER_BETWEEN = regex(rf"\s+(?-i:{SINGLE})\s+(?=[^\W\d_a-z]\S*\s+[^\W\d_a-z])")
LEADING = regex(
    rf"^(?:(?:{words(by_words.ACTS)})\s+)?(?:{words(by_words.BY)})(?![^\W\d_])[:：\s]*|"
    rf"^(?:{words(by_words.LABELS)}|{words(by_words.ACTS)})\s*[:：]\s*",
    re.I,
)
ADDRESS = regex(r"https?:\S+|\S+@\S+|(?<!\S)@\w+")
# Two letters of one word, or one of a script without small and capital ones.
LETTER = regex(r"[^\W\d_]{2}|[\u0900-\uffff]")
YEAR = regex(r"\d{4}")
# The number of a member of staff: Jane Doe_NN12.
CODE = regex(r"[_＿][A-Za-z0-9]+$")
# What stands behind a name and a comma and is none itself.
DEGREE = regex(
    r"(?:ph\.?\s?d|m\.?d|j\.?d|ed\.?d|d\.?o|m\.?b\.?a|m\.?a|m\.?sc?|mph|r\.?n|r\.?d|c\.?p\.?a|esq|cfp®?|lcsw|jr|sr|"
    r"rdn|ms|d\.?v\.?m|dds|iii?)\.?",
    re.I,
)
ROLE = rf"(?:{words(by_words.ROLES)})"
RANK = rf"(?:{by_words.RANKS})"
POST = regex(rf"(?:the\s+)?(?:{RANK}\s+)*{ROLE}", re.I)
# Behind a name and a comma, or another, any mention of one tells a post: Jane Doe, Head of News and Chief Editor.
IN_POST = regex(
    rf"\b(?:{ROLE}|director|officer|manager|president|specialist|expert|advisor|consultant|engineer|professor|"
    r"dietitian|lead|head|chief|master|[se]?vp|ceo|coo|cto|cfo|as told to .*)\b",
    re.I,
)
# A post that follows a name without a comma: Jane Doe Senior Politics Editor.
TRAILING_POST = regex(
    rf"(?<=\S)[\s,]+(?:(?:{RANK}|of)\s+)*(?<![-'’])\b{ROLE}(?:\s+(?:for|of|at|in|bei|de)\s.*)?$", re.I
)
TRAILING_RANK = regex(rf"(?<=\S)\s+(?:{RANK}\s+)+{ROLE}\b.*$", re.I)
# Markup without a gap joins a name to what stands behind it: Jane DoeUpdated.
JOINED = regex(
    r"(?<=[a-zà-ÿ])(?=(?:Staff|Senior|Chief|Published|Updated|Posted|Follow|View|Read|CEO|CTO|Editor|Reporter|Writer|"
    r"Korrespondent|Redakteur|Journalist|Contributor|Correspondent|Author|Veröffentlicht|Publié)\b)"
)
NOBODY = regex(rf"(?:{words(by_words.NOBODY)})", re.I)
OFFICE = regex(r".*\S\s\S+\s(?:staff|newsroom|news ?desk|web ?desk)", re.I)
AGENCY = regex(rf"(?:{by_words.AGENCIES})", re.I)
FIRM = regex(
    r".*\b(?:inc|gmbh|ltd|llc|ag|e\.? ?v|corp|co|nast|foundation|university|institute|magazine|times|gazette|tribune|"
    r"editorial|news|online|digital)\.?",
    re.I,
)
TRAILING_AGENCY = regex(r"\s+(?:USA TODAY|BBC(?: News| Brasil)?|CNN|Reuters|Associated Press)$")
PLACEHOLDER = regex(r"\w+(?:\.\w+){2,}|[{%$].*")
INITIALS = regex(r"\s*\((?:[a-zäöü]{1,5}|[A-Z]{1,4})\)$")


class Run(NamedTuple):
    """What a run of names holds: single names, and the agencies among them."""

    names: tuple[str, ...]
    agencies: tuple[str, ...] = ()


@lru_cache(maxsize=64)  # of what the data tells, and the line that prints the same names
def split_run(text: str) -> Run:
    """The single names in ``text``: no by-words, roles, degrees, addresses, offices; and the agencies."""
    text = LEADING.sub("", JOINED.sub(" ", " ".join(ADDRESS.sub("", text).split())))
    names: list[str] = []
    agencies: list[str] = []
    for part in SEPARATORS.split(text):
        for piece in LETTER_BETWEEN.split(part) if " " in part.partition(" ")[2] else (part,):
            whole = piece.strip()
            name = "" if is_nobody(whole) or DEGREE.fullmatch(whole) else _bare(whole)
            if not LETTER.search(name) or YEAR.search(name):
                continue
            if AGENCY.fullmatch(name):
                agencies.append(name)
            elif not is_nobody(name) and name not in names and not (names and _is_beside(name, names[0])):
                names.append(name)
    return Run(tuple(names), tuple(agencies))


def _is_beside(name: str, first: str) -> bool:
    """Whether ``name``, behind the ``first`` one, is a post, an employer or a place: one word where that is several."""
    return IN_POST.search(name) is not None or (" " in first and " " not in name)


def is_nobody(name: str) -> bool:
    """Whether ``name`` is an office, a post or a stand-in rather than a person: Newsroom, admin, Our Correspondent."""
    return bool(NOBODY.fullmatch(name) or OFFICE.fullmatch(name) or POST.fullmatch(name) or PLACEHOLDER.fullmatch(name))


def is_organisation(name: str) -> bool:
    """Whether ``name`` is an agency's or a firm's."""
    return bool(AGENCY.fullmatch(name) or FIRM.fullmatch(name))


def _bare(piece: str) -> str:
    """``piece`` without the post, the initials and the marks around the name in it."""
    name = INITIALS.sub("", CODE.sub("", piece)).strip(' :-–—"“”*·')
    name = name.removesuffix(".") if not re.search(r"(?:\b[^\W\d_]|\bJr|\bSr)\.$", name) else name
    name = TRAILING_AGENCY.sub("", name)
    person = TRAILING_POST.sub("", TRAILING_RANK.sub("", name)).strip(" ,:-–—")
    office = person.isascii() and (" " not in person or person.startswith("The "))  # Guardian staff reporter
    return name if office else person

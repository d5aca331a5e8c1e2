"""What months, weekdays and halves of the day are called in the languages of the press: a table out of CLDR.

``make calendar`` writes the table, which says its release.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import orjson

TABLE = Path(__file__).with_name("names.json")
# Marks over and under letters of alphabets (é, ά, й), and what Arabic and Hebrew leave out in print.
MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u0655\u0640\u200c-\u200f]")
TURKISH = str.maketrans("ı", "i")


@lru_cache(maxsize=1024)
def fold(name: str) -> str:
    """``name`` as it stands in the table, whatever its case and marks, without a point at its end."""
    plain = name.lower() if name.isascii() else MARKS.sub("", unicodedata.normalize("NFD", name.lower()))
    return " ".join(plain.translate(TURKISH).split()).rstrip(".")


def month(name: str, language: str) -> int | None:
    """The number of the month ``name``, which may depend on the language (listopad); None where it is none."""
    found = _table()["months"].get(fold(name))
    return found.get(language) if isinstance(found, dict) else found


def weekday(name: str) -> int | None:
    """The number of the weekday ``name``, 0 for Monday; None where it is none."""
    found: int | None = _table()["weekdays"].get(fold(name))
    return found


def half(name: str, language: str) -> str | None:
    """``am`` or ``pm``, which half of the day ``name`` is in a language; None where it is none."""
    found: str | None = _table()["halves"].get(language, {}).get(fold(name))
    return found


def unit_ago(words: str) -> str | None:
    """The unit of a time ago, ``words`` having ``#`` for its number: ``hour`` for ``vor # stunden``; None for none."""
    found: str | None = _table()["ago"].get(words)
    return found


def days_ago(name: str, language: str) -> int | None:
    """0 for today's name in a language, 1 for yesterday's; None for others."""
    found: int | None = _table()["days"].get(language, {}).get(fold(name))
    return found


def order(place: str) -> str | None:
    """The order of day, month and year (``dmy``) where ``place`` is a language, ``LANGUAGE-REGION`` or ``-REGION``."""
    found: str | None = _table()["orders"].get(place)
    return found


@cache
def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = orjson.loads(TABLE.read_bytes())
    return table

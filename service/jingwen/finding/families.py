"""Families of stock phrases, and how a table of them is read: a phrase a line, ``# `` before what is no phrase."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Label


@dataclass(frozen=True, slots=True)
class Family:
    """Phrases that mean the same: what they label, and the length (in characters) up to which a block can be one."""

    label: Label
    ends: bool
    longest: int
    phrases: tuple[str, ...]


def _lines(table: str) -> list[str]:
    return [line.strip() for line in table.splitlines() if line.strip() and not line.strip().startswith("# ")]


def framed(table: str, *, before: str = "", after: str = "") -> str:
    """``table`` with ``before`` and ``after`` around each of its phrases."""
    return "\n".join(f"{before}(?:{line}){after}" for line in _lines(table))


def family(label: Label, *tables: str, ends: bool = False, longest: int = 60) -> Family:
    return Family(label, ends, longest, tuple(phrase for table in tables for phrase in _lines(table)))

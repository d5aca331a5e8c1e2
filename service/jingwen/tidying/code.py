"""Tidying what is set line by line: its words as everywhere, the white space that it is set with as it stands."""

from __future__ import annotations

import re
from collections.abc import Callable

SET = re.compile(r"(\n[ \t\n]*|^[ \t]+|[ \t]{2,}|\t|[ \t]+$)")


def tidy_code(text: str, tidy: Callable[[str], str]) -> str:
    """``text`` with each stretch of words tidied, lines and indentation kept."""
    return "".join(piece if nth % 2 or not piece else tidy(piece) for nth, piece in enumerate(SET.split(text)))

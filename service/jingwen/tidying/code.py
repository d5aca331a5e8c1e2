"""Tidying what is set line by line: its words as everywhere, the white space that it is set with as it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

SET = re.compile(r"(\n[ \t\n]*|^[ \t]+|[ \t]{2,}|\t|[ \t]+$)")


def tidy_code(text: str, tidy: Callable[[Sequence[str]], Sequence[str]]) -> str:
    """``text`` with its stretches of words tidied, lines and indentation kept."""
    pieces = SET.split(text)
    pieces[::2] = tidy(pieces[::2])
    return "".join(pieces)

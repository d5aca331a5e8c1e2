"""Patterns that are compiled when they are first asked, not when their module is loaded.

Where a pattern has a range, Python walks through every character of it: a millisecond for ``[\\u3400-\\u9fff]``. No
page has need of half the patterns; compiled with their modules, those that are made here took a third of the time that
the command line takes for one page. Once asked, a pattern is as quick as others.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, cast


class _Regex:
    """Stands in for a compiled pattern."""

    def __init__(self, source: str, flags: int) -> None:
        self._asked = source, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._pattern, name)
        setattr(self, name, found)  # where the next who asks finds it at once
        return found

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(*self._asked)


_MADE: list[_Regex] = []


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """``re.compile(source, flags)``, later."""
    _MADE.append(_Regex(source, flags))
    return cast(re.Pattern[str], _MADE[-1])


def compile_all() -> None:
    """Compile what has not been asked yet: a process that is to have children shares it with them."""
    for each in _MADE:
        _ = each._pattern

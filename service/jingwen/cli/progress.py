"""How far it is: a bar on a terminal, and a count at the end."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any

from .console import complain, counted

if TYPE_CHECKING:
    from tqdm import tqdm

ARTICLE, OTHER, FAILURE = "articles", "without an article", "failed"


class Progress:
    """Counts pages by what became of them; to be used by ``with``.

    With ``total`` (how many there will be, None where nobody knows) it draws a bar meanwhile.
    """

    def __init__(self, total: Callable[[], int | None] | None = None) -> None:
        self.counts: Counter[str] = Counter()
        self._bar: tqdm[Any] | None = None
        if total is not None:
            from tqdm import tqdm

            self._bar = tqdm(total=total(), unit=" pages", file=sys.stderr, dynamic_ncols=True, leave=False)

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.close()

    def page(self, outcome: str) -> None:
        """One page more is done."""
        self.counts[outcome] += 1
        if self._bar is not None:
            self._bar.set_postfix_str(f"{self.counts[FAILURE]} {FAILURE}", refresh=False)
            self._bar.update()

    def complain(self, message: str) -> None:
        """Print ``message`` on standard error, above the bar."""
        if self._bar is None:
            complain(message)
        else:
            self._bar.clear()
            complain(message)
            self._bar.refresh()

    def interrupted(self, total: int | None, left: str) -> str:
        """That it was broken off, after how many of ``total`` pages, and what is ``left`` of the output."""
        done = self.counts.total()
        pages = counted(done, "page") if total is None else f"{done} of {counted(total, 'page')}"
        return "; ".join(filter(None, [f"interrupted after {pages}", left]))

    def summary(self, passed_over: int) -> str:
        """What became of the pages, in a line."""
        parts = [f"{name}: {self.counts[name]}" for name in (ARTICLE, OTHER, FAILURE)]
        if passed_over:
            parts.append(f"other files passed over: {passed_over}")
        return ", ".join([f"pages: {self.counts.total()}", *parts])

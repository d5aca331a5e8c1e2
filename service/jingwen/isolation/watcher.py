"""Who hears what becomes of the children: the service counts and logs it, the command line need not."""

from __future__ import annotations

# Why a child is replaced.
REASONS = ("deadline", "died", "degraded", "memory", "pages")


class Watcher:
    """Hears of each child and page; by itself it does nothing with that. Called from any thread."""

    def born(self) -> None:
        """There is one child more."""

    def ended(self, reason: str) -> None:
        """A child was replaced, for one of ``REASONS``."""

    def began(self) -> None:
        """A page is being cleaned."""

    def done(self) -> None:
        """It is no more, however that came about."""

    def waits(self) -> None:
        """A page waits for a child."""

    def goes_on(self) -> None:
        """It waits no more."""

    def gave_up(self) -> None:
        """A page met its deadline."""

    def closed(self) -> None:
        """The pool is closed, and no child is left."""

    def event(self, name: str, *, level: str = "warning", **fields: object) -> None:
        """Something happened that an operator should know of, with ``fields`` that hold no text of a page."""

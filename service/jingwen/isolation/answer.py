"""The answer to one page as it leaves a child: ready JSON, and the little that is counted and logged of it.

Small and flat, as it crosses a pipe from the process that cleaned the page: JSON and not pickle, because a process that
hostile bytes have got hold of must not be able to choose what its parent runs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import orjson

from ..cleaner import Cleaner
from ..model import Article, RawPage
from ..pipeline import Attempt
from ..stopwatch import Stopwatch

# What most articles have; one that lacks it is counted.
FIELDS = ("title", "source", "byline", "editors", "date", "captions")

Stages = Sequence[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is counted and logged of an answer: no text, no address."""

    status: str
    rule: str | None
    encoding: str
    missing: Sequence[str]
    notices: Sequence[str]

    @classmethod
    def of(cls, article: Article) -> Facts:
        """The facts of ``article``; only an article can lack a field."""
        missing = [name for name in FIELDS if not getattr(article, name)] if article.status == "article" else []
        notices = [notice.code for notice in article.notices]
        return cls(article.status, article.rule, article.encoding.origin, missing, notices)


@dataclass(frozen=True, slots=True)
class Answer:
    """One page's answer: ``body`` is its JSON, ``stages`` the seconds that it spent in each stage, in order."""

    body: bytes
    facts: Facts
    stages: Stages

    def head(self) -> dict[str, Any]:
        """All but the body, of what orjson can write."""
        return {"facts": self.facts, "stages": self.stages}

    @classmethod
    def joined(cls, head: Mapping[str, Any], body: bytes) -> Answer:
        """The answer whose ``head`` this is."""
        return cls(body, Facts(**head["facts"]), head["stages"])


class Work(Protocol):
    """What is done with pages: a function of a module, or a ``partial`` of one, which a child can be told by name."""

    def __call__(
        self, cleaner: Cleaner, pages: Sequence[RawPage], options: Mapping[str, Any], attempt: Attempt | None = None, /
    ) -> Answer:
        """The answer to ``pages``."""


class Cleaning(Protocol):
    """Whoever turns pages into answers: a pool of processes, or the process itself."""

    def clean(
        self,
        pages: Sequence[RawPage],
        options: Mapping[str, Any],
        patience: float | None = None,
        work: Work | None = None,
    ) -> Answer:
        """The answer to the ``pages`` of one article, or what other ``work`` makes of them.

        ``patience`` is how many seconds to wait for a turn. Raises the ``RequestError`` that says why there is none,
        and a ``Fault`` for an error in the code.
        """


class Inline:
    """Cleans in the process that asks, where nothing can be killed: for tests."""

    def __init__(self, cleaner: Cleaner) -> None:
        self._cleaner = cleaner

    def clean(
        self,
        pages: Sequence[RawPage],
        options: Mapping[str, Any],
        patience: float | None = None,
        work: Work | None = None,
    ) -> Answer:
        """The answer to ``pages``, at once."""
        return (work or answer)(self._cleaner, pages, options)


def answer(
    cleaner: Cleaner, pages: Sequence[RawPage], options: Mapping[str, Any], attempt: Attempt | None = None
) -> Answer:
    """What ``cleaner`` makes of the ``pages`` of one article."""
    watch = Stopwatch()
    article = cleaner.clean_pages(pages, on_stage=watch, attempt=attempt, **options)
    return Answer(orjson.dumps(article.to_dict()), Facts.of(article), watch.stages)

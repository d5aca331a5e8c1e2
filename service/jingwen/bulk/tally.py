"""What a run has done so far, in numbers that add up over segments, tasks and runs that were broken off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from ..errors import RequestError
from ..isolation.answer import FIELDS
from ..isolation.outcome import Outcome
from .columns import FAILED
from .record import Record

# So many hosts and rules are counted; a crawl of the whole web has millions of hosts, and the first ones tell enough.
MOST_NAMES = 10_000
# So many are named in a summary.
NAMED = 5


@dataclass(slots=True)
class Tally:
    """Counts of rows: by ``statuses`` (``failed`` among them), by ``problems`` of the failed and of those cut off,
    articles that ``lacked`` a field, articles of ``hosts`` without a rule, and rules that ``missed`` a page that they
    matched."""

    statuses: Counter[str] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)
    lacked: Counter[str] = field(default_factory=Counter)
    hosts: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)

    @property
    def rows(self) -> int:
        return self.statuses.total()

    @property
    def failed(self) -> int:
        return self.statuses[FAILED]

    def count(self, record: Record, found: Outcome) -> None:
        """One row more."""
        if isinstance(found, RequestError):
            self.statuses[FAILED] += 1
            self.problems[found.slug] += 1
            return
        if record.problem is not None:
            self.problems[record.problem.slug] += 1
        facts = found.facts
        self.statuses[facts.status] += 1
        self.lacked.update(facts.missing)
        if facts.rule is None:
            if facts.status == "article" and (host := _host(record.url)):
                _add(self.hosts, host)
        elif "rule_missed" in facts.notices:
            _add(self.missed, facts.rule)

    def add(self, other: Tally) -> None:
        """All that ``other`` has counted, too."""
        self.statuses += other.statuses
        self.problems += other.problems
        self.lacked += other.lacked
        for mine, theirs in ((self.hosts, other.hosts), (self.missed, other.missed)):
            for name, number in theirs.items():
                _add(mine, name, number)

    def to_dict(self) -> dict[str, dict[str, int]]:
        """Of what JSON can hold."""
        return {name: dict(getattr(self, name)) for name in self.__slots__}

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Tally:
        """What :meth:`to_dict` has told."""
        return cls(**{name: Counter(told[name]) for name in cls.__slots__})

    def summary(self) -> Iterator[str]:
        """What became of the rows, in a few lines for a person."""
        yield f"rows: {self.rows:,}" + ("; " if self.rows else "") + _listed(self.statuses, len(self.statuses))
        if self.problems:
            yield "problems: " + _listed(self.problems, len(self.problems))
        if articles := self.statuses["article"]:
            shares = (f"{name} {1 - self.lacked[name] / articles:.0%}" for name in FIELDS)
            yield f"articles that have a field: {', '.join(shares)}"
        if self.hosts:
            yield f"articles without a rule for their host: {self.hosts.total():,}, most on " + _listed(
                self.hosts, NAMED
            )
        if self.missed:
            yield "rules that did not fit their pages: " + _listed(self.missed, NAMED)


def _listed(counts: Counter[str], most: int) -> str:
    return ", ".join(f"{name} {number:,}" for name, number in counts.most_common(most))


def _add(counts: Counter[str], name: str, number: int = 1) -> None:
    if name in counts or len(counts) < MOST_NAMES:
        counts[name] += number


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url or "").hostname
    except ValueError:  # half an IPv6 address
        return None

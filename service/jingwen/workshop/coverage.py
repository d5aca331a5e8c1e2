"""Which hosts have rules, which rules fit their pages, and what is missing, over a crawl: ``jingwen rules coverage``.

Two runs over the same sites, some weeks apart, tell which of them were redesigned: a rule that fitted fits no more, or
a field that nearly every article had is gone. A change counts where the share moved by ``MOVED`` and by more than
chance would have it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from math import sqrt
from typing import Any
from urllib.parse import urlsplit

from ..errors import InvalidOption
from ..isolation.answer import FIELDS

NO_HOST = "(no address)"
ARTICLE = "article"
# What hardly any article lacks; authors, editors and captions many lack in truth.
EXPECTED = ("title", "source", "date")
# So many pages of a host there have to be in both runs, so far a share has to move, and so many standard errors of the
# difference of two shares: beyond three, one in 370 hosts would be named by chance.
FEWEST, MOVED, ERRORS = 5, 0.25, 3.0


@dataclass(slots=True)
class Host:
    """What was counted of a host: its pages, the ``articles`` among them, the pages that a rule read (``ruled``) and
    those that it ``missed``, and the articles that ``lacked`` a field."""

    pages: int = 0
    articles: int = 0
    ruled: int = 0
    missed: int = 0
    lacked: dict[str, int] = field(default_factory=dict)

    @property
    def wanting(self) -> int:
        """How many answers are missing: articles, bodies that a rule should have found, fields that most have."""
        lacked = sum(self.lacked.get(name, 0) for name in EXPECTED)
        return self.pages - self.articles + self.missed + lacked

    def shares(self) -> dict[str, tuple[float, int]]:
        """What is watched for drift: a share from 0 to 1, and of how many it is."""
        found = {"pages with an article": (self.articles, self.pages)}
        if self.ruled:
            found["rule fits"] = (self.ruled - self.missed, self.ruled)
        if self.articles:
            found |= {name: (self.articles - self.lacked.get(name, 0), self.articles) for name in FIELDS}
        return {name: (part / whole, whole) for name, (part, whole) in found.items() if whole}


Coverage = dict[str, Host]


def count(answers: Iterable[Mapping[str, Any]]) -> Coverage:
    """The coverage of ``answers``, each with the keys of the service's answer."""
    hosts: Coverage = {}
    for answer in answers:
        host = hosts.setdefault(_host(answer.get("url") or answer.get("canonical_url")), Host())
        host.pages += 1
        if answer.get("rule"):
            host.ruled += 1
            host.missed += any(notice.get("code") == "rule_missed" for notice in answer.get("notices") or ())
        if answer.get("status") == ARTICLE:
            host.articles += 1
            for name in FIELDS:
                if not answer.get(name):
                    host.lacked[name] = host.lacked.get(name, 0) + 1
    return hosts


def worst_first(hosts: Coverage) -> list[tuple[str, Host]]:
    """The hosts, those of which most is wanting first."""
    return sorted(hosts.items(), key=lambda each: (-each[1].wanting, -each[1].pages, each[0]))


def drift(old: Coverage, new: Coverage) -> Iterator[tuple[str, str, float, float]]:
    """Host, what moved, and its share then and now, of each share of a host that is not what it was."""
    for name, host in worst_first(new):
        before = old.get(name)
        if before is None or min(before.pages, host.pages) < FEWEST:
            continue
        then = before.shares()
        for what, (share, whole) in host.shares().items():
            was, of = then.get(what, (share, whole))
            pooled = (share * whole + was * of) / (whole + of)
            error = sqrt(pooled * (1 - pooled) * (1 / whole + 1 / of))
            if abs(share - was) >= MOVED and abs(share - was) > ERRORS * error:
                yield name, what, was, share


def to_dict(hosts: Coverage) -> dict[str, Any]:
    """The coverage as JSON types, for a later :func:`drift`."""
    return {"hosts": {name: asdict(host) for name, host in worst_first(hosts)}}


def of_dict(told: Any, name: str) -> Coverage:
    """What :func:`to_dict` has told. Raises ``InvalidOption`` for anything else; ``name`` is the file's."""
    try:
        return {host: Host(**each) for host, each in told["hosts"].items()}
    except (TypeError, KeyError, AttributeError):
        raise InvalidOption(
            f"{name} is no earlier run; expected what `jingwen rules coverage --json` printed", option="against"
        ) from None


def _host(url: str | None) -> str:
    try:
        return urlsplit(url or "").hostname or NO_HOST
    except ValueError:  # half an IPv6 address
        return NO_HOST

"""The records of a rule file. All are frozen and can be pickled; compiled patterns are made anew where they land.

``where`` is always the address of a line in its file as a person would write it: ``title``, ``title[1]``,
``source.match``, ``body.drop[2]``. Marks on blocks and reasons in answers are such addresses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from ..model import Kind
from .patterns import Pattern, PatternSet

# The fields that a rule can point at, in the order of the format's description; those that are moments.
FIELDS = ("title", "source", "byline", "editors", "date", "modified", "captions", "next_page")
MOMENTS = ("date", "modified")


@dataclass(frozen=True, slots=True)
class Selector:
    """CSS, and what is taken of the elements that it finds.

    ``attribute`` (from ``::attr(x)``): that attribute's value. ``own_text`` (from ``::text``): the text directly in the
    element, without that of elements inside it. Neither: all text in the element.
    """

    where: str
    css: str
    attribute: str | None = None
    own_text: bool = False

    def __str__(self) -> str:
        return self.css + (f"::attr({self.attribute})" if self.attribute else "::text" if self.own_text else "")


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern that a text has to hold; what it captures is taken."""

    where: str
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class FieldRule:
    """Where a field stands. ``off``: it is never reported. ``zone``: for dates that are printed without one.

    ``select`` alone takes the first selector that finds something; with ``match``, what the first pattern captures in
    it. ``match`` alone is looked for in the page's lines, from the top.
    """

    where: str
    off: bool = False
    select: tuple[Selector, ...] = ()
    match: tuple[Match, ...] = ()
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """A block that stands in an element which ``css`` finds, or whose text ``text`` matches: one of the two is set."""

    where: str
    css: str | None = None
    text: Pattern | None = None


@dataclass(frozen=True, slots=True)
class BodyRule:
    """Where the running text is: the first of ``select`` that finds text, after ``start_after``, up to
    ``stop_before``, without ``drop``."""

    select: tuple[Selector, ...] = ()
    drop: tuple[Condition, ...] = ()
    start_after: tuple[Condition, ...] = ()
    stop_before: tuple[Condition, ...] = ()

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """All conditions, in the order of the format's description."""
        return self.drop + self.start_after + self.stop_before


@dataclass(frozen=True, slots=True)
class When:
    """What a page has to show for the rule to apply; where both are set, both have to hold."""

    text: Pattern | None = None
    css: str | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """One line of a test's ``expect``. ``value``: None where the page does not say, a tuple for a list."""

    key: str
    value: str | int | tuple[str, ...] | None
    line: int


@dataclass(frozen=True, slots=True)
class RuleTest:
    """A page in the shape of the site's, and what has to come out of it."""

    name: str
    line: int
    kind: Kind
    page: str
    expect: tuple[Expected, ...]
    url: str | None = None
    fetched_at: datetime | None = None


@dataclass(frozen=True)
class Rule:
    """One rule file. ``file`` is its name as answers give it (``rules/x.yaml``), ``path`` as it can be opened.

    ``fields`` holds the fields that the file names, ``lines`` the line number of each address in it.
    """

    file: str
    path: str
    site: str
    hosts: tuple[str, ...] = ()
    when: When | None = None
    fields: Mapping[str, FieldRule] = field(default_factory=dict)
    body: BodyRule | None = None
    tests: tuple[RuleTest, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)

    def reason(self, where: str) -> str:
        """Why a block got its label, in words: the file and the line's address in it."""
        return f"rule {self.file} {where}"

    @cached_property
    def block_texts(self) -> tuple[tuple[str, ...], PatternSet]:
        """The patterns that every block is held to, joined, and the address of each."""
        found = [(c.where, c.text) for c in (self.body.conditions if self.body else ()) if c.text]
        captions = self.fields.get("captions")
        found += [(m.where, m.pattern) for m in (captions.match if captions else ())]
        return tuple(where for where, _ in found), PatternSet([pattern for _, pattern in found])

    @cached_property
    def line_texts(self) -> tuple[tuple[tuple[str, Pattern], ...], PatternSet]:
        """The patterns of fields that are looked for in the page's lines, with their field's name, joined."""
        found = tuple(
            (name, match.pattern)
            for name, rule in self.fields.items()
            if name != "captions" and not rule.select
            for match in rule.match
        )
        return found, PatternSet([pattern for _, pattern in found])

    def to_dict(self) -> dict[str, Any]:
        """The rule as JSON types, without its tests' pages."""
        body = self.body or BodyRule()
        conditions = {
            name: [{"css": c.css} if c.css else {"text": c.text.source if c.text else ""} for c in getattr(body, name)]
            for name in ("drop", "start_after", "stop_before")
        }
        return {
            "file": self.file,
            "site": self.site,
            "hosts": list(self.hosts),
            "when": None
            if self.when is None
            else {"text": self.when.text.source if self.when.text else None, "css": self.when.css},
            "fields": {
                name: "off"
                if rule.off
                else {
                    "select": [str(s) for s in rule.select],
                    "match": [m.pattern.source for m in rule.match],
                    "zone": rule.zone,
                }
                for name, rule in self.fields.items()
            },
            "body": None if self.body is None else {"select": [str(s) for s in body.select], **conditions},
            "tests": [test.name for test in self.tests],
        }


@dataclass(frozen=True)
class Candidates:
    """Rules that may apply to a page, the first to be asked first, with the patterns of their ``when`` joined."""

    rules: tuple[Rule, ...]

    @cached_property
    def texts(self) -> PatternSet:
        """The ``when.text`` of each rule that has one, in order."""
        return PatternSet([rule.when.text for rule in self.rules if rule.when and rule.when.text])


@dataclass(frozen=True, slots=True)
class Overridden:
    """A rule file, by its path, that another one of a later place stands in for, on these ``hosts``.

    Without hosts it is for the pages of any host.
    """

    file: str
    by: str
    hosts: tuple[str, ...]


@dataclass(frozen=True)
class RuleSet:
    """All rules of a service, and a short hash of the files they came from (``off`` for no rules).

    The rules stand in the order in which they are asked. ``overridden`` is what is left out for rules of later places.
    """

    rules: tuple[Rule, ...] = ()
    version: str = "off"
    overridden: tuple[Overridden, ...] = ()

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def __len__(self) -> int:
        return len(self.rules)

    @cached_property
    def by_host(self) -> Mapping[str, Candidates]:
        """The rules for each host as the files write it; those with a ``when`` come first."""
        hosts: dict[str, list[Rule]] = {}
        for rule in sorted(self.rules, key=lambda rule: rule.when is None):
            for host in rule.hosts:
                hosts.setdefault(host, []).append(rule)
        return {host: Candidates(tuple(rules)) for host, rules in hosts.items()}

    @cached_property
    def hostless(self) -> Candidates:
        """The rules that name no host: they apply wherever their ``when`` holds."""
        return Candidates(tuple(rule for rule in self.rules if not rule.hosts))

    @cached_property
    def by_page(self) -> Candidates:
        """The rules that a page can be known by without its URL."""
        return Candidates(tuple(rule for rule in self.rules if rule.when))

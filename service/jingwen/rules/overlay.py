"""Rules of two places as one set: the later place wins.

- A file of the later place stands in for the one of the same name in the earlier, as a whole.
- A host that a rule of the later place names, as it is written there (``example.cn`` and ``*.example.cn`` are two), is
  read by the rules of the later place alone.
- A rule without hosts stands in for the one with the same ``when``; others are asked before those of the earlier place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

from .model import Overridden, Rule, RuleSet


def overlay(earlier: RuleSet, later: RuleSet) -> RuleSet:
    """The rules of ``later``, and what they leave of ``earlier``; the version is that of both."""
    left: list[Rule] = []
    lost: list[Overridden] = []
    for rule in earlier:
        winners = dict(_winners(rule, later))
        lost += [
            Overridden(rule.path, by, tuple(host for host, winner in winners.items() if host and winner.path == by))
            for by in dict.fromkeys(winner.path for winner in winners.values())
        ]
        hosts = tuple(host for host in rule.hosts if host not in winners)
        if not winners:
            left.append(rule)
        elif hosts:
            left.append(replace(rule, hosts=hosts))
    version = sha256(f"{earlier.version} {later.version}".encode()).hexdigest()[:12]
    return RuleSet((*later.rules, *left), version, (*earlier.overridden, *later.overridden, *lost))


def _winners(rule: Rule, later: RuleSet) -> Iterator[tuple[str, Rule]]:
    """The hosts of ``rule`` (``""`` where it has none) that a rule of ``later`` has now, with that rule."""
    same = next((winner for winner in later if winner.file == rule.file), None)
    for host in rule.hosts or ("",):
        winner = same or _winner(rule, host, later)
        if winner is not None:
            yield host, winner


def _winner(rule: Rule, host: str, later: RuleSet) -> Rule | None:
    if host:
        found = later.by_host.get(host)
        return found.rules[0] if found else None
    return next((winner for winner in later if not winner.hosts and winner.when == rule.when), None)

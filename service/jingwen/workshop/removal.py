"""A rule without one of its lines, for finding out whether the line does anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..rules.model import BodyRule, FieldRule, Rule, When


def removals(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """Each line that can be left out, by its address, with the rule as it is without it.

    Lines are single selectors, patterns and conditions, a ``zone``, an ``off``. ``site``, ``hosts`` and ``tests`` say
    what the rule is for and stay.
    """
    for name, field in rule.fields.items():
        for where, reduced in _field_removals(field):
            fields = {k: v for k, v in rule.fields.items() if k != name}
            yield where, replace(rule, fields=fields | {name: reduced} if reduced else fields)
    if rule.body:
        for where, body in _body_removals(rule.body):
            yield where, replace(rule, body=body if body.select or body.conditions else None)
    if rule.when:
        yield from _when_removals(rule, rule.when)


def _field_removals(field: FieldRule) -> Iterator[tuple[str, FieldRule | None]]:
    if field.off:
        yield field.where, None
        return
    reduced = [
        (s.where, replace(field, select=tuple(other for other in field.select if other is not s))) for s in field.select
    ]
    reduced += [
        (m.where, replace(field, match=tuple(other for other in field.match if other is not m))) for m in field.match
    ]
    if field.zone:
        reduced.append((f"{field.where}.zone", replace(field, zone=None)))
    for where, rest in reduced:
        yield where, rest if rest.select or rest.match or rest.zone else None


def _body_removals(body: BodyRule) -> Iterator[tuple[str, BodyRule]]:
    for s in body.select:
        yield s.where, replace(body, select=tuple(other for other in body.select if other is not s))
    for condition in body.conditions:
        yield (
            condition.where,
            replace(
                body,
                drop=tuple(c for c in body.drop if c is not condition),
                start_after=tuple(c for c in body.start_after if c is not condition),
                stop_before=tuple(c for c in body.stop_before if c is not condition),
            ),
        )


def _when_removals(rule: Rule, when: When) -> Iterator[tuple[str, Rule]]:
    if when.text and when.css:
        yield "when.text", replace(rule, when=When(css=when.css))
        yield "when.css", replace(rule, when=When(text=when.text))
    elif rule.hosts:  # a rule with neither hosts nor when is for no page at all
        yield "when.text" if when.text else "when.css", replace(rule, when=None)

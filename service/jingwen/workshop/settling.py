"""A drafted rule made into a rule file that passes the checker: what cannot be shown to do anything is left out."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from ..errors import RuleError
from ..rules.css import SelectorError, parse_selector
from ..rules.load import read_text
from ..rules.model import FIELDS, RuleSet
from ..rules.patterns import Pattern, PatternError
from .check import cleaned, problems_of
from .compare import differences
from .draft import BODY, Draft, Line
from .draft import write as written
from .testpages import dropped_text, test_pages

# Lines go one after the other where they stand in each other's way; so often is looked again.
ROUNDS = 6
IDLE = "not needed: an invented page of that shape comes out the same without it"
ADDRESS = re.compile(r"^(?:[a-z_]+\.)?[a-z_]+(?:\.match)?(?:\[\d+\])?(?= can be left out)")
FAILED = re.compile(r": (?P<key>[a-z_]+) is |: the text (?P<text>starts|ends|holds)")


class Settled(NamedTuple):
    """The rule file's ``text``, None where no line is left, the draft as it is in it, and the lines that are not, each
    with the reason."""

    text: str | None
    draft: Draft
    left_out: list[tuple[Line, str]]


def settle(draft: Draft, file: str, url: str | None) -> Settled:
    """``draft`` with invented test pages at ``url`` (dumps where it is None), without the lines that a checker would
    find fault with."""
    left_out: list[tuple[Line, str]] = []
    for number in range(ROUNDS):
        failed = _refused(draft)
        if not failed:
            tests, failed = test_pages(draft, url)
        if not failed:
            if not draft.lines or not tests:
                break
            text = written(draft, tests)
            failed = ([] if number else _idle(draft, text, file)) or _faults(draft, text, file)
            if not failed:
                return Settled(text, draft, left_out)
        left_out += failed
        draft = draft.without(line for line, _ in failed)
    return Settled(None, draft, left_out)


def _refused(draft: Draft) -> list[tuple[Line, str]]:
    """The lines that no rule file can hold, each with what the loader says of it."""
    page, found = LexborHTMLParser(""), list[tuple[Line, str]]()
    for line in draft.lines:
        try:
            if line.pattern:
                Pattern(line.value).check()
            else:
                parse_selector(line.value, line.key, page)
            if line.match:
                Pattern(line.match).check()
        except (SelectorError, PatternError) as error:
            found.append((line, str(error)))
    return found


def _idle(draft: Draft, text: str, file: str) -> list[tuple[Line, str]]:
    """The lines of fields and drops that the general way does without, asked of all at once on the first page: most
    that a checker would name one by one."""
    try:
        rule = read_text(text, file)
    except RuleError:
        return []
    located = rule.body is not None and bool(rule.body.select)
    bare = replace(rule, fields={}, body=replace(rule.body, drop=()) if rule.body and located else None)
    test = rule.tests[0]
    article = cleaned(test, RuleSet((bare,), "check"))
    wrong = {message.partition(" ")[0] for _, message in differences(test, article)}
    drops = enumerate(draft.of(f"{BODY}drop") if located else ())
    found = [line for number, line in drops if dropped_text(line, number) not in article.text]
    for key in FIELDS:
        lines = draft.of(key)
        if len(lines) == 1 and key not in wrong and any(line.key == key for line in test.expect):
            found += lines
    return [(line, IDLE) for line in found]


def _faults(draft: Draft, text: str, file: str) -> list[tuple[Line, str]]:
    """The lines that a checker has something to say of, with that."""
    try:
        rule = read_text(text, file)
    except RuleError as error:
        return [(line, str(error)) for line in draft.lines]
    addresses = draft.addresses
    faults: list[tuple[Line, str]] = []
    problems = problems_of(rule)
    for problem in problems:
        idle = ADDRESS.match(problem.message)
        if idle and idle[0] in addresses:
            faults.append((addresses[idle[0]], IDLE))
            continue
        failed = FAILED.search(problem.message)
        key = failed["key"] if failed else None
        blamed = draft.of(key) if key else [line for line in draft.lines if line.key.startswith(BODY)]
        faults += [(line, f"an invented page of that shape comes out otherwise: {problem.message}") for line in blamed]
    if problems and not faults:
        faults = [(line, str(problems[0])) for line in draft.lines]
    return list(dict(faults).items())

"""A rule tried on a page: the page with it and without, and the rule held to its own tests.

It is work for a child that can be killed, as cleaning a page is: see :class:`~jingwen.isolation.answer.Work`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from .. import pipeline
from ..cleaner import Cleaner
from ..errors import RuleError
from ..isolation.answer import Answer, Facts
from ..model import Article, Options, RawPage
from ..options import parse_options
from ..pipeline import Attempt
from ..rules.load import read_text
from ..rules.model import Rule, RuleSet
from ..rules.parse import parse_draft
from .check import idle, run

# What answers call the rule; it has no name of its own yet.
FILE = "rules/tried.yaml"


def tried(
    text: str,
    cleaner: Cleaner,
    pages: Sequence[RawPage],
    options: Mapping[str, Any],
    attempt: Attempt | None = None,
) -> Answer:
    """The answer to a rule file's ``text`` tried on one page, explained, by the options and limits of ``cleaner``.

    Its JSON has ``with`` (null where the rule cannot be used) and ``without`` (null where the first took all the time),
    as a cleaned page is answered; ``applies``: whether the rule is for the page; ``problems``, ``tests`` and ``idle``
    (the lines that no test needs; null where that is not known, as a test fails or time is short), each with its line;
    ``lines``: that of each address in the file. A rule that lacks no more than its tests is tried all the same.
    """
    (page,) = pages
    chosen = parse_options({**options, "explain": True}, cleaner.options)
    rule, problem = _read(text)
    rules = RuleSet((rule,), "tried") if rule else RuleSet()
    first = pipeline.clean(page, rules, chosen, None, attempt, cleaner.limits)
    ruled, without = (first, _without(page, chosen, cleaner, attempt)) if rule else (None, first)
    tests = [_tested(test.name, test.line, list(run(test, rules))) for test in rule.tests] if rule else []
    proven = rule is not None and problem is None and all(test["passed"] for test in tests)
    answer = {
        "with": ruled.to_dict() if ruled else None,
        "without": without.to_dict() if without else None,
        "applies": ruled.rule is not None if ruled else None,
        "problems": [{"line": problem.line, "message": problem.message}] if problem else [],
        "tests": tests,
        "idle": _idle(rule, attempt) if rule and proven else None,
        "lines": dict(rule.lines) if rule else {},
    }
    return Answer(orjson.dumps(answer), Facts.of(first), ())


def _read(text: str) -> tuple[Rule | None, RuleError | None]:
    """The rule in ``text``, as far as it can be used, and what is wrong with it."""
    try:
        return read_text(text, FILE), None
    except RuleError as error:
        try:
            return parse_draft(text, FILE), error
        except RuleError as other:  # the same one, or one that is hidden by missing tests
            return None, other


def _without(page: RawPage, chosen: Options, cleaner: Cleaner, attempt: Attempt | None) -> Article | None:
    """The page without a rule, whole or not at all; an attempt holds no other, so nothing of it is one."""

    def work() -> Article:
        return pipeline.clean(page, RuleSet(), chosen, limits=cleaner.limits)

    return attempt(work) if attempt else work()


def _tested(name: str, line: int, failures: Sequence[tuple[int, str]]) -> dict[str, Any]:
    told = [{"line": line, "message": message} for line, message in failures]
    return {"name": name, "line": line, "passed": not told, "failures": told}


def _idle(rule: Rule, attempt: Attempt | None) -> list[dict[str, Any]] | None:
    found = attempt(lambda: list(idle(rule))) if attempt else list(idle(rule))
    return None if found is None else [{"line": rule.lines[where], "where": where} for where in found]

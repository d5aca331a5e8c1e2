"""Rule files held to their own tests: ``jingwen rules check``.

A file passes where it loads, where each of its tests comes out of the real pipeline as expected, and where every line
of it is needed: a line that can be left out without a test failing either does nothing or is not tested, and nobody
will know when it breaks. Since the pipeline works out by itself what a rule does not say, a selector for what it finds
anyway is such a line too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .. import pipeline
from ..errors import RuleError
from ..model import Options, RawPage
from ..resources import rules_directory
from ..rules.load import assemble, check_apart, read_file, rule_files
from ..rules.model import Rule, RuleSet, RuleTest
from .compare import differences
from .removal import removals

TYPES = {"html": "text/html", "dump": "text/plain"}


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something in a rule file that has to be mended. ``str()`` is ``file:line: message``; a folder has the line 0."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return str(RuleError(self.file, self.line, self.message))


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at, in numbers, and all that is wrong with it, by file and line."""

    files: int
    tests: int
    problems: list[Problem]


def check(paths: Sequence[str | Path] = ()) -> Checked:
    """Check the rule files at ``paths`` (files and folders; none: the files that ship with jingwen).

    Of a file that does not load only the first error is found; its tests are not run.
    """
    problems: list[Problem] = []
    read: list[tuple[Rule, str]] = []
    files = _files(paths, problems)
    for path in files:
        try:
            read.append(read_file(path))
        except RuleError as error:
            problems.append(_problem(error))
    try:
        assemble(read)
    except RuleError as error:
        problems.append(_problem(error))
    rules = [rule for rule, _ in read]
    for rule in rules:
        failures = list(_failures(rule))
        problems += failures or _idle(rule, [other for other in rules if other is not rule])
    return Checked(len(files), sum(len(rule.tests) for rule in rules), sorted(problems))


def list_rules(rules: RuleSet) -> list[tuple[str, str, str, int]]:
    """A row for each rule: file, site, hosts (or the pattern that the page is known by), number of tests."""
    return [(rule.file, rule.site, ", ".join(rule.hosts) or _known_by(rule), len(rule.tests)) for rule in rules]


def _files(paths: Sequence[str | Path], problems: list[Problem]) -> list[Path]:
    found: dict[Path, None] = {}
    for path in paths or (rules_directory(),):
        try:
            found.update(dict.fromkeys(rule_files(Path(path))))
        except RuleError as error:
            problems.append(_problem(error))
    return list(found)


def _problem(error: RuleError) -> Problem:
    return Problem(error.file, error.line, error.message)


def _failures(rule: Rule) -> Iterator[Problem]:
    """What the tests of ``rule`` find."""
    rules = RuleSet((rule,), "check")
    for test in rule.tests:
        for line, message in _run(test, rules):
            yield Problem(rule.path, line, f"{test.name}: {message}")


def _idle(rule: Rule, others: Sequence[Rule]) -> list[Problem]:
    """The lines of ``rule`` that no test needs."""
    return [
        Problem(
            rule.path,
            rule.lines[where],
            f"{where} can be left out and no test fails; remove it, or test what it is for",
        )
        for where, reduced in removals(rule)
        if not _missed(reduced, others)
    ]


def _missed(reduced: Rule, others: Sequence[Rule]) -> bool:
    """Whether it shows that ``reduced`` lacks a line: a test fails, or it cannot be told from another rule any more."""
    try:
        check_apart((*others, reduced))
    except RuleError:
        return True
    rules = RuleSet((reduced,), "check")
    return any(True for test in reduced.tests for _ in _run(test, rules))


def _run(test: RuleTest, rules: RuleSet) -> Iterator[tuple[int, str]]:
    raw = RawPage(test.page, test.url, TYPES[test.kind], test.fetched_at)
    return differences(test, pipeline.clean(raw, rules, Options()))


def _known_by(rule: Rule) -> str:
    when = rule.when
    return f"when {when.text.source}" if when and when.text else f"when {when.css}" if when else ""

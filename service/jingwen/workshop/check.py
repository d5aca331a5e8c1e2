"""Rule files held to their own tests: ``jingwen rules check``.

A file passes where it loads, where each of its tests comes out of the real pipeline as expected, and where every line
of it is needed: a line that can be left out without a test failing either does nothing or is not tested, and nobody
will know when it breaks. Since the pipeline works out by itself what a rule does not say, a selector for what it finds
anyway is such a line too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .. import pipeline
from ..errors import RuleError
from ..model import Article, Options, RawPage
from ..processors import processors
from ..rules.load import OFF, PACKAGED, assemble, check_apart, load, places, read_file, rule_files
from ..rules.model import Rule, RuleSet, RuleTest
from .compare import differences
from .removal import removals

TYPES = {"html": "text/html", "dump": "text/plain"}
# From so many rules on, several processes are worth their start.
MANY = 40


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
    """Check the rule files at ``paths`` (none: those that ship with jingwen) as the service loads them.

    A path is a file, a folder, or what else :func:`~jingwen.rules.load.load` takes. Those that name one place are taken
    together; where one names several, as ``packaged:/etc/jingwen/rules``, a later place wins. Of a file that does not
    load only the first error is found; its tests are not run.
    """
    problems: set[Problem] = set()
    single: list[str | Path] = []
    groups, stacked = [single], list[str | Path]()
    for path in paths or (PACKAGED,):
        with _noted(problems):
            named = [place for place in places(path) if place != OFF]
            if len(named) > 1:
                groups += [[place] for place in named]
                stacked.append(path)
            else:
                single += named
    files: dict[Path, None] = {}
    tests = 0
    for group in groups:
        found = _files(group, group is single, problems)
        rules = _rules(found, problems)
        files |= found
        tests += sum(len(rule.tests) for rule in rules)
        for some in _of_each(rules):
            problems.update(some)
    for path in stacked:
        with _noted(problems):
            load(path)
    return Checked(len(files), tests, sorted(problems))


def list_rules(rules: RuleSet) -> list[tuple[str, str, str, int]]:
    """A row for each rule: file, site, hosts (or the pattern that the page is known by), number of tests."""
    return [(rule.file, rule.site, ", ".join(rule.hosts) or _known_by(rule), len(rule.tests)) for rule in rules]


@contextmanager
def _noted(problems: set[Problem]) -> Iterator[None]:
    """Adds the error that is raised within to ``problems``."""
    try:
        yield
    except RuleError as error:
        problems.add(Problem(error.file, error.line, error.message))


def _files(places: Iterable[str | Path], alone: bool, problems: set[Problem]) -> dict[Path, None]:
    """The rule files at ``places``, each once; of places that stand ``alone`` none may be empty."""
    found: dict[Path, None] = {}
    for place in places:
        with _noted(problems):
            found.update(dict.fromkeys(rule_files(place, alone)))
    return found


def _rules(files: Iterable[Path], problems: set[Problem]) -> list[Rule]:
    """The rules in those of ``files`` that can be read, which are to go together."""
    read: list[tuple[Rule, str]] = []
    for path in files:
        with _noted(problems):
            read.append(read_file(path))
    with _noted(problems):
        assemble(read)
    return [rule for rule, _ in read]


def _of_each(rules: Sequence[Rule]) -> Iterable[list[Problem]]:
    """What is wrong with each of ``rules``, in their order."""
    work = _neighbours(rules)
    if len(work) < MANY:
        return [problems_of(*each) for each in work]
    with ProcessPoolExecutor(processors()) as pool:
        return list(pool.map(problems_of, *zip(*work, strict=True), chunksize=8))


def problems_of(rule: Rule, neighbours: Sequence[Rule] = ()) -> list[Problem]:
    """What ``rule``'s own tests say of it: those that fail, or, where none does, the lines that none needs.

    ``neighbours`` are the other rules for its hosts.
    """
    return list(_failures(rule)) or _idle(rule, neighbours)


def _neighbours(rules: Sequence[Rule]) -> list[tuple[Rule, list[Rule]]]:
    """Each of ``rules`` with the others that a page of its hosts may be for."""
    places: dict[str, list[Rule]] = {}
    for rule in rules:
        for host in rule.hosts or ("",):
            places.setdefault(host, []).append(rule)
    return [
        (rule, [other for host in rule.hosts or ("",) for other in places[host] if other is not rule]) for rule in rules
    ]


def _failures(rule: Rule) -> Iterator[Problem]:
    """What the tests of ``rule`` find."""
    rules = RuleSet((rule,), "check")
    for test in rule.tests:
        for line, message in run(test, rules):
            yield Problem(rule.path, line, f"{test.name}: {message}")


def _idle(rule: Rule, others: Sequence[Rule]) -> list[Problem]:
    """The lines of ``rule`` that no test needs."""
    return [
        Problem(
            rule.path,
            rule.lines[where],
            f"{where} can be left out and no test fails; remove it, or test what it is for",
        )
        for where in idle(rule, others)
    ]


def idle(rule: Rule, others: Sequence[Rule] = ()) -> Iterator[str]:
    """The addresses of the lines of ``rule`` that no test needs; ``others`` are what it has to be told apart from."""
    return (where for where, reduced in removals(rule) if not _missed(where, reduced, others))


def _missed(where: str, reduced: Rule, others: Sequence[Rule]) -> bool:
    """Whether it shows that ``reduced`` lacks the line ``where``: a test fails, or it cannot be told from another rule
    any more."""
    try:
        check_apart((*others, reduced))
    except RuleError:
        return True
    rules = RuleSet((reduced,), "check")
    field = where.partition(".")[0].partition("[")[0]
    # those that expect something of the field are the likeliest to fail, and one that does is enough
    likeliest = sorted(reduced.tests, key=lambda test: all(line.key != field for line in test.expect))
    return any(True for test in likeliest for _ in run(test, rules))


def cleaned(test: RuleTest, rules: RuleSet) -> Article:
    """What comes out of the page of ``test``."""
    raw = RawPage(test.page, test.url, TYPES[test.kind], test.fetched_at)
    return pipeline.clean(raw, rules, Options())


def run(test: RuleTest, rules: RuleSet) -> Iterator[tuple[int, str]]:
    """Each expectation of ``test`` that ``rules`` do not meet: its line, and what was got and expected."""
    return differences(test, cleaned(test, rules))


def _known_by(rule: Rule) -> str:
    when = rule.when
    return f"when {when.text.source}" if when and when.text else f"when {when.css}" if when else ""

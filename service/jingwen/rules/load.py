"""Rule files from the disk, checked as a whole: the only place in the core that reads files, once, when told to.

Rules may come from several places, of which a later one wins over an earlier: see :mod:`~jingwen.rules.overlay`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from ..errors import RuleError, excerpt
from ..resources import rules_directory
from .match import covers, find, host_of
from .model import Rule, RuleSet, RuleTest
from .overlay import overlay
from .parse import parse_draft, parse_rule
from .patterns import PatternError

PACKAGED = "packaged"
OFF = "off"
SEPARATOR = ":"  # between places that are written as one
ENDING = ".yaml"

Rules = str | Path | Sequence[str | Path]


def load(rules: Rules) -> RuleSet:
    """The rules that ``rules`` names: ``"packaged"``, ``"off"`` (none), a folder of ``*.yaml`` files, or one file.

    Several places are written as one with colons between them (``"packaged:/etc/jingwen/rules"``), or given one by one;
    a later one wins over an earlier. Raises ``RuleError`` for the first file that cannot be used, and where the files
    of one place do not go together.
    """
    named = places(rules)
    if named == (OFF,):
        return RuleSet()
    together = _load_place(named[0])
    for place in named[1:]:
        further = _load_place(place)
        together = overlay(together, further)
        check_joined(together)
        check_tests(together, further)
    return together


def places(rules: Rules) -> tuple[str | Path, ...]:
    """The places that ``rules`` names, one by one. Raises ``RuleError`` for one without a name, and ``off`` amid some.

    A path that holds a colon is given as a ``Path``.
    """
    if isinstance(rules, str):
        named: tuple[str | Path, ...] = tuple(rules.split(SEPARATOR))
    else:
        named = tuple(rules) if isinstance(rules, Sequence) else (Path(rules),)
    told = SEPARATOR.join(map(str, named))
    if not all(map(str, named)) or not named:
        raise RuleError(repr(told), 0, f"a place of rules has no name; expected {PACKAGED}, {OFF} or a path")
    if OFF in named and len(named) > 1:
        raise RuleError(told, 0, f"{OFF} means no rules at all; expected it alone, or the other places without it")
    return named


def _load_place(place: str | Path) -> RuleSet:
    return assemble(read_file(path) for path in rule_files(place))


def rule_files(place: str | Path) -> list[Path]:
    """The rule files at one place, sorted by name: itself, or the ``*.yaml`` files directly in it, of which there must
    be some.
    """
    path = rules_directory() if place == PACKAGED else Path(place)
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise RuleError(
            str(path), 0, f"there is no such file or folder; make it, or name {PACKAGED}, {OFF} or a path that exists"
        )
    try:
        inside = sorted(path.iterdir())
    except OSError as error:
        raise RuleError(str(path), 0, f"the folder cannot be read: {error.strerror}") from None
    for stray in inside:
        if stray.suffix != ENDING and stray.suffix.lower() in (ENDING, ".yml"):
            raise RuleError(
                str(stray), 1, f"the name ends in {stray.suffix} and would be passed over; expected {ENDING}"
            )
    files = [file for file in inside if file.suffix == ENDING]
    if not files:
        raise RuleError(
            str(path), 0, f"the folder has no {ENDING} file; put rule files there, or name {PACKAGED} or {OFF} instead"
        )
    return files


def read_file(path: Path) -> tuple[Rule, str]:
    """The rule in the file at ``path``, checked on its own, and the file's text. Raises ``RuleError``."""
    text = _text_of(path)
    return read_text(text, f"rules/{path.name}", str(path)), text


def read_draft(path: Path) -> Rule:
    """The rule in the file at ``path`` without its tests, which may be missing or wrong. Raises ``RuleError``."""
    return parse_draft(_text_of(path), f"rules/{path.name}", str(path))


def _text_of(path: Path) -> str:
    try:
        path.name.encode()
    except UnicodeEncodeError:
        raise RuleError(str(path), 0, "the file's name is not UTF-8; rename it") from None
    try:
        content = path.read_bytes()
        return content.decode("utf-8-sig")
    except OSError as error:
        raise RuleError(str(path), 1, f"the file cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise RuleError(str(path), line, f"got the byte 0x{content[error.start]:02X}; expected UTF-8") from None


def read_text(text: str, file: str, path: str | None = None) -> Rule:
    """The rule that ``text`` holds, checked on its own. ``file`` is its name in answers, ``path`` in errors."""
    rule = parse_rule(text, file, path or file)
    for test in rule.tests:
        _check_reach(rule, test)
    return rule


def assemble(files: Iterable[tuple[Rule, str]]) -> RuleSet:
    """One set of the rules and texts in ``files``. Raises ``RuleError`` where two rules get in each other's way."""
    read = list(files)
    rules = tuple(rule for rule, _ in read)
    check_apart(rules)
    version = sha256()
    for rule, text in read:
        version.update(f"{rule.file}\0{text}\0".encode())
    together = RuleSet(rules, version.hexdigest()[:12])
    check_joined(together)
    check_tests(together, rules)
    return together


def check_joined(together: RuleSet) -> None:
    """Raises ``RuleError`` where RE2 takes the patterns of each ``when``, and not all of them together."""
    try:
        together.by_page.texts.check()
    except PatternError as error:
        last = [rule for rule in together if rule.when and rule.when.text][-1]
        raise RuleError(last.path, last.lines["when.text"], f"when.text is the last of {error}") from None


def check_tests(together: RuleSet, rules: Iterable[Rule]) -> None:
    """Raises ``RuleError`` where the page of a test of ``rules`` is, ``together`` with others, for another rule."""
    by_css = any(rule.when and rule.when.css for rule in together)
    for rule in rules:
        for test in rule.tests:
            got = find(together, test.url, test.page, _tree(test) if by_css else None)
            if got is not rule:
                name = got.file if got else "no rule"
                raise RuleError(
                    rule.path,
                    test.line,
                    f"the test {excerpt(test.name)!r} is a page for {name}; expected it to be for {rule.file}",
                )


def check_apart(rules: Iterable[Rule]) -> None:
    """Raises ``RuleError`` where two rules are for the same pages: one host, or none, and the same ``when``."""
    taken: dict[tuple[str, object], Rule] = {}
    for rule in rules:
        for host in rule.hosts or ("",):
            first = taken.setdefault((host, rule.when), rule)
            if first is not rule:
                reach = f"the host {host}" if host else "pages of any host"
                when = "the same when" if rule.when else "no when"
                raise RuleError(
                    rule.path,
                    rule.lines.get("hosts", rule.lines.get("when", 1)),
                    f"this rule and {first.file} are both for {reach} with {when}; expected a when to tell them apart",
                )


def _check_reach(rule: Rule, test: RuleTest) -> None:
    host = host_of(test.url) if test.url else None
    if host and rule.hosts and not covers(rule, host):
        raise RuleError(
            rule.path,
            test.line,
            f"the test {excerpt(test.name)!r} has a URL on {host}; "
            f"expected one that hosts covers: {', '.join(rule.hosts)}",
        )
    if not host and rule.when is None:
        raise RuleError(
            rule.path, test.line, f"the test {excerpt(test.name)!r} has no url and the rule has no when; expected a url"
        )
    if rule.when and find(RuleSet((rule,)), test.url, test.page, _tree(test) if rule.when.css else None) is None:
        raise RuleError(
            rule.path,
            test.line,
            f"the rule's when does not hold on the page of the test {excerpt(test.name)!r}; expected it to",
        )


def _tree(test: RuleTest) -> LexborHTMLParser | None:
    return LexborHTMLParser(test.page) if test.kind == "html" else None

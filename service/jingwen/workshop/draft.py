"""A rule that is being made: its lines, each with where it came from, and how it is written down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..rules.model import FIELDS
from ..rules.parse import BODY_KEYS

BODY = "body."
# The lines of a rule file are wrapped nowhere: YAML folds what is broken in quotes.
INDENT = "  "


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a rule.

    ``key`` is where it stands: a field (``title``), or ``body.select``, ``body.drop``, ``body.start_after``,
    ``body.stop_before``. ``value`` is a selector, or, where ``pattern`` says so, a pattern. ``match`` narrows what a
    field's selector finds. ``note`` is said behind it in a comment. ``place`` is the line of another tool's file that
    it came from, 0 for none.
    """

    key: str
    value: str
    pattern: bool = False
    match: str | None = None
    note: str = ""
    place: int = 0


@dataclass(frozen=True, slots=True)
class TestPage:
    """A page in the shape of the site's markup, and what has to come out of it."""

    name: str
    page: str
    expect: Mapping[str, Any]
    url: str | None = None
    kind: str = "html"


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule that is being made. ``when`` is a pattern for pages that come without an address."""

    site: str
    hosts: tuple[str, ...]
    lines: tuple[Line, ...] = ()
    when: str | None = None
    head: tuple[str, ...] = ()

    @property
    def stem(self) -> str:
        """What its file is called, without the ending."""
        return (self.hosts[0] if self.hosts else self.site).replace("*.", "any.")

    def of(self, key: str) -> list[Line]:
        """The lines with that ``key``, in order."""
        return [line for line in self.lines if line.key == key]

    def without(self, lines: Iterable[Line]) -> Draft:
        """The same without some ``lines``."""
        gone = list(lines)
        return replace(self, lines=tuple(line for line in self.lines if line not in gone))

    @property
    def addresses(self) -> dict[str, Line]:
        """The address that each line has in the rule file, as the checker says it."""
        found: dict[str, Line] = {}
        for key in dict.fromkeys(line.key for line in self.lines):
            lines = self.of(key)
            field = key if key.startswith(BODY) else f"{key}.{'match' if lines[0].pattern else 'select'}"
            single = len(lines) == 1
            plain = single and not key.startswith(BODY) and not lines[0].pattern and not lines[0].match
            for number, line in enumerate(lines):
                found[key if plain else field if single else f"{field}[{number}]"] = line
                if line.match and not number:
                    found[f"{key}.match"] = line
        return found


def write(draft: Draft, tests: Sequence[TestPage]) -> str:
    """``draft`` as the text of a rule file."""
    out = [f"# {line}" for line in draft.head]
    out.append(f"site: {quoted(draft.site)}")
    if draft.hosts:
        out.append(f"hosts: [{', '.join(map(quoted, draft.hosts))}]")
    if draft.when:
        out.append(f"when: {{text: {quoted(draft.when)}}}")
    for name in FIELDS:
        out += _field(draft, name)
    if any(line.key.startswith(BODY) for line in draft.lines):
        out.append("body:")
        for key in BODY_KEYS:
            out += _body(draft, key)
    out.append("tests:")
    for test in tests:
        out += _test(test)
    return "".join(f"{line}\n" for line in out)


def quoted(text: str) -> str:
    """``text`` as YAML takes it, whatever is in it."""
    return "'" + text.replace("'", "''") + "'"


def _field(draft: Draft, name: str) -> list[str]:
    lines = draft.of(name)
    if not lines:
        return []
    kind = "match" if lines[0].pattern else "select"
    matches = dict.fromkeys(line.match for line in lines if line.match)
    if len(lines) == 1 and kind == "select" and not matches:
        return [f"{name}: {quoted(lines[0].value)}{_note(lines[0])}"]
    out = [f"{name}:"]
    out += _listed(kind, lines, lambda line: quoted(line.value))
    return out + [f"{INDENT}match: {quoted(match)}" for match in matches]


def _body(draft: Draft, key: str) -> list[str]:
    def condition(line: Line) -> str:
        return f"{{{'text' if line.pattern else 'css'}: {quoted(line.value)}}}"

    return _listed(key, draft.of(BODY + key), (lambda line: quoted(line.value)) if key == "select" else condition)


def _listed(key: str, lines: Sequence[Line], written: Any) -> list[str]:
    if len(lines) == 1:
        return [f"{INDENT}{key}: {written(lines[0])}{_note(lines[0])}"]
    return [f"{INDENT}{key}:", *(f"{INDENT}- {written(line)}{_note(line)}" for line in lines)] if lines else []


def _note(line: Line) -> str:
    return f"  # {line.note}" if line.note else ""


def _test(test: TestPage) -> list[str]:
    out = [f"{INDENT}- name: {quoted(test.name)}"]
    if test.url:
        out.append(f"{2 * INDENT}url: {quoted(test.url)}")
    out.append(f"{2 * INDENT}{'html' if test.kind == 'html' else 'text'}: |")
    out += [f"{3 * INDENT}{line}" for line in test.page.splitlines()]
    out.append(f"{2 * INDENT}expect:")
    return out + [f"{3 * INDENT}{key}: {_expected(value)}".rstrip() for key, value in test.expect.items()]


def _expected(value: Any) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(quoted, value))}]"
    return "null" if value is None else str(value) if isinstance(value, int) else quoted(value) if value else ""

"""One rule file's text into a :class:`Rule`, or a ``RuleError`` that says where the file is wrong and what to write.

Nothing is guessed and nothing is skipped: a key that is not known, a selector that YAML may have cut (``div #main``
without quotes is read as ``div``) or a pattern that does not compile is an error, because each of them would
otherwise do nothing, silently, on every page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser

from ..errors import RuleError, excerpt
from ..options import ZONE
from .css import SelectorError, parse_selector
from .expect import parse_tests
from .model import FIELDS, MOMENTS, BodyRule, Condition, FieldRule, Match, Rule, Selector, When
from .nodes import Listing, Node, Scalar, Table, describe, read_nodes, unknown_key
from .patterns import Pattern, PatternError

KEYS = (
    "site",
    "hosts",
    "when",
    "title",
    "source",
    "byline",
    "editors",
    "date",
    "modified",
    "captions",
    "body",
    "next_page",
    "tests",
)
BODY_KEYS = ("select", "drop", "start_after", "stop_before")
LABEL = r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?"
HOST = re.compile(rf"(?:\*\.(?={LABEL}\.{LABEL}))?{LABEL}(?:\.{LABEL})*")


def parse_rule(text: str, file: str, path: str) -> Rule:
    """The rule in ``text``. ``file`` is its name in answers, ``path`` its name in errors."""
    return _Parser(file, path).rule(read_nodes(text, path))


def parse_draft(text: str, file: str, path: str | None = None) -> Rule:
    """The rule in ``text`` without its tests, which may be missing or wrong: one that is still being written."""
    return _Parser(file, path or file).rule(read_nodes(text, path or file), tested=False)


class _Parser:
    """Walks the file's nodes once, and keeps the line of every address that it meets."""

    def __init__(self, file: str, path: str) -> None:
        self.file, self.path = file, path
        self.lines: dict[str, int] = {}
        self.empty_page = LexborHTMLParser("")

    def rule(self, root: Table, *, tested: bool = True) -> Rule:
        self.keys(root, "the rule", KEYS)
        entries = root.entries
        for key in ("site", "tests"):
            if key not in entries and (tested or key != "tests"):
                raise self.error(root.line, f"the key {key} is missing; every rule has one")
        if "hosts" not in entries and "when" not in entries:
            raise self.error(root.line, "neither hosts nor when is given; expected what pages the rule is for")
        rule = Rule(
            file=self.file,
            path=self.path,
            site=self.word(entries["site"], "site"),
            hosts=self.hosts(entries["hosts"]) if "hosts" in entries else (),
            when=self.when(entries["when"]) if "when" in entries else None,
            fields={name: self.field(entries[name], name) for name in FIELDS if name in entries},
            body=self.body(entries["body"]) if "body" in entries else None,
            tests=parse_tests(entries["tests"], self.path) if tested else (),
            lines=self.lines,
        )
        self.joined(rule)
        return rule

    def joined(self, rule: Rule) -> None:
        """Refuses patterns that RE2 takes one by one, and not together."""
        wheres, blocks = rule.block_texts
        named, lines = rule.line_texts
        for texts, places in ((blocks, wheres), (lines, [rule.fields[name].match[-1].where for name, _ in named])):
            try:
                texts.check()
            except PatternError as error:
                raise self.error(self.lines[places[-1]], f"{places[-1]} is the last of {error}") from None

    # What the parts of a file are made of

    def error(self, line: int, message: str) -> RuleError:
        return RuleError(self.path, line, message)

    def keys(self, table: Table, what: str, known: Sequence[str]) -> None:
        for key, line in table.key_lines.items():
            if key not in known:
                raise self.error(line, unknown_key(key, what, known))
        if not table.entries:
            raise self.error(table.line, f"{what} is empty; expected {', '.join(known)}")

    def word(self, node: Node, what: str) -> str:
        if not isinstance(node, Scalar) or not node.value.strip():
            raise self.error(node.line, f"{what} is {describe(node)}; expected a text")
        return node.value

    def quoted(self, node: Node, where: str, what: str) -> str:
        """The selector or pattern that stands at ``where``; ``what`` says which of them it is."""
        self.lines[where] = node.line
        if not isinstance(node, Scalar):
            raise self.error(node.line, f"{where} is {describe(node)}; expected a {what} in single quotes")
        if not node.quoted:
            got = f"is {excerpt(node.value)!r} without quotes" if node.value.strip() else "is empty"
            raise self.error(
                node.line,
                f"{where} {got}; expected a {what} in single quotes, because YAML cuts plain text at ' #' and ': '",
            )
        if not node.value.strip():
            raise self.error(node.line, f"{where} is an empty {what}; leave the line out, or say what to look for")
        return node.value

    def pattern(self, node: Node, where: str) -> Pattern:
        pattern = Pattern(self.quoted(node, where, "pattern"))
        try:
            pattern.check()
        except PatternError as error:
            raise self.error(
                node.line,
                f"{where} is the pattern {excerpt(pattern.source)!r}, which RE2 does not take: {error}; "
                "RE2 has no look-around and no back-references",
            ) from None
        return pattern

    def selector(self, node: Node, where: str, *, takes: bool) -> Selector:
        """``takes``: the selector may end in ``::text`` or ``::attr(x)``; one that points at blocks may not."""
        source = self.quoted(node, where, "selector")
        try:
            selector = parse_selector(source, where, self.empty_page)
        except SelectorError as error:
            raise self.error(node.line, f"{where} is the selector {excerpt(source)!r}; {error}") from None
        if not takes and str(selector) != selector.css:
            raise self.error(
                node.line,
                f"{where} is {excerpt(source)!r}; expected a selector without ::text or ::attr(), it points at blocks",
            )
        return selector

    def several(self, node: Node, where: str) -> list[tuple[str, Node]]:
        """The items of a list with their addresses; a single node is a list of one and keeps its address."""
        if not isinstance(node, Listing):
            return [(where, node)]
        if not node.items:
            raise self.error(node.line, f"{where} is an empty list; leave the line out, or say what to look for")
        return [(f"{where}[{i}]", item) for i, item in enumerate(node.items)]

    def selectors(self, node: Node, where: str, *, takes: bool) -> tuple[Selector, ...]:
        found = tuple(self.selector(item, at, takes=takes) for at, item in self.several(node, where))
        seen: dict[str, str] = {}
        for selector in found:
            first = seen.setdefault(str(selector), selector.where)
            if first != selector.where:
                raise self.error(self.lines[selector.where], f"{selector.where} is the same selector as {first}")
        return found

    # The sections of a file

    def hosts(self, node: Node) -> tuple[str, ...]:
        hosts: list[str] = []
        self.lines["hosts"] = node.line
        for at, item in self.several(node, "hosts"):
            host = self.word(item, at)
            if not HOST.fullmatch(host):
                raise self.error(
                    item.line,
                    f"{at} is {excerpt(host)!r}; expected a bare host name in lower case such as news.example.com, "
                    "or '*.example.com' for all hosts below one",
                )
            if host in hosts:
                raise self.error(
                    item.line, f"{at} is {excerpt(host)!r}, which stands in the list already; expected it once"
                )
            hosts.append(host)
        return tuple(hosts)

    def when(self, node: Node) -> When:
        if not isinstance(node, Table):
            raise self.error(node.line, f"when is {describe(node)}; expected {{text: '…'}} or {{css: '…'}}")
        self.lines["when"] = node.line
        self.keys(node, "when", ("text", "css"))
        text, css = node.entries.get("text"), node.entries.get("css")
        return When(
            self.pattern(text, "when.text") if text else None,
            self.selector(css, "when.css", takes=False).css if css else None,
        )

    def field(self, node: Node, name: str) -> FieldRule:
        self.lines[name] = node.line
        if isinstance(node, Scalar) and node.value == "off":
            return FieldRule(name, off=True)
        if isinstance(node, Scalar) and node.bare and node.value in ("no", "false", "none", "null", "~"):
            raise self.error(
                node.line, f"{name} is {node.value}; expected off, a selector in single quotes, or a mapping"
            )
        takes = name != "captions"
        if not isinstance(node, Table):
            return FieldRule(name, select=self.selectors(node, name, takes=takes))
        self.keys(node, name, ("select", "match", "zone") if name in MOMENTS else ("select", "match"))
        select, match, zone = (node.entries.get(key) for key in ("select", "match", "zone"))
        return FieldRule(
            name,
            select=self.selectors(select, f"{name}.select", takes=takes) if select else (),
            match=tuple(Match(at, self.pattern(item, at)) for at, item in self.several(match, f"{name}.match"))
            if match
            else (),
            zone=self.zone(zone, f"{name}.zone") if zone else None,
        )

    def zone(self, node: Node, where: str) -> str:
        self.lines[where] = node.line
        zone = self.word(node, where)
        if not ZONE.fullmatch(zone):
            raise self.error(node.line, f"{where} is {excerpt(zone)!r}; expected an offset such as '+08:00'")
        return zone

    def body(self, node: Node) -> BodyRule:
        if not isinstance(node, Table):
            raise self.error(node.line, f"body is {describe(node)}; expected a mapping of {', '.join(BODY_KEYS)}")
        self.keys(node, "body", BODY_KEYS)
        select = node.entries.get("select")
        drop, start_after, stop_before = (
            tuple(self.condition(item, at) for at, item in self.several(node.entries[key], f"body.{key}"))
            if key in node.entries
            else ()
            for key in BODY_KEYS[1:]
        )
        return BodyRule(
            self.selectors(select, "body.select", takes=False) if select else (), drop, start_after, stop_before
        )

    def condition(self, node: Node, where: str) -> Condition:
        if not isinstance(node, Table):
            raise self.error(node.line, f"{where} is {describe(node)}; expected {{css: '…'}} or {{text: '…'}}")
        self.keys(node, where, ("css", "text"))
        if len(node.entries) != 1:
            raise self.error(
                node.line, f"{where} has both css and text; expected one of them, the other as its own item"
            )
        self.lines[where] = node.line
        if "css" in node.entries:
            return Condition(where, css=self.selector(node.entries["css"], where, takes=False).css)
        return Condition(where, text=self.pattern(node.entries["text"], where))

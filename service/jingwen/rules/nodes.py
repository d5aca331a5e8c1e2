"""YAML read as what stands in the file: strings, lists and mappings with their line numbers, nothing guessed.

``yaml.safe_load`` would turn ``no`` and dates into other types, keep the last of two equal keys and forget the lines.
So the parser's events are read here, one by one. Reading stops at ``MAX_DEPTH``: libyaml takes minutes over a file of
open brackets (200,000 of them: 122 s).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

import yaml

from ..errors import RuleError, excerpt

MAX_DEPTH = 12
# The longest rule file that ships with jingwen has a tenth of it.
MAX_CHARACTERS = 200_000
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# What a YAML author most likely did, by words of the parser's message.
HINTS = (
    ("alias", "a name that begins with * or & needs quotes"),
    ("anchor", "a name that begins with * or & needs quotes"),
    ("escape", "write patterns in single quotes, where a backslash is just a backslash"),
    ("cannot start any token", "put the value in single quotes, and indent with spaces"),
    ("tab", "indent with spaces"),
    ("mapping values", "a value that holds ': ' needs quotes"),
)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A string. ``quoted``: it stands in single or double quotes. ``bare``: it stands there with no mark at all."""

    line: int
    value: str
    quoted: bool
    bare: bool


@dataclass(slots=True)
class Listing:
    """A list."""

    line: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """A mapping, its keys in the order of the file."""

    line: int
    entries: dict[str, Node] = field(default_factory=dict)
    key_lines: dict[str, int] = field(default_factory=dict)


Node = Scalar | Listing | Table


def read_nodes(text: str, file: str) -> Table:
    """The mapping that the one YAML document in ``text`` holds. Raises ``RuleError`` for anything else."""
    if len(text) > MAX_CHARACTERS:
        raise RuleError(file, 1, f"the file has {len(text):,} characters; expected at most {MAX_CHARACTERS:,}")
    odd = yaml.reader.Reader.NON_PRINTABLE.search(text)
    if odd:
        line = text.count("\n", 0, odd.start()) + 1
        raise RuleError(file, line, f"got the character U+{ord(odd.group()):04X}; expected printable text")
    try:
        root = _tree(yaml.parse(text, Loader=LOADER), file)
    except yaml.MarkedYAMLError as error:
        raise _yaml_error(error, file) from None
    except yaml.YAMLError as error:
        raise RuleError(file, 1, f"not YAML: {error}") from None
    if not isinstance(root, Table):
        got = (
            "nothing"
            if root is None
            else "a list"
            if isinstance(root, Listing)
            else f"the text {excerpt(root.value)!r}"
        )
        raise RuleError(
            file, root.line if root else 1, f"the file holds {got}; expected a mapping that begins with site:"
        )
    return root


class _Builder:
    """Puts the nodes together as the events come in."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.open: list[Listing | Table] = []
        self.keys: list[Scalar | None] = []
        self.root: Node | None = None

    def add(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        top = self.open[-1]
        if isinstance(top, Listing):
            top.items.append(node)
            return
        key = self.keys[-1]
        if key is not None:
            top.entries[key.value] = node
            self.keys[-1] = None
            return
        if not isinstance(node, Scalar):
            raise RuleError(self.file, node.line, "a key is a list or a mapping; expected a word")
        if node.value in top.entries:
            first = top.key_lines[node.value]
            raise RuleError(
                self.file,
                node.line,
                f"the key {excerpt(node.value)!r} stands here again (first at line {first}); expected it once",
            )
        top.key_lines[node.value] = node.line
        self.keys[-1] = node

    def begin(self, node: Listing | Table) -> None:
        if len(self.open) == MAX_DEPTH:
            raise RuleError(self.file, node.line, f"nested more than {MAX_DEPTH} deep; no rule needs that")
        self.add(node)
        self.open.append(node)
        self.keys.append(None)

    def end(self) -> None:
        self.open.pop()
        self.keys.pop()


def _tree(events: Iterator[Any], file: str) -> Node | None:
    builder = _Builder(file)
    documents = 0
    for event in events:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            raise RuleError(file, line, f"got the alias *{event.anchor}; rule files take no anchors and aliases")
        if isinstance(event, yaml.NodeEvent):
            _refuse_extras(event, file, line)
        if isinstance(event, yaml.ScalarEvent):
            # libyaml says "" for plain style, the parser in Python says None
            builder.add(Scalar(line, event.value, event.style in ("'", '"'), not event.style))
        elif isinstance(event, yaml.SequenceStartEvent):
            builder.begin(Listing(line))
        elif isinstance(event, yaml.MappingStartEvent):
            builder.begin(Table(line))
        elif isinstance(event, yaml.CollectionEndEvent):
            builder.end()
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise RuleError(file, line, "a second YAML document begins here; expected one rule in a file")
    return builder.root


def _refuse_extras(event: Any, file: str, line: int) -> None:
    if event.anchor is not None:
        raise RuleError(file, line, f"got the anchor &{event.anchor}; rule files take no anchors and aliases")
    if event.tag is not None:
        raise RuleError(file, line, f"got the tag {event.tag}; rule files take no tags")


def _yaml_error(error: yaml.MarkedYAMLError, file: str) -> RuleError:
    said = " ".join(part for part in (error.context, error.problem) if part)
    # What is never closed is noticed at the end of the file; the place to look at is where it was opened.
    unclosed = "end of stream" in said or "expected ',' or" in said
    marks = (error.context_mark, error.problem_mark) if unclosed else (error.problem_mark, error.context_mark)
    line = next((mark.line + 1 for mark in marks if mark is not None), 1)
    hint = next((f"; {hint}" for word, hint in HINTS if word in said), "")
    return RuleError(file, line, f"not YAML: {said}{hint}")


def unknown_key(key: str, what: str, known: Sequence[str]) -> str:
    """The message for a key that does not exist, with the nearest one that does."""
    near = get_close_matches(key, known, n=1)
    return f"{excerpt(key)!r} is not a key of {what}; " + (
        f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
    )


def describe(node: Node) -> str:
    """A node in words, for a message."""
    if isinstance(node, Scalar):
        return repr(excerpt(node.value)) if node.value.strip() else "empty"
    return "a list" if isinstance(node, Listing) else "a mapping"

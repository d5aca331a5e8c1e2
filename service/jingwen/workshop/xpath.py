"""XPath 1.0 as site files use it, read into a tree: paths, steps, conditions, functions; no arithmetic."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ..errors import excerpt

TOKEN = re.compile(
    r"""\s*(?:(?P<literal>"[^"]*"|'[^']*')|(?P<number>\d+(?:\.\d+)?)|(?P<name>[^\W\d][\w-]*(?::[^\W\d:][\w-]*)?|\*)|"""
    r"""(?P<sign>//|::|\.\.|!=|<=|>=|[/.@()\[\],|=<>+$-]))"""
)


class XPathError(ValueError):
    """XPath that is none, or that has no twin in CSS; the message says what."""


@dataclass(frozen=True, slots=True)
class Call:
    name: str
    arguments: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    sign: str
    left: Tree
    right: Tree


@dataclass(frozen=True, slots=True)
class Joined:
    word: str  # "and" or "or"
    parts: tuple[Tree, ...]


@dataclass(slots=True)
class Step:
    axis: str  # ``//`` for the children of what is there and all below it, which is no ``descendant::``
    test: str
    predicates: list[Tree] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Path:
    absolute: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Filtered:
    inside: tuple[Tree, ...]
    predicates: tuple[Tree, ...]
    below: Path | None


Tree = str | float | Call | Compared | Joined | Path | Filtered
DEEPEST = 40


def read(source: str) -> list[Tree]:
    """The expressions of ``source``, several where it has ``|``, in their order. Raises ``XPathError``."""
    parser = _Reader(source)
    found = parser.union()
    if parser.peek():
        raise XPathError(f"it is no XPath: {excerpt(parser.peek())!r} stands where it should end")
    return found


class _Reader:
    """Reads by descent, one method for each level of binding."""

    def __init__(self, source: str) -> None:
        self.tokens = list(_tokens(source))
        self.at = 0
        self.depth = 0

    def peek(self, ahead: int = 0) -> str:
        return self.tokens[self.at + ahead] if self.at + ahead < len(self.tokens) else ""

    def take(self, *wanted: str) -> bool:
        if self.peek() in wanted:
            self.at += 1
            return True
        return False

    def need(self, sign: str) -> None:
        if not self.take(sign):
            raise XPathError(f"it is no XPath: got {excerpt(self.peek()) or 'its end'!r} where {sign!r} was expected")

    def union(self) -> list[Tree]:
        found = [self.either()]
        while self.take("|"):
            found.append(self.either())
        return found

    def either(self) -> Tree:
        return self.joined("or", lambda: self.joined("and", self.compared))

    def joined(self, word: str, part: Callable[[], Tree]) -> Tree:
        parts = [part()]
        while self.take(word):
            parts.append(part())
        return parts[0] if len(parts) == 1 else Joined(word, tuple(parts))

    def compared(self) -> Tree:
        left = self.value()
        sign = self.peek()
        if self.take("=", "!=", "<", ">", "<=", ">="):
            return Compared(sign, left, self.value())
        if sign in ("+", "-", "$"):
            raise XPathError(f"{sign} has no twin in CSS")
        return left

    def value(self) -> Tree:
        token = self.peek()
        if token[:1] in "\"'" and token:
            self.at += 1
            return token
        if token[:1].isdecimal():
            self.at += 1
            if self.peek() == "-":
                raise XPathError("- has no twin in CSS")
            return float(token)
        self.depth += 1
        if self.depth > DEEPEST:
            raise XPathError(f"it is nested more than {DEEPEST} deep")
        try:
            if token == "(":
                return self.filtered()
            is_call = self.peek(1) == "(" and token not in ("text", "node", "comment")
            return self.call() if is_call else self.path()
        finally:
            self.depth -= 1

    def filtered(self) -> Tree:
        self.need("(")
        inside = self.union()
        self.need(")")
        predicates = self.predicates()
        below = self.path(below=True) if self.peek() in ("/", "//") else None
        if not predicates and below is None and len(inside) == 1:
            return inside[0]
        return Filtered(tuple(inside), tuple(predicates), below)

    def call(self) -> Tree:
        name, arguments = self.peek(), []
        self.at += 2
        while not self.take(")"):
            arguments.append(self.either())
            if self.peek() != ")":
                self.need(",")
        called = Call(name, tuple(arguments))
        if name == "last":
            if arguments:
                raise XPathError("it is no XPath: last() takes nothing")
            return Call(name, (self.before(),))
        if name == "id" and self.peek() in ("/", "//", "["):
            predicates = tuple(self.predicates())
            return Filtered((called,), predicates, self.path(below=True) if self.peek() in ("/", "//") else None)
        return called

    def before(self) -> float:
        """How far before the last one: the number in ``last()-1``, 0 where there is none."""
        if not self.take("-"):
            return 0.0
        number = self.value()
        if not isinstance(number, float):
            raise XPathError("behind last() - a number was expected")
        return number

    def path(self, below: bool = False) -> Path:
        absolute = self.peek() in ("/", "//") or below
        steps = []
        axis = "//" if self.take("//") else "child"
        if axis == "child":
            self.take("/")
        while True:
            step = self.step(axis)
            if step is not None:
                if axis == "//" != step.axis:  # ``//@x`` is ``/descendant-or-self::node()/@x``
                    steps.append(Step("descendant-or-self", "node()"))
                steps.append(step)
            if self.take("//"):
                axis = "//"
            elif self.take("/"):
                axis = axis if step is None else "child"
            else:
                return Path(absolute, tuple(steps))

    def step(self, axis: str) -> Step | None:
        if self.take("."):
            # ``.//x`` is all below; ``.`` alone is the element itself
            return None if self.peek() in ("/", "//") else Step("self", "*", self.predicates())
        if self.take(".."):
            return Step("parent", "*", self.predicates())
        if self.take("@"):
            axis = "attribute"
        elif self.peek(1) == "::":
            named = self.peek()
            axis = axis if named == "child" else named
            self.at += 2
        test = self.peek()
        if test != "*" and not re.match(r"[^\W\d]", test):
            raise XPathError(f"it is no XPath: got {excerpt(test) or 'its end'!r} where an element was expected")
        self.at += 1
        if test in ("text", "node", "comment") and self.take("("):
            self.need(")")
            test += "()"
        return Step(axis, test, self.predicates())

    def predicates(self) -> list[Tree]:
        found = []
        while self.take("["):
            found.append(self.either())
            self.need("]")
        return found


def _tokens(source: str) -> Iterator[str]:
    at, end = 0, len(source.rstrip())
    while at < end:
        found = TOKEN.match(source, at)
        if found is None:
            raise XPathError(f"it is no XPath: cannot read {source[at : at + 20].strip()!r}")
        at = found.end()
        yield found.group().strip()

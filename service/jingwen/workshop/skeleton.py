"""Markup that a selector finds: the smallest elements of which it holds, for test pages.

It is no matter of guessing: whether lexbor finds the element is asked afterwards, by whoever puts the page together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple

TOKEN = re.compile(
    r"""\s*(?P<combinator>[>+~])\s*|(?P<comma>\s*,\s*)|(?P<space>\s+)|#(?P<id>(?:[\w-]|\\.)+)|\.(?P<class>(?:[\w-]|\\.)+)|"""
    r"""\[\s*(?P<attribute>(?:[\w-]|\\.)+)\s*(?:(?P<sign>[~|^$*]?=)\s*(?P<value>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s\]]+)\s*(?:[is]\s*)?)?\]|"""
    r""":(?P<pseudo>[\w-]+)(?P<open>\()?|(?P<tag>\*|(?:[\w-]|\\.)+)"""
)
ESCAPED = re.compile(r"\\(.)")
STRING = re.compile(r"""\\.|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[()]|.""", re.DOTALL)
# Elements that stand in no other place than these.
PARENTS = {
    "td": "tr",
    "th": "tr",
    "tr": "tbody",
    "tbody": "table",
    "thead": "table",
    "li": "ul",
    "dd": "dl",
    "dt": "dl",
}
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
MOST_BEFORE = 20
# Where the next element of a selector begins, also in brackets. Elements are written by recursion, and lexbor takes
# minutes for a selector of thirty divs below one another.
STEP = re.compile(r"[^\s>+~(,][\s>+~(]")
MOST_STEPS = 24


class Unmade(ValueError):
    """A selector that no markup can be made for; the message says why."""


@dataclass(slots=True)
class Element:
    """An element to be written: its name, attributes, what stands in it, and directly before and behind it."""

    name: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list[Element | str] = field(default_factory=list)
    before: list[Element] = field(default_factory=list)
    behind: list[Element] = field(default_factory=list)

    def add(self, name: str, value: str) -> None:
        """Put one more word into an attribute."""
        held = self.attributes.get(name)
        self.attributes[name] = value if held is None or name == "id" else f"{held} {value}"

    def html(self) -> str:
        """The element and its neighbours as HTML."""
        tag = self.name or "div"
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in self.attributes.items())
        inside = "".join(each if isinstance(each, str) else each.html() for each in self.inside)
        own = f"<{tag}{attributes}>" if tag in VOID else f"<{tag}{attributes}>{inside}</{tag}>"
        return "".join(each.html() for each in self.before) + own + "".join(each.html() for each in self.behind)


class Skeleton(NamedTuple):
    """The ``outermost`` element, and the one in it that the selector finds."""

    outermost: Element
    found: Element


def skeleton(css: str) -> Skeleton:
    """Elements that ``css`` finds; of a list its first selector. Raises ``Unmade``."""
    return _chain(next(_chains(css)))


# A chain is a list of (combinator, the tokens of one compound).
_Chain = list[tuple[str, list[re.Match[str] | tuple[str, str]]]]


def _chains(css: str) -> Iterator[_Chain]:
    chain: _Chain = [("", [])]
    at = 0
    css = css.strip()
    while at < len(css):
        token = TOKEN.match(css, at)
        if token is None:
            raise Unmade(f"cannot read {css[at : at + 20]!r}")
        at = token.end()
        if token["comma"]:
            yield chain
            chain = [("", [])]
        elif token["combinator"] or token["space"]:
            combinator = token["combinator"] or " "
            if chain[-1][1] or chain == [("", [])]:
                chain.append((combinator, []))
        elif token["open"]:
            end = _closing(css, at)
            chain[-1][1].append((token["pseudo"], css[at:end]))
            at = end + 1
        else:
            chain[-1][1].append(token)
    yield chain


def _closing(css: str, at: int) -> int:
    depth = 1
    for token in STRING.finditer(css, at):
        depth += {"(": 1, ")": -1}.get(token.group(), 0)
        if depth == 0:
            return token.start()
    raise Unmade("a bracket is never closed")


def _steps(chain: _Chain) -> int:
    """How many elements ``chain`` may put into one another."""
    inside = [token[1] for _, tokens in chain for token in tokens if isinstance(token, tuple)]
    return len(chain) + sum(len(STEP.findall(each)) for each in inside)


def _chain(chain: _Chain) -> Skeleton:
    if _steps(chain) > MOST_STEPS:
        raise Unmade(f"it has more than {MOST_STEPS} steps")
    outermost = found = None
    for combinator, tokens in chain:
        if not tokens and outermost is None:
            continue  # a relative selector begins with its combinator
        element, around = _compound(tokens)
        top = around or element
        if found is None:
            outermost = top
        elif combinator in ("+", "~"):
            top.before.insert(0, found)
            if outermost is found:
                outermost = top
            else:
                _replace(outermost, found, top)
        else:
            found.inside.append(top)
        found = element
    if outermost is None or found is None:
        raise Unmade("it is empty")
    return Skeleton(_placed(outermost), found)


def _replace(here: Element | None, old: Element, new: Element) -> None:
    if here is not None:
        here.inside = [new if each is old else each for each in here.inside]
        for each in here.inside:
            if isinstance(each, Element) and each is not new:
                _replace(each, old, new)


def _placed(outermost: Element) -> Element:
    """``outermost`` in the elements without which a parser would not leave it there."""
    while outermost.name in PARENTS:
        outermost = Element(PARENTS[outermost.name], inside=[outermost])
    return outermost


def _compound(tokens: list[re.Match[str] | tuple[str, str]]) -> tuple[Element, Element | None]:
    """The element of a compound selector, and the outermost of those that ``:is(a b)`` puts around it."""
    element, around = Element(), None
    for token in tokens:
        if isinstance(token, tuple):
            around = _functional(element, *token) or around
        elif token["tag"]:
            element.name = "" if token["tag"] == "*" else _plain(token["tag"]).lower()
        elif token["id"]:
            element.add("id", _plain(token["id"]))
        elif token["class"]:
            element.add("class", _plain(token["class"]))
        elif token["attribute"]:
            value = _plain(token["value"].strip("\"'") if token["value"] else "")
            element.add(_plain(token["attribute"]), value)
        elif token["pseudo"] == "root":
            element.name = "html"
    return element, around


def _functional(element: Element, name: str, inside: str) -> Element | None:
    """What a pseudo-class asks of ``element``; for ``:is(a b)`` the outermost element around it."""
    if name in ("is", "where"):
        made = skeleton(inside)
        element.name = made.found.name or element.name
        for attribute, value in made.found.attributes.items():
            element.add(attribute, value)
        element.inside += made.found.inside
        element.before += made.found.before
        if made.outermost is not made.found:
            _replace(made.outermost, made.found, element)
            return made.outermost
    elif name == "has":
        made = skeleton(inside)
        (element.behind if inside.lstrip().startswith(("~", "+")) else element.inside).append(made.outermost)
    elif name == "lexbor-contains":
        element.inside.append(escape(_plain(inside.rpartition(" ")[0] if inside.endswith(" i") else inside)[1:-1]))
    elif name in ("nth-of-type", "nth-child"):
        position, _, of = inside.partition(" of ")
        digits = re.search(r"(?:^|\+)\s*(\d+)\s*$", position)
        number = min(int(digits[1]) if digits and not position.strip().startswith("-") else 1, MOST_BEFORE)
        for _ in range(number - 1):
            element.before.append(skeleton(of).found if of else Element(element.name))
    return None


def _plain(text: str) -> str:
    return ESCAPED.sub(r"\1", text)

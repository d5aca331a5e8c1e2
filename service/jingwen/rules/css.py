"""Selectors: CSS as lexbor takes it, with ``::text`` and ``::attr(x)`` at the end."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from .model import Selector

TAKE = re.compile(r"(?P<css>.*?)::(?:text|attr\(\s*(?P<attribute>[\w:.-]+)\s*\))", re.DOTALL)
# Strings and escapes are skipped when brackets are counted.
TOKEN = re.compile(r"""\\.|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|.""", re.DOTALL)
CLOSING = {")": "(", "]": "["}
# What a compound selector may follow.
BEFORE = frozenset(" \t>+~,(")


class SelectorError(ValueError):
    """A selector that cannot be used; the message says what was expected."""


def parse_selector(source: str, where: str, page: LexborHTMLParser) -> Selector:
    """The selector in ``source``, tried out on ``page``. Raises ``SelectorError``.

    Any page will do, an empty one best; it is passed in because to make one takes ten times as long as to try it.
    """
    taken = TAKE.fullmatch(source.strip())
    css = (taken["css"] if taken else source).strip()
    if "::" in css:
        raise SelectorError("::text and ::attr(x) stand once, at the end; write several selectors as a list")
    if not css.isprintable():
        raise SelectorError("it holds a control character or a line break")
    _check_brackets(css)
    css = _begun(css)
    try:
        page.css(css)
    except SelectolaxError:
        raise SelectorError("it is not CSS that lexbor takes") from None
    attribute = taken["attribute"] if taken else None
    return Selector(where, css, attribute.lower() if attribute else None, taken is not None and attribute is None)


def _begun(css: str) -> str:
    """``css`` with ``*`` before a pseudo-class that begins a compound, which means the same.

    lexbor (selectolax 1.0) looks no further than the parent or the element before for what is known by ``:is()``,
    ``:not()`` or ``:has()`` alone: ``:is(.story) p`` would find children only.
    """
    written, begins, within = [], True, 0
    for token in TOKEN.findall(css):
        within += (token == "[") - (token == "]")
        written.append("*:" if token == ":" and begins and not within else token)
        begins = token in BEFORE
    return "".join(written)


def _check_brackets(css: str) -> None:
    # lexbor closes what is left open, as CSS says; in a rule file it is a slip that changes what is selected
    pending: list[str] = []
    for token in TOKEN.findall(css):
        if token in "([":
            pending.append(token)
        elif token in CLOSING and (not pending or pending.pop() != CLOSING[token]):
            raise SelectorError(f"its {token} closes nothing")
        elif token in "\"'":
            raise SelectorError(f"its quote {token} is never closed")
    if pending:
        raise SelectorError(f"its {pending[-1]} is never closed")

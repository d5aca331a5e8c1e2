"""Patterns that cannot run away: RE2, whose time is linear in the text whatever the pattern says.

A call from Python costs about 2 µs, whether it looks for one pattern or for twenty, so the patterns of a rule that look
at the same texts are joined into one :class:`PatternSet`. A few that begin with words are better looked for one by one:
most texts do not hold those, and in a page of 170,000 characters RE2 finds a word in a tenth of the time of the set.

The syntax is RE2's: no look-around, no back-references; ``^`` and ``$`` are the ends of the whole text unless the
pattern begins with ``(?m)``. One thing differs: ``\\s`` and ``\\S`` know all of Unicode's spaces (RE2's own know
ASCII only), because the ideographic space stands on every second Chinese page. ``\\d``, ``\\w`` and ``\\b`` stay
ASCII; ``\\p{Han}`` and ``\\pL`` are there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import re2

from ..errors import excerpt

# The most steps a pattern may compile to. ``.{1,80}`` takes about 1,000, ``\p{Han}{2,4}`` about 900. Above this
# a few bounded repeats inside one another make RE2 crawl: 0.3 s for 10 KB of text at 18,000 steps (measured).
MAX_STEPS = 4_000
# Memory that one pattern or one set may use, in bytes. A set has no slower way to fall back on when it runs out,
# so it gets enough for a few hundred patterns of the largest size.
MAX_MEMORY = 64 << 20

# Up to this many patterns that begin with words a set looks for one by one.
FEW = 8
# A pattern whose matches all begin with the same word, as far as is seen at once.
HEADED = re.compile(r"\^?([^\\.^$|?*+()\[\]{}]+)(?![?*{])[^|]*\Z")

SPACES = r"\s\p{Z}\x{85}"
# What a pattern is made of, as far as spaces are concerned: literal runs, escapes, named classes, the opening of a
# bracket (a ``]`` directly after it is literal), single characters.
ATOM = re.compile(r"\\Q.*?(?:\\E|$)|\\.|\[:\^?\w+:\]|\[\^?\]?|.", re.DOTALL)


class PatternError(ValueError):
    """A pattern that RE2 does not take; the message says why."""


class Pattern:
    """One regular expression. Equal to another of the same source; pickles as its source and compiles when needed."""

    __slots__ = ("_compiled", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self._compiled: Any = None

    def check(self) -> None:
        """Compile now; raises ``PatternError`` where that fails or where the pattern is too costly to run."""
        steps = self._regexp().programsize
        if steps > MAX_STEPS:
            raise PatternError(
                f"it compiles to {steps} steps, the limit is {MAX_STEPS}; use smaller counted repeats such as .{{1,20}}"
            )

    def search(self, text: str) -> str | None:
        """The first place in ``text`` that matches: its first group where the pattern has one, else all of it.

        None where nothing matches, or where the group took no part in the match.
        """
        found = self._regexp().search(_encode(text))
        if found is None:
            return None
        taken: bytes | None = found.group(1 if found.re.groups else 0)
        return None if taken is None else taken.decode("utf-8", "surrogatepass")

    def matches(self, text: str | bytes) -> bool:
        """Whether the pattern matches anywhere in ``text``, or in its UTF-8."""
        return self._regexp().search(_encode(text)) is not None

    def _regexp(self) -> Any:
        if self._compiled is None:
            try:
                self._compiled = re2.compile(_encode(_unicode_spaces(self.source)), _options())
            except re2.error as error:
                said = error.args[0]
                told = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
                raise PatternError(excerpt(told)) from None
        return self._compiled

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pattern) and other.source == self.source

    def __hash__(self) -> int:
        return hash(self.source)

    def __repr__(self) -> str:
        return f"Pattern({self.source!r})"

    def __reduce__(self) -> tuple[type[Pattern], tuple[str]]:
        return Pattern, (self.source,)


class PatternSet:
    """Patterns that are looked for together, in one pass over a text. Pickles as their sources."""

    __slots__ = ("_compiled", "_heads", "patterns")

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self.patterns = tuple(patterns)
        heads = [match[1] for match in (HEADED.match(pattern.source) for pattern in self.patterns) if match]
        self._heads = heads if len(heads) == len(self.patterns) <= FEW else None
        self._compiled: Any = None

    def check(self) -> None:
        """Compile now; raises ``PatternError`` where the patterns are too many or too large to be joined."""
        self.hits("")

    def hits(self, text: str | bytes) -> Sequence[int]:
        """Which patterns match somewhere in ``text``, or in its UTF-8: their places in the set, ascending."""
        if self._heads is not None:
            return [
                place
                for place, (head, pattern) in enumerate(zip(self._heads, self.patterns, strict=True))
                if (isinstance(text, bytes) or head in text) and pattern.matches(text)
            ]
        if self._compiled is None:
            self._compiled = self._join()
        return sorted(self._compiled.Match(_encode(text)) or ())

    def _join(self) -> Any:
        joined = re2.Set.SearchSet(_options())
        for pattern in self.patterns:
            joined.Add(_encode(_unicode_spaces(pattern.source)))
        try:
            joined.Compile()
        except re2.error:
            raise PatternError(
                f"{len(self.patterns)} patterns that do not fit together into {MAX_MEMORY >> 20} MB; "
                "use fewer, or smaller counted repeats such as .{1,20}"
            ) from None
        return joined

    def __reduce__(self) -> tuple[type[PatternSet], tuple[tuple[Pattern, ...]]]:
        return PatternSet, (self.patterns,)


def _options() -> Any:
    options = re2.Options()
    options.max_mem = MAX_MEMORY
    options.log_errors = False  # they come back as exceptions; RE2 would print them to stderr as well
    return options


def _encode(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")


def _unicode_spaces(source: str) -> str:
    """``source`` with ``\\s`` and ``\\S`` widened to all of Unicode's spaces.

    Raises ``PatternError`` for ``\\S`` within brackets, which cannot be written out there.
    """
    if "\\s" not in source and "\\S" not in source:
        return source
    out, inside = [], False
    for atom in ATOM.findall(source):
        if atom == r"\s":
            out.append(SPACES if inside else f"[{SPACES}]")
        elif atom == r"\S":
            if inside:
                raise PatternError(r"\S within [...] is not supported; write (?:\S|…) or [^\s…] instead")
            out.append(f"[^{SPACES}]")
        else:
            if not inside and atom.startswith("["):
                inside = True
            elif inside and atom == "]":
                inside = False
            out.append(atom)
    return "".join(out)

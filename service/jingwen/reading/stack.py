"""A parser's stack of open elements and its list of active formatting elements, without their tree.

Names stand for elements; what is taken out from amid the stack leaves an empty one in its place.
"""

from __future__ import annotations

import re
from bisect import bisect
from html import unescape
from itertools import islice

from ..model import Limits
from .names import (
    FORMATTING,
    IMPLIED,
    IS_BARE,
    IS_DOUBTFUL,
    IS_FIRM,
    IS_FORM,
    IS_FORMATTING,
    IS_MARKED,
    IS_RARE,
    IS_SCOPE,
    IS_SPECIAL,
    IS_TABLE,
    IS_TEMPLATE,
    KINDS,
)
from .tokens import ONE_ATTRIBUTE

# A parser tries so many blocks when formatting ends across them, and looks at so many elements between two.
MOST_ADOPTED, MOST_BETWEEN = 7, 3
# More alike are not opened anew.
MOST_ALIKE = 3
SPACES = "\t\n\f\r "


class Formatting:
    """One of the elements that are opened anew where they were left open; ``place`` is -1 while it is.

    It is ``active`` while it is one of them; it may be open longer.
    """

    __slots__ = ("active", "name", "place", "token")

    def __init__(self, name: str, token: re.Match[str], place: int) -> None:
        self.name, self.token, self.place, self.active = name, token, place, True


class Stack:
    """What is open, html and body left out. Places count from the outermost, 0."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.open: list[str] = []
        self.places: dict[str, list[int]] = {}
        self.special: list[int] = []
        self.firm: list[int] = []
        self.scopes: list[int] = []
        self.tables: list[int] = []
        self.doubtful: list[int] = []
        self.modes: list[str] = []  # of each template, as which part of a table it is read
        self.foreign = 0
        self.form: int | None = None  # the one that is being filled in; -1 where it is open no more
        self.formatting: dict[int, Formatting] = {}
        self.active: list[Formatting | None] = []  # None where a cell or the like begins
        self.extra = 0  # open, but it is not known where
        self.closed = self.opened_anew = 0  # how often

    @property
    def left_open(self) -> int:
        """How many elements of formatting would be opened anew by text."""
        count = 0
        for entry in reversed(self.active):
            if entry is None or entry.place >= 0:
                break
            count += 1
        return count

    @property
    def depth(self) -> int:
        """How many elements text would stand in."""
        return len(self.open) + self.extra + self.left_open

    def last(self, name: str) -> int:
        """The place of the innermost ``name``, -1 if there is none."""
        places = self.places.get(name)
        return places[-1] if places else -1

    def in_scope(self, name: str) -> int:
        """The place of the innermost ``name`` if an end tag would reach it, else -1."""
        places = self.places.get(name)
        if not places or (self.scopes and self.scopes[-1] > places[-1]):
            return -1
        return places[-1]

    def push(self, name: str, token: re.Match[str] | None = None) -> None:
        """Opens an element; formatting needs the ``token`` of its tag."""
        kind = KINDS.get(name, 0)
        if self.active and not kind & IS_BARE and " " not in name:
            self.reopen()
        place = len(self.open)
        self.open.append(name)
        places = self.places.get(name)
        if places is None:
            self.places[name] = [place]
        else:
            places.append(place)
        if kind & IS_SPECIAL:
            self.special.append(place)
            if kind & IS_FIRM:
                self.firm.append(place)
        elif kind & IS_FORMATTING and token is not None:
            self._activate(name, token, place)
        if kind & IS_RARE:
            self._note(kind, place)
        if " " in name:
            self.foreign += 1

    def _note(self, kind: int, place: int) -> None:
        if kind & IS_SCOPE:
            self.scopes.append(place)
        if kind & IS_TABLE:
            self.tables.append(place)
        if kind & IS_DOUBTFUL:
            self.doubtful.append(place)
        if kind & IS_MARKED:
            self.active.append(None)
        if kind & IS_TEMPLATE:
            self.modes.append("")
        elif kind & IS_FORM and not self.modes:
            self.form = place

    def close(self, place: int) -> None:
        """Closes the element at ``place`` and all in it; formatting is left open."""
        stack = self.open
        while len(stack) > place or (stack and not stack[-1]):
            name = stack.pop()
            self.closed += 1
            if not name:
                continue
            self.places[name].pop()
            if kind := KINDS.get(name):
                if kind & IS_SPECIAL:
                    self.special.pop()
                    if kind & IS_FIRM:
                        self.firm.pop()
                elif kind & IS_FORMATTING:
                    self.formatting.pop(len(stack)).place = -1
                if kind & IS_RARE:
                    self._forget_place(kind, len(stack))
            if " " in name:
                self.foreign -= 1

    def _forget_place(self, kind: int, place: int) -> None:
        if kind & IS_SCOPE:
            self.scopes.pop()
        if kind & IS_TABLE:
            self.tables.pop()
        if kind & IS_DOUBTFUL:
            self.doubtful.pop()
        if kind & IS_TEMPLATE:
            self.modes.pop()
        elif kind & IS_FORM and self.form == place:
            self.form = -1

    def remove(self, place: int) -> None:
        """Takes one element out, a form or one that is not special; those in it stay."""
        if place == len(self.open) - 1:
            self.close(place)
        elif name := self.open[place]:
            self.open[place] = ""
            self.closed += 1
            self.places[name].remove(place)
            if name in FORMATTING:
                self.formatting.pop(place).place = -1
            elif name == "form":
                self.special.remove(place)
                self.firm.remove(place)

    def imply(self, but: str = "") -> None:
        """Closes those whose end tags may be left out."""
        while self.open and (name := self.open[-1]) in IMPLIED and name != but:
            self.close(len(self.open) - 1)

    def _activate(self, name: str, token: re.Match[str], place: int) -> None:
        alike = []
        if len(self.active) >= MOST_ALIKE:
            for entry in reversed(self.active):
                if entry is None:
                    break
                if entry.name == name:
                    alike.append(entry)
        if len(alike) >= MOST_ALIKE:
            found = self.attributes(token)
            alike = [entry for entry in alike if self.attributes(entry.token) == found]
            if len(alike) >= MOST_ALIKE:
                self.forget(alike[-1])
        entry = Formatting(name, token, place)
        self.active.append(entry)
        self.formatting[place] = entry

    def reopen(self) -> None:
        """Opens anew what formatting was left open."""
        for entry in self.active[len(self.active) - self.left_open :]:
            if entry is None:
                continue
            entry.place = len(self.open)
            self.formatting[entry.place] = entry
            self.open.append(entry.name)
            self.places[entry.name].append(entry.place)
            self.opened_anew += 1

    def last_active(self, name: str) -> Formatting | None:
        """The formatting of that name that an end tag would end."""
        for entry in reversed(self.active):
            if entry is None or entry.name == name:
                return entry
        return None

    def unmark(self) -> None:
        """Forgets the formatting of a cell or the like."""
        while self.active and (entry := self.active.pop()) is not None:
            entry.active = False

    def forget(self, entry: Formatting) -> None:
        """Has formatting not opened anew."""
        entry.active = False
        for at in range(len(self.active) - 1, -1, -1):
            if self.active[at] is entry:
                del self.active[at]
                return

    def adopt(self, name: str) -> bool:
        """Ends formatting as the standard's adoption agency does, across blocks as well; False if there is none."""
        top = len(self.open) - 1
        if top >= 0 and self.open[top] == name:
            innermost = self.formatting[top]
            if self.active and self.active[-1] is innermost:
                self.active.pop()
                innermost.active = False
            if not innermost.active:
                self.close(top)
                return True
        entry = self.last_active(name)
        if entry is None:
            return False
        start = entry.place
        if start >= 0 and self.scopes and self.scopes[-1] > start:
            return True
        self.forget(entry)
        if start < 0:
            return True
        blocks = self.special[bisect(self.special, start) :]
        if not blocks:
            self.close(start)
            return True
        for block in blocks[:MOST_ADOPTED]:
            self._adopt_between(start, block)
            start = block
        self.remove(entry.place)
        if len(blocks) > MOST_ADOPTED:
            self.extra += 1  # it ends up amid the blocks
        else:
            self.close(start + 1)
        return True

    def _adopt_between(self, start: int, block: int) -> None:
        for nth, place in enumerate(range(block - 1, start, -1)):
            entry = self.formatting.get(place)
            if entry is not None and entry.active:
                if nth < MOST_BETWEEN:
                    continue
                self.forget(entry)
            self.remove(place)

    def attributes(self, token: re.Match[str]) -> dict[str, str]:
        """The attributes of a start tag within the limit; of those that have the same name the first one counts."""
        found: dict[str, str] = {}
        every = ONE_ATTRIBUTE.finditer(token.string, *token.span("attributes"))
        for attribute in islice(every, self.limits.attributes):
            text = attribute.group().lstrip(SPACES + "/")
            name, _, value = text[1:].partition("=")
            value = value.strip(SPACES)
            if value[:1] in ("'", '"'):
                value = value[1:].removesuffix(value[0])
            found.setdefault((text[0] + name.rstrip(SPACES)).lower(), unescape(value))
        return found

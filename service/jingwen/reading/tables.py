"""Tables and templates among a parser's open elements: the tags of a table's parts, which stand for one another."""

from __future__ import annotations

from ..model import Limits
from .names import ANYWHERE, AROUND, BODIES, CELLS, HOLDS_BODY, IN_TABLE, LEVELS, MODES
from .stack import Stack


class Tables(Stack):
    """What is open, with the rules for tables and templates."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.around: tuple[str, ...] = ()  # what is opened around the part of a table that is
        self.first = False  # of the tags in a template

    def begin_in_table(self, name: str, part: str) -> str | None:
        """What a start tag opens in a table, of which ``part`` is open, or a template; None where the rules are those
        of the body."""
        if part == "template":
            if name not in ANYWHERE and not self.modes[-1]:
                self.first = True
                self.modes[-1] = MODES.get(name, "body")
            part = self.modes[-1]
            if part == "column" and name != "template":
                return ""
        if name in AROUND:
            return self._begin_part(name, part)
        if part == "colgroup" and name not in ("html", "template"):
            self.close(self.tables[-1])
            part = "table"
        if part in IN_TABLE:
            if name == "table":
                root = self.last("table")
                if root < self.last("template"):
                    return ""
                self.close(root)
                return self.begin_in_table(name, self.open[self.tables[-1]]) if self.tables else None
            if name == "form":
                if not self.modes and self.form is None:
                    self.form = -1
                return ""
        return None

    def _begin_part(self, name: str, part: str) -> str:
        root = max(self.last("table"), self.last("template"))
        around = AROUND[name]
        if self.open[root] == "template":
            if part == "body":
                return ""
            known = LEVELS.get(self.modes[-1], 0)
            if known and (name == "col" or len(around) < known):
                if self.tables[-1] > root:
                    self._close_parts(root + 1)
                return ""
            around = around[known:]
        at = root + 1
        while around and at < len(self.open):
            if self.open[at] != around[0] and not (around[0] == "tbody" and self.open[at] in BODIES):
                break
            around = around[1:]
            at += 1
        self._close_parts(at)
        if name == "col":
            return "colgroup" if around else ""
        self.around = around
        return name

    def _close_parts(self, at: int) -> None:
        """Closes a table's parts from ``at``."""
        inner = self.tables[-1]
        with_body = inner >= at and self.open[inner] in HOLDS_BODY
        self.close(at)
        if with_body:
            self.unmark()

    def end_in_table(self, name: str, part: str) -> bool:
        """An end tag in a table or a template; returns whether that is all."""
        if part == "template":
            part = self.modes[-1]
            if part in ("", "column"):
                return True
        elif part == "colgroup":
            if name == "col":
                return True
            self.close(self.tables[-1])
            if name == "colgroup":
                return True
        if name == "table":
            root, template = self.last("table"), self.last("template")
            if root > template:
                self._close_parts(root)
            elif part not in CELLS and self.tables[-1] > template:  # the parts of one that the template stands for
                self._close_parts(template + 1)
            return True
        if name not in AROUND:
            return False
        place = self.last(name)
        if place > self.last("table") and place > self.last("template"):
            self._close_parts(place)
        return True

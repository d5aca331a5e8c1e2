"""Which elements a parser has open at each tag of a page, by the HTML standard's rules of tree construction.

The rules are followed to the letter where they say what is open and passed over where they say no more than what
stands where. A model that is only nearly right can be led astray: each tag that it takes otherwise is a level more.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ..model import Limits
from .names import (
    AGAIN,
    AROUND,
    BARE,
    ENDED_IN_SCOPE,
    ENDS_FOREIGN,
    ENDS_PARAGRAPH,
    FONT,
    FOREIGN,
    FORMATTING,
    HEAD,
    HEADINGS,
    HOLDS_BODY,
    HTML_AGAIN,
    HTML_ENCODINGS,
    IN_TABLE,
    LEAVES_HEAD,
    MARKED,
    RUBY,
    SINGLE,
    TEXT_AGAIN,
    VOID,
)
from .tables import Tables

# Which items another one ends.
ITEMS = {"li": frozenset(("li",)), **dict.fromkeys(("dd", "dt"), frozenset(("dd", "dt")))}
# So many elements are opened around a cell where their tags are left out.
MOST_AROUND = 2


class OpenElements(Tables):
    """The open elements of a page within ``limits``; ``quirks`` says that a table does not end a paragraph."""

    def __init__(self, limits: Limits, quirks: bool) -> None:
        super().__init__(limits)
        self.quirks = quirks
        self.framed = False
        self.in_head = True  # or before it

    @property
    def in_foreign(self) -> bool:
        """Whether what comes next stands in a drawing or a formula."""
        return self.foreign > 0 and " " in self.open[-1]

    @property
    def doubts(self) -> set[str]:
        """What is open in which parsers may differ in what is text."""
        doubts = {self.open[place] for place in self.doubtful}
        return doubts | {"frameset"} if self.framed else doubts

    def start(self, name: str, token: re.Match[str]) -> bool:
        """A start tag; False if its element would be too deep: it is not opened, so the tag must be left out."""
        limit = self.limits.depth
        near = len(self.open) + len(self.active) + self.extra + MOST_AROUND >= limit
        if near and name in FORMATTING and self.depth >= limit:
            return False
        closed = self.closed
        if not (name := self.begin(name, token)):
            return True
        # A tag that closes something stays, as that would stay open without it.
        if near and closed == self.closed and self.depth + len(self.around) >= limit:
            self.around = ()
            if self.first:
                self.modes[-1] = ""
            return False
        if self.around:
            for part in self.around:
                self.push(part)
            self.around = ()
        elif name == "frameset":  # from here on all is read otherwise, unless it comes too late
            self.framed = True
            self.extra += 1
            return True
        self.push(name, token)
        return True

    def begin(self, name: str, token: re.Match[str]) -> str:
        """Closes what a start tag ends; returns the name of the element that it opens, empty if it opens none."""
        self.first = False
        if self.in_head and name not in HEAD and not self.open:
            self.in_head = False
        if self.foreign and " " in self.open[-1] and (own := self._begin_foreign(name, token)) is not None:
            return own
        if self.tables:
            part = self.open[self.tables[-1]]
            if (part not in HOLDS_BODY or name in AROUND) and (own := self.begin_in_table(name, part)) is not None:
                return own
        elif name in AROUND:
            return ""
        rule = STARTS.get(name)
        return name if rule is None else rule(self, name, token)

    def end(self, name: str) -> None:
        """An end tag."""
        if self.foreign and " " in self.open[-1] and self._end_foreign(name):
            return
        if name == "template":
            if (place := self.last("template")) >= 0:
                self.close(place)
                self.unmark()
            return
        if self.in_head and name in LEAVES_HEAD and not self.open:
            self.in_head = False
        if self.tables:
            part = self.open[self.tables[-1]]
            if (part not in HOLDS_BODY or name in AROUND or name == "table") and self.end_in_table(name, part):
                return
        rule = ENDS.get(name)
        if rule is not None:
            rule(self, name)
        else:
            self._end_other(name)

    def text(self, blank: bool) -> None:
        """Text, nothing but white space if ``blank``."""
        if not blank and not self.open:
            self.in_head = False
        if self.foreign and " " in (top := self.open[-1]) and top not in AGAIN:
            return
        if self.tables:
            part = self.open[self.tables[-1]]
            if part == "template":
                part = self.modes[-1]
            if part == "column" or (blank and (part in IN_TABLE or part == "colgroup")):
                return
        self.reopen()

    # Foreign elements

    def _begin_foreign(self, name: str, token: re.Match[str]) -> str | None:
        """What a start tag in a foreign element opens; None where the rules are those of HTML."""
        top = self.open[-1]
        if top in HTML_AGAIN or (top == "math annotation-xml" and name == "svg"):
            return None
        if top in TEXT_AGAIN and name not in ("malignmark", "mglyph"):
            return None
        if name in ENDS_FOREIGN or (name == "font" and not FONT.isdisjoint(self.attributes(token))):
            self._leave_foreign()
            return None
        if name == "frameset":
            return name
        if _closes_itself(token):
            return ""
        own = f"{top.partition(' ')[0]} {name}"
        if own == "math annotation-xml" and self.attributes(token).get("encoding", "").lower() in HTML_ENCODINGS:
            own += " html"
        return own

    def _leave_foreign(self) -> None:
        at = len(self.open)
        while at and " " in (name := self.open[at - 1]) and name not in AGAIN:
            at -= 1
        self.close(at)

    def _end_foreign(self, name: str) -> bool:
        """An end tag in a foreign element; returns whether it is one of theirs."""
        if name in ("br", "p"):
            self._leave_foreign()
            return False
        last = max(self.last(f"svg {name}"), self.last(f"math {name}"), self.last(f"math {name} html"))
        if last < 0 or any(" " not in own for own in self.open[last:] if own):
            return False
        self.close(last)
        return True

    # Start tags in the body

    def _begin_block(self, name: str, _: re.Match[str]) -> str:
        self._end_paragraph(name)
        return name

    def _begin_xmp(self, name: str, _: re.Match[str]) -> str:
        self._end_paragraph(name)
        self.reopen()
        return name

    def _begin_table(self, name: str, _: re.Match[str]) -> str:
        if not self.quirks:
            self._end_paragraph(name)
        return name

    def _begin_heading(self, name: str, _: re.Match[str]) -> str:
        self._end_paragraph(name)
        if self.open and self.open[-1] in HEADINGS:
            self.close(len(self.open) - 1)
        return name

    def _begin_item(self, name: str, _: re.Match[str]) -> str:
        if self.firm and self.open[self.firm[-1]] in ITEMS[name]:
            self.close(self.firm[-1])
        self._end_paragraph(name)
        return name

    def _begin_form(self, name: str, _: re.Match[str]) -> str:
        if self.form is not None and not self.modes:
            return ""
        self._end_paragraph(name)
        return name

    def _begin_rule(self, name: str, _: re.Match[str]) -> str:
        self._end_paragraph(name)
        if self.in_scope("select") >= 0:
            self.imply()
        return ""

    def _begin_void(self, name: str, _: re.Match[str]) -> str:
        if self.active and name not in BARE:
            self.reopen()
        return ""

    def _begin_single(self, name: str, _: re.Match[str]) -> str:
        return name if name == "frameset" else ""

    def _begin_noscript(self, name: str, _: re.Match[str]) -> str:
        return "" if self.in_head and not self.open else name  # whatever is no more than a link there ends it

    def _begin_drawing(self, name: str, token: re.Match[str]) -> str:
        self.reopen()
        return "" if _closes_itself(token) else f"{name} {name}"

    def _begin_link(self, name: str, _: re.Match[str]) -> str:
        if self.active and (entry := self.last_active(name)) is not None:
            self.adopt(name)
            if entry.active:
                self.forget(entry)
                if entry.place >= 0:
                    self.remove(entry.place)
        return name

    def _begin_unbroken(self, name: str, _: re.Match[str]) -> str:
        self.reopen()
        if self.in_scope(name) >= 0:
            self.adopt(name)
        return name

    def _begin_button(self, name: str, _: re.Match[str]) -> str:
        if (place := self.in_scope(name)) >= 0:
            self.close(place)
        return name

    def _begin_ruby(self, name: str, _: re.Match[str]) -> str:
        if self.in_scope("ruby") >= 0:
            self.imply("rtc" if name in ("rp", "rt") else "")
        return name

    def _begin_select(self, name: str, _: re.Match[str]) -> str:
        place = self.in_scope("select")
        if place >= 0:
            self.close(place)
        if name == "input":
            self.reopen()
            return ""
        return name if place < 0 else ""

    def _begin_option(self, name: str, _: re.Match[str]) -> str:
        if self.in_scope("select") >= 0:
            self.imply("optgroup" if name == "option" else "")
        elif self.open and self.open[-1] == "option":
            self.close(len(self.open) - 1)
        return name

    # End tags in the body

    def _end_nothing(self, name: str) -> None:
        pass

    def _end_other(self, name: str) -> None:
        place = self.last(name)
        if place >= 0 and (not self.special or place >= self.special[-1]):
            self.close(place)

    def _end_in_scope(self, name: str) -> None:
        place = self.in_scope(name)
        if place >= 0:
            self.close(place)
            if name in MARKED:
                self.unmark()

    def _end_paragraph(self, _: str) -> None:
        place = self.in_scope("p")
        if place >= 0 and place > self.last("button"):
            self.close(place)

    def _end_item(self, name: str) -> None:
        place = self.in_scope(name)
        if place >= 0 and place > self.last("ul") and place > self.last("ol"):
            self.close(place)

    def _end_heading(self, _: str) -> None:
        place = max(self.in_scope(heading) for heading in HEADINGS)
        if place >= 0:
            self.close(place)

    def _end_form(self, name: str) -> None:
        if self.modes:
            self._end_in_scope(name)
            return
        form, self.form = self.form, None
        if form is not None and form >= 0 and not (self.scopes and self.scopes[-1] > form):
            self.imply()
            self.remove(form)

    def _end_formatting(self, name: str) -> None:
        if not self.adopt(name):
            self._end_other(name)

    def _end_break(self, _: str) -> None:
        self.reopen()


def _closes_itself(token: re.Match[str]) -> bool:
    """Whether a start tag ends with ``/>``, the slash not being part of an attribute."""
    return token.string.endswith("/>", token.end("attributes"), token.end())


STARTS: dict[str, Callable[[OpenElements, str, re.Match[str]], str]] = {
    **dict.fromkeys(VOID, OpenElements._begin_void),
    **dict.fromkeys(SINGLE, OpenElements._begin_single),
    **dict.fromkeys(ENDS_PARAGRAPH, OpenElements._begin_block),
    **dict.fromkeys(HEADINGS, OpenElements._begin_heading),
    **dict.fromkeys(ITEMS, OpenElements._begin_item),
    **dict.fromkeys(RUBY, OpenElements._begin_ruby),
    **dict.fromkeys(FOREIGN, OpenElements._begin_drawing),
    **dict.fromkeys(("input", "select"), OpenElements._begin_select),
    **dict.fromkeys(("optgroup", "option"), OpenElements._begin_option),
    "a": OpenElements._begin_link,
    "button": OpenElements._begin_button,
    "form": OpenElements._begin_form,
    "hr": OpenElements._begin_rule,
    "noscript": OpenElements._begin_noscript,
    "nobr": OpenElements._begin_unbroken,
    "table": OpenElements._begin_table,
    "xmp": OpenElements._begin_xmp,
}
ENDS: dict[str, Callable[[OpenElements, str], None]] = {
    **dict.fromkeys(SINGLE, OpenElements._end_nothing),
    **dict.fromkeys(ENDED_IN_SCOPE, OpenElements._end_in_scope),
    **dict.fromkeys(HEADINGS, OpenElements._end_heading),
    **dict.fromkeys(FORMATTING, OpenElements._end_formatting),
    "br": OpenElements._end_break,
    "form": OpenElements._end_form,
    "li": OpenElements._end_item,
    "p": OpenElements._end_paragraph,
}

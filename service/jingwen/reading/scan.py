"""The structure of a page's markup held within limits before any parser sees it.

Every HTML parser is quadratic in the attributes of a tag and in the depth of nesting, because the standard is: a tag of
80,000 attributes takes one of them nine seconds, 60,000 nested elements take minutes. Surplus attributes are cut and
tags below the deepest level are spliced out; the text stays. Only a page that can be over a limit is read tag by tag.
"""

from __future__ import annotations

import re
from collections import Counter

from selectolax.lexbor import LexborHTMLParser

from ..errors import TooManyTags
from ..model import Limits, Notice
from .elements import OpenElements
from .names import FORMATTING, SPECIAL
from .suspicion import may_be_crowded, may_be_deep
from .tokens import ONE_ATTRIBUTE, TOKEN

# What these hold is text to their own end tag.
TEXTUAL = {
    name: re.compile(rf"</{name}(?=[\t\n\f\r />])", re.I)
    for name in "script style title textarea xmp iframe noembed noframes".split()
} | {"plaintext": re.compile(r"\Z")}
# A script's end tag inside ``<!-- <script>`` is part of the script.
SCRIPT_MARK = re.compile(r"<!--|-->|<(?P<end>/?)script(?=[\t\n\f\r />])", re.I)
CDATA = "<![CDATA["
# These are text in an open select, too, whichever parser reads it.
TEXTUAL_IN_SELECT = frozenset(("script", "textarea"))
# Formatting that is left open is opened again in every block that follows. More than this many at once is no design.
MOST_LEFT_OPEN = 64
# lexbor is quadratic in the options of a select, of which no text is ever the article's.
MOST_OPTIONS = 2000
# Where the tag of one of these is left out, a line begins.
LINES = SPECIAL | {"optgroup", "option"}
# Into this it copies the option that is chosen, however deep.
COPY = "selectedcontent"
COUNTED = FORMATTING | {"option", COPY}


def bounded(markup: str, limits: Limits) -> tuple[str, tuple[Notice, ...]]:
    """``markup`` within ``limits``, and a notice for each limit that it was over.

    Raises ``TooManyTags`` where there are more than ``limits.tags``, those that a parser would add itself included.
    """
    tags = markup.count("<")
    if not may_be_deep(markup, tags, limits) and not may_be_crowded(markup, limits.attributes):
        return markup, ()
    return _Scan(markup, limits).run()


def too_many(limit: int, what: str, got: int | None = None) -> TooManyTags:
    """The error for a page with more than ``limit`` of ``what``."""
    return TooManyTags(
        f"the page has {got or 'more than ' + str(limit)} {what}; the limit is {limit} (max_tags). Is it a page? Else "
        "raise JINGWEN_MAX_TAGS (in Python: Limits(tags=...))",
        limit_name="max_tags",
        limit=limit,
        **({"got": got} if got else {}),
    )


class _Scan:
    """One pass over the tags of a page, with the elements that a parser would have open."""

    def __init__(self, markup: str, limits: Limits) -> None:
        self.markup, self.limits = markup, limits
        self.room = 2 * limits.attributes  # a tag of fewer characters cannot have too many
        self.pieces: list[str] = []
        self.done = 0
        self.elements = OpenElements(limits, _has_quirks(markup))
        self.spliced: Counter[str] = Counter()
        self.count = self.options = self.cut = self.most = self.deepest = 0

    def run(self) -> tuple[str, tuple[Notice, ...]]:
        """The page within its limits."""
        at: int | None = 0
        while at is not None:
            at = self._read(at)
        if not self.pieces:
            return self.markup, ()
        return "".join([*self.pieces, self.markup[self.done :]]), self._notices()

    def _read(self, at: int) -> int | None:
        """Reads tags from ``at`` up to what is text to the parser and looks like tags; returns where that ends."""
        markup, elements, active = self.markup, self.elements, self.elements.active
        for token in TOKEN.finditer(markup, at):
            start = token.start()
            if start > at and (elements.in_head or (active and (last := active[-1]) is not None and last.place < 0)):
                elements.text(markup[at:start].isspace())
            at = token.end()
            name = token["start"]
            if name is None:
                if (name := token["end"]) is not None:
                    if at - start > self.room:
                        self._cut(token, "rest")
                    self._end(name.lower(), token)
                elif elements.doubtful and markup.startswith(CDATA, start):
                    at = start + len(CDATA)
                    self._replace(start, at)
                    return at
                continue
            name = name.lower()
            self.count += 1
            if self.count + elements.opened_anew > self.limits.tags:
                raise too_many(self.limits.tags, "tags")
            if name not in TEXTUAL:
                self._start(name, token)
                continue
            end = self._end_of_text(name, at)
            if self._is_ambiguous(name, at, end):
                self._splice(name, token)
                continue
            if at - start > self.room:
                self._cut(token, "attributes")
            elements.begin(name, token)
            closing = TOKEN.match(markup, end)
            if closing is None:
                return len(markup)
            if closing.end() - end > self.room:
                self._cut(closing, "rest")
            return closing.end()
        return None

    def _end_of_text(self, name: str, at: int) -> int:
        """Where the text ends that a start tag of ``name``, which ends at ``at``, begins."""
        found = TEXTUAL[name].search(self.markup, at)
        end = found.start() if found else len(self.markup)
        if name != "script" or self.markup.find("<!--", at, end) < 0:
            return end
        escaped = twice = False
        while (mark := SCRIPT_MARK.search(self.markup, at)) is not None:
            at = mark.end()
            if mark.group() == "<!--":
                escaped, at = True, at - 2  # its dashes may be those of ``-->``, too
            elif mark.group() == "-->":
                escaped = twice = False
            elif not mark["end"]:
                twice = escaped
            elif twice:
                twice = False
            else:
                return mark.start()
        return len(self.markup)

    def _is_ambiguous(self, name: str, start: int, end: int) -> bool:
        """Whether parser and scan may disagree on what is markup between these places, as they would read it after a
        tag of ``name``. Without that tag they cannot; where there is no ``<``, the tag makes no difference."""
        doubts = self.elements.doubts
        if not doubts or self.markup.find("<", start, end) < 0:
            return False
        return name not in TEXTUAL_IN_SELECT or doubts != {"select"}

    def _notices(self) -> tuple[Notice, ...]:
        notices = []
        if self.cut:
            notices.append(
                Notice(
                    "attributes_cut",
                    f"{self.cut} tags have more than {self.limits.attributes} attributes (max_attributes), up to "
                    f"{self.most}; those beyond were passed over",
                )
            )
        if self.deepest:
            notices.append(
                Notice(
                    "depth_spliced",
                    f"elements are nested more than {self.limits.depth} deep (max_depth), up to {self.deepest}; what "
                    "is below was read as if it stood on that level",
                )
            )
        return tuple(notices)

    def _replace(self, start: int, end: int, by: str = "") -> None:
        self.pieces += (self.markup[self.done : start], by)
        self.done = end

    def _start(self, name: str, token: re.Match[str]) -> None:
        if name in COUNTED and self._is_surplus(name):
            self._splice(name, token)
        elif not self.elements.start(name, token):
            self.deepest = max(self.deepest, self.elements.depth + 1 + self.spliced.total())
            self._splice(name, token)
        elif token.end() - token.start() > self.room:
            self._cut(token, "attributes")

    def _is_surplus(self, name: str) -> bool:
        if name == "option":
            self.options += 1
            return self.options > MOST_OPTIONS
        return name == COPY or self.elements.left_open >= MOST_LEFT_OPEN

    def _splice(self, name: str, token: re.Match[str]) -> None:
        self.spliced[name] += 1
        self._leave_out(name, token)

    def _end(self, name: str, token: re.Match[str]) -> None:
        if self.spliced and self.spliced[name]:
            self.spliced[name] -= 1
            self._leave_out(name, token)
        else:
            self.elements.end(name)

    def _leave_out(self, name: str, token: re.Match[str]) -> None:
        """The tag is left out; where it would begin or end a block, a line begins."""
        if name not in LINES or self.elements.in_foreign:  # a line would end a drawing
            self._replace(*token.span())
        else:
            self._replace(*token.span(), "<br>")
            self.elements.begin("br", token)

    def _cut(self, token: re.Match[str], group: str) -> None:
        """Leaves out the attributes of a tag beyond the limit."""
        start, end = token.span(group)
        place = count = 0
        for attribute in ONE_ATTRIBUTE.finditer(self.markup, start, end):
            count += 1
            if count == self.limits.attributes:
                place = attribute.end()
        if count > self.limits.attributes:
            self.cut += 1
            self.most = max(self.most, count)
            self._replace(place, end)


def _has_quirks(markup: str) -> bool:
    """Whether a parser, by the document type, reads a page as browsers of old did: tables stand in paragraphs."""
    tag = next((token for token in TOKEN.finditer(markup) if token["start"] or token["end"]), None)
    tree = LexborHTMLParser(markup[: tag.start() if tag else 0] + "<p><table>")
    return bool(tree.css("p > table"))

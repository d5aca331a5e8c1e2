"""The structure of a page's markup held within limits before any parser sees it.

Every HTML parser is quadratic in the attributes of a tag and in the depth of nesting, because the standard is: a tag of
80,000 attributes takes one of them nine seconds, 60,000 nested elements take minutes. Surplus attributes are cut and
tags below the deepest level are spliced out; the text stays. Only a page that can be over a limit is read tag by tag.
"""

from __future__ import annotations

import re
from collections import Counter

from ..errors import TooManyTags
from ..model import Limits, Notice
from .suspicion import may_be_crowded, may_be_deep
from .tokens import ONE_ATTRIBUTE, TOKEN

VOID = frozenset("area base br col embed hr img input link meta param source track wbr frame keygen basefont".split())
# What these hold is text to their own end tag.
TEXTUAL = {
    name: re.compile(rf"</{name}(?=[\t\n\f\r />])", re.I)
    for name in "script style title textarea xmp iframe noembed noframes".split()
} | {"plaintext": re.compile(r"\Z")}
# A script's end tag inside ``<!-- <script>`` is part of the script.
SCRIPT_MARK = re.compile(r"<!--|-->|<(?P<end>/?)script(?=[\t\n\f\r />])", re.I)
FOREIGN = frozenset(("svg", "math"))
CDATA = "<![CDATA["
# Inside one of these it depends on more than is kept here whether a parser reads TEXTUAL elements as text, knows of
# CDATA, and which end tags it heeds. No end tag but their own reaches over them.
DOUBTFUL = FOREIGN | {"select", "template", "frameset"}
# What is in these is HTML again, though in a foreign element, which their end tags do not reach out of.
HTML_AGAIN = frozenset("annotation-xml desc foreignobject mi mn mo ms mtext".split())
# These end an open select; these are text in it, too.
ENDS_SELECT = frozenset("input keygen select textarea".split())
TEXTUAL_IN_SELECT = frozenset(("script", "textarea"))
FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
# An end tag of any other element closes no element over one of these.
SPECIAL = frozenset(
    "address applet article aside blockquote body button caption center colgroup dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup html li listing main marquee "
    "menu nav object ol p plaintext pre search section select summary table tbody td template tfoot th thead tr ul "
    "option optgroup".split()
)
# No end tag but a table part's reaches over one of these, and formatting that is left open inside ends with it.
SCOPES = frozenset("applet caption html marquee object table td template th".split())
TABLE_PARTS = frozenset("caption table tbody td tfoot th thead tr".split())
# Which open elements a start tag ends, as end tags may be left out.
CELLS, ROW = frozenset(("td", "th")), frozenset(("td", "th", "tr"))
ENDS = {
    "li": frozenset(("li",)),
    "dd": frozenset(("dd", "dt")),
    "dt": frozenset(("dd", "dt")),
    "option": frozenset(("option",)),
    "optgroup": frozenset(("option", "optgroup")),
    "td": CELLS,
    "th": CELLS,
    "tr": ROW,
    **dict.fromkeys(("tbody", "thead", "tfoot"), ROW | {"tbody", "thead", "tfoot"}),
}
ENDS_PARAGRAPH = (
    SPECIAL
    - frozenset("applet body button caption colgroup html marquee object select template".split())
    - frozenset(ENDS)
)
# Formatting that is left open is opened again in every block that follows. More than this many at once is no design.
MOST_LEFT_OPEN = 64
IDENTICAL = 3
# lexbor is quadratic in the options of a select, of which no text is ever the article's.
MOST_OPTIONS = 2000


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
    """One pass over the tags of a page, with a model of the parser's open elements that never underrates the depth."""

    def __init__(self, markup: str, limits: Limits) -> None:
        self.markup, self.limits = markup, limits
        self.room = 2 * limits.attributes  # a tag of fewer characters cannot have too many
        self.pieces: list[str] = []
        self.done = 0
        self.open: list[str] = []  # names, outermost first
        self.tags: list[str] = []  # as they are written, for formatting
        self.places: dict[str, list[int]] = {}
        self.special: list[int] = []
        self.doubtful: list[int] = []
        self.scopes: list[tuple[int, int]] = []  # place, and how much formatting was left open before
        self.left_open: list[tuple[str, str]] = []
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
        markup = self.markup
        for token in TOKEN.finditer(markup, at):
            name = token["start"]
            if name is None:
                if (name := token["end"]) is not None:
                    if token.end() - token.start() > self.room:
                        self._cut(token, "rest")
                    self._end(name.lower(), token)
                elif self.doubtful and markup.startswith(CDATA, token.start()):
                    at = token.start() + len(CDATA)
                    self._replace(token.start(), at)
                    return at
                continue
            name = name.lower()
            self.count += 1
            if self.count > self.limits.tags:
                raise too_many(self.limits.tags, "tags")
            if name not in TEXTUAL:
                self._start(name, token)
                continue
            end = self._end_of_text(name, token.end())
            if self._is_ambiguous(name, token.end(), end):
                self._splice(name, token)
            elif self._start(name, token):
                return end
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
        if not self.doubtful or self.markup.find("<", start, end) < 0:
            return False
        return name not in TEXTUAL_IN_SELECT or any(self.open[place] != "select" for place in self.doubtful)

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

    def _start(self, name: str, token: re.Match[str]) -> bool:
        """A start tag; returns whether it stays."""
        wall = self.doubtful[-1] if self.doubtful else -1
        if name in ENDS_SELECT and wall >= 0 and self.open[wall] == "select":
            self._close(wall)
            wall = self.doubtful[-1] if self.doubtful else -1
        long = token.end() - token.start() > self.room
        if name in VOID or (name in FOREIGN and _closes_itself(token)):
            if long:
                self._cut(token, "attributes")
            return True
        if name == "option":
            self.options += 1
            if self.options > MOST_OPTIONS:
                self._splice(name, token)
                return False
        if name in ENDS_PARAGRAPH:
            if self._innermost(wall) == "p":
                self._close(self.special[-1])
        elif (ended := ENDS.get(name)) is not None:
            while self._innermost(wall) in ended:
                self._close(self.special[-1])
        depth = len(self.open) + len(self.left_open)
        if depth >= self.limits.depth:
            self.deepest = max(self.deepest, depth + 1 + self.spliced.total())
            self._splice(name, token)
            return False
        formatting = name in FORMATTING
        if formatting and len(self.left_open) >= MOST_LEFT_OPEN:
            self._splice(name, token)
            return False
        if long:
            self._cut(token, "attributes")
        place = len(self.open)
        self.open.append(name)
        self.tags.append(token.group() if formatting else "")
        self.places.setdefault(name, []).append(place)
        if name in DOUBTFUL:
            self.doubtful.append(place)
        if name in HTML_AGAIN:
            self.special.append(place)
        elif name in SPECIAL:
            self.special.append(place)
            self.count += len(self.left_open)  # each is made anew in there
            if name in SCOPES:
                self.scopes.append((place, len(self.left_open)))
        return True

    def _innermost(self, wall: int) -> str:
        """The name of the special element that was opened last; empty where there is none behind ``wall``."""
        return self.open[self.special[-1]] if self.special and self.special[-1] > wall else ""

    def _splice(self, name: str, token: re.Match[str]) -> None:
        """The tag is left out; where it would begin a block, a line begins."""
        self.spliced[name] += 1
        self._replace(token.start(), token.end(), "<br>" if name in SPECIAL else "")

    def _end(self, name: str, token: re.Match[str]) -> None:
        if self.spliced[name]:
            self.spliced[name] -= 1
            self._replace(token.start(), token.end(), "<br>" if name in SPECIAL else "")
            return
        if name == "frameset":  # what comes after it is no more read as usual than what is in it
            return
        places = self.places.get(name)
        special = self.special[-1] if self.special else -1
        scope = self.scopes[-1][0] if self.scopes else -1
        wall = self.doubtful[-1] if self.doubtful else -1
        least = -1 if name in TABLE_PARTS else scope if name in SPECIAL else special
        if places and places[-1] >= max(least, wall):
            self._close(places[-1], name)
        elif name in FORMATTING and not places:
            for nth in range(len(self.left_open) - 1, -1, -1):
                if self.left_open[nth][0] == name:
                    del self.left_open[nth]
                    break

    def _close(self, place: int, name: str | None = None) -> None:
        """Closes the element at ``place`` and all in it; formatting among those is left open, as the standard says."""
        while len(self.open) > place:
            closed, tag = self.open.pop(), self.tags.pop()
            at = len(self.open)
            self.places[closed].pop()
            if self.special and self.special[-1] == at:
                self.special.pop()
            if self.doubtful and self.doubtful[-1] == at:
                self.doubtful.pop()
            if self.scopes and self.scopes[-1][0] == at:
                del self.left_open[self.scopes.pop()[1] :]
            elif tag and not (at == place and closed == name):
                entry = (closed, tag)
                if self.left_open.count(entry) < IDENTICAL:
                    self.left_open.append(entry)

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


def _closes_itself(token: re.Match[str]) -> bool:
    """Whether a start tag ends with ``/>``, the slash not being part of an attribute."""
    return token.string.endswith("/>", token.end("attributes"), token.end())

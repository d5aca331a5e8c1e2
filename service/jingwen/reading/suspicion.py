"""Whether a page may be over a limit of its markup: asked of every page, so a few searches for single characters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model import Limits
from .tokens import ONE_ATTRIBUTE, TOKEN

# A page of fewer ``<`` than this many times the deepest level is not looked at for its depth: even if all of them
# nested, a parser would need some 50 ms. One of more than DENSE times is always read tag by tag: between so many tags
# that open and close nothing, nesting does not show in their balance.
SPARSE, DENSE = 8, 32
# A tag whose values hold ``>`` is told by two places in a row, of those looked at, that may stand inside quotes:
# every fourth, as a tag between them costs a parser nothing yet, but on a large page, which has room for many such.
STRIDE, LARGE = 4, 1_000_000
# As many places where a tag may begin are looked at closely in a long text without a ``>``.
CANDIDATES = 8
WINDOWS = 64
SEPARATOR = re.compile(r"[\t\n\f\r /\"']+")
# One of these stands between any two attributes, but for an equals sign at the very end.
BETWEEN = b" /\"'\n\r\t\f"
TAG = re.compile("<[a-zA-Z/]")


def may_be_deep(markup: str, tags: int, limits: Limits) -> bool:
    """Whether a page with so many ``tags`` may have more of them, or nest them deeper, than ``limits`` allow."""
    if tags <= SPARSE * limits.depth:
        return tags > limits.tags
    if tags > DENSE * limits.depth or tags > limits.tags:
        return True
    # A comment opens nothing, but most pages are shallow enough with theirs counted.
    return _rise(markup) > limits.depth and _rise(markup, but_comments=True) > limits.depth


def _rise(markup: str, but_comments: bool = False) -> int:
    """How many more elements may be open at one place than at another before it, by the tags in each window."""
    low = level = rise = 0
    step = len(markup) // WINDOWS + 1
    for at in range(0, len(markup), step):
        ends = markup.count("</", at, at + step)
        starts = markup.count("<", at, at + step) - ends
        if but_comments:
            starts -= markup.count("<!", at, at + step)
        rise = max(rise, level + starts - low)
        level += starts - ends
        low = min(low, level)
    return rise


def may_be_crowded(markup: str, attributes: int) -> bool:
    """Whether a tag may have more than so many ``attributes``: one of at least two characters for each.

    Either that much text without a ``>`` holds such a tag, or the tag has ``>`` within quotes.
    """
    room, at = 2 * attributes, -1
    last = len(markup) - room
    stops: list[int] = []
    rfind = markup.rfind
    while at < last:
        found = rfind(">", at + 1, at + 1 + room)
        if found >= 0:
            at = found
            stops.append(at)
            continue
        end = markup.find(">", at + 1 + room)
        end = len(markup) if end < 0 else end
        quote = _in_quotes(markup, at, room)
        if quote:  # the tag goes on behind the value, unless all of this is no tag but text or a script
            closed = markup.find(quote, at + 1, end) + 1
            if closed and len(ONE_ATTRIBUTE.findall(markup, closed, end)) >= attributes:
                return True
        if _holds_crowded(markup, at + 1, end, attributes):
            return True
        at = end
    stride = STRIDE if last < LARGE else 1
    return _two_in_quotes(markup, stops[stride - 1 :: stride], room)


def _two_in_quotes(markup: str, places: Sequence[int], room: int) -> bool:
    """Whether two ``places`` in a row may be within quotes: every second is asked, and those beside it if it may."""
    for n in range(1, len(places), 2):
        beside = places[n - 1 : n + 2 : 2]
        if _in_quotes(markup, places[n], room) and any(_in_quotes(markup, place, room) for place in beside):
            return True
    return False


def _holds_crowded(markup: str, start: int, end: int, attributes: int) -> bool:
    """Whether a tag with more than so many ``attributes`` may begin after ``start``, before the next ``>``, at ``end``.

    One may begin at each ``<`` there (or at none, in a script). What is long is most often a single value: the path of
    a drawing, a description.
    """
    last = end - 2 * attributes
    first = markup.find("<", start, last)
    if first < 0:
        return False
    rest = markup[first:end].encode("utf-8", "ignore")
    if len(rest) - len(rest.translate(None, BETWEEN)) < attributes - 2:
        return False
    for nth, tag in enumerate(TAG.finditer(markup, start, last)):
        token = TOKEN.match(markup, tag.start(), end + 1)
        if token is None or nth == CANDIDATES or max(token.end("attributes"), token.end("rest")) > end:
            return len(SEPARATOR.findall(markup, tag.start(), end)) >= attributes
        group = "rest" if token["start"] is None else "attributes"
        if len(ONE_ATTRIBUTE.findall(markup, *token.span(group))) >= attributes:
            return True
    return False


def _in_quotes(markup: str, at: int, room: int) -> str | None:
    """The quote of a value that may hold the ``>`` at ``at``: the last quote before it is an opening one."""
    for quote in "\"'":
        opening = markup.rfind(quote, max(0, at - room), at)
        if opening > 0 and (
            markup[opening - 1] == "="
            or (markup[opening - 1].isspace() and markup[max(0, opening - room) : opening].rstrip().endswith("="))
        ):
            return quote
    return None

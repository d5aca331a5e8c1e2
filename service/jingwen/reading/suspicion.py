"""Whether a page may be over a limit of its markup: asked of every page, so a few searches for single characters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser

from ..model import Limits
from .tokens import ATTRIBUTE, ONE_ATTRIBUTE, TOKEN

# A page of fewer ``<`` than this many times the deepest level is not looked at for its depth: even if all of them
# nested, a parser would need some 50 ms. One of more than DENSE times is always read tag by tag: between so many tags
# that open and close nothing, nesting does not show in their balance.
SPARSE, DENSE = 8, 32
# A tag whose values hold ``>`` is told by two places in a row, of those looked at, that may stand inside quotes:
# every fourth, as a tag between them costs a parser nothing yet, but on a large page, which has room for many such.
STRIDE, LARGE = 4, 1_000_000
# As many places where a tag may begin are looked at closely in a long text without a ``>``.
CANDIDATES = 8
# And at as many such texts; a page has one or two.
MOST_ASKED = 4
# What is text in a script and a tag elsewhere, and stands on no page.
PROBE = "<is-script>"
QUOTES = "\"'"
WINDOWS = 64
SEPARATOR = re.compile(r"[\t\n\f\r /\"']+")
# One of these stands between any two attributes, but for an equals sign at the very end.
BETWEEN = b" /\"'\n\r\t\f"
TAG = re.compile("<[a-zA-Z/]")
# Comments, signs in scripts, and the elements that hold nothing wherever they stand: in a drawing others may.
OPENS_NOTHING = re.compile(r"<(?:(?![a-zA-Z/])|(?:br|embed|hr|img|meta)(?=[\t\n\f\r />]))", re.I)
# The attributes that a tag goes on with behind one of them.
REST = re.compile(rf"(?:{ATTRIBUTE})*+")


def may_be_deep(markup: str, tags: int, limits: Limits) -> bool:
    """Whether a page with so many ``tags`` may have more of them, or nest them deeper, than ``limits`` allow."""
    if tags <= SPARSE * limits.depth:
        return tags > limits.tags
    if tags > DENSE * limits.depth or tags > limits.tags:
        return True
    # Most pages are shallow enough with what opens nothing counted; a few have a thousand pictures, or code.
    return _rise(markup) > limits.depth and _rise(OPENS_NOTHING.sub("", markup)) > limits.depth


def _rise(markup: str) -> int:
    """How many more elements may be open at one place than at another before it, by the tags in each window."""
    low = level = rise = 0
    step = len(markup) // WINDOWS + 1
    for at in range(0, len(markup), step):
        ends = markup.count("</", at, at + step)
        starts = markup.count("<", at, at + step) - ends
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
    long: list[tuple[int, int]] = []  # where text without a ``>`` begins and ends that may hold such a tag
    rfind = markup.rfind
    while at < last:
        found = rfind(">", at + 1, at + 1 + room)
        if found >= 0:
            at = found
            stops.append(at)
            continue
        end = markup.find(">", at + 1 + room)
        end = len(markup) if end < 0 else end
        if _ends_crowded(markup, at, end, attributes) or _holds_crowded(markup, at + 1, end, attributes):
            long.append((at + 1, end))
        at = end
    stride = STRIDE if last < LARGE else 1
    return (
        _two_in_quotes(markup, stops[stride - 1 :: stride], room)
        or len(long) > MOST_ASKED
        or not all(_is_script(markup, start, end) for start, end in long)
    )


def _is_script(markup: str, start: int, end: int) -> bool:
    """Whether what stands between these places is a script's, by what a parser makes of all before it.

    Most of what is long and looks like a tag is, and reading tag by tag takes ten times as long.
    """
    text = markup[start:end].lower().rstrip().removesuffix("</script")
    if "</script" in text or PROBE in markup:
        return False
    scripts = LexborHTMLParser(markup[:start] + PROBE).css("script")
    return bool(scripts) and scripts[-1].text().endswith(PROBE)


def _two_in_quotes(markup: str, places: Sequence[int], room: int) -> bool:
    """Whether two ``places`` in a row may be within quotes of one tag: every second is asked, and those beside it if it
    may."""
    for n in range(1, len(places), 2):
        if _in_quotes(markup, places[n], room) and any(
            _in_quotes(markup, beside, room)
            and _in_one_tag(markup, min(beside, places[n]), max(beside, places[n]), room)
            for beside in places[n - 1 : n + 2 : 2]
        ):
            return True
    return False


def _in_one_tag(markup: str, first: int, second: int, room: int) -> bool:
    """Whether a tag with the ``first`` of two places in quotes may go on beyond the ``second``."""
    for quote in QUOTES:
        if _in_quotes(markup, first, room, quote):
            closed = markup.find(quote, first) + 1
            rest = REST.match(markup, closed)
            if not closed or rest is None or rest.end() > second:
                return True
    return False


def _ends_crowded(markup: str, at: int, end: int, attributes: int) -> bool:
    """Whether a tag with more than so many ``attributes`` may end at ``end``, with the ``>`` at ``at`` in quotes.

    It goes on behind the value, unless all of this is no tag but text or a script.
    """
    quote = _in_quotes(markup, at, 2 * attributes)
    closed = markup.find(quote, at + 1, end) + 1 if quote else 0
    return closed > 0 and len(ONE_ATTRIBUTE.findall(markup, closed, end)) >= attributes


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


def _in_quotes(markup: str, at: int, room: int, quotes: str = QUOTES) -> str | None:
    """The quote of a value that may hold the ``>`` at ``at``: the last quote before it is an opening one."""
    for quote in quotes:
        opening = markup.rfind(quote, max(0, at - room), at)
        if opening > 0 and (
            markup[opening - 1] == "="
            or (markup[opening - 1].isspace() and markup[max(0, opening - room) : opening].rstrip().endswith("="))
        ):
            return quote
    return None

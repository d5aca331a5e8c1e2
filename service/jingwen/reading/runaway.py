"""Links that nobody has ended: to a parser all that follows is a link, to a reader it is text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from ..block import Block
from .blocks import weight

# A block that is one link and says so much (35 Han characters) is seldom a headline, two in a row are no teasers.
LONG_LINK = 105
# So many paragraphs or lines in one link are prose: a teaser has one or two.
MANY = 3
# Where the text of a link that nobody has ended ends.
BOUNDARY = re.compile(
    r"<(?P<end>/?)(?:p|div|li|ul|ol|td|th|tr|table|h[1-6]|blockquote|section|article|main|aside|footer|header|nav|figure)"
    r"(?=[\s/>])",
    re.I,
)
LINE = re.compile(r"<(?:p|br)(?=[\s/>])", re.I)
TAG = re.compile(r"<[^<>]*+>")
LINK = re.compile(r"<(?P<end>/?)a(?=[\s/>])[^>]*+>?", re.I)
HREF = re.compile(r"\shref(?=\s*=)", re.I)


def may_run_away(blocks: Sequence[Block]) -> bool:
    """Whether a link may have gone on for paragraphs: two blocks in a row are long and nothing but links."""
    before: Block | None = None  # the block before, where it is a link that may be long
    for block in blocks:
        size = len(block.text)
        if 3 * size < LONG_LINK or block.linked < 0.9 * size:  # as with nearly all
            before = None
            continue
        if before is not None and before.weight >= LONG_LINK and block.weight >= LONG_LINK:
            return True
        before = block
    return False


def with_short_links(markup: str) -> str:
    """``markup`` with no link over several paragraphs; itself if it has none.

    A link that is not ended goes on, for a parser, up to the next one: it ends with the block that it began in. One
    around many paragraphs leads nowhere.
    """
    pieces: list[str] = []
    done = 0
    last: re.Match[str] | None = None
    for tag in chain(LINK.finditer(markup), (None,)):
        if last is not None:
            end = tag.start() if tag else len(markup)
            short = _shortened(markup, last, end, ended=bool(tag and tag["end"]))
            if short is not None:
                pieces += (markup[done : last.start()], short)
                done = end
        last = None if tag is None or tag["end"] or HREF.search(markup, *tag.span()) is None else tag
    return "".join([*pieces, markup[done:]]) if pieces else markup


def _shortened(markup: str, start: re.Match[str], end: int, ended: bool) -> str | None:
    """The link that begins with the tag ``start``, with all up to ``end``; None where it is right as it is."""
    if markup.find("<", start.end(), end) < 0:  # as with most
        return None
    runs = sum(1 for _ in LINE.finditer(markup, start.end(), end)) >= MANY
    boundary = None if ended else BOUNDARY.search(markup, start.end(), end)
    if boundary is None:
        return HREF.sub(" data-href", start.group()) + markup[start.end() : end] if runs else None
    words = markup[start.end() : boundary.start()]
    said = weight(TAG.sub("", words).strip())
    if not (runs or said or boundary["end"]):
        return None  # a teaser, its end left out
    tag = HREF.sub(" data-href", start.group()) if said >= LONG_LINK else start.group()
    return f"{tag}{words}</a>{markup[boundary.start() : end]}"

"""Links that nobody has ended: to a parser all that follows is a link, to a reader it is text."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
    before = False
    for block in blocks:
        long = block.linked >= 0.9 * len(block.text) and block.weight >= LONG_LINK
        if long and before:
            return True
        before = long
    return False


def with_short_links(markup: str) -> str:
    """``markup`` with no link over several paragraphs; itself if it has none.

    A link that is not ended goes on, for a parser, up to the next one: it ends with the block that it began in. One
    around many paragraphs leads nowhere.
    """
    pieces: list[str] = []
    done = 0
    last: re.Match[str] | None = None
    for tag in LINK.finditer(markup):
        if last is not None:
            pieces.append(markup[done : last.start()])
            pieces.append(_shortened(markup, last, tag.start(), ended=bool(tag["end"])))
            done = tag.start()
        last = None if tag["end"] or HREF.search(tag.group()) is None else tag
    if last is not None:
        pieces.append(markup[done : last.start()])
        pieces.append(_shortened(markup, last, len(markup), ended=False))
        done = len(markup)
    mended = "".join([*pieces, markup[done:]])
    return markup if mended == markup else mended


def _shortened(markup: str, start: re.Match[str], end: int, ended: bool) -> str:
    """The link that begins with the tag ``start``, with all up to ``end``."""
    runs = sum(1 for _ in LINE.finditer(markup, start.end(), end)) >= MANY
    boundary = None if ended else BOUNDARY.search(markup, start.end(), end)
    if boundary is None:
        return (
            HREF.sub(" data-href", start.group()) + markup[start.end() : end] if runs else markup[start.start() : end]
        )
    words = markup[start.end() : boundary.start()]
    said = weight(TAG.sub("", words).strip())
    if not (runs or said or boundary["end"]):
        return markup[start.start() : end]  # a teaser, its end left out
    tag = HREF.sub(" data-href", start.group()) if said >= LONG_LINK else start.group()
    return f"{tag}{words}</a>{markup[boundary.start() : end]}"

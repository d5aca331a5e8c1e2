"""A headline's own words, where its element holds others besides: a kicker above it, a badge, a date, a subtitle."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..reading.blocks import weight
from ..regex import regex
from .site import squash

# What sites call what they print within a headline and do not mean to be part of it.
ASIDE = regex(
    r"kicker|badge|eye-?brow|(?:over|roof|top|strap|tag)-?_?line|dachzeile|spitzmarke|rubri[ckq]|categor|volanta|"
    r"ante-?titul|cintillo|sur-?titre|(?:pre|sup|over|sub)-?_?(?:titl|titre|head)|untertitel|sub-?line|h1-?small|paywall|"
    r"premium|descriptor|(?:sr|screen-?reader)-?(?:only|text)|visually-?hidden|off-?screen|aural|"
    r"(?:^|[ _-])(?:labels?|tags?|date|time|datum|fecha|count(?:er)?|comments?|icon|sticker|source|author|byline)"
    r"(?:$|[ _-])",
    re.I,
)
MOMENT = regex(r"[\W\d_]*\d[.:/-]\d[\W\d_]*")
ASIDE_TAGS = frozenset(("small", "time", "button"))
SKIPPED = frozenset(("script", "style", "template", "noscript", "svg"))
# How deep a headline's words are looked for in elements around all of them, and how many headings are looked through.
DEEPEST, MOST = 6, 40
# So much of a headline is left at the least, and says so much.
LEFT, SAYS = 0.25, 9.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a headline; ``aside``: by its element it is no part of that."""

    node: LexborNode
    text: str
    aside: bool


def own_words(tree: LexborHTMLParser, tag: str, text: str, known: Container[str]) -> str:
    """``text``, which a ``tag`` of the page holds, without what stands in it besides the headline.

    ``known`` are the headlines that the page's data tells, squashed: words that are one of them are all of it.
    """
    printed = "".join(text.split())
    node = next((n for n in islice(tree.css(tag), MOST) if "".join(n.text().split()) == printed), None)
    least, words = max(SAYS, LEFT * weight(text)), text
    for _ in range(DEEPEST):
        pieces = _pieces(node) if node is not None else []
        own = [piece for piece in pieces if not piece.aside]
        if len(own) < len(pieces) and weight(_joined(own)) >= least:
            words = _joined(own)
        else:
            own = pieces
        for run in _runs(own):
            if squash(part := _joined(run)) in known and weight(part) >= least:
                return part
        node = own[0].node if len(own) == 1 else None
    return words


def _pieces(node: LexborNode) -> list[Piece]:
    """What is directly in ``node`` and says anything."""
    children = (child for child in node.iter(include_text=True) if child.tag not in SKIPPED)
    found = ((child, " " if child.tag == "br" else child.text()) for child in children)
    return [Piece(child, text, _is_aside(child, text)) for child, text in found if text.strip() or child.tag == "br"]


def _is_aside(node: LexborNode, text: str) -> bool:
    if node.tag == "-text":
        return False
    names = node.attributes.get("class")
    if node.tag in ASIDE_TAGS or (names is not None and ASIDE.search(names)):
        return True
    return MOMENT.fullmatch(text) is not None


def _runs(pieces: Sequence[Piece]) -> Iterator[Sequence[Piece]]:
    """What is left of ``pieces`` where some are cut off at their beginning or at their end, the longest first."""
    for size in range(len(pieces) - 1, 0, -1):
        yield pieces[:size]
        yield pieces[-size:]


def _joined(pieces: Sequence[Piece]) -> str:
    return " ".join(" ".join("".join(piece.text for piece in pieces).split()).split()).strip(" :：|·•-–—/")

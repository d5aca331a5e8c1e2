"""Which of many patterns are worth trying on a text: those of whose words it holds one.

Held against a text that it does not match, a pattern with open ends (``.{0,30}未经[^。]{0,20}授权.*``) costs a
microsecond or more, and a page has hundreds of blocks for a hundred such patterns. One pass over the text for the words
that they need, which RE2 makes for all of them together, costs one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any, NamedTuple

import re2

# One piece of a pattern: an escape, a class, the opening of a group, a mark of the grammar, a character.
PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?(?::|<?[!=])|\{\d*,?\d*\}[?+]?|[*+?][?+]?|[()|.^$]|.", re.S)
MARK = re.compile(r"\\[^\w\s]")
NEGATED_OR_RANGE = re.compile(r"\[\^|.*(?:\\\w|[^\\]-[^\]])", re.S)
# How many different texts a piece may stand for and still be spelt out (跟[帖贴], 登[录陆]).
MOST = 64
# A set that runs out of memory has nothing slower to fall back on; this is ten times what pages have been seen to need.
MAX_MEMORY = 32 << 20


class Index:
    """Patterns by the words that they need. Immutable, safe to share between threads."""

    __slots__ = ("_set",)

    def __init__(self, patterns: Iterable[str]) -> None:
        """Raises ``ValueError`` for a pattern that can match a text without any word."""
        options = re2.Options()
        options.max_mem = MAX_MEMORY
        options.log_errors = False
        self._set: Any = re2.Set.SearchSet(options)
        for pattern in patterns:
            self._set.Add("|".join(map(re2.escape, sorted(needed_words(pattern)))).encode())
        self._set.Compile()

    def worth_trying(self, text: str) -> Sequence[int]:
        """The places of the patterns that may match ``text``, whatever its case, ascending."""
        return sorted(self._set.Match(text.lower().encode("utf-8", "surrogatepass")) or ())


class _Piece(NamedTuple):
    """What is known of a piece of a pattern: all the texts that it can be, where those are few, and words of which
    every text that it can be holds one, where there are such."""

    texts: frozenset[str] | None
    words: frozenset[str] | None


NOTHING = _Piece(frozenset(("",)), None)
ANYTHING = _Piece(None, None)


def needed_words(pattern: str) -> frozenset[str]:
    """Words, lower case, of which every text that ``pattern`` matches, case aside, holds one.

    Knows what the patterns of this house are written in: literals, classes, groups without names, look-arounds,
    quantifiers. Raises ``ValueError`` where there are none.
    """
    pieces = PIECE.findall(pattern)[::-1]
    words = _alternatives(pieces).words
    if pieces or not words:
        raise ValueError(f"no word is needed by {pattern!r:.80}")
    return frozenset(word.lower() for word in words)


def _alternatives(pieces: list[str]) -> _Piece:
    """What is known of ``a|b|…``, up to the end of its group. ``pieces`` are in reverse order, and used up."""
    branches = [_sequence(pieces)]
    while pieces and pieces[-1] == "|":
        pieces.pop()
        branches.append(_sequence(pieces))
    texts = _union([branch.texts for branch in branches])
    return _Piece(texts if texts and len(texts) <= MOST else None, _union([branch.words for branch in branches]))


def _union(sets: Sequence[frozenset[str] | None]) -> frozenset[str] | None:
    """All that is in ``sets``; None where any of them is unknown."""
    known = [each for each in sets if each is not None]
    return frozenset().union(*known) if len(known) == len(sets) else None


def _sequence(pieces: list[str]) -> _Piece:
    """What is known of pieces in a row. A word reaches over neighbours as long as those can be spelt out."""
    candidates: list[frozenset[str]] = []
    run = frozenset(("",))
    spelt_out = True
    while pieces and pieces[-1] not in ("|", ")"):
        piece = _quantified(_piece(pieces), pieces)
        if piece.texts is not None and len(run) * len(piece.texts) <= MOST:
            run = frozenset(map("".join, product(run, piece.texts)))
            continue
        candidates += [run, piece.words or frozenset(("",))]
        run = piece.texts or frozenset(("",))
        spelt_out = False
    candidates.append(run)
    best = max(candidates, key=lambda words: (min(map(len, words)), -len(words)))
    return _Piece(run if spelt_out else None, None if "" in best else best)


def _piece(pieces: list[str]) -> _Piece:
    """What is known of the next piece: a character, a class or a group."""
    piece = pieces.pop()
    if piece.startswith("("):
        inner = _alternatives(pieces)
        pieces.pop()
        return inner if piece in ("(", "(?:") else NOTHING
    if piece in (r"\b", r"\B", "^", "$"):
        return NOTHING
    if piece.startswith("[") and len(piece) > 1:
        texts = frozenset(re.sub(r"\\(.)", r"\1", piece[1:-1]))
        return ANYTHING if NEGATED_OR_RANGE.match(piece) else _Piece(texts, texts)
    if piece == "." or (len(piece) > 1 and not MARK.fullmatch(piece)):
        return ANYTHING
    return _Piece(frozenset((piece[-1],)), frozenset((piece[-1],)))


def _quantified(piece: _Piece, pieces: list[str]) -> _Piece:
    """``piece`` with the quantifier that follows it, if one does."""
    if not pieces or not re.match(r"[*+?]|\{\d", pieces[-1]):
        return piece
    mark = pieces.pop()
    if mark[0] == "?":
        return _Piece(piece.texts | {""}, None) if piece.texts else ANYTHING
    at_least_once = mark[0] == "+" or re.match(r"\{0*[1-9]", mark)
    return _Piece(None, piece.words) if at_least_once else ANYTHING

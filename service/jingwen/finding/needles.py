"""Which of many patterns are worth trying on a text: those that it begins like, or of whose words it holds one.

Held against a text that it does not match, a pattern with open ends (``.{0,30}未经[^。]{0,20}授权.*``) costs a
microsecond or more, and a page has hundreds of blocks for a hundred such patterns. One pass over the text for what they
need, which RE2 makes for all of them together, costs one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any, NamedTuple

import re2

# One piece of a pattern: characters in a row, words to choose from, an escape, a class, the opening of a group, a mark
# of the grammar.
PIECE = re.compile(
    r"[^\\\[\](){}*+?|.^$]+(?![*+?{])|\(\?:[^\\\[\](){}*+?.^$]+\)|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]"
    r"|\(\?(?::|<?[!=])|\{\d*,?\d*\}[?+]?|[*+?][?+]?|.",
    re.S,
)
OTHER_SPACE = re.compile(r"[^\S ]")
QUANTIFIER = re.compile(r"[*+?]|\{\d")
AT_LEAST_ONCE = re.compile(r"\+|\{0*[1-9]")
MARK = re.compile(r"\\[^\w\s]")
ESCAPED = re.compile(r"\\(.)")
NEGATED_OR_RANGE = re.compile(r"\[\^|.*(?:\\\w|[^\\]-[^\]])", re.S)
# How many different texts a piece may stand for and still be spelt out (跟[帖贴], 登[录陆]).
MOST = 64
# So many characters of a word tell it from others; whole texts are looked for where they are few.
TELLING, FEW = 10, 8
# A set that runs out of memory has nothing slower to fall back on; this is ten times what pages have been seen to need.
MAX_MEMORY = 32 << 20


class Index:
    """Patterns by what they need of a text to be all of it. Immutable, safe to share between threads."""

    __slots__ = ("_edges", "_set")

    def __init__(self, patterns: Iterable[str], marks: str = "") -> None:
        """White space and ``marks`` may stand around what a pattern matches.

        What stands before it is taken off the texts, and white space in those is made spaces: RE2 then has none of it
        to look for, which saves half of what it takes to make the set.

        Raises ``ValueError`` for a pattern that can match a text without any word.
        """
        options = re2.Options()
        options.max_mem = MAX_MEMORY
        options.log_errors = False
        options.case_sensitive = False
        self._edges = marks + " "
        self._set: Any = re2.Set.SearchSet(options)
        for pattern in patterns:
            self._set.Add(needs(pattern, marks).encode())
        self._set.Compile()

    def worth_trying(self, text: str) -> Sequence[int]:
        """The places of the patterns that the whole of ``text`` may match, whatever its case; ascending."""
        if not text.isprintable():  # as is all white space but the space
            text = OTHER_SPACE.sub(" ", text)
        found = self._set.Match(text.lstrip(self._edges).encode("utf-8", "surrogatepass"))
        return sorted(found) if found else ()


class _Piece(NamedTuple):
    """What is known of a piece of a pattern: all the texts that it can be, where those are few; of what every text that
    it can be begins with one, and holds one. Nothing (``""``) is among these where there are no such words."""

    texts: frozenset[str] | None
    starts: frozenset[str]
    words: frozenset[str]


UNKNOWN = frozenset(("",))
ANYTHING = _Piece(None, UNKNOWN, UNKNOWN)


def _spelt(texts: frozenset[str]) -> _Piece:
    return _Piece(texts, texts, texts)


def needs(pattern: str, marks: str = "") -> str:
    """A pattern of RE2 that is found in every text, of which ``pattern`` matches the whole but for ``marks`` around it;
    in the text without those before it, and with spaces for all white space.

    Knows what the patterns of this house are written in: literals, classes, groups without names, look-arounds,
    quantifiers. Raises ``ValueError`` where a text needs no word.
    """
    pieces = PIECE.findall(pattern)[::-1]
    needed: dict[tuple[str, str], set[str]] = {}
    for branch in _branches(pieces):
        place, words = _need(branch, marks + " ")
        needed.setdefault(place, set()).update(words)
    if pieces or not all(map(_shortest, needed.values())):
        raise ValueError(f"no word is needed by {pattern!r:.80}")
    return "|".join(
        f"{before}(?:{'|'.join(map(re.escape, sorted(words)))}){after}" for (before, after), words in needed.items()
    )


def _need(branch: _Piece, edges: str) -> tuple[tuple[str, str], set[str]]:
    """Words, of which an alternative needs one, and what RE2 is to find before and after it; a single letter at the
    beginning tells less than a word anywhere."""
    texts, starts, words = ({word.lstrip(edges) for word in each or ()} for each in branch)
    if texts and len(texts) <= FEW:
        return ("^", f"[{re.escape(edges)}]*$"), texts
    if _shortest(starts) >= min(2, _shortest(words)):
        return ("^", ""), _cut(starts)
    return ("", ""), _cut(words)


def _cut(words: Iterable[str]) -> set[str]:
    """What ``words`` begin with: a few pieces where they are many, for what RE2 holds of each takes memory."""
    return {word[:TELLING] for word in words}


def _shortest(words: Iterable[str]) -> int:
    return min(map(len, words))


def _branches(pieces: list[str]) -> list[_Piece]:
    """What is known of each of ``a|b|…``, up to the end of the group. ``pieces`` are in reverse order, and used up."""
    branches = [_sequence(pieces)]
    while pieces and pieces[-1] == "|":
        pieces.pop()
        branches.append(_sequence(pieces))
    return branches


def _group(branches: Sequence[_Piece]) -> _Piece:
    """What is known of a group of alternatives."""
    starts, words = (frozenset().union(*sets) for sets in zip(*(branch[1:] for branch in branches), strict=True))
    texts = [branch.texts for branch in branches if branch.texts is not None]
    spelt_out = len(texts) == len(branches) and len(starts) <= MOST
    return _Piece(starts if spelt_out else None, starts, words)


def _sequence(pieces: list[str]) -> _Piece:
    """What is known of pieces in a row. A word reaches over neighbours as long as those can be spelt out."""
    starts, words, run = None, [], UNKNOWN
    while pieces and pieces[-1] not in ("|", ")"):
        piece = _quantified(_piece(pieces), pieces)
        if piece.texts is not None and len(run) * len(piece.texts) <= MOST:
            run = _joined(run, piece.texts)
            continue
        if starts is None:
            starts = _joined(run, piece.starts) if len(run) * len(piece.starts) <= MOST else run
        words += [run, piece.words]
        run = piece.texts or UNKNOWN
    if starts is None:
        return _spelt(run)
    return _Piece(None, starts, max([*words, run], key=lambda each: (_shortest(each), -len(each))))


def _joined(some: Iterable[str], others: Iterable[str]) -> frozenset[str]:
    return frozenset(map("".join, product(some, others)))


def _piece(pieces: list[str]) -> _Piece:
    """What is known of the next piece: a character, a class or a group."""
    piece = pieces.pop()
    if piece.startswith("(?:") and piece.endswith(")"):
        texts = frozenset(piece[3:-1].split("|"))
        return _Piece(texts if len(texts) <= MOST else None, texts, texts)
    if piece.startswith("("):
        inner = _group(_branches(pieces))
        pieces.pop()
        return inner if piece in ("(", "(?:") else _spelt(UNKNOWN)
    if piece in (r"\b", r"\B", "^", "$"):
        return _spelt(UNKNOWN)
    if piece.startswith("[") and len(piece) > 1:
        return ANYTHING if NEGATED_OR_RANGE.match(piece) else _spelt(frozenset(ESCAPED.sub(r"\1", piece[1:-1])))
    if piece == r"\s":
        return _spelt(frozenset((" ",)))
    if piece == "." or (piece[0] == "\\" and not MARK.fullmatch(piece)):
        return ANYTHING
    return _spelt(frozenset((piece.removeprefix("\\"),)))


def _quantified(piece: _Piece, pieces: list[str]) -> _Piece:
    """``piece`` with the quantifier that follows it, if one does."""
    if not pieces or not QUANTIFIER.match(pieces[-1]):
        return piece
    mark = pieces.pop()
    if mark[0] == "?":
        return _spelt(piece.texts | UNKNOWN) if piece.texts else ANYTHING
    return piece._replace(texts=None) if AT_LEAST_ONCE.match(mark) else ANYTHING

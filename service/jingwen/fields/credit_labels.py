"""The labels of a Chinese credit line: where each begins, what it says, and the value that it opens.

A label is told by the mark behind it, most often a colon: what stands before one is looked up. It begins a line or a
word; some are so plain that they may follow a value without a gap. Lines are in the form of ``forms.plain``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..regex import regex
from .credit_words import LABELS, LONGEST_LABEL, PLAIN
from .names import is_person

MARK = regex(r"[:丨│|/](?:(?<!\|)|(?!\s*\|))\s*")
# Slashes part alternatives too, so one is a mark only behind words that they do not part: 来源/示例日报, 文/张三.
BY_SLASH = regex(r"文|图|摄|摄影|[\u4e00-\u9fff]{2,}")
WORD = regex(r"[\u3400-\u9fff/、]")
BEFORE = regex(r"[\s|,，;；)\](\[\d_A-Za-z\n。●■▌]")
BRACKETED = regex(r"\[\s*(?P<label>[\u4e00-\u9fff/]{1,8})\s*\]")
# A label with a space for its colon, before a name.
SPACED = regex(
    r"(?P<label>[\u4e00-\u9fff/](?<![^\s|(\[].)[\u4e00-\u9fff/]{1,5})\s+(?=(?P<name>[\u3400-\u9fff·]{2,4})(?:$|[\s、,，|)\]]))"
)
# What may be the second of two labels that share a value.
NEXT = regex(r"[\u4e00-\u9fff]{1,4}(?=[:/\s])")
PARTS = regex("[/、]")
# These name who reported without a mark too, which ``reporters`` reads.
ROLES = ("记者", "通讯员", "特派员", "实习生")
OPEN, SHUT = regex(r"[(\[]"), regex(r"[)\]]")


class Label(NamedTuple):
    """A label: what its value is (a key of ``LABELS``' values), where it starts, where its value does."""

    kind: str
    start: int
    end: int


def find_labels(form: str) -> list[Label]:
    """The labels on a line, in order."""
    return sorted([*_marked(form), *_spaced(form)], key=lambda label: label.start)


def has_label(form: str) -> bool:
    """Whether there is any."""
    return next(_marked(form), None) is not None or next(_spaced(form), None) is not None


def values(form: str, unknown: list[int], moments: Sequence[tuple[int, int]]) -> list[tuple[str, int, int, int]]:
    """The labelled values of a line: kind, where the label starts, where the value starts and ends.

    A value ends where the next label, one of the ``unknown`` ones or a moment begins, or with the bracket that its
    label stands in; ``moments`` are the places of dates.
    """
    labels = find_labels(form)
    if not labels:
        return []
    stops = sorted([label.start for label in labels] + unknown + [start for start, _ in moments] + [len(form)])
    found = []
    for kind, start, end in labels:
        stop = next(s for s in stops if s >= end)
        value = form[end:stop]
        shut = SHUT.search(value)
        if shut and not OPEN.search(value[: shut.start()]):
            stop = end + shut.start()
        found.append((kind, start, end, stop))
    return found


def _marked(form: str) -> Iterator[Label]:
    """The labels that a mark follows or brackets hold."""
    end = 0
    for mark in MARK.finditer(form):
        found = _before(form, mark.start(), end)
        if found is None:
            continue
        word, start = found
        sign = mark.group().strip()
        if sign == "/" and not (BY_SLASH.fullmatch(word) and _slashed(form, mark.end())):
            continue
        end = mark.end()
        yield Label(_kind(word) or "", start, end)
    if "[" in form:
        for match in BRACKETED.finditer(form):
            if match["label"] in LABELS:
                yield Label(LABELS[match["label"]], match.start(), match.end())


def _slashed(form: str, end: int) -> bool:
    """Whether the slash before ``end`` is a mark: it parts no two labels (文/图)."""
    behind = NEXT.match(form, end)
    return behind is None or behind.group() not in LABELS


def _kind(word: str) -> str | None:
    """What the label ``word`` says; several that share a value say what the first does."""
    if word in LABELS:
        return LABELS[word]
    if "/" not in word and "、" not in word:
        return None
    parts = PARTS.split(word)
    return LABELS[parts[0]] if all(part in LABELS for part in parts) else None


def _before(form: str, end: int, last: int) -> tuple[str, int] | None:
    """The longest label that ends at ``end`` and begins a word, behind the ``last`` one; spaces in it do not count."""
    letters: list[tuple[str, int]] = []
    at = end - 1
    while at >= last and len(letters) < LONGEST_LABEL + 4:
        if WORD.match(form[at]):
            letters.append((form[at], at))
        elif not form[at].isspace():
            break
        at -= 1
    said = "".join([letter for letter, _ in reversed(letters)])
    for skipped, (_, start) in enumerate(reversed(letters)):
        word = said[skipped:]
        if _kind(word) and (start == 0 or BEFORE.match(form[start - 1]) or start == last or word in PLAIN):
            return word, start
    return None


def _spaced(form: str) -> Iterator[Label]:
    """The labels that a space and a name follow: 作者 张三."""
    if " " not in form and "\u3000" not in form and "\xa0" not in form:
        return
    for match in SPACED.finditer(form):
        kind = _kind(match["label"])
        if kind in ("byline", "editors", "crew") and not match["label"].endswith(ROLES) and is_person(match["name"]):
            yield Label(kind, match.start(), match.end())

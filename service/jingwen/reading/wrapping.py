"""Lines that were broken to fit a width, and the paragraphs that they were; line breaks between Han characters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..regex import regex

# Characters that are written without spaces between them: Han, kana, and the punctuation set with them.
WIDE = (
    "\u2e80-\u2fdf\u3001-\u303f\u3041-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff9f\U00020000-\U0003ffff"
)
# These are punctuation of theirs beside one of them.
EITHER = "“”‘’…—·"
# A line break in the source; one before a label (作者：) parts it from what stands above.
BREAK = regex(r"[ \t]*\n[ \t\n]*")
LABEL = regex(r"[\u3400-\u9fff]{2,6}[:：]")
TOGETHER = regex(rf"[{WIDE}]\n[{WIDE}{EITHER}]|[{EITHER}]\n[{WIDE}“‘]")
# Only running text is put together: what a page prints of itself in lines are entries of their own.
RUNNING = regex("[，。！？；]")
INDENT = regex(r"[ \t\xa0]*\u3000|\t|[ \xa0]{2}")
WORD = regex(rf"[{WIDE}{EITHER}]|[^\s{WIDE}{EITHER}]+")
# Widths, in columns of half a Han character, that a text may be broken at; as few lines, and as small a share of the
# breaks that a full line stands before, tell nothing.
NARROWEST, WIDEST, FEWEST, SHARE = 30.0, 120.0, 3, 0.8
# The fullest lines are shorter than that by a word at the most.
RAGGED = 12.0
# A mark that may not begin a line takes a character before it along.
SLACK = 2.0
# A Han character, which takes two columns, and a space before it.
HAN, WIDE_WORD = regex(r"\s*[\u3400-\u9fff]"), 3.0


def unbroken(pieces: Sequence[str], heading: bool) -> str:
    """The text of a block that was put together from ``pieces``, without the line breaks of the source between
    characters of a script that has no spaces.

    In running text only, and within each piece of a ``heading``: between two elements a line break parts what each of
    them says.
    """
    text = "".join(pieces)
    is_running = RUNNING.search(text) is not None
    if len(pieces) > 1 and (is_running or "\u3000\u3000" in text):  # else white space is only folded
        text = "".join(piece if piece.strip(" \t\r\n\f") else " " for piece in pieces)
    if is_running:
        return BREAK.sub(_closed, text)
    return "".join(BREAK.sub(_closed, piece) for piece in pieces) if heading else text


def _closed(line_break: re.Match[str]) -> str:
    """What is left of a line break: nothing between characters that are written without spaces."""
    text, (start, end) = line_break.string, line_break.span()
    between = TOGETHER.match(f"{text[start - 1 : start]}\n{text[end : end + 1]}")
    return "" if between and not LABEL.match(text, end) else line_break[0]


def width_of(text: str) -> float:
    """How many columns ``text`` takes, a Han character two, by the bytes of its UTF-8; too many for Cyrillic and the
    like, but alike for each line of it."""
    return (len(text) + len(text.encode("utf-8", "surrogatepass"))) / 2


def wrapped_at(lines: Sequence[str]) -> float | None:
    """The width that ``lines`` were broken at, empty ones standing between paragraphs; None where they were not."""
    if len(lines) < 2 * FEWEST:
        return None
    printed = [line.rstrip() for line in lines]
    sizes = map(len, "\n".join(printed).encode("utf-8", "surrogatepass").split(b"\n"))  # all of them at once
    widths = [(len(line) + size) / 2 for line, size in zip(printed, sizes, strict=True)]  # as `width_of` has them
    usual = sorted((width for width in widths if NARROWEST <= width <= WIDEST), reverse=True)
    for nth, width in enumerate(usual[: len(usual) - FEWEST + 1]):
        if width - usual[nth + FEWEST - 1] <= RAGGED:
            return width if _are_wrapped(lines, widths, width) else None
    return None


def _are_wrapped(lines: Sequence[str], widths: Sequence[float], width: float) -> bool:
    """Whether nearly all breaks inside paragraphs, from the first full line to the last, are where no word fits any
    more."""
    # Most lines of most texts end far before it, which widths alone tell: all of the following line would have fitted,
    # or the Han character that it begins with.
    room = width - SLACK
    full = [
        n
        for n, (columns, next_columns, following) in enumerate(zip(widths, widths[1:], lines[1:], strict=False))
        if columns <= width
        and columns + next_columns + 1 > room
        and (columns + WIDE_WORD > room or not HAN.match(following))
        and _goes_on(following)
        and lines[n].strip()
        and _is_full(columns, lines[n], following, width)
    ]
    if len(full) < FEWEST:
        return False
    within = [n for n in range(full[0], full[-1] + 1) if _is_inside(lines, widths, n, width)]
    if len(full) < SHARE * len(within):
        return False
    # Something has to show where a paragraph ends: lines of one length alone may be verse, or a list.
    after = range(full[0], len(lines) - 1)
    return any(widths[n] < width - 2 * SLACK or not _goes_on(lines[n + 1]) for n in after) or (
        len(full) == sum(_is_inside(lines, widths, n, width) for n in range(len(lines) - 1))
    )


def _is_inside(lines: Sequence[str], widths: Sequence[float], n: int, width: float) -> bool:
    """Whether a paragraph goes on beyond line ``n``."""
    return widths[n] <= width and lines[n].strip() != "" and _goes_on(lines[n + 1])


def _goes_on(line: str) -> bool:
    return line.strip() != "" and INDENT.match(line) is None


def _is_full(columns: float, line: str, following: str, width: float) -> bool:
    """Whether the first word of the ``following`` line would not have fitted on a ``line`` of so many ``columns``."""
    word = WORD.match(following.lstrip())
    return word is None or columns + width_of(word[0]) + (0 if _together(line, following) else 1) > width - SLACK


def _together(line: str, following: str) -> bool:
    return TOGETHER.match(f"{line.rstrip()[-1:]}\n{following.lstrip()[:1]}") is not None


def rejoined(lines: Sequence[str], width: float) -> list[str]:
    """``lines`` with those put together that were one paragraph before they were broken at ``width``."""
    joined: list[str] = []
    last = ""  # the line that a next one would go on with; empty where it ends a paragraph
    for line in lines:
        columns = width_of(last.rstrip()) if last else 0.0
        if last and _goes_on(line) and columns <= width and _is_full(columns, last, line, width):
            space = "" if _together(last, line) or joined[-1].endswith("-") else " "
            joined[-1] = f"{joined[-1].rstrip()}{space}{line.lstrip()}"
        else:
            joined.append(line)
        last = line if line.strip() else ""
    return joined

"""Draws ``docs/before-after.svg``: ``docs/example.html`` as jingwen sees it, and what it answers.

``python -m docs.picture`` writes it. Every word in it comes from the page and from the answer of the library, and
``tests/test_picture.py`` holds that the file is what would be drawn now.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from jingwen import Article, Cleaner

FOLDER = Path(__file__).resolve().parent
PAGE, PICTURE = FOLDER / "example.html", FOLDER / "before-after.svg"

# What a label's blocks turn into; blocks of the other labels are left out of the answer.
KINDS = {
    "title": "title",
    "credits": "credits",
    "signoff": "credits",
    "body": "body",
    "heading": "body",
    "caption": "caption",
}
FIELDS = (("title", "title"), ("source", "credits"), ("byline", "credits"), ("editors", "credits"), ("date", "credits"))

WIDTH, MARGIN, GAP, HEAD = 980, 14, 16, 40
PANEL = (WIDTH - 2 * MARGIN - GAP) / 2
SIZE, LEADING, AFTER = 13, 20, 9  # of letters, from line to line, and between two rows
TAG, KEY = 66, 84  # the columns of labels on the left and of keys on the right
HANGING = "，。、；：？！”’）》」』,.;:?!)"  # what must not begin a line hangs over its end

# Both themes have a ground of their own, so the picture can be read on any page.
STYLE = """\
svg { --ground: #ffffff; --edge: #d0d7de; --ink: #1f2328; --out: #6e7781;
  --title: #0969da; --credits: #8250df; --body: #1a7f37; --caption: #9a6700; }
@media (prefers-color-scheme: dark) {
  svg { --ground: #161b22; --edge: #3d444d; --ink: #e6edf3; --out: #8b949e;
    --title: #58a6ff; --credits: #bc8cff; --body: #3fb950; --caption: #d29922; }
}
.panel { fill: var(--ground); stroke: var(--edge); }
.ink { fill: var(--ink); } .out { fill: var(--out); } .struck { text-decoration: line-through; }
.title { fill: var(--title); } .credits { fill: var(--credits); } .body { fill: var(--body); }
.caption { fill: var(--caption); }
.code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: 11.5px; }
.head { font-weight: 600; }"""


@dataclass(frozen=True)
class Row:
    """Some lines of text with a word beside them; ``kind`` is what they turn into, or ``None`` for what is left out."""

    word: str
    lines: Sequence[str]
    kind: str | None


def draw(page: bytes) -> str:
    """The picture of ``page`` and of the answer to it, as SVG."""
    article = Cleaner(rules="off", explain=True).clean(page)
    before, after = list(_before(article)), list(_after(article))
    height = HEAD + max(_height(before), _height(after)) + AFTER
    left, right = MARGIN, MARGIN + PANEL + GAP
    drawn = [
        *_panel(left, height, PAGE.name),
        *_panel(right, height, "POST /v1/clean"),
        *_rows(before, left + 14, word_at=left + PANEL - 12, anchor="end", text_at=left + 26),
        *_rows(after, right + 14, word_at=right + 26, anchor="start", text_at=right + 26 + KEY),
    ]
    name = f"{PAGE.name}, each block with its label, and the answer"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height + 2 * MARGIN}" role="img" '
        f'font-family="system-ui, -apple-system, &quot;Noto Sans CJK SC&quot;, &quot;PingFang SC&quot;, '
        f'&quot;Microsoft YaHei&quot;, sans-serif" font-size="{SIZE}">'
    )
    return "\n".join([head, f"<title>{escape(name)}</title>", f"<style>\n{STYLE}\n</style>", *drawn, "</svg>"]) + "\n"


def _before(article: Article) -> Iterator[Row]:
    for block in article.to_dict()["blocks"]:
        yield Row(block["label"], _wrap(block["text"], PANEL - 26 - 14 - TAG), KINDS.get(block["label"]))


def _after(article: Article) -> Iterator[Row]:
    answer = article.to_dict()
    room = PANEL - 26 - KEY - 14
    for key, kind in FIELDS:
        value = answer[key]
        said = "  ".join(value) if isinstance(value, list) else value
        yield Row(key, _wrap(said or "–", room), kind)
    for number, paragraph in enumerate(answer["text"].split("\n\n")):
        yield Row("" if number else "text", _wrap(paragraph, room), "body")
    for caption in answer["captions"]:
        yield Row("captions", _wrap(caption["text"], room), "caption")
        for key in ("credit", "image"):
            yield Row(f"  {key}", [caption[key] or "–"], "caption")
    for key in ("status", "confidence"):
        yield Row(key, [str(answer[key])], None)


def _wrap(text: str, room: float) -> list[str]:
    """``text`` in lines that are at most ``room`` pixels wide."""
    lines, line, used = [], "", 0.0
    for char in text:
        if used + _width(char) > room and char not in HANGING:
            lines.append(line)
            line, used = "", 0.0
        line += char
        used += _width(char)
    return [*lines, line]


def _width(char: str) -> float:
    """A safe guess, as fonts differ."""
    return SIZE * (1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.6)


def _height(rows: Sequence[Row]) -> int:
    return sum(LEADING * len(row.lines) + AFTER for row in rows)


def _panel(x: float, height: float, name: str) -> Iterator[str]:
    yield f'<rect class="panel" x="{x:g}" y="{MARGIN}" width="{PANEL:g}" height="{height}" rx="8"/>'
    yield f'<text class="ink code head" x="{x + 14:g}" y="{MARGIN + 23}">{escape(name)}</text>'


def _rows(rows: Sequence[Row], bar_at: float, *, word_at: float, anchor: str, text_at: float) -> Iterator[str]:
    y = MARGIN + HEAD
    answered = anchor == "start"
    for row in rows:
        kind = row.kind or "out"
        look = "ink" if row.kind or answered else "out struck"
        if row.kind:
            tall = LEADING * len(row.lines) - 2
            yield f'<rect class="{kind}" x="{bar_at:g}" y="{y}" width="4" height="{tall}" rx="2"/>'
        if row.word:
            yield (
                f'<text class="{kind} code" x="{word_at:g}" y="{y + 14}" text-anchor="{anchor}" '
                f'xml:space="preserve">{escape(row.word)}</text>'
            )
        for number, line in enumerate(row.lines):
            place = f'x="{text_at:g}" y="{y + 14 + LEADING * number}"'
            yield f'<text class="{look}" {place} xml:space="preserve">{escape(line)}</text>'
        y += LEADING * len(row.lines) + AFTER


if __name__ == "__main__":
    PICTURE.write_text(draw(PAGE.read_bytes()), encoding="utf-8")

"""What stands in a ``pre``: code and verse, whose lines and indentation are kept, or running text that is not."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from ..measure import weight
from ..regex import regex
from .wrapping import width_of

CODE = regex(
    r"(?:^|[\s_-])(?:code|codehilite|highlight|hljs|prism|prettyprint|syntax\w*|brush|(?:lang|language|source)(?=-|$)|shiki|"
    r"console|terminal|crayon\S*)",
    re.I,
)
# What highlighters add: the numbers of the lines, and what is pressed to copy them.
ADDED = regex(
    r"(?:^|[\s_-])(?:line-?n(?:o|r|um|umber)s?|linenos?|lnt?|gutter|blob-num|line-numbers-rows|copy(?:-?b(?:tn|utton))?|toolbar)"
    r"(?=[\s_-]|$)",
    re.I,
)
SILENT = frozenset("script style button svg noscript template select textarea".split())
# Each of these stands on a line of its own.
ON_A_LINE = frozenset("div p li tr ol ul table tbody section".split())
NUMBERS = regex(r"\s*\d+(?:\s+\d+)*\s*")
MARKS = regex(r"[。，！？；：]|[,.;:!?](?=[\s\"'”’)]|$)")
SYMBOLS = regex(r"[{}\[\]<>=|\\/_$#*+~^`@&]")
INDENTED = regex(r"\t| {2}")
# Running text says at least so much, in lines of so many columns with a mark in so many of them, and has few symbols
# and few indented lines.
LEAST, WIDTH, MARKED, SYMBOLIC, SET_IN = 200.0, 30.0, 0.3, 0.04, 0.34
UNSEEN = str.maketrans({"\xa0": " ", "\r": None, "\x00": None, "\u200b": None, "\ufeff": None, "\f": "\n"})


def verbatim(pre: LexborNode) -> str | None:
    """What stands in a ``pre``, line by line as it is set; None where that is running text, which is read as such.

    Empty where the ``pre`` holds no more than the numbers of lines that stand beside it.
    """
    if pre.css_first("img, p, h1, h2, h3, table") is not None and pre.css_first("code, td") is None:
        return None
    text = _lines(pre)
    if not text.strip():
        return ""
    if NUMBERS.fullmatch(text):
        numbers = [int(number) for number in text.split() if len(number) < 7]
        if len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers))):
            return ""
    return text if _is_code(pre) or not _is_prose(text) else None


def _lines(pre: LexborNode) -> str:
    """The text in ``pre``, without what a highlighter added; a walk with a stack of its own, for depth is unbounded."""
    said: list[str] = []
    above: list[LexborNode] = []
    node = pre.first_child
    while node is not None or above:
        if node is None:
            node = above.pop()
            if node.tag in ON_A_LINE and said and not said[-1].endswith("\n"):
                said.append("\n")
            node = node.next
            continue
        text = node.text_content
        if text is not None:
            if text:
                said.append(text)
        elif node.tag == "br":
            said.append("\n")
        elif node.first_child is not None and node.tag not in SILENT and not _is_added(node):
            above.append(node)
            node = node.first_child
            continue
        node = node.next
    lines = [line.rstrip() for line in "".join(said).translate(UNSEEN).split("\n")]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join(lines)


def _is_added(node: LexborNode) -> bool:
    names = node.attributes.get("class")
    return names is not None and ADDED.search(names) is not None


def _is_code(pre: LexborNode) -> bool:
    child, around = pre.first_child, pre.parent
    while child is not None and child.tag == "-text" and not (child.text_content or "").strip():
        child = child.next
    if child is not None and child.tag in ("code", "samp", "kbd"):
        return True
    holders = (pre, around) if around is not None else (pre,)
    return any(CODE.search(holder.attributes.get("class") or "") for holder in holders)


def _is_prose(text: str) -> bool:
    lines = [line for line in text.split("\n") if line.strip()]
    size = len(text.replace(" ", "").replace("\n", ""))
    return (
        weight(text) >= LEAST
        and sum(map(width_of, lines)) >= WIDTH * len(lines)
        and len(MARKS.findall(text)) >= MARKED * len(lines)
        and len(SYMBOLS.findall(text)) < SYMBOLIC * size
        and sum(INDENTED.match(line) is not None for line in lines) <= SET_IN * len(lines)
    )

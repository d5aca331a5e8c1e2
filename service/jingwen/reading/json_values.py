"""JSON as pages write it: wrapped, with raw line breaks, with halves of characters."""

from __future__ import annotations

import json
import re
from typing import Any

import pyjson5

# What old templates wrap a script in, to hide it from browsers that know no scripts.
WRAPPING = re.compile(
    r"^\s*(?://\s*|/\*\s*)?(?:<!--|<!\[CDATA\[)(?:\s*\*/)?|(?://\s*|/\*\s*)?(?:-->|\]\]>)(?:\s*\*/)?\s*$"
)
# JSON may escape half a character, which is no text; what stands for a whole one, or is escaped itself, is passed over.
HALF = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)", re.S
)
# Texts as JSON has them, in which line breaks may stand as they are on the page.
TEXT = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.S)
MAY_HALVE = re.compile(r"\\u[dD][89a-fA-F]")


def load(text: str) -> Any:
    """The value that ``text`` is in JSON; None where it is none."""
    try:
        return json.loads(whole(text), strict=False)
    except (ValueError, RecursionError):
        return None


def load_leniently(text: str) -> Any:
    """The value that JSON5 holds: JSON as scripts write it, with comments, a comma behind the last item, bare keys."""
    try:
        return pyjson5.decode(TEXT.sub(_in_one_line, whole(text)))
    except pyjson5.Json5DecoderException:
        return None


def _in_one_line(text: re.Match[str]) -> str:
    return text[0].replace("\r", "").replace("\n", "\\n")


def unwrapped(source: str) -> str:
    """``source`` without what wraps it; the pattern, tried at every character, is for those whose ends look like it."""
    source = source.strip()
    wrapped = source.startswith(("/", "<")) or source.endswith(("/", ">"))
    return WRAPPING.sub("", source).strip() if wrapped else source


def whole(source: str) -> str:
    """JSON or a script, as long as it was, with U+FFFD for each half of a character that it escapes."""
    return HALF.sub(lambda found: r"\ufffd" if found[1] else found[0], source) if MAY_HALVE.search(source) else source

"""Strings and values that a script holds as literals. Scripts are read, never run."""

from __future__ import annotations

import base64
import binascii
import html
import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from ..regex import regex

# How many of a script's assignments are tried as values: a page's state is among the first, a library has thousands.
MAX_ASSIGNED = 100
# Sizes of hostile scripts, in tokens; an article's state is a few thousand.
MAX_TOKENS = 200_000
STRING = (
    r""""[^"\\\n]*+(?:\\(?s:.)[^"\\\n]*+)*+"|'[^'\\\n]*+(?:\\(?s:.)[^'\\\n]*+)*+'|`[^`\\]*+(?:\\(?s:.)[^`\\]*+)*+`"""
)
# Strings put together, what a variable adds to them left out.
SUM = rf"(?:{STRING})(?:\s*+\+\s*+(?:{STRING}|[\w$.]++(?!\s*+\()))*+"
DECODERS = r"(?:(?:window\.)?+(?:decodeURI(?:Component)?|unescape|escape|atob|JSON\.parse|String)\s*+\(\s*+)*+"
# A string under a key or a name, or one that is written or set into the page.
TOLD = regex(
    rf"""(?:(?<![\w"'`$])["']?+(?P<name>[\w$]{{1,30}}+)["']?+\]?+\s*+(?P<sign>\+?[:=])\s*+"""
    r"""|(?P<call>\bdocument\s*+\.\s*+write(?:ln)?|\.\s*+(?:html|append|prepend|before|after|insertAdjacentHTML))\s*+\(\s*+"""
    rf"""(?:["'](?:beforebegin|afterbegin|beforeend|afterend)["']\s*+,\s*+)?+)(?P<decoders>{DECODERS})(?P<value>{SUM})"""
)
DECODER = regex(r"[a-zA-Z]+(?=\s*\()")
ONE_STRING = regex(STRING)
PLACEHOLDER = regex(r"\$\{[^{}]*+\}")
ESCAPE = regex(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{(?:0{0,2}([0-9a-fA-F]{1,5}))\}|(\r\n|.))", re.S)
ESCAPED = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v", "0": "", "\n": "", "\r\n": ""}
PERCENT = regex(r"%u([0-9a-fA-F]{4})|%([0-9a-fA-F]{2})")
BASE64 = regex(r"[A-Za-z0-9+/]{80,}={0,2}")
ASSIGNED = regex(r"[=:(]\s*+(?=[{\[])|\breturn\b\s*+(?=\{)")
NAME_BEFORE = regex(r"([\w$]{1,30})[\"']?\]?\s*$")
LONGEST_NAME = 40
# What a script opens with a bracket is most often no value, as the next character shows; to read on costs more.
OPENING = regex(r"""\{\s*+(?:["'}]|[\w$]++\s*+:)|\[\s*+[]\["'`{\-\w!]""")
TOKEN = regex(
    rf"(?:\s++|//[^\n]*+|/\*(?:[^*]|\*(?!/)){{0,2000}}+\*/)*+(?:(?P<mark>[{{}}\[\](),:])|(?P<string>{STRING})"
    r"|(?P<skipped>[!+-]|new\s|void\s)|(?P<word>[\w$.]++))"
)
COLON = regex(r"\s*+:")
# A function around all others that is called on the spot tells once what is said often: its arguments.
FUNCTION = regex(r"\(\s*+(?:function\s*+\(([\w$,\s]*+)\)|\(([\w$,\s]*+)\)\s*+=>)\s*+\{")
CALL = regex(r"\s*+;?\s*+\}\s*+\)?\s*+\(")
LONGEST_HEADER = 20_000
# So often is markup escaped that stands in an attribute, in a string of a script.
MOST_ESCAPED = 2
# What is written or set into the page without a name of its own stands under this.
WRITTEN = "written html"


def unquote_literal(literal: str) -> str:
    """The text of a string literal; two halves of a character beyond the first plane are joined."""
    inner = literal[1:-1]
    if literal[0] == "`" and "${" in inner:
        inner = PLACEHOLDER.sub("", inner)
    if "\\" not in inner:
        return inner
    return ESCAPE.sub(_unescape, inner).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _unescape(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    return chr(int(code, 16)) if code else ESCAPED.get(match[4], match[4])


def strings(source: str) -> Iterator[tuple[str, str]]:
    """The strings of a script, each under its key or name, those written or set into the page under ``WRITTEN``.

    What is written, or added to a name, piece by piece is one string.
    """
    sums: dict[str, list[str]] = {}
    for found in TOLD.finditer(source):
        text = "".join([unquote_literal(piece) for piece in ONE_STRING.findall(found["value"])])
        for decoder in reversed(DECODER.findall(found["decoders"])):
            text = decoded(text, decoder)
        name = found["name"] or WRITTEN
        if found["sign"] == ":":
            yield name, text
        elif found["sign"] == "=":
            yield name, "".join(sums.pop(name, ()))
            sums[name] = [text]
        else:
            sums.setdefault(name, []).append(text)
    for name, pieces in sums.items():
        yield name, "".join(pieces)


def decoded(text: str, decoder: str) -> str:
    """What one of JavaScript's functions that undo an escape makes of ``text``; it itself where that cannot be."""
    if decoder == "unescape":
        return PERCENT.sub(lambda code: chr(int(code[1] or code[2], 16)), text)
    if decoder.startswith("decodeURI"):
        return unquote(text)
    if decoder == "atob":
        try:
            return base64.b64decode(text, validate=True).decode()
        except (binascii.Error, ValueError):
            return text
    return text


def undone(text: str) -> str:
    """``text`` without the escapes that a script would undo, wherever it does so, and without those of markup."""
    start = text[:200]
    if start.count("%") > len(start) / 20 and "<" not in start and " " not in start:
        text = decoded(text, "unescape" if "%u" in text else "decodeURIComponent")
    elif BASE64.fullmatch(text):
        text = decoded(text, "atob")
    for _ in range(MOST_ESCAPED):
        if "&lt;" in text or ("&" in text and "<" not in text):
            text = html.unescape(text)
    return text


def values(source: str) -> Iterator[tuple[str, Any, int, int]]:
    """The objects and lists that a script assigns or passes on, each with its name, where it starts and where it ends.

    ``source`` has no half characters (``whole``).
    """
    decoder, position, reader = json.JSONDecoder(strict=False), 0, _Reader(source)
    for _ in range(MAX_ASSIGNED):
        match = ASSIGNED.search(source, position)
        if match is None:
            return
        position = match.end()
        if OPENING.match(source, position) is None:
            continue
        value = None
        try:
            value, end = decoder.raw_decode(source, position)
        except (ValueError, RecursionError):
            value, end = reader.read(position, {})
            if value and match.group().startswith("return"):
                value, end = reader.with_arguments(value, position, end)
        if value:
            position = end
            name = NAME_BEFORE.search(source, max(0, match.start() - LONGEST_NAME), match.start())
            yield name[1] if name else "", value, match.start(), end


class _Reader:
    """Reads literals as JavaScript writes them: keys without quotes, any quotes, words for values told elsewhere."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.room = MAX_TOKENS

    def with_arguments(self, value: Any, position: int, end: int) -> tuple[Any, int]:
        """The ``value`` from ``position`` to ``end`` that a function returns, with the arguments that it is called with
        on the spot for their names, and where that ends."""
        call = CALL.match(self.source, end)
        header = self._header(position) if call else None
        if call is None or header is None:
            return value, end
        arguments, last = self.read(call.end() - 1, {})
        names = [name.strip() for name in (header[1] or header[2] or "").split(",")]
        if not isinstance(arguments, list):
            return value, end
        return self.read(position, dict(zip(names, arguments, strict=False)))[0] or value, last

    def _header(self, position: int) -> re.Match[str] | None:
        """The beginning of the function that the value at ``position`` stands in."""
        headers = FUNCTION.finditer(self.source, max(0, position - LONGEST_HEADER), position)
        return next(iter(deque(headers, maxlen=1)), None)

    def read(self, position: int, names: Mapping[str, Any]) -> tuple[Any, int]:
        """The value at ``position``, and where it ends; None and ``position`` where there is none.

        ``names`` are known words. What a call in it gives is not known; a list may stand in round brackets.
        """
        stack: list[tuple[Any, str]] = []  # what is open, and the key that what comes next in it stands under
        key, at = "", position
        while self.room > 0:
            self.room -= 1
            token = TOKEN.match(self.source, at)
            if token is None:
                break
            at = token.end()
            mark, value = token["mark"], None
            if mark is not None and mark in "[{(":
                stack.append(({} if mark == "{" else [], key))
                key = ""
                continue
            if mark is not None and mark in "]})":
                if not stack:
                    break
                value, key = stack.pop()
                if isinstance(value, dict) != (mark == "}"):
                    break
            elif mark == ",":
                key = ""
                continue
            elif mark == ":" or token["skipped"]:
                continue
            elif token["string"]:
                value = unquote_literal(token["string"])
            else:
                word = token["word"]
                value = names[word] if word in names else _word(word)
            if not stack:
                return value, at
            holder = stack[-1][0]
            if isinstance(holder, list):
                holder.append(value)
            elif key:
                holder[key] = value
            elif mark is None and COLON.match(self.source, at):
                key = token["word"] or value
            else:
                break
        return None, position


def _word(word: str) -> Any:
    """What a word is as a value: a number as such, for dates; all others are nothing."""
    try:
        return int(word)
    except ValueError:
        return word == "true" or None

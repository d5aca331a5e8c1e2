"""Bytes in an encoding of the web to text, exactly as the WHATWG Encoding Standard says.

No maintained package for Python does this: ``webencodings`` has the standard's labels, and decodes with Python's own
codecs. Those differ in some 700 characters of all encodings together: ``big5hkscs`` makes ``•`` of Taiwan's ``‧``,
``euc_jp`` refuses ① and ㈱, ``gb18030`` knows no € at 80, and the Windows pages have holes. So Python's codecs do the
work, in C, and ``charsets.json`` holds the characters in which they differ. ``python -m quality.charsets`` makes it
from the indexes that the standard publishes.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TypedDict

TABLE = Path(__file__).with_name("charsets.json")
# The standard's multi-byte encodings, each with the Python codec that differs least from it.
CODECS = {
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc-jp": "euc_jp",
    "euc-kr": "cp949",
}
# A text that Python's gbk takes is right to the letter: it refuses all that gb18030 differs in, and four bytes.
QUICK = {"gb18030": "gbk"}
SAME = {"gbk": "gb18030"}
SINGLE = {
    "ibm866": "cp866",
    "iso-8859-8-i": "iso-8859-8",  # the same bytes as iso-8859-8; only the direction of the text differs
    "macintosh": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic",
    "windows-874": "cp874",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
}
# The bytes that begin a character of several, by encoding.
LEADS = {
    "gb18030": frozenset(range(0x81, 0xFF)),
    "big5": frozenset(range(0x81, 0xFF)),
    "shift_jis": frozenset((*range(0x81, 0xA0), *range(0xE0, 0xFD))),
    "euc-jp": frozenset((0x8E, 0x8F, *range(0xA1, 0xFF))),
    "euc-kr": frozenset(range(0x81, 0xFF)),
}
# One character's bytes, or one byte that begins none: what keeps in step with a text in EUC-JP, and with Big5.
STEPS = {
    "euc-jp": rb"\x8f[\xa1-\xfe].?|[\x8e\x8f\xa1-\xfe].?|[\x00-\x8d\x90-\xa0\xff]",
    "big5": rb"[\x81-\xfe].?|[\x00-\x80\xff]",
}
LOST = "\ufffd"
# What may follow the first of four bytes; cut off anywhere, it is one error to the end of the text.
FOUR = re.compile(rb"[0-9](?:[\x81-\xfe][0-9]?)?")
USER_DEFINED = "".join(map(chr, (*range(0x80), *range(0xF780, 0xF800))))
# ISO-2022-JP: the escapes that change the set of characters, and what stands between them.
ESCAPE = re.compile(rb"\x1b(\([BJI]|\$[@B])")
PAIRS = re.compile(rb"((?:[\x21-\x7e]{2})+)|[\x21-\x7e][^\x1b\x21-\x7e]|.", re.DOTALL)
HIGH = bytes(byte | 0x80 for byte in range(256))
ASCII = "".join(LOST if byte in (0x0E, 0x0F, 0x1B) or byte > 0x7F else chr(byte) for byte in range(256))
SETS = {
    b"(B": ASCII,
    b"(J": ASCII.translate({0x5C: "¥", 0x7E: "\u203e"}),
    b"(I": "".join(chr(0xFF61 - 0x21 + byte) if 0x21 <= byte <= 0x5F else LOST for byte in range(256)),
}


class Table(TypedDict):
    """An encoding in ``charsets.json``; bytes are in hexadecimal digits.

    ``differ`` has the characters in which Python's codec is not the standard: runs, by the bytes of the first one,
    whose last byte counts up. ``apart`` are the bytes of those that Python reads as a character which it reads from
    other bytes too.
    """

    differ: dict[str, str]
    apart: list[str]


NONE: Table = {"differ": {}, "apart": []}


@dataclass(frozen=True, slots=True)
class Differences:
    """Where Python's ``codec`` of an encoding is not the standard's.

    ``by_bytes`` has every sequence that it refuses or reads as another character; ``by_character`` what to make of its
    character, where that comes from no other bytes; ``apart`` are the others of these, ``until`` what goes before one;
    ``errors`` is the name of the error handler that knows the sequences which it refuses.
    """

    codec: str
    by_bytes: Mapping[bytes, str]
    by_character: Mapping[str, str]
    apart: tuple[bytes, ...]
    until: re.Pattern[bytes]
    errors: str


def to_text(body: bytes, name: str) -> str:
    """``body`` in the encoding ``name`` (the standard's name, lower case), U+FFFD wherever the standard has an error.

    A byte order mark is a character like any other. Raises ``LookupError`` for the encoding ``replacement``, which has
    no characters, and for names that the standard does not have.
    """
    name = SAME.get(name, name)
    if name in CODECS:
        return _several(body, name)
    if name == "iso-2022-jp":
        return _iso_2022_jp(body)
    if name.startswith("utf-"):
        return body.decode(SINGLE.get(name, name), "replace")
    return codecs.charmap_decode(body, "strict", _single(name))[0]


def _several(body: bytes, name: str) -> str:
    if name in QUICK:
        try:
            return body.decode(QUICK[name])
        except UnicodeDecodeError:
            pass
    differences = _differences(name)
    if not any(sequence in body for sequence in differences.apart):
        return _part(body, differences)
    parts: list[str] = []
    start = 0
    while start < len(body):
        found = differences.until.match(body, start)
        end = found.end() if found else start
        parts.append(_part(body[start:end], differences))
        start = end
        for sequence in differences.apart:
            if body.startswith(sequence, end):
                parts.append(differences.by_bytes[sequence])
                start = end + len(sequence)
    return "".join(parts)


def _part(body: bytes, differences: Differences) -> str:
    text = body.decode(differences.codec, differences.errors)
    if any(character in text for character in differences.by_character):
        return text.translate({ord(key): value for key, value in differences.by_character.items()})
    return text


@cache
def _differences(name: str) -> Differences:
    """The table of ``name``, held against the codec of the Python that runs: a later one may have learned."""
    codec, table = CODECS[name], _table().get(name, NONE)
    by_bytes = {
        sequence[:-1] + bytes([sequence[-1] + nth]): character
        for written, characters in table["differ"].items()
        for sequence in (bytes.fromhex(written),)
        for nth, character in enumerate(characters)
    }
    apart = tuple(map(bytes.fromhex, table["apart"]))
    as_python = {sequence.decode(codec, "replace"): by_bytes[sequence] for sequence in {*by_bytes}.difference(apart)}
    by_character = {python: character for python, character in as_python.items() if LOST not in python}
    until = re.compile(rb"(?:(?!%b)(?:%b))*+" % (b"|".join(map(re.escape, apart)), STEPS.get(name, b".")), re.DOTALL)
    errors = f"jingwen.{name}"
    codecs.register_error(errors, partial(_beyond, name=name, by_bytes=by_bytes))
    return Differences(codec, by_bytes, by_character, apart, until, errors)


def _beyond(error: UnicodeError, name: str, by_bytes: Mapping[bytes, str]) -> tuple[str, int]:
    """What stands where Python's codec has an error: a character of the table, or U+FFFD; and where to go on.

    A codec's error handler. An error takes the byte behind a lead along, but for one of ASCII: a ``<`` stays a ``<``.
    """
    if not isinstance(error, UnicodeDecodeError):
        raise error
    body, at = error.object, error.start
    for size in (1, 2, 3, 4):
        character = by_bytes.get(body[at : at + size])
        if character is not None:
            return character, at + size
    if body[at] not in LEADS[name]:
        return LOST, at + 1
    rest = body[at + 1 : at + 4]
    if name == "gb18030" and rest[:1].isdigit():
        whole = FOUR.fullmatch(rest)
        return LOST, (at + 1 if whole is None else at + 1 + len(rest))
    if name == "euc-jp" and body[at] == 0x8F and rest[:1] >= b"\xa1" and rest[:1] != b"\xff":
        at, rest = at + 1, rest[1:]
    return LOST, at + (1 if rest[:1].isascii() and rest else 1 + len(rest[:1]))


@cache
def _single(name: str) -> str:
    """The 256 characters of an encoding of single bytes."""
    if name == "x-user-defined":
        return USER_DEFINED
    codec = SINGLE.get(name, name.replace("windows-", "cp"))
    characters = [bytes([byte]).decode(codec, "replace") for byte in range(256)]
    for byte in range(0x80, 0xA0):  # where the Windows pages have nothing, the standard has the control
        if characters[byte] == LOST:
            characters[byte] = chr(byte)
    for written, character in _table().get(name, NONE)["differ"].items():
        characters[int(written, 16)] = character
    return "".join(characters)


def _iso_2022_jp(body: bytes) -> str:
    """ISO-2022-JP: each escape says what the bytes up to the next one are. One right behind another is an error."""
    first, *rest = ESCAPE.split(body)
    parts = [codecs.charmap_decode(first, "strict", ASCII)[0]]
    for escape, between, before in zip(rest[::2], rest[1::2], [b"-", *rest[1::2]], strict=False):
        if not before:
            parts.append(LOST)
        if escape in SETS:
            parts.append(codecs.charmap_decode(between, "strict", SETS[escape])[0])
        else:
            parts += (to_text(pairs.translate(HIGH), "euc-jp") if pairs else LOST for pairs in PAIRS.findall(between))
    return "".join(parts)


@cache
def _table() -> dict[str, Table]:
    table: dict[str, Table] = json.loads(TABLE.read_bytes())
    return table

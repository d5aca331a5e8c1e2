"""Makes the table by which bytes become text as the WHATWG Encoding Standard says, and the sums that test it.

    python -m quality.charsets INDEXES     write service/jingwen/reading/charsets.json and tests/reading/indexes.json

``INDEXES`` is the file ``indexes.json`` that the standard publishes beside its text (https://encoding.spec.whatwg.org,
public domain): the code points of each index by pointer. To be run again when the standard changes, as it last did for
GB 18030-2022. The decoders here are the standard's, step by step: slow, and right by reading.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from jingwen.reading.charsets import CODECS, LOST, SAME, SINGLE, TABLE

SUMS = Path("tests/reading/indexes.json")
Indexes = Mapping[str, Sequence[Any]]
# Reads one character, or one error, at a place of a body: the text of it, and where the next begins.
Step = Callable[[bytes, int], tuple[str, int]]
# Entries of Big5 that are a letter with a mark: an index holds single code points, so the decoder has them on its own.
COMBINED = {1133: "\u00ca\u0304", 1135: "\u00ca\u030c", 1164: "\u00ea\u0304", 1166: "\u00ea\u030c"}
FOURS = 126 * 10 * 126 * 10
SEED = 17
NOISE = 50_000
ESCAPES = (b"\x1b(B", b"\x1b(J", b"\x1b(I", b"\x1b$@", b"\x1b$B", b"\x1b", b"\x1b$", b"\x1b(", b"\x1b$(D")


def sequences(name: str) -> Iterator[bytes]:
    """What a character of the encoding ``name`` may be written with: one byte, two, and of longer ones those it has."""
    multiple = SAME.get(name, name) in CODECS
    yield from (bytes([byte]) for byte in range(0x80 if multiple else 0xA0, 0x100))
    if multiple:
        yield from (bytes((lead, trail)) for lead in range(0x80, 0x100) for trail in range(0x100))
    if name == "euc-jp":
        yield from (bytes((0x8F, lead, trail)) for lead in range(0xA0, 0x100) for trail in range(0x30, 0x100))
    if SAME.get(name, name) == "gb18030":  # all of the first plane, the edges of the others, and every 97th
        edges = (*range(188_990, 189_010), *range(1_237_570, 1_237_580))
        yield from map(_four, (*range(40_000), *edges, *range(40_000, FOURS, 97)))


def _four(pointer: int) -> bytes:
    lead, rest = divmod(pointer, 12600)
    return bytes((lead + 0x81, rest // 1260 + 0x30, rest % 1260 // 10 + 0x81, rest % 10 + 0x30))


def bodies(name: str) -> dict[str, bytes]:
    """What the encoding ``name`` is tested with: every sequence, and noise.

    A line break behind each shows how many bytes an error takes along.
    """
    if name == "iso-2022-jp":
        pairs = (b"\x1b$B%c%c\x1b(B\n" % (lead, trail) for lead in range(256) for trail in range(256))
        return {"pairs": b"".join(pairs), "sets": b"".join(escape + bytes(range(256)) for escape in ESCAPES)} | _noise(
            name
        )
    if SAME.get(name, name) not in CODECS:
        return {"bytes": bytes(range(256))}
    return {"sequences": b"".join(sequence + b"\n" for sequence in sequences(name))} | _noise(name)


def _noise(name: str) -> dict[str, bytes]:
    """Bytes at random, of all values and of those that characters are made of."""
    chance = random.Random(SEED)
    usual = [*range(0x30, 0x40), *range(0x80, 0x100), 0x5C, 0x7E]
    if name == "iso-2022-jp":
        shifts = (chance.choice(ESCAPES) + chance.randbytes(chance.randrange(6)) for _ in range(NOISE // 5))
        return {"noise": b"".join(shifts)}
    return {"noise": chance.randbytes(NOISE) + bytes(chance.choices(usual, k=NOISE))}


def check_sum(text: str) -> str:
    """The sum of a decoded body, as ``indexes.json`` beside the tests has it."""
    return hashlib.sha256(text.encode()).hexdigest()


def reference(body: bytes, name: str, indexes: Indexes) -> str:
    """``body`` decoded as the standard says."""
    if name == "iso-2022-jp":
        return "".join(_iso_2022_jp(body, indexes))
    if name == "x-user-defined":
        return "".join(chr(byte if byte < 0x80 else 0xF780 + byte - 0x80) for byte in body)
    if SAME.get(name, name) not in CODECS:
        index = indexes[name.removesuffix("-i")]
        return "".join(chr(byte) if byte < 0x80 else _character(index, byte - 0x80) for byte in body)
    step = STEPS[SAME.get(name, name)](indexes)
    parts, at = [], 0
    while at < len(body):
        if body[at] < 0x80:
            parts.append(chr(body[at]))
            at += 1
        else:
            part, at = step(body, at)
            parts.append(part)
    return "".join(parts)


def _character(index: Sequence[Any], pointer: int) -> str:
    point = index[pointer] if 0 <= pointer < len(index) else None
    return LOST if point is None else chr(point)


def _paired(lead: Sequence[int], pointer: Callable[[int, int], int | None], character: Callable[[int], str]) -> Step:
    """The step of an encoding of one and two bytes."""

    def step(body: bytes, at: int) -> tuple[str, int]:
        if body[at] not in lead:
            return LOST, at + 1
        if at + 1 == len(body):
            return LOST, at + 1
        trail = body[at + 1]
        place = pointer(body[at], trail)
        found = LOST if place is None else character(place)
        return found, at + (1 if found == LOST and trail < 0x80 else 2)

    return step


def _big5(indexes: Indexes) -> Step:
    def pointer(lead: int, trail: int) -> int | None:
        valid = 0x40 <= trail <= 0x7E or 0xA1 <= trail <= 0xFE
        return (lead - 0x81) * 157 + trail - (0x40 if trail < 0x7F else 0x62) if valid else None

    return _paired(range(0x81, 0xFF), pointer, lambda at: COMBINED.get(at) or _character(indexes["big5"], at))


def _euc_kr(indexes: Indexes) -> Step:
    def pointer(lead: int, trail: int) -> int | None:
        return (lead - 0x81) * 190 + trail - 0x41 if 0x41 <= trail <= 0xFE else None

    return _paired(range(0x81, 0xFF), pointer, lambda at: _character(indexes["euc-kr"], at))


def _shift_jis(indexes: Indexes) -> Step:
    def pointer(lead: int, trail: int) -> int | None:
        valid = 0x40 <= trail <= 0x7E or 0x80 <= trail <= 0xFC
        offset = 0x40 if trail < 0x7F else 0x41
        return (lead - (0x81 if lead < 0xA0 else 0xC1)) * 188 + trail - offset if valid else None

    def character(at: int) -> str:
        return chr(0xE000 - 8836 + at) if 8836 <= at <= 10715 else _character(indexes["jis0208"], at)

    paired = _paired((*range(0x81, 0xA0), *range(0xE0, 0xFD)), pointer, character)

    def step(body: bytes, at: int) -> tuple[str, int]:
        byte = body[at]
        if byte == 0x80:
            return "\x80", at + 1
        return (chr(0xFF61 - 0xA1 + byte), at + 1) if 0xA1 <= byte <= 0xDF else paired(body, at)

    return step


def _euc_jp(indexes: Indexes) -> Step:
    def step(body: bytes, at: int) -> tuple[str, int]:
        lead, index = body[at], indexes["jis0208"]
        if lead not in (0x8E, 0x8F, *range(0xA1, 0xFF)):
            return LOST, at + 1
        trail = body[at + 1 : at + 2]
        if lead == 0x8E and b"\xa1" <= trail <= b"\xdf":
            return chr(0xFF61 - 0xA1 + trail[0]), at + 2
        if lead == 0x8F and b"\xa1" <= trail <= b"\xfe":
            at, lead, index = at + 1, trail[0], indexes["jis0212"]
            trail = body[at + 1 : at + 2]
        if not trail:
            return LOST, at + 1
        if lead >= 0xA1 and 0xA1 <= trail[0] <= 0xFE:
            return _character(index, (lead - 0xA1) * 94 + trail[0] - 0xA1), at + 2
        return LOST, at + (1 if trail[0] < 0x80 else 2)

    return step


def _gb18030(indexes: Indexes) -> Step:
    ranges = indexes["gb18030-ranges"]
    starts = [start for start, _ in ranges]

    def ranged(pointer: int) -> str:
        if 39419 < pointer < 189000 or pointer > 1237575:
            return LOST
        if pointer == 7457:
            return "\ue7c7"
        start, point = ranges[bisect_right(starts, pointer) - 1]
        return chr(point + pointer - start)

    def pointer(lead: int, trail: int) -> int | None:
        valid = 0x40 <= trail <= 0x7E or 0x80 <= trail <= 0xFE
        return (lead - 0x81) * 190 + trail - (0x40 if trail < 0x7F else 0x41) if valid else None

    paired = _paired(range(0x81, 0xFF), pointer, lambda at: _character(indexes["gb18030"], at))

    def step(body: bytes, at: int) -> tuple[str, int]:
        if body[at] == 0x80:
            return "€", at + 1
        first, second, third, fourth = [*body[at : at + 4], None, None, None][:4]
        if first == 0xFF or second is None or not 0x30 <= second <= 0x39:
            return paired(body, at)
        if third is None:
            return LOST, at + 2
        if not 0x81 <= third <= 0xFE:
            return LOST, at + 1
        if fourth is None:
            return LOST, at + 3
        if not 0x30 <= fourth <= 0x39:
            return LOST, at + 1
        digits = (first - 0x81) * 12600 + (second - 0x30) * 1260 + (third - 0x81) * 10 + fourth - 0x30
        return ranged(digits), at + 4

    return step


STEPS: Mapping[str, Callable[[Indexes], Step]] = {
    "gb18030": _gb18030,
    "big5": _big5,
    "shift_jis": _shift_jis,
    "euc-jp": _euc_jp,
    "euc-kr": _euc_kr,
}


def _iso_2022_jp(body: bytes, indexes: Indexes) -> Iterator[str]:
    state, output, at = b"(B", False, 0
    while at < len(body):
        byte = body[at]
        at += 1
        if byte == 0x1B:
            found = re.compile(rb"\([BJI]|\$[@B]").match(body, at)
            if found is None:
                output = False
                yield LOST
                continue
            state, at = found.group(), found.end()
            if output:
                yield LOST
            output = True
            continue
        output = False
        if state in (b"$@", b"$B"):
            if not 0x21 <= byte <= 0x7E or at == len(body) or body[at] == 0x1B:
                yield LOST
            else:
                valid = 0x21 <= body[at] <= 0x7E
                yield _character(indexes["jis0208"], (byte - 0x21) * 94 + body[at] - 0x21) if valid else LOST
                at += 1
        elif state == b"(I":
            yield chr(0xFF61 - 0x21 + byte) if 0x21 <= byte <= 0x5F else LOST
        elif byte > 0x7F or byte in (0x0E, 0x0F):
            yield LOST
        else:
            yield {0x5C: "¥", 0x7E: "\u203e"}.get(byte, chr(byte)) if state == b"(J" else chr(byte)


def differences(name: str, indexes: Indexes) -> tuple[dict[str, str], list[str]]:
    """Where Python is not the standard: runs of characters by the bytes of the first one, in hexadecimal digits.

    With the bytes of those that Python reads as a character which other bytes stand for as well.
    """
    codec = CODECS.get(name) or SINGLE.get(name, name.replace("windows-", "cp"))
    runs: dict[str, str] = {}
    by_python: dict[str, list[bytes]] = {chr(byte): [bytes([byte])] for byte in range(0x80)}
    read_as: dict[bytes, str] = {}
    first = last = b""
    for sequence in sequences(name):
        wanted, as_python = reference(sequence, name, indexes), sequence.decode(codec, "replace")
        if len(sequence) > 1 and (LOST in wanted or reference(sequence[:1], name, indexes) != LOST):
            continue  # no character, or two
        by_python.setdefault(as_python, []).append(sequence)
        if wanted == as_python:
            continue
        if sequence[:-1] != last[:-1] or not first or sequence[-1] != last[-1] + 1:
            first = sequence
        runs[first.hex()] = runs.get(first.hex(), "") + wanted
        last = sequence
        if LOST not in as_python:
            read_as[sequence] = as_python
    return runs, [sequence.hex() for sequence, character in read_as.items() if len(by_python[character]) > 1]


def table(indexes: Indexes) -> dict[str, dict[str, Any]]:
    """What ``charsets.json`` holds, of the encodings that differ at all."""
    single = [name for name, index in indexes.items() if len(index) == 128]
    found = {name: differences(name, indexes) for name in sorted((*CODECS, *single))}
    return {name: {"differ": runs, "apart": apart} for name, (runs, apart) in found.items() if runs}


def sums(indexes: Indexes) -> dict[str, dict[str, str]]:
    """The sums of all that the standard's decoders make of ``bodies``, of every encoding that has any characters."""
    single = [name for name, index in indexes.items() if len(index) == 128]
    names = sorted((*CODECS, *single, "gbk", "iso-2022-jp", "iso-8859-8-i", "x-user-defined"))
    return {
        name: {key: check_sum(reference(body, name, indexes)) for key, body in bodies(name).items()} for name in names
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes both files; gives the exit status."""
    parser = argparse.ArgumentParser(description="Make the tables of encodings from the standard's indexes.")
    parser.add_argument("indexes", type=Path, help="the standard's indexes.json")
    indexes = json.loads(parser.parse_args(arguments).indexes.read_bytes())
    for path, content in ((TABLE, table(indexes)), (SUMS, sums(indexes))):
        path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

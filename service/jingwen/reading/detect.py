"""Which encoding bytes are in, by the language that they spell: asked where no label says so, or none is believed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ..tidying.characters import is_han

WINDOW = 20_000
# The standard's encodings that pages without a label are in, by the names of Python that the detector gives them.
NAMES = {
    "gb18030": "gb18030",
    "big5hkscs": "big5",
    "cp932": "shift_jis",
    "euc_jis_2004": "euc-jp",
    "cp949": "euc-kr",
    "cp866": "ibm866",
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
    "cp874": "windows-874",
    **{f"cp{page}": f"windows-{page}" for page in range(1250, 1259)},
    **{f"iso8859-{part}": f"iso-8859-{part}" for part in (2, 5, 6, 7, 8)},
}
PYTHON = {name: codec for codec, name in NAMES.items()}
# Latin alphabets differ in a few letters, so a short text fits several, and the page's own language tells more.
WESTERN = ("cp1252",)
LATIN = {
    **dict.fromkeys("cs pl sk hu sl hr bs ro sq".split(), ("cp1250", "iso8859-2")),
    **dict.fromkeys("tr az".split(), ("cp1254",)),
    **dict.fromkeys("lt lv et".split(), ("cp1257",)),
    **dict.fromkeys("vi".split(), ("cp1258",)),
    **dict.fromkeys("en de fr es pt it nl sv da nb nn no fi is ca eu gl ga".split(), WESTERN),
}
OF_LATIN = tuple({codec: None for codecs in LATIN.values() for codec in codecs})
# Templates say English whatever the text is in: with more letters than these beyond ASCII that tells nothing.
FEW = 10
BEYOND = bytes(range(0x80, 0x100))
HIGH = re.compile(rb"[\x80-\xff][\x80-\xff]*")  # twice as fast as with a plus sign
# Letters of a Latin alphabet beyond ASCII stand alone or in twos, with a quotation mark; other scripts fill words.
ALONE = 2
DIFFERENT = 4  # bytes: a row of dots tells nothing
NO_MATCH = 0.1  # is how sure the detector is of what it gives where nothing fits
# What Western pages have no letter for: a sign of windows-1252 within a word.
INSIDE = re.compile(rb"[a-z][\xa1-\xac\xae\xaf\xb1-\xb3\xb5\xb6\xb8-\xbf](?=[a-z])")
HTML_LANGUAGE = re.compile(rb"""<html\b[^>]{0,300}?[\s:"']lang\s*=\s*["']?\s*([a-z]{2,3})\b""", re.I)
# Where that stands, scripts may stand before it.
HEAD = 4096
# What Chinese, Japanese and Korean are written with besides Han: kana, Hangul, punctuation, full-width forms, marks.
USUAL = re.compile(r"[\xa0-\xff\u2010-\u203b\u2460-\u247f\u2500-\u25ff\u3000-\u30ff\uac00-\ud7a3\uff01-\uff5e]")
WIDE = re.compile(r"[^\x00-\x7f][^\x00-\x7f]*")
SAMPLE, ENOUGH = 500, 20
# Where the commonest characters of each country's standard begin and end, in that encoding.
LEVEL_1 = {"gb2312": (0xB0A1, 0xD7F9), "big5": (0xA440, 0xC67E), "euc_jp": (0xB0A1, 0xCFD3)}
STANDARDS = {
    "gb18030": ("gb2312", "big5"),
    "big5": ("big5",),
    "shift_jis": ("euc_jp",),
    "euc-jp": ("euc_jp",),
    "euc-kr": ("euc_jp",),
}
LANGUAGES = {"gb18030": "zh", "big5": "zh", "shift_jis": "ja", "euc-jp": "ja", "euc-kr": "ko"}
EASTERN = frozenset(LANGUAGES.values())
# News has 0.97 and more of it in common characters; read in another encoding of these, 0.85 at the most.
MOST = 0.87


def language_of(body: bytes) -> str | None:
    """The language that the page's ``<html lang>`` names, two or three lower-case letters."""
    found = HTML_LANGUAGE.search(body[:HEAD])
    return found.group(1).decode().lower() if found else None


def guess(body: bytes) -> str | None:
    """The standard's name of the encoding that ``body`` is in, by statistics on the texts in it that are not ASCII.

    None where they are in no encoding, or there are none.
    """
    texts = [text for text in re.split(rb"[<>]+", body) if not text.isascii()]
    sample = b"\n".join(texts)[:WINDOW]
    if not sample:
        return None
    if is_foreign(sample):
        return _ask(sample, tuple(NAMES))
    found = _ask(sample, OF_LATIN)
    language = language_of(body)
    candidates = LATIN.get(language or "", WESTERN)
    if found and PYTHON[found] not in candidates:
        few = len(sample) - len(sample.translate(None, BEYOND)) <= FEW
        if (few and not INSIDE.search(sample)) or (language in LATIN and language != "en"):
            found = _ask(sample, candidates) or found
    return found


def is_foreign(body: bytes) -> bool:
    """Whether the bytes beyond ASCII stand together as those of no Latin alphabet do."""
    runs = HIGH.findall(body)
    together = b"".join(run for run in runs if len(run) > ALONE)
    return 2 * len(together) > sum(map(len, runs)) and len(set(together)) >= DIFFERENT


def _ask(sample: bytes, codecs: Sequence[str]) -> str | None:
    import chardet  # here, not above: pages that need it are few, and its models take 30 MB

    found = chardet.detect(
        sample, max_bytes=WINDOW, include_encodings=codecs, compat_names=False, no_match_encoding=codecs[0]
    )
    return None if found["confidence"] == NO_MATCH else NAMES.get(found["encoding"] or "")


def doubtful(text: str, name: str, language: str | None) -> bool:
    """Whether ``text``, which was read in ``name``, is none of that encoding's languages, or not the page's own.

    Nearly all pairs of bytes are some character of Big5 or GB 18030, but a text that was meant so is written with the
    characters that are common in its country. False for encodings of other alphabets.
    """
    if name not in LANGUAGES:
        return False
    return (language in EASTERN and language != LANGUAGES[name]) or not is_common(text, name)


def plausible(text: str, name: str) -> bool:
    """Whether ``text``, read in ``name`` by a guess, is to be believed where some label says something else."""
    return is_common(text, name) if name in LANGUAGES else PYTHON[name] not in OF_LATIN


def is_common(text: str, name: str) -> bool:
    """Whether the first of ``text`` that is not ASCII is written in what is common in ``name``'s country."""
    sample, size = [], 0
    for found in WIDE.finditer(text):
        sample.append(found.group())
        size += len(sample[-1])
        if size >= SAMPLE:
            break
    if size < ENOUGH:
        return True
    characters = "".join(sample)
    common = _common(name)
    usual = len(USUAL.findall(characters)) + sum(character in common for character in characters)
    return usual >= MOST * size


@cache
def _common(name: str) -> frozenset[str]:
    """The Han characters of the first level of each of the standards that a text in ``name`` is written with."""
    found: set[str] = set()
    for codec in STANDARDS[name]:
        first, last = LEVEL_1[codec]
        codes = (code.to_bytes(2) for code in range(first, last + 1))
        found.update(code.decode(codec, "ignore") for code in codes if code[1] >= 0x40)
    return frozenset(character for character in found if len(character) == 1 and is_han(character))

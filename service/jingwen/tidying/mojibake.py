"""Text that a wrong transcoding broke: what can be proved is mended, what cannot is told.

The breaks: ``。``, two ideographic spaces and ``</p>`` in UTF-8, read two bytes at a time as GBK by a converter that
writes ``?`` for what it cannot read, become ``?! ?/p>``: the last byte of a space swallows the ``<``, so the paragraph
does not end and the mark-up stands in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..model import Notice
from .characters import HAN, is_everyday, is_han, is_rare

_END_TAG = re.compile(r"[?？][ \u3000\xa0]?/(?:p|div)[ \u3000\xa0]?>", re.IGNORECASE)
_BROKEN_MARKS = re.compile(r"(?:\s{0,4}[?？]\s{0,4}[!！]?){1,2}\s{0,4}\Z")
_ENDED = re.compile(r"[。！？!?…：:；;][”’」』》）)】]{0,4}\Z")
_CLOSERS = "”’」』》）)】％%"
_ASKING = "吗嗎呢么麼"
_REACH = 32  # how far back from a broken end tag its marks and the word before them are looked for
_HAN = re.compile(f"[{HAN}]")

# A tone mark without its opening bracket: the bytes of 两( were read as other characters (质量?jī)蓚).
_TORN_GLOSS = re.compile(f"(?<=[{HAN}])[?？][a-zü]{{0,3}}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]{{0,3}}[)）]")
# Lost bytes between two Han characters. A reader's 什么?? looks the same, so it takes more to be sure: see below.
_HOLE = re.compile(f"(?<=[{HAN}])(?:[?？]{{2}}|€|[\ue000-\uf8ff])[(（]?(?=[{HAN}])")
# An enumeration comma and at most two characters before a hole: no question is asked inside a list.
_IN_LIST = re.compile(f"、[{HAN}]{{1,2}}\\Z")
# What any sign of loss holds: one look that an ordinary paragraph does not pass, be it a question.
_SUSPECT = re.compile(
    f"[?？€\ue000-\uf8ff\ufffd锟锛紝銆](?:(?<=[\ufffd锟锛紝銆])|(?<=[{HAN}][€\ue000-\uf8ff])|"
    f"(?<=[{HAN}][?？])[?？a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ])"
)
# U+FFFD written as UTF-8 and read as GBK; UTF-8's full-width comma and full stop read as GBK.
_REPLACED = ("\ufffd", "锟斤拷")
_MISREAD_MARKS = ("锛", "紝", "銆")

# The 27 characters that windows-1252 puts where Latin-1 has controls, as the bytes they stand for.
_CP1252 = {ord(bytes([byte]).decode("cp1252", "ignore") or chr(byte)): byte for byte in range(0x80, 0xA0)}
# A lead byte of UTF-8 with a byte that may follow it, both read as windows-1252 or Latin-1.
_LATIN_PAIR = re.compile("[\u00c2-\u00f4][\x80-\u00bf\u0152-\u2122]")
_CONTROLS = re.compile("[\x80-\x9f]")
# What begins as UTF-8 does, and may end within a character.
_UTF8 = re.compile(
    rb"(?:[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})*+"
    rb"(?:[\xc2-\xf4][\x80-\xbf]{0,2})?\Z"
)
_PROBE = 16
# The letters that lead bytes of Chinese and the second bytes of Western text give; a French page has some of them and
# is looked at block by block, a Chinese one has none.
_DOUBLE = ("å", "æ", "ç", "ã", "Ã", "ï¼", "â€", "â\x80", *_MISREAD_MARKS, "鐨")


def may_have_breaks(text: str) -> bool:
    """Whether ``text``, a whole page, is worth a look by :func:`mend_breaks`; next to free."""
    return ">" in text and ("/p>" in text or "/div>" in text)


def may_be_double(text: str) -> bool:
    """Whether ``text``, a whole page, is worth a look by :func:`undo_double_encoding`; next to free."""
    return any(sign[0] in text and sign in text for sign in _DOUBLE)  # a letter is found five times as fast as a pair


def mend_breaks(text: str) -> list[str]:
    """The paragraphs of ``text``, split where a broken ``</p>`` stands in it, each with the full stop that was lost.

    ``[text]`` where there is no such break: in a text without Han characters, in one that holds whole tags (it writes
    about mark-up), and after anything but a word or a closing mark. A ``！`` that was read right stays, and so does a
    question (``吗``, ``呢``) whose mark alone was lost.
    """
    if not _HAN.search(text) or "</" in text or "<p" in text or "<div" in text:
        return [text]
    pieces: list[str] = []
    done = 0
    for match in _END_TAG.finditer(text):
        mended = _mended(text, done, match.start())
        if mended is not None:
            pieces.append(mended)
            done = match.end()
    if not done:
        return [text]
    pieces.append(text[done:].strip())
    return [piece for piece in pieces if piece]


def _mended(text: str, start: int, end: int) -> str | None:
    """The paragraph from ``start`` to a broken end tag at ``end``; ``None`` where the tag is not believed."""
    window = max(start, end - _REACH)
    marks = _BROKEN_MARKS.search(text, window, end)
    stem = text[window : marks.start() if marks else end].rstrip()
    if not stem:
        return "" if marks and window == start else None
    last = stem[-1]
    stop = ""
    if not _ENDED.search(stem):
        if not (is_han(last) or last in _CLOSERS or (marks and last.isalnum())):
            return None
        lone = marks is None or not re.search("[!！]", marks[0])
        stop = "？" if lone and last in _ASKING else "。"
    return (text[start:window] + stem + stop).strip()


def undo_double_encoding(text: str) -> str | None:
    """What ``text`` was before its UTF-8 bytes were read as windows-1252 (or Latin-1) or as GBK, else ``None``.

    Only where it is proved: every character goes back to bytes, all the bytes are valid UTF-8, and what they spell is
    shorter and free of controls; read as GBK, mostly everyday Chinese as well.
    """
    if text.isascii():
        return None
    if not _HAN.search(text):
        return _reread(text.translate(_CP1252), "latin-1") if _LATIN_PAIR.search(text) else None
    undone = _reread(text, "gb18030")
    if undone is None:
        return None
    han = [character for character in undone if is_han(character)]
    return undone if len(han) >= 2 and sum(map(is_everyday, han)) * 2 > len(han) else None


def _reread(text: str, encoding: str) -> str | None:
    try:
        # Nearly every text that was encoded once shows it in its first few characters.
        if not _UTF8.match(text[:_PROBE].encode(encoding)):
            return None
        undone = text.encode(encoding).decode("utf-8")
    except UnicodeError:
        return None
    return undone if len(undone) < len(text) and not _CONTROLS.search(undone) else None


def has_unrecoverable(text: str) -> bool:
    """Whether ``text`` holds characters whose bytes were lost for good.

    Sure signs: U+FFFD; ``锟斤拷``; two of the marks that UTF-8's ``，`` and ``。`` give in GBK; a torn gloss
    (``质量?jī)蓚``). ``??``, ``€`` or a private-use character between two Han characters counts only with a character
    beside it that hardly any text holds (``上??茣``), or inside a list: people do write 什么??我不信.
    """
    if not _SUSPECT.search(text):
        return False
    if any(sign in text for sign in _REPLACED) or _TORN_GLOSS.search(text):
        return True
    if sum(map(text.count, _MISREAD_MARKS)) >= 2:
        return True
    return any(_is_torn(text, *hole.span()) for hole in _HOLE.finditer(text))


def _is_torn(text: str, start: int, end: int) -> bool:
    return is_rare(text[start - 1]) or is_rare(text[end]) or _IN_LIST.search(text, max(0, start - 3), start) is not None


def notice_of_loss(paragraphs: Iterable[str]) -> Notice | None:
    """The notice for an article some of whose ``paragraphs`` have lost bytes, else ``None``."""
    paragraphs = tuple(paragraphs)
    count = sum(map(has_unrecoverable, paragraphs)) if _SUSPECT.search("\n".join(paragraphs)) else 0
    if not count:
        return None
    return Notice(
        "unrecoverable_bytes",
        f"paragraphs that hold characters whose bytes were lost before the page came here: {count}; they are left as "
        "they are; fetch the page again from its own site to get them",
    )

"""Text that a wrong transcoding broke: what can be proved is mended, what cannot is told.

The breaks: ``。``, two ideographic spaces and ``</p>`` in UTF-8, read two bytes at a time as GBK by a converter that
writes ``?`` for what it cannot read, become ``?! ?/p>``: the last byte of a space swallows the ``<``, so the paragraph
does not end and the mark-up stands in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..model import Notice
from ..regex import regex
from .characters import HAN, is_everyday, is_han, is_rare

UNDONE = Notice("double_encoding_undone", "text that had been encoded twice was decoded a second time")

_END_TAG = regex(r"[?？][ \u3000\xa0]?/(?:p|div)[ \u3000\xa0]?>", re.IGNORECASE)
_BROKEN_MARKS = regex(r"(?:\s{0,4}[?？]\s{0,4}[!！]?){1,2}\s{0,4}\Z")
_ENDED = regex(r"[。！？!?…：:；;][”’」』》）)】]{0,4}\Z")
_CLOSERS = "”’」』》）)】％%"
_ASKING = "吗嗎呢么麼"
_REACH = 32  # how far back from a broken end tag its marks and the word before them are looked for
_HAN = regex(f"[{HAN}]")

# A tone mark without its opening bracket: the bytes of 两( were read as other characters (质量?jī)蓚).
_TORN_GLOSS = regex(f"(?<=[{HAN}])[?？][a-zü]{{0,3}}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]{{0,3}}[)）]")
# Lost bytes between two Han characters. A reader's 什么?? looks the same, so it takes more to be sure: see below.
_HOLE = regex(f"(?<=[{HAN}])(?:[?？]{{2}}|€|[\ue000-\uf8ff])[(（]?(?=[{HAN}])")
# An enumeration comma and at most two characters before a hole: no question is asked inside a list.
_IN_LIST = regex(f"、[{HAN}]{{1,2}}\\Z")
# What any sign of loss holds: one look that an ordinary paragraph does not pass, be it a question.
_SUSPECT = regex(
    f"[?？€\ue000-\uf8ff\ufffd锟锛紝銆](?:(?<=[\ufffd锟锛紝銆])|(?<=[{HAN}][€\ue000-\uf8ff])|"
    f"(?<=[{HAN}][?？])[?？a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ])"
)
# U+FFFD written as UTF-8 and read as GBK; UTF-8's full-width comma and full stop read as GBK.
_REPLACED = ("\ufffd", "锟斤拷")
_MISREAD_MARKS = ("锛", "紝", "銆")

# The 27 characters that windows-1252 puts where Latin-1 has controls, as the bytes they stand for.
_CP1252 = {ord(bytes([byte]).decode("cp1252", "ignore") or chr(byte)): byte for byte in range(0x80, 0xA0)}
# A lead byte of UTF-8 with a byte that may follow it, both read as windows-1252 or Latin-1.
_LATIN_PAIR = regex("[\u00c2-\u00f4][\x80-\u00bf\u0152-\u2122]")
_CONTROLS = regex("[\x80-\x9f]")
# What windows-1252 can write, and U+FFFD where a converter lost a byte on the way.
_READABLE = regex(f"[\x00-\xff{''.join(map(chr, _CP1252))}\ufffd]+")
# Bytes that fit no character, as surrogates: the first of some, whose others were lost or made a question mark. Of ”
# (E2 80 9D) windows-1252 has no last byte, and of nothing else that begins so and is printed. A lone é of a Western
# text had not been encoded twice.
_QUOTE = regex("\udce2\udc80[?\udcff]?")
_CUT = regex("[\udcc3-\udcf4][\udc80-\udcbf]{1,2}[?\udcff]?")
_CUT_HAN = regex("[\udcc3-\udcf4][\udc80-\udcbf?\udcff]{0,2}|[\udc80-\udcbf]+")
_STRAY = regex("[\udc80-\udcff]")
_WHOLE = regex("[\x80-\ud7ff\ue000-\U0010ffff]")
_BYTES = {**_CP1252, 0xFFFD: 0xFF}
_AS_READ = {0xDC00 + byte: chr(point) for point, byte in _CP1252.items()} | {
    0xDC00 + byte: chr(byte) for byte in range(0xA0, 0xFF)
}
_NEARLY_ALL = 0.8
# Characters that are whole, and times as many of them as of others. One in six Chinese characters has a byte that
# windows-1252 does not have, one in some hundred letters.
_MANY, _MOST, _MOST_HAN = 3, 4, 2
# The comma, the full stop and 的 of GBK, read as Latin-1.
_GBK = ("£¬", "¡£", "µÄ")
_BEGINNING = 4096
# The characters of Latin-1, as bytes, that none of those begins with.
_UNTOLD = bytes({*range(256)}.difference(range(0xC2, 0xF5), (ord(sign[0]) for sign in _GBK)))
# What begins as UTF-8 does, and may end within a character.
_UTF8 = re.compile(
    rb"(?:[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})*+"
    rb"(?:[\xc2-\xf4][\x80-\xbf]{0,2})?\Z"
)
_PROBE = 16
# The letters that lead bytes of Chinese and the second bytes of Western text give; a French page has some of them and
# is looked at block by block, a Chinese one has none.
_DOUBLE = ("å", "æ", "ç", "ã", "Ã", "ï¼", "â€", "â\x80", *_GBK, *_MISREAD_MARKS, "鐨")


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


def undo_page(text: str) -> str | None:
    """What ``text``, a whole page with its mark-up, was before it was encoded twice; ``None`` where it shows no sign.

    Where only a paragraph of it was, that is left to :func:`undo_double_encoding`. Next to free on most pages.
    """
    beginning = text[:_BEGINNING]
    if not beginning.encode("latin-1", "ignore").translate(None, _UNTOLD):  # a quarter of the time of what follows
        return None
    if not _LATIN_PAIR.search(beginning) and not any(sign in beginning for sign in _GBK):
        return None
    return _undo_western(text)


def undo_double_encoding(text: str) -> str | None:
    """What ``text`` was before its UTF-8 bytes were read as windows-1252 (or Latin-1) or as GBK, else ``None``.

    Or before its GBK was read as windows-1252. Only where it is proved: nearly every character goes back to bytes that
    are valid, and what they spell is shorter and free of controls; in GBK, mostly everyday Chinese as well. A
    character that has lost a byte on the way becomes U+FFFD.
    """
    if text.isascii():
        return None
    if not _HAN.search(text):
        return _undo_western(text)
    undone = _reread(text, "gb18030")
    return undone if undone is not None and _everyday(undone) > 0.5 else None


def _undo_western(text: str) -> str | None:
    undone = _READABLE.sub(_reread_run, text)
    return undone if undone != text else None


def _reread_run(found: re.Match[str]) -> str:
    run = found.group()
    if run.isascii():
        return run
    sent = run.translate(_BYTES).encode("latin-1")
    undone = _from_utf8(sent) or _from_gbk(sent)
    lost = "\ufffd" if "\ufffd" in run else "ÿ"
    return _STRAY.sub(lambda stray: _AS_READ.get(ord(stray[0]), lost), undone) if undone else run


def _from_utf8(sent: bytes) -> str | None:
    """``sent`` in UTF-8, what does not fit as surrogates; ``None`` where it was not UTF-8."""
    text = _QUOTE.sub("”", sent.decode("utf-8", "surrogateescape"))
    whole = len(_WHOLE.findall(text))
    cuts, most = (_CUT_HAN, _MOST_HAN) if _HAN.search(text) else (_CUT, _MOST)
    text, cut = cuts.subn("\ufffd", text)
    others = cut + len(_STRAY.findall(text))
    if not whole or _CONTROLS.search(text) or (others and whole < max(_MANY, most * others)):
        return None
    return text


def _from_gbk(sent: bytes) -> str | None:
    """``sent`` in GBK, what does not fit as surrogates; ``None`` where it was not GBK, or is not Chinese."""
    text = sent.decode("gbk", "surrogateescape")
    many = len(_WHOLE.findall(text)) >= _MOST * len(_STRAY.findall(text))
    return text if many and _everyday(text) > _NEARLY_ALL else None


def _everyday(text: str) -> float:
    """The share of everyday characters among the Han characters of ``text``; 0 where it has fewer than two."""
    han = [character for character in text if is_han(character)]
    return sum(map(is_everyday, han)) / len(han) if len(han) >= 2 else 0.0


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

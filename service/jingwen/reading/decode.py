"""Bytes to text: which encoding a page is in, and what decided it.

The order is BOM, valid UTF-8, HTTP charset, meta, detection: a stale ``<meta charset>`` on a page that some proxy has
already transcoded is common, while bytes that are valid multi-byte UTF-8 by accident are not.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Sequence

import webencodings
from charset_normalizer import from_bytes

from ..model import Encoding, Notice

BOMS = ((BOM_UTF8, "utf-8"), (BOM_UTF16_LE, "utf-16le"), (BOM_UTF16_BE, "utf-16be"))
# By the HTML standard a page says its encoding in its first 1,024 bytes; Chinese portals often put scripts before that.
META_WINDOW = 8192
META = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,80}encoding=["']([\w.:-]{1,40})""", re.I
)
HTTP = re.compile(r"""charset\s*=\s*["']?\s*([^\s"';,]{1,80})""", re.I)
# A page in another encoding breaks at nearly every character when read as UTF-8 (or as a wrong label); a page with a
# few characters cut in half by its own CMS breaks at a few.
TOLERATED = 0.05
# The labels of one family share a superset; python's own codec for the narrow name would refuse the rest.
SUPERSETS = {"gbk": "gb18030", "gb2312": "gb18030"}
CODECS = {"gb18030": "gb18030", "big5": "big5hkscs"}
# Labels that the standard knows and gives no usable codec: the bytes are better guessed.
UNREADABLE = frozenset(("replacement", "x-user-defined"))
# ISO-2022-JP is ASCII bytes throughout, so it would pass for UTF-8 but for these.
JAPANESE_SHIFT = re.compile(rb"\x1b(?:\$[@B]|\([BIJ])")
# What nearly every character of a text in UTF-16 is: Latin, Cyrillic, punctuation, kana, Han, Hangul, full-width forms.
USUAL = re.compile(
    r"[\t\r\n -~\xa0-\u024f\u0400-\u04ff\u2010-\u2030\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uffef]"
)
# UTF-16 written as if it were characters (CESU-8), as old databases and Java do with what needs two units: emoji.
SURROGATE = 0xED  # which begins it, and some Hangul
SURROGATES = re.compile(rb"(?:\xed[\xa0-\xbf][\x80-\xbf])+")
WIDE_WINDOW = 8192
DETECTION_WINDOW = 20_000
LONGEST = 4  # bytes of a character
OF_SEVERAL_BYTES = ["gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"]
OF_ONE_BYTE = ["cp1251", "cp1252", "cp1250", "cp1253", "cp1254", "cp1256"]


def decode(body: bytes | str, content_type: str | None = None) -> tuple[str, Encoding, tuple[Notice, ...]]:
    """The text of ``body``, the encoding that was used, and notices about what could not be read.

    Never raises: bytes that fit no encoding become U+FFFD and a notice. NUL characters are dropped, as they are in no
    text and end it in some parsers; so are lone surrogates, the half characters that a cut JSON escape leaves.
    """
    if isinstance(body, str):
        return _whole(body).replace("\0", ""), Encoding("utf-8", "text"), ()
    notices: list[Notice] = []
    text, encoding = _decode(body, content_type, notices)
    if "\ufffd" in text:
        lost = text.count("\ufffd")
        notices.append(
            Notice(
                "unrecoverable_bytes", f"{lost} places hold bytes that are not {encoding.name}; each stays as U+FFFD"
            )
        )
    # A text of two bytes a character holds a zero byte in each letter of ASCII: looking for NUL there is slow.
    return text.replace("\0", "") if 0 in body else text, encoding, tuple(notices)


def as_utf8(text: str, body: bytes | str, encoding: Encoding, notices: Sequence[Notice]) -> bytes:
    """``text`` in UTF-8, as the parser and RE2 read it: the ``body`` itself where ``decode`` took it as it is."""
    if isinstance(body, bytes) and encoding.origin == "utf-8" and not notices:
        changed = 0 in body or SURROGATE in body
        return text.encode() if changed else body
    return text.encode()


def _whole(text: str) -> str:
    """``text`` without lone surrogates, the pairs among them made the characters that they stand for."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return text


def _decode(body: bytes, content_type: str | None, notices: list[Notice]) -> tuple[str, Encoding]:
    for bom, name in BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(name, "replace"), Encoding(name, "bom")
    wide = _wide(body)
    if wide:
        return body.decode(wide, "replace"), Encoding(wide, "detected")
    japanese = body.isascii() and JAPANESE_SHIFT.search(body) is not None
    text = None if japanese else _tolerant(body, "utf-8", guessed=True)
    if text is not None:
        return text, Encoding("utf-8", "utf-8")
    for label, origin in _declared(body, content_type):
        known = webencodings.lookup(label)
        if known is None or known.name in UNREADABLE:
            notices.append(
                Notice("unknown_charset", f"the {origin} charset {label!r} is not known; the page was read without it")
            )
            continue
        name = SUPERSETS.get(known.name, known.name)
        if name.startswith("utf-16") and (origin == "meta" or 0 not in body):
            continue  # the label was read from single bytes, or there is not one ASCII character: it is stale
        text = _tolerant(body, CODECS.get(name, known.codec_info.name))
        if text is not None:
            return text, Encoding(name, origin)
    if japanese:
        return body.decode("iso2022_jp", "replace"), Encoding("iso-2022-jp", "detected")
    return _detect(body)


def _declared(body: bytes, content_type: str | None) -> list[tuple[str, str]]:
    """The charset labels that a page comes with, each with where it was found, most trusted first."""
    found = []
    header = HTTP.search(content_type or "")
    if header:
        found.append((header.group(1), "http"))
    meta = META.search(body[:META_WINDOW])
    if meta:
        found.append(((meta.group(1) or meta.group(2)).decode("ascii", "replace"), "meta"))
    return found


def _tolerant(body: bytes, codec: str, guessed: bool = False) -> str | None:
    """``body`` in ``codec``, or None where too much of it breaks to be in that encoding.

    One broken place (a crawler's size limit cuts a character in two) is no evidence against a label; it is against a
    guess that nothing else speaks for: ``caf\\xe9`` is not UTF-8.
    """
    try:
        return body.decode(codec)
    except UnicodeDecodeError:
        if codec == "utf-8":
            body = SURROGATES.sub(_joined, body)
        text = body.decode(codec, "replace")
    broken = text.count("\ufffd")
    wide = sum(map(len, re.findall(r"[^\x00-\x7f]+", text)))
    if guessed and wide <= 2 * broken:
        return None
    return text if broken <= 1 + TOLERATED * wide else None


def _joined(surrogates: re.Match[bytes]) -> bytes:
    return _whole(surrogates.group().decode("utf-8", "surrogatepass")).encode()


def _wide(body: bytes) -> str | None:
    """The UTF-16 flavour of bytes without a BOM: line breaks and ASCII leave NULs, and nearly all pairs make letters.

    Where the NULs stand tells little, as 一 (U+4E00) and the ideographic space (U+3000) hold one on the other side.
    """
    head = body[:WIDE_WINDOW]
    nuls = head.count(0)
    if nuls <= max(3, len(head) // 400):
        return None
    if nuls < len(head) // 10 and _is_utf8(head):
        return None  # stray NULs in a page of single bytes
    usual = {name: len(USUAL.findall(head.decode(name, "ignore"))) for name in ("utf-16le", "utf-16be")}
    best = max(usual, key=lambda name: usual[name])
    return best if usual[best] > 0.9 * (len(head) // 2) else None


def _is_utf8(head: bytes) -> bool:
    """Whether ``head``, the beginning of a page, is UTF-8 but for a character that its end may cut in two."""
    return head.decode("utf-8", "replace").rstrip("\ufffd").count("\ufffd") == 0


def _detect(body: bytes) -> tuple[str, Encoding]:
    """By statistics, on the part of the page that is not ASCII; by the shape of it where there is too little."""
    sample = b" ".join(re.findall(rb"[^\x00-\x7f][^<>]*", body))[:DETECTION_WINDOW]
    best = from_bytes(sample, cp_isolation=[*OF_SEVERAL_BYTES, *OF_ONE_BYTE]).best() if sample else None
    for cut in range(1, LONGEST):  # where it ends amid a character, that alone rules out the encoding that it is in
        if best is None and len(sample) > cut:
            best = from_bytes(sample[:-cut], cp_isolation=OF_SEVERAL_BYTES).best()
    if best is None:
        return _fall_back(body)
    known = webencodings.lookup(best.encoding.replace("_", "-"))
    text = body.decode(CODECS.get(best.encoding, best.encoding), "replace")
    return text, Encoding(known.name if known else best.encoding, "detected")


def _fall_back(body: bytes) -> tuple[str, Encoding]:
    """Single bytes between ASCII are accented letters; pairs are Chinese; what fits neither is read as UTF-8."""
    runs = re.findall(rb"[^\x00-\x7f]+", body)
    single = sum(len(run) == 1 for run in runs) > len(runs) / 2
    codec, name = ("cp1252", "windows-1252") if single else ("gb18030", "gb18030")
    text = _tolerant(body, codec, guessed=True)
    if text is not None:
        return text, Encoding(name, "detected")
    return body.decode("utf-8", "replace"), Encoding("utf-8", "detected")

"""Bytes to text: which encoding a page is in, and what decided it.

The order is BOM, valid UTF-8, HTTP charset, meta, detection: a stale ``<meta charset>`` on a page that some proxy has
already transcoded is common, while bytes that are valid multi-byte UTF-8 by accident are not. A label that the bytes
break, or under which they spell no language, is passed over; ISO-8859-1 is what servers say of pages that they know
nothing about, so it holds only where nothing speaks against it.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Sequence

import webencodings
from webencodings.labels import LABELS

from ..model import Encoding, Notice
from ..regex import regex
from .charsets import QUICK, SAME, to_text
from .detect import doubtful, guess, is_foreign, language_of, plausible

BOMS = ((BOM_UTF8, "utf-8"), (BOM_UTF16_LE, "utf-16le"), (BOM_UTF16_BE, "utf-16be"))
# By the HTML standard a page says its encoding in its first 1,024 bytes; Chinese portals often put scripts before that.
META_WINDOW = 8192
META = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,80}encoding=["']([\w.:-]{1,40})""", re.I
)
HTTP = regex(r"""charset\s*=\s*["']?\s*([^\s"';,]{1,80})""", re.I)
# A page in another encoding breaks at nearly every character when read as UTF-8 (or as a wrong label); a page with a
# few characters cut in half by its own CMS breaks at a few.
TOLERATED = 0.05
# Labels of an encoding without characters, which browsers show nothing of: the bytes are better guessed.
UNREADABLE = frozenset(("replacement",))
# What a server says by default, and an editor of long ago: these labels tell nothing of a page.
DEFAULTS = frozenset(label for label, name in LABELS.items() if name == "windows-1252" and "125" not in label)
# ISO-2022-JP is ASCII bytes throughout, so it would pass for UTF-8 but for these.
JAPANESE_SHIFT = re.compile(rb"\x1b(?:\$[@B]|\([BIJ])")
# What nearly every character of a text in UTF-16 is: Latin, Cyrillic, punctuation, kana, Han, Hangul, full-width forms.
USUAL = regex(r"[\t\r\n -~\xa0-\u024f\u0400-\u04ff\u2010-\u2030\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uffef]")
# UTF-16 written as if it were characters (CESU-8), as old databases and Java do with what needs two units: emoji.
SURROGATE = 0xED  # which begins it, and some Hangul
SURROGATES = re.compile(rb"(?:\xed[\xa0-\xbf][\x80-\xbf])+")
REPLACEMENT = "\ufffd".encode()
WIDE_WINDOW = 8192
# What no text has: bytes that stand for nothing, controls, characters without a meaning. Only in these encodings is
# there any of the last two.
MEANINGLESS = regex("[\ufffd\x80-\x9f\ue000-\uf8ff]")
LOOSE = frozenset(name for name in LABELS.values() if name.startswith("iso-8859")) | {
    *("gb18030", "shift_jis", "x-user-defined"),
}
# To go on behind each broken place is slow (9 ms on a page of 80 kB in GBK), and slices of it tell what the page is.
SLICES, SLICE = 16, 512
BREAKS_OF_SLICES = 100  # more than their edges make, three each
# A page of which a third is broken in its beginning is in another encoding, whatever follows.
BEGINNING, BROKEN = 100_000, 0.3


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
        notices.append(_loss(text, body, encoding))
    # A text of two bytes a character holds a zero byte in each letter of ASCII: looking for NUL there is slow.
    return text.replace("\0", "") if 0 in body else text, encoding, tuple(notices)


def _loss(text: str, body: bytes, encoding: Encoding) -> Notice:
    """The notice of each U+FFFD in ``text``: of bytes that are no character, or one that was on the page already."""
    lost = text.count("\ufffd")
    if encoding.name == "utf-8" and body.count(REPLACEMENT) == lost:
        why = (
            "hold U+FFFD: their bytes were lost before the page came here; fetch it again from its own site to get them"
        )
    else:
        why = f"hold bytes that are not {encoding.name}; each stays as U+FFFD"
    return Notice("unrecoverable_bytes", f"{lost} places {why}")


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
            return to_text(body[len(bom) :], name), Encoding(name, "bom")
    wide = _wide(body)
    if wide:
        return to_text(body, wide), Encoding(wide, "detected")
    japanese = body.isascii() and JAPANESE_SHIFT.search(body) is not None
    text = None if japanese else _as_utf8(body)
    if text is not None:
        return text, Encoding("utf-8", "utf-8")
    return _declared(body, content_type, notices) or _detect(body, japanese)


def _declared(body: bytes, content_type: str | None, notices: list[Notice]) -> tuple[str, Encoding] | None:
    """By the first label that the bytes bear out; else by one that they only doubt, where they tell nothing better."""
    unlikely: tuple[str, Encoding] | None = None
    for label, origin in _labels(body, content_type):
        known = webencodings.lookup(label)
        if known is None or known.name in UNREADABLE:
            notices.append(
                Notice("unknown_charset", f"the {origin} charset {label!r} is not known; the page was read without it")
            )
            continue
        name = SAME.get(known.name, known.name)
        if name == "x-user-defined" and origin == "meta":
            name = "windows-1252"  # as HTML says
        if name.startswith("utf-16") and (origin == "meta" or 0 not in body):
            continue  # the label was read from single bytes, or there is not one ASCII character: it is stale
        text = _tolerant(body, name)
        if text is None:
            continue
        read = text, Encoding(name, origin)
        if not (is_foreign(body) if name == "windows-1252" else doubtful(text, name, language_of(body))):
            return read
        unlikely = unlikely or read
    if unlikely is None:
        return None
    likelier = guess(body)
    if likelier is None or likelier == unlikely[1].name:
        return unlikely
    text = _tolerant(body, likelier)
    return unlikely if text is None or not plausible(text, likelier) else (text, Encoding(likelier, "detected"))


def _labels(body: bytes, content_type: str | None) -> list[tuple[str, str]]:
    """The charset labels that a page comes with, each with where it was found, most trusted first."""
    found = []
    header = HTTP.search(content_type or "")
    if header:
        found.append((header.group(1), "http"))
    meta = META.search(body[:META_WINDOW])
    if meta:
        found.append(((meta.group(1) or meta.group(2)).decode("ascii", "replace"), "meta"))
    return sorted(found, key=lambda label: label[0].lower() in DEFAULTS)


def _as_utf8(body: bytes) -> str | None:
    """``body`` in UTF-8, or None where it is not: nothing else speaks for it, and ``caf\\xe9`` is another encoding."""
    try:
        return body.decode()
    except UnicodeDecodeError:
        step = max(len(body) // SLICES, SLICE)
        sample = b"\n".join(body[at : at + SLICE] for at in range(0, len(body), step)).decode("utf-8", "replace")
        broken = sample.count("\ufffd")
        if broken > BREAKS_OF_SLICES and _wide_count(sample) <= 2 * broken:
            return None
        text = SURROGATES.sub(_joined, body).decode("utf-8", "replace")
    broken, wide = text.count("\ufffd"), _wide_count(text)
    return text if wide > 2 * broken and broken <= 1 + TOLERATED * wide else None


def _wide_count(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))


def _tolerant(body: bytes, name: str) -> str | None:
    """``body`` in the encoding ``name``, or None where too much of it breaks to be in that encoding.

    One broken place (a crawler's size limit cuts a character in two) is no evidence against a label.
    """
    if name in QUICK:
        try:
            return body.decode(QUICK[name])
        except UnicodeDecodeError:
            pass
    if name == "utf-8":
        body = SURROGATES.sub(_joined, body)
    if len(body) > BEGINNING and _broken(to_text(body[:BEGINNING], name), name) > BROKEN:
        return None
    text = to_text(body, name)
    return text if _broken(text, name) <= TOLERATED else None


def _broken(text: str, name: str) -> float:
    """The share of what no text has among the characters of ``text`` that are not ASCII, but for one of them."""
    broken = (len(MEANINGLESS.findall(text)) if name in LOOSE else text.count("\ufffd")) - 1
    return broken / _wide_count(text) if broken > 0 else 0.0


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


def _detect(body: bytes, japanese: bool) -> tuple[str, Encoding]:
    """By statistics on the part of the page that is not ASCII; what fits nothing is read as UTF-8."""
    name = "iso-2022-jp" if japanese else guess(body) or "utf-8"
    return to_text(body, name), Encoding(name, "detected")

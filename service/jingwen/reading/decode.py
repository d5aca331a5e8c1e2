"""Bytes to text: which encoding a page is in, and what decided it.

The order is BOM, valid UTF-8, HTTP charset, meta, detection: a stale ``<meta charset>`` on a page that some proxy has
already transcoded is common, while bytes that are valid multi-byte UTF-8 by accident are not.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

import webencodings
from charset_normalizer import from_bytes

from ..model import Encoding, Notice

BOMS = ((BOM_UTF8, "utf-8"), (BOM_UTF16_LE, "utf-16le"), (BOM_UTF16_BE, "utf-16be"))
# Pages declare their encoding within the first 1,024 bytes by the HTML standard; Chinese portals often put scripts first.
META_WINDOW = 8192
META = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,80}encoding=["']([\w.:-]{1,40})""", re.I
)
HTTP = re.compile(r"""charset\s*=\s*["']?\s*([^\s"';,]{1,80})""", re.I)
# A page in another encoding breaks at nearly every character when read as UTF-8 (or as a wrong label); a page with a
# few characters cut in half by its own CMS breaks at a few.
TOLERATED = 0.05
# The labels of one family share a superset; python's own codec for the narrow name would refuse the rest.
SUPERSETS = {"gbk": "gb18030", "gb2312": "gb18030", "big5": "big5hkscs"}
DETECTION_WINDOW = 20_000
DETECTED = [
    "gb18030",
    "big5",
    "shift_jis",
    "euc_jp",
    "euc_kr",
    "cp1251",
    "cp1252",
    "cp1250",
    "cp1253",
    "cp1254",
    "cp1256",
]


def decode(body: bytes | str, content_type: str | None = None) -> tuple[str, Encoding, tuple[Notice, ...]]:
    """The text of ``body``, the encoding that was used, and notices about what could not be read.

    Never raises: bytes that fit no encoding become U+FFFD and a notice. NUL characters are dropped, as they are in no
    text and end it in some parsers.
    """
    if isinstance(body, str):
        return body.replace("\0", ""), Encoding("utf-8", "text"), ()
    notices: list[Notice] = []
    text, encoding = _decode(body, content_type, notices)
    if "\ufffd" in text:
        lost = text.count("\ufffd")
        notices.append(
            Notice(
                "unrecoverable_bytes", f"{lost} places hold bytes that are not {encoding.name}; each stays as U+FFFD"
            )
        )
    return text.replace("\0", ""), encoding, tuple(notices)


def _decode(body: bytes, content_type: str | None, notices: list[Notice]) -> tuple[str, Encoding]:
    for bom, name in BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(name, "replace"), Encoding(name, "bom")
    wide = _wide(body)
    if wide:
        return body.decode(wide, "replace"), Encoding(wide, "detected")
    escaped = b"\x1b" in body  # ISO-2022-JP is ASCII bytes throughout, so it would pass for UTF-8
    if not escaped:
        text = _tolerant(body, "utf-8")
        if text is not None:
            return text, Encoding("utf-8", "utf-8")
    for label, origin in _declared(body, content_type):
        known = webencodings.lookup(label)
        if known is None:
            notices.append(
                Notice("unknown_charset", f"the {origin} charset {label!r} is not known; the page was read without it")
            )
            continue
        name = SUPERSETS.get(known.name, known.name)
        text = _tolerant(body, name if name == "gb18030" or name == "big5hkscs" else known.codec_info.name)
        if text is not None:
            return text, Encoding("big5" if name == "big5hkscs" else name, origin)
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


def _tolerant(body: bytes, codec: str) -> str | None:
    """``body`` in ``codec``, or None where too much of it breaks to be in that encoding."""
    try:
        return body.decode(codec)
    except UnicodeDecodeError:
        text = body.decode(codec, "replace")
    broken = text.count("\ufffd")
    wide = sum(map(len, re.findall(r"[^\x00-\x7f]+", text)))
    # A cut at the very end (a crawler's size limit) is no evidence against the encoding.
    return text if broken <= 1 + TOLERATED * wide else None


def _wide(body: bytes) -> str | None:
    """The UTF-16 flavour of bytes without a BOM: markup and white space leave NUL in every second byte."""
    head = body[:2048]
    odd, even = head[1::2].count(0), head[0::2].count(0)
    few = len(head) // 20  # 10 % of the characters
    if odd > few and odd > 8 * even:
        return "utf-16le"
    return "utf-16be" if even > few and even > 8 * odd else None


def _detect(body: bytes) -> tuple[str, Encoding]:
    """By statistics, on the part of the page that is not ASCII."""
    sample = b" ".join(re.findall(rb"[^\x00-\x7f][^<>]*", body))[:DETECTION_WINDOW]
    best = from_bytes(sample, cp_isolation=DETECTED).best() if sample else None
    name = best.encoding if best else "utf-8"
    return body.decode(name, "replace"), Encoding({"big5hkscs": "big5"}.get(name, name.replace("_", "-")), "detected")

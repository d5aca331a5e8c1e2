"""Records for a proof of the bulk mode: pages in all codings, with poisonous ones among them, and what each row says.

A page is known by its number, which stands in its address. Poisonous are pages that hang, kill or fill the process that
cleans them (for ``tests.isolation.misbehaving``'s Cleaner), those of ``tests/hostile``, and bodies that are none.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import cycle, islice
from random import Random

import brotli
import zstandard

from benchmarks.archives import HOST, numbered, record, response
from benchmarks.mixture import OVER
from benchmarks.pages import Page
from tests.hostile.bombs import BOMBS
from tests.hostile.inputs import ARTICLE, PAGES, page
from tests.isolation.misbehaving import CRASH, DIE, EAT, HANG, HANG_IN_C, RAISE

SEED = 29
META = re.compile(r"(<meta[^>]{,99}?charset=[\"']?)[\w-]+", re.IGNORECASE)
SIZE = 20_000  # of a hostile page
# Deeds that take a deadline each are rare, or a run would be nothing but waiting.
DEEDS: Mapping[str, tuple[int, str]] = {
    HANG: (4, "deadline-exceeded"),
    HANG_IN_C: (2, "deadline-exceeded"),
    DIE: (6, "child-died"),
    CRASH: (6, "child-died"),
    EAT: (4, "child-died"),
    RAISE: (6, "internal-error"),
}

# It takes over a second, and on a busy machine the deadline: what becomes of it would differ from run to run.
DEAR = ("tags",)


@dataclass(frozen=True)
class Wire:
    """A page as it comes over the wire: the ``body`` that was sent, its ``headers``, and the ``page`` that it is.

    ``problem`` is the one that its row must have, "" where it may have any or none. ``truth`` is the page in UTF-8, for
    one whose row must have the same text.
    """

    page: Page
    body: bytes
    headers: tuple[str, ...]
    problem: str | None = None
    truth: Page | None = None


def chunked(body: bytes, size: int = 4093) -> bytes:
    """``body`` in chunks, one of them with an extension, and a trailer."""
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    some = b"".join(b"%x%b\r\n%b\r\n" % (len(part), b"" if n else b";a=b", part) for n, part in enumerate(parts))
    return some + b"0\r\nX-Trailer: yes\r\n\r\n"


def _raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(1, zlib.DEFLATED, -15)
    return packer.compress(body) + packer.flush()


def _gzip(body: bytes) -> bytes:
    half = len(body) // 2  # two members are one body
    return gzip.compress(body[:half], 1) + gzip.compress(body[half:], 1)


# By name, what was done to the body, and what the response says of it. The last three say what is not so.
CODINGS: Sequence[tuple[Callable[[bytes], bytes], tuple[str, ...]]] = (
    (bytes, ()),
    (_gzip, ("Content-Encoding: gzip",)),
    (chunked, ("Transfer-Encoding: chunked",)),
    (lambda body: brotli.compress(body, quality=1), ("Content-Encoding: br",)),
    (zstandard.compress, ("Content-Encoding: zstd",)),
    (zlib.compress, ("Content-Encoding: deflate",)),
    (_raw_deflate, ("Content-Encoding: deflate",)),
    (lambda body: chunked(_gzip(body)), ("Content-Encoding: gzip", "Transfer-Encoding: chunked")),
    (lambda body: brotli.compress(gzip.compress(body, 1), quality=1), ("Content-Encoding: gzip, br",)),
    (bytes, ("Content-Encoding: gzip",)),
    (bytes, ("Content-Encoding: br",)),
    (bytes, ("Transfer-Encoding: chunked",)),
)


def good(pages: Sequence[Page], count: int) -> Iterator[Wire]:
    """So many pages, in each coding and charset, some under a wrong label."""
    for number, one in enumerate(numbered(pages, count)):
        pack, headers = CODINGS[number % len(CODINGS)]
        typed, truth = _typed(one, number // len(CODINGS) % 4)
        yield Wire(typed, pack(typed.body), (*headers, *_content_type(typed)), None, truth)


def _typed(one: Page, way: int) -> tuple[Page, Page | None]:
    """``one`` in UTF-8 or GBK, its label right, missing or wrong; the page in UTF-8 where the label is right."""
    try:
        text = one.body.decode()
        gbk = text.encode("gbk")
    except UnicodeError:
        return one, None
    kind = one.content_type.partition(";")[0]
    truth = replace(one, content_type=f"{kind}; charset=utf-8")
    if way == 0:
        return truth, truth
    if way == 1:
        return replace(one, body=gbk, content_type=f"{kind}; charset=gbk"), truth
    if way == 2:
        return replace(one, content_type=""), None
    return replace(one, content_type=f"{kind}; charset=iso-8859-1"), None


def _content_type(one: Page) -> tuple[str, ...]:
    return (f"Content-Type: {one.content_type}",) if one.content_type else ()


def poisonous(count: int) -> list[Wire]:
    """So many that are poisonous: all kinds in turn."""
    kinds: list[Wire] = [
        _wire(page(f"<p>{deed}</p>" + ARTICLE), problem)
        for deed, (times, problem) in DEEDS.items()
        for _ in range(times)
    ]
    kinds += [_wire(make(SIZE), "") for make in PAGES.values()]
    kinds += [_wire(PAGES[name](size), "") for name, (size, _) in OVER.items() if name not in DEAR]
    for coding, make_bomb in BOMBS.items():
        kinds.append(Wire(_page(b""), make_bomb(), (f"Content-Encoding: {coding}",), "body-too-large"))
    kinds += [_wire(b"", "empty-body"), _wire(b" \n" * 99, "empty-body"), _wire(bytes(range(256)) * 99, "")]
    # A picture by its type, and a gzip that is cut off, of which there is what could be had.
    kinds.append(Wire(_page(b"x"), b"\x89PNG\r\n", ("Content-Type: image/png",), ""))
    kinds.append(Wire(_page(b""), gzip.compress(page(ARTICLE * 9))[:-20], ("Content-Encoding: gzip",), ""))
    cheap = [one for one in kinds if one.problem not in ("deadline-exceeded", "child-died")]
    return [*kinds[:count], *islice(cycle(cheap), max(0, count - len(kinds)))]


def _wire(body: bytes, problem: str | None) -> Wire:
    one = _page(body)
    return Wire(one, body, _content_type(one), problem)


def _page(body: bytes) -> Page:
    return Page("poisonous", "poisonous", body, "text/html")


def mixed(pages: Sequence[Page], count: int, bad: int) -> Iterator[Wire]:
    """``count`` pages, ``bad`` of them poisonous, strewn among the others; each with its number in the address."""
    random = Random(SEED)
    places = set(random.sample(range(count), bad))
    poison, others = iter(random.sample(found := poisonous(bad), len(found))), good(pages, count - bad)
    for number in range(count):
        one = next(poison if number in places else others)
        yield replace(one, page=replace(one.page, url=f"{HOST}/{one.page.name}?record={number}"))


def as_record(one: Wire, number: int) -> bytes:
    """The record of a page, in Common Crawl's form or in that of a crawler that names no types."""
    block = response(one.body, *one.headers)
    url = one.page.url or HOST
    if number % 3:
        return record(block, number, url, "Content-Type: application/http; msgtype=response")
    return record(block, number, url, kind="response" if number % 2 else None)


def untyped(pages: Sequence[Page], count: int) -> list[Wire]:
    """So many pages without any type header, two in three in GBK; the last but one has one broken character, the last
    one ends within a character."""
    found = []
    readable = [one for one in pages if _is_utf_8(one.body)]
    for number, one in enumerate(numbered(readable, count)):
        charset = "gbk" if number % 3 else "utf-8"
        text = META.sub(rf"\g<1>{charset}", one.body.decode()).encode(charset, "ignore").decode(charset)
        body = text.encode(charset)
        if number >= count - 2:
            at = text.find("</p>", len(text) // 2) - 1
            before, after = text[:at], text[at:] if number == count - 2 else ""
            broken = b"\xff" if after else "汉".encode(charset)[:-1]
            body, text = before.encode(charset) + broken + after.encode(charset), f"{before}\ufffd{after}"
        truth = replace(one, body=text.encode(), content_type="text/html; charset=utf-8")
        found.append(Wire(replace(one, body=body, content_type=""), body, (), None, truth))
    return found


def _is_utf_8(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True

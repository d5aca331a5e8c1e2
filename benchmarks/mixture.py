"""Requests for a soak: good pages with the library's own answer to each, and hostile ones with what is documented.

The hostile ones are those of ``tests/hostile``, as far as a client can send them.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import parse_qsl, urlencode

import orjson

from benchmarks.pages import Page
from benchmarks.shapes import SHAPES
from benchmarks.tally import DEADLINE, outcome
from jingwen.cleaner import Cleaner
from jingwen.errors import InputError
from tests.hostile.bombs import BOMBS
from tests.hostile.inputs import PAGES

# One request of so many is hostile.
ONE_IN = 100
SEED = 11
HTML = "text/html"
# Of a page on a line of a stream, or of the object on it.
LINE_TYPES = (HTML, "text/plain", "text/plain; charset=utf-8", "application/json")
# What a caller may ask for, so that all ways of answering are gone.
OPTIONS: Sequence[Mapping[str, Any]] = (
    {},
    {},
    {"script": "hant"},
    {"format": "markdown"},
    {"format": "html", "punctuation": "cjk"},
    {"explain": True},
)
SIZE = 30_000
# What is documented of any page that asks for much work, where the deadline is low or the machine busy.
SLOW = (DEADLINE, "degraded")
# Pages over one limit each, in bytes, and what is documented of them: a problem, or a notice in the answer.
OVER: Mapping[str, tuple[int, str]] = {
    "attributes in one tag": (300_000, "attributes_cut"),
    "attributes behind a template": (300_000, "attributes_cut"),
    "nested div": (220_000, "depth_spliced"),
    "nested tables": (220_000, "depth_spliced"),
    "tags": (2_500_000, "too-many-tags"),
    "a dump of short lines": (1_300_000, "too-many-tags"),
    "one character": (7_000_000, "text-too-long"),
}
# A page that takes several seconds, for a deadline of less. How many times it comes for each of the others.
DEAR, DEAR_SIZE, DEAR_TIMES = "links", 9_500_000, 4
PART = b'--b\r\nContent-Disposition: form-data; name="page"; filename="p"\r\n\r\n<p>x\r\n'


@dataclass(frozen=True)
class Request:
    """A request to ``/v1/clean``: ``answer`` must come back, or one of ``documented`` must be its outcome
    or a notice."""

    name: str
    body: bytes = field(repr=False)
    headers: Mapping[str, str]
    query: str = ""
    answer: bytes | None = field(default=None, repr=False)
    documented: tuple[str, ...] = ()

    def line(self, number: int) -> bytes:
        """The same as a line of a stream, under that ``id``."""
        if self.headers.get("Content-Type") == "application/json" and self.body.startswith(b"{"):
            return b'{"id":%d,%b' % (number, self.body.lstrip()[1:])
        asked = dict(parse_qsl(self.query.removeprefix("?")))
        about = {"url": asked.pop("url", None), "content_type": self.headers.get("Content-Type")}
        page = {"body_base64": base64.b64encode(self.body).decode(), "options": asked}
        return orjson.dumps({"id": number, **about, **page})

    @property
    def form(self) -> str:
        """The form of input that the service counts it under."""
        return {"application/json": "json", "multipart/form-data": "multipart"}.get(
            self.headers.get("Content-Type", "").partition(";")[0], "raw"
        )

    def fault(self, status: int, body: bytes) -> str | None:
        """What is wrong with the answer; None where nothing is. It names what differs, and quotes no page."""
        if (status, body) == (200, self.answer):
            return None
        got = _told(body)
        found = {outcome(got), *(notice["code"] for notice in got.get("notices", ()))} if got else set()
        if not found.isdisjoint(self.documented):
            return None
        said = ", ".join(sorted(found)) or "no JSON"
        if self.answer is not None and status == 200:
            wanted = json.loads(self.answer)
            differing = [name for name in wanted if got.get(name) != wanted[name]] or ["the order of members"]
            said += f", other than the library in {', '.join(differing)}"
        expected = [*(["the library's answer"] if self.answer is not None else []), *self.documented]
        return f"{self.name}{self.query}: got {status}, {said}; expected {' or '.join(expected)}"


def _told(body: bytes) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads(body)
    except ValueError:
        return {}
    return told


def good(cleaner: Cleaner, pages: Iterable[Page]) -> list[Request]:
    """A request for each of ``pages``, with options in turn and what the library answers."""
    return [_as_cleaned(cleaner, page, OPTIONS[n % len(OPTIONS)], ()) for n, page in enumerate(pages)]


def _as_cleaned(cleaner: Cleaner, page: Page, options: Mapping[str, Any], documented: tuple[str, ...]) -> Request:
    headers = {"Content-Type": page.content_type} if page.content_type else {}
    asked = {name: "1" if value is True else value for name, value in options.items()}
    query = "?" + urlencode(asked | ({"url": page.url} if page.url else {}))
    try:
        article = cleaner.clean(page.body, url=page.url, content_type=page.content_type or None, **options)
    except InputError as error:
        return Request(page.name, page.body, headers, query, documented=(error.slug, *documented))
    return Request(page.name, page.body, headers, query, orjson.dumps(article.to_dict()), documented)


def hostile(cleaner: Cleaner) -> list[Request]:
    """One request of every hostile kind."""
    found = [_as_cleaned(cleaner, Page("hostile", name, make(SIZE), ""), {}, SLOW) for name, make in PAGES.items()]
    for name, (size, documented) in OVER.items():
        found.append(Request(f"{name}, {size} bytes", PAGES[name](size), {}, documented=(documented, *SLOW)))
    dear = SHAPES[DEAR](DEAR_SIZE).encode()
    found += [Request(f"{DEAR}, {DEAR_SIZE} bytes", dear, {}, documented=(*SLOW, "article"))] * DEAR_TIMES
    for coding, make_bomb in BOMBS.items():
        packed = {"Content-Type": HTML, "Content-Encoding": coding}
        found.append(Request(f"a bomb in {coding}", make_bomb(), packed, documented=("body-too-large",)))
    page = PAGES["paragraphs"](SIZE)
    for name, body, headers, query, documented in (
        ("a gzip that is cut off", gzip.compress(page)[:-20], {"Content-Encoding": "gzip"}, "", "corrupt-encoding"),
        ("no gzip", page, {"Content-Encoding": "gzip"}, "", "corrupt-encoding"),
        ("stacked codings", page, {"Content-Encoding": "gzip, br"}, "", "unknown-encoding"),
        ("nothing", b"", {"Content-Type": HTML}, "", "empty-body"),
        ("a picture", page, {"Content-Type": "image/png"}, "", "unsupported-media-type"),
        ("an option that is none", page, {}, "?scrpt=hans", "invalid-option"),
        ("a thousand options", page, {}, "?" + "&".join(f"a{n}=1" for n in range(1000)), "invalid-option"),
        ("a length over the limit", b"", {"Content-Length": "99999999999"}, "", "body-too-large"),
        ("deep JSON", b"[" * 400_000, {"Content-Type": "application/json"}, "", "invalid-json"),
        ("JSON of half characters", b'{"html": "\\ud800"}', {"Content-Type": "application/json"}, "", "empty-body"),
        (
            "JSON of many pages",
            json.dumps({"pages": [{"text": "x"}] * 1000}).encode(),
            {"Content-Type": "application/json"},
            "",
            "too-many-pages",
        ),
        (
            "a form of many parts",
            PART * 5_000 + b"--b--\r\n",
            {"Content-Type": "multipart/form-data; boundary=b"},
            "",
            "too-many-parts",
        ),
        (
            "a form without an end",
            b"--b\r\n" + b"x" * 500_000,
            {"Content-Type": "multipart/form-data; boundary=b"},
            "",
            "invalid-form",
        ),
    ):
        found.append(Request(name, body, headers, query, documented=(documented,)))
    return found


@dataclass(frozen=True)
class BadLine(Request):
    """A line that is no object, and so has no ``id``."""

    def line(self, number: int) -> bytes:
        """The line itself."""
        return self.body


BAD_LINES = (
    BadLine("no JSON", b"<h1>not JSON</h1>", {}, documented=("invalid-json",)),
    BadLine("an empty line", b"", {}, documented=("invalid-json",)),
    BadLine("an array", b"[1, 2]", {}, documented=("invalid-json",)),
    BadLine("a line of brackets", b"[" * 400_000, {}, documented=("invalid-json",)),
    BadLine("a line of 21 MB", b'{"html": "' + b"x" * 21_000_000 + b'"}', {}, documented=("body-too-large",)),
)


def lines(requests: Iterable[Request]) -> list[Request]:
    """Those of ``requests`` that a line of a stream can be: a page and what is known of it, and no more."""
    return [
        one
        for one in requests
        if one.body and {*one.headers} <= {"Content-Type"} and one.headers.get("Content-Type", HTML) in LINE_TYPES
        # JSON that is no object is no line that has an id: those are in BAD_LINES
        if one.form != "json" or one.body.startswith(b"{")
    ]


def mixed(good: Sequence[Request], hostile: Sequence[Request]) -> Iterator[Request]:
    """Requests without end: of each ``ONE_IN`` one is hostile, and all kinds of those come before one comes again."""
    random = Random(SEED)
    while True:
        for one in random.sample(hostile, len(hostile)):
            place = random.randrange(ONE_IN)
            yield from random.choices(good, k=place)
            yield one
            yield from random.choices(good, k=ONE_IN - 1 - place)

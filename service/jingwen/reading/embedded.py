"""What a page says of itself outside its visible text: meta tags, JSON-LD, the moments that its scripts tell.

Scripts are read, never run. A malformed piece is passed over: the visible page is still there.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..model import Data
from .json_values import load, load_leniently, unwrapped

# What a page says of itself stands in these.
TELLING = (
    'meta, time[datetime], link[rel][href], a[rel~="next"][href], base[href], title, '
    'script[type^="application/ld+json"]'
)
# And in these what a browser may show otherwise than they are parsed.
MISLEADING = "template, noscript, xmp"
# Sizes of hostile pages; an article's JSON-LD is a few kilobytes, its longest script a few hundred.
MAX_VALUES = 20_000
PUBLISHED = re.compile(
    r"""(?<![a-z])(?:date_?)?(?:publish|pub|create|post|release|issue)[a-z_]{0,8}["']?\s*[:=]\s*"""
    r"""["']?((?:(?<=["'])(?:19|20)\d\d-\d\d-\d\d(?:[T ][\d:.]*Z?)?)|1\d{9}(?=(?:\d{3})?["']?\s*[;,|*}\n]))|"""
    r"""\bvar ct\s*=\s*["'](1\d{9})["']""",
    re.I,
)
MOMENTS = (
    "h1, h2, p, time[datetime], abbr[title], span[title], relative-time[datetime], [itemprop=datePublished], "
    "[data-time], [data-timestamp], [data-date]"
)
TELLING_ATTRIBUTES = ("datetime", "title", "content", "data-time", "data-timestamp", "data-date")
PARAGRAPH = 60
TELLS_YEAR = re.compile(r"(?:19|20)\d\d|^1\d{9}(?:\d{3})?$")
# What looks like a moment is found ten times as fast; whether it is told to be the publication's shows close by.
MOMENT = re.compile(r"[12][\d-]{9}")
REACH = 64


Telling = Mapping[str, list[LexborNode]]


def telling(tree: LexborHTMLParser) -> Telling:
    """The elements of ``tree`` that tell of the page or may mislead its parser, by their tags."""
    told: dict[str, list[LexborNode]] = {}
    for node in tree.css(f"{TELLING}, {MISLEADING}"):  # one way through the tree for all of them
        told.setdefault(node.tag or "", []).append(node)
    return told


def read_data(tree: LexborHTMLParser, told: Telling | None = None) -> Data:
    """The data of ``tree``: everything that is cheap to have; ``told`` are its telling elements, where they are known.

    For where the rest is needed there is :func:`~jingwen.reading.bodies.hidden_bodies`.
    """
    told = telling(tree) if told is None else told
    meta: dict[str, str] = {}
    tags: list[str] = []
    for node in told.get("meta", ()):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = attributes.get("content") or attributes.get("value")  # as some write it
        if name and content and content.strip():
            name, content = name.lower().strip(), content.strip()
            meta.setdefault(name, content)
            if name == "article:tag":
                tags.append(content)
    for name, moment in _times(told.get("time", ())):
        meta.setdefault(name, moment)
    links: dict[str, str] = {}
    for node in told.get("link", ()):
        attributes = node.attributes
        rel = (attributes.get("rel") or "").lower()
        if rel == "next" and attributes.get("title"):  # with a headline: the next article, as blogs write it
            continue
        links.setdefault(rel, attributes.get("href") or "")
    base = next((node.attributes.get("href") for node in told.get("base", ())), None)
    title = next((node.text() for node in told.get("title", ()) if not _in_drawing(node)), None)
    root = tree.css_first("html")
    return Data(
        meta=meta,
        tags=tuple(tags),
        documents=tuple(_documents(told.get("script", ()))),
        title=" ".join((title or "").split()) or None,
        canonical=links.get("canonical") or None,
        next_page=links.get("next") or None,
        next_links=tuple(node.attributes.get("href") or "" for node in told.get("a", ())),
        image=links.get("image_src") or None,
        base=(base or "").strip() or None,
        language=((root.attributes.get("lang") or "").strip() or None) if root else None,
    )


def _in_drawing(title: LexborNode) -> bool:
    """Whether a ``title`` is that of a picture drawn in the page, or of a part of it."""
    around = title.parent
    while around is not None and around.tag != "svg":
        around = around.parent
    return around is not None


def _times(nodes: Iterable[LexborNode]) -> Iterator[tuple[str, str]]:
    """The moments of ``<time>`` elements: those marked as the publication's and the last edit's, and ``time`` where all
    are one day's."""
    times = [node.attributes for node in nodes]
    edits = set()
    for time in times:
        if time.get("itemprop") == "datePublished" or "pubdate" in time:
            yield "datepublished", (time["datetime"] or "").strip()
        names = (time.get("class") or "").split()
        if time.get("itemprop") == "dateModified" or ("updated" in names and "published" not in names):
            edits.add((time["datetime"] or "").strip())
    if len(edits) == 1:  # else they are other stories', too
        yield "datemodified", edits.pop()
    if len({(time["datetime"] or "").strip()[:10] for time in times}) == 1:
        yield "time", (times[0]["datetime"] or "").strip()


def _documents(scripts: Iterable[LexborNode]) -> Iterator[Mapping[str, Any]]:
    """The JSON-LD objects of the page, those inside ``@graph`` and lists included, in page order."""
    for node in scripts:
        source = unwrapped(node.text() or "").rstrip(";")
        waiting = deque([load(source) or load_leniently(source)])
        for _ in range(MAX_VALUES):
            if not waiting:
                break
            item = waiting.popleft()
            if isinstance(item, list):
                waiting.extendleft(reversed(item))
            elif isinstance(item, dict):
                yield item
                waiting.extendleft(item[key] for key in ("mainEntity", "@graph") if key in item)


def moment_near(tree: LexborHTMLParser, headline: str | None) -> str | None:
    """The moment that an element tells in an attribute, for readers who see ``3 hours ago``, as it stands there: the
    first one behind the headline and before the second paragraph, for what comes later is other stories'."""
    behind, paragraphs = headline is None, 0
    for node in tree.css(MOMENTS):
        if node.tag == "p":
            paragraphs += behind and len(node.text() or "") >= PARAGRAPH
        elif not behind:
            behind = node.tag in ("h1", "h2") and " ".join((node.text() or "").split()) == headline
        elif paragraphs > 1:
            break
        else:
            values = (node.attributes.get(name) for name in TELLING_ATTRIBUTES)
            told = next((value for value in values if value and TELLS_YEAR.search(value)), None)
            if told:
                return told.strip()
    return None


def script_date(tree: LexborHTMLParser) -> str | None:
    """The publication time that a script of the page holds (``publish_time = "2020-02-12"``), as it stands there.

    A moment may be told in seconds since 1970, as in the ``ct`` of every article of a WeChat account.
    """
    for node in tree.css("script"):
        source = node.text() or ""
        for moment in MOMENT.finditer(source):
            match = PUBLISHED.search(source, max(0, moment.start() - REACH), moment.end() + REACH)
            if match:
                return match.group(1) or match.group(2)
    return None

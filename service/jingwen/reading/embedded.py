"""What a page says of itself outside its visible text: meta tags, JSON-LD, and articles kept in scripts as data.

Scripts are read, never run. A malformed piece is passed over: the visible page is still there.
"""

from __future__ import annotations

import html
import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import chompjs
from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..model import Data, Element, Page
from .blocks import weight
from .dump import read_dump
from .markup import Walk, parse, read_markup
from .rich import moved

# What a page says of itself stands in these.
TELLING = 'meta, time[datetime], link[rel][href], base[href], title, script[type^="application/ld+json"]'
# Sizes of hostile pages; an article's JSON-LD is a few kilobytes, its longest script a few hundred.
MAX_VALUES = 20_000
# A body in a script is worth looking at from about one short paragraph on (weight: a Han character counts three).
MIN_BODY_WEIGHT = 240
# How many of a script's assignments are tried as JSON: a page's state is among the first, a library has thousands.
MAX_ASSIGNED = 100
STRING = r""""[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"|'[^'\\\n]*+(?:\\.[^'\\\n]*+)*+'"""
ASSIGNED = re.compile(rf"(?:[=:(]\s*(?=[{{\[])|JSON\.parse\(\s*(?P<string>{STRING}))")
# What a script opens with a bracket is most often no JSON, as the next character shows; to raise over it costs more.
OPENING = re.compile(r"""\{[ \t\n\r]*+["}]|\[[ \t\n\r]*+[]\["{\-0-9ntfNI]""")
LITERAL = re.compile(rf"""(?<![\w"'])["']?+(\w{{2,30}}+)["']?+\s*+[:=]\s*+({STRING})""")
ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{(?:0{0,2}([0-9a-fA-F]{1,5}))\}|(.))", re.S)
ESCAPED = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v", "0": ""}
# JSON may escape half a character, which is no text; what stands for a whole one, or is escaped itself, is passed over.
HALF = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)", re.S
)
MAY_HALVE = re.compile(r"\\u[dD][89a-fA-F]")
# What old templates wrap a script in, to hide it from browsers that know no scripts.
WRAPPING = re.compile(
    r"^\s*(?://\s*|/\*\s*)?(?:<!--|<!\[CDATA\[)(?:\s*\*/)?|(?://\s*|/\*\s*)?(?:-->|\]\]>)(?:\s*\*/)?\s*$"
)
PUBLISHED = re.compile(
    r"""(?<![a-z])(?:publish|pub|create|post|release|issue)[a-z_]{0,8}["']?\s*[:=]\s*"""
    r"""["']?((?:(?<=["'])(?:19|20)\d\d-\d\d-\d\d(?:[T ][\d:.]*Z?)?)|1\d{9}(?=(?:\d{3})?["']?\s*[;,|*}\n]))|"""
    r"""\bvar ct\s*=\s*["'](1\d{9})["']""",
    re.I,
)
# What looks like a moment is found ten times as fast; whether it is told to be the publication's shows close by.
MOMENT = re.compile(r"[12][\d-]{9}")
REACH = 64
# Lists of pictures with what is said of each.
GALLERY_KEYS = re.compile(r"galler|slide|pictures|photos|images|abstracts|atlas", re.I)
TELLING_KEYS = ("abstract", "desc", "description", "caption", "note", "intro", "text", "content")
MIN_PICTURE_WEIGHT = 60
BODY_KEYS = re.compile(r"article_?body|content|body|text|html|detail|summary", re.I)


def read_data(tree: LexborHTMLParser) -> Data:
    """The data of ``tree``: everything that is cheap to have. ``script_bodies`` is for where the rest is needed."""
    told: dict[str, list[LexborNode]] = {}
    for node in tree.css(TELLING):  # one way through the tree for all of them
        told.setdefault(node.tag or "", []).append(node)
    meta: dict[str, str] = {}
    tags: list[str] = []
    for node in told.get("meta", ()):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = attributes.get("content") or attributes.get("value")  # as some systems save pages
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
        source = _unwrapped(node.text() or "").rstrip(";")
        waiting = deque([_loads(source) or _lenient(source)])
        for _ in range(MAX_VALUES):
            if not waiting:
                break
            item = waiting.popleft()
            if isinstance(item, list):
                waiting.extendleft(reversed(item))
            elif isinstance(item, dict):
                yield item
                waiting.extendleft(item[key] for key in ("mainEntity", "@graph") if key in item)


def _unwrapped(source: str) -> str:
    """``source`` without what wraps it; the pattern, tried at every character, is for those whose ends look like it."""
    source = source.strip()
    wrapped = source.startswith(("/", "<")) or source.endswith(("/", ">"))
    return WRAPPING.sub("", source).strip() if wrapped else source


def _loads(text: str) -> Any:
    try:
        return json.loads(_whole(text), strict=False)
    except (ValueError, RecursionError):
        return None


def _lenient(text: str) -> Any:
    """What JSON-LD says that is written as scripts are: with comments, a comma behind the last item, bare keys."""
    try:
        return chompjs.parse_js_object(_whole(text), loader_kwargs={"strict": False})
    except (ValueError, RecursionError):
        return None


def _whole(source: str) -> str:
    """JSON or a script, as long as it was, with U+FFFD for each half of a character that it escapes."""
    return HALF.sub(lambda found: r"\ufffd" if found[1] else found[0], source) if MAY_HALVE.search(source) else source


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


def script_bodies(tree: LexborHTMLParser) -> list[str]:
    """The texts in the page's scripts that may be its article, as markup or plain text, the weightiest first.

    JSON values are taken from ``application/json`` scripts and from assignments; where a script is no JSON, the string
    literals of its properties are.
    """
    found: list[tuple[float, str]] = []
    for key, text in _strings(tree):
        if BODY_KEYS.search(key):
            if "&lt;" in text:
                text = html.unescape(text)
            says = weight(re.sub(r"<[^>]*>|https?:\S+", "", text))
            if says >= MIN_BODY_WEIGHT:
                found.append((says, text))
    found.sort(key=lambda pair: -pair[0])
    return list(dict.fromkeys(text for _, text in found[:5]))


def _strings(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """The strings in the page's scripts, each with the key or variable that it stands under."""
    for node in tree.css("script"):
        source = node.text() or ""
        if len(source) < MIN_BODY_WEIGHT // 3:
            continue
        if "json" in (node.attributes.get("type") or "").lower():
            yield from _leaves(_loads(source))
            continue
        end = 0
        for value, start, stop in _assigned(source):
            yield from _leaves(value)
            yield from _literals(source[end:start])
            end = stop
        yield from _literals(source[end:])


def _assigned(source: str) -> Iterator[tuple[Any, int, int]]:
    """The JSON values that a script assigns or passes on, each with where it starts and ends in ``source``."""
    decoder, position = json.JSONDecoder(strict=False), 0
    source = _whole(source)
    for _ in range(MAX_ASSIGNED):
        match = ASSIGNED.search(source, position)
        if match is None:
            return
        position = match.end()
        if match["string"]:
            value = _loads(_unquote(match["string"]))
        elif OPENING.match(source, position) is None:
            continue
        else:
            try:
                value, position = decoder.raw_decode(source, position)
            except (ValueError, RecursionError):
                continue
        if value:
            yield value, match.start(), position


def _literals(source: str) -> Iterator[tuple[str, str]]:
    """The long string literals of a script that stand under a key or a name."""
    for match in LITERAL.finditer(source):
        if len(match.group(2)) >= MIN_BODY_WEIGHT // 3:
            yield match.group(1), _unquote(match.group(2))


def _leaves(value: Any) -> Iterator[tuple[str, str]]:
    """Every string in ``value`` with the key that it stands under, strings that are JSON themselves opened once."""
    waiting = [("", value)]
    for _ in range(MAX_VALUES):
        if not waiting:
            return
        key, item = waiting.pop()
        if isinstance(item, dict):
            waiting.extend((str(k), v) for k, v in item.items())
        elif isinstance(item, list):
            told = _gallery(item) if GALLERY_KEYS.search(key) else ""
            if told:
                yield "gallery text", told
            else:
                waiting.extend((key, v) for v in item)
        elif isinstance(item, str):
            inner = _loads(item) if item[:1] in "{[" else None
            if isinstance(inner, dict | list):
                waiting.append((key, inner))
            else:
                yield key, item


def _gallery(pictures: list[Any]) -> str:
    """The texts of a gallery, a paragraph a picture, where the pictures tell a story; else nothing."""
    texts = []
    for picture in pictures[:MAX_ASSIGNED]:
        if isinstance(picture, dict):
            picture = next((picture[k] for k in TELLING_KEYS if isinstance(picture.get(k), str)), "")
        texts.append(picture.strip() if isinstance(picture, str) else "")
    told = [text for text in dict.fromkeys(texts) if weight(text) >= MIN_PICTURE_WEIGHT]
    return "\n".join(told) if len(told) >= 3 else ""


def _unquote(literal: str) -> str:
    """The text of a JavaScript string literal; two halves of a character beyond the first plane are joined."""
    text = ESCAPE.sub(_unescape, literal[1:-1])
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _unescape(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    return chr(int(code, 16)) if code else ESCAPED.get(match[4], match[4])


def with_body(page: Page, text: str, walker: type[Walk] | None = None) -> Page:
    """``page`` with the blocks of ``text`` (markup or plain) from one of its scripts set behind its own.

    They stand in an element ``script`` of their own, so that the locator sees them as one more candidate. ``walker`` is
    as for :func:`~jingwen.reading.markup.read_markup`.
    """
    if "<" in text:
        blocks, elements = read_markup(parse(text), walker=walker)
    else:
        dump = read_dump(text)
        blocks, elements = dump.blocks, dump.elements
    first_block, first_element = len(page.blocks), len(page.elements)
    root = Element(0, "script", "", 1)
    inner = tuple(e._replace(parent=e.parent + first_element, depth=e.depth + 1) for e in elements[1:])
    return replace(
        page,
        blocks=page.blocks + tuple(moved(b, first_block, first_element) for b in blocks),
        elements=(*page.elements, root, *inner),
    )

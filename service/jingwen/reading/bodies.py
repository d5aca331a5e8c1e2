"""Texts of a page that stand where nobody looks first: in its data and scripts, in templates, fields and attributes.

Only asked where the page shows no article by itself: a script moves it into view, or a frame or a field shows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from selectolax.lexbor import LexborHTMLParser

from ..model import Element, Page
from ..regex import regex
from .blocks import weight
from .dump import read_dump
from .flat import islands, rows, tree_markup
from .javascript import WRITTEN, strings, undone, values
from .json_values import load, unwrapped, whole
from .markup import Walk, parse, read_markup
from .payloads import BODY_KEYS, Told, references, texts
from .rich import moved

# A body is worth looking at from about one short paragraph on (weight: a Han character counts three), and never one
# with fewer characters than a third of that.
MIN_BODY_WEIGHT = 240
SHORTEST = MIN_BODY_WEIGHT // 3
MOST_BODIES = 5
MOST_HOLDERS = 50
# How many elements are looked at for what their attributes hold.
MOST_ELEMENTS = 20_000
HOLDERS = "template, textarea, noembed, noframes, iframe, noscript"
SCRIPT_KINDS = regex(r"^$|javascript|ecmascript|^module$|importmap|speculationrules|babel|jsx|shader", re.I)
# Which attributes hold no text of a page.
TECHNICAL = regex(r"^(?:class|id|style|href|src|srcset|sizes|d|points|alt|title|action|on\w+|aria-.*)$")
OUTER_TAG = regex(r"^\s*<[^>]*+>|</[^<>]*+>\s*$")
TAGS = regex(r"<[^<>]*+>|https?:\S+")
PLACEHOLDER = regex(r"\{\{[^{}]*+\}\}|<%[^%]*+%>")
PARAGRAPHS = regex(r"<(?:p|br)(?=[\s/>])", re.I)
BLOCKS = regex(r"<(?:p|br|div|li|h[1-6]|table|section|article)(?=[\s/>])", re.I)
FLIGHT = regex(r"__next_f\s*\.\s*push\s*\(\s*(?=\[)")


def hidden_bodies(tree: LexborHTMLParser) -> list[Told]:
    """The texts on the page that may be its article, as markup or plain text, the weightiest first."""
    found: list[tuple[float, Told]] = []
    for told in (*_in_scripts(tree), *_in_elements(tree), *_in_attributes(tree)):
        if len(told.text) < SHORTEST:
            continue
        text = PLACEHOLDER.sub("", undone(told.text))
        if not BODY_KEYS.search(told.key) and len(PARAGRAPHS.findall(text)) < 2:
            continue
        says = weight(TAGS.sub("", text))
        if says >= MIN_BODY_WEIGHT:
            found.append((says, told._replace(text=text)))
    found.sort(key=lambda pair: -pair[0])
    first: dict[str, Told] = {}
    for _, told in found:
        first.setdefault(told.text, told)
    return list(islice(first.values(), MOST_BODIES))


# Scripts


def _in_scripts(tree: LexborHTMLParser) -> Iterator[Told]:
    stream: list[str] = []
    written: list[str] = []  # what scripts write one after another is one text
    for node in tree.css("script"):
        source = node.text() or ""
        if len(source) < SHORTEST // 4:
            continue
        kind = (node.attributes.get("type") or "").strip()
        if "json" in kind.lower():
            value = load(unwrapped(source))
            if value is not None:
                yield from texts(value, "", references(value))
            else:
                yield from _in_code(source)
        elif not SCRIPT_KINDS.search(kind):
            yield Told("html", source)
        elif "__next_f" in source and FLIGHT.search(source):
            stream += _pushed(source)
        else:
            for told in _in_code(source):
                yield told
                if told.key == WRITTEN:
                    written.append(told.text)
    yield Told(WRITTEN, "".join(written))
    if stream:
        found = rows("".join(stream))
        yield Told("html", tree_markup(found))
        yield from texts(found, "", {name: text for name, text in found.items() if isinstance(text, str)})


def _pushed(source: str) -> Iterator[str]:
    """The pieces of a React tree that a script adds to those before."""
    for _, value, _, _ in values(whole(source)):
        if isinstance(value, list) and len(value) == 2 and value[0] == 1 and isinstance(value[1], str):
            yield value[1]


def _in_code(source: str) -> Iterator[Told]:
    """The texts in a script's values and, between these, in its strings."""
    source, end = whole(source), 0
    for name, value, start, stop in values(source):
        yield from texts(value, name, references(value))
        yield from _in_strings(source[end:start])
        end = stop
    yield from _in_strings(source[end:])


def _in_strings(code: str) -> Iterator[Told]:
    for name, text in strings(code):
        value = load(text) if text[:1] in "{[" else None
        if isinstance(value, dict | list):
            yield from texts(value, name, references(value))
        else:
            yield Told(name, text)


# Elements and attributes


def _in_elements(tree: LexborHTMLParser) -> Iterator[Told]:
    for node in islice(tree.css(HOLDERS), MOST_HOLDERS):  # one may stand in another
        if node.tag == "iframe":
            yield Told("html", node.attributes.get("srcdoc") or "")
        elif node.tag in ("template", "noscript"):
            yield Told("html", OUTER_TAG.sub("", node.html or ""))
        else:
            yield Told("text", node.text())


def _in_attributes(tree: LexborHTMLParser) -> Iterator[Told]:
    for node in islice(tree.body.traverse() if tree.body else (), MOST_ELEMENTS):
        attributes = node.attributes
        for name, said in attributes.items():
            if said is None or len(said) < SHORTEST or TECHNICAL.match(name):
                continue
            if node.tag in ("input", "meta"):
                name = f"{attributes.get('name')} {attributes.get('itemprop')} {attributes.get('id')}"
            value = load(said) if said[:1] in "{[" else None
            if isinstance(value, dict | list):
                yield from texts(islands(value) if node.tag == "astro-island" else value, "", references(value))
            else:
                yield Told(name, said)


def with_body(page: Page, told: Told, walker: type[Walk] | None = None) -> Page:
    """``page`` with the blocks of a text that it holds besides, markup or plain, set behind its own.

    They stand in an element ``script`` of their own, so that the locator sees them as one more candidate. What the page
    tells beside it counts as the page's data. ``walker`` is as for :func:`~jingwen.reading.markup.read_markup`.
    """
    text = told.text
    if "<" in text:
        if "\n" in text and not BLOCKS.search(text):
            text = text.replace("\n", "<br>")
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
        data=replace(page.data, documents=(*page.data.documents, told.beside)) if told.beside else page.data,
    )

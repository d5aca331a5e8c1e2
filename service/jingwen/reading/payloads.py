"""What the values that a page keeps as data hold of an article: strings under telling keys, lists of paragraphs."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ..regex import regex
from .blocks import weight
from .flat import is_flat, unflattened
from .json_values import load

# Sizes of hostile pages: values looked at in one document, and lines that one list is read as.
MAX_VALUES = 20_000
MAX_READ = 5 * MAX_VALUES  # in lists in lists a value is looked at again
MAX_LINES = 2000
DEEPEST = 60
BODY_KEYS = regex(r"article_?body|content|body|text|html|detail|summary|markdown", re.I)
# Lists of pictures with what is said of each.
GALLERY_KEYS = regex(r"galler|slide|pictures|photos|images|abstracts|atlas", re.I)
TELLING_KEYS = ("abstract", "desc", "description", "caption", "note", "intro", "text", "content")
MAX_PICTURES = 100
MIN_PICTURE_WEIGHT = 60
# Lists of the parts that a text is made of, and where in such a part its words are.
LIST_KEYS = regex(r"content|body|text|html|block|paragraph|element|children|nodes|section|detail|^ops$", re.I)
TEXT_KEYS = ("text", "value", "html", "insert", "content", "body", "markdown", "paragraph")
PART_KEYS = tuple(
    "children content items blocks paragraphs nodes elements data attrs attributes props body fields value node".split()
)
KIND_KEYS = ("type", "nodeType", "_type", "tag", "name", "kind", "blockType", "component", "__typename", "style")
PICTURE = regex(r"image|photo|video|audio|embed|gallery|advert|^ad$|script", re.I)
KINDS = frozenset(KIND_KEYS)
INLINE = regex(r"^(?:text|span|link|a|hyperlink|mark|bold|strong|em|italic|inline|core/?text)$", re.I)
HEADING = regex(r"^(?:h[1-6]$|head(?:ing|er))|sub-?(?:heading|title)", re.I)
# A part of a text is no story of its own: that has a headline, and an address.
HEADLINES = frozenset(("title", "headline", "name"))
ADDRESSES = frozenset(("slug", "url", "link", "permalink", "author", "user", "nickname", "username"))
# What stands under these is by others, about others, or for the page's own use.
FOREIGN = regex(
    r"comment|repl(?:y|ies)|relat|recommend|sidebar|menu|footer|navig|cookie|consent|i18n|"
    r"subscri|newsletter|bio$|biograph|about|privacy|terms|copyright|disclaimer|tooltip|error",
    re.I,
)
# What stands beside a text and tells of it, under the names that JSON-LD has for it.
BESIDE = {
    "headline": regex(r"^(?:article_?|news_?|post_?)?(?:title|headline)$", re.I),
    "datePublished": regex(
        r"^(?:date_?published|publish(?:ed)?(?:_?(?:at|on|date|time))?|pub_?(?:date|time)|first_?published(?:_?at)?|date)$",
        re.I,
    ),
    "author": regex(r"^(?:author|byline|by_?line|authors|author_?name)$", re.I),
}
ADDRESS = regex(r"[!-.0-~]*+/[!-~]*+")
MARKED_UP = regex(r"</?[a-z][a-z0-9]*[\s/>]", re.I)
MAX_ENDING = 100  # characters
SENTENCE = regex(r"[。！？!?.…][”’」』\"')）]*\s*(?:</\w+>\s*)*$")
NOTHING: Mapping[str, Any] = {}


class Told(NamedTuple):
    """A text of a page's data, the key that it stands under, and the ``beside`` that tells of it: as in JSON-LD."""

    key: str
    text: str
    beside: Mapping[str, Any] = NOTHING


class _Value(NamedTuple):
    """A value with its key, what is told beside it, and whether it is a part of a list that has been read."""

    key: str
    value: Any
    beside: Mapping[str, Any] = NOTHING
    is_read: bool = False


def texts(value: Any, key: str = "", refs: Mapping[str, Any] = NOTHING) -> Iterator[Told]:
    """Every text in ``value``, which stands under ``key``; strings that are JSON themselves are opened.

    ``refs`` are what strings in it, or its objects with nothing but ``__ref``, stand for, each once.
    """
    waiting: list[_Value] = [_Value(key, value)]
    known, lines = _References(refs), _Lines(_References(refs))
    for _ in range(MAX_VALUES):
        if not waiting:
            return
        key, item, beside, is_read = waiting.pop()
        item = known.resolved(item)
        if isinstance(item, dict):
            beside = _beside(item) or beside
            own = ((str(name), inner) for name, inner in item.items())
            waiting.extend(_Value(name, v, beside, is_read) for name, v in own if not FOREIGN.search(name))
        elif isinstance(item, list):
            if is_flat(item):
                waiting.append(_Value(key, unflattened(item), beside))
                continue
            told = _gallery(item) if GALLERY_KEYS.search(key) else ""
            if told:
                yield Told("gallery text", told, beside)
                continue
            if not is_read and (_are_parts(item) if not key else LIST_KEYS.search(key) or _are_sentences(item)):
                told = lines.paragraphs(item)
                if told:
                    yield Told("list text", told, beside)
            waiting.extend(_Value(key, inner, beside, is_read or bool(told)) for inner in item)
        elif isinstance(item, str):
            opened = load(item) if item[:1] in "{[" else None
            if isinstance(opened, dict | list):
                waiting.append(_Value(key, opened, beside))
            else:
                yield Told(key, item, beside)


class _References:
    """What strings and objects stand for, each once: a long text that is pointed to often would be a thousand texts."""

    def __init__(self, refs: Mapping[str, Any]) -> None:
        self.refs = refs
        self.used: set[str] = set()

    def resolved(self, item: Any) -> Any:
        """``item``, or what it stands for; None where that has been told."""
        name = item
        if isinstance(item, dict) and len(item) == 1:
            name = item.get("__ref")
        if not isinstance(name, str) or name not in self.refs:
            return item
        if name in self.used:
            return None
        self.used.add(name)
        return self.refs[name]


def references(value: Any) -> Mapping[str, Any]:
    """The objects of a cache like Apollo's by what they are called in it (``Article:7``)."""
    found: dict[str, Any] = {}
    waiting = [value]
    for _ in range(MAX_VALUES):
        if not waiting:
            break
        item = waiting.pop()
        if isinstance(item, dict):
            found.update((key, inner) for key, inner in item.items() if ":" in key and isinstance(inner, dict))
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)
    return found


def _beside(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """What an object tells of the text that it holds; nothing where it has no headline."""
    found: dict[str, Any] = {}
    for key, value in item.items():
        for name, pattern in BESIDE.items():
            if name not in found and pattern.match(str(key)):
                text = value.get("name") or value.get("rendered") if isinstance(value, dict) else value
                if name == "author" and isinstance(value, list):
                    found[name] = value
                elif isinstance(text, str) and text.strip() and len(text) < 300:
                    found[name] = text
    return found if "headline" in found else NOTHING


# Lists of paragraphs


def _gallery(pictures: list[Any]) -> str:
    """The texts of a gallery, a paragraph a picture, where the pictures tell a story; else nothing."""
    texts = []
    for picture in pictures[:MAX_PICTURES]:
        if isinstance(picture, dict):
            picture = next((picture[k] for k in TELLING_KEYS if isinstance(picture.get(k), str)), "")
        texts.append(picture.strip() if isinstance(picture, str) else "")
    told = [text for text in dict.fromkeys(texts) if weight(text) >= MIN_PICTURE_WEIGHT]
    return "\n".join(told) if len(told) >= 3 else ""


def _are_sentences(parts: list[Any]) -> bool:
    """Whether a list is one of paragraphs, whatever it is called."""
    return all(isinstance(part, str) and SENTENCE.search(part[-MAX_ENDING:]) for part in parts[:MAX_PICTURES])


def _are_parts(values: list[Any]) -> bool:
    """Whether a list without a name is one of the parts of a text: each says which kind it is."""
    kinds = (isinstance(value, dict) and not KINDS.isdisjoint(value) for value in values[:MAX_PICTURES])
    return all(kinds) or _are_sentences(values)


class _Lines:
    """Reads lists of the parts of a text into lines, each with its tag."""

    def __init__(self, refs: _References) -> None:
        self.refs = refs
        self.lines: list[tuple[str, str]] = []
        self.line: list[str] = []
        self.tag = "p"
        self.room = MAX_READ

    def paragraphs(self, parts: list[Any]) -> str:
        """The text that a list of its parts makes, as markup; nothing where it is no such list."""
        self.lines = []
        for part in parts:
            if not (isinstance(part, dict) and "insert" in part):  # of those one goes on with the one before
                self._begin()
            self._read(part, 1)
        self._begin()
        told: set[str] = set()
        lines = []
        for tag, line in self.lines:
            if line not in told:
                lines.append((tag, line))
                if weight(line) >= MIN_PICTURE_WEIGHT:  # a short one may be said again
                    told.add(line)
        if len(lines) < 2:
            return ""
        return "\n".join(
            f"<div>{line}</div>" if MARKED_UP.search(line) else f"<{tag}>{html.escape(line, quote=False)}</{tag}>"
            for tag, line in lines
        )

    def _begin(self) -> None:
        if self.line and len(self.lines) < MAX_LINES:
            lines = "".join(self.line).split("\n")
            self.lines += ((self.tag, line) for line in lines if line.strip() and not ADDRESS.fullmatch(line))
        self.line, self.tag = [], "p"

    def _read(self, part: Any, depth: int) -> None:
        self.room -= 1
        if depth > DEEPEST or self.room < 0:
            return
        part = self.refs.resolved(part)
        if isinstance(part, str):
            self.line.append(part)
        elif isinstance(part, list):
            for item in part:
                self._read(item, depth + 1)
        elif isinstance(part, dict):
            self._read_object(part, depth)

    def _read_object(self, part: Mapping[str, Any], depth: int) -> None:
        kinds = [part[key] for key in KIND_KEYS if isinstance(part.get(key), str)]
        told, has_address = not HEADLINES.isdisjoint(part), not ADDRESSES.isdisjoint(part)
        if (told and has_address) or ((told or has_address) and not kinds):
            return  # a story of its own
        kind = kinds[0] if kinds else ""
        if PICTURE.search(kind) or FOREIGN.search(kind):
            return
        inline = INLINE.match(kind) is not None or (not kind and depth > 1) or "insert" in part
        if not inline:
            self._begin()
            if any(map(HEADING.search, kinds)):
                self.tag = "h2"
        text = next((part[key] for key in TEXT_KEYS if isinstance(part.get(key), str)), None)
        if text is None:
            text = next((part[key] for key in PART_KEYS if isinstance(part.get(key), dict | list)), None)
        self._read(text, depth + 1)
        if not inline:
            self._begin()

"""The records that travel between the rooms: a page, the labels that its blocks get, and the article that comes of it.

Every record is frozen. ``None`` in a field means "the page does not say"; an empty tuple means "none".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal, NamedTuple, TypedDict, TypeVar

from .block import Block

Script = Literal["hans", "hant", "tw", "hk", "keep"]
Punctuation = Literal["keep", "cjk"]
Kind = Literal["html", "dump"]
Status = Literal["article", "no_article", "index", "verification"]
Format = Literal["text", "markdown", "html"]

T = TypeVar("T")
UNKNOWN: Any = object()


class Label(StrEnum):
    """What a block is. Each block of a page ends up with exactly one."""

    TITLE = "title"
    CREDITS = "credits"
    BODY = "body"
    HEADING = "heading"
    CAPTION = "caption"
    SIGNOFF = "signoff"
    NAV = "nav"
    RELATED = "related"
    COMMENT = "comment"
    NOTICE = "notice"
    OTHER = "other"

    __hash__ = str.__hash__  # an enumeration's own is a function of Python, ten times as slow


class Element(NamedTuple):
    """A container on the page that holds blocks, directly or through other elements.

    ``parent`` is the index of the enclosing element in ``Page.elements`` (-1 for the root, which has index 0);
    an element always comes after its parent. ``names`` is its class and id, lower case, joined by spaces.
    """

    parent: int
    tag: str
    names: str
    depth: int


@dataclass(frozen=True, slots=True)
class Labelled:
    """A block with its label and the reason for it, in words a person can check (``phrase 延伸阅读``)."""

    block: Block
    label: Label
    reason: str


@dataclass(frozen=True, slots=True)
class Placed(Labelled):
    """A block that can be pointed at: it has the element that holds it, as ``explain`` shows it.

    ``path``: the elements around it (``body > div#main > p.lead``). ``selector``: the shortest stable CSS that finds
    the element alone, None where it stands too deep for one or in a shadow root. ``wider``: CSS that finds it along
    with others.
    """

    path: str
    selector: str | None
    wider: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Data:
    """What a page says of itself outside its visible text.

    ``meta``: ``<meta>`` contents by lower-case name or property, first value wins; ``tags``: all those of
    ``article:tag``, which has one a word. ``documents``: JSON objects from JSON-LD, outermost first. ``title``: the
    ``<title>``; ``canonical``, ``next_page`` and ``image`` (``image_src``): ``<link>`` targets, ``next_links`` those of
    links with ``rel=next``; ``base``: what relative addresses on the page are relative to, where it says so;
    ``language``: the root's ``lang``.
    """

    meta: Mapping[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    documents: tuple[Mapping[str, Any], ...] = ()
    title: str | None = None
    canonical: str | None = None
    next_page: str | None = None
    next_links: tuple[str, ...] = ()
    image: str | None = None
    base: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page as everything after reading sees it: a list of blocks with the elements they stand in, and its data.

    ``traditional`` tells that it is set in the traditional script, for whoever looks for words on it.
    """

    kind: Kind
    blocks: tuple[Block, ...]
    elements: tuple[Element, ...]
    data: Data
    url: str | None = None
    traditional: bool = False
    _answers: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, ask: Callable[[str], T], text: str) -> T:
        """What ``ask`` says of a ``text`` on the page; worked out once, for several rooms ask the same of a line."""
        answers = self._answers.get(ask)
        if answers is None:
            answers = self._answers[ask] = {}
        answer: T = answers.get(text, UNKNOWN)
        if answer is UNKNOWN:
            answer = answers[text] = ask(text)
        return answer

    def known(self, ask: Callable[[Page], T]) -> T:
        """What ``ask`` says of the page; worked out once, for several rooms ask the same of it."""
        answer: T = self._answers.get(ask, UNKNOWN)
        if answer is UNKNOWN:
            answer = self._answers[ask] = ask(self)
        return answer


# What can decide a page's encoding, and what a notice can be about.
ENCODING_ORIGINS = ("bom", "utf-8", "http", "meta", "detected", "text")
# Those that say why a page has no article come first.
WHY_NONE = (
    "binary",
    "verification_wall",
    "login_wall",
    "error_page",
    "script_shell",
    "list_page",
    "no_running_text",
)
NOTICE_CODES = (
    *WHY_NONE,
    "unknown_charset",
    "unrecoverable_bytes",
    "double_encoding_undone",
    "paragraph_ends_mended",
    "glosses_stripped",
    "degraded",
    "rule_missed",
    "paywall",
    "depth_spliced",
    "attributes_cut",
    "page_without_article",
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """Which character encoding was used (WHATWG name, lower case) and what decided it.

    ``origin`` is one of ``ENCODING_ORIGINS``: ``bom``, ``utf-8`` (the bytes are valid UTF-8), ``http``, ``meta``,
    ``detected``, ``text`` (the caller gave text, not bytes).
    """

    name: str
    origin: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a caller should know about an answer, with a stable ``code``, one of ``NOTICE_CODES``."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Caption:
    """A picture's or video's caption as printed, credit included; ``credit`` names, and the picture's address."""

    text: str
    credit: str | None = None
    image: str | None = None


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as it came in: bytes in any encoding, or text; where and when it was fetched, as far as known.

    ``content_type`` is the HTTP header's value; ``fetched_at`` resolves dates printed without a year or as 昨天.
    """

    body: bytes | str
    url: str | None = None
    content_type: str | None = None
    fetched_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """How to clean a page. Every step of tidying has its switch; the defaults are the service's defaults.

    ``format`` is that of the article's ``text``.
    ``zone`` (``+08:00``) is added to times that are printed without one.
    """

    script: Script = "hans"
    punctuation: Punctuation = "keep"
    space: bool = True
    mojibake: bool = True
    glosses: bool = True
    width: bool = True
    zone: str | None = None
    explain: bool = False
    format: Format = "text"


class OptionArgs(TypedDict, total=False):
    """Some of the options, as keyword arguments; those that are left out stay as they are."""

    script: Script
    punctuation: Punctuation
    space: bool
    mojibake: bool
    glosses: bool
    width: bool
    zone: str | None
    explain: bool
    format: Format


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one page may hold, whoever asks: what protects the process rather than the wire.

    ``tags``: start tags, or the blocks that come of them (the lines of a dump). ``depth``: how deep elements nest;
    ``attributes``: how many a tag has; what is beyond these two is passed over with a notice, and no text is lost.
    ``text``: the characters of the page's visible text.
    """

    tags: int = 300_000
    depth: int = 512
    attributes: int = 500
    text: int = 2_000_000


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Version:
    """The version of the code and of the rule files that made an answer."""

    jingwen: str
    rules: str


@dataclass(frozen=True, slots=True)
class Article:
    """The answer for one page; its attributes are the keys of the HTTP answer (see ``openapi.yaml``)."""

    status: Status
    url: str | None
    canonical_url: str | None
    site: str | None
    site_name: str | None
    rule: str | None
    title: str | None
    text: str
    source: str | None
    byline: tuple[str, ...]
    editors: tuple[str, ...]
    date: str | None
    date_raw: str | None
    modified: str | None
    description: str | None
    keywords: tuple[str, ...]
    section: str | None
    image: str | None
    images: tuple[str, ...]
    captions: tuple[Caption, ...]
    language: str | None
    script: str | None
    original_script: str | None
    next_page: str | None
    confidence: float
    origin: Mapping[str, str]
    encoding: Encoding
    notices: tuple[Notice, ...]
    version: Version
    kind: Kind
    blocks: tuple[Labelled, ...] | None = None

    def to_dict(self) -> dict[str, Any]:
        """The object of the HTTP answer: JSON types only, keys in a fixed order; ``blocks`` only where asked for."""
        answer: dict[str, Any] = {
            "status": self.status,
            "url": self.url,
            "canonical_url": self.canonical_url,
            "site": self.site,
            "site_name": self.site_name,
            "rule": self.rule,
            "title": self.title,
            "text": self.text,
            "source": self.source,
            "byline": list(self.byline),
            "editors": list(self.editors),
            "date": self.date,
            "date_raw": self.date_raw,
            "modified": self.modified,
            "description": self.description,
            "keywords": list(self.keywords),
            "section": self.section,
            "image": self.image,
            "images": list(self.images),
            "captions": [{"text": c.text, "credit": c.credit, "image": c.image} for c in self.captions],
            "language": self.language,
            "script": self.script,
            "original_script": self.original_script,
            "next_page": self.next_page,
            "confidence": self.confidence,
            "origin": dict(self.origin),
            "kind": self.kind,
            "encoding": {"name": self.encoding.name, "from": self.encoding.origin},
            "notices": [{"code": n.code, "message": n.message} for n in self.notices],
            "version": {"jingwen": self.version.jingwen, "rules": self.version.rules},
        }
        if self.blocks is not None:
            answer["blocks"] = [_block_dict(labelled) for labelled in self.blocks]
        return answer

    @classmethod
    def from_dict(cls, answer: Mapping[str, Any]) -> Article:
        """The article that ``answer`` tells of: an object as ``to_dict`` gives it, of which members beyond those mean
        nothing.

        A block of it has the text, tag, element and share of links that were told, and its place, but no more. Raises
        ``KeyError`` for a member that is missing.
        """
        told = {f.name: answer[f.name] for f in fields(cls) if f.name != "blocks"}
        told |= {name: tuple(told[name]) for name in ("byline", "editors", "keywords", "images")}
        told["captions"] = tuple(Caption(c["text"], c["credit"], c["image"]) for c in told["captions"])
        told["encoding"] = Encoding(told["encoding"]["name"], told["encoding"]["from"])
        told["notices"] = tuple(Notice(n["code"], n["message"]) for n in told["notices"])
        told["version"] = Version(told["version"]["jingwen"], told["version"]["rules"])
        blocks = answer.get("blocks")
        return cls(**told, blocks=None if blocks is None else tuple(map(_block_of, blocks)))


def _block_of(told: Mapping[str, Any]) -> Labelled:
    text = told["text"]
    block = Block(told["index"], text, told["tag"], told["element"], round(told["link_share"] * len(text)))
    labelled = (block, Label(told["label"]), told["reason"])
    if told["path"] is None:
        return Labelled(*labelled)
    return Placed(*labelled, told["path"], told["selector"], tuple(told["wider"]))


def _block_dict(labelled: Labelled) -> dict[str, Any]:
    block = labelled.block
    placed = labelled if isinstance(labelled, Placed) else None  # in a dump nothing stands in an element
    return {
        "index": block.index,
        "text": block.text,
        "label": str(labelled.label),
        "reason": labelled.reason,
        "tag": block.tag,
        "element": block.element,
        "link_share": round(block.link_share, 3),
        "path": placed.path if placed else None,
        "selector": placed.selector if placed else None,
        "wider": list(placed.wider) if placed else [],
    }

"""What is timed: jingwen, the peers that are installed, and parsing alone.

A contender is given the page as it takes it: the bytes where it decodes them by itself, else text that was decoded
outside the measured time. An extractor that reads HTML only gets a text dump as HTML with one paragraph a line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from types import ModuleType
from typing import Any

from benchmarks.pages import Page
from jingwen.cleaner import Cleaner
from jingwen.reading.decode import decode
from jingwen.version import VERSION

Run = Callable[[], object]

RULES, OFF = "jingwen", "jingwen, rules off"
FULL, FAST = "trafilatura", "trafilatura, fast"
LEXBOR, LXML = "lexbor, parse only", "lxml, parse only"


# What the pages of a set are written in, for the peer that asks for it; of a set that is not here, Chinese. None: it
# is to look for itself.
LANGUAGES = {
    "world": None,
    "open-daniel-en": "en",
    "open-daniel-pl": "pl",
    "open-daniel-ru": "ru",
    "open-daniel-el": "el",
    "open-fundus": None,
    "open-wcxb": None,
}


@dataclass(frozen=True)
class Contender:
    """``prepare`` makes of a page the call that is timed.

    With a ``command`` that does it is another environment's: it is started with the number of a pipe behind it, see
    ``before``.
    """

    name: str
    prepare: Callable[[Page], Run]
    version: str = ""
    command: tuple[str, ...] = ()


def contenders(peers: bool = True) -> list[Contender]:
    """jingwen, trafilatura and the parsers, and with ``peers`` each other extractor that is installed."""
    return [
        jingwen(RULES, "packaged"),
        jingwen(OFF, "off"),
        trafilatura(),
        trafilatura(FAST, fast=True),
        *(installed() if peers else ()),
        Contender(LXML, _lxml(), version("lxml")),
        Contender(LEXBOR, _lexbor(), version("selectolax")),
    ]


def jingwen(name: str, rules: str, **options: Any) -> Contender:
    """jingwen with those rules and options."""
    cleaner = Cleaner(rules, **options)
    return Contender(
        name, lambda page: lambda: cleaner.clean(page.body, url=page.url, content_type=page.content_type), VERSION
    )


def trafilatura(name: str = FULL, fast: bool = False) -> Contender:
    """trafilatura as its users call it, with the fields."""
    return Contender(name, _trafilatura(fast), version("trafilatura"))


def text_of(page: Page) -> str:
    """The page's text, decoded as jingwen does."""
    return decode(page.body, page.content_type)[0]


def markup_of(page: Page) -> str:
    """The page as HTML; of a dump each line is a paragraph."""
    text = text_of(page)
    if not page.is_dump:
        return text
    lines = "\n".join(f"<p>{escape(line)}</p>" for line in text.splitlines())
    return f"<!doctype html><html><body>\n{lines}\n</body></html>"


def bytes_of(page: Page) -> bytes:
    """The bytes as they came, for those that decode by themselves; a dump as HTML."""
    return markup_of(page).encode() if page.is_dump else page.body


def _trafilatura(fast: bool) -> Callable[[Page], Run]:
    import trafilatura

    def prepare(page: Page) -> Run:
        body = bytes_of(page)
        return lambda: trafilatura.bare_extraction(body, url=page.url, with_metadata=True, fast=fast)

    return prepare


def _lxml() -> Callable[[Page], Run]:
    import lxml.html

    def prepare(page: Page) -> Run:
        text = markup_of(page).encode()
        parser = lxml.html.HTMLParser(encoding="utf-8")
        return lambda: lxml.html.document_fromstring(text, parser=parser)

    return prepare


def _lexbor() -> Callable[[Page], Run]:
    from selectolax.lexbor import LexborHTMLParser

    def prepare(page: Page) -> Run:
        text = markup_of(page)
        return lambda: LexborHTMLParser(text)

    return prepare


def _gne(gne: Any) -> Callable[[str, Page], object]:
    return lambda text, page: gne.GeneralNewsExtractor().extract(text)


def _newspaper(newspaper: Any) -> Callable[[str, Page], object]:
    def read(text: str, page: Page, language: str | None) -> object:
        article = newspaper.Article(page.url or "https://news.example.com/a", language=language, fetch_images=False)
        article.download(input_html=text)
        article.fetch_images = _nothing  # it goes to the network for pictures, whatever its setting says
        return article.parse()

    def run(text: str, page: Page) -> object:
        try:
            return read(text, page, LANGUAGES.get(page.set, "zh"))
        except (ImportError, LookupError):  # what it needs for the language that the page names is not installed
            return read(text, page, "en")

    return run


def _nothing() -> None:
    """Stands in for what is not to be done."""


def _readability(readability: Any) -> Callable[[str, Page], object]:
    def run(text: str, page: Page) -> object:
        document = readability.Document(text)
        return document.short_title(), document.summary()

    return run


def _resiliparse(html2text: Any) -> Callable[[str, Page], object]:
    # What is not the article's running text is left out: with it the text scores lower.
    options = {"main_content": True, "alt_texts": False, "comments": False, "list_bullets": False}
    return lambda text, page: html2text.extract_plain_text(text, **options)


# Distribution, module, and what is timed of it. Each runs where it is installed (`make peers`).
PEERS: tuple[tuple[str, str, Callable[[Any], Callable[[str, Page], object]]], ...] = (
    ("gne", "gne", _gne),
    ("newspaper4k", "newspaper", _newspaper),
    ("readability-lxml", "readability", _readability),
    ("resiliparse", "resiliparse.extract.html2text", _resiliparse),
)


def installed() -> Iterator[Contender]:
    """The other extractors, each where it is installed."""
    for distribution, name, of in PEERS:
        try:
            module, number = import_module(name), version(distribution)
        except (ImportError, PackageNotFoundError):
            continue
        yield Contender(distribution, _peer(module, of), number)


def _peer(module: ModuleType, of: Callable[[Any], Callable[[str, Page], object]]) -> Callable[[Page], Run]:
    extract = of(module)

    def prepare(page: Page) -> Run:
        text = markup_of(page)
        return lambda: extract(text, page)

    return prepare

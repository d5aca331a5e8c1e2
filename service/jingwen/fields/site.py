"""What a page calls its site, and headlines without that name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from ..model import Data
from ..reading.blocks import weight
from ..regex import regex
from .documents import Document, about_article, names_in, plain, told, types_of
from .publications import has_shape

STYLE = regex(r"[\W_]+")
# Between headline and site some marks stand nowhere else; others stand in headlines too.
SEPARATOR = regex(r"\s*[_|｜]+\s*|\s+»\s+|\s*--+\s*|\s*:::?\s*|\s+•\s+")
DASH = regex(r"\s+[-–—·:‹›«]+\s+|(?<=[\u3400-\u9fff”》！？!?）)])(?:-|——)(?=[\u3400-\u9fff])")
COMMA = regex(r"\s*[,，·・]\s*")
# What parts a headline from a name that is known to be the site's, behind the headline and before it.
BEFORE = regex(
    r"(?:\s*[|｜_~～*·•∙・：＞／]+|\s*[:,，]\s|\s+[-–—―/>\\«»‹›]+(?=\s)|(?<=[\u3400-\u9fff”》！？!?）)])[-—]+)\s*$"
)
BEHIND = regex(r"\s*[|｜_~～*·•∙・：＞／]+\s*|:+\s+|\s+[-–—―/>\\«»‹›]+\s+|[-—]+(?=[\u3400-\u9fff《“])")
LONGEST_MARK = 8  # characters
# Marks that part headline and site, too, but stand in more headlines than not.
WEAK = regex(r"\s[/~*]\s|:\s|[～／]|：\S{2,12}$")
METAS = ("application-name", "dc.publisher", "dcterms.publisher", "publisher", "apple-mobile-web-app-title")
# A site that is told by its address has no longer name.
LONGEST = 40
# A name of one letter, or of one Chinese character, says nothing.
SHORTEST = 2
# Links to the front page, the first of which are asked what they call it; shorter words are no name (Home, 首页).
HOME, MOST_LINKS, SHORTEST_LINKED = 'a[href="/"], a[rel~="home"]', 4, 5
# So long is a word of an address that stands for a site wherever it is found in a name, with this share of it at least.
SHORTEST_WITHIN, WITHIN = 5, 0.5
# A shorter one stands for it as one of two words: BBC News.
TWO = 2
# A publication's name is so many words at the most, its channel's included.
MOST_WORDS = 3
# Parts of a host that are no site's own.
COMMON = frozenset("www m mobile amp news blog blogs online com co net org gov edu ac or ne go gob gouv".split())
ACCENTED, ACCENT = regex("[\u00c0-\u024f\u1e00-\u1eff]"), regex("[\u0300-\u036f]")
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})


def squash(text: str) -> str:
    """``text`` without white space and punctuation, for comparing headlines that differ in style only: １２ is 12."""
    return STYLE.sub("", unicodedata.normalize("NFKC", text)).lower()


def told_names(data: Data, documents: Sequence[Document]) -> Iterator[str]:
    """What the page with ``data`` calls its site, most trusted first; ``documents`` are those about its article."""
    if "og:site_name" in data.meta:
        yield data.meta["og:site_name"]
    sites = (document for document in data.documents if "WebSite" in types_of(document))
    for value in (*(site.get("name") for site in sites), *told(documents, "publisher")):
        yield from names_in(value, data)
    yield from (data.meta[name] for name in METAS if name in data.meta)


@dataclass(frozen=True)
class Site:
    """A page's site: the ``names`` that the page gives it, and the ``hosts`` that it says it stands on."""

    names: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()

    @classmethod
    def of(cls, data: Data, url: str | None, tree: LexborHTMLParser | None = None) -> Site:
        """The site of the page with ``data``, fetched from ``url``.

        Where the data names none, the links to the front page on the ``tree`` may: what they say stands in the title.
        """
        headlines = {squash(title) for title in (data.title, data.meta.get("og:title")) if title}
        names = dict.fromkeys(
            name
            for place, name in enumerate(map(plain, told_names(data, about_article(data))))
            if place == 0 or squash(name) not in headlines  # as some templates fill in everywhere
        )
        hosts = dict.fromkeys(map(_host, filter(None, (url, data.canonical, data.meta.get("og:url")))))
        known = tuple(name for name in names if len(name) >= SHORTEST)
        if not known and tree is not None and data.title and _may_hold_a_name(data.title):
            known = tuple(_on_home_links(tree, data.title))
        return cls(known, tuple(filter(None, hosts)))

    def calls_itself(self, text: str) -> bool:
        """Whether ``text`` is a name that the page gives its site, or is the site by its address."""
        form = squash(text)
        if not form:
            return False
        if form in self._forms:
            return True
        if len(text) > LONGEST or not self.hosts:
            return False
        form = squash(_latin(text))
        if form in self._addresses:
            return True
        return any(
            word == form or (len(word) >= SHORTEST_WITHIN and word in form and len(word) >= WITHIN * len(form))
            for word in self._words
        )

    def is_named(self, piece: str) -> bool:
        """Whether a ``piece`` of a title is the site's name, or any publication's by its ending."""
        if _is_publication(piece) or self.calls_itself(piece):
            return True
        return piece.count(" ") < TWO and not self._words.isdisjoint(_latin(piece).split())

    @staticmethod
    def _mark(headline: str, end: int) -> re.Match[str] | None:
        return BEFORE.search(headline, max(0, end - LONGEST_MARK), end)

    @cached_property
    def _forms(self) -> frozenset[str]:
        return frozenset(squash(name) for name in self.names)

    @cached_property
    def _addresses(self) -> frozenset[str]:
        whole = (host.removeprefix("www.") for host in self.hosts)
        return frozenset(squash(form) for host in whole for form in (host, "www." + host))

    @cached_property
    def _words(self) -> frozenset[str]:
        """The words of its addresses that are its own: ``example`` of ``www.the-example.co.uk`` is ``theexample``."""
        parts = (part for host in self.hosts for part in host.split(".")[:-1])
        return frozenset(squash(part) for part in parts if part not in COMMON and len(part) >= SHORTEST)

    def less(self, headline: str) -> str:
        """A printed ``headline`` without a name of the site or of any publication behind its last dash."""
        shorter = self.without(headline)
        marks = [*DASH.finditer(shorter), *SEPARATOR.finditer(shorter)]
        last = max(marks, key=lambda mark: mark.start(), default=None)
        return shorter[: last.start()] if last and last.start() and self.is_named(shorter[last.end() :]) else shorter

    def without(self, headline: str) -> str:
        """``headline`` without a name of the site at its end or beginning, whatever mark parts them."""
        low = headline.lower()
        for name in self.names:
            known = name.lower()
            if len(low) != len(headline) or len(known) != len(name) or known not in low:
                continue
            if low.endswith(known) and (mark := self._mark(headline, len(headline) - len(name))):
                return headline[: mark.start()]
            if low.startswith(known) and (mark := BEHIND.match(headline[len(name) :])):
                return headline[len(name) + mark.end() :]
        return headline


NOWHERE = Site()
# So many names behind dashes are taken off a title: each look reads all of it.
MOST_PIECES = 12


def strip_site(title: str, site: Site = NOWHERE, *, by_size: bool = True) -> str:
    """``title`` without the names of the site and its channels that pages put behind, or before, their headline.

    What is left is the first piece that is no site's name and says at least half as much as the longest; where not
    ``by_size``, nothing but names is taken off behind a dash.
    """
    pieces = [piece.strip() for piece in SEPARATOR.split(title) if piece.strip()]
    headline = title.strip()
    if len(pieces) > 1:
        said = [piece for piece in pieces if not site.is_named(piece)] or [headline]
        heaviest = max(weight(piece) for piece in said)
        headline = next(piece for piece in said if weight(piece) >= heaviest / 2)
    elif pieces:
        headline = pieces[0]
    for _ in range(MOST_PIECES):
        dashes = list(DASH.finditer(headline))
        if not dashes:
            break
        before, behind = headline[: dashes[-1].start()], headline[dashes[-1].end() :]
        short = by_size and "——" not in dashes[-1].group() and weight(behind) < weight(before) / 2
        if short or site.is_named(behind):
            headline = before
        elif site.is_named(headline[: dashes[0].start()]):
            headline = headline[dashes[0].end() :]
        else:
            break
    mark = next(reversed(list(COMMA.finditer(headline))), None)
    if mark and mark.start() and site.is_named(headline[mark.end() :]):
        headline = headline[: mark.start()]
    return site.without(headline)


def _may_hold_a_name(title: str) -> bool:
    """Whether a ``title`` may be the site's name, or hold it behind a mark that does not tell the two apart."""
    return WEAK.search(title) is not None or not (SEPARATOR.search(title) or DASH.search(title))


def _on_home_links(tree: LexborHTMLParser, title: str) -> Iterator[str]:
    """What the links to the front page, or their pictures, say, where it is the smaller part of ``title``, or all."""
    whole = squash(title)
    for link in tree.css(HOME)[:MOST_LINKS]:
        picture = link.css_first("img[alt]")
        for said in (link.text(), link.attributes.get("title"), picture.attributes.get("alt") if picture else None):
            name = " ".join((said or "").split())
            form = squash(name)
            part = len(form) <= len(whole) / 2 or form == whole
            if part and len(form) >= SHORTEST_LINKED and (whole.startswith(form) or whole.endswith(form)):
                yield name


def _is_publication(piece: str) -> bool:
    """Whether a ``piece`` is a publication's name by its ending; its channel may stand behind: 示例日報 即時新聞."""
    if piece.isascii():  # the endings are Chinese
        return False
    words = piece.split()
    return 0 < len(words) <= MOST_WORDS and all(map(has_shape, words))


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:  # a broken address
        return ""


def _latin(text: str) -> str:
    """``text`` as it stands in addresses: lower case, umlauts written out, without accents."""
    text = text.lower()
    if text.isascii() or not ACCENTED.search(text):
        return text
    return ACCENT.sub("", unicodedata.normalize("NFKD", text.translate(UMLAUTS)))

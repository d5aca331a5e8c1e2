"""What a page says of itself and its article for others to show: site, description, keywords, section, lead picture.

All of it stands in meta tags and JSON-LD, where most pages have the same thing several times; each field has its order
of belief. A page that does not name its site in either may do so in its ``<title>``, behind the headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from ..model import Data
from ..reading.addresses import picture_address
from ..regex import regex
from .documents import Document, about_article, addresses_in, names_in, plain, told, types_of
from .publications import is_publication
from .site import DASH, SEPARATOR, Site, squash, told_names

DESCRIPTION = ("og:description", "description", "twitter:description", "dc.description", "dcterms.description")
# What was written for news comes before what was written for search engines.
KEYWORDS = ("news_keywords", "keywords", "parsely-tags", "sailthru.tags", "dc.subject", "dcterms.subject", "tags")
SECTION = (
    "article:section",
    "og:article:section",
    "parsely-section",
    "articlesection",
    "section",
    "og:category",
    "category",
)
IMAGE = ("og:image", "og:image:secure_url", "og:image:url", "twitter:image", "twitter:image:src")
LESS = ("image", "thumbnailurl", "sailthru.image.full", "parsely-image-url")
# Between keywords stand marks of one kind; what parts Chinese ones may be part of an English one.
BETWEEN = (regex(r"[,，;；|｜\n]"), regex("、"), regex(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])"))
MOST_KEYWORDS = 100
# A path has so many steps at the most; its last one is the page's own where it begins as the headline does.
MOST_STEPS, SAME = 12, 24
LONGEST_NAME = 60
LETTER, WORD = regex(r"[^\W\d_]"), regex(r"[^\W_]")
# A channel of a site; its own name is another.
CHANNEL = regex("频道$|頻道$")
# A picture of a site and not of a story, by its file's name.
LOGO = regex(
    r"^(?:.*[_.-])?(?:[a-z]{0,12}\d?logos?\d{0,3}|favicon|placeholder|no-?image|nopic|default[_-](?:image|og|share))(?=[_.-]|$)",
    re.I,
)
# Two addresses that differ in these only are of one picture.
STYLE = regex(r"^(?:https?:)?//|[?#].*$", re.S)


@dataclass(frozen=True, slots=True)
class About:
    """What a page says of itself. ``origin`` tells who said each field: ``data``, ``title`` or ``rule``."""

    site_name: str | None = None
    description: str | None = None
    keywords: tuple[str, ...] = ()
    section: str | None = None
    image: str | None = None
    origin: Mapping[str, str] = field(default_factory=dict)

    def of_the_site(self) -> About:
        """What of it is true of all pages of the site."""
        return About(self.site_name, origin={key: by for key, by in self.origin.items() if key == "site_name"})


def read_about(data: Data, headline: str | None, site: str | None, base: str | None) -> About:
    """What the page with ``data`` says of itself.

    ``headline`` is its article's, ``site`` the site's name in the rule for it, and ``base`` what its addresses are
    relative to. The rule is asked for the name last: its word is the answer's ``site`` already.
    """
    if not (data.meta or data.documents or data.title or data.image):  # a dump has none of these
        return About(site, origin={"site_name": "rule"} if site else {})
    documents = about_article(data)
    by, site_name = _site_name(data, documents, headline, base)
    if site_name is None and site is not None:
        by, site_name = "rule", site
    description = _first(chain(_metas(data, DESCRIPTION), _texts(documents, "description")))
    section = _first(_sections(data, documents, headline))
    keywords, image = _keywords(data, documents), next(_images(data, documents, base), None)
    found = (("description", description), ("keywords", keywords), ("section", section), ("image", image))
    origin = {"site_name": by} if site_name else {}
    origin.update([(name, "data") for name, value in found if value])
    return About(site_name, description, keywords, section, image, origin)


def _first(texts: Iterable[str]) -> str | None:
    """The first of ``texts`` that says anything, as a reader would see it."""
    return next(filter(None, map(plain, texts)), None)


def _metas(data: Data, names: Sequence[str]) -> Iterator[str]:
    return (data.meta[name] for name in names if name in data.meta)


def _texts(documents: Sequence[Document], key: str) -> Iterator[str]:
    return (value for value in told(documents, key) if isinstance(value, str))


def _site_name(
    data: Data, documents: Sequence[Document], headline: str | None, base: str | None
) -> tuple[str, str | None]:
    """Who names the site, and what it is called there: by the data, else beside the headline in the ``<title>``."""
    for name in map(plain, told_names(data, documents)):
        if _names_site(name) and not (headline and squash(name) == squash(headline)):
            return "data", name
    pieces = [piece.strip() for part in SEPARATOR.split(data.title or "") for piece in DASH.split(part)]
    if len(pieces) < 2:
        return "", None
    if _names_site(pieces[-1]) and is_publication(pieces[-1]) and not CHANNEL.search(pieces[-1]):
        return "title", pieces[-1]
    site = Site.of(data, base)
    own = next((piece for piece in (pieces[-1], pieces[0]) if _names_site(piece) and site.calls_itself(piece)), None)
    return ("title", own) if own else ("", None)


def _names_site(name: str) -> bool:
    return len(name) <= LONGEST_NAME and LETTER.search(name) is not None and "://" not in name and name[0] != "@"


def _sections(data: Data, documents: Sequence[Document], headline: str | None) -> Iterator[str]:
    """The sections; of a longer row of them, as some write it, the first."""
    told_by = (name for value in told(documents, "articleSection") for name in names_in(value, data))
    for text in chain(_metas(data, SECTION[:1]), told_by, _metas(data, SECTION[1:]), _path(data, headline)):
        section = text if len(text) <= LONGEST_NAME else text.partition(",")[0]
        if len(section) <= LONGEST_NAME:
            yield section


def _path(data: Data, headline: str | None) -> Iterator[str]:
    """The last step of the path to the page that is neither the page itself nor the site's front page."""
    own = {STYLE.sub("", address).rstrip("/") for address in (data.canonical, data.meta.get("og:url")) if address}
    titles = [squash(title) for title in (headline, data.title, data.meta.get("og:title")) if title]
    for document in data.documents:
        steps = document.get("itemListElement") if "BreadcrumbList" in types_of(document) else None
        if not isinstance(steps, list):
            continue
        for step in reversed(steps[1:MOST_STEPS]):
            item = step.get("item") if isinstance(step, Mapping) else None
            address = (item.get("@id") or item.get("url")) if isinstance(item, Mapping) else item
            if not isinstance(address, str) or STYLE.sub("", address).rstrip("/") in own:
                continue
            name = plain(next(iter(names_in(step, data) or names_in(item, data)), ""))
            if name and not any(title.startswith(squash(name)[:SAME]) for title in titles):
                yield name
                break


def _keywords(data: Data, documents: Sequence[Document]) -> tuple[str, ...]:
    """The keywords of the first witness that has any."""
    lists = chain(
        ([text] for text in _metas(data, KEYWORDS[:1])),
        (data.tags,),
        (names_in(value, data) for value in told(documents, "keywords")),
        ([text] for text in _metas(data, KEYWORDS[1:])),
    )
    return next(filter(None, map(_single, lists)), ())


def _single(texts: Sequence[str]) -> tuple[str, ...]:
    """``texts`` as single keywords; the same one in other letters is none of its own."""
    pieces = [plain(text) for text in texts]
    if len(pieces) == 1:
        mark = next((mark for mark in BETWEEN if mark.search(pieces[0])), None)
        pieces = [piece.strip() for piece in mark.split(pieces[0])] if mark else pieces
    single: dict[str, str] = {}
    for piece in pieces:
        if WORD.search(piece):
            single.setdefault(piece.casefold(), piece)
    return tuple(single.values())[:MOST_KEYWORDS]


def _images(data: Data, documents: Sequence[Document], base: str | None) -> Iterator[str]:
    """The addresses of the article's picture, most trusted first, but for those of the site's own."""
    told_by = told(documents, "image", "thumbnailUrl", "images")
    addresses = chain(
        _metas(data, IMAGE),
        (address for value in told_by for address in addresses_in(value, data)),
        _metas(data, LESS),
        filter(None, (data.image,)),
    )
    logos: set[str] | None = None
    for address in addresses:
        found = picture_address(address, base)
        if found and not is_logo(found):
            logos = _logos(data, base) if logos is None else logos
            if STYLE.sub("", found) not in logos:
                yield found


def is_logo(address: str) -> bool:
    """Whether the picture at ``address`` is, by its name, a site's or an agency's own and shows nothing of a story."""
    return LOGO.search(STYLE.sub("", address).rpartition("/")[2]) is not None


def _logos(data: Data, base: str | None) -> set[str]:
    """The addresses that the page calls its site's or its publisher's logo."""
    holders = [*data.documents, *told(data.documents, "publisher")]
    values = [holder["logo"] for holder in holders if isinstance(holder, Mapping) and "logo" in holder]
    addresses = [*_metas(data, ("og:logo",)), *(address for value in values for address in addresses_in(value, data))]
    return {STYLE.sub("", found) for address in addresses if (found := picture_address(address, base))}

"""What a page's data, its JSON-LD and meta tags, tells of author, date and last edit."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from ..model import Data
from .by_words import ACTS, BY, LABELS, words
from .documents import about_article, names_in, referred, told, types_of
from .latin import is_organisation
from .names import HAN, split_names
from .title import DASH

# Meta names in the order in which they are believed. Those of publication come before those that some systems move with
# every edit.
AUTHORS = """
    author article:author og:article:author parsely-author sailthru.author dc.creator dc:creator dcterms.creator byl
    cxenseparse:author dable:author article_author article.author authors shareaholic:article_author_name
    citation_author byline
""".split()
WRITTEN = re.compile(rf"^(?:(?:{words(ACTS)})\s+)?(?:{words(BY)})$|^(?:{words(LABELS)})$", re.I)
# What sites call themselves by.
SITE = ("og:site_name", "application-name", "apple-mobile-web-app-title", "publisher", "dc.publisher", "twitter:site")
ORGANISATION = re.compile("Organization|Corporation|Website|Brand|NGO")
# What else than articles has an author.
MADE = re.compile("Recipe|HowTo|CreativeWork|Review|Book|VideoObject|Podcast|Episode")
PARTED = re.compile(r"[_|｜丨:：]|\s-\s")
NO_LETTER = re.compile(r"[\W_]")
# Real authors come two levels deep at the most, by the dozen on research papers.
DEEPEST, MOST = 4, 20
DATES = """
    article:published_time og:published_time datepublished publishdate pubdate publish-date weibo:article:create_at
    og:article:published_time date dc.date dc.date.issued parsely-pub-date sailthru.date article.published apub:time
    firstpublishedtime og:time published_time cxenseparse:recs:publishtime bt:pubdate og:release_date dateupdate
    publish_time published publication_date citation_publication_date dcterms.issued dcterms.date time
""".split()

EDITS = """
    article:modified_time og:article:modified_time og:modified_time og:updated_time datemodified weibo:article:update_at
    dcterms.modified dc.date.modified date.modified date.updated
    article.updated bt:moddate moddate modified modified_time updated_time update_time revised lastmod lastmodified
    lastmodifiedtime last-modified
""".split()


def data_authors(data: Data) -> tuple[str, ...]:
    """Whom JSON-LD names as the article's authors, else the meta tags, as single names."""
    return document_authors(data) or next(
        (names for text in _told_names(data.meta) if (names := _people((text,), data))), ()
    )


def document_authors(data: Data) -> tuple[str, ...]:
    """Whom JSON-LD names as the article's authors."""
    for document in chain(about_article(data), (d for d in data.documents if MADE.search(" ".join(types_of(d))))):
        for key in ("author", "creator"):
            names = _people(_named(document.get(key), data), data)
            if names:
                return names
    return ()


def told_people(names: tuple[str, ...], data: Data) -> tuple[str, ...]:
    """Those of ``names`` that are people for sure: neither one word, nor the site, nor an organisation."""
    own = own_names(data) if names else ()
    people = tuple(name for name in names if plain_name(name) not in own and not is_organisation(name))
    return people if any(" " in name or HAN.search(name) for name in people) else ()


def own_names(data: Data) -> frozenset[str]:
    """What the site and its publisher are called, as ``plain_name`` has it."""
    publishers = (document.get("publisher") for document in data.documents)
    told_by = (name for value in publishers for name in names_in(value, data))
    metas = (data.meta[name] for name in SITE if name in data.meta)
    return frozenset(plain_name(name) for name in chain(metas, told_by))


def known_names(data: Data) -> frozenset[str]:
    """``own_names``, what stands before and behind the headline in the ``<title>``, and what is a meta tag's whole."""
    pieces = (piece for part in PARTED.split(data.title or "") for piece in DASH.split(part))
    return own_names(data) | {plain_name(piece) for piece in (*pieces, *data.meta.values())}


def plain_name(name: str) -> str:
    """``name`` for comparing, without white space, marks and an article."""
    return NO_LETTER.sub("", name.casefold().removeprefix("the "))


def _told_names(meta: Mapping[str, str]) -> Iterator[str]:
    """What meta tags say of the authors; of ``twitter:data1``, where its label says that it is a name."""
    for key in AUTHORS:
        value = meta.get(key, "")
        if value and "://" not in value and "@" not in value:
            yield value
    for number in ("1", "2"):
        if WRITTEN.search(meta.get(f"twitter:label{number}", "")):
            yield meta.get(f"twitter:data{number}", "")


def _people(texts: Iterable[str], data: Data) -> tuple[str, ...]:
    """The single names in ``texts``, without those of the site and its publisher; alone one of these may stay, for
    many a site is called after who writes it."""
    names = dict.fromkeys(name for text in texts for name in split_names(html.unescape(text)))
    if len(names) < 2:
        return tuple(names)
    own = own_names(data)
    return tuple(name for name in names if plain_name(name) not in own) or tuple(names)


def _named(value: Any, data: Data, depth: int = 0) -> list[str]:
    """The names in a JSON-LD ``author``: a text, an object with a name or a reference to one, or a list of these."""
    if isinstance(value, str):
        return [value] if "://" not in value else []
    if isinstance(value, list) and depth < DEEPEST:
        return [name for item in value[:MOST] for name in _named(item, data, depth + 1)]
    if not isinstance(value, Mapping) or depth == DEEPEST:
        return []
    if "name" not in value:
        value = referred(value.get("@id"), data) or value
    if ORGANISATION.search(" ".join(types_of(value))):
        return []
    parts = [value.get(key) for key in ("givenName", "familyName")]
    whole = " ".join(part for part in parts if isinstance(part, str))
    return _named(value.get("name") or whole, data, depth + 1)


def data_dates(data: Data) -> list[str]:
    """The publication times that JSON-LD and meta tags hold, as they stand there, most trusted first."""
    found = [str(d["datePublished"]) for d in data.documents if isinstance(d.get("datePublished"), str)]
    return found + [data.meta[name] for name in DATES if name in data.meta]


def data_edits(data: Data) -> list[str]:
    """The times of the last edit that JSON-LD and meta tags hold, as they stand there, most trusted first."""
    found = [value for value in told(about_article(data), "dateModified", "upDate") if isinstance(value, str)]
    return found + [data.meta[name] for name in EDITS if name in data.meta]

"""What a page's data, its JSON-LD and meta tags, tells of author, date and last edit."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from ..model import Data, Page
from ..regex import regex
from .by_words import ACTS, BY, LABELS, words
from .documents import about_article, names_in, referred, told, types_of
from .latin import is_organisation
from .names import HAN, split_names
from .site import DASH

# Meta names in the order in which they are believed.
AUTHORS = """
    author article:author og:article:author parsely-author sailthru.author dc.creator dc:creator dcterms.creator byl
    cxenseparse:author dable:author article_author article.author authors shareaholic:article_author_name
    citation_author byline
""".split()
WRITTEN = regex(rf"^(?:(?:{words(ACTS)})\s+)?(?:{words(BY)})$|^(?:{words(LABELS)})$", re.I)
# What sites call themselves by.
SITE = ("og:site_name", "application-name", "apple-mobile-web-app-title", "publisher", "dc.publisher", "twitter:site")
ORGANISATION = regex("Organization|Corporation|Website|Brand|NGO")
# What else than articles has an author.
MADE = regex("Recipe|HowTo|CreativeWork|Review|Book|VideoObject|Podcast|Episode")
PARTED = regex(r"[_|｜丨:：]|\s-\s")
NO_LETTER = regex(r"[\W_]")
# Real authors come two levels deep at the most, by the dozen on research papers.
DEEPEST, MOST = 4, 20
# Without the marks between their words, which each system sets otherwise: published_time, published-time.
# Meta names in the order in which they are believed. Those of publication come before those that some systems move with
# every edit.
DATES = """
    articlepublishedtime ogpublishedtime datepublished publishdate pubdate weiboarticlecreateat
    ogarticlepublishedtime articlepublished articlepublisheddate articlepublishdate articlepublicationdate
    articlepubdate date dcdate dcdateissued parselypubdate sailthrudate apubtime firstpublishedtime firstpublished
    ogtime publishedtime published cxenseparserecspublishtime cxenseparsepublishtime btpubdate ogreleasedate
    ogregdate dateupdate publishtime publisheddate publicationdate citationpublicationdate citationonlinedate
    dctermsissued dctermsdate dcissued rnewsdatepublished originalpublicationdate articledateoriginal articlecreated
    articlecreateddate displaydate releasedate datecreated dccreated dctermscreated dcdatecreated created createdate
    shareaholicarticlepublishedtime pdate ptime pubtime time
""".split()
EDITS = """
    articlemodifiedtime ogarticlemodifiedtime ogmodifiedtime ogupdatedtime datemodified weiboarticleupdateat
    dctermsmodified dcdatemodified datemodified dateupdated dcmodified articleupdated articlemodified btmoddate
    moddate modified modifiedtime updatedtime updatetime revised lastmod lastmodified lastmodifiedtime
    articlemodifieddate
""".split()
RANKS = {name: rank for rank, name in enumerate(DATES)}, {name: rank for rank, name in enumerate(EDITS)}
# What the names of other systems end with, behind the system's own.
ENDINGS = ("publisheddate", "publishdate", "publishedtime", "publishtime", "publicationdate", "datepublished")
# One of these is in the names of all of them.
OF_TIMES = regex("dat|time|publ|issued|creat|modif|revis|lastmod")
BETWEEN_WORDS = regex(r"[\W_]+")


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


@lru_cache(maxsize=512)  # pages call them alike
def _plain(name: str) -> str:
    """The ``name`` of a meta tag without the marks between its words."""
    return BETWEEN_WORDS.sub("", name)


class Times(NamedTuple):
    """When an article was published and edited as its page's data tells, as it stands there, most trusted first."""

    dates: Sequence[str]
    edits: Sequence[str]


def data_times(page: Page) -> Times:
    """The times that JSON-LD and meta tags hold.

    Some systems move the first date of publication with every edit: one that is an edit's to the letter comes last.
    """
    data = page.data
    named = [(_plain(name), text) for name, text in data.meta.items() if OF_TIMES.search(name)]
    about = about_article(data)
    edits = [*_values(told(about, "dateModified", "upDate"), data), *_ranked(named, RANKS[1], ())]
    dates = [*_values(told(about or data.documents, "datePublished"), data), *_ranked(named, RANKS[0], ENDINGS)]
    if edits and not {*dates} <= {*edits}:
        dates.sort(key=lambda value: value in edits)
    return Times(dates, edits)


def _values(values: Iterable[Any], data: Data) -> Iterator[str]:
    """The texts in what JSON-LD gives for a date: itself, an object with it, a list, seconds since 1970."""
    for value in values:
        if isinstance(value, int) and not isinstance(value, bool):
            yield str(value)
        else:
            yield from names_in(value, data)


def _ranked(named: Sequence[tuple[str, str]], ranks: Mapping[str, int], endings: tuple[str, ...]) -> list[str]:
    """The contents of the meta tags in ``named`` that ``ranks`` knows, most trusted first; then those that end so."""
    found = []
    for name, content in named:
        rank = ranks.get(name, len(ranks) if endings and name.endswith(endings) else None)
        if rank is not None:
            found.append((rank, content))
    found.sort(key=lambda pair: pair[0])
    return [content for _, content in found]

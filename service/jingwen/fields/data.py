"""What a page's data, its JSON-LD and meta tags, tells of author, date and last edit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from ..model import Data, Page
from .documents import about_article, names_in, told
from .names import split_names

# Meta names in the order in which they are believed.
AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl")
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
OF_TIMES = re.compile("dat|time|publ|issued|creat|modif|revis|lastmod")
BETWEEN_WORDS = re.compile(r"[\W_]+")


def data_authors(data: Data) -> tuple[str, ...]:
    """The authors that JSON-LD names, else those of the meta tags, as single names."""
    names: list[str] = []
    for document in data.documents:
        for name in _author_names(document.get("author")):
            names += [n for n in split_names(name) if n not in names]
        if names:
            return _less_publisher(names, data, document)
    for key in AUTHORS:
        value = data.meta.get(key, "")
        if value and "://" not in value and "@" not in value:
            return split_names(value)
    return ()


def _less_publisher(names: list[str], data: Data, document: Mapping[str, Any]) -> tuple[str, ...]:
    """``names`` without the publication's own, which some sites put behind their people's; alone it may stay."""
    publisher = document.get("publisher")
    own = {data.meta.get("og:site_name"), publisher.get("name") if isinstance(publisher, dict) else None}
    return tuple(n for n in names if n not in own) or tuple(names)


def _author_names(value: Any, depth: int = 0) -> list[str]:
    """The names in a JSON-LD ``author``: a string, an object with a name, or a list of either."""
    if isinstance(value, str):
        return [value] if "://" not in value else []
    if isinstance(value, list) and depth < DEEPEST:
        return [name for item in value[:MOST] for name in _author_names(item, depth + 1)]
    if isinstance(value, dict) and depth < DEEPEST and value.get("@type") != "Organization":
        return _author_names(value.get("name"), depth + 1)
    return []


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

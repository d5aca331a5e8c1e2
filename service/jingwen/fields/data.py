"""What a page's data, its JSON-LD and meta tags, tells of author, date and last edit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model import Data
from .documents import about_article, told
from .names import split_names

# Meta names in the order in which they are believed. Those of publication come before those that some systems move with
# every edit.
AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl")
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


def data_dates(data: Data) -> list[str]:
    """The publication times that JSON-LD and meta tags hold, as they stand there, most trusted first."""
    found = [str(d["datePublished"]) for d in data.documents if isinstance(d.get("datePublished"), str)]
    return found + [data.meta[name] for name in DATES if name in data.meta]


def data_edits(data: Data) -> list[str]:
    """The times of the last edit that JSON-LD and meta tags hold, as they stand there, most trusted first."""
    found = [value for value in told(about_article(data), "dateModified", "upDate") if isinstance(value, str)]
    return found + [data.meta[name] for name in EDITS if name in data.meta]

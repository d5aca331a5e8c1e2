"""Pages that rules are made and tried on: files, folders, archives, and lists with an address for each page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ..bulk.inputs import sources
from ..bulk.source import Source
from ..errors import InvalidOption, RequestError
from ..model import RawPage
from ..rules.match import host_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sample:
    """A page and what it is called in messages."""

    name: str
    raw: RawPage


def samples(names: Sequence[str], url: str | None = None) -> Iterator[Sample]:
    """The pages that ``names`` name, as :func:`~jingwen.bulk.inputs.sources` takes them.

    ``url`` is the address of those that come without one. Raises the ``RequestError`` of the first that cannot be read,
    with its name.
    """
    for found in readable(names, url):
        if isinstance(found, RequestError):
            raise found
        yield found


def readable(names: Sequence[str], url: str | None = None) -> Iterator[Sample | RequestError]:
    """Likewise, with the error in the place of a page that cannot be read. What cannot be read at all is refused before
    the first."""
    return _readable(sources(names), url)


def _readable(found: Sequence[Source], url: str | None) -> Iterator[Sample | RequestError]:
    for source in found:
        for record in source:
            name = record.id or f"{record.input}:{record.offset}"
            if record.problem is not None:
                yield type(record.problem)(f"{name}: {record.problem}")
            else:
                yield Sample(name, RawPage(record.body, record.url or url, record.content_type, record.fetched_at))


def evenly(pages: Sequence[T], most: int) -> Sequence[T]:
    """``pages``, or so many of them, taken evenly from all."""
    return pages if len(pages) <= most else [pages[number * len(pages) // most] for number in range(most)]


def host_named(url: str) -> str:
    """The host that ``url`` names. Raises ``InvalidOption`` where it is no address of a page."""
    host = host_of(url)
    if host is None or not url.startswith(("http://", "https://")):
        raise InvalidOption(f"{url[:200]!r} is no address of a page; expected one such as https://news.example.com/a/1")
    return host

"""Pages that rules are made and tried on: files, folders, archives, and lists with an address for each page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..bulk.inputs import sources
from ..errors import RequestError
from ..model import RawPage


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
    """Likewise, with the error in the place of a page that cannot be read."""
    for source in sources(names):
        for record in source:
            name = record.id or f"{record.input}:{record.offset}"
            if record.problem is not None:
                yield type(record.problem)(f"{name}: {record.problem}")
            else:
                yield Sample(name, RawPage(record.body, record.url or url, record.content_type, record.fetched_at))

"""A run on this machine: records in, each cleaned in a process that can be killed, a row out for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace

from ..cleaner import Cleaner
from ..isolation.abreast import abreast
from ..isolation.answer import Cleaning
from ..isolation.outcome import Outcome, outcome
from ..isolation.pool import Pool
from ..model import RawPage
from ..settings import Settings
from .columns import plain
from .record import Record
from .segments import Done, Writer

# So many answers for each child may wait for that of a page before them: while one hangs for ten seconds the others go
# on for a while. An answer has about 10 kB, a page 100.
AHEAD = 50

Heard = Callable[[Record, Outcome], None]


def nobody(record: Record, found: Outcome) -> None:
    """Hears nothing."""


@dataclass(frozen=True)
class Share:
    """The part of a run that a task does: every ``of``-th record, beginning with the one of that ``number``.

    A task goes through all inputs, for reading is cheap beside cleaning (a tenth of a millisecond beside five), and so
    any number of tasks can share any inputs.
    """

    number: int = 0
    of: int = 1

    def records(self, sources: Iterable[Iterable[Record]], done: Done) -> Iterator[Record]:
        """The records of the share that are not ``done``."""
        count = 0
        for source in sources:
            for record in source:
                name = plain(record.input)
                if count % self.of == self.number and record.offset not in done.get(name, ()):
                    yield record if name == record.input else replace(record, input=name)
                count += 1


def clean_all(records: Iterator[Record], writer: Writer, cleaning: Cleaning, jobs: int, heard: Heard) -> None:
    """Writes a row for each of ``records``, in their order, ``jobs`` of them at a time; ``heard`` hears of each."""
    work = _Work(cleaning)
    with closing(abreast(records, work, jobs, AHEAD * jobs)) as results:
        for record, found in results:
            writer.add(record, found)
            heard(record, found)


def pool(cleaner: Cleaner, settings: Settings, jobs: int) -> Pool:
    """So many processes that clean pages, each of which is killed where a page needs it."""
    return Pool(cleaner, replace(settings, children=jobs, quarantine_dir=""))  # each page is in an archive already


class _Work:
    """Cleans the page of a record; raises nothing. The body is let go: nobody needs it any more."""

    def __init__(self, cleaning: Cleaning) -> None:
        self._cleaning = cleaning

    def __call__(self, record: Record) -> tuple[Record, Outcome]:
        return replace(record, body=b""), found_in(record, self._cleaning)


def found_in(record: Record, cleaning: Cleaning) -> Outcome:
    """What becomes of the page of a ``record``: its problem, where it has no page."""
    if record.problem is not None and not record.body:
        return record.problem
    return outcome(cleaning, RawPage(record.body, record.url, record.content_type, record.fetched_at))

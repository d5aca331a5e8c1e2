"""A run on this machine: records in, each cleaned in a process that can be killed, a row out for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from ..cleaner import Cleaner
from ..errors import NoChild
from ..isolation.abreast import abreast
from ..isolation.answer import Cleaning
from ..isolation.outcome import Outcome, outcome
from ..isolation.pool import Pool
from ..model import RawPage
from ..settings import Settings
from .columns import plain
from .record import Record
from .segments import Done, Writer
from .source import UnreadInput

# So many answers for each child may wait for that of a page before them: while one hangs for ten seconds the others go
# on for a while. An answer has about 10 kB, a page 100.
AHEAD = 50

# Whoever waits for a service does not wait so long for what starts its processes; here nobody does, and a machine that
# has too much to do, or a file system of a network that all its machines read Python from at once, takes a minute.
START_SECONDS = 120.0
# The golden ratio: its multiples, without what is before the point, are the most evenly spread over 0 to 1.
GOLDEN = (5**0.5 - 1) / 2

# After so many inputs that cannot be read it is the disk or the network as a whole: others are not tried.
MOST_UNREAD = 10

Heard = Callable[[Record, Outcome], None]


class Input(Protocol):
    """Records under a ``name``, and how many bytes they are, if that is known: a :class:`~jingwen.bulk.source.Source`,
    or who stands for one."""

    name: str
    size: int | None

    def __iter__(self) -> Iterator[Record]:
        """The records in their order."""


def nobody(record: Record, found: Outcome) -> None:
    """Hears nothing."""


@dataclass(frozen=True)
class Share:
    """The part of a run that a task does: of all inputs, laid end to end, the ``number``-th of ``of`` equal stretches.

    A task reads those inputs only that are in its stretch. One that is in several is read by each of their tasks, which
    deal its records among them; so is a folder, whose size nobody knows, by all. Any number of tasks can thus share any
    inputs, and with many inputs next to nothing is read twice.
    """

    number: int = 0
    of: int = 1

    def parts(self, sizes: Sequence[int | None]) -> list[tuple[float, float]]:
        """Of each input, of so many bytes, the part that is in the stretch: from where to where, between 0 and 1.

        Where none of it is, both are the same. What ends for one task there another one begins, to the last bit.
        """
        places = [0]
        for size in sizes:
            places.append(places[-1] + (0 if size is None else max(1, size)))
        begin, end = (places[-1] * number // self.of for number in (self.number, self.number + 1))
        found = []
        for (first, last), size in zip(pairwise(places), sizes, strict=True):
            if size is None:
                found.append((self.number / self.of, (self.number + 1) / self.of))
            else:
                low, high = ((min(max(place, first), last) - first) / (last - first) for place in (begin, end))
                found.append((low, high))
        return found

    def unread(self, inputs: Sequence[Input]) -> frozenset[str]:
        """The names of those of which nothing is in the stretch."""
        parts = self.parts([each.size for each in inputs])
        return frozenset(plain(each.name) for each, (low, high) in zip(inputs, parts, strict=True) if low == high)

    def records(self, inputs: Sequence[Input], done: Done) -> Iterator[Record]:
        """The records of the share that are not ``done``.

        Raises ``UnreadInput`` at the end where one could not be read on: the records of the others come before.
        """
        unread: list[str] = []
        for each, (low, high) in zip(inputs, self.parts([each.size for each in inputs]), strict=True):
            if low == high:
                continue
            try:
                for number, record in enumerate(each):
                    name = plain(record.input)
                    if low <= number * GOLDEN % 1 < high and record.offset not in done.get(name, ()):
                        yield record if name == record.input else replace(record, input=name)
            except UnreadInput as error:
                unread.append(str(error))
                if len(unread) == MOST_UNREAD:
                    break
        if unread:
            raise UnreadInput(f"{'; '.join(unread)}. All rows that could be read are kept; --resume reads the others")


def clean_all(records: Iterator[Record], writer: Writer, cleaning: Cleaning, jobs: int, heard: Heard) -> None:
    """Writes a row for each of ``records``, in their order, ``jobs`` of them at a time; ``heard`` hears of each.

    Raises ``NoChild`` where no process can be started that would clean a page: so it would be with all that follow.
    """
    work = _Work(cleaning)
    with closing(abreast(records, work, jobs, AHEAD * jobs)) as results:
        for record, found in results:
            if isinstance(found, NoChild):
                raise NoChild(f"{found}; the rows before it are done, and --resume does the others")
            writer.add(record, found)
            heard(record, found)


def pool(cleaner: Cleaner, settings: Settings, jobs: int) -> Pool:
    """So many processes that clean pages, each of which is killed where a page needs it."""
    settings = replace(settings, children=jobs, quarantine_dir="")  # each page is in an archive already
    return Pool(cleaner, settings, start_seconds=START_SECONDS)


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

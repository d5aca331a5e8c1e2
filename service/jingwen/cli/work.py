"""What is done with each page: it is read and cleaned, several at once, and whatever happens is told of that page."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime

from ..cleaner import Cleaner
from ..errors import RequestError
from ..isolation.answer import Cleaning, Inline
from ..isolation.outcome import Outcome, outcome, unforeseen
from ..model import RawPage
from ..settings import Settings
from .bodies import read
from .inputs import Input

# So many answers for each child may wait for that of a page before them: while one hangs for ten seconds the others go
# on for a while. An answer has about 10 kB.
AHEAD = 100


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of all pages, but for the address of one that has its own; ``limit`` is the most bytes of each."""

    url: str | None
    content_type: str | None
    fetched_at: datetime | None
    limit: int


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a page: an answer, or the problem that it has instead."""

    page: Input
    found: Outcome


def here(pages: Iterable[Input], known: Known, cleaner: Cleaner) -> Generator[Result, None, None]:
    """What becomes of each of ``pages`` in this process, where none can be killed."""
    work = _Work(Inline(cleaner), known)
    yield from map(work, pages)


def apart(
    pages: Iterable[Input], known: Known, cleaner: Cleaner, settings: Settings, jobs: int
) -> Generator[Result, None, None]:
    """What becomes of each of ``pages``, in their order, by ``jobs`` processes that are killed where a page needs it.

    Closed, it ends them.
    """
    from ..isolation.abreast import abreast
    from ..isolation.pool import Pool

    # No quarantine: each page is in a file already.
    with Pool(cleaner, replace(settings, children=jobs, quarantine_dir="")) as pool:
        results = abreast(pages, _Work(pool, known), jobs, AHEAD * jobs)
        with closing(results):
            yield from results


class _Work:
    """Reads and cleans a page; raises nothing."""

    def __init__(self, cleaning: Cleaning, known: Known) -> None:
        self._cleaning = cleaning
        self._known = known

    def __call__(self, page: Input) -> Result:
        known = self._known
        page = replace(page, url=page.url or known.url)
        try:
            if page.problem is not None:
                raise page.problem
            body = read(page.file, known.limit)
        except RequestError as error:
            return Result(page, error)
        except Exception as error:
            return Result(page, unforeseen(error))
        raw = RawPage(body, page.url, known.content_type, known.fetched_at)
        return Result(page, outcome(self._cleaning, raw))

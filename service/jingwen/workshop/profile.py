"""Where the time of cleaning goes: the CPU time of each stage, over many pages: ``jingwen profile``.

The stages are those of the metric ``jingwen_stage_seconds_total``: both listen to ``on_stage``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from ..cleaner import Cleaner
from ..errors import EmptyBody
from ..stopwatch import Stopwatch

TEXT = ".txt"


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: its CPU time over all pages in seconds, that of a page on average, and its share of the whole."""

    name: str
    total: float
    mean: float
    share: float


@dataclass(frozen=True, slots=True)
class Profile:
    """The stages in the order of the pipeline, and how many pages they are of."""

    pages: int
    stages: tuple[Stage, ...]

    @property
    def total(self) -> float:
        """The CPU time of all stages over all pages, in seconds."""
        return sum(stage.total for stage in self.stages)


def profile(cleaner: Cleaner, bodies: Iterable[tuple[bytes, str | None]], rounds: int = 1) -> Profile:
    """The time of each stage over ``bodies`` (bytes, and the Content-Type where it is known), the mean of ``rounds``.

    Every page is cleaned once beforehand: what is loaded or compiled at its first use is not counted. Empty pages are
    passed over.
    """
    pages = [page for page in bodies if _cleaned(cleaner, *page)]
    watch = Stopwatch(process_time)
    for _ in range(rounds):
        for body, content_type in pages:
            cleaner.clean(body, content_type=content_type, on_stage=watch)
    seconds: dict[str, float] = {}
    for name, spent in watch.stages:
        seconds[name] = seconds.get(name, 0.0) + spent / rounds
    whole = sum(seconds.values())
    stages = (Stage(name, value, value / len(pages), value / whole) for name, value in seconds.items())
    return Profile(len(pages), tuple(stages))


def read_pages(directory: Path) -> Iterator[tuple[bytes, str | None]]:
    """The files in ``directory``, by name; ``.txt`` is a text dump, of the rest the page itself tells."""
    for path in sorted(directory.iterdir()):
        if path.is_file() and not path.name.startswith("."):
            yield path.read_bytes(), "text/plain; charset=utf-8" if path.suffix == TEXT else None


def _cleaned(cleaner: Cleaner, body: bytes, content_type: str | None) -> bool:
    try:
        cleaner.clean(body, content_type=content_type)
    except EmptyBody:
        return False
    return True

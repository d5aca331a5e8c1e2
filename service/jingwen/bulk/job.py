"""A job: what is to be done with which inputs, the same for the run on this machine and for each task of a cluster."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from ..cleaner import Cleaner
from ..settings import Settings
from ..version import VERSION
from .columns import chosen, plain
from .inputs import sources
from .run import Heard, Input, Share, clean_all, nobody, pool
from .segments import Plan, Segments
from .source import Source
from .tally import Tally
from .wanted import wanted


@dataclass(frozen=True)
class Job:
    """What is to be done. It can be pickled, and given the same inputs it is the same wherever it is done.

    ``inputs`` are addresses, ``named`` says which member of a line or column of a table holds what (see
    ``inputs.sources``), ``output`` is the path of the file that comes of it, ``columns`` are those of its rows and
    ``where`` the conditions that they meet. The constructor raises ``InvalidOption`` for columns and conditions that
    do not exist.
    """

    inputs: tuple[str, ...]
    output: str
    cleaner: Cleaner
    settings: Settings = field(default_factory=Settings)
    columns: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    named: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "columns", chosen(self.columns))
        wanted(self.where)

    def sources(self) -> Sequence[Source]:
        """What the inputs are. Raises ``InvalidOption`` for one that cannot be read at all."""
        return sources(self.inputs, columns=self.named, limit=self.settings.max_page_bytes, output=self.output)

    def begin(self, found: Sequence[Source], resume: bool = False, overwrite: bool = False) -> None:
        """Makes place for the rows of what was ``found`` in the inputs, or with ``resume`` takes up a run that was
        broken off; see :meth:`Segments.begin`."""
        plan = Plan(
            inputs=tuple((plain(source.name), source.size) for source in found),
            columns=self.columns,
            asked={"where": list(self.where), "named": dict(self.named), **self._options()},
            version={"jingwen": VERSION, "rules": self.cleaner.rules.version},
        )
        self.segments.begin(plan, resume, overwrite)

    def do(self, found: Sequence[Input], share: Share, jobs: int, heard: Heard = nobody) -> None:
        """Writes a row for each record of the ``share`` that has none yet, ``jobs`` at a time; ``heard`` hears of each.

        Broken off by an exception it leaves all rows that were done.
        """
        records = share.records(found, self.segments.done(but=share.unread(found)))
        with (
            pool(self.cleaner, self.settings, jobs) as cleaning,
            self.segments.writer(self.columns, wanted(self.where)) as writer,
        ):
            clean_all(records, writer, cleaning, jobs, heard)

    def finish(self, found: Sequence[Source]) -> tuple[Tally, int]:
        """Makes the output of all rows; gives their counts, over all tasks and runs, and how many are written."""
        return self.segments.join([plain(source.name) for source in found], self.columns)

    @property
    def segments(self) -> Segments:
        """Where the rows are gathered."""
        return Segments(self.output)

    def _options(self) -> dict[str, Any]:
        options = self.cleaner.options
        return {each.name: getattr(options, each.name) for each in fields(options)}

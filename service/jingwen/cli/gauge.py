"""How far a run over archives is: a bar on a terminal, a line now and then elsewhere, metrics for whoever asks."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Any

from ..bulk.record import Record
from ..bulk.source import Source
from ..bulk.tally import Tally
from ..isolation.outcome import Outcome
from .console import complain

if TYPE_CHECKING:
    from wsgiref.simple_server import WSGIServer

    from tqdm import tqdm

    from ..bulk.metrics import RunMetrics

BAR = "{percentage:3.0f}%|{bar}|{postfix} [{elapsed}<{remaining}]"
BAR_WITHOUT_END = "{postfix} [{elapsed}]"
# How often the bar is drawn, and a line is written where there is no terminal, in seconds.
DRAWN_EVERY, SAID_EVERY = 0.1, 30.0


class Gauge:
    """Counts rows, those of ``tally`` that were done before among them; to be used by ``with``.

    The bar, where ``shown``, is of the inputs' bytes: how many rows there are is known when all are read; elsewhere a
    line says the same. On
    ``metrics_port`` of ``host`` the counts are there for Prometheus. Raises ``InvalidOption`` where that cannot be had.
    """

    def __init__(
        self, sources: Sequence[Source], tally: Tally, shown: bool, metrics_port: int | None = None, host: str = ""
    ) -> None:
        self.tally = tally
        self._sources = sources
        sizes = [source.size for source in sources]
        self._total = None if None in sizes else sum(size or 0 for size in sizes)
        self._shown, self._every = shown, DRAWN_EVERY if shown else SAID_EVERY
        self._port, self._host = metrics_port, host
        self._bar: tqdm[Any] | None = None
        self._server: WSGIServer | None = None
        self._metrics: RunMetrics | None = None
        self._began = self._drawn = monotonic()
        self._rows = 0  # in this run

    def __enter__(self) -> Gauge:
        if self._port is not None:
            from ..bulk.metrics import RunMetrics  # prometheus_client takes 50 ms to come

            self._metrics = RunMetrics(self.tally.statuses, self.tally.problems)
            self._server = self._metrics.serve(self._port, self._host)
        if self._shown:
            from tqdm import tqdm

            form = BAR if self._total else BAR_WITHOUT_END
            self._bar = tqdm(total=self._total, file=sys.stderr, dynamic_ncols=True, leave=False, bar_format=form)
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.close()
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()

    @property
    def port(self) -> int:
        """The port of the metrics; 0 where they are not served."""
        return self._server.server_port if self._server is not None else 0

    def heard(self, record: Record, found: Outcome) -> None:
        """One row more."""
        self._rows += 1
        self.tally.count(record, found)
        if self._metrics is not None:
            self._metrics.count(found)
        now = monotonic()
        if now >= self._drawn + self._every:
            self._drawn = now
            self._tell(self._rows / (now - self._began), sum(source.position for source in self._sources))

    def _tell(self, speed: float, read: int) -> None:
        told = f"{self.tally.rows:,} rows, {speed:.0f} pages/s, {self.tally.failed:,} failed"
        if self._bar is None:
            complain(f"{told}, {read / self._total:.0%} of the inputs read" if self._total else told)
            return
        self._bar.n = read
        self._bar.set_postfix_str(told, False)
        self._bar.refresh()

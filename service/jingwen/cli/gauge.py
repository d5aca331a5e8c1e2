"""How far a run over archives is: a bar on a terminal, and metrics for whoever asks."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Any

from ..bulk.record import Record
from ..bulk.source import Source
from ..bulk.tally import Tally
from ..errors import InvalidOption
from ..isolation.outcome import Outcome

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry
    from tqdm import tqdm

BAR = "{percentage:3.0f}%|{bar}|{postfix} [{elapsed}<{remaining}]"
BAR_WITHOUT_END = "{postfix} [{elapsed}]"
EVERY = 0.1  # seconds


class Gauge:
    """Counts rows, those of ``tally`` that were done before among them; to be used by ``with``.

    The bar, where ``shown``, is of the inputs' bytes: how many rows there are is known when all are read. On
    ``metrics_port`` of ``host`` the counts are there for Prometheus. Raises ``InvalidOption`` where that cannot be had.
    """

    def __init__(
        self, sources: Sequence[Source], tally: Tally, shown: bool, metrics_port: int | None = None, host: str = ""
    ) -> None:
        self.tally = tally
        self._sources = sources
        sizes = [source.size for source in sources]
        self._total = None if None in sizes else sum(size or 0 for size in sizes)
        self._shown = shown
        self._port, self._host = metrics_port, host
        self._bar: tqdm[Any] | None = None
        self._server: Any = None
        self._metrics: _Metrics | None = None
        self._began = self._drawn = monotonic()
        self._rows = 0  # in this run

    def __enter__(self) -> Gauge:
        if self._port is not None:
            self._metrics = _Metrics(self.tally)
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
        """The port of the metrics."""
        return int(self._server.server_port)

    def heard(self, record: Record, found: Outcome) -> None:
        """One row more."""
        self._rows += 1
        self.tally.count(record, found)
        if self._metrics is not None:
            self._metrics.count(found)
        now = monotonic()
        if self._bar is None or now < self._drawn + EVERY:
            return
        self._drawn = now
        self._bar.n = sum(source.position for source in self._sources)
        speed = self._rows / (now - self._began)
        self._bar.set_postfix_str(f"{self.tally.rows:,} rows, {speed:.0f} pages/s, {self.tally.failed:,} failed", False)
        self._bar.refresh()


class _Metrics:
    """The counts, for Prometheus."""

    def __init__(self, before: Tally) -> None:
        from prometheus_client import CollectorRegistry, Counter

        self._registry: CollectorRegistry = CollectorRegistry()
        self._rows = Counter("jingwen_batch_rows", "Rows by status", ["status"], registry=self._registry)
        self._problems = Counter(
            "jingwen_batch_problems", "Failed rows by problem", ["problem"], registry=self._registry
        )
        for status, number in before.statuses.items():
            self._rows.labels(status).inc(number)
        for problem, number in before.problems.items():
            self._problems.labels(problem).inc(number)

    def count(self, found: Outcome) -> None:
        if isinstance(found, Exception):
            self._rows.labels("failed").inc()
            self._problems.labels(found.slug).inc()
        else:
            self._rows.labels(found.facts.status).inc()

    def serve(self, port: int, host: str) -> Any:
        from prometheus_client import start_http_server

        try:
            server, _ = start_http_server(port, addr=host, registry=self._registry)
        except OSError as error:
            raise InvalidOption(
                f"--metrics-port is {port}: {error.strerror}; expected a port that is free on {host}",
                option="metrics_port",
            ) from None
        return server

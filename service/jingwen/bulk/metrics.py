"""The counts of a run over archives, served for Prometheus while it lasts."""

from __future__ import annotations

from collections.abc import Mapping
from wsgiref.simple_server import WSGIServer

from prometheus_client import CollectorRegistry, Counter, start_http_server

from ..errors import InvalidOption, RequestError
from ..isolation.outcome import Outcome


class RunMetrics:
    """Rows by ``statuses`` and failed ones by ``problems``, of which there may be some from before."""

    def __init__(self, statuses: Mapping[str, int], problems: Mapping[str, int]) -> None:
        self._registry = CollectorRegistry()
        self._rows = Counter("jingwen_batch_rows", "Rows by status.", ["status"], registry=self._registry)
        self._problems = Counter("jingwen_batch_problems", "Failed rows.", ["problem"], registry=self._registry)
        for status, number in statuses.items():
            self._rows.labels(status).inc(number)
        for problem, number in problems.items():
            self._problems.labels(problem).inc(number)

    def count(self, found: Outcome) -> None:
        """One row more."""
        if isinstance(found, RequestError):
            self._rows.labels("failed").inc()
            self._problems.labels(found.slug).inc()
        else:
            self._rows.labels(found.facts.status).inc()

    def serve(self, port: int, host: str) -> WSGIServer:
        """Serves them on ``port`` of ``host`` (0: any that is free) until the server is shut down.

        Raises ``InvalidOption`` where that cannot be had.
        """
        try:
            server, _ = start_http_server(port, addr=host, registry=self._registry)
        except OSError as error:
            raise InvalidOption(
                f"--metrics-port is {port}: {error.strerror}; expected a port that is free on {host}",
                option="metrics_port",
            ) from None
        return server

"""One JSON line for each request, and what is known of a request until then.

A line never holds a page's text, a query or a full address: not in a field, and not in a failure's message either.
"""

from __future__ import annotations

import logging
import os
import re
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from time import perf_counter
from typing import TextIO, cast

import orjson
from flask import Request, Response, g, has_request_context

from .faults import tell

LOGGER = logging.getLogger("jingwen.web")
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,128}")
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


@dataclass(slots=True)
class Trace:
    """What is known of the request under way; each room adds what it learns.

    ``outcome`` is an article's status or a problem's slug, ``input`` the form that the page came in, ``bytes_in`` the
    body as sent, ``rule`` the rule file that fitted.
    """

    request_id: str
    began: float
    outcome: str | None = None
    input: str | None = None
    bytes_in: int = 0
    rule: str | None = None

    @property
    def seconds(self) -> float:
        """How long the request has taken so far."""
        return perf_counter() - self.began


def begin(request: Request) -> Trace:
    """Start the trace of ``request``, under the caller's X-Request-Id where it has a usable one."""
    given = request.headers.get("X-Request-Id", "")
    trace = Trace(given if REQUEST_ID.fullmatch(given) else os.urandom(16).hex(), perf_counter())
    g.trace = trace
    return trace


def trace() -> Trace:
    """The trace of the request under way."""
    return cast(Trace, g.trace)


def request_line(request: Request, response: Response, told: Trace) -> None:
    """Log the line of a request that has been answered, with what is ``told`` of it."""
    level = logging.ERROR if response.status_code >= 500 else logging.INFO
    LOGGER.log(
        level,
        "request",
        extra={
            "fields": {
                "request_id": told.request_id,
                "method": request.method if request.method in METHODS else "other",
                "route": request.url_rule.rule if request.url_rule else None,
                "status": response.status_code,
                "outcome": told.outcome,
                "input": told.input,
                "bytes_in": told.bytes_in,
                "seconds": round(told.seconds, 6),
                "rule": told.rule,
            }
        },
    )


def failure(error: Exception) -> None:
    """Log where ``error`` was raised, by type and frames: its message may quote the page."""
    event("failure", level="error", **tell(error))


def event(name: str, *, level: str = "warning", **fields: object) -> None:
    """Log that ``name`` happened, with the request under way, if one is."""
    if has_request_context():
        fields = {"request_id": trace().request_id, **fields}
    LOGGER.log(logging.getLevelNamesMapping()[level.upper()], name, extra={"fields": fields})


class JsonLines(logging.Formatter):
    """A log record as one line of JSON: ``ts`` (UTC), ``level``, ``event``, then the record's own fields."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        line: dict[str, object] = {
            "ts": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        return orjson.dumps(line).decode()


class _Stdout(logging.StreamHandler[TextIO]):
    """Writes to whatever ``sys.stdout`` is at the time, as a test or a supervisor may put another in its place."""

    def emit(self, record: logging.LogRecord) -> None:
        self.stream = sys.stdout
        super().emit(record)


def configure(level: str) -> None:
    """Send the service's lines of at least ``level`` to standard output, once however often it is called."""
    # Which line of code logs is told by no line of ours or gunicorn's, and not looked for (Python's logging HOWTO,
    # "Optimization").
    logging._srcfile = None
    handler = _Stdout(sys.stdout)
    handler.setFormatter(JsonLines())
    LOGGER.handlers = [handler]
    LOGGER.setLevel(level.upper())
    LOGGER.propagate = False

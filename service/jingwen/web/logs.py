"""One JSON line for each request, and what is known of a request until then; the lines of gunicorn in the same form.

A line never holds a page's text, a query or a full address: not in a field, and not in a failure's message either.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import RLock
from time import perf_counter
from typing import TYPE_CHECKING, cast

import orjson
from flask import g, has_request_context

from ..isolation.answer import Stages
from ..isolation.faults import tell

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import Span

LOGGER = logging.getLogger("jingwen.web")  # holds the level
LEVELS = {name.lower(): number for name, number in logging.getLevelNamesMapping().items()}
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,128}")
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
PROBES = ("/livez", "/readyz", "/metrics")
# gunicorn quotes what it cannot read, which is a page where a caller sent a wrong length before it.
QUOTED = re.compile(r"(Invalid request from ip=\S+: [A-Za-z .]*).*", re.DOTALL)
QUERY = re.compile(r"\?\S+")
_ONE_AT_A_TIME = RLock()


@dataclass(slots=True)
class Trace:
    """What is known of the request under way; each room adds what it learns.

    ``outcome`` is an article's status or a problem's slug, ``input`` the form that the page came in, ``bytes_in`` the
    body as sent, ``rule`` the rule file that fitted, ``over`` the limit that was the reason to refuse it; ``route`` is
    the path as the service has it, ``status`` that of the answer, ``lines`` how many of a stream were answered.
    ``stages`` are those of the page, ``cleaned`` the seconds until it was; ``span`` and ``trace_id`` are those of
    OpenTelemetry, where it is told of requests.
    """

    request_id: str
    began: float
    outcome: str | None = None
    input: str | None = None
    bytes_in: int = 0
    rule: str | None = None
    over: str | None = None
    route: str | None = None
    status: int = 0
    lines: int | None = None
    stages: Stages = ()
    cleaned: float = 0.0
    span: Span | None = None
    trace_id: str | None = None

    @property
    def seconds(self) -> float:
        """How long the request has taken so far."""
        return perf_counter() - self.began

    @property
    def ids(self) -> dict[str, str]:
        """What finds the request again: in the log, at its caller, among traces."""
        return {"request_id": self.request_id} | ({} if self.trace_id is None else {"trace_id": self.trace_id})


def begin(given: str) -> Trace:
    """Start the trace of a request, under the caller's X-Request-Id where the ``given`` one is usable."""
    told = g.trace = Trace(given if REQUEST_ID.fullmatch(given) else os.urandom(16).hex(), perf_counter())
    return told


def trace() -> Trace:
    """The trace of the request under way."""
    return cast(Trace, g.trace)


def request_line(method: str, told: Trace) -> None:
    """Log the line of a request that has been answered, with what is ``told`` of it."""
    probed = told.route in PROBES and told.status < 400
    _write(
        "error" if told.status >= 500 else "debug" if probed else "info",
        "request",
        {
            **told.ids,
            "method": method if method in METHODS else "other",
            "route": told.route,
            "status": told.status,
            "outcome": told.outcome,
            "input": told.input,
            "bytes_in": told.bytes_in,
            "seconds": round(told.seconds, 6),
            "rule": told.rule,
            "lines": told.lines,
        },
    )


def failure(error: Exception) -> None:
    """Log where ``error`` was raised, by type and frames: its message may quote the page."""
    event("failure", level="error", **tell(error))


def event(name: str, *, level: str = "warning", **fields: object) -> None:
    """Log that ``name`` happened, with the request under way, if one is."""
    if has_request_context() and "trace" in g:
        fields = {**trace().ids, **fields}
    _write(level, name, fields)


def configure(level: str) -> None:
    """Write the service's lines of at least ``level`` to standard output."""
    LOGGER.setLevel(level.upper())


def _write(level: str, event: str, fields: Mapping[str, object]) -> None:
    """Write one line of JSON: ``ts`` (UTC), ``level``, ``event``, then the ``fields``.

    Not by a handler: a record also finds out its thread, process and module, which takes several times as long as the
    line, once a page.
    """
    if not LOGGER.isEnabledFor(LEVELS[level]):
        return
    _put(line(level, event, fields))


def _put(text: str) -> None:
    try:
        with _ONE_AT_A_TIME:
            # whatever it is at the time: a test or a supervisor may put another in its place
            sys.stdout.write(text + "\n")
            sys.stdout.flush()
    except (OSError, ValueError):  # nobody reads it any more, which is no reason to fail the page
        pass


def line(level: str, event: str, fields: Mapping[str, object]) -> str:
    """One line of JSON, without its end."""
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    members = {"ts": now, "level": level, "event": event, **fields}
    try:
        return orjson.dumps(members).decode()
    except TypeError:  # the name of a file need not be Unicode
        return json.dumps(members, default=str)


class Others(logging.Handler):
    """The lines of others: gunicorn's and Python's warnings with their message, a library's by where it was logged."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write the line for ``record``."""
        level = "error" if record.levelno > logging.ERROR else record.levelname.lower()
        room = record.name.partition(".")[0]
        failure = record.exc_info[1] if record.exc_info else None
        raised = {} if failure is None else dict(tell(failure))
        if room not in TELLING:
            place = f"{record.filename}:{record.lineno} {record.funcName}"
            _put(line(level, "library", {"logger": record.name, "at": place, **raised}))
            return
        message = QUERY.sub("?…", QUOTED.sub(r"\1…", record.getMessage()))
        _put(line(level, TELLING[room], {"message": message, "pid": record.process, **raised}))


TELLING = {"gunicorn": "gunicorn", "py": "warning"}


def server_config(level: str) -> dict[str, object]:
    """What gunicorn's ``logconfig_dict`` takes, to have its lines, and all others, in the form of the service's own.

    Its lines of ``debug`` tell of nothing that one could act on, and quote what they please: they are left out.
    """
    least = "INFO" if level == "debug" else level.upper()
    own = {"level": least, "handlers": ["log"], "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "root": {"level": "WARNING", "handlers": ["log"]},
        # gunicorn writes a line for each request where it is configured in this way, whatever its accesslog says.
        "loggers": {
            "gunicorn.error": own,
            "gunicorn.access": {"level": "CRITICAL", "handlers": [], "propagate": False},
        },
        "handlers": {"log": {"()": Others}},
    }


def cannot_start(reason: str) -> str:
    """The line that says why the service does not start: for a person at a terminal, or else for who reads the log."""
    if sys.stderr.isatty():
        return f"jingwen cannot start: {reason}"
    return line("error", "cannot_start", {"error": reason})

"""One JSON line for each request, and what is known of a request until then.

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
from threading import Lock
from time import perf_counter
from typing import cast

import orjson
from flask import g, has_request_context

from ..isolation.faults import tell

LOGGER = logging.getLogger("jingwen.web")  # holds the level
LEVELS = {name.lower(): number for name, number in logging.getLevelNamesMapping().items()}
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,128}")
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_ONE_AT_A_TIME = Lock()


@dataclass(slots=True)
class Trace:
    """What is known of the request under way; each room adds what it learns.

    ``outcome`` is an article's status or a problem's slug, ``input`` the form that the page came in, ``bytes_in`` the
    body as sent, ``rule`` the rule file that fitted, ``over`` the limit that was the reason to refuse it; ``route`` is
    the path as the service has it, ``status`` that of the answer, ``lines`` how many of a stream were answered.
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

    @property
    def seconds(self) -> float:
        """How long the request has taken so far."""
        return perf_counter() - self.began


def begin(given: str) -> Trace:
    """Start the trace of a request, under the caller's X-Request-Id where the ``given`` one is usable."""
    told = g.trace = Trace(given if REQUEST_ID.fullmatch(given) else os.urandom(16).hex(), perf_counter())
    return told


def trace() -> Trace:
    """The trace of the request under way."""
    return cast(Trace, g.trace)


def request_line(method: str, told: Trace) -> None:
    """Log the line of a request that has been answered, with what is ``told`` of it."""
    _write(
        "error" if told.status >= 500 else "info",
        "request",
        {
            "request_id": told.request_id,
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
        fields = {"request_id": trace().request_id, **fields}
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
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    line = {"ts": now, "level": level, "event": event, **fields}
    try:
        text = orjson.dumps(line).decode()
    except TypeError:  # the name of a file need not be Unicode
        text = json.dumps(line, default=str)
    try:
        with _ONE_AT_A_TIME:
            # whatever it is at the time: a test or a supervisor may put another in its place
            sys.stdout.write(text + "\n")
            sys.stdout.flush()
    except (OSError, ValueError):  # nobody reads it any more, which is no reason to fail the page
        pass

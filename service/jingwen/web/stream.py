"""A stream of pages: one JSON object a line comes in, one goes out, in the same order, while others still come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from threading import TIMEOUT_MAX
from time import perf_counter
from typing import Any

import orjson
from flask import stream_with_context

from ..errors import NotReady, RequestError
from ..isolation.abreast import abreast
from ..processors import processors
from . import intake, problems
from .logs import Trace
from .service import Service

MEDIA_TYPE = "application/x-ndjson"
# How many lines may have been taken whose answers the caller has not read yet: enough for the others to go on beside a
# page that hangs, and few enough to be held.
AHEAD = 16


def answers(
    parts: Service,
    trace: Trace,
    lines: Iterable[bytes | RequestError],
    asked: Mapping[str, Any],
    summary: bool,
    place: AbstractContextManager[object],
) -> Iterator[bytes]:
    """An answer for each of ``lines``, as a line; ``asked`` holds for all of them.

    A line that cannot be answered gets its problem in its place, and the others go on. ``summary`` adds a line that
    counts them. ``place`` is left at the end.
    """
    stream = _Stream(parts, trace, asked)
    # More children at once than there are processors would only take their turns at them.
    hands = min(parts.settings.children, processors())

    def answered() -> Iterator[bytes]:
        with place:
            yield from stream.run(lines, hands, summary)

    return stream_with_context(answered())


class _Stream:
    def __init__(self, parts: Service, trace: Trace, asked: Mapping[str, Any]) -> None:
        self._parts = parts
        self._trace = trace
        self._asked = asked
        self._outcomes: Counter[str] = Counter()

    def run(self, lines: Iterable[bytes | RequestError], hands: int, summary: bool) -> Iterator[bytes]:
        self._trace.lines, self._trace.outcome = 0, "abandoned"
        for outcome, answer in abreast(enumerate(self._open(lines), 1), self._answer, hands, AHEAD):
            self._trace.lines += 1
            self._outcomes[outcome] += 1
            yield answer
        if summary:
            yield orjson.dumps({"summary": {"lines": self._trace.lines, "outcomes": self._outcomes}}) + b"\n"
        self._trace.outcome = "answered"

    def _open(self, lines: Iterable[bytes | RequestError]) -> Iterator[bytes | RequestError]:
        """``lines``, until the process is to end: then one more, to say so."""
        for line in lines:
            if self._parts.draining or not self._parts.alive():
                yield NotReady("the service is stopping; send this line, and those after it, again")
                return
            if isinstance(line, bytes):
                self._trace.bytes_in += len(line)
            yield line

    def _answer(self, numbered: tuple[int, bytes | RequestError]) -> tuple[str, bytes]:
        """The outcome of a line, and the line that answers it."""
        number, line = numbered
        began, given = perf_counter(), None
        try:
            if isinstance(line, RequestError):
                raise line
            given, document = intake.line_object(line)
            submission = intake.from_line(document, self._asked, self._parts.settings.max_pages)
            answer = self._parts.clean(submission, TIMEOUT_MAX)
            outcome, body = answer.facts.status, answer.body
        except Exception as error:
            problem = problems.of(error)
            if problem.over is not None:
                self._parts.metrics.over(problem.over)
            outcome = problem.slug
            body = orjson.dumps(problem.members(self._trace.request_id) | {"line": number})
        self._parts.metrics.answered(outcome, intake.STREAMED, perf_counter() - began)
        return outcome, (body if given is None else b'{"id":%b,%b' % (orjson.dumps(given), body[1:])) + b"\n"

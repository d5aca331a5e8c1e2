"""What the routes work with: one record for each application, reached through the request under way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, TypeVar, cast

from flask import Flask, current_app, request

from ..cleaner import Cleaner
from ..errors import AnswerTooLarge, NoArticle, Overloaded
from ..isolation.answer import Answer, Cleaning
from ..settings import Settings
from ..workshop.tried import tried
from . import intake, logs, wire
from .intake import Submission
from .metrics import Metrics
from .traces import Tracer

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

T = TypeVar("T")

NAME = "jingwen"  # the application's name, and the record's place in its extensions


class Admission:
    """A place for each of ``most`` requests: one more is turned away before its body is read."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._under_way = 0
        self._lock = Lock()

    @contextmanager
    def place(self) -> Iterator[None]:
        """Holds a place for as long as the block takes. Raises ``Overloaded`` at once where none is left."""
        self.enter()
        try:
            yield
        finally:
            self.leave()

    def enter(self) -> None:
        """Take a place, to be given back by ``leave``. Raises ``Overloaded`` at once where none is left."""
        with self._lock:
            if self._under_way >= self._most:
                raise Overloaded(
                    f"{self._most} requests are under way or waiting in this worker; send it again after the seconds "
                    "in Retry-After, or raise JINGWEN_QUEUE",
                    limit=self._most,
                    limit_name="queue",
                )
            self._under_way += 1

    def leave(self) -> None:
        """Give a place back."""
        with self._lock:
            self._under_way -= 1


@dataclass(slots=True)
class Service:
    """An application's parts.

    ``cleaner`` holds the rules; ``pool`` is who cleans with them. ``draining`` is true once the process has been told
    to stop: a plain flag, as it is set in a signal handler, where waiting for a lock could wait for ever. ``alive``
    says whether the process goes on: a worker that is replaced does not, though the service does. ``playground`` has
    the files of the page at ``/``, or none where there is no such page. ``tracer`` tells OpenTelemetry of requests,
    where that is asked for.
    """

    settings: Settings
    cleaner: Cleaner
    pool: Cleaning
    admission: Admission
    metrics: Metrics
    openapi: bytes
    playground: Mapping[str, bytes] = field(default_factory=dict)
    tracer: Tracer | None = None
    draining: bool = False
    alive: Callable[[], bool] = lambda: True

    def clean(self, submission: Submission, patience: float | None = None) -> Answer:
        """The counted answer to what a caller has sent, who waits so many seconds for a turn.

        Raises the ``RequestError`` that says why there is none, and a ``Fault`` for an error in the code.
        """
        answer = self.pool.clean(submission.pages, submission.options, patience)
        self.metrics.page(sum(len(page.body) for page in submission.pages), answer)
        status = answer.facts.status
        if submission.strict and status != "article":
            raise NoArticle.of(status)
        return self._held(answer)

    def tried(self, submission: Submission, rule: str) -> Answer:
        """What the text of a ``rule`` makes of the page that a caller has sent. It is counted as a request, but not
        among the pages: they are those that somebody wants the article of.

        Raises what ``clean`` raises.
        """
        return self._held(self.pool.clean(submission.pages, submission.options, work=partial(tried, rule)))

    def _held(self, answer: Answer) -> Answer:
        limit = self.settings.max_answer_bytes
        if len(answer.body) > limit:  # in it each block may stand twice
            raise AnswerTooLarge(
                f"the answer would have {len(answer.body)} bytes; the limit is {limit} (max_answer_bytes). Leave "
                "explain out, or raise JINGWEN_MAX_ANSWER_BYTES",
                limit_name="max_answer_bytes",
                limit=limit,
                got=len(answer.body),
            )
        return answer


def of(app: Flask) -> Service:
    """The parts of ``app``."""
    return cast(Service, app.extensions[NAME])


def service() -> Service:
    """The parts of the application that answers the request under way."""
    return of(current_app)


@contextmanager
def received(take: Callable[[WSGIEnvironment, bytes, Settings], T]) -> Iterator[T]:
    """What ``take`` makes of the request under way and its body, which holds a place for as long as the block takes.

    Raises the ``RequestError`` that says why it cannot be used.
    """
    parts, trace = service(), logs.trace()
    trace.input = intake.input_of(request.environ)
    with parts.admission.place():
        caller = request.environ.get("gunicorn.socket")
        if caller is not None:  # it blocks, without an end
            caller.settimeout(parts.settings.read_timeout)
        body = wire.read(request.stream, request.content_length, parts.settings.max_wire_bytes)
        trace.bytes_in = len(body)
        yield take(request.environ, body, parts.settings)


def cleaned(submission: Submission) -> Answer:
    """The answer to the page of the request under way, whose trace it goes into. Raises as ``Service.clean`` does."""
    answer, trace = service().clean(submission), logs.trace()
    trace.rule, trace.outcome = answer.facts.rule, answer.facts.status
    trace.stages, trace.cleaned = answer.stages, trace.seconds
    return answer

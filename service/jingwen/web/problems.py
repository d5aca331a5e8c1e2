"""Failures as answers: RFC 9457 ``application/problem+json``, each with a type that never changes.

A problem says what was got, what was expected and what to do. It never holds a stack trace or a page's text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import orjson
from flask import Response, request
from werkzeug.exceptions import HTTPException

from ..errors import (
    TYPE_PREFIX,
    NoChild,
    OverLimit,
    Overloaded,
    RequestError,
    Unauthorized,
    UnknownEncoding,
    UnsupportedMediaType,
    UnsupportedStreamType,
)
from ..reading import codings
from ..settings import COMPAT, PREFIX
from . import logs, wire

MEDIA_TYPE = "application/problem+json"

# A page takes a few milliseconds: after a second there is room again, unless the load lasts.
RETRY_AFTER = "1"
# RFC 7694 and RFC 9110: an answer to a refused coding, type or caller names what would do.
HEADERS: Mapping[type[RequestError], Mapping[str, str]] = {
    Unauthorized: {"WWW-Authenticate": "Bearer"},
    NoChild: {"Retry-After": RETRY_AFTER},
    Overloaded: {"Retry-After": RETRY_AFTER},
    UnknownEncoding: {"Accept-Encoding": codings.ACCEPTED},
    UnsupportedMediaType: {"Accept-Post": ", ".join(wire.ACCEPTED_TYPES)},
    UnsupportedStreamType: {"Accept-Post": ", ".join(wire.STREAM_TYPES)},
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One failure: ``slug`` is the end of its ``type``, ``facts`` are further members, such as the limit; ``over`` is
    the limit that was the reason to refuse something, if one was."""

    slug: str
    status: int
    title: str
    detail: str
    facts: Mapping[str, str | float] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    over: str | None = None

    def members(self, request_id: str) -> dict[str, str | float]:
        """The problem as an object, with the id of the request that it is about."""
        return {
            "type": TYPE_PREFIX + self.slug,
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            **self.facts,
            "request_id": request_id,
        }

    def response(self, content: str | bytes | None = None, media_type: str = MEDIA_TYPE) -> Response:
        """The answer to the request under way, with its request id; ``content`` stands in for the object."""
        trace = logs.trace()
        trace.outcome, trace.over = self.slug, self.over
        told = orjson.dumps(self.members(trace.request_id)) if content is None else content
        return Response(told, self.status, self.headers, mimetype=media_type)


NOT_FOUND = Problem("not-found", 404, "There is nothing here", "no such path; GET / lists those that exist")
METRICS_PORT = Problem(
    "not-found",
    404,
    "There is nothing here",
    "this port has /metrics, /livez and /readyz alone; all else is on the service's own port",
)
INTERNAL = Problem(
    "internal-error",
    500,
    "The service failed",
    "this page could not be cleaned because of a fault in the service; report it with the request id",
)


def not_found() -> Problem:
    """That the path of the request under way does not exist."""
    for api, path in COMPAT.items():
        if request.path.rstrip("/") == path:
            return replace(
                NOT_FOUND, detail=f"{path} is off; start the service with {api} in {PREFIX}COMPAT to have it"
            )
    return replace(NOT_FOUND, detail=f"there is no path {request.path[:100]!r}; GET / lists those that exist")


def of(error: Exception) -> Problem:
    """What is said of ``error``; one that nobody foresaw is logged."""
    if isinstance(error, RequestError):
        over = str(error.facts["limit_name"]) if isinstance(error, OverLimit) else None
        headers = HEADERS.get(type(error), {})
        return Problem(error.slug, error.status, error.title, str(error), error.facts, headers, over)
    if isinstance(error, HTTPException):
        return _http_problem(error)
    logs.failure(error)
    return INTERNAL


def _http_problem(error: HTTPException) -> Problem:
    """Flask's own failures, above all paths and methods that do not exist."""
    if error.code == 404:
        return not_found()
    if error.code == 405:
        allowed = error.get_headers(None, None)
        methods = dict(allowed).get("Allow", "")
        return Problem(
            "method-not-allowed",
            405,
            "The method is not supported here",
            f"{request.path[:100]!r} does not take {request.method[:40]}; it takes {methods}",
            headers={"Allow": methods},
        )
    status = error.code or 500
    return Problem(
        "invalid-request" if status < 500 else "internal-error",
        status,
        error.name,
        "the request is not one that this service understands; see /openapi.yaml",
    )

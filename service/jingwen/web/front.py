"""What stands before Flask: what all requests have in common, and the way that a page takes.

Each request is traced, counted and logged, and its answer carries its id and the ``SECURITY_HEADERS``. A page does not
go through Flask, whose way to a view is a quarter of what HTTP adds to a page, and of which a page needs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hmac import compare_digest
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from ..errors import Unauthorized
from . import logs, problems
from .routes import CLEAN, clean
from .service import Service

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

# An orchestrator asks these, and has no token.
OPEN_PATHS = ("/livez", "/readyz")
# Nothing here is for a browser to show, run, frame or keep.
SECURITY_HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("Referrer-Policy", "no-referrer"),
    ("Cache-Control", "no-store"),
)
STATUS_LINES = {status.value: f"{status.value} {status.phrase}" for status in HTTPStatus}


class Front:
    """The WSGI application: it answers a page itself, and has ``others`` answer all else."""

    def __init__(self, parts: Service, others: WSGIApplication) -> None:
        self._parts = parts
        self._others = others

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """The content of the answer to one request."""
        method = environ["REQUEST_METHOD"]
        trace = logs.begin(environ.get("HTTP_X_REQUEST_ID", ""))

        def start(status: str, headers: list[tuple[str, str]], *failure: Any) -> Callable[[bytes], object]:
            trace.status = int(status[:3])
            common = ("X-Request-Id", trace.request_id), *SECURITY_HEADERS
            return start_response(status, [*headers, *common], *failure)

        try:
            if method == "POST" and environ["PATH_INFO"] == CLEAN:
                content: Iterable[bytes] = self._page(environ, trace, start)
            else:
                content = self._others(environ, start)
            self._account(method, trace)
            return content
        finally:
            logs.end()

    def _page(self, environ: WSGIEnvironment, trace: logs.Trace, start: StartResponse) -> list[bytes]:
        trace.route = CLEAN
        try:
            authorize(environ, self._parts.settings.token)
            reply = clean(self._parts, environ)
        except Exception as error:
            reply = problems.of(error).reply()
        start(STATUS_LINES[reply.status], [*reply.headers.items(), ("Content-Length", str(len(reply.body)))])
        return [reply.body]

    def _account(self, method: str, trace: logs.Trace) -> None:
        metrics = self._parts.metrics
        if trace.over is not None:
            metrics.over(trace.over)
        if trace.input is not None:
            metrics.answered(trace.outcome, trace.input, trace.seconds)
        logs.request_line(method, trace)


def authorize(environ: WSGIEnvironment, token: str) -> None:
    """Raise ``Unauthorized`` where there is a ``token`` and the request needs it and does not bear it."""
    if token and environ["PATH_INFO"] not in OPEN_PATHS and not _bears(environ.get("HTTP_AUTHORIZATION", ""), token):
        raise Unauthorized("this service asks for a token; send it as Authorization: Bearer …")


def _bears(authorization: str, token: str) -> bool:
    scheme, _, given = authorization.partition(" ")
    return scheme.lower() == "bearer" and compare_digest(given.strip().encode(), token.encode())

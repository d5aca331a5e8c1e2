"""The application: its parts put together, and what all requests have in common.

Each request is traced, counted and logged; its answer comes in the coding that the caller takes, with its id and the
``SECURITY_HEADERS``.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from hmac import compare_digest

from flask import Flask, Response, request
from werkzeug.exceptions import MethodNotAllowed

from .. import resources
from ..cleaner import Cleaner
from ..errors import Unauthorized
from ..isolation.answer import Cleaning
from ..isolation.pool import Pool
from ..settings import Settings
from . import compat, compress, logs, problems, rulebook
from .metrics import RELOADS, Metrics
from .routes import routes, shows_playground
from .service import NAME, Admission, Service, of, service
from .traces import Tracer, trace_id

# An orchestrator asks these, and has no token.
OPEN_PATHS = ("/livez", "/readyz")
METRICS_PATHS = ("/metrics", *OPEN_PATHS)
# Nothing but the playground is for a browser to show or run, and nothing at all to frame or keep.
SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def create_app(
    settings: Settings | None = None,
    cleaner: Cleaner | None = None,
    pool: Cleaning | None = None,
    tracer: Tracer | None = None,
) -> Flask:
    """The service as a WSGI application; without ``settings`` it reads them from the environment.

    ``cleaner``, ``pool`` and ``tracer`` stand in for those that the settings describe. Raises ``SettingError`` and
    ``RuleError`` for what cannot be used.
    """
    book = None if settings or cleaner else rulebook.held()
    settings = settings or (book.settings if book else Settings.from_environ(os.environ))
    logs.configure(settings.log_level)
    cleaner = cleaner or (book.cleaner if book else Cleaner(settings.rules, limits=settings.limits))
    metrics = Metrics(cleaner.rules, book.reloads if book else RELOADS)
    app = Flask(NAME, static_folder=None)
    app.extensions[NAME] = Service(
        settings,
        cleaner,
        pool or Pool(cleaner, settings, metrics),
        Admission(settings.children + settings.queue),
        metrics,
        resources.openapi_file().read_bytes(),
        resources.playground_files() if settings.playground else {},
        tracer or (Tracer.exporting() if settings.traces else None),
    )
    # A path is what it is: neither a further slash nor two in a row lead to a redirect, which a POST does not survive.
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False
    app.register_blueprint(routes)
    for api in settings.compat:
        app.register_blueprint(compat.ROUTES[api])
    app.register_error_handler(Exception, lambda error: problems.of(error).response())
    app.register_error_handler(MethodNotAllowed, compat.wrong_method)
    app.before_request(_begin)
    app.after_request(_finish)  # the last step, after the one that follows
    app.after_request(compress.finish)
    return app


def drain(app: Flask) -> None:
    """Tell ``app`` that its process is about to stop: /readyz fails from now on, all else goes on."""
    of(app).draining = True


def start(app: Flask, alive: Callable[[], bool]) -> None:
    """Make ``app`` ready to clean its first page: its children are started.

    ``alive`` says whether its process goes on; where it does not, streams end.
    """
    of(app).alive = alive
    pool = of(app).pool
    if isinstance(pool, Pool):
        pool.start()


def close(app: Flask) -> None:
    """End the children of ``app``, and send what is left of its traces."""
    pool, tracer = of(app).pool, of(app).tracer
    if isinstance(pool, Pool):
        pool.close()
    if tracer:
        tracer.close()


def _begin() -> Response | None:
    trace = logs.begin(request.headers.get("X-Request-Id", ""))
    if request.url_rule:
        trace.route = request.url_rule.rule
    settings, tracer = service().settings, service().tracer
    if tracer and trace.route not in logs.PROBES:
        trace.span = tracer.begin(request.method, trace.route, request.headers)
        trace.trace_id = trace_id(trace.span)
    if settings.metrics_port is not None:
        if _port() == settings.metrics_port:
            return None if trace.route in METRICS_PATHS else problems.METRICS_PORT.response()
        if trace.route == METRICS_PATHS[0]:
            return problems.not_found().response()
    if settings.token and request.path not in OPEN_PATHS and not shows_playground():
        given = _given()
        if not compare_digest(given.encode(), settings.token.encode()):
            raise Unauthorized(
                "the token that was sent is not this service's; send the one that it was started with"
                if given
                else "this service asks for a token; send it as Authorization: Bearer …"
            )
    return None


def _port() -> int | None:
    """The port that the request came in by: the socket's own, as what a server tells may be what the caller said."""
    caller = request.environ.get("gunicorn.socket")
    name = None if caller is None else caller.getsockname()
    return name[1] if isinstance(name, tuple) else None  # else in the file system, or in a test


def _given() -> str:
    """The token that the request under way carries; at a path of theirs, where a client of theirs puts it too."""
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    return given.strip() if scheme.lower() == "bearer" else compat.token(request)


def _finish(response: Response) -> Response:
    if request.method == "OPTIONS" and not response.content_length:
        del response.headers["Content-Type"]  # there is no content
    trace = logs.trace()
    trace.status = response.status_code
    response.headers["X-Request-Id"] = trace.request_id
    for name, value in SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)  # the playground's page has a policy of its own
    if response.is_streamed:  # it is answered when its last line is
        response.call_on_close(partial(_account, service(), request.method, trace))
    else:
        _account(service(), request.method, trace)
    return response


def _account(parts: Service, method: str, trace: logs.Trace) -> None:
    if trace.over is not None:
        parts.metrics.over(trace.over)
    if trace.input is not None:
        parts.metrics.answered(trace.outcome, trace.input, trace.seconds)
    logs.request_line(method, trace)
    if parts.tracer and trace.span:
        parts.tracer.end(trace.span, trace)

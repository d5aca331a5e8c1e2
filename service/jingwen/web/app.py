"""The Flask application: its parts put together, and what every answer carries."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import cached_property
from hmac import compare_digest
from typing import TYPE_CHECKING, Any, cast

from flask import Flask, Request, Response, request
from flask.sessions import NullSession, SecureCookieSession, SessionInterface
from werkzeug.routing import MapAdapter, Rule

from .. import resources
from ..cleaner import Cleaner
from ..errors import Unauthorized
from ..model import Version
from ..settings import Settings
from ..version import VERSION
from . import logs, problems, rulebook
from .admission import Admission
from .answer import Cleaning
from .metrics import Metrics
from .pool import Pool
from .routes import CLEAN, routes
from .service import NAME, Service, asked, of, service

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
NO_SESSION = NullSession()


class _NoSession(SessionInterface):
    def open_session(self, app: Flask, request: Request) -> SecureCookieSession:
        return NO_SESSION

    def is_null_session(self, obj: object) -> bool:
        return True


class _Found:
    """In the place of what looks for a route: one that has been found."""

    def __init__(self, rule: Rule) -> None:
        self._found = rule, dict[str, Any]()

    def match(self, return_rule: bool) -> tuple[Rule, dict[str, Any]]:
        return self._found


class Application(Flask):
    """Flask without what this service has no use for and would pay for at every page: a quarter of Flask's own time.

    There are no sessions and no asynchronous views, and the route of a page is known by its path.
    """

    session_interface = _NoSession()

    def create_url_adapter(self, request: Request | None) -> MapAdapter | None:
        """What finds the route of ``request``."""
        if request is not None and request.method == "POST" and request.path == CLEAN:
            return cast(MapAdapter, self._page_route)
        return super().create_url_adapter(request)

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """``func`` itself: Flask looks at each view and hook of each request anew, whether it is asynchronous."""
        return func

    @cached_property
    def _page_route(self) -> _Found:
        return _Found(next(rule for rule in self.url_map.iter_rules() if rule.rule == CLEAN))


def create_app(settings: Settings | None = None, cleaner: Cleaner | None = None, pool: Cleaning | None = None) -> Flask:
    """The service as a WSGI application; without ``settings`` it reads them from the environment.

    ``cleaner`` and ``pool`` stand in for those that the settings describe. Raises ``SettingError`` and ``RuleError``
    for what cannot be used.
    """
    book = None if settings or cleaner else rulebook.held()
    settings = settings or Settings.from_environ(os.environ)
    logs.configure(settings.log_level)
    cleaner = cleaner or (book.cleaner if book else Cleaner(settings.rules, limits=settings.limits))
    metrics = Metrics(Version(VERSION, cleaner.rules.version), book.reloads if book else None)
    app = Application(NAME, static_folder=None)
    app.extensions[NAME] = Service(
        settings,
        cleaner,
        pool or Pool(cleaner, settings, metrics),
        Admission(settings.children + settings.queue),
        metrics,
        resources.openapi_file().read_bytes(),
    )
    # A path is what it is: neither a further slash nor two in a row lead to a redirect, which a POST does not survive.
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False
    app.register_blueprint(routes)
    problems.register(app)
    app.before_request(_begin)
    app.after_request(_finish)
    app.wsgi_app = _guarded(app.wsgi_app)  # type: ignore[method-assign, assignment]  # as Flask says to
    return app


def _guarded(application: WSGIApplication) -> WSGIApplication:
    """``application`` with the ``SECURITY_HEADERS`` in all of its answers."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *failure: Any) -> Callable[[bytes], object]:
            return start_response(status, [*headers, *SECURITY_HEADERS], *failure)

        return application(environ, start)

    return answer


def drain(app: Flask) -> None:
    """Tell ``app`` that its process is about to stop: /readyz fails from now on, all else goes on."""
    of(app).draining = True


def start(app: Flask) -> None:
    """Make ``app`` ready to clean its first page: its children are started."""
    pool = of(app).pool
    if isinstance(pool, Pool):
        pool.start()


def close(app: Flask) -> None:
    """End the children of ``app``."""
    pool = of(app).pool
    if isinstance(pool, Pool):
        pool.close()


def _begin() -> None:
    logs.begin(asked())
    token = service().settings.token
    if token and request.path not in OPEN_PATHS and not _bears(request.headers.get("Authorization", ""), token):
        raise Unauthorized("this service asks for a token; send it as Authorization: Bearer …")


def _bears(authorization: str, token: str) -> bool:
    scheme, _, given = authorization.partition(" ")
    return scheme.lower() == "bearer" and compare_digest(given.strip().encode(), token.encode())


def _finish(response: Response) -> Response:
    trace = logs.trace()
    response.headers["X-Request-Id"] = trace.request_id
    if trace.input is not None:
        service().metrics.answered(trace.outcome, trace.input, trace.seconds)
    request = asked()
    if request.method == "OPTIONS" and not response.content_length:
        del response.headers["Content-Type"]  # there is no content
    logs.request_line(request, response, trace)
    return response

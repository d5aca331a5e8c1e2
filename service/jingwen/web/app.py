"""The application: its parts put together."""

from __future__ import annotations

import os

from flask import Flask, Response, request

from .. import resources
from ..cleaner import Cleaner
from ..model import Version
from ..settings import Settings
from ..version import VERSION
from . import logs, problems, rulebook
from .admission import Admission
from .answer import Cleaning
from .front import Front, authorize
from .metrics import Metrics
from .pool import Pool
from .routes import routes
from .service import NAME, Service, of, service


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
    app = Flask(NAME, static_folder=None)
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
    app.register_error_handler(Exception, lambda error: problems.of(error).reply())
    app.before_request(_begin)
    app.after_request(_finish)
    app.wsgi_app = Front(of(app), app.wsgi_app)  # type: ignore[method-assign]  # as Flask says to
    return app


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
    if request.url_rule:
        logs.trace().route = request.url_rule.rule
    authorize(request.environ, service().settings.token)


def _finish(response: Response) -> Response:
    if request.method == "OPTIONS" and not response.content_length:
        del response.headers["Content-Type"]  # there is no content
    return response

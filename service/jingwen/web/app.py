"""The Flask application: its parts put together, and what every answer carries."""

from __future__ import annotations

import os

from flask import Flask, Response, request

from .. import resources
from ..cleaner import Cleaner
from ..model import Version
from ..settings import Settings
from ..version import VERSION
from . import logs, problems
from .metrics import Metrics
from .routes import routes
from .service import NAME, Service, of, service


def create_app(settings: Settings | None = None) -> Flask:
    """The service as a WSGI application; without ``settings`` it reads them from the environment.

    Raises ``SettingError`` and ``RuleError`` for what cannot be used.
    """
    settings = settings or Settings.from_environ(os.environ)
    logs.configure(settings.log_level)
    cleaner = Cleaner(settings.rules, limits=settings.limits)
    metrics = Metrics(Version(VERSION, cleaner.rules.version))
    app = Flask(NAME, static_folder=None)
    app.extensions[NAME] = Service(settings, cleaner, metrics, resources.openapi_file().read_bytes())
    # A path is what it is: neither a further slash nor two in a row lead to a redirect, which a POST does not survive.
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False
    app.register_blueprint(routes)
    problems.register(app)
    app.before_request(_begin)
    app.after_request(_finish)
    return app


def drain(app: Flask) -> None:
    """Tell ``app`` that its process is about to stop: /readyz fails from now on, all else goes on."""
    of(app).draining = True


def _begin() -> None:
    logs.begin(request)


def _finish(response: Response) -> Response:
    trace = logs.trace()
    response.headers["X-Request-Id"] = trace.request_id
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    if trace.input is not None:
        metrics = service().metrics
        metrics.requests.labels(trace.outcome, trace.input).inc()
        metrics.request_seconds.observe(trace.seconds)
    if request.method == "OPTIONS" and not response.content_length:
        del response.headers["Content-Type"]  # there is no content
    logs.request_line(request, response)
    return response

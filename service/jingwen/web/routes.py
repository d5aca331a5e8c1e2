"""The paths of the service; ``openapi.yaml`` describes each."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import PurePosixPath

import orjson
from flask import Blueprint, Response, abort, request

from ..errors import NotReady, Overloaded, UnknownRule
from ..isolation import canned
from ..reading import codings
from ..rules.model import Rule
from ..version import VERSION
from . import compat, intake, logs, metrics, stream, wire
from .service import Service, cleaned, received, service

routes = Blueprint("jingwen", __name__)

JSON = "application/json"
PAGE = "index.html"
MEDIA_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
# The playground's own files and this service, and nothing else: no script or style in the page itself, no other origin.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
# How long /readyz waits for a child that is not busy, in seconds.
READY_PATIENCE = 0.5


@routes.post("/v1/clean")
def clean() -> Response:
    """The article on the page in the body of the request. Raises the ``RequestError`` that says why there is none."""
    with received(intake.receive) as submission:
        answer = cleaned(submission)
    return Response(answer.body, mimetype=JSON)


@routes.post("/v1/rules/try")
def try_rule() -> Response:
    """What a rule makes of a page. Raises the ``RequestError`` that says why there is no answer; a rule that cannot be
    used is no reason."""
    with received(intake.receive_trial) as trial:
        answer = service().tried(*trial)
    logs.trace().outcome = answer.facts.status
    return Response(answer.body, mimetype=JSON)


@routes.post("/v1/clean/batch")
def batch() -> Response:
    """An answer for each line of the body, while it comes."""
    parts, trace = service(), logs.trace()
    wire.check_stream_type(request.content_type)
    asked, summary = intake.asked_of_all(request.query_string.decode("latin-1"))
    caller = request.environ.get("gunicorn.socket")
    if caller is not None:
        caller.settimeout(parts.settings.stream_timeout)
    sent = wire.pieces(request.stream, request.content_length)
    plain = codings.inflated(sent, request.headers.get("Content-Encoding"))
    lines = wire.lines(plain, parts.settings.max_page_bytes)
    place = ExitStack()
    place.enter_context(parts.admission.place())
    response = Response(stream.answers(parts, trace, lines, asked, summary, place), mimetype=stream.MEDIA_TYPE)
    response.call_on_close(place.close)  # where its first line is never asked for
    return response


@routes.get("/v1/rules")
def rules() -> Response:
    """The rule files at work."""
    rule_set = service().cleaner.rules
    listed = [
        {"name": _name(rule), "file": rule.file, "site": rule.site, "hosts": list(rule.hosts), "tests": len(rule.tests)}
        for rule in rule_set
    ]
    return _json({"version": rule_set.version, "rules": listed})


@routes.get("/v1/rules/<site>")
def rule(site: str) -> Response:
    """One rule file, by its name without folder and ending."""
    rule_set = service().cleaner.rules
    for each in rule_set:
        if _name(each) == site:
            return _json({"name": site, "version": rule_set.version, **each.to_dict()})
    raise UnknownRule(f"there is no rule file {site[:100]!r}; GET /v1/rules lists those that there are")


@routes.get("/livez")
def livez() -> Response:
    """Whether the process answers at all; touches nothing else."""
    return _json({"status": "alive"})


@routes.get("/readyz")
def readyz() -> Response:
    """Whether pages can be cleaned now: cleans one, or sees that all children are at it."""
    parts = service()
    if parts.draining:
        raise NotReady("it is stopping: it finishes what is under way")
    if not _cleans(parts):
        raise NotReady("the canned page could not be cleaned; see the log")
    return _json({"status": "ready"})


@routes.get("/metrics")
def exposition() -> Response:
    """The counts of all workers, for Prometheus."""
    return Response(service().metrics.exposition(), content_type=metrics.MEDIA_TYPE)


@routes.get("/openapi.yaml")
def openapi() -> Response:
    """The description of this interface."""
    return Response(service().openapi, content_type="application/yaml")


@routes.get("/playground/<name>")
def playground(name: str) -> Response:
    """A file of the playground."""
    content = service().playground.get(name)
    if content is None:
        abort(404)
    response = Response(content, mimetype=MEDIA_TYPES[PurePosixPath(name).suffix])
    response.headers["Content-Security-Policy"] = POLICY
    return response


@routes.get("/")
def index() -> Response:
    """The playground for a browser; for all others what there is."""
    response = playground(PAGE) if shows_playground() else _index()
    response.headers["Vary"] = "Accept"
    return response


def shows_playground() -> bool:
    """Whether the request under way is for the playground, which holds no secret and asks for the token itself."""
    if not service().playground:
        return False
    html = MEDIA_TYPES[".html"]
    return request.endpoint == "jingwen.playground" or (
        request.endpoint == "jingwen.index" and request.accept_mimetypes.best_match((JSON, html)) == html
    )


def _index() -> Response:
    endpoints = {
        "POST /v1/clean": "clean one page",
        "POST /v1/clean/batch": "clean a page for each line of JSON",
        "POST /v1/rules/try": "try a rule on a page",
        "GET /v1/rules": "the rule files",
        "GET /v1/rules/<name>": "one rule file",
        "GET /livez": "the process is alive",
        "GET /readyz": "pages can be cleaned",
        "GET /metrics": "counts for Prometheus",
        "GET /openapi.yaml": "the description of all this",
        "GET /playground/<name>": "the files of the page that a browser gets here",
    }
    if not service().playground:
        del endpoints["GET /playground/<name>"]
    if service().settings.metrics_port is not None:  # it is on that port
        del endpoints["GET /metrics"]
    for api in service().settings.compat:
        endpoints |= compat.ENDPOINTS[api]
    example = f"curl --data-binary @page.html {request.scheme}://{request.host}/v1/clean"
    told = {"name": "jingwen", "version": VERSION, "documentation": "/openapi.yaml", "example": example}
    return _json({**told, "endpoints": endpoints})


def _json(value: object) -> Response:
    # Such an answer is read on a terminal, whose next line is its own.
    return Response(orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE), mimetype=JSON)


def _name(rule: Rule) -> str:
    return PurePosixPath(rule.file).stem


def _cleans(parts: Service) -> bool:
    try:
        answer = parts.pool.clean((canned.PAGE,), {"script": "hans"}, READY_PATIENCE)
        return canned.SIGN.encode() in answer.body
    except Overloaded:
        return True
    except Exception as error:  # whatever it is, the answer is that the service is not ready
        logs.failure(error)
        return False

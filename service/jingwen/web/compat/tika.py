"""``PUT /tika/main`` of Tika 3, which Tika 4 has no more: a page in, its main text out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

import orjson
from flask import Blueprint, Response, request
from werkzeug.exceptions import NotAcceptable

from ...settings import COMPAT, Settings
from .. import intake, problems
from ..intake import Submission
from ..service import cleaned, received
from . import page

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

routes = Blueprint("tika", __name__)

TEXT = "text/plain"
OPTION = "x-tika-"
# Of pictures, PDFs and what is embedded in a document: of a web page they say nothing, in Tika neither.
OF_OTHERS = (f"{OPTION}ocr", f"{OPTION}pdf", f"{OPTION}skip-embedded")
# What Tika documents for a type that it does not read.
UNREADABLE = 422


@routes.put(COMPAT["tika"])
def main() -> Response:
    """The text of the article on the page in the body, plain."""
    if request.accept_mimetypes and not request.accept_mimetypes[TEXT]:
        raise NotAcceptable(f"Accept is {request.headers['Accept'][:100]!r}; this path answers {TEXT}")
    _refuse_unmet(request.headers.keys())
    with received(_take) as submission:
        answer = cleaned(submission)
    return Response(orjson.loads(answer.body)["text"], mimetype=TEXT)


@routes.errorhandler(Exception)
def refused(error: Exception) -> Response:
    """What is wrong, as plain text: of an error, Tika says no more than its status."""
    problem = problems.of(error)
    if isinstance(error, NotAcceptable):
        problem = replace(problem, detail=str(error.description))
    if problem.status == 415:
        problem = replace(problem, status=UNREADABLE)
    return problem.response(f"{problem.detail}\n", TEXT)


def _take(environ: WSGIEnvironment, body: bytes, settings: Settings) -> Submission:
    said = page.asked(environ)
    return intake.submission(page.sent(environ, intake.unpacked(environ, body, settings)), {}, said)


def _refuse_unmet(headers: Iterable[str]) -> None:
    for name in headers:
        if name.lower().startswith(OPTION) and not name.lower().startswith(OF_OTHERS):
            raise page.cannot(name, "how long a page may take, and how much it may hold, is set for the service")

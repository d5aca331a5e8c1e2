"""Zyte API's article: a request for automatic extraction, with the page in it, and the answer that it would have got.

Zyte's own ``/extract`` fetches an address. Here the page is sent: in ``customHtml``, which is what Zyte's earlier API
called it, or in the member in which Zyte's answers hold a page, ``httpResponseBody`` or ``browserHtml``.
"""

from __future__ import annotations

import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import orjson
from flask import Blueprint, Request, Response

from ...errors import InvalidJson
from ...json_text import from_base64
from ...model import RawPage
from ...settings import COMPAT, Settings
from .. import intake, logs, problems
from ..intake import Submission
from ..service import received
from ..wire import page_type
from . import page
from .page import ARRAY, OBJECT, STRING, SWITCH, Kinds

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

routes = Blueprint("zyte", __name__)

# The members that may hold the page; in Zyte's own requests the latter two are switches, which ask for it.
PAGES = ("customHtml", "httpResponseBody", "browserHtml")
KINDS: Kinds = {
    "url": STRING,
    "article": SWITCH,
    "articleOptions": OBJECT,
    "customHtml": STRING,
    "httpResponseBody": (str | bool, "a string"),
    "browserHtml": (str | bool, "a string"),
    "httpResponseHeaders": ARRAY,
    "echoData": (object, "anything"),
}
# What each way of extraction works on.
MADE_FROM = {
    "httpResponseBody": "httpResponseBody",
    "browserHtml": "browserHtml",
    "browserHtmlOnly": "browserHtml",
}
# The types that Zyte gives to errors, by status; an error of ours that they have no type for keeps its own.
TYPES: Mapping[int, str] = {401: "/auth/key-not-found", 422: "/request/unprocessable", 503: "/limits/over-global-limit"}
INVALID = "/request/invalid"


@dataclass(frozen=True, slots=True)
class _Request:
    submission: Submission
    echo: Mapping[str, orjson.Fragment]


@routes.post(COMPAT["zyte"])
def extract() -> Response:
    """The article on the page in the request, as Zyte API answers."""
    with received(_take) as asked:
        ours, html = page.article(asked.submission, "html")
    (sent,) = asked.submission.pages
    answer = {"url": ours["url"], "article": _article(ours, html, sent.fetched_at), **asked.echo}
    return Response(orjson.dumps(answer), mimetype="application/json")


@routes.errorhandler(Exception)
def refused(error: Exception) -> Response:
    """What is wrong, in the form of Zyte API's errors."""
    problem = problems.of(error)
    kind = TYPES.get(problem.status, INVALID if problem.status < 500 else None)
    members = problem.members(logs.trace().request_id)
    return problem.response(orjson.dumps(members if kind is None else {**members, "type": kind}))


def key(request: Request) -> str:
    """The API key, which Zyte's clients send as the user of Basic authentication."""
    given = request.authorization
    return (given.username or "") if given and given.type == "basic" else ""


def _take(environ: WSGIEnvironment, body: bytes, settings: Settings) -> _Request:
    said = page.asked(environ)
    sent, given = page.taken(environ, intake.unpacked(environ, body, settings), KINDS, _page, said)
    submission = intake.submission(sent, {name: given[name] for name in given if name == "url"}, said)
    return _Request(submission, {name: _echo(given[name]) for name in given if name == "echoData"})


def _echo(value: object) -> orjson.Fragment:
    """``value`` as the answer will have it. Raises ``InvalidJson`` for what can be read, but not be written again."""
    try:
        return orjson.Fragment(orjson.dumps(value))
    except orjson.JSONEncodeError as error:
        raise InvalidJson(
            f"echoData cannot be sent back ({error}); expected integers of 64 bits at most, and at most 254 arrays and "
            "objects in each other",
            member="echoData",
        ) from None


def _page(given: Mapping[str, Any]) -> RawPage:
    """The page that a request holds. Raises ``InvalidOption`` for what it asks that cannot be met."""
    if given.get("article") is False:
        raise page.cannot("article", "nothing else is extracted; leave it out, or say true")
    for name in PAGES[1:]:
        if given.get(name) is True:
            raise page.cannot(name, "the service fetches nothing; send the page in it, as a string")
    held = [name for name in PAGES if isinstance(given.get(name), str)]
    if len(held) != 1:
        raise InvalidJson(f"the page is in {' and '.join(held) or 'none'} of {', '.join(PAGES)}; expected exactly one")
    (name,) = held
    for option, value in given.get("articleOptions", {}).items():
        if option != "extractFrom":
            raise page.cannot(f"articleOptions.{option}", "known is extractFrom")
        if MADE_FROM.get(value if isinstance(value, str) else "") != name:
            raise page.cannot("articleOptions.extractFrom", f"it is {value!r:.80}, and the page is in {name}")
    content_type = _content_type(given.get("httpResponseHeaders", []))
    if name != "httpResponseBody":
        return page.text_page(given[name])
    try:
        return RawPage(from_base64(given[name]), None, content_type)
    except (binascii.Error, ValueError):
        raise InvalidJson(f"{name} is not Base64; expected A-Z a-z 0-9 + / and =", member=name) from None


def _content_type(headers: Sequence[object]) -> str | None:
    """The Content-Type among the ``headers`` of a page, which are objects of a name and a value."""
    found = None
    for header in headers:
        if not isinstance(header, dict) or not all(isinstance(header.get(part), str) for part in ("name", "value")):
            raise InvalidJson(
                "httpResponseHeaders has a member that is no header; expected objects with name and value, as strings",
                member="httpResponseHeaders",
            )
        if header["name"].lower() == "content-type":
            found = header["value"]
    return page_type(found, "the Content-Type in httpResponseHeaders")


def _article(ours: Mapping[str, Any], html: str, fetched_at: datetime | None) -> dict[str, Any]:
    """An article as Zyte's schema has it: what the page does not say is left out."""
    fields = {
        "headline": ours["title"],
        "datePublished": _time(ours["date"]),
        "datePublishedRaw": ours["date_raw"],
        "dateModified": _time(ours["modified"]),
        "authors": [{"name": name} for name in ours["byline"]],
        "breadcrumbs": [{"name": ours["section"]}] if ours["section"] else [],
        "inLanguage": ours["language"],
        "mainImage": _image(ours["image"]),
        "images": [_image(address) for address in ours["images"]],
        "description": ours["description"],
        "articleBody": ours["text"],
        "articleBodyHtml": html,
        "url": ours["url"],
        "canonicalUrl": ours["canonical_url"],
    }
    metadata = {"probability": ours["confidence"] if ours["status"] == "article" else 0.0}
    if fetched_at is not None:
        moment = fetched_at.astimezone(UTC) if fetched_at.tzinfo else fetched_at
        metadata |= {"dateDownloaded": moment.isoformat(timespec="seconds").replace("+00:00", "Z")}
    return {name: value for name, value in fields.items() if value} | {"metadata": metadata}


def _image(address: str | None) -> dict[str, str] | None:
    return {"url": address} if address else None


def _time(date: str | None) -> str | None:
    """A date of ours, as precise as the page, in the one form that Zyte has: midnight where no hour is told."""
    return datetime.fromisoformat(date).isoformat(timespec="seconds") if date else None

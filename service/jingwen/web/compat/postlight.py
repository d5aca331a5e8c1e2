"""Postlight's parser, Mercury before: a page with its address, and the answer of their ``/parser``.

Theirs fetches ``?url=``. Here the page is sent, as to their ``/parse-html``: ``{"url", "html"}``, or its bytes with the
address in the query.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from unicodedata import bidirectional
from urllib.parse import urlsplit

import orjson
from flask import Blueprint, Request, Response, request

from ...errors import InvalidJson, InvalidOption
from ...model import Format, RawPage
from ...settings import COMPAT, Settings
from .. import intake, problems
from ..intake import Submission
from ..service import received
from . import page
from .page import OBJECT, STRING, SWITCH, Kinds

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

routes = Blueprint("postlight", __name__)

KINDS: Kinds = {
    "url": STRING,
    "html": STRING,
    "contentType": STRING,
    "fetchAllPages": SWITCH,
    "fallback": SWITCH,
    "headers": OBJECT,
    "customExtractor": OBJECT,
    "extend": OBJECT,
}
FORMATS: Mapping[str, Format] = {"html": "html", "markdown": "markdown", "text": "text"}
RULES = "what is particular to a site stands in a rule file (docs/rules.md)"
# What cannot be done, and why; of a switch, the value that cannot.
UNMET: Mapping[str, tuple[object, str]] = {
    "fetchAllPages": (True, "the service fetches nothing; send all pages to /v1/clean, in pages"),
    "fallback": (False, "a page is always read in the general way where no rule fits"),
    "headers": (..., "the service fetches nothing, so that there is nobody to send them to"),
    "customExtractor": (..., RULES),
    "extend": (..., RULES),
}
EXCERPT = 200  # characters, as theirs
RIGHT_TO_LEFT = ("R", "AL")


@dataclass(frozen=True, slots=True)
class _Request:
    submission: Submission
    form: Format


@routes.get(COMPAT["postlight"])
def fetch() -> Response:
    """Their way to ask, which names an address to fetch: nothing is fetched here."""
    raise page.cannot(
        "GET" if request.args.get("url") is None else "url",
        f"the service fetches nothing; POST the page to {request.path}, as JSON with url and html",
    )


@routes.post(COMPAT["postlight"])
def parse() -> Response:
    """The article on the page in the request, as Postlight's parser answers."""
    with received(_take) as asked:
        ours, content = page.article(asked.submission, asked.form)
    return Response(orjson.dumps(_result(ours, content)), mimetype="application/json")


@routes.errorhandler(Exception)
def refused(error: Exception) -> Response:
    """What is wrong, in the form of theirs."""
    problem = problems.of(error)
    return problem.response(orjson.dumps({"error": True, "message": problem.detail}), "application/json")


def key(asking: Request) -> str:
    """The API key, which their clients send in a header of its own."""
    return asking.headers.get("x-api-key", "")


def _take(environ: WSGIEnvironment, body: bytes, settings: Settings) -> _Request:
    said = page.asked(environ, ("contentType",))
    sent, given = page.taken(environ, intake.unpacked(environ, body, settings), KINDS, _page, said)
    forms = [_form(each.pop("contentType")) for each in (said, given) if "contentType" in each]
    submission = intake.submission(sent, {name: given[name] for name in given if name == "url"}, said)
    return _Request(submission, next(iter(forms), "html"))


def _form(content_type: str) -> Format:
    if content_type not in FORMATS:
        raise InvalidOption(
            f"contentType is {content_type!r:.80}; expected one of {', '.join(FORMATS)}", option="contentType"
        )
    return FORMATS[content_type]


def _page(given: Mapping[str, Any]) -> RawPage:
    """The page that a request holds. Raises ``InvalidOption`` for what it asks that cannot be met."""
    for name, (value, why) in UNMET.items():
        if name in given and value in (..., given[name]):
            raise page.cannot(name, why)
    if "html" not in given:
        raise InvalidJson("there is no html; the service fetches nothing, so send the page in it", member="html")
    return page.text_page(given["html"])


def _result(ours: Mapping[str, Any], content: str) -> dict[str, Any]:
    """An article as their parser gives it: each field is there, and null where the page does not say."""
    text = ours["text"]
    url, domain = _place(ours["canonical_url"]) or _place(ours["url"]) or (ours["url"], None)
    return {
        "title": ours["title"],
        "content": content or None,
        "author": ", ".join(ours["byline"]) or None,
        "date_published": _time(ours["date"]),
        "lead_image_url": ours["image"],
        "dek": None,
        "next_page_url": ours["next_page"],
        "url": url,
        "domain": domain,
        "excerpt": ours["description"] or _beginning(text),
        "word_count": len(text.split()),
        "direction": _direction(ours["title"] or text),
        "total_pages": 1,
        "rendered_pages": 1,
    }


def _place(address: str | None) -> tuple[str, str] | None:
    """An address with its host; None where it has none: a page says of itself what it likes."""
    try:
        host = urlsplit(address or "").hostname
    except ValueError:  # brackets around what is no IPv6 address
        return None
    return (address, host) if address and host else None


def _time(date: str | None) -> str | None:
    """A date of ours as JavaScript writes it: in UTC where its offset is known, else as it is and without a Z."""
    if date is None:
        return None
    moment = datetime.fromisoformat(date)
    known = moment.astimezone(UTC) if moment.tzinfo else moment
    return known.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _beginning(text: str) -> str | None:
    line = " ".join(text[: 2 * EXCERPT].split())
    return (f"{line[:EXCERPT]}…" if len(line) > EXCERPT else line) or None


def _direction(text: str) -> str:
    kinds = {bidirectional(character) for character in text}
    if kinds.isdisjoint(RIGHT_TO_LEFT):
        return "ltr"
    return "bidi" if "L" in kinds else "rtl"

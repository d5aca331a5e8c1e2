"""What these APIs have in common: how a page comes in, and the article that their answers are made of.

A page comes as bytes, as ``/v1/clean`` takes them, or in a JSON object of theirs. The query takes our options as well,
but for those that decide what an answer looks like.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import UnionType
from typing import TYPE_CHECKING, Any

import orjson

from ...errors import InvalidJson, InvalidOption, UnsupportedMediaType
from ...json_text import kind_of, parse, parse_object
from ...model import Format, RawPage
from ...options import unknown_option
from ...reading.dump import media_type
from .. import urlencoded
from ..intake import FIELDS, OPENS, SAYABLE, Submission, input_of, query
from ..service import cleaned, service
from ..wire import URLENCODED, page_type

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

OURS = tuple(name for name in SAYABLE if name not in ("format", "explain", "strict"))
# What a member of a JSON object has to be, as Python and in words.
Kinds = Mapping[str, tuple[type | UnionType, str]]
STRING, OBJECT, ARRAY, SWITCH = (str, "a string"), (dict, "an object"), (list, "an array"), (bool, "true or false")


def asked(environ: WSGIEnvironment, theirs: tuple[str, ...] = ()) -> dict[str, str]:
    """What the query says; it may hold ``theirs`` beside our own names. Raises ``InvalidOption``."""
    return query(environ.get("QUERY_STRING", ""), (*OURS, *theirs))


def sent(environ: WSGIEnvironment, plain: bytes, members: Iterable[str] = ()) -> RawPage:
    """The page that a body is.

    Raises ``UnsupportedMediaType`` for what is none: another type, a form, and a JSON object with one of their
    ``members`` that does not call itself JSON.
    """
    header = environ.get("CONTENT_TYPE")
    told = page_type(header, "the Content-Type of the page")
    if media_type(header) == URLENCODED and urlencoded.is_form(plain, (*FIELDS, *members)):
        raise UnsupportedMediaType("the body is a form; send the page's bytes as they were fetched")
    if told is None and OPENS.match(plain) and _says(plain, members):
        raise UnsupportedMediaType("the body is a JSON object; send it as Content-Type: application/json")
    return RawPage(plain, None, told)


def _says(plain: bytes, members: Iterable[str]) -> bool:
    try:
        return not parse(plain).keys().isdisjoint(members)
    except (InvalidJson, AttributeError):  # no object either
        return False


def taken(
    environ: WSGIEnvironment,
    plain: bytes,
    kinds: Kinds,
    within: Callable[[Mapping[str, Any]], RawPage],
    said: Mapping[str, str],
) -> tuple[RawPage, dict[str, Any]]:
    """The page that a body is, or holds as a JSON object of theirs, and what else such an object says.

    ``within`` finds the page in the object, ``said`` is what the query says. Raises what ``members``, ``sent`` and
    ``addressed`` do.
    """
    if input_of(environ) == "json":
        given = members(plain, kinds)
        page = within(given)
        addressed(given)
        return page, given
    page = sent(environ, plain, kinds)
    addressed(said)
    return page, {}


def members(plain: bytes, kinds: Kinds) -> dict[str, Any]:
    """The members of a JSON object that are not null, each of its kind.

    Raises ``InvalidOption`` for a member that is not among them, and ``InvalidJson`` for what is no such object.
    """
    given = parse_object(plain)
    for name in given:
        if name not in kinds:
            raise unknown_option(name[:40], tuple(kinds))
    told = {name: value for name, value in given.items() if value is not None}
    for name, value in told.items():
        kind, wanted = kinds[name]
        if not isinstance(value, kind):
            raise InvalidJson(f"{name} is {kind_of(value)}; expected {wanted}", member=name)
    return told


def text_page(text: str) -> RawPage:
    """The page that is given as ``text``; in UTF-8 it is as a raw one would be."""
    return RawPage(text.encode(), None, "text/html; charset=utf-8")


def cannot(name: str, why: str) -> InvalidOption:
    """The error for an option of theirs, ``name``, that cannot be met here."""
    return InvalidOption(f"{name} cannot be met here: {why}", option=name)


def addressed(given: Mapping[str, Any]) -> None:
    """Raises ``InvalidOption`` where what is ``given`` has no ``url``, which an answer of theirs cannot be without."""
    if not str(given.get("url", "")).strip():
        raise InvalidOption("there is no url; send the address that the page was fetched from", option="url")


def article(submission: Submission, form: Format) -> tuple[dict[str, Any], str]:
    """The article as ``/v1/clean`` has it, and its text in another ``form``.

    An answer of ours has the text in one form, so a second one is asked for; the page counts once.
    """
    plain: dict[str, Any] = orjson.loads(cleaned(submission).body)
    if form == "text" or not plain["text"]:
        return plain, plain["text"]
    again = service().pool.clean(submission.pages, {**submission.options, "format": form})
    return plain, orjson.loads(again.body)["text"]

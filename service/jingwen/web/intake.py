"""A request to the page that it carries: raw bytes, JSON or a form, whichever the caller finds easiest to send.

Whatever the form, the same page comes out as the same bytes, so that it gets the same answer. What is said of a page in
the body (JSON members, form fields) may be said in the query as well; where both say it, the query holds.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Literal, TypeVar
from urllib.parse import parse_qsl

from ..errors import (
    EmptyBody,
    InvalidJson,
    InvalidOption,
    TooManyPages,
    UnsupportedMediaType,
)
from ..json_text import followed, from_base64, kind_of, parse, parse_object
from ..model import RawPage
from ..options import NAMES as OPTION_NAMES
from ..options import check_url, parse_fetched_at, parse_options, parse_switch, unknown_option
from ..reading.codings import decompress
from ..reading.dump import MARKUP_TYPES, media_type
from ..settings import Settings
from . import logs, multipart, urlencoded
from .wire import URLENCODED, page_type

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

Input = Literal["raw", "json", "multipart", "form"]
STREAMED = "batch"  # in a line of a stream
TRIED = "try"  # with a rule to try on it
Said = TypeVar("Said", str, bytes)

JSON_FORMS = ("html", "text", "body_base64")
PART_KEYS = ("url", *JSON_FORMS, "content_type")
JSON_KEYS = (*PART_KEYS, "pages", "fetched_at", "options")
LINE_KEYS = ("id", *JSON_KEYS)
TRIAL_KEYS = ("rule", *PART_KEYS, "fetched_at", "options")
# An object with one of them carries a page.
JSON_PAGE = (*JSON_FORMS, "pages")
EXPECTED: Mapping[str, tuple[type, str]] = {"options": (dict, "an object"), "pages": (list, "an array")}
SWITCHABLE = (*OPTION_NAMES, "strict")
SAYABLE = ("url", "fetched_at", *SWITCHABLE)
# Of a page that a rule is tried on: its answer is explained, whatever it is.
TRIABLE = tuple(name for name in OPTION_NAMES if name != "explain")
# Of all lines of a stream; each has an address of its own.
ASKABLE = ("fetched_at", *SWITCHABLE)
Id = str | int | None
WHOLE_NUMBERS = range(-(2**63), 2**64)  # that can be written as JSON
FIELDS = (*PART_KEYS, *SAYABLE[1:])
OPENS = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")
ESCAPED = "werkzeug.url_quote"  # Werkzeug's own way with bytes that are not UTF-8: left as %XX


@dataclass(frozen=True, slots=True)
class Submission:
    """The pages of one article to clean, most often one, the options that differ from the service's own, and whether
    no article is an error.
    """

    pages: tuple[RawPage, ...]
    options: Mapping[str, Any]
    strict: bool


@dataclass(frozen=True, slots=True)
class _Body:
    pages: tuple[RawPage, ...]
    said: Mapping[str, object]


def input_of(environ: WSGIEnvironment) -> Input:
    """In which form a request carries its page, by its Content-Type: one that is urlencoded may turn out a form."""
    kind = media_type(environ.get("CONTENT_TYPE"))
    if kind == "application/json":
        return "json"
    return "multipart" if kind == "multipart/form-data" else "raw"


def receive(environ: WSGIEnvironment, wire_body: bytes, settings: Settings) -> Submission:
    """The page that a request carries; ``wire_body`` is its body as sent. An ``InputError`` says what is wrong."""
    asked = query(environ.get("QUERY_STRING", ""))
    kind = input_of(environ)
    header = environ.get("CONTENT_TYPE")
    if kind == "raw":
        content_type = page_type(header)
    plain = unpacked(environ, wire_body, settings)
    if kind == "json":
        body = _from_object(parse_object(plain), settings.max_pages)
    elif kind == "multipart":
        body = _from_multipart(plain, environ["CONTENT_TYPE"], settings.max_parts)
    elif media_type(header) == URLENCODED and urlencoded.is_form(plain, FIELDS):
        logs.trace().input = "form"
        body = _from_form(plain, settings.max_parts)
    else:
        _refuse_json(plain, media_type(header))
        body = _Body((RawPage(plain, None, content_type),), {})
    return _submission(body, _understood(asked))


def unpacked(environ: WSGIEnvironment, wire_body: bytes, settings: Settings) -> bytes:
    """The body of a request without its Content-Encoding. Raises ``EmptyBody`` where nothing is in it."""
    plain = decompress(wire_body, environ.get("HTTP_CONTENT_ENCODING"), limit=settings.max_page_bytes)
    if not plain:
        raise EmptyBody("the body is empty; send the page's bytes as they were fetched")
    return plain


def submission(page: RawPage, said: Mapping[str, object], asked: Mapping[str, str]) -> Submission:
    """One ``page``, with what is ``said`` of it beside it; what is ``asked`` in the query holds over that."""
    return _submission(_Body((page,), said), _understood(asked))


def receive_trial(environ: WSGIEnvironment, wire_body: bytes, settings: Settings) -> tuple[Submission, str]:
    """The page that a request carries, and the text of the rule to try on it. An ``InputError`` says what is wrong."""
    logs.trace().input = TRIED
    asked = query(environ.get("QUERY_STRING", ""), ("url", "fetched_at", *TRIABLE))
    kind = media_type(environ.get("CONTENT_TYPE"))
    if kind != "application/json":
        raise UnsupportedMediaType(f"Content-Type is {kind[:100]!r}; expected application/json with a page and a rule")
    document = parse_object(unpacked(environ, wire_body, settings))
    rule = document.pop("rule", None)
    if not isinstance(rule, str):
        raise InvalidJson(f"rule is {kind_of(rule)}; expected the text of a rule file", member="rule")
    body = _from_object(document, 1, TRIAL_KEYS, TRIABLE)
    return _submission(body, _understood(asked)), rule


def _submission(body: _Body, asked: Mapping[str, Any]) -> Submission:
    said = {**_understood(body.said), **asked}
    options = {name: value for name, value in said.items() if name in OPTION_NAMES}
    url, fetched_at = said.get("url"), said.get("fetched_at")
    pages = tuple(RawPage(page.body, page.url or url, page.content_type, fetched_at) for page in body.pages)
    return Submission(pages, options, said.get("strict", False))


def asked_of_all(text: str) -> tuple[dict[str, Any], bool]:
    """What the query ``text`` of a stream says of all its lines, and whether it asks for a summary."""
    said = query(text, (*ASKABLE, "summary"))
    summary = parse_switch("summary", said.pop("summary", "0"))
    return _understood(said), summary


def line_object(line: bytes) -> tuple[Id, dict[str, Any]]:
    """The object on one ``line`` of a stream, without its ``id``, and that. Raises ``InvalidJson``."""
    if not line or line.isspace():
        raise InvalidJson("the line is empty; send one JSON object a line")
    try:
        document = parse_object(line, "the line")
    except InvalidJson:
        if followed(line):
            raise InvalidJson(
                "another object follows on the same line; send one object a line, with curl by --data-binary: -d takes "
                "the ends of the lines out"
            ) from None
        raise
    given = document.pop("id", None)
    if isinstance(given, bool) or not isinstance(given, Id) or (isinstance(given, int) and given not in WHOLE_NUMBERS):
        raise InvalidJson(
            f"id is {kind_of(given)}; expected a string or a whole number of at most 64 bits", member="id"
        )
    return given, document


def from_line(document: Mapping[str, Any], asked: Mapping[str, Any], max_pages: int) -> Submission:
    """The page that an object of a stream carries; ``asked`` is what is said of all lines, and holds over it."""
    return _submission(_from_object(document, max_pages, LINE_KEYS), asked)


def query(text: str, known: tuple[str, ...] = SAYABLE) -> dict[str, str]:
    """What is said in a query ``text``, of which each character stands for a byte; what is not UTF-8 stays escaped."""
    said: dict[str, list[str]] = {}
    for name, value in parse_qsl(text.encode("latin-1").decode(errors=ESCAPED), keep_blank_values=True, errors=ESCAPED):
        said.setdefault(name, []).append(value)
    return _once(said.items(), known)


def _once(given: Iterable[tuple[str, list[Said]]], known: tuple[str, ...] = SAYABLE) -> dict[str, Said]:
    said: dict[str, Said] = {}
    for name, values in given:
        if name not in known:
            raise unknown_option(name[:40], known)
        if len(values) > 1:
            raise InvalidOption(f"{name} is given {len(values)} times; give it once", option=name)
        said[name] = values[0]
    return said


def _understood(said: Mapping[str, object]) -> dict[str, Any]:
    """What is ``said``, read; a bad value is an error even where another one will hold."""
    read: dict[str, Any] = {}
    for name, value in said.items():
        if name == "url":
            address = check_url(str(value))
            if address is not None:  # an empty one says nothing, and leaves what was said elsewhere
                read[name] = address
        elif name == "fetched_at":
            read[name] = parse_fetched_at(str(value))
        elif name == "strict":
            read[name] = parse_switch(name, value)
        else:
            read[name] = getattr(parse_options({name: value}), name)
    return read


def _from_object(
    document: Mapping[str, Any],
    max_pages: int,
    known: tuple[str, ...] = JSON_KEYS,
    switchable: tuple[str, ...] = SWITCHABLE,
) -> _Body:
    given = _members(document, known)
    said: dict[str, object] = {key: given[key] for key in ("url", "fetched_at") if key in given}
    for name, value in given.get("options", {}).items():
        if name not in switchable:
            raise unknown_option(name[:40], switchable)
        said[name] = value
    if "pages" not in given:
        return _Body((_json_page(given),), said)
    beside = [key for key in (*JSON_FORMS, "content_type") if key in given]
    if beside:
        raise InvalidJson(f"{beside[0]} stands beside pages; expected one of them", member=beside[0])
    return _Body(_json_pages(given["pages"], max_pages), said)


def _members(document: Mapping[str, Any], known: tuple[str, ...], within: str = "") -> dict[str, Any]:
    """The members of an object that are not null, each one that is ``known`` and of its type."""
    for key in document:
        if key not in known:
            raise InvalidJson(
                f"{key[:40]!r} is not a member of {within or 'the object'}; {_hint(key, known)}",
                member=_path(within, key[:40]),
            )
    given = {key: value for key, value in document.items() if value is not None}
    for key, value in given.items():
        expected, wanted = EXPECTED.get(key, (str, "a string"))
        if not isinstance(value, expected):
            member = _path(within, key)
            raise InvalidJson(f"{member} is {kind_of(value)}; expected {wanted}", member=member)
    return given


def _hint(key: str, known: tuple[str, ...]) -> str:
    if key in SWITCHABLE:
        return f'it is an option, and belongs into options: {{"options": {{"{key}": …}}}}'
    near = get_close_matches(key[:100], known, n=1)
    return f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"


def _path(within: str, key: str) -> str:
    return f"{within}.{key}" if within else key


def _json_pages(given: list[object], limit: int) -> tuple[RawPage, ...]:
    """The pages of one article, each an object as a single page is, with an address of its own."""
    if not given:
        raise InvalidJson("pages has no members; expected at least one", member="pages")
    if len(given) > limit:
        raise TooManyPages(
            f"pages has {len(given)} members; the limit is {limit} (max_pages). Send one article, or raise "
            "JINGWEN_MAX_PAGES",
            limit_name="max_pages",
            limit=limit,
            got=len(given),
        )
    pages = []
    for number, part in enumerate(given):
        within = f"pages[{number}]"
        if not isinstance(part, dict):
            raise InvalidJson(f"{within} is {kind_of(part)}; expected an object", member=within)
        members = _members(part, PART_KEYS, within)
        page = _json_page(members, within)
        pages.append(replace(page, url=check_url(members["url"])) if "url" in members else page)
    return tuple(pages)


def _json_page(given: Mapping[str, Any], within: str = "") -> RawPage:
    """The page in whichever of its three members, with its type; ``within`` says where, if not in the object itself."""
    body, content_type = _json_body(given, within)
    if not body or body.isspace():
        raise EmptyBody(f"the page in {within or 'the object'} is empty; send the page's bytes as they were fetched")
    return RawPage(body, None, content_type)


def _json_body(given: Mapping[str, Any], within: str) -> tuple[bytes, str | None]:
    forms = [key for key in JSON_FORMS if key in given]
    if len(forms) != 1:
        got = " and ".join(forms) if forms else "none"
        raise InvalidJson(
            f"{within or 'the page'} is in {got} of the members html, text and body_base64; expected exactly one"
        )
    declared = given.get("content_type")
    content_type = page_type(declared, _path(within, "content_type"))
    if forms == ["body_base64"]:
        try:
            return from_base64(given["body_base64"]), content_type
        except (binascii.Error, ValueError):
            member = _path(within, "body_base64")
            raise InvalidJson(f"{member} is not Base64; expected A-Z a-z 0-9 + / and =", member=member) from None
    allowed = MARKUP_TYPES if forms == ["html"] else ("text/plain",)
    if content_type is not None and media_type(content_type) not in allowed:
        raise InvalidJson(
            f"{_path(within, 'content_type')} is {content_type[:100]!r} but the page is in {forms[0]}; "
            f"expected {allowed[0]}, or send the bytes in body_base64",
            member=_path(within, "content_type"),
        )
    # Characters need no charset, whatever the type they once came with says; in UTF-8 they are as a raw page would be.
    return given[forms[0]].encode(), f"{allowed[0]}; charset=utf-8"


def _refuse_json(plain: bytes, told: str) -> None:
    """Refuses, with ``UnsupportedMediaType``, a JSON object of ours that does not call itself JSON.

    curl calls it a form, an HTTP library nothing at all; read as a page it would be an article made of braces. A dump
    that is JSON of somebody else's stays a dump.
    """
    if told in MARKUP_TYPES or not OPENS.match(plain):
        return
    try:
        document = parse(plain)
    except InvalidJson:
        return
    carried = [name for name in JSON_PAGE if name in document]
    if carried or (document and document.keys() <= {*JSON_KEYS}):
        raise UnsupportedMediaType(
            f"the body is a JSON object with {carried[0] if carried else 'members of ours'}, but "
            f"{f'Content-Type is {told}' if told else 'there is no Content-Type'}; "
            "send it as Content-Type: application/json"
        )


def _from_form(plain: bytes, max_parts: int) -> _Body:
    given: dict[str, list[bytes]] = {}
    for name, value in urlencoded.fields(plain, max_parts):
        given.setdefault(name, []).append(value)
    fields = _once(given.items(), FIELDS)
    return _Body((urlencoded.page(fields),), _decoded(fields))


def _decoded(fields: Mapping[str, bytes]) -> dict[str, str]:
    """What the ``fields`` of a form say of its page; what is not UTF-8 becomes escaped."""
    return {name: value.decode(errors=ESCAPED) for name, value in fields.items() if name in SAYABLE}


def _from_multipart(plain: bytes, content_type: str, max_parts: int) -> _Body:
    page, fields = multipart.read(plain, content_type, max_parts)
    return _Body((page,), _decoded(_once(fields.items())))

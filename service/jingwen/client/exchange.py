"""What is said to the service and what its answers mean: all of a client that is no input or output."""

from __future__ import annotations

import gzip
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Literal, get_args
from urllib.parse import urlencode, urlsplit

import orjson
import zstandard

from ..errors import TYPE_PREFIX, InvalidOption, RequestError, UnexpectedAnswer
from ..model import Article, OptionArgs, RawPage
from ..options import check_url, parse_options, parse_switch
from ..reading.dump import MARKUP_TYPES, media_type
from ..settings import TOKEN

Coding = Literal["gzip", "zstd"]
CLEAN, BATCH = "/v1/clean", "/v1/clean/batch"
# What a page may call itself; of all else the service would say that it is no page, where the library looks at it.
PAGE_TYPES = (*MARKUP_TYPES, "text/plain")
UNTOLD, JSON, LINES = "application/octet-stream", "application/json", "application/x-ndjson"
# A request line has room for 8190 bytes, and an address of other letters grows when it is escaped once more.
LONGEST_QUERY = 4000
FASTEST = 1  # gzip's level: beyond it a page costs more time than it saves on any wire
MEMBERS = ("type", "title", "status", "detail")  # of a problem; what it has besides are facts
SHOWN = 80  # characters of an answer that nobody expected


@dataclass(frozen=True, slots=True)
class Sent:
    """A request to POST: the path with its query, the headers that are its own, and the body."""

    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Came:
    """An answer; the names of its ``headers`` are found in any case, its ``body`` has no Content-Encoding any more."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Exchange:
    """Requests and answers of one service at ``address``, by one caller.

    ``options`` hold for all pages, ``strict`` makes a page without an article an error, ``token`` is the service's,
    and ``compression`` is that of pages and answers on their way. Raises ``InvalidOption``.
    """

    def __init__(
        self, address: str, token: str | None, compression: Coding | None, strict: bool, options: OptionArgs
    ) -> None:
        if compression is not None and compression not in get_args(Coding):
            raise InvalidOption(
                f"compression is {compression!r:.80}; expected None or one of {', '.join(get_args(Coding))}",
                option="compression",
            )
        if token and not TOKEN.fullmatch(token):
            raise InvalidOption(
                "the token has characters that no header can carry; expected ASCII letters, digits and marks, without "
                "a space or an end of line",
                option="token",
            )
        parse_options(options)
        self.address = _address(address)
        self.headers: dict[str, str] = {"Accept-Encoding": compression or "identity"}
        if token:
            self.headers["Authorization"] = f"Bearer {token}"
        self._compression = compression
        self._strict = parse_switch("strict", strict)
        self._options: dict[str, object] = {**options}

    def page(self, page: RawPage, options: Mapping[str, object], strict: bool | None) -> Sent:
        """The request that has one ``page`` cleaned. Raises ``InvalidOption``."""
        said = self._said(options, strict)
        query = urlencode(_about(page) | said)
        if len(query) > LONGEST_QUERY:
            return self._sent(f"{CLEAN}?{urlencode(said)}", JSON, orjson.dumps(as_object(page)))
        return self._sent(f"{CLEAN}?{query}" if query else CLEAN, _type_of(page) or UNTOLD, _bytes(page))

    def lines(self, lines: bytes, options: Mapping[str, object], strict: bool | None) -> Sent:
        """The request that has the pages on ``lines`` of JSON cleaned. Raises ``InvalidOption``."""
        return self._sent(f"{BATCH}?{urlencode(self._said(options, strict))}", LINES, lines)

    def article(self, came: Came) -> Article:
        """The article that ``came``. Raises the ``RequestError`` that came in its place."""
        return self.article_of(self.answer(came, JSON))

    def article_of(self, answer: Any) -> Article:
        """The article that an object of the service's tells of. Raises ``UnexpectedAnswer``."""
        try:
            return Article.from_dict(answer)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise UnexpectedAnswer(
                f"{self.address} answered with JSON that is no article of this version ({type(error).__name__}: "
                f"{error!s:.60}); expected a jingwen service of the version of this client",
                answer_status=200,
            ) from None

    def answer(self, came: Came, expected: str) -> Any:
        """The JSON that ``came`` in the type that is ``expected``; lines of it as bytes. Raises as ``article`` does."""
        told = media_type(came.headers.get("Content-Type"))
        if came.status == 200 and told == expected:
            if expected == LINES:
                return came.body
            try:
                return orjson.loads(came.body)
            except orjson.JSONDecodeError:
                raise self._unexpected(came, "that is no JSON") from None
        if told == "application/problem+json":
            try:
                raise error_of(orjson.loads(came.body), _retry_after(came))
            except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError):
                pass
        raise self._unexpected(came, f"of the type {told[:60] or 'that nobody told'}")

    def _said(self, options: Mapping[str, object], strict: bool | None) -> dict[str, str]:
        """The options of a page or a stream as its query has them."""
        merged = {**self._options, **options}
        chosen = parse_options(merged)
        if self._strict if strict is None else parse_switch("strict", strict):
            merged["strict"] = True
        values = {name: getattr(chosen, name, True) for name in merged}
        return {
            name: str(int(value)) if isinstance(value, bool) else str(value)
            for name, value in values.items()
            if value is not None
        }

    def _sent(self, path: str, content_type: str, body: bytes) -> Sent:
        headers = {"Content-Type": content_type}
        if self._compression:
            headers["Content-Encoding"] = self._compression
            body = zstandard.compress(body) if self._compression == "zstd" else gzip.compress(body, FASTEST, mtime=0)
        return Sent(path, headers, body)

    def _unexpected(self, came: Came, what: str) -> UnexpectedAnswer:
        begins = " ".join(came.body[: 4 * SHOWN].decode(errors="replace").split())[:SHOWN]
        facts: dict[str, str | float] = {"answer_status": came.status}
        facts |= {name: value for name, value in (("retry_after", _retry_after(came)),) if value is not None}
        where = came.headers.get("Location")
        advice = f"; it leads to {where[:200]}" if where else ""
        return UnexpectedAnswer(
            f"{self.address} answered {came.status} {what}{advice}; expected the JSON of a jingwen service. Is the "
            f"address right, or a proxy between? It begins: {begins or '(nothing)'}",
            **facts,
        )


def _address(given: str) -> str:
    """The service's address, to which paths are added. Raises ``InvalidOption``."""
    try:
        found = check_url(given)
        parts = urlsplit(found or "")
        if found and not (parts.query or parts.fragment) and parts.port != 0:
            return found.rstrip("/")
    except (InvalidOption, ValueError):  # the latter of a port that is none
        pass
    raise InvalidOption(
        f"the service's address is {given!r:.200}; expected one such as http://127.0.0.1:8000", option="url"
    )


def error_of(problem: Mapping[str, Any], retry_after: float | None = None) -> RequestError:
    """The error that a ``problem`` of the service's stands for: the same that the library raises.

    What the problem says besides is in its ``facts``, with ``retry_after`` in seconds, unless it is no such number.
    Raises ``KeyError`` for what is none of the service's.
    """
    facts = {name: value for name, value in problem.items() if name not in MEMBERS}
    told = facts.pop("retry_after", None) if retry_after is None else retry_after
    if isinstance(told, int | float) and not isinstance(told, bool) and told >= 0:
        facts["retry_after"] = told
    slug = problem["type"].removeprefix(TYPE_PREFIX)
    kind = RequestError.kinds().get(slug)
    if kind is not None:
        return kind(problem["detail"], **facts)
    return UnexpectedAnswer(
        f"the service answered {problem['status']} {slug[:60]}: {problem['detail']}",
        **(facts | {"answer_status": problem["status"]}),
    )


def as_object(page: RawPage) -> dict[str, Any]:
    """``page`` as the object that the service takes."""
    return {"body_base64": b64encode(_bytes(page)).decode(), "content_type": _type_of(page)} | _about(page)


def _about(page: RawPage) -> dict[str, str]:
    about = {"url": page.url, "fetched_at": page.fetched_at.isoformat() if page.fetched_at else None}
    return {name: value for name, value in about.items() if value}


def _bytes(page: RawPage) -> bytes:
    """Text goes as UTF-8, which is told before all else; half a character, which no encoding has, is left out."""
    return page.body if isinstance(page.body, bytes) else page.body.encode(errors="ignore")


def _type_of(page: RawPage) -> str | None:
    return page.content_type if media_type(page.content_type) in PAGE_TYPES else None


def _retry_after(came: Came) -> float | None:
    """The seconds that ``Retry-After`` asks for: a number, or the time of day until when (RFC 9110, 10.2.3)."""
    value = came.headers.get("Retry-After", "")
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None

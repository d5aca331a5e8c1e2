"""Many pages as streams of lines: which pages go together, and which answer belongs to which.

A stream takes no line more while 16 answers wait to be read, and httpx reads nothing before all has been sent: a longer
stream would stand still for ever. So each request has 16 lines at most, and the next is on its way while the one before
is answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import NoneType

import orjson

from ..arguments import Body, page_of
from ..errors import RequestError, UnexpectedAnswer, Unreachable
from ..model import Article, RawPage
from .exchange import LINES, Came, Exchange, Sent, as_object, error_of

MOST_LINES = 16
MOST_BYTES = 4_000_000  # of pages in one request: what is held until its answers are there


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What became of one page of a batch: its ``article``, or the ``error`` that says why there is none."""

    page: RawPage = field(repr=False)
    article: Article | None = None
    error: RequestError | None = None


class Chunk:
    """Some pages that go into one request, and what has become of them so far."""

    def __init__(self) -> None:
        self.size = 0
        self._pages: list[RawPage] = []
        self._found: dict[int, Cleaned] = {}

    def add(self, body: Body | RawPage) -> None:
        """One page more; what is wrong with it is told in its place. Raises ``TypeError`` for what is no page."""
        try:
            page = page_of(body)
        except RequestError as error:
            page = body if isinstance(body, RawPage) else RawPage(body if isinstance(body, str) else bytes(body))
            self._found[len(self._pages)] = Cleaned(page, error=error)
        self._pages.append(page)
        self.size += len(page.body)

    @property
    def full(self) -> bool:
        """Whether no further page goes into it."""
        return len(self._pages) >= MOST_LINES or self.size >= MOST_BYTES

    @property
    def open(self) -> list[int]:
        """The places of the pages that nothing is known of yet."""
        return [place for place in range(len(self._pages)) if place not in self._found]

    @property
    def results(self) -> list[Cleaned]:
        """What became of the pages, in their order, once none is open."""
        return [self._found[place] for place in range(len(self._pages))]

    def sent(self, exchange: Exchange, options: Mapping[str, object], strict: bool | None) -> Sent:
        """The request for the pages that are open."""
        lines = [orjson.dumps({"id": place} | as_object(self._pages[place])) + b"\n" for place in self.open]
        return exchange.lines(b"".join(lines), options, strict)

    def take(self, exchange: Exchange, came: Came) -> None:
        """Read the answers that ``came``. Raises the ``RequestError`` for which pages are open still."""
        for line in exchange.answer(came, LINES).splitlines():
            self._take(exchange, line)
        if self.open:
            raise Unreachable(f"the stream ended before {len(self.open)} of its lines were answered")

    def _take(self, exchange: Exchange, line: bytes) -> None:
        try:
            answer = orjson.loads(line)
            place = answer.pop("id", None)
            error = error_of(answer) if "type" in answer else None
        except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError):
            raise _none_of_ours(exchange) from None
        if type(place) not in (int, NoneType):  # 0.0 and false are equal to 0, and are no place
            raise _none_of_ours(exchange)
        known = place in self.open
        if error is not None and (error.retry or not known):  # it is about the service, or the stream as a whole
            raise error
        if not known:
            raise _none_of_ours(exchange)
        page = self._pages[place]
        self._found[place] = Cleaned(page, error=error) if error else Cleaned(page, exchange.article_of(answer))


def _none_of_ours(exchange: Exchange) -> UnexpectedAnswer:
    return UnexpectedAnswer(
        f"{exchange.address} answered a stream with a line that is none of a jingwen service's", answer_status=200
    )

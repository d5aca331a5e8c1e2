"""The client's two front doors, for programs with threads and for asyncio: they send, receive and wait.

What is said and what it means is in the other modules of this room, the same for both.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Unpack

from ..arguments import Body, Moment, page_of
from ..errors import InvalidOption, RequestError, TimedOut, UnexpectedAnswer, Unreachable
from ..model import Article, OptionArgs, RawPage
from ..options import NAMES, unknown_option
from .batching import Chunk, Cleaned
from .exchange import Came, Coding, Exchange, Sent
from .patience import Patience, Tries

if TYPE_CHECKING:
    import httpx

ADDRESS = "http://127.0.0.1:8000"
STREAMS = 2
Retried = Callable[[RequestError, float], object]


def _httpx() -> Any:
    """The package that sends and receives; all else here is understood without it."""
    try:
        import httpx
    except ImportError as error:
        raise ImportError(
            "a client of the service needs the package httpx: pip install '.[client]' in a checkout of jingwen"
        ) from error
    return httpx


class _Base:
    """What both have: where the service is, what is asked of it, and how long it is waited for.

    ``token`` is the service's, if it has one. ``timeout`` is the seconds without a byte after which a request is given
    up. ``patience`` is for how many seconds a request is tried again where that may help: a service that cannot be
    reached, is stopping or overloaded, or a proxy that says so (429, 502, 503, 504), with growing pauses and as
    ``Retry-After`` asks; 0 is never. What is wrong with a page is never tried again. ``on_retry`` hears of each such
    error and the pause after it. ``compression`` packs pages and answers on their way (``"gzip"`` or ``"zstd"``), for
    services that are not near. ``connections`` is how many requests may be under way. ``transport`` is httpx's own, for
    proxies, sockets and tests. ``strict`` and ``options`` are as those of :class:`~jingwen.Cleaner`. Raises
    ``InvalidOption``.
    """

    _kind: str  # of httpx's own clients

    def __init__(
        self,
        url: str = ADDRESS,
        *,
        token: str | None = None,
        timeout: float = 30.0,
        patience: float = 30.0,
        compression: Coding | None = None,
        connections: int = 8,
        transport: Any = None,
        on_retry: Retried | None = None,
        strict: bool = False,
        **options: Unpack[OptionArgs],
    ) -> None:
        for name in options:
            if name not in NAMES:
                raise unknown_option(name, ("url", *(_Base.__init__.__kwdefaults__ or ()), *NAMES))
        if timeout <= 0 or patience < 0 or connections < 1:
            raise InvalidOption("timeout is more than 0 seconds, patience at least 0, and connections at least 1")
        self._exchange = Exchange(url, token, compression, strict, options)
        self._patience = Patience(patience)
        self._timeout = timeout
        self._on_retry = on_retry
        httpx = _httpx()
        self._http = getattr(httpx, self._kind)(
            base_url=self._exchange.address,
            headers=self._exchange.headers,
            timeout=httpx.Timeout(timeout, pool=None),  # for a connection of one's own one waits as long as it takes
            limits=httpx.Limits(max_connections=connections),
            transport=transport,
            trust_env=False,  # the proxy through which pages are fetched is not on the way to the service
        )

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What goes wrong on the way, as an error of ours."""
        httpx, address = _httpx(), self._exchange.address
        try:
            yield
        except httpx.ConnectTimeout:
            raise Unreachable(f"{address} took no connection within {self._timeout:g} seconds") from None
        except httpx.TimeoutException:
            raise TimedOut(
                f"{address} was silent for {self._timeout:g} seconds (timeout), longer than the service takes for any "
                "page; look at the service and at proxies between, or raise timeout"
            ) from None
        except httpx.DecodingError as error:
            raise UnexpectedAnswer(f"{address} answered with a broken Content-Encoding: {error}") from None
        except httpx.HTTPError as error:
            what = str(error) or type(error).__name__
            raise Unreachable(f"{address} cannot be reached: {what}. Does the service run there?") from None

    def _pause(self, tries: Tries, error: RequestError) -> float:
        pause = tries.pause(error)
        if self._on_retry is not None:
            self._on_retry(error, pause)
        return pause

    def _article(self, came: Came) -> Article:
        article = self._exchange.article(came)
        self._patience.well()
        return article


class Client(_Base):
    """Has pages cleaned by the service at ``url``. Safe to share between threads; closed by ``close`` or ``with``.

    What can be set is as told of :class:`_Base`.
    """

    _kind = "Client"
    _http: httpx.Client

    def clean(
        self,
        body: Body,
        *,
        url: str | None = None,
        content_type: str | None = None,
        fetched_at: Moment | None = None,
        strict: bool | None = None,
        **options: Unpack[OptionArgs],
    ) -> Article:
        """The article on the page ``body``, as :meth:`jingwen.Cleaner.clean` gives it.

        Raises what that raises, a ``ServiceError`` that the service answered with, and a ``NoAnswer`` where there was
        none: ``Unreachable``, ``TimedOut`` or ``UnexpectedAnswer``.
        """
        page = page_of(body, url, content_type, fetched_at)
        sent = self._exchange.page(page, options, strict)
        tries = self._patience.tries()
        while True:
            try:
                return self._article(self._send(sent))
            except RequestError as error:
                time.sleep(self._pause(tries, error))

    def batch(
        self,
        pages: Iterable[Body | RawPage],
        *,
        streams: int = STREAMS,
        strict: bool | None = None,
        **options: Unpack[OptionArgs],
    ) -> Iterator[Cleaned]:
        """What becomes of each of ``pages``, in their order, while others are still sent: ``streams`` requests at once.

        A page that cannot be cleaned has its ``error``, and the others go on. Raised is what concerns all of them: a
        service that cannot be had, or a wrong token; what was given before that stands.
        """
        waiting: deque[Any] = deque()
        hands = ThreadPoolExecutor(streams)
        try:
            chunk = Chunk()
            for page in pages:
                chunk.add(page)
                if chunk.full:
                    waiting.append(hands.submit(self._clean_chunk, chunk, options, strict))
                    chunk = Chunk()
                if len(waiting) > streams:
                    yield from waiting.popleft().result()
            waiting.append(hands.submit(self._clean_chunk, chunk, options, strict))
            while waiting:
                yield from waiting.popleft().result()
        finally:
            hands.shutdown(wait=False, cancel_futures=True)

    def _clean_chunk(self, chunk: Chunk, options: OptionArgs, strict: bool | None) -> list[Cleaned]:
        tries = self._patience.tries()
        while chunk.open:
            try:
                chunk.take(self._exchange, self._send(chunk.sent(self._exchange, {**options}, strict)))
                self._patience.well()
            except RequestError as error:
                time.sleep(self._pause(tries, error))
        return chunk.results

    def _send(self, sent: Sent) -> Came:
        with self._told():
            came = self._http.post(sent.path, content=sent.body, headers=sent.headers)
        return Came(came.status_code, came.headers, came.content)

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class AsyncClient(_Base):
    """The same for asyncio: see :class:`Client`. Closed by ``aclose`` or ``async with``."""

    _kind = "AsyncClient"
    _http: httpx.AsyncClient

    async def clean(
        self,
        body: Body,
        *,
        url: str | None = None,
        content_type: str | None = None,
        fetched_at: Moment | None = None,
        strict: bool | None = None,
        **options: Unpack[OptionArgs],
    ) -> Article:
        """As :meth:`Client.clean`."""
        page = page_of(body, url, content_type, fetched_at)
        sent = self._exchange.page(page, options, strict)
        tries = self._patience.tries()
        while True:
            try:
                return self._article(await self._send(sent))
            except RequestError as error:
                await asyncio.sleep(self._pause(tries, error))

    async def batch(
        self,
        pages: Iterable[Body | RawPage] | AsyncIterable[Body | RawPage],
        *,
        streams: int = STREAMS,
        strict: bool | None = None,
        **options: Unpack[OptionArgs],
    ) -> AsyncIterator[Cleaned]:
        """As :meth:`Client.batch`; ``pages`` may come asynchronously too."""
        waiting: deque[asyncio.Task[list[Cleaned]]] = deque()
        try:
            chunk = Chunk()
            async for page in _each(pages):
                chunk.add(page)
                if chunk.full:
                    waiting.append(asyncio.create_task(self._clean_chunk(chunk, options, strict)))
                    chunk = Chunk()
                if len(waiting) > streams:
                    for cleaned in await waiting.popleft():
                        yield cleaned
            waiting.append(asyncio.create_task(self._clean_chunk(chunk, options, strict)))
            while waiting:
                for cleaned in await waiting.popleft():
                    yield cleaned
        finally:
            for task in waiting:
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)

    async def _clean_chunk(self, chunk: Chunk, options: OptionArgs, strict: bool | None) -> list[Cleaned]:
        tries = self._patience.tries()
        while chunk.open:
            try:
                chunk.take(self._exchange, await self._send(chunk.sent(self._exchange, {**options}, strict)))
                self._patience.well()
            except RequestError as error:
                await asyncio.sleep(self._pause(tries, error))
        return chunk.results

    async def _send(self, sent: Sent) -> Came:
        with self._told():
            came = await self._http.post(sent.path, content=sent.body, headers=sent.headers)
        return Came(came.status_code, came.headers, came.content)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def __aenter__(self) -> AsyncClient:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()


async def _each(pages: Iterable[Any] | AsyncIterable[Any]) -> AsyncIterator[Any]:
    if isinstance(pages, AsyncIterable):
        async for page in pages:
            yield page
    else:
        for page in pages:
            yield page

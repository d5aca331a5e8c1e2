"""Who cleans: processes of the crawler's own that can be killed, or a service."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

import orjson

from ..arguments import page_of
from ..cleaner import Cleaner
from ..client.patience import Patience
from ..errors import BodyTooLarge, NoChild
from ..isolation.pool import Pool
from ..model import RawPage
from ..settings import Settings
from .choices import Choices


class Cleaning(Protocol):
    """Whoever turns pages into answers while the crawl goes on."""

    async def open(self) -> None:
        """The crawl begins."""

    async def clean(self, page: RawPage, options: Mapping[str, Any]) -> Mapping[str, Any]:
        """The article on the ``page``, as JSON. Raises the ``RequestError`` that says why there is none."""

    async def close(self) -> None:
        """The crawl is over."""


def cleaning(choices: Choices, retried: Callable[..., object]) -> Cleaning:
    """Whom the ``choices`` ask for; ``retried`` hears of each request to a service that is sent again."""
    return OverHttp(choices, retried) if choices.url else InProcess(choices)


class InProcess:
    """Children of the crawler, each killed where a page hangs: the page costs its deadline, and the others go on."""

    def __init__(self, choices: Choices) -> None:
        self._settings = Settings(
            children=choices.at_once,
            deadline=choices.deadline,
            soft_deadline=min(choices.deadline, Settings().soft_deadline),
        )
        self._patience = Patience(choices.patience)
        self._pool = Pool(Cleaner(choices.rules, **choices.options), self._settings)
        self._hands = ThreadPoolExecutor(choices.at_once, "jingwen")  # each waits for the child that it has asked

    async def open(self) -> None:
        await self._do(self._pool.start)

    async def clean(self, page: RawPage, options: Mapping[str, Any]) -> Mapping[str, Any]:
        most = self._settings.max_page_bytes
        if len(page.body) > most:
            raise BodyTooLarge(
                f"the page has {len(page.body)} bytes; the limit is {most} (max_page_bytes)",
                limit=most,
                limit_name="max_page_bytes",
                got=len(page.body),
            )
        given, tries = page_of(page), self._patience.tries()
        while True:
            try:
                answer = await self._do(self._pool.clean, [given], options)
            except NoChild as error:  # of a machine that has no room now; the error speaks of a log
                why = NoChild(f"no process that would clean the page can be started: {error.__cause__}")
                await asyncio.sleep(tries.pause(why))
            else:
                self._patience.well()
                found: Mapping[str, Any] = orjson.loads(answer.body)
                return found

    async def close(self) -> None:
        await self._do(self._pool.close)
        self._hands.shutdown(wait=False)

    async def _do(self, work: Callable[..., Any], *given: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._hands, work, *given)


class OverHttp:
    """A service that is somewhere else."""

    def __init__(self, choices: Choices, retried: Callable[..., object]) -> None:
        from ..client import AsyncClient  # needs httpx, which nothing else here does

        self._client = AsyncClient(
            choices.url or "",
            token=choices.token,
            timeout=choices.timeout,
            patience=choices.patience,
            compression=choices.compression,  # type: ignore[arg-type]  # the client says what is wrong with it
            connections=choices.at_once,
            on_retry=retried,
            **choices.options,
        )

    async def open(self) -> None:
        """A service that is not there yet is waited for at the first page."""

    async def clean(self, page: RawPage, options: Mapping[str, Any]) -> Mapping[str, Any]:
        article = await self._client.clean(
            page.body, url=page.url, content_type=page.content_type, fetched_at=page.fetched_at, **options
        )
        return article.to_dict()

    async def close(self) -> None:
        await self._client.aclose()

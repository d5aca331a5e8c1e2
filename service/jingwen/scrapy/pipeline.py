"""The pipeline: an item goes in, and comes out with its article, or with its raw page and what is wrong with it."""

from __future__ import annotations

import logging
from typing import Any

from itemadapter import ItemAdapter
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import is_asyncio_available

from ..errors import RequestError, SettingError
from ..isolation.outcome import unforeseen
from ..model import RawPage
from . import choices
from .cleaning import cleaning
from .fields import Filling, taken_out
from .pages import PageMiddleware, address, page_of, unpacked

logger = logging.getLogger(__name__)
META = "jingwen"  # in a request's meta: False leaves its items alone, a dict has options for its page


class CleanPipeline:
    """Cleans the page of each item. No item is dropped, and no exception leaves it."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._choices = choices.read(crawler.settings)
        self._cleaning = cleaning(self._choices, self._retried)
        self._filling = Filling(self._choices.fields)
        self._pages: PageMiddleware | None = None
        self._told: set[type] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CleanPipeline:
        """As Scrapy makes it."""
        return cls(crawler)

    async def open_spider(self) -> None:
        """Raises ``SettingError`` where it could never work."""
        if not is_asyncio_available():
            raise SettingError("jingwen.scrapy needs asyncio, which is Scrapy's default; take TWISTED_REACTOR out")
        self._pages = self._crawler.get_spider_middleware(PageMiddleware)
        if self._pages is None and self._choices.page_field is None:
            raise SettingError(
                "CleanPipeline has no page to clean: use the add-on (ADDONS = {'jingwen.scrapy.Addon': 500}), or say "
                "with JINGWEN_PAGE_FIELD in which field an item has its page"
            )
        await self._cleaning.open()

    async def close_spider(self) -> None:
        """The last page is done."""
        await self._cleaning.close()

    async def process_item(self, item: Any) -> Any:
        """The same item, with more in it."""
        response = self._pages.take(item) if self._pages else None
        meta = response.request.meta.get(META) if response is not None and response.request else None
        own = self._own(item)
        page = own or (page_of(response) if response is not None else None)
        if meta is False or page is None:
            self._count("left_alone" if meta is False else "without_page")
            return item
        self._count("pages")
        try:
            whole = page if own or response is None else unpacked(page, response)
            answer = await self._cleaning.clean(whole, meta or {})
            self._filling.article(item, answer)
        except RequestError as error:
            self._failed(item, page, error)
        except Exception as error:
            self._failed(item, page, unforeseen(error))
        else:
            self._count(f"status/{answer['status']}")
            self._take_out(item)
        return item

    def _own(self, item: Any) -> RawPage | None:
        """The page that ``item`` has in a field of its own, and what its other fields say of it."""
        field = self._choices.page_field
        told = ItemAdapter(item) if field else {}
        body = told.get(field)
        if not isinstance(body, bytes | str) or not body:
            return None
        url, content_type = told.get("url"), told.get("content_type")
        return RawPage(
            body,
            address(url) if isinstance(url, str) else None,
            content_type if isinstance(content_type, str) else None,
        )

    def _failed(self, item: Any, page: RawPage, error: RequestError) -> None:
        self._count("failed", f"problem/{error.slug}")
        logger.warning("No article of %s: %s", page.url or "a page without an address", error, extra=self._extra)
        try:
            homeless = self._filling.failure(item, page, error)
        except Exception as fault:  # a frozen class, or one that checks what it is given
            logger.error("%s takes no fields: %s; its page is lost", type(item).__name__, fault, extra=self._extra)
            return
        if "body_base64" not in homeless:
            self._take_out(item)
        if homeless and type(item) not in self._told:
            self._told.add(type(item))
            logger.warning(
                "%s has no fields %s: of a page that cannot be cleaned it does not keep them. Declare them",
                type(item).__name__,
                ", ".join(homeless),
                extra=self._extra,
            )

    def _take_out(self, item: Any) -> None:
        if self._choices.page_field is not None:
            taken_out(item, self._choices.page_field)

    def _retried(self, error: RequestError, pause: float) -> None:
        self._count("retried")
        logger.debug("Trying again in %.1f s: %s", pause, error, extra=self._extra)

    def _count(self, *names: str) -> None:
        if self._crawler.stats is not None:
            for name in names:
                self._crawler.stats.inc_value(f"jingwen/{name}")

    @property
    def _extra(self) -> dict[str, Any]:
        return {"spider": self._crawler.spider}

"""A crawl as a project would have it, run by ``python -m tests.clients.crawl SETTINGS`` in a process of its own.

The settings are JSON; ``PORT`` and ``COUNT`` tell the spider where to go, ``FEED`` where its items go and ``STATS``
where the crawler's counts do. The pipeline's own children clean with a Cleaner that hangs and dies where a page says
so.
"""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response

import jingwen.scrapy.cleaning as cleaning
from jingwen import Cleaner
from tests.isolation.misbehaving import Misbehaving


class News(scrapy.Spider):
    """Yields an item for each page, and nothing of the page."""

    name = "news"

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """All pages at once; the scheduler knows how many are fetched."""
        for number in range(self.settings.getint("COUNT")):
            yield scrapy.Request(f"http://127.0.0.1:{self.settings['PORT']}/a/{number}", cb_kwargs={"number": number})

    def parse(self, response: Response, number: int) -> Iterator[dict[str, Any]]:
        """What a spider knows itself."""
        yield {"number": number}


class Late:
    """A pipeline of the project's own, which sees what the add-on's has made."""

    def process_item(self, item: dict[str, Any]) -> dict[str, Any]:
        """Tells that it has seen it."""
        return {**item, "seen": item.get("status")}


def main(settings: dict[str, Any]) -> None:
    """Crawl with the add-on and a pipeline of the project's own."""
    vars(cleaning)["Cleaner"] = lambda rules, **options: Misbehaving(Cleaner(rules, **options))
    process = CrawlerProcess(
        {
            "ADDONS": {"jingwen.scrapy.Addon": 500},
            "ITEM_PIPELINES": {Late: 300},
            "FEEDS": {settings["FEED"]: {"format": "jsonlines"}},
            "TELNETCONSOLE_ENABLED": False,
            "LOG_LEVEL": "INFO",
            **settings,
        }
    )
    crawler = process.create_crawler(News)
    process.crawl(crawler)
    process.start()
    assert crawler.stats is not None
    Path(settings["STATS"]).write_text(json.dumps(crawler.stats.get_stats(), default=str), encoding="utf-8")


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))

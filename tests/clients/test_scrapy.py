"""The add-on without a crawl: its settings, its fields, and what it does with an item."""

from __future__ import annotations

import asyncio
import gc
import gzip
from base64 import b64decode
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from jingwen import RawPage, clean
from jingwen.errors import DeadlineExceeded, SettingError

from .test_exchange import PAGE

pytest.importorskip("scrapy", reason="Scrapy is not installed: make test-integration, or pip install '.[scrapy]'")

from scrapy import Field, Item
from scrapy.http import HtmlResponse, Request, Response
from scrapy.settings import Settings
from scrapy.utils.test import get_crawler

from jingwen.scrapy import Addon, CleanPipeline, PageMiddleware, choices, pages
from jingwen.scrapy.fields import DEFAULT, TOLD, Filling

URL = "https://news.example.com/a/1"
ARTICLE = clean(PAGE, url=URL).to_dict()
TOO_SLOW = DeadlineExceeded("the page was not cleaned within 10 seconds", limit=10)


class Mine:
    """A pipeline of a project's own."""

    def process_item(self, item: Any) -> Any:
        return item


@dataclass
class Declared:
    link: str
    title: str | None = None
    byline: list[str] = field(default_factory=lambda: ["given"])
    keywords: list[str] | None = None


class Story(Item):
    title = Field()
    problem = Field()
    body_base64 = Field()


# The add-on's settings


@pytest.mark.parametrize("own", [{}, {Mine: 300}, {"tests.clients.test_scrapy.Mine": 300}])
def test_it_stands_beside_what_the_project_has(own: dict[Any, int]) -> None:
    settings = Settings({"ITEM_PIPELINES": own, "SPIDER_MIDDLEWARES": {}})
    Addon().update_settings(settings)
    assert settings.getdict("ITEM_PIPELINES") == {**own, CleanPipeline: 100}
    assert settings.getdict("SPIDER_MIDDLEWARES") == {PageMiddleware: 25}


@pytest.mark.parametrize("number", [None, 950])
def test_what_the_project_says_of_the_pipeline_holds(number: int | None) -> None:
    settings = Settings({"ITEM_PIPELINES": {"jingwen.scrapy.CleanPipeline": number}})
    Addon().update_settings(settings)
    assert settings.getdict("ITEM_PIPELINES") == {"jingwen.scrapy.CleanPipeline": number}


def test_settings_as_a_file_and_a_command_line_give_them() -> None:
    told = {
        "JINGWEN_URL": "http://127.0.0.1:8000",
        "JINGWEN_OPTIONS": '{"script": "tw"}',
        "JINGWEN_FIELDS": "title,text",
        "JINGWEN_PATIENCE": "0",
        "JINGWEN_CONCURRENCY": "3",
        "JINGWEN_TOKEN": None,
    }
    found = choices.read(Settings(told))
    assert found.options == {"script": "tw"}
    assert found.fields == {"title": "title", "text": "text"}
    assert (found.patience, found.at_once, found.token) == (0, 3, None)
    assert choices.read(Settings({"JINGWEN_FIELDS": {"title": "headline"}})).fields == {"title": "headline"}
    assert choices.read(Settings()) == choices.Choices()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"JINGWEN_ULR": "x"}, "there is no setting JINGWEN_ULR; did you mean JINGWEN_URL"),
        ({"JINGWEN_FIELDS": ["titel"]}, "JINGWEN_FIELDS names 'titel', which is no field; did you mean title"),
        ({"JINGWEN_OPTIONS": {"scirpt": "tw"}}, "did you mean script"),
        ({"JINGWEN_OPTIONS": "{"}, "JINGWEN_OPTIONS or JINGWEN_FIELDS cannot be used"),
        ({"JINGWEN_TIMEOUT": "soon"}, "JINGWEN_TIMEOUT is 'soon'; expected a number of seconds"),
        ({"JINGWEN_CONCURRENCY": "0"}, "JINGWEN_CONCURRENCY is '0'; expected a whole number"),
    ],
)
def test_a_setting_that_cannot_be_used_stops_the_start(given: dict[str, Any], said: str) -> None:
    with pytest.raises(SettingError) as caught:
        Addon().update_settings(Settings(given))
    assert said in str(caught.value)


# What an item gets


def test_a_dict_gets_the_default_fields_and_keeps_its_own() -> None:
    item = {"title": "the spider's", "source": ""}
    Filling(None).article(item, ARTICLE)
    assert item == {name: ARTICLE[name] for name in DEFAULT} | {"title": "the spider's"}


def test_declared_fields_get_what_is_declared() -> None:
    item = Declared(URL)
    Filling(None).article(item, ARTICLE)
    assert item == Declared(URL, "新桥通车", ["given"], [])
    declared = Story()
    Filling(None).article(declared, ARTICLE)
    assert dict(declared) == {"title": "新桥通车"}


def test_fields_are_chosen_and_called_otherwise() -> None:
    item: dict[str, Any] = {}
    filling = Filling({"title": "headline", "rule": "rule", "problem": "error"})
    filling.article(item, ARTICLE)
    assert item == {"headline": "新桥通车", "rule": None}
    assert filling.failure(item, RawPage(b"\xff", URL, "text/html"), TOO_SLOW) == []
    assert item["error"] == "deadline-exceeded"
    assert item["headline"] == "新桥通车"


def test_a_failure_leaves_the_page_and_the_reason() -> None:
    item: dict[str, Any] = {"url": "the spider's"}
    page = RawPage(b"\xff<p>", URL, "text/html", datetime(2024, 5, 6, 8, tzinfo=UTC))
    assert Filling(None).failure(item, page, TOO_SLOW) == []
    assert b64decode(item.pop("body_base64")) == b"\xff<p>"
    assert item == {
        "url": "the spider's", "status": "failed", "problem": "deadline-exceeded", "detail": str(TOO_SLOW),
        "retry": False, "content_type": "text/html", "fetched_at": "2024-05-06T08:00:00+00:00",
    }  # fmt: skip
    declared = Story()
    assert set(Filling(None).failure(declared, RawPage("页", URL), TOO_SLOW)) == {*TOLD} - set(Story.fields)
    assert b64decode(declared["body_base64"]).decode() == "页"


# Which page an item was made of


def response(body: bytes = PAGE.encode(), url: str = URL, **headers: str) -> Response:
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return HtmlResponse(url, headers=told, body=body, request=Request("https://news.example.com/"))


def through(middleware: PageMiddleware, of: Response, *outputs: Any) -> list[Any]:
    async def result() -> AsyncIterator[Any]:
        for output in outputs:
            yield output

    async def passed() -> list[Any]:
        return [each async for each in middleware.process_spider_output(of, result())]

    return asyncio.run(passed())


def test_an_item_s_response_is_known_once_and_for_as_long_as_it_lives() -> None:
    middleware, found = PageMiddleware(), response()
    first, second, request = {"n": 1}, {"n": 2}, Request(URL)
    assert through(middleware, found, first, request, second, None) == [first, request, second, None]
    assert middleware.take(first) is found
    assert middleware.take(first) is None
    assert middleware.take({"n": 2}) is None
    del found
    gc.collect()
    assert middleware.take(second) is None
    assert middleware._noted == {}


def test_the_page_is_the_body_with_its_headers() -> None:
    given = response(
        PAGE.encode("gb18030"), Content_Type="text/html; charset=gb2312", Date="Mon, 06 May 2024 08:00:00 GMT"
    )
    page = pages.page_of(given)
    assert (page.body, page.content_type) == (PAGE.encode("gb18030"), "text/html; charset=gb2312")
    assert page.fetched_at is not None
    assert page.fetched_at.isoformat() == "2024-05-06T08:00:00+00:00"
    assert pages.page_of(response(url="file:///tmp/a.html", Date="never")).url is None


# The pipeline in a crawler


@pytest.fixture
def pipeline() -> Iterator[tuple[CleanPipeline, PageMiddleware, Any]]:
    crawler = get_crawler(settings_dict={"JINGWEN_PAGE_FIELD": "page", "JINGWEN_CONCURRENCY": 1})
    made = CleanPipeline.from_crawler(crawler)
    made._pages = PageMiddleware()
    yield made, made._pages, crawler.stats
    asyncio.run(made.close_spider())


def processed(pipeline: CleanPipeline, item: Any) -> Any:
    return asyncio.run(pipeline.process_item(item))


def test_an_item_of_a_response(pipeline: Any) -> None:
    clean_it, middleware, stats = pipeline
    for given in (response(), response(gzip.compress(PAGE.encode()), Content_Encoding="gzip")):
        (item,) = through(middleware, given, {})
        assert processed(clean_it, item)["title"] == "新桥通车"
    assert stats.get_stats() == {"jingwen/pages": 2, "jingwen/status/article": 2}


def test_an_own_page_is_taken_for_what_it_is_whatever_the_response_says(pipeline: Any) -> None:
    clean_it, middleware, _ = pipeline
    (item,) = through(middleware, response(b"\0", Content_Encoding="zstd"), {"page": PAGE})
    assert processed(clean_it, item)["title"] == "新桥通车"


def test_an_item_with_its_own_page(pipeline: Any) -> None:
    clean_it, _, _ = pipeline
    assert processed(clean_it, {"page": PAGE, "url": URL})["title"] == "新桥通车"
    assert "page" not in processed(clean_it, {"page": PAGE.encode()})
    failed = processed(clean_it, {"page": b" ", "content_type": "text/html"})
    assert (failed["problem"], failed["body_base64"], "page" in failed) == ("empty-body", "IA==", False)


def test_an_item_without_a_page_passes(pipeline: Any) -> None:
    clean_it, _, stats = pipeline
    item = {"n": 1}
    assert processed(clean_it, item) is item
    assert item == {"n": 1}
    assert stats.get_stats() == {"jingwen/without_page": 1}


def test_a_request_says_how_its_page_is_cleaned(pipeline: Any) -> None:
    clean_it, middleware, stats = pipeline
    for meta, title in (({"script": "hant"}, "新橋通車"), (False, None), ({"scirpt": "x"}, None)):
        given = response()
        assert given.request is not None
        given.request.meta["jingwen"] = meta
        (item,) = through(middleware, given, {})
        assert processed(clean_it, item).get("title") == title
    assert item["problem"] == "invalid-option"
    assert stats.get_value("jingwen/left_alone") == 1


def test_a_coding_that_nobody_can_undo_is_a_failure_with_the_page_as_it_came(pipeline: Any) -> None:
    clean_it, middleware, _ = pipeline
    given = response(b"packed", Content_Encoding="sdch")
    (item,) = through(middleware, given, {})
    failed = processed(clean_it, item)
    assert (failed["problem"], b64decode(failed["body_base64"])) == ("unknown-encoding", b"packed")


def test_an_item_that_cannot_be_written_to_is_not_dropped(pipeline: Any, caplog: pytest.LogCaptureFixture) -> None:
    @dataclass(frozen=True)
    class Frozen:
        title: str | None = None

    clean_it, middleware, stats = pipeline
    given = response()
    (item,) = through(middleware, given, Frozen())
    assert processed(clean_it, item) is item
    assert stats.get_value("jingwen/failed") == 1
    assert "Frozen has no fields status, problem" in caplog.text


def test_a_class_without_fields_for_a_failure_is_named_once(pipeline: Any, caplog: pytest.LogCaptureFixture) -> None:
    clean_it, middleware, _ = pipeline
    given = response(b" ")
    for _ in range(2):
        (item,) = through(middleware, given, Declared(URL))
        assert processed(clean_it, item) == Declared(URL)
    assert caplog.text.count(f"No article of {URL}: the page is empty") == 2
    assert caplog.text.count(f"Declared has no fields {', '.join(TOLD)}: of a page") == 1

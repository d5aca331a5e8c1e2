"""What a caller may hand in: which types are taken, and what is said of the others."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from jingwen import arguments
from jingwen.errors import EmptyBody, InvalidOption
from jingwen.model import RawPage

PAGE = "<p>清晨的湖边很安静。</p>"
DATA = PAGE.encode()
NOON = datetime(2024, 3, 1, 12, tzinfo=timezone(timedelta(hours=8)))
ADDRESS = "https://news.example.com/a/1"


class Response:
    """As HTTP clients have it; of a stream that was not read the body must not be asked for."""

    @property
    def content(self) -> bytes:
        raise RuntimeError("the stream has not been read")


@pytest.mark.parametrize(
    ("body", "taken"),
    [
        (DATA, DATA),
        (PAGE, PAGE),
        (bytearray(DATA), DATA),
        (memoryview(DATA), DATA),
        (memoryview(DATA)[::2], DATA[::2]),
        (f"<a href='{ADDRESS}'>", f"<a href='{ADDRESS}'>"),
        (f"{ADDRESS} 清晨", f"{ADDRESS} 清晨"),
        (f"{ADDRESS}\n清晨", f"{ADDRESS}\n清晨"),
        (f"{ADDRESS}清晨的湖边很安静。", f"{ADDRESS}清晨的湖边很安静。"),
        (ADDRESS.encode(), ADDRESS.encode()),
    ],
)
def test_a_body(body: Any, taken: bytes | str) -> None:
    page = arguments.page_of(body)
    assert page == RawPage(taken)
    assert type(page.body) is type(taken)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (None, r"^the page is None; expected bytes or text\. Pass the page's bytes as they were fetched$"),
        (7, r"^the page is of type int; expected bytes or text\. Pass the page's bytes"),
        ({"html": PAGE}, "of type dict; expected bytes or text"),
        (Path("page.html"), r"of type \w*Path; expected bytes or text\. Read the file: path\.read_bytes\(\)$"),
        (io.BytesIO(DATA), r"of type BytesIO; .* file\.read\(\) of a file opened with 'rb'$"),
        (io.StringIO(PAGE), "of type StringIO; .* response.content"),
        (Response(), "of type Response; expected bytes or text. Pass its bytes: response.content"),
        ([DATA], r"of type list; .* The pages of one article go into clean_pages"),
        (ADDRESS, "only an address; jingwen never fetches: pass the page's bytes, and the address as url="),
        (f" {ADDRESS.upper()}/新闻\n", "only an address; jingwen never fetches"),
    ],
)
def test_a_body_of_another_type(body: Any, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        arguments.page_of(body)
    with pytest.raises(TypeError, match=message):
        arguments.pages_of([DATA, RawPage(body)])


def test_one_page_that_is_a_record_goes_among_pages() -> None:
    with pytest.raises(TypeError, match=r"of type RawPage; .* A RawPage goes into clean_pages\(\[page\]\)"):
        arguments.check_body(RawPage(PAGE))


@pytest.mark.parametrize(
    ("pages", "message"),
    [
        (DATA, "pages is of type bytes; expected a list of pages, in the order of the article. One page is clean"),
        (PAGE, "pages is of type str"),
        (bytearray(DATA), "pages is of type bytearray"),
        (RawPage(DATA), "pages is of type RawPage"),
        ({ADDRESS: DATA}, "pages is of type dict"),
        (Path("pages"), r"pages is of type \w*Path"),
        (None, "pages is None"),
        (7, "pages is of type int"),
    ],
)
def test_pages_that_are_no_list(pages: Any, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        arguments.pages_of(pages)


def test_any_iterable_is_a_list_of_pages() -> None:
    assert arguments.pages_of(body for body in (DATA, PAGE)) == [RawPage(DATA), RawPage(PAGE)]


def test_a_page_that_is_wrong_is_told_before_the_others_are_cleaned() -> None:
    with pytest.raises(TypeError, match="the page is None"):
        arguments.pages_of([DATA, None])  # type: ignore[list-item]


@pytest.mark.parametrize("body", [b"", "", b" \r\n\t", " \n\u3000", bytearray(), memoryview(b"  ")])
def test_an_empty_page(body: Any) -> None:
    with pytest.raises(EmptyBody, match="the page is empty; send the page's bytes"):
        arguments.page_of(body)
    with pytest.raises(EmptyBody, match="the page is empty"):
        arguments.pages_of([DATA, body])


def test_no_pages() -> None:
    with pytest.raises(EmptyBody, match="there are no pages; send at least one"):
        arguments.pages_of([])


@pytest.mark.parametrize(
    ("fetched_at", "taken"),
    [
        (None, None),
        (NOON, NOON),
        ("2024-03-01T12:00:00+08:00", NOON),
        ("2024-03-01", datetime(2024, 3, 1)),
        ("2024-03-01T04:00:00Z", datetime(2024, 3, 1, 4, tzinfo=UTC)),
    ],
)
def test_a_time(fetched_at: Any, taken: datetime | None) -> None:
    assert arguments.page_of(DATA, fetched_at=fetched_at).fetched_at == taken
    assert arguments.page_of(RawPage(DATA, fetched_at=fetched_at)).fetched_at == taken


@pytest.mark.parametrize("fetched_at", [1709265600, 1709265600.5, date(2024, 3, 1), b"2024-03-01", ("2024", 3)])
def test_a_time_of_another_type(fetched_at: Any) -> None:
    message = f"fetched_at is of type {type(fetched_at).__name__}; expected a datetime, or ISO 8601 as text such as"
    with pytest.raises(TypeError, match=message):
        arguments.page_of(DATA, fetched_at=fetched_at)


@pytest.mark.parametrize("fetched_at", ["", "yesterday", "1709265600"])
def test_a_text_that_is_no_time(fetched_at: str) -> None:
    with pytest.raises(InvalidOption, match="expected ISO 8601"):
        arguments.page_of(DATA, fetched_at=fetched_at)


@pytest.mark.parametrize(
    ("content_type", "message"),
    [
        (
            b"text/html",
            r"content_type is of type bytes; .* text\. Decode it: content_type\.decode\('latin-1'\)",
        ),
        (7, "content_type is of type int; expected the header's value as text, or None where it is not known"),
        (["text/html"], "content_type is of type list"),
    ],
)
def test_a_header_of_another_type(content_type: Any, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        arguments.page_of(DATA, content_type=content_type)
    with pytest.raises(TypeError, match=message):
        arguments.pages_of([RawPage(DATA, None, content_type)])


def test_what_a_page_says_of_itself_comes_first() -> None:
    page = RawPage(DATA, ADDRESS, "text/html", NOON)
    assert arguments.page_of(page, "https://b.example.com/", "text/plain", "2020-01-01") == page
    bare = RawPage(DATA, " ", "")
    assert arguments.page_of(bare, ADDRESS, "text/html", NOON) == page
    assert arguments.page_of(bare) == RawPage(DATA)


def test_an_address_of_another_type_is_refused_here_too() -> None:
    with pytest.raises(TypeError, match="url is of type bytes"):
        arguments.page_of(DATA, ADDRESS.encode())  # type: ignore[arg-type]
    with pytest.raises(InvalidOption, match="url is 'example'"):
        arguments.pages_of([RawPage(DATA, "example")])

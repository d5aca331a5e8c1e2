"""Which pages go into one request, and which answer belongs to which."""

from __future__ import annotations

from base64 import b64decode
from typing import Any

import orjson
import pytest

from jingwen import RawPage, clean
from jingwen.client.batching import MOST_BYTES, MOST_LINES, Chunk
from jingwen.client.exchange import LINES, Came
from jingwen.errors import TYPE_PREFIX, CorruptEncoding, EmptyBody, NotReady, UnexpectedAnswer, Unreachable
from jingwen.web.stream import AHEAD

from .test_exchange import PAGE, exchange


def chunk(*pages: Any) -> Chunk:
    found = Chunk()
    for page in pages:
        found.add(page)
    return found


def sent(of: Chunk) -> list[dict[str, Any]]:
    return [orjson.loads(line) for line in of.sent(exchange(), {}, None).body.splitlines()]


def answers(*lines: dict[str, Any]) -> Came:
    return Came(200, {"Content-Type": LINES}, b"".join(orjson.dumps(line) + b"\n" for line in lines))


def article(place: int, title: str = "新桥通车") -> dict[str, Any]:
    return {"id": place} | clean(f"<h1>{title}</h1>{PAGE[14:]}").to_dict()


def problem(slug: str, status: int, **members: Any) -> dict[str, Any]:
    return members | {"type": TYPE_PREFIX + slug, "title": "t", "status": status, "detail": "why"}


def test_pages_go_as_lines() -> None:
    found = chunk(RawPage(b"\xff\xfe1", "https://news.example.com/a", "text/html"), "文")
    first, second = sent(found)
    assert (first["id"], first["url"], first["content_type"]) == (0, "https://news.example.com/a", "text/html")
    assert (b64decode(first["body_base64"]), b64decode(second["body_base64"]).decode()) == (b"\xff\xfe1", "文")


def test_a_request_has_no_more_lines_than_the_service_takes_ahead() -> None:
    """One more, and both sides would wait for each other: httpx reads nothing before all is sent."""
    assert MOST_LINES <= AHEAD
    assert not chunk(*[PAGE] * (MOST_LINES - 1)).full
    assert chunk(*[PAGE] * MOST_LINES).full
    assert chunk(b"x" * MOST_BYTES).full


def test_results_come_in_order_each_with_its_page() -> None:
    found = chunk(PAGE, RawPage(b""), "二", RawPage("三", url="nowhere"))
    assert [each["id"] for each in sent(found)] == [0, 2]
    found.take(exchange(), answers(problem("corrupt-encoding", 400, id=2, limit=3), article(0)))
    first, second, third, fourth = found.results
    assert first.article is not None
    assert (first.article.title, first.page.body, first.error) == ("新桥通车", PAGE, None)
    assert (type(second.error), second.page.body) == (EmptyBody, b"")
    assert isinstance(third.error, CorruptEncoding)
    assert (third.error.facts, third.article) == ({"limit": 3}, None)
    assert "url is 'nowhere'" in str(fourth.error)


def test_what_is_no_page_at_all_is_a_mistake_of_the_caller_s() -> None:
    with pytest.raises(TypeError, match="the page is of type int"):
        chunk(7)


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ([problem("not-ready", 503, id=1)], NotReady),
        ([problem("not-ready", 503, line=2)], NotReady),
        ([], Unreachable),
        ([{"id": 9}], UnexpectedAnswer),
        ([{"id": 0}], UnexpectedAnswer),
        ([{"id": 1, "status": "article"}], UnexpectedAnswer),
        ([{"id": None, "type": 5}], UnexpectedAnswer),
        ([problem("not-ready", 503, id=1, retry_after="soon")], NotReady),
        ([problem("empty-body", 400, id=1.0)], UnexpectedAnswer),
        ([article(1) | {"id": 1.0}], UnexpectedAnswer),
        ([article(1) | {"id": True}], UnexpectedAnswer),
    ],
)
def test_what_was_answered_stands_and_the_rest_goes_again(more: list[dict[str, Any]], error: type[Exception]) -> None:
    found = chunk(PAGE, PAGE)
    with pytest.raises(error):
        found.take(exchange(), answers(article(0), *more))
    assert found.open == [1]
    assert [each["id"] for each in sent(found)] == [1]
    found.take(exchange(), answers(article(1, "旧桥今天拆除")))
    assert [each.article.title for each in found.results if each.article] == ["新桥通车", "旧桥今天拆除"]


def test_a_line_that_is_no_json() -> None:
    with pytest.raises(UnexpectedAnswer, match="a line that is none of a jingwen service's"):
        chunk(PAGE).take(exchange(), Came(200, {"Content-Type": LINES}, b"<html>\n"))

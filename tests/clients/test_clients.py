"""Both clients, against a service as it is really started and against answers that none would give."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from jingwen import Article, Cleaner, EmptyBody, InvalidOption, NoArticle, RawPage
from jingwen.client import AsyncClient, Cleaned, Client
from jingwen.errors import (
    DeadlineExceeded,
    NoAnswer,
    Overloaded,
    RequestError,
    TimedOut,
    Unauthorized,
    UnexpectedAnswer,
    Unreachable,
)

from ..isolation.misbehaving import HANG
from ..web.examples import RULES
from ..web.live import Server, free_port, running, running_on
from .test_exchange import PAGE, problem

httpx = pytest.importorskip("httpx", reason="httpx is not installed: make test-integration, or pip install '.[client]'")

APP = "tests.web.misbehaving:application()"
URL = "https://news.example.com/a/1"
TOKEN = "s3cret"
Handler = Callable[[Any], Any]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    log = tmp_path_factory.mktemp("service") / "log"
    settings = {"JINGWEN_TOKEN": TOKEN, "JINGWEN_DEADLINE": "5", "JINGWEN_SOFT_DEADLINE": "5", "WORKERS": "1"}
    with running(log, APP, **settings) as found:
        yield found


def address(server: Server) -> str:
    return f"http://127.0.0.1:{server.port}"


class InTurn:
    """The asynchronous client behind the other's face, so that each test is of both."""

    def __init__(self, url: str, **settings: Any) -> None:
        self._loop = asyncio.new_event_loop()
        self._client = AsyncClient(url, **settings)

    def clean(self, body: Any, **given: Any) -> Article:
        return self._loop.run_until_complete(self._client.clean(body, **given))

    def batch(self, pages: Any, **given: Any) -> list[Cleaned]:
        async def all_of_them() -> list[Cleaned]:
            return [each async for each in self._client.batch(pages, **given)]

        return self._loop.run_until_complete(all_of_them())

    def close(self) -> None:
        self._loop.run_until_complete(self._client.aclose())
        self._loop.close()

    def __enter__(self) -> InTurn:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


both = pytest.mark.parametrize("kind", [Client, InTurn])


@both
@pytest.mark.parametrize("compression", [None, "gzip", "zstd"])
def test_a_page_gets_the_library_s_article(kind: Any, compression: str | None, server: Server) -> None:
    body, header = PAGE.encode("gb18030"), "text/html; charset=gb2312"
    expected = Cleaner(str(RULES), script="tw").clean(body, url=URL, content_type=header)
    with kind(address(server), token=TOKEN, compression=compression, script="tw") as client:
        assert client.clean(body, url=URL, content_type=header) == expected
        assert client.clean(body, url=URL, content_type=header, script="keep").title == "新桥通车"


@both
def test_a_page_with_a_very_long_address(kind: Any, server: Server) -> None:
    url = f"https://news.example.com/{'新' * 1000}"
    with kind(address(server), token=TOKEN) as client:
        found = client.clean(PAGE, url=url)
    assert (found.title, found.url) == ("新桥通车", Cleaner("off").clean(PAGE, url=url).url)


@both
def test_what_is_wrong_with_a_page_is_the_library_s_error(kind: Any, server: Server) -> None:
    with kind(address(server), token=TOKEN) as client:
        with pytest.raises(EmptyBody):
            client.clean(b" ")
        with pytest.raises(InvalidOption):
            client.clean(PAGE, scirpt="tw")
        with pytest.raises(NoArticle) as caught:
            client.clean("<p>短</p>", strict=True)
        assert caught.value.facts["request_id"]
        with pytest.raises(DeadlineExceeded, match="was not cleaned within 5 seconds") as slow:
            client.clean(HANG + PAGE)
        assert (slow.value.status, slow.value.retry) == (504, False)
        assert client.clean(PAGE).title == "新桥通车"


@pytest.mark.parametrize("kind", [Client, AsyncClient])
@pytest.mark.parametrize(("given", "meant"), [("tokn", "token"), ("ulr", "url"), ("scirpt", "script")])
def test_an_argument_that_does_not_exist_is_refused_with_what_was_meant(kind: Any, given: str, meant: str) -> None:
    with pytest.raises(InvalidOption, match=f"'{given}' is not an option; did you mean {meant}?"):
        kind(**{given: "x"})


@both
@pytest.mark.parametrize(
    ("token", "said"), [(None, "asks for a token"), ("another", "the token that was sent is not this service's")]
)
def test_a_wrong_token(kind: Any, token: str | None, said: str, server: Server) -> None:
    with kind(address(server), token=token) as client:
        with pytest.raises(Unauthorized, match=said):
            client.clean(PAGE)
        with pytest.raises(Unauthorized):
            list(client.batch([PAGE]))


@both
def test_a_batch_has_a_result_for_each_page_in_order(kind: Any, server: Server) -> None:
    pages: list[Any] = [RawPage(f"<h1>新桥{n}号今天通车</h1>{PAGE[13:]}".encode(), f"{URL}{n}") for n in range(40)]
    pages[7], pages[20] = b"", RawPage(HANG.encode(), URL)
    with kind(address(server), token=TOKEN) as client:
        found = list(client.batch(iter(pages), script="hant"))
        assert list(client.batch([])) == []
    assert [each.page for each in found] == [RawPage(b"") if page == b"" else page for page in pages]
    problems = {n: type(each.error) for n, each in enumerate(found) if each.error}
    assert problems == {7: EmptyBody, 20: DeadlineExceeded}
    for number, each in enumerate(found):
        if each.article:
            assert (each.article.title, each.article.url) == (f"新橋{number}號今天通車", f"{URL}{number}")


def test_answers_come_while_pages_are_still_sent(server: Server) -> None:
    taken = 0

    def pages() -> Iterator[str]:
        nonlocal taken
        for _ in range(200):
            taken += 1
            yield PAGE

    with Client(address(server), token=TOKEN) as client:
        results = client.batch(pages())
        assert next(results).article
        assert taken < 100
        results.close()  # type: ignore[attr-defined]


def test_pages_may_come_asynchronously(server: Server) -> None:
    async def pages() -> AsyncIterator[str]:
        yield PAGE
        yield PAGE

    async def found() -> list[Cleaned]:
        async with AsyncClient(address(server), token=TOKEN) as client:
            return [each async for each in client.batch(pages())]

    assert [each.article is not None for each in asyncio.run(found())] == [True, True]


@both
def test_nobody_listens(kind: Any) -> None:
    heard: list[RequestError] = []
    url = f"http://127.0.0.1:{free_port()}"
    with kind(url, patience=0.5, on_retry=lambda error, _: heard.append(error)) as client:
        with pytest.raises(Unreachable, match=rf"{url} cannot be reached: .*Does the service run there\?"):
            client.clean(PAGE)
        assert {type(error) for error in heard} == {Unreachable}
        with pytest.raises(NoAnswer):
            list(client.batch([PAGE]))


@both
def test_a_service_that_comes_up_later(kind: Any, tmp_path: Path) -> None:
    port = free_port()

    def start() -> None:
        with running_on(port, tmp_path / "log", WORKERS="1") as late:
            done.append(late)
            late.process.wait()

    done: list[Server] = []
    starting = Thread(target=start)
    starting.start()
    with kind(f"http://127.0.0.1:{port}", patience=60) as client:
        assert client.clean(PAGE).title == "新桥通车"
        assert [each.article is not None for each in client.batch([PAGE] * 3)] == [True] * 3
    while not done:
        starting.join(0.1)
    done[0].process.send_signal(signal.SIGTERM)
    starting.join()


def answering(kind: Any, handler: Handler, **settings: Any) -> Any:
    return kind("http://127.0.0.1:1/base/", transport=httpx.MockTransport(handler), **settings)


@both
def test_a_service_behind_a_path(kind: Any) -> None:
    def handler(request: Any) -> Any:
        return httpx.Response(500, text=str(request.url))

    with answering(kind, handler) as client, pytest.raises(UnexpectedAnswer, match=r"http://127.0.0.1:1/base/v1/clean"):
        client.clean(PAGE)


@both
def test_what_passes_is_tried_again_and_what_does_not_is_not(kind: Any) -> None:
    answers = [
        httpx.Response(502, html="<h1>Bad Gateway</h1>"),
        httpx.Response(429, text="slow down", headers={"Retry-After": "0"}),
        httpx.Response(503, content=problem(), headers={"Content-Type": "application/problem+json"}),
        httpx.Response(403, html="<h1>Forbidden</h1>"),
    ]
    heard: list[RequestError] = []
    with (
        answering(kind, lambda _: answers.pop(0), on_retry=lambda error, _: heard.append(error)) as client,
        pytest.raises(UnexpectedAnswer) as caught,
    ):
        client.clean(PAGE)
    assert caught.value.facts["answer_status"] == 403
    assert [type(error) for error in heard] == [UnexpectedAnswer, UnexpectedAnswer, Overloaded]
    assert not answers


@both
@pytest.mark.parametrize(
    ("raised", "error", "said"),
    [
        (httpx.ReadTimeout("x"), TimedOut, r"silent for 3 seconds \(timeout\)"),
        (httpx.ConnectTimeout("x"), Unreachable, "took no connection within 3 seconds"),
        (httpx.RemoteProtocolError("Server disconnected"), Unreachable, "Server disconnected"),
        (httpx.DecodingError("bad gzip"), UnexpectedAnswer, "a broken Content-Encoding: bad gzip"),
    ],
)
def test_what_goes_wrong_on_the_way(kind: Any, raised: Exception, error: type[NoAnswer], said: str) -> None:
    def handler(_: Any) -> Any:
        raise raised

    with answering(kind, handler, patience=0, timeout=3) as client, pytest.raises(error, match=said) as caught:
        client.clean(PAGE)
    assert caught.value.retry


@pytest.mark.parametrize("kind", [Client, AsyncClient])
@pytest.mark.parametrize("settings", [{"timeout": 0}, {"patience": -1}, {"connections": 0}])
def test_settings_that_cannot_be_used(kind: Any, settings: dict[str, Any]) -> None:
    with pytest.raises(InvalidOption, match="timeout is more than 0 seconds"):
        kind("http://127.0.0.1:1", **settings)

"""A site on loopback of which every tenth page is slow, broken or hostile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

from ..isolation.misbehaving import DIE, HANG

COUNT = 500
SLOW = 1.0  # seconds
GBK, UTF8 = "text/html; charset=gb2312", "text/html; charset=utf-8"


def title(number: int) -> str:
    return f"第{number}号台风今晨登陆沿海"


def article(number: int) -> str:
    return (
        f"<!doctype html><title>{title(number)}_示例新闻网</title><p><a href='/'>首页</a> <a href='/a'>本地</a></p>"
        f"<h1>{title(number)}</h1><p>2024-03-01 09:30 来源：示例日报 作者：张三</p>"
        f"<p>第{number}号台风今天清晨在沿海登陆，最大风力十级，两岸渡船全部停航，学校停课一天。</p>"
        "<p>气象台说，台风将在夜间减弱，明天中午以前雨势转小，停航的渡船后天恢复。</p>"
    )


@dataclass(frozen=True)
class Page:
    """What the site answers; ``problem`` is what becomes of it where no article does."""

    body: bytes
    content_type: str = UTF8
    coding: str | None = None
    slow: bool = False
    problem: str | None = None


def _odd(number: int) -> Page:
    """One of ten ways to be slow, broken or hostile."""
    good = article(number)
    return (
        Page(good.encode(), slow=True),
        Page(b"", problem="empty-body"),
        Page((HANG + good).encode(), problem="deadline-exceeded"),
        Page((DIE + good).encode(), problem="child-died"),
        Page(good.encode("gb18030"), "application/x-nothing; charset=none"),
        Page(good.encode(), coding="sdch", problem="unknown-encoding"),
        Page((good + "<div>" * 20_000).encode()),
        Page(good.encode("gb18030")[:-1] + b"\xff\xfe\x00", GBK),
        Page((f"<b {' '.join(f'a{n}' for n in range(40_000))}>" + good).encode()),
        Page(good.replace("</h1>", "<h1>").encode("utf-16"), "text/html"),
    )[number // 10 % 10]


def page(number: int) -> Page:
    """The page of that ``number``."""
    if number % 10 == 9:
        return _odd(number)
    return Page(article(number).encode("gb18030"), GBK) if number % 2 else Page(article(number).encode())


def listed(count: int) -> Page:
    """A list of the first ``count`` pages."""
    return Page("".join(f"<p><a class=story href=/a/{number}>{title(number)}</a>" for number in range(count)).encode())


@dataclass
class Site:
    """A site that is open on ``port``; ``half`` comes when half of its pages have been asked for."""

    port: int
    half: Event = field(default_factory=Event)
    asked: int = 0


@contextmanager
def open_site() -> Iterator[Site]:
    """The site, for as long as the block takes."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            what, number = self.path.split("/")[1:]
            found = listed(int(number)) if what == "list" else page(int(number))
            site.asked += 1
            if site.asked == COUNT // 2:
                site.half.set()
            if found.slow:
                over.wait(SLOW)
            self.send_response(200)
            self.send_header("Content-Type", found.content_type)
            self.send_header("Content-Length", str(len(found.body)))
            if found.coding:
                self.send_header("Content-Encoding", found.coding)
            self.end_headers()
            self.wfile.write(found.body)

        def log_message(self, *_: object) -> None:
            """It says nothing."""

    over = Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site = Site(server.server_port)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield site
    finally:
        over.set()
        server.shutdown()
        thread.join()
        server.server_close()

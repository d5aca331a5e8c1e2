"""What the add-on for Scrapy costs a crawl: ``make bench-crawl``.

    python -m benchmarks.crawl                 a crawl with the add-on over HTTP against one that stores raw pages
    python -m benchmarks.crawl --docs

A site on loopback has the pages, a crawl fetches them all and writes a feed: of raw pages (Base64 in lines of JSON), or
of articles that a service on the same machine makes of them. Both have all processors, and so has the service. Crawls
of one kind stand between two of the other, by the clock of Scrapy's own stats; the service's CPU time is that of all
its processes. What the add-on costs is the time that a crawl takes longer, without the service's CPU time by the number
of processors, which no crawl could be without. A site answers after a while, as sites do, and in another case at
once, where Scrapy's own work is all that a crawl waits for. The exit status is 1 where the cost is over its bound.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

from benchmarks import processes, report
from benchmarks.pages import PAGES, Page, load
from jingwen.processors import processors
from quality.serving import Server, serving

SET, COUNT, ROUNDS = "zh", 500, 7
LATENCIES = {"a site that answers after 100 ms": 0.1, "a site that answers at once": 0.0}
MOST = 0.05  # of the crawl's time, where a site answers as sites do
COMMAND = "make bench-crawl ARGS=--docs"


@dataclass(frozen=True)
class Crawl:
    """Seconds of one crawl: by the clock, of the crawler's CPU time, and of the service's."""

    clock: float
    crawler: float
    service: float = 0.0


@dataclass(frozen=True)
class Pair:
    """A crawl that stores raw pages, and the one with the add-on after it."""

    raw: Crawl
    clean: Crawl

    @property
    def longer(self) -> float:
        """How much longer the add-on's crawl took, as a share of the other."""
        return self.clean.clock / self.raw.clock - 1

    def cost(self, cores: int) -> float:
        """That, without the service's CPU time on so many ``cores``."""
        return self.longer - self.clean.service / cores / self.raw.clock


@contextmanager
def site(pages: Sequence[Page], latency: float) -> Iterator[int]:
    """The port of a site that has ``pages``, each of which it sends after ``latency`` seconds."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            found = pages[int(self.path.rpartition("/")[2]) % len(pages)]
            time.sleep(latency)
            self.send_response(200)
            self.send_header("Content-Type", found.content_type)
            self.send_header("Content-Length", str(len(found.body)))
            self.end_headers()
            self.wfile.write(found.body)

        def log_message(self, *_: object) -> None:
            """It says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def crawl(port: int, count: int, server: Server | None) -> Crawl:
    """A crawl of ``count`` pages in a process of its own; with the add-on, where there is a ``server``."""
    with TemporaryDirectory() as folder:
        told: dict[str, Any] = {
            "port": port,
            "count": count,
            "feed": f"{folder}/items.jsonl",
            "url": server and server.address,
        }
        before = _service_seconds(server)
        command = [sys.executable, "-m", __spec__.name, "--crawl", json.dumps(told)]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
        if ended.returncode:
            raise SystemExit(f"the crawl failed:\n{ended.stderr[-3000:]}")
        service = _service_seconds(server) - before
        stored = Path(told["feed"]).read_bytes().count(b"\n")
    if stored != count:
        raise SystemExit(f"the crawl stored {stored} items; expected {count}")
    clock, crawler = json.loads(ended.stdout.splitlines()[-1])
    return Crawl(clock, crawler, service)


def _service_seconds(server: Server | None) -> float:
    return sum(map(processes.cpu_seconds, processes.family(server.pid))) if server else 0.0


def run(told: dict[str, Any]) -> None:
    """The crawl itself, in the process that is measured; prints its seconds by the clock and of CPU time."""
    from base64 import b64encode

    import scrapy
    from scrapy.crawler import CrawlerProcess

    class News(scrapy.Spider):
        name = "news"

        async def start(self) -> Any:
            for number in range(told["count"]):
                yield scrapy.Request(f"http://127.0.0.1:{told['port']}/{number}")

        def parse(self, response: Any) -> Any:
            if told["url"]:
                return {"url": response.url}
            return {"url": response.url, "body_base64": b64encode(response.body).decode()}

    settings = {"LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False, "FEEDS": {told["feed"]: {"format": "jsonlines"}}}
    if told["url"]:
        settings |= {"ADDONS": {"jingwen.scrapy.Addon": 500}, "JINGWEN_URL": told["url"]}
    process = CrawlerProcess(settings)
    crawler = process.create_crawler(News)
    process.crawl(crawler)
    began = resource.getrusage(resource.RUSAGE_SELF)
    process.start()
    ended = resource.getrusage(resource.RUSAGE_SELF)
    spent = ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime
    print(json.dumps([crawler.stats.get_value("elapsed_time_seconds"), spent]))


def pairs(pages: Sequence[Page], latency: float, count: int, rounds: int) -> list[Pair]:
    """A crawl of each kind in turn, ``rounds`` times; one of each before, to warm up."""
    with ExitStack() as stack:
        server = stack.enter_context(serving({"WORKERS": "1"}))
        port = stack.enter_context(site(pages, latency))
        found = [Pair(crawl(port, count, None), crawl(port, count, server)) for _ in range(rounds + 1)]
    return found[1:]


def row(name: str, found: Sequence[Pair], count: int, cores: int) -> tuple[str, ...]:
    """What the table says of a case: the median of its pairs."""

    def each(seconds: Sequence[float]) -> str:
        return report.duration(median(seconds) / count)

    return (
        name,
        each([pair.raw.clock for pair in found]),
        each([pair.clean.clock for pair in found]),
        each([pair.raw.crawler for pair in found]),
        each([pair.clean.crawler for pair in found]),
        each([pair.clean.service for pair in found]),
        f"{median(pair.longer for pair in found):+.1%}",
        f"{median(pair.cost(cores) for pair in found):+.1%}",
    )


HEAD = (
    "a page of a crawl over", "raw", "with the add-on", "crawler's CPU, raw", "with the add-on", "service's CPU",
    "longer", "beyond the service's CPU",
)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="What the add-on for Scrapy costs a crawl.")
    parser.add_argument("--pages", type=Path, default=PAGES, help=f"a folder with the set {SET}")
    parser.add_argument("--count", type=int, default=COUNT, help="pages of a crawl (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="pairs of crawls (default: %(default)s)")
    parser.add_argument("--docs", action="store_true", help="write the figures into docs/")
    parser.add_argument("--crawl", type=json.loads, help=argparse.SUPPRESS)
    args = parser.parse_args(arguments)
    if args.crawl:
        run(args.crawl)
        return 0
    pages = load(args.pages, (SET,)).get(SET)
    if not pages or not processes.supported():
        print(f"bench-crawl: skipped, there are no pages in {args.pages / SET}, or this is no Linux")
        return 0
    cores = processors()
    found = {name: pairs(pages, latency, args.count, args.rounds) for name, latency in LATENCIES.items()}
    table = report.table(HEAD, [row(name, each, args.count, cores) for name, each in found.items()])
    load_now = f"The machine's load was {os.getloadavg()[2]:.1f} over the last quarter of an hour."
    text = f"{report.in_words(report.conditions())} {args.rounds} pairs of crawls of {args.count} pages. {load_now}"
    print(f"{text}\n\n{table}")
    if args.docs:
        report.write_part("crawl", COMMAND, f"{text}\n\n{table}")
    usual = median(pair.cost(cores) for pair in found[next(iter(LATENCIES))])
    print(f"\nbench-crawl: {'the bound is held' if usual <= MOST else f'{usual:.1%} is over the bound, {MOST:.0%}'}")
    return int(usual > MOST)


if __name__ == "__main__":
    sys.exit(main())

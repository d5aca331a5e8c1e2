"""The package, installed as users install it, without a lock file, by an old pip and by the newest: everything works.

Two pips can choose different packages for the same request: one before 23.3 leaves out an extra that is spelt otherwise
than it is asked for. So a page goes through every part that stands on somebody else's package.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import brotli
import pytest
import yaml
import zstandard

from .. import pages
from ..test_sdist import ROOT, build
from ..web.live import Server
from .installed import Environment, environ, made, must, serving

pytestmark = pytest.mark.installs

# The first pip that came with each Python, and Debian's where it has that Python; the newest is tried on all of them.
# A source archive is installed the way `pip install .` installs a checkout.
WAYS = {
    (3, 11): [("pip==22.3", "sdist"), ("pip==23.0.1", "wheel")],
    (3, 12): [("pip==23.2.1", "sdist")],
    (3, 13): [("pip==24.2", "sdist")],
}
NEWEST = ("pip", "wheel")


@pytest.fixture(scope="module", params=[*WAYS.get(sys.version_info[:2], []), NEWEST], ids=" with ".join)
def environment(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    pip, target = request.param
    made_here = made(tmp_path_factory.mktemp("environment"))
    must(made_here.run("python", "-m", "pip", "install", "--upgrade", pip))
    must(made_here.run("python", "-m", "pip", "install", build(target, ROOT, tmp_path_factory.mktemp(target))))
    return made_here


@pytest.fixture(scope="module")
def service(environment: Environment) -> Iterator[Server]:
    with serving([environment.tools / "jingwen", "serve"], environment.folder, environ()) as server:
        yield server


@dataclass(frozen=True)
class Case:
    """A page, the options of ``jingwen clean``, and fields of the answer."""

    name: str
    body: str | bytes
    options: list[str]
    starts: str
    ends: str
    fields: dict[str, Any] = field(default_factory=dict)

    @property
    def data(self) -> bytes:
        return self.body.encode() if isinstance(self.body, str) else self.body


def page_of(case: pages.Case, *options: str, **fields: Any) -> Case:
    expected = case.expected
    known = {"title": expected.title, "date": expected.date, "byline": [*expected.byline], "source": expected.source}
    return Case(case.name, case.body, [*options], expected.starts, expected.ends, known | fields)


def page_of_a_rule() -> Case:
    """The page in the tests of a rule that ships."""
    rule = yaml.safe_load((ROOT / "rules" / "guancha.yaml").read_text(encoding="utf-8"))
    test = rule["tests"][0]
    expect = test["expect"]
    fields = {
        "rule": "rules/guancha.yaml",
        "site": rule["site"],
        "next_page": expect["next_page"],
        "byline": expect["byline"],
    }
    return Case("rule", test["html"], ["--url", test["url"]], expect["starts"], expect["ends"], fields)


RICH = pages.html(f'<div><h2>湖边</h2>{pages.paragraphs()}<p>见<a href="/map">游园图</a>。</p></div>')
BASE = ["--url", "https://news.example.com/a/1"]
YESTERDAY = pages.html(f"<h1>示例公园重新开放</h1><p>昨天 09:30 来源：示例日报</p>{pages.paragraphs()}")
CYRILLIC = "<h1>Парк</h1><p>" + "Городской парк открылся утром в пятницу после ремонта, сообщили в мэрии города. " * 5
# Two short paragraphs of a page: the locator is unsure, and asks.
SHORT = Case(
    "a short article",
    pages.html(f"<h1>示例公园重新开放</h1><p>来源：示例日报</p>{pages.paragraphs((pages.SECOND, '工程还在继续。'))}"),
    [],
    pages.SECOND,
    "工程还在继续。",
)
CASES = [
    SHORT,
    page_of(pages.ENGLISH),
    page_of(pages.TRADITIONAL),
    Case(
        "to Taiwan's characters",
        pages.PORTAL.body,
        ["--script", "tw"],
        "清晨六點，示例公園的大門",
        "後年年底以前完成。",
    ),
    page_of(pages.GLOSSED),
    page_of(pages.DUMP, kind="dump"),
    page_of(pages.GB18030, encoding={"name": "gb18030", "from": "meta"}),
    Case(
        "bytes without a label",
        CYRILLIC.encode("windows-1251"),
        [],
        "Городской парк",
        "в мэрии города.",
        {"encoding": {"name": "windows-1251", "from": "detected"}},
    ),
    Case(
        "Markdown",
        RICH,
        ["--format", "markdown", *BASE],
        f"## 湖边\n\n{pages.FIRST}",
        "](https://news.example.com/map)。",
    ),
    Case(
        "HTML",
        RICH,
        ["--format", "html", *BASE],
        "<h2>湖边</h2>",
        '<a href="https://news.example.com/map">游园图</a>。</p>',
    ),
    Case(
        "yesterday",
        YESTERDAY,
        ["--fetched-at", "2024-03-02T08:00:00+08:00", "--zone", "+08:00"],
        pages.FIRST,
        pages.LAST,
        {"date": "2024-03-01T09:30+08:00", "date_raw": "昨天 09:30"},
    ),
    page_of_a_rule(),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_page_is_cleaned(environment: Environment, case: Case) -> None:
    answer = json.loads(must(environment.run("jingwen", "clean", "--json", *case.options, body=case.data)).stdout)
    assert answer["text"].startswith(case.starts)
    assert answer["text"].endswith(case.ends)
    assert {name: answer[name] for name in case.fields} == case.fields


def test_the_second_opinion_is_asked(environment: Environment) -> None:
    """Python tells what it imports: trafilatura, and what that needs, for a page that the locator is unsure of."""
    asked = environment.run(
        "python", "-X", "importtime", environment.tools / "jingwen", "clean", body=pages.UNSURE.encode()
    )
    imported = re.findall(r"^import time:.*\| +([\w.]+)$", must(asked).stderr.decode(), re.MULTILINE)
    assert {"trafilatura", "justext", "lxml_html_clean"} <= {*imported}


def test_the_rules_that_ship_pass_their_tests(environment: Environment) -> None:
    done = must(environment.run("jingwen", "rules", "check"))
    assert re.fullmatch(rb"checked \d+ rule files, \d+ tests: all well\n", done.stdout)
    assert done.stderr == b""


def test_nothing_is_missing_and_nothing_comes_from_elsewhere(environment: Environment) -> None:
    must(environment.run("python", "-m", "pip", "check"))
    where = must(environment.run("python", "-c", "import jingwen; print(jingwen.__file__)")).stdout.decode()
    assert Path(where).is_relative_to(environment.folder)


def test_the_service_is_ready(service: Server) -> None:
    assert service.ask("GET", "/readyz")[0] == 200


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [("identity", bytes), ("gzip", gzip.compress), ("br", brotli.compress), ("zstd", zstandard.compress)],
)
def test_the_service_cleans_a_page(service: Server, encoding: str, packed: Callable[[bytes], bytes]) -> None:
    case = page_of(pages.ENGLISH)
    status, _, content = service.send("POST", "/v1/clean", packed(case.data), **{"Content-Encoding": encoding})
    assert status == 200
    assert json.loads(content)["text"].startswith(case.starts)


@pytest.mark.parametrize(
    ("path", "says"),
    [("/metrics", b"jingwen_requests_total"), ("/openapi.yaml", b"openapi: 3.1"), ("/v1/rules", "观察者网".encode())],
)
def test_the_service_tells_about_itself(service: Server, path: str, says: bytes) -> None:
    status, content = service.ask("GET", path)
    assert status == 200
    assert says in content

"""What docs/crawlers.md shows is what there is: its code is that of files which are run here, its tables the code's."""

from __future__ import annotations

import inspect
import json
import os
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from jingwen.errors import NoAnswer

from ..test_readme import EXAMPLE, PRINTED_ADDRESS, languages, read
from ..web.live import free_port, running, running_on
from .site import open_site

ROOT = Path(__file__).parents[2]
PAGE = "docs/crawlers.md"
FOLDER = ROOT / "docs" / "examples"
CODE = {example["code"]: example["printed"] for example in EXAMPLE.finditer(read(PAGE)) if example["kind"] == "python"}
FILES = {path.read_text(encoding="utf-8"): path for path in sorted(FOLDER.glob("*.py"))}
PRINTING = [path for code, path in FILES.items() if CODE.get(code) is not None]
SPIDER = FOLDER / "news_spider.py"

guides = pytest.mark.parametrize("page", languages(PAGE))


def rows(page: str, of: str) -> dict[str, list[str]]:
    """The table of a page with a row for ``of``."""
    for part in re.findall(r"^(?:\|.*\|\n)+", read(page), re.MULTILINE):
        found = {
            cells[0].strip("`"): cells for line in part.splitlines()[2:] if (cells := line.strip("| ").split(" | "))
        }
        if of in found:
            return found
    raise AssertionError(f"there is no table with a row for {of}")


def shown(default: object) -> str:
    return "–" if default is None else f"`{default}`"


def test_the_code_is_that_of_the_files() -> None:
    assert CODE.keys() == FILES.keys()
    assert len(PRINTING) == 3


@guides
def test_the_errors_of_a_client(page: str) -> None:
    assert {name: row[1] for name, row in rows(page, "Unreachable").items()} == {
        kind.__name__: f"`{kind.slug}`" for kind in NoAnswer.__subclasses__()
    }


@guides
def test_the_arguments_of_a_client(page: str) -> None:
    from jingwen.client import Client

    parameters = inspect.signature(Client).parameters.values()
    known = {each.name: each.default for each in parameters if each.name != "options"}
    written = {name: row[1] for name, row in rows(page, "on_retry").items()}
    assert written == {
        name: f'`"{value}"`' if isinstance(value, str) else f"`{value}`" for name, value in known.items()
    }


@guides
def test_the_settings_and_fields_of_the_add_on(page: str) -> None:
    pytest.importorskip("scrapy", reason="Scrapy is not installed: make test-integration")
    from jingwen.scrapy.choices import Choices
    from jingwen.scrapy.fields import DEFAULT, TOLD

    made = Choices()
    known = {f"JINGWEN_{each.name.upper()}": shown(getattr(made, each.name)) for each in fields(Choices)}
    assert {name: row[1] for name, row in rows(page, "JINGWEN_URL").items()} == known
    text = read(page)
    (default,) = re.findall(r"^- \*\*(?:A dict|字典)\*\*(.*)$", text, re.MULTILINE)
    assert tuple(re.findall(r"`(\w+)`", default)) == DEFAULT
    (failed,) = re.findall(
        r"^\*\*(?:A page that cannot be cleaned|无法清洗的网页)\*\*(.*?)`jingwen batch`", text, re.MULTILINE
    )
    assert set(re.findall(r"`(\w+)`", failed)) - {"failed"} == {*TOLD}


@pytest.mark.parametrize("path", PRINTING, ids=lambda path: path.name)
def test_an_example_prints_what_the_guide_says(path: Path, tmp_path: Path) -> None:
    pytest.importorskip("httpx", reason="httpx is not installed: make test-integration")
    code = path.read_text(encoding="utf-8")
    with running(tmp_path / "log", WORKERS="1", JINGWEN_RULES="packaged") as server:
        ended = subprocess.run(
            [sys.executable, "-c", code.replace(PRINTED_ADDRESS, f"127.0.0.1:{server.port}")],
            cwd=ROOT, env=environ(), capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
        )  # fmt: skip
    assert (ended.stdout, ended.stderr) == (CODE[code], "")


@pytest.mark.integration
@pytest.mark.parametrize("over_http", [False, True])
def test_the_spider_of_the_guide(over_http: bool, tmp_path: Path) -> None:
    pytest.importorskip("scrapy", reason="Scrapy is not installed: make test-integration")
    port = free_port()
    command = [sys.executable, "-m", "scrapy", "runspider", str(SPIDER), "-O", str(tmp_path / "news.jsonl")]
    command += ["-s", "TELNETCONSOLE_ENABLED=0"]
    if over_http:
        command += ["-s", f"JINGWEN_URL=http://127.0.0.1:{port}"]
    with running_on(port, tmp_path / "log", WORKERS="1"), open_site() as site:
        command += ["-a", f"site=http://127.0.0.1:{site.port}/list/3"]
        ended = subprocess.run(
            command, cwd=tmp_path, env=environ(), capture_output=True, text=True, timeout=300, check=False
        )
    items = list(map(json.loads, (tmp_path / "news.jsonl").read_text(encoding="utf-8").splitlines()))
    assert sorted(item["title"] for item in items) == [f"第{n}号台风今晨登陆沿海" for n in range(3)], ended.stderr
    assert all(item["seen_on"] == item["url"] and item["status"] == "article" for item in items)


def environ() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}

"""What a page costs on each way, and what is worked out for many."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import cost
from benchmarks.needs import HTTP, LIBRARY, WARC, Parts, limits, needs_table, parts_table, paths_table
from benchmarks.pages import Page
from jingwen.bulk.inputs import sources
from tests.hostile.inputs import ARTICLE, page

PATHS = {LIBRARY: 0.004, HTTP: 0.006, WARC: 0.0054}
PARTS = Parts(0.00054, 0.0001, {".jsonl.zst": 0.00006}, 40_000, 2_000, 100, 200_000_000)


def cells(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]


def test_paths_are_set_beside_the_library() -> None:
    assert cells(paths_table(PATHS))[2] == [WARC, "5.40 ms", "1.35", "666,667"]


def test_the_parts_of_a_run() -> None:
    assert cells(parts_table(0.0054, PARTS)) == [
        ["reading and inflating", "540 µs", "10.0%", "1,852", "10"],
        ["writing rows to segments", "100 µs", "1.9%", "10,000", "54"],
        ["joining them into `.jsonl.zst`, at the end", "60.0 µs", "1.1%", "16,667", "90"],
    ]


def test_what_many_pages_take() -> None:
    million, billion, more = cells(needs_table(PATHS, PARTS, 0.1))
    assert million == ["10⁶", "1.41 min", "0.09 min", "0.01 min", "2", "0", "2", "40.0 GB", "2.00 GB", "1"]
    assert billion[1:7] == ["23.4 h", "1.46 h", "5.49 min", "1,500", "150", "1,667"]
    assert more[1:3] == ["97.7 days", "6.10 days"]
    assert more[-1] == "10,000"


def test_where_something_else_begins_to_count() -> None:
    told = limits(0.0054, PARTS)
    assert "1,024 cores read 7.59 GB a second and write 379 MB; a network of 10 Gbit/s feeds 169." in told
    assert "926 rows every 5.0 s, which is two files: 1,024 jobs make 410 a second" in told
    assert "10 minutes for `.jsonl.zst`. It holds 100 B of the key of each, 1.00 GB in all." in told


def test_what_is_held_of_a_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cost, "SEGMENTS", 3)
    assert 8 < cost.held(tmp_path / "keys.jsonl") < 1000


def test_the_files_hold_the_same_pages(tmp_path: Path) -> None:
    pages = [Page("zh", "a", page(ARTICLE), "text/html; charset=utf-8", f"https://a.cn/{n}") for n in range(3)]
    files = cost.written(tmp_path, pages)
    assert len(files) >= 3
    for file in files.values():
        (source,) = sources([str(file)])
        assert [(each.body, each.url, each.content_type) for each in source] == [
            (each.body, each.url, each.content_type) for each in pages
        ]


def test_without_pages_there_is_nothing_to_measure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cost.main(["--pages", str(tmp_path)]) == 0
    assert "skipped" in capsys.readouterr().out

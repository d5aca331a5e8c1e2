"""Archives that are made for measurements, and what is said of the rows that come of them."""

from __future__ import annotations

import gzip
from collections import Counter
from itertools import islice
from pathlib import Path

import orjson
import pytest

from benchmarks import archives, bulk, bulk_soak, commands
from benchmarks.bulk_mixture import DEEDS, Wire, as_record, chunked, good, mixed, poisonous, untyped
from benchmarks.pages import Page
from jingwen.bulk.columns import COLUMNS, line
from jingwen.bulk.http_message import joined
from jingwen.bulk.record import Record
from jingwen.bulk.run import found_in
from jingwen.bulk.warc import Warc
from jingwen.cleaner import Cleaner
from jingwen.errors import RequestError
from jingwen.isolation.answer import Inline
from jingwen.isolation.outcome import outcome
from jingwen.model import RawPage
from tests.hostile.inputs import ARTICLE, page

PAGES = [Page("zh", "a", page(ARTICLE), "text/html"), Page("zh", "b", page(ARTICLE * 2), "text/html", "http://a.cn/b")]


def read(path: Path) -> list[Record]:
    return [*Warc(str(path))]


def test_an_archive_holds_its_pages_no_two_alike(tmp_path: Path) -> None:
    found = [*archives.numbered(PAGES, 5)]
    archives.write(tmp_path / "a.warc.gz", found)
    records = read(tmp_path / "a.warc.gz")
    assert [(each.body, each.url, each.content_type) for each in records] == [
        (each.body, each.url, each.content_type) for each in found
    ]
    assert len({each.body for each in records}) == len({each.id for each in records}) == 5


def test_every_coding_gives_the_page_that_was_meant(tmp_path: Path) -> None:
    wires = [*good(PAGES, 96)]
    assert len({wire.body for wire in wires}) == 96
    for path in bulk_soak.write(tmp_path, wires, len(wires))[0]:
        for each in read(path):
            wire = wires[int((each.id or "")[-13:-1])]
            assert (each.body, each.content_type or "") == (wire.page.body, wire.page.content_type), wire.headers
    assert joined(chunked(b"x" * 9000)) == b"x" * 9000


def test_so_many_are_poisonous_and_all_kinds_are_there() -> None:
    wires = [*mixed(PAGES, 700, 200)]
    problems = Counter(wire.problem for wire in wires)
    assert (len(wires), problems[None]) == (700, 500)
    assert all(problems[problem] for _, problem in DEEDS.values())
    assert len({wire.page.url for wire in wires}) == 700
    assert len(poisonous(10)) == 10


def test_the_last_of_the_untyped_pages_are_broken() -> None:
    wires = untyped(PAGES, 6)
    assert all(not wire.headers and not wire.page.content_type for wire in wires)
    assert [wire.truth is not None and "\ufffd".encode() in wire.truth.body for wire in wires] == 4 * [False] + 2 * [
        True
    ]
    with pytest.raises(UnicodeDecodeError, match=r"incomplete multibyte sequence|unexpected end of data"):
        wires[-1].body.decode("gbk" if 5 % 3 else "utf-8")


def rows(wires: list[Wire]) -> list[bytes]:
    """The rows that a run would give."""
    cleaning, found = Inline(Cleaner("packaged")), []
    for number, one in enumerate(wires):
        told = RawPage(one.page.body, one.page.url, one.page.content_type or None, bulk_soak.FETCHED)
        mine = Record("a.warc", number, f"<urn:uuid:00000000-0000-4000-8000-{number:012d}>", url=one.page.url)
        result = outcome(cleaning, told)
        assert not isinstance(result, RequestError)
        found.append(line(mine, result, tuple(COLUMNS)))
    return found


def test_what_is_wrong_with_a_row_is_told_and_no_text_of_it() -> None:
    wires = [*islice(good(PAGES, 4), 4)]
    lines = rows(wires)
    assert bulk_soak.faults(wires, lines) == []
    assert bulk_soak.faults(wires, lines[1:])[0] == "3 rows, expected 4"
    assert "a.warc at 3 has 2 rows" in bulk_soak.faults(wires, [*lines, lines[3]])
    wrong = orjson.dumps(orjson.loads(lines[2]) | {"title": "另一个标题"})
    told = "; ".join(bulk_soak.faults(wires, [*lines[:2], wrong, lines[3]]))
    assert "title other than the library's" in told
    assert "另" not in told
    died = [Wire(wires[0].page, b"", (), "child-died"), *wires[1:]]
    assert bulk_soak.faults(died, lines) == ["record 0 has the problem None, expected child-died"]


def test_a_record_without_types_is_one_too(tmp_path: Path) -> None:
    wire = next(good(PAGES, 1))
    (tmp_path / "a.warc.gz").write_bytes(b"".join(gzip.compress(as_record(wire, number)) for number in range(6)))
    assert [each.body for each in read(tmp_path / "a.warc.gz")] == 6 * [wire.page.body]


def test_pages_without_any_type_have_all_their_text(tmp_path: Path) -> None:
    wires = untyped(PAGES, 126)
    with (tmp_path / "a.warc.gz").open("wb") as file:
        for number, one in enumerate(wires):
            block = archives.record(archives.response(one.body), number, one.page.url or "", kind=None)
            file.write(gzip.compress(block))
    cleaning, found = Inline(Cleaner("packaged")), read(tmp_path / "a.warc.gz")
    lines = [line(each, found_in(each, cleaning), tuple(COLUMNS)) for each in found]
    assert len(lines) == 126
    assert bulk_soak.faults(wires, lines) == []


def test_the_bounds_of_memory_and_start() -> None:
    assert bulk.Held(1000, 20_000, 100, 149, (9.0, 2.9)).problems == []
    assert len(bulk.Held(1000, 20_000, 100, 150, (3.0, 4.0)).problems) == 2


def test_a_long_run_less_a_short_one() -> None:
    assert commands.Spent(5.0, 4.0, 7) - commands.Spent(2.0, 1.5) == commands.Spent(3.0, 2.5, 7)


def test_a_command_is_measured_with_what_it_starts() -> None:
    sleeping = ("python3", "-c", "import subprocess; subprocess.run(['python3', '-c', 'sum(range(10**7))'])")
    found = commands.spent(sleeping, measured=False, weighed=True)
    assert found.cpu > 0
    assert found.memory > 1_000_000
    with pytest.raises(SystemExit, match="status 3"):
        commands.spent(("python3", "-c", "raise SystemExit(3)"), measured=False)

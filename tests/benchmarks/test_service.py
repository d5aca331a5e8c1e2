"""What is read off a running service, and what is made of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import pytest

from benchmarks import over_http, processes, soak
from benchmarks.over_http import Cost, Load, cost_in_words, load_table, share, shares_table
from benchmarks.pages import Page
from benchmarks.soak import Soak, checkpoints, endless
from quality.floors import Floors

linux = pytest.mark.skipif(not processes.supported(), reason="reads /proc")


@linux
def test_the_clock_of_another_process() -> None:
    with subprocess.Popen([sys.executable, "-c", "sum(range(10**6)); input()"], stdin=subprocess.PIPE) as child:
        assert child.pid in processes.children(os.getpid())
        assert processes.family(child.pid) == [child.pid]
        assert 0 <= processes.cpu_seconds(child.pid) < 60
        child.communicate(b"\n")
    assert processes.cpu_seconds(os.getpid()) > 0


@linux
def test_the_peak_is_forgotten() -> None:
    block = b"x" * (64 * 2**20)  # written to, or the kernel would hold nothing
    held = processes.memory(what=processes.PEAK)
    assert held >= len(block)
    del block
    processes.give_back()  # what other tests have left free in this process may have held it
    processes.forget_peak()
    assert processes.memory(what=processes.PEAK) < held
    with pytest.raises(ValueError, match="VmNothing"):
        processes.memory(what="VmNothing")


def test_the_cost_over_http_is_the_median_of_ratios() -> None:
    cost = Cost([(0.004, 0.005), (0.004, 0.008), (0.006, 0.0066)])
    assert cost.ratio == pytest.approx(0.8)
    assert cost_in_words(cost) == (
        "CPU time per page on `zh`: 4.00 ms in the library, 5.00 ms over HTTP, 1.25 times as much (median of 3 rounds; "
        "the rounds lie between 1.10 and 2.00)."
    )


def test_the_share_is_taken_from_the_passes_amid_which_the_library_stayed_as_quick() -> None:
    steady = [(4.0, 5.0, 4.0), (8.0, 10.2, 8.2), (4.0, 4.0, 4.2)]
    assert share([*steady, (4.0, 8.0, 8.0), (8.0, 5.0, 4.0), (4.0, 2.0, 4.5)]) == pytest.approx(0.8, abs=0.01)
    assert share([(4.0, 8.0, 6.0)]) == pytest.approx(0.625)


def test_the_table_of_what_one_core_serves() -> None:
    rows = shares_table({1: 0.7512, 8: 0.7}).splitlines()[2:]
    assert [[cell.strip() for cell in row.split("|")[1:-1]] for row in rows] == [["1", "75%"], ["8", "70%"]]


def test_the_table_of_loads() -> None:
    cells = load_table([Load("workers 2", 0.005, 190.4, 0.5, 0.002)]).splitlines()[2].split("|")[1:-1]
    assert [cell.strip() for cell in cells] == ["workers 2", "5.00 ms", "190", "50%", "2.00 ms"]


@pytest.mark.parametrize(("ratio", "status"), [(0.85, 0), (0.75, 1)])
@linux
def test_the_floor_over_http(ratio: float, status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "zh").mkdir()
    (tmp_path / "zh" / "a.html").write_text("<p>桥</p>", encoding="utf-8")
    monkeypatch.setattr(over_http, "cost", lambda pages, rounds: Cost([(ratio, 1.0)]))
    path = tmp_path / "floors.json"
    Floors({"http": {"zh": {"library/http": 0.8}}}).write(path)
    assert over_http.main(["--quick", "--pages", str(tmp_path)], path) == status


def test_without_pages_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert over_http.main(["--pages", str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith(f"bench-http: skipped, there are no pages in {tmp_path / 'zh'}")


def test_no_text_comes_twice() -> None:
    pages = [Page("a", "a", b"<p>x</p><p>y</p>", "text/html"), Page("b", "b", b"x\ny\n", "text/plain")]
    bodies = [page.body for page in islice(endless(pages), 6)]
    assert len({*bodies}) == 6
    assert {body.count(b" 1</p>") + body.count(b" 1\n") for body in bodies[:1]} == {2}


def test_where_the_size_is_taken() -> None:
    assert checkpoints(11_000) == [1_000, 2_000, 3_000, 4_000, 5_000, 6_000, 7_000, 8_000, 9_000, 10_000, 11_000]


@pytest.mark.parametrize(
    ("last", "start", "said"),
    [
        (104, 1.0, []),
        (106, 1.0, ["memory grew by 6.0% after the first 1000 pages, the limit is 5%"]),
        (104, 1.6, ["the first answer came 1.60 s after the start, the limit is 1.5 s"]),
    ],
)
def test_the_bounds_of_a_soak(last: int, start: float, said: list[str]) -> None:
    found = Soak({0: 50, 1_000: 100, 2_000: 150, 3_000: 120, 4_000: last, 5_000: 90}, [(start, 0.5), (9.0, 0.5)])
    assert found.problems == said


def test_a_soak_is_of_at_least_two_thousand_pages() -> None:
    with pytest.raises(SystemExit):
        soak.main(["--count", "1999"])


@linux
def test_a_worker_that_is_replaced_ends_the_soak(monkeypatch: pytest.MonkeyPatch) -> None:
    workers = iter([[os.getpid()], [1]])

    @contextmanager
    def serving(*_: object) -> Iterator[object]:
        yield type("Server", (), {"address": "", "pid": 0, "ready": 1.0})

    monkeypatch.setattr(soak, "STARTS", 0)
    monkeypatch.setattr(soak, "serving", serving)
    monkeypatch.setattr(soak, "post", lambda address, pages, connections: sum(1 for _ in pages))
    monkeypatch.setattr(processes, "children", lambda pid: [] if pid else next(workers))
    with pytest.raises(SystemExit, match="replaced"):
        soak.soak([Page("a", "a", b"x\n", "text/plain")], 2_000)

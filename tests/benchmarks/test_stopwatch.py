"""How contenders are timed side by side."""

from __future__ import annotations

from functools import lru_cache
from itertools import count
from os import getpid
from pathlib import Path

import pytest

from benchmarks import stopwatch
from benchmarks.contenders import Contender, Run
from benchmarks.pages import Page
from benchmarks.stopwatch import Timings, measure

PAGES = [Page("news", str(i), b"<p>a</p>", "text/html") for i in range(4)]


@lru_cache(maxsize=8)
def remembered(name: str) -> int:
    """What a contender remembers of a page: the process that has seen it last."""
    return getpid()


class Scribe:
    """Contenders that write down which pages they see, in whatever process."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def contender(self, name: str) -> Contender:
        def prepare(page: Page) -> Run:
            def run() -> None:
                known = remembered.cache_info().currsize
                with self.path.open("a", encoding="utf-8") as file:
                    file.write(f"{name} {page.name} {getpid()} {known}\n")
                remembered(page.name)
                if (name, page.name) == ("b", "2"):
                    raise ValueError("a page that it cannot read")

            return run

        return Contender(name, prepare)

    def seen(self) -> list[tuple[str, str, int, int]]:
        """Contender, page, process, and how many pages it remembered, in the order of the runs."""
        rows = map(str.split, self.path.read_text(encoding="utf-8").splitlines())
        return [(name, page, int(process), int(known)) for name, page, process, known in rows]


@pytest.fixture
def scribe(tmp_path: Path) -> Scribe:
    return Scribe(tmp_path / "seen")


def test_each_runs_on_every_page_in_every_round(scribe: Scribe) -> None:
    ticks = count()
    both = [scribe.contender("a"), scribe.contender("b")]
    timings = measure(both, PAGES, 3, clock=lambda: float(next(ticks)))
    assert {name: [len(rounds) for rounds in times] for name, times in timings.seconds.items()} == {
        "a": [3, 3, 3, 3],
        "b": [3, 3, 3, 3],
    }
    assert timings.failed == {"a": 0, "b": 1}, "a page that fails in three rounds is one page"
    assert timings.best("a") == [1.0] * 4


def test_rounds_differ_in_their_order_and_turns_are_of_the_same_pages(
    scribe: Scribe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stopwatch, "TURN", 2)
    measure([scribe.contender("a"), scribe.contender("b")], PAGES, 2)
    timed = [(name, page) for name, page, _, _ in scribe.seen()[2:]]  # the first page is there to warm up
    for turn in (timed[start : start + 4] for start in range(0, len(timed), 4)):
        assert [name for name, _ in turn] in (list("aabb"), list("bbaa"))
        assert [page for _, page in turn[:2]] == [page for _, page in turn[2:]]
    rounds = timed[:8], timed[8:]
    assert rounds[0] != rounds[1]
    assert sorted(rounds[0]) == sorted(rounds[1])


def test_contenders_share_no_process_and_no_page_is_known_when_its_turn_comes(scribe: Scribe) -> None:
    measure([scribe.contender("a"), scribe.contender("b")], PAGES, 2)
    seen = scribe.seen()
    processes = {name: {process for one, _, process, _ in seen if one == name} for name in "ab"}
    assert len(processes["a"]) == len(processes["b"]) == 1
    assert len(processes["a"] | processes["b"] | {getpid()}) == 3
    for name in "ab":
        known = [known for one, _, _, known in seen if one == name]
        assert known == [0, *range(4), *range(4)], "from the pages of the round it may remember, from no other"


def test_the_best_of_a_page_is_its_least_time() -> None:
    assert Timings(PAGES[:2], {"a": [[3.0, 1.0], [2.0, 5.0]]}, {"a": 0}).best("a") == [1.0, 2.0]

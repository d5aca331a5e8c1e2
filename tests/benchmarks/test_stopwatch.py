"""How contenders are timed side by side."""

from __future__ import annotations

from itertools import count

import pytest

from benchmarks.contenders import Contender, Run
from benchmarks.pages import Page
from benchmarks.stopwatch import Timings, measure

PAGES = [Page("news", str(i), b"<p>a</p>", "text/html") for i in range(4)]


def contender(name: str, seen: list[tuple[str, str]]) -> Contender:
    def prepare(page: Page) -> Run:
        def run() -> None:
            seen.append((name, page.name))
            if (name, page.name) == ("b", "2"):
                raise ValueError("a page that it cannot read")

        return run

    return Contender(name, prepare)


@pytest.fixture
def seen() -> list[tuple[str, str]]:
    return []


def test_each_runs_on_every_page_in_every_round(seen: list[tuple[str, str]]) -> None:
    ticks = count()
    timings = measure([contender("a", seen), contender("b", seen)], PAGES, 3, clock=lambda: float(next(ticks)))
    assert {name: [len(rounds) for rounds in times] for name, times in timings.seconds.items()} == {
        "a": [3, 3, 3, 3],
        "b": [3, 3, 3, 3],
    }
    assert timings.failed == {"a": 0, "b": 1}, "a page that fails in three rounds is one page"
    assert timings.best("a") == [1.0] * 4


def test_rounds_differ_in_their_order_and_pages_are_not_split(seen: list[tuple[str, str]]) -> None:
    measure([contender("a", seen), contender("b", seen)], PAGES, 2)
    timed = seen[2:]  # the first page is there to warm up
    assert all(one[1] == two[1] for one, two in zip(timed[::2], timed[1::2], strict=True)), (
        "both are run on a page in turn"
    )
    rounds = timed[:8], timed[8:]
    assert rounds[0] != rounds[1]
    assert sorted(rounds[0]) == sorted(rounds[1])


def test_the_best_of_a_page_is_its_least_time() -> None:
    assert Timings(PAGES[:2], {"a": [[3.0, 1.0], [2.0, 5.0]]}, {"a": 0}).best("a") == [1.0, 2.0]

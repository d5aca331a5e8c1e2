"""Pages of any size, and how growth is judged."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest

from benchmarks.plot import lines
from benchmarks.report import duration, size
from benchmarks.scaling import Growth, Point, as_table
from benchmarks.shapes import SHAPES, content_type
from jingwen.reading.dump import is_markup

SIZES = (1_000, 50_000, 500_000, 5_000_000)


def growth(time: float, memory: float, whole: bool = True) -> Growth:
    return Growth("table", [Point(n, 1e-8 * n**time, round(2 * n**memory)) for n in SIZES], whole)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_has_the_size_that_was_asked_for(shape: str) -> None:
    body = SHAPES[shape](60_000)
    assert len(body.encode()) == pytest.approx(60_000, rel=0.1)
    assert SHAPES[shape](60_000) == body
    assert is_markup(body, content_type(shape)) is not shape.startswith("dump")
    assert len(SHAPES[shape](1_000).encode()) < 8_000, "the least there is of a shape is small"


@pytest.mark.parametrize(
    ("found", "held"),
    [
        (growth(1.0, 1.0), True),
        (growth(1.1, 1.1), True),
        (growth(0.5, 0.5), True),
        (growth(1.2, 1.0), False),
        (growth(1.0, 1.2), False),
        (growth(1.0, 1.0, whole=False), False),
        (Growth("table", (), whole=True), False),
    ],
)
def test_time_and_memory_may_grow_as_fast_as_the_page(found: Growth, held: bool) -> None:
    assert found.held is held


def test_a_part_that_grows_faster_shows_in_the_last_steps() -> None:
    sizes = [10_000 * 4**n for n in range(6)]
    bent = Growth("table", [Point(n, 2e-4 + 1e-8 * (n + n**2 / 5e6), 2 * n) for n in sizes], whole=True)
    assert bent.time is not None and bent.steepest is not None
    assert bent.time < 1.1 < 1.3 < bent.steepest
    assert not bent.held


def test_small_pages_are_not_in_the_fit() -> None:
    points = [Point(1_000, 5.0, 10**9), *growth(1.0, 1.0).points[1:]]
    assert Growth("table", points, whole=True).time == pytest.approx(1.0)
    assert Growth("table", points, whole=True).memory == pytest.approx(1.0)


def test_the_table_names_what_was_not_reached() -> None:
    whole, cut, dead = as_table(
        [growth(1, 1), growth(2, 1, whole=False), Growth("links", (), whole=False)]
    ).splitlines()[2:]
    assert [cell.strip() for cell in whole.split("|")[1:-1]] == [
        "table", "1.00", "1.00", "1.00", "5.00 MB", "0.05", "10.0", "2.00", "10.0 MB",
    ]  # fmt: skip
    assert "past the deadline after 5.00 MB" in cut
    assert dead.count("–") == 8


def test_memory_between_measured_sizes() -> None:
    found = Growth("table", [Point(1_000, 1.0, 5_000), Point(3_000, 1.0, 9_000)], whole=True)
    assert [found.memory_at(size) for size in (1_000, 2_000, 3_000)] == [5_000, 7_000, 9_000]
    assert found.memory_at(999) is found.memory_at(3_001) is None


def test_the_plot_is_well_formed() -> None:
    points = [(p.size, p.seconds) for p in growth(1, 1).points]
    drawing = lines("time", {"a < b": points, "c": points[:2]}, size, duration)
    words = [text.text for text in ElementTree.fromstring(drawing).iter("{http://www.w3.org/2000/svg}text")]
    assert {"time", "a < b  50.0 ms", "1.00 kB", "1.00 MB"} <= {*words}
    assert drawing.count("<polyline") == 2


@pytest.mark.parametrize(
    ("seconds", "words"), [(2.5, "2.50 s"), (0.0125, "12.5 ms"), (0.00001, "10.0 µs"), (120, "120 s")]
)
def test_a_duration_in_words(seconds: float, words: str) -> None:
    assert duration(seconds) == words

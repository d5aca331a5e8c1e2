"""Figures over several sets, and the file that they are kept in."""

from __future__ import annotations

from pathlib import Path

import pytest

from quality.comparison import Comparison, Part, Result, read, write

ONE, TWO = "open-xmu", "open-daniel-el"
FOUND = Comparison(
    {"date": "2026-01-02"},
    {"a": "1.0", "b": "2.0"},
    2,
    {
        ONE: Part(3, {"f1": 3}, {"a": Result({"f1": 1.0}, 0, 0.01), "b": Result({"f1": 0.5}, 1, 0.02)}),
        TWO: Part(
            1,
            {"f1": 1, "title": 1},
            {"a": Result({"f1": 0.2, "title": 1.0}, 0, 0.05), "b": Result({"f1": 0.4}, 0, None)},
        ),
    },
)


@pytest.mark.parametrize(
    ("extractor", "field", "sets", "expected"),
    [
        ("a", "f1", [ONE], 1.0),
        ("a", "f1", [ONE, TWO], 0.8),
        ("b", "f1", [ONE, TWO], 0.475),
        ("a", "title", [ONE, TWO], 1.0),  # only one set has titles
        ("b", "title", [ONE, TWO], None),  # it gives none
        ("a", "title", [ONE], None),  # no page has one
        ("c", "f1", [ONE], None),  # it was not run
    ],
)
def test_a_mean_is_over_pages(extractor: str, field: str, sets: list[str], expected: float | None) -> None:
    assert FOUND.mean(extractor, field, sets) == (None if expected is None else pytest.approx(expected))


@pytest.mark.parametrize(
    ("extractor", "sets", "expected"),
    [("a", [ONE], 0.01), ("a", [ONE, TWO], 0.02), ("b", [ONE, TWO], None), ("c", [ONE], None)],
)
def test_seconds_are_over_pages(extractor: str, sets: list[str], expected: float | None) -> None:
    assert FOUND.seconds(extractor, sets) == (None if expected is None else pytest.approx(expected))


def test_the_pages_of_several_sets() -> None:
    assert (FOUND.pages([ONE, TWO]), FOUND.pages([ONE, TWO], "title")) == (4, 1)


def test_the_file_gives_back_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "figures.json"
    write(path, FOUND)
    assert read(path) == FOUND

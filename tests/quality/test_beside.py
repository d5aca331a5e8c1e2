"""The tables beside other extractors: what they say, and that the documents say what the figures do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.contenders import FULL, OFF
from benchmarks.report import GUIDE, MARKER, read_part
from quality.beside import ENGLISH, PART, READMES, SIMPLIFIED, by_set, documents, overview, ranked
from quality.comparison import FIGURES, Comparison, Part, Result, read
from quality.peers import COMMAND
from quality.sets import CHINESE, OTHERS, SETS

CONDITIONS = {"date": "2026-01-02"}


def part(*results: tuple[str, Result]) -> Part:
    return Part(1000, {"f1": 1000, "perfect": 1000, "title": 10, "date_day": 5, "byline": 4}, dict(results))


def result(f1: float, seconds: float, **fields: float) -> Result:
    return Result({"f1": f1, "perfect": f1 / 2, **fields}, 3, seconds)


OURS = (OFF, result(0.9, 0.004, title=0.75, date_day=1.0, byline=0.5))
THEIRS = (FULL, result(0.95, 0.05, title=0.5, date_day=0.25, byline=0.125))
GNE = ("gne", result(0.8, 0.04, title=0.5, date_day=0.5, byline=0.5))
PLAIN = ("resiliparse", result(0.7, 0.001))
FOUND = Comparison(
    CONDITIONS,
    {OFF: "0.1.0", "resiliparse": "2.0", "gne": "0.4", FULL: "2.3"},
    2,
    {
        **{name: part(OURS, THEIRS, GNE, PLAIN) for name in CHINESE},
        **{name: part(OURS, THEIRS, PLAIN) for name in OTHERS},
    },
)


def cells(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if line.startswith("|")]


def test_the_overview() -> None:
    head, _, *rows = cells(overview(FOUND, ENGLISH))
    assert head == [
        *("", "Chinese press: F1", "perfect", "CPU time", "other languages: F1", "perfect", "CPU time"),
        *("title", "date", "authors"),
    ]
    assert rows == [
        ["trafilatura", "0.950", "48%", "12.5×", "0.950", "48%", "12.5×", "50%", "25%", "12%"],
        ["jingwen", "0.900", "45%", "1.00×", "0.900", "45%", "1.00×", "75%", "100%", "50%"],
        ["GNE", "0.800", "40%", "10.0×", "–", "–", "–", "–", "–", "–"],
        ["resiliparse", "0.700", "35%", "0.25×", "0.700", "35%", "0.25×", "–", "–", "–"],
    ]


@pytest.mark.parametrize("words", [ENGLISH, SIMPLIFIED], ids=["English", "Chinese"])
def test_the_note_has_the_numbers_and_names_every_set(words: object) -> None:
    assert words in READMES.values()
    text = overview(FOUND, ENGLISH if words is ENGLISH else SIMPLIFIED)
    assert all(number in text for number in ("3,000", "6,000", "90", "45", "36", "2026-01-02", "jingwen 0.1.0"))
    named = re.findall(r"`([\w*-]+)`", text)
    assert {name for name in SETS for pattern in named if name.startswith(pattern.rstrip("*"))} == {*SETS}


def test_both_readmes_have_the_same_figures() -> None:
    english, simplified = (cells(overview(FOUND, words)) for words in (ENGLISH, SIMPLIFIED))
    assert english[0] != simplified[0]
    assert english[2:] == simplified[2:]


def test_the_tables_by_set() -> None:
    text = by_set(FOUND)
    assert "`open-xmu` 1,000" in text
    assert [row[0] for row in cells(text)].count("GNE") == 3
    assert ["GNE", "40.0", "40.0", "40.0", *["–"] * 6] in cells(text)
    assert ["trafilatura", *["3"] * 9] in cells(text)


def test_a_run_of_one_set_without_times() -> None:
    found = Comparison(CONDITIONS, {OFF: "1", FULL: "2"}, 0, {"open-daniel-el": part(OURS, THEIRS)})
    assert ranked(found) == [FULL, OFF]
    assert "milliseconds" not in by_set(found)


@pytest.mark.parametrize("path", [GUIDE, *READMES], ids=lambda path: path.name)
def test_the_documents_say_what_the_figures_do(path: Path) -> None:
    assert read_part(PART, path) == documents(read(FIGURES))[path]
    assert MARKER.format(name=PART, command=COMMAND) in path.read_text(encoding="utf-8")


def test_the_figures_are_of_all_sets_and_extractors() -> None:
    found = read(FIGURES)
    assert [*found.sets] == [*SETS]
    assert {OFF, FULL, "gne", "newspaper4k", "readability-lxml", "resiliparse"} == found.versions.keys()

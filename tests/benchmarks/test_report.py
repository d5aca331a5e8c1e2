"""Tables, and the parts of the guide that the tools write."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks import bulk, bulk_soak, compare, cost, over_http, scaling, soak, stages
from benchmarks.report import END, GUIDE, MARKER, amount, read_part, size, table, write_part
from benchmarks.stages import as_table
from jingwen.workshop.profile import Profile, Stage


def test_wide_characters_are_two_columns() -> None:
    assert table(("", "n"), [("桥", "1"), ("abc", "12345")]).splitlines() == [
        "|     |     n |",
        "| :-- | ----: |",
        "| 桥  |     1 |",
        "| abc | 12345 |",
    ]


@pytest.mark.parametrize(("value", "words"), [(0.0123, "0.01"), (1.234, "1.23"), (12.34, "12.3"), (1234.5, "1234")])
def test_three_digits(value: float, words: str) -> None:
    assert amount(value) == words


@pytest.mark.parametrize(
    ("count", "words"), [(999, "999 B"), (1_000, "1.00 kB"), (20_000_000, "20.0 MB"), (2.5e9, "2.50 GB")]
)
def test_sizes(count: float, words: str) -> None:
    assert size(count) == words


def test_a_part_is_replaced_and_the_rest_stays(tmp_path: Path) -> None:
    guide = tmp_path / "guide.md"
    begin, end = MARKER.format(name="bench", command="make x"), END.format(name="bench")
    guide.write_text(f"before\n{begin}\nold\n{end}\nafter\n", encoding="utf-8")
    write_part("bench", "make x", "new\n", guide)
    assert guide.read_text(encoding="utf-8") == f"before\n{begin}\nnew\n{end}\nafter\n"
    assert read_part("bench", guide) == "new"
    with pytest.raises(ValueError, match=r"guide\.md has no part"):
        write_part("other", "make x", "new", guide)


def test_the_marker_names_the_command_that_wrote_the_part(tmp_path: Path) -> None:
    guide = tmp_path / "guide.md"
    end = END.format(name="bench")
    guide.write_text(f"{MARKER.format(name='bench', command='make x')}\n{end}\n", encoding="utf-8")
    assert read_part("bench", guide) == ""
    write_part("bench", "make bench ARGS=--docs", "new", guide)
    marker = MARKER.format(name="bench", command="make bench ARGS=--docs")
    assert guide.read_text(encoding="utf-8") == f"{marker}\nnew\n{end}\n"


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("bench", compare.COMMAND),
        ("profile", stages.COMMAND),
        ("scaling", scaling.COMMAND),
        ("http", over_http.COMMAND),
        ("memory", soak.COMMAND),
        ("bulk", bulk.COMMAND),
        ("soak-bulk", bulk_soak.COMMAND),
        *((part, cost.COMMAND) for part in ("paths", "needs", "parts", "limits", "engines")),
    ],
)
def test_a_guide_has_a_place_for_every_figure(name: str, command: str) -> None:
    text = (cost.GUIDE if command == cost.COMMAND else GUIDE).read_text(encoding="utf-8")
    assert text.count(MARKER.format(name=name, command=command)) == text.count(END.format(name=name)) == 1
    target = re.match(r"make ([a-z-]+)", command)
    assert target
    assert f"\n{target[1]}: " in (GUIDE.parents[1] / "Makefile").read_text(encoding="utf-8")


def test_stages_side_by_side() -> None:
    one = Profile(2, (Stage("decode", 0.002, 0.001, 0.25), Stage("parse", 0.006, 0.003, 0.75)))
    other = Profile(1, (Stage("decode", 0.001, 0.001, 1.0),))
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in as_table({"zh": one, "x": other}).splitlines()]
    assert rows[2:] == [
        ["decode", "1.00", "25.0%", "1.00", "100.0%"],
        ["parse", "3.00", "75.0%", "–", "–"],
        ["all", "4.00", "100.0%", "1.00", "100.0%"],
    ]

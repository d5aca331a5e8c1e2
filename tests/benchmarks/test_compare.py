"""`make bench`: rows, ratios, the table and the plot."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from benchmarks import compare
from benchmarks.compare import RULED, Row, as_plot, as_table, as_text, main, part, summary
from benchmarks.contenders import FULL, LEXBOR, RULES, Contender
from benchmarks.pages import Page
from benchmarks.stopwatch import Timings

PAGES = [Page("zh", "a", b"<p>a</p>", "text/html"), Page("zh", "b", b"<p>b</p>", "text/html")]
TIMINGS = Timings(
    PAGES,
    {
        FULL: [[0.05, 0.04], [0.06, 0.09]],
        RULES: [[0.004, 0.005], [0.006, 0.006]],
        LEXBOR: [[0.001, 0.002], [0.001, 0.001]],
    },
    {FULL: 1, RULES: 0, LEXBOR: 0},
)


def row(name: str, mean: float) -> Row:
    return Row(name, 2, mean, mean, 2 * mean, 1.0, 0.9, 1.1, 0)


def test_a_row_is_of_each_pages_least_time() -> None:
    rows = {one.contender: one for one in summary(TIMINGS)}
    ours = rows[RULES]
    assert ours.pages == 2
    assert ours.median == ours.mean == pytest.approx(0.005)
    assert ours.p99 == pytest.approx(0.00598)
    assert ours.ratio == pytest.approx(10)
    assert ours.low <= ours.ratio <= ours.high
    assert ours.per_second == pytest.approx(200)
    assert (rows[FULL].ratio, rows[FULL].failed) == (1.0, 1)


def test_a_part_of_the_pages() -> None:
    kept = part(TIMINGS, PAGES[1:])
    assert kept.pages == PAGES[1:]
    assert kept.best(FULL) == [0.06]


def test_the_table() -> None:
    assert as_table([Row(RULES, 57, 0.0042, 0.005, 0.0111, 10.04, 9.96, 123.4, 0)]).splitlines() == [
        "|         | median ms | mean ms | p99 ms | pages/s | times faster than trafilatura | failed |",
        "| :------ | --------: | ------: | -----: | ------: | ----------------------------: | -----: |",
        "| jingwen |      4.20 |    5.00 |   11.1 |     200 |           10.0 (9.96 to 123) |      – |".replace(
            "           10.0", "            10.0"
        ),
    ]


def test_pages_with_a_rule_are_held_against_the_parse() -> None:
    rows = [row(RULES, 0.004), row(FULL, 0.05), row(LEXBOR, 0.001)]
    assert as_text({"zh": rows, RULED: rows}).endswith("A page that a rule fits costs 4.00 times its parse by lexbor.")


def test_the_plot_is_well_formed() -> None:
    drawing = as_plot({"a & b": [row(RULES, 0.004), row(FULL, 0.05)]})
    words = [text.text for text in ElementTree.fromstring(drawing).iter("{http://www.w3.org/2000/svg}text")]
    assert {"a & b, 2 pages", RULES, FULL, "4.00 ms", "50.0 ms", "10.0 ms"} <= {*words}


def test_without_pages_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--pages", str(tmp_path / "none")]) == 0
    assert capsys.readouterr().out == f"bench: skipped, there are no pages in {tmp_path / 'none'}\n"


def test_one_run_from_pages_to_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = [Contender(name, lambda page: lambda: sum(range(5000)), "1.0") for name in (RULES, FULL, LEXBOR)]
    monkeypatch.setattr(compare, "contenders", lambda peers: chosen)
    (tmp_path / "a.html").write_text("<p>桥</p>", encoding="utf-8")
    file = tmp_path / "out.json"
    assert main(["--pages", str(tmp_path), "--rounds", "1", "--json", str(file)]) == 0
    assert f"**{tmp_path.name}**, 1 pages" in capsys.readouterr().out
    written = json.loads(file.read_text(encoding="utf-8"))
    assert written["versions"] == {RULES: "1.0", FULL: "1.0", LEXBOR: "1.0"}
    assert [one["contender"] for one in written["sets"][tmp_path.name]] == [RULES, FULL, LEXBOR]
    assert written["conditions"]["python"]

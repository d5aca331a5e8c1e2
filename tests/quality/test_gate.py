"""The quality gate: what it compares, when it fails, and how its floors move."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from quality import gate
from quality.floors import Floors, missed, raised
from quality.gate import FLOORS, MODES, Row, bands, main, means

# A scorer of two pages, whose f1 is what a file beside it says.
SCORER = """
from pathlib import Path
SETS, FIELDS = ("news",), ("f1", "title", "date")
def set_names(wanted):
    return [*SETS, *sorted(each.name for each in (Path(__file__).parents[1] / "gold").iterdir())]
def run(base, name):
    f1 = float((Path(__file__).parent / "f1").read_text())
    right = {"f1": f1, "title": 1.0}
    wrong = {"f1": f1, "title": 0.0}
    return [({"id": "a"}, {"confidence": 0.9}, right, 0.1), ({"id": "b"}, {"error": "500"}, wrong, 0.1)]
"""


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a scorer and annotations, and a service that need not run."""
    started: list[str] = []

    @contextmanager
    def service(rules: str) -> Iterator[str]:
        started.append(rules)
        yield "http://127.0.0.1:1"

    monkeypatch.setattr(gate, "service", service)
    (tmp_path / "bench").mkdir()
    (tmp_path / "gold").mkdir()
    (tmp_path / "bench" / "score.py").write_text(SCORER, encoding="utf-8")
    (tmp_path / "bench" / "f1").write_text("0.9", encoding="utf-8")
    return tmp_path


def floors_file(folder: Path, f1: float, title: float = 0.4) -> Path:
    path = folder / "floors.json"
    Floors({mode: {"news": {"f1": f1, "title": title}} for mode in MODES}).write(path)
    return path


def test_a_mean_is_over_the_pages_that_have_the_field() -> None:
    rows = [Row("a", {"f1": 1.0, "date": 0.0}, 0.9), Row("b", {"f1": 0.5}, 0.9)]
    assert means(rows, ("f1", "date", "title")) == {"f1": 0.75, "date": 0.0}


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        ({"zh": {"f1": 0.95, "title": 1.0}}, []),
        ({"zh": {"f1": 0.96, "title": 1.0}}, []),
        ({"zh": {"f1": 0.9499, "title": 1.0}}, ["zh.f1 is 0.9499, its floor is 0.950"]),
        (
            {"zh": {"f1": 0.9, "title": 0.8}},
            ["zh.f1 is 0.9000, its floor is 0.950", "zh.title is 0.8000, its floor is 0.900"],
        ),
        ({"zh": {"f1": 0.95}}, ["zh.title was not measured, its floor is 0.900"]),
        ({}, ["zh.f1 was not measured, its floor is 0.950", "zh.title was not measured, its floor is 0.900"]),
    ],
)
def test_what_is_below_its_floor(got: dict[str, dict[str, float]], expected: list[str]) -> None:
    assert missed(got, {"zh": {"f1": 0.95, "title": 0.9}}) == expected


@pytest.mark.parametrize(
    ("got", "floor"),
    [(0.98, 0.977), (0.9805, 0.977), (0.953, 0.95), (0.951, 0.95), (0.9, 0.95), (1.0, 0.997)],
)
def test_an_update_goes_up_only(got: float, floor: float) -> None:
    new = raised(Floors({"off": {"zh": {"f1": 0.95}}}), {"off": {"zh": {"f1": got}}})
    assert new.means == {"off": {"zh": {"f1": floor}}}
    assert not new.lowered


def test_an_update_adds_what_is_new_and_keeps_what_was_not_measured() -> None:
    old = Floors({"rules": {"zh": {"f1": 0.9}}, "off": {"zh": {"f1": 0.8, "date": 0.7}}})
    new = raised(old, {"off": {"zh": {"title": 0.5}, "world": {"f1": 0.001}}})
    assert new.means == {
        "rules": {"zh": {"f1": 0.9}},
        "off": {"zh": {"f1": 0.8, "date": 0.7, "title": 0.497}, "world": {"f1": 0.0}},
    }
    assert old.means["off"] == {"zh": {"f1": 0.8, "date": 0.7}}


def test_a_floor_is_lowered_with_a_reason_that_is_kept() -> None:
    old = Floors({"off": {"zh": {"f1": 0.95, "title": 0.9}}}, ({"floor": "earlier"},))
    new = raised(old, {"off": {"zh": {"f1": 0.9, "title": 0.95}}}, "an annotation was wrong", "2026-01-02")
    assert new.means == {"off": {"zh": {"f1": 0.897, "title": 0.947}}}
    assert new.lowered[0] == {"floor": "earlier"}
    assert new.lowered[1:] == (
        {"floor": "off.zh.f1", "from": 0.95, "to": 0.897, "date": "2026-01-02", "reason": "an annotation was wrong"},
    )


def test_a_floor_that_is_held_is_not_lowered() -> None:
    old = Floors({"off": {"zh": {"f1": 0.95}}})
    assert raised(old, {"off": {"zh": {"f1": 0.951}}}, "a reason") == old


def test_the_bands_of_confidence() -> None:
    rows = [
        Row("a", {"f1": 0.5}, 0.0),
        Row("b", {"f1": 0.8}, 0.8),
        Row("c", {"f1": 1.0}, 0.94),
        Row("d", {"f1": 1.0}, 1.0),
    ]
    assert bands(rows) == [("0.00-0.20", 1, 0.5), ("0.80-0.95", 2, 0.9), ("0.95-1.00", 1, 1.0)]


def test_without_annotated_pages_the_gate_passes_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([], tmp_path, tmp_path / "none.json") == 0
    assert capsys.readouterr().out == f"quality: skipped, there are no annotated pages and no scorer in {tmp_path}\n"


def test_the_gate_passes(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = floors_file(shared, 0.9)
    before = path.read_text(encoding="utf-8")
    assert main(["--worst", "1"], shared, path) == 0
    printed = capsys.readouterr().out
    assert printed.endswith("\nquality: every floor is held\n")
    assert "off: the worst of news" in printed
    assert "off: confidence  pages  mean f1" in printed
    assert path.read_text(encoding="utf-8") == before


def test_the_gate_fails_and_names_each_floor(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = floors_file(shared, 0.95, 0.5)
    before = path.read_text(encoding="utf-8")
    assert main([], shared, path) == 1
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "below the floor: rules: news.f1 is 0.9000, its floor is 0.950",
        "below the floor: off: news.f1 is 0.9000, its floor is 0.950",
    ]
    assert path.read_text(encoding="utf-8") == before


def test_an_update_does_not_hide_a_floor_that_is_missed(shared: Path) -> None:
    path = floors_file(shared, 0.95)
    assert main(["--update"], shared, path) == 1
    assert Floors.read(path).means["off"] == {"news": {"f1": 0.95, "title": 0.497}}
    assert main(["--lower", "the scorer is stricter now"], shared, path) == 0
    kept = Floors.read(path)
    assert kept.means["off"] == {"news": {"f1": 0.897, "title": 0.497}}
    assert [(entry["floor"], entry["reason"]) for entry in kept.lowered] == [
        ("rules.news.f1", "the scorer is stricter now"),
        ("off.news.f1", "the scorer is stricter now"),
    ]


def test_lowering_needs_a_reason(shared: Path) -> None:
    with pytest.raises(SystemExit):
        main(["--lower", " "], shared, floors_file(shared, 0.95))


def test_the_floors_in_the_repository() -> None:
    kept = json.loads(FLOORS.read_text(encoding="utf-8"))
    assert list(kept) == [*MODES, "lowered"]
    for mode in MODES:
        assert {"seeds", "zh", "zh-dump", "world"} <= kept[mode].keys()
        assert all(0 <= least <= 1 for scores in kept[mode].values() for least in scores.values())
    assert all(entry["reason"] and entry["to"] < entry["from"] for entry in kept["lowered"])


def test_without_rules_every_set_counts_and_no_blind_page_is_named(
    shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("open-press", "blind-press"):
        (shared / "gold" / name).mkdir()
    main(["--worst", "1"], shared, floors_file(tmp_path, 0.5))
    with_rules, without = capsys.readouterr().out.split("\noff  ")
    assert "press" not in with_rules
    assert "the worst of open-press" in without
    assert "blind-press " in without
    assert "the worst of blind-press" not in without

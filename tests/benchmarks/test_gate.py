"""The speed gate: which ratios it takes, when it fails, and how its floors move."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import gate
from benchmarks.compare import RULED, Row
from benchmarks.contenders import FULL, LEXBOR, OFF, RULES
from benchmarks.gate import FLOORS, below, main, ratios
from quality.floors import Floors


def row(name: str, median: float, mean: float, p99: float) -> Row:
    return Row(name, 2, median, mean, p99, 1.0, 1.0, 1.0, 0)


ROWS = [
    row(RULES, 0.004, 0.005, 0.016),
    row(OFF, 0.005, 0.010, 0.020),
    row(FULL, 0.05, 0.06, 0.1),
    row(LEXBOR, 0.001, 0.001, 0.002),
]
FOUND = {
    "rules": {"zh": {"trafilatura/jingwen": 12.0, "median/p99": 0.25}, RULED: {"lexbor/jingwen": 0.2}},
    "off": {"zh": {"trafilatura/jingwen": 6.0, "median/p99": 0.25}},
}


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A page, and timings that need no run."""
    (tmp_path / "zh").mkdir()
    (tmp_path / "zh" / "a.html").write_text("<p>桥</p>", encoding="utf-8")
    monkeypatch.setattr(gate, "run", lambda sets, chosen, rounds: {"zh": ROWS, RULED: ROWS})
    return str(tmp_path)


def floors_file(folder: str, speed: float) -> Path:
    path = Path(folder) / "floors.json"
    modes = {mode: {"zh": {"trafilatura/jingwen": speed}} for mode in ("rules", "off")}
    Floors({**modes, "http": {"zh": {"library/http": 0.8}}}).write(path)
    return path


def test_the_ratios() -> None:
    found = ratios({"zh": ROWS, RULED: ROWS})
    assert found == {
        mode: {name: pytest.approx(scores) for name, scores in sets.items()} for mode, sets in FOUND.items()
    }


def test_the_gate_passes(pages: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--pages", pages], floors_file(pages, 6)) == 0
    assert capsys.readouterr().out.endswith("\nbench-gate: every floor is held\n")


def test_the_gate_fails_and_names_each_floor(pages: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = floors_file(pages, 8)
    before = path.read_text(encoding="utf-8")
    assert main(["--pages", pages], path) == 1
    assert capsys.readouterr().out.splitlines()[-1] == (
        "below the floor: off: zh.trafilatura/jingwen is 6.0000, its floor is 8.000"
    )
    assert path.read_text(encoding="utf-8") == before


def test_an_update_raises_and_a_reason_lowers(pages: str) -> None:
    path = floors_file(pages, 8)
    assert main(["--pages", pages, "--update"], path) == 1
    kept = Floors.read(path).means
    assert kept["rules"] == {"zh": {"trafilatura/jingwen": 10.2, "median/p99": 0.212}, RULED: {"lexbor/jingwen": 0.17}}
    assert kept["off"]["zh"]["trafilatura/jingwen"] == 8
    assert kept["http"] == {"zh": {"library/http": 0.8}}, "what another command measures is left alone"
    assert main(["--pages", pages, "--lower", "the parser has become slower"], path) == 0
    lowered = Floors.read(path)
    assert lowered.means["off"]["zh"]["trafilatura/jingwen"] == 5.1
    assert [(one["floor"], one["reason"]) for one in lowered.lowered] == [
        ("off.zh.trafilatura/jingwen", "the parser has become slower")
    ]


def test_lowering_needs_a_reason(pages: str) -> None:
    with pytest.raises(SystemExit):
        main(["--pages", pages, "--lower", " "], floors_file(pages, 8))


def test_a_new_floor_leaves_room_for_noise() -> None:
    assert (below(12.0), below(0.2)) == (10.2, 0.17)


def test_without_pages_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--pages", str(tmp_path / "none")]) == 0
    assert capsys.readouterr().out == f"bench-gate: skipped, there are no pages in {tmp_path / 'none'}\n"


def test_the_floors_in_the_repository() -> None:
    kept = Floors.read(FLOORS)
    assert list(kept.means) == ["rules", "off", "http", "batch", "bulk"]
    for mode in ("rules", "off"):
        assert {"zh", "zh-dump", "world"} <= kept.means[mode].keys()
    assert all(entry["reason"] and entry["to"] < entry["from"] for entry in kept.lowered)

"""The share of cases that hold, by topic."""

from __future__ import annotations

import json
from pathlib import Path

from quality.cases import load_cases

JUDGE = """
def Answers(base, case, body):
    return body.decode()
def holds(answers, key, want):
    return want in answers, answers
"""


def test_cases_are_held_by_topic(tmp_path: Path) -> None:
    (tmp_path / "bench").mkdir()
    (tmp_path / "bench" / "cases.py").write_text(JUDGE, encoding="utf-8")
    (tmp_path / "cases" / "zh").mkdir(parents=True)
    for name, topic, expect in (
        ("a", "text", {"x": "page"}),
        ("b", "text", {"x": "page", "y": "no"}),
        ("c", "fields", {}),
    ):
        path = tmp_path / "cases" / "zh" / f"{name}.json"
        path.write_text(json.dumps({"topic": topic, "expect": expect}), encoding="utf-8")
        path.with_suffix(".txt" if name == "c" else ".html").write_text("a page", encoding="utf-8")
    cases = load_cases(tmp_path)
    assert cases is not None
    assert cases.shares("http://127.0.0.1:1") == {"fields": 1.0, "text": 0.5}


def test_without_cases_there_is_nothing_to_hold(tmp_path: Path) -> None:
    assert load_cases(tmp_path) is None

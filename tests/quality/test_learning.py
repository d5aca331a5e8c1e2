"""The measure of learned rules, on an invented site; and where there are no pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from jingwen.fields.site import squash
from quality import learning

from ..workshop.invented import FIRST, SECOND, page


class Metrics:
    def score(self, got: Mapping[str, Any], gold: Mapping[str, Any]) -> Mapping[str, float]:
        wanted = squash(gold["body"])
        return {"f1": len(wanted) / max(len(squash(got["text"])), len(wanted))}


class Scorer:
    metrics = Metrics()

    def set_names(self, wanted: Sequence[str]) -> Sequence[str]:
        return [f"{name}-invented" for name in wanted]

    def pages(self, name: str) -> Iterator[tuple[Mapping[str, Any], bytes, str]]:
        for number, (first, second) in enumerate(zip(FIRST, SECOND, strict=True)):
            gold = {"id": number, "url": f"https://news.example.com/a/{number}", "body": first + second}
            yield gold, page(number).encode(), "text/html; charset=utf-8"
        yield {"id": "alone", "url": "https://other.example.com/", "body": FIRST[0]}, page(0).encode(), "text/html"


def test_each_page_is_left_out_in_turn() -> None:
    held = list(learning.held_out(Scorer(), 10))  # type: ignore[arg-type]
    assert [each.site for each in held] == ["news.example.com"] * 4
    assert all(each.learned["f1"] == 1.0 > each.without["f1"] for each in held)
    assert [each.lines for each in held] == [2] * 4
    lines = list(learning.table(held))
    assert lines[2].startswith("| all 4, of 1 sites | without | 0.")
    assert lines[3] == "| | learned | 1.000 | - | - | - |"


def test_no_more_pages_of_a_site_than_asked_for() -> None:
    assert len(list(learning.held_out(Scorer(), 3))) == 3  # type: ignore[arg-type]


def test_without_pages_there_is_nothing_to_measure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert learning.main([], shared=tmp_path) == 0
    assert capsys.readouterr().out.startswith("learning: skipped")

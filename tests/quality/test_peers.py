"""`make quality-peers`: what is scored, what is written down, and when it is skipped."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from benchmarks.contenders import FULL, OFF, PEERS, Contender
from benchmarks.pages import Page
from quality import beside, peers
from quality.comparison import Result, read
from quality.gate import Scorer
from quality.peers import COMMAND, ONLY, Annotated, annotated, contenders, main, offline, run, score
from quality.readings import READ
from quality.sets import CHINESE, OTHERS, SETS


class Metrics:
    """Right or wrong, to the letter."""

    def score(self, got: Mapping[str, Any], gold: Mapping[str, Any]) -> dict[str, float]:
        scores = {"f1": float(got.get("text", "") == gold["body"])}
        return scores | ({"title": float(got.get("title") == gold["title"])} if "title" in gold else {})


GOLDS: tuple[dict[str, Any], ...] = (
    {"id": "a", "body": "桥通车了。", "title": "桥", "url": "https://news.example.com/a"},
    {"id": "b", "body": "路通车了。"},
)


def scorer() -> Scorer:
    """A scorer of two pages a set, each of which is its annotation's body."""

    def pages(name: str) -> Iterator[tuple[Mapping[str, Any], bytes, str]]:
        return iter([(gold, gold["body"].encode(), "text/html") for gold in GOLDS])

    return cast(Scorer, SimpleNamespace(SETS=(), FIELDS=(), metrics=Metrics(), pages=pages))


def contender(name: str, extract: Callable[[Page], object]) -> Contender:
    return Contender(name, lambda page: lambda: extract(page), "1.0")


def document(page: Page) -> object:
    """What trafilatura gives, where it takes the whole page for the text."""
    return SimpleNamespace(text=page.body.decode(), title="桥", author=None, date=None)


def refuse(page: Page) -> object:
    raise ValueError("no text on this page")


ANNOTATED = peers.load(scorer(), "open-xmu")


def test_pages_keep_what_the_annotation_knows_of_them() -> None:
    first, second = ANNOTATED
    assert first.page == Page("open-xmu", "a", "桥通车了。".encode(), "text/html", "https://news.example.com/a")
    assert (second.page.name, second.page.url) == ("b", None)


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        (contender(FULL, document), Result({"f1": 1.0, "title": 1.0}, 0)),
        (contender(FULL, lambda page: None), Result({"f1": 0.0, "title": 0.0}, 0)),
        (contender(FULL, refuse), Result({"f1": 0.0, "title": 0.0}, 2)),
        (contender("resiliparse", lambda page: "桥通车了。"), Result({"f1": 0.5}, 0)),
    ],
    ids=["right", "nothing", "raises", "without a title"],
)
def test_scores(who: Contender, expected: Result) -> None:
    assert score(scorer(), who, ANNOTATED) == expected


def test_a_field_counts_on_the_pages_that_have_it() -> None:
    assert annotated(scorer(), ANNOTATED) == {"f1": 2, "title": 1}
    assert annotated(scorer(), [Annotated(ANNOTATED[1].page, GOLDS[1])]) == {"f1": 1}


def test_a_run_scores_and_times() -> None:
    chosen = [contender(FULL, document), contender("gne", lambda page: {"content": "", "title": "", "author": ""})]
    found = run(scorer(), chosen, ["open-cx163", "open-daniel-el"], 1)
    assert {name: [*part.results] for name, part in found.sets.items()} == {
        "open-cx163": [FULL, "gne"],
        "open-daniel-el": [FULL],
    }
    part = found.sets["open-cx163"]
    assert (part.pages, part.fields) == (2, {"f1": 2, "title": 1})
    assert all(result.seconds is not None and result.seconds > 0 for result in part.results.values())
    assert found.versions == {FULL: "1.0", "gne": "1.0"}


def test_the_network_is_off() -> None:
    with offline():
        with pytest.raises(OSError, match="the network is off"):
            socket.create_connection(("127.0.0.1", 1))
        with socket.socket() as one, pytest.raises(OSError, match="the network is off"):
            one.connect(("127.0.0.1", 1))


def test_every_contender_can_be_read() -> None:
    assert {OFF, FULL, *(name for name, *_ in PEERS)} == READ.keys()
    assert [one.name for one in contenders()][:2] == [OFF, FULL]
    assert ONLY.keys() <= READ.keys()


def test_no_kept_set_is_among_them() -> None:
    assert len(SETS) == len({*CHINESE, *OTHERS})
    assert all(name.startswith("open-") for name in SETS)


def test_without_annotated_pages_it_passes_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], tmp_path) == 0
    assert capsys.readouterr().out == (
        f"quality-peers: skipped, there are no annotated pages and no scorer in {tmp_path}\n"
    )


@pytest.mark.parametrize("arguments", [["--set", "open-xmu"], ["--rounds", "0"]])
def test_a_part_of_a_run_is_not_written(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([*arguments, "--docs"])
    assert "--docs writes whole runs only" in capsys.readouterr().err


@pytest.fixture
def guides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[Path, str]:
    """Two documents, of which one has a place for the tables."""
    one, other = tmp_path / "one.md", tmp_path / "other.md"
    one.write_text("before\n<!-- peers: written by `make x` -->\n<!-- end of peers -->\nafter\n", encoding="utf-8")
    other.write_text("nothing\n", encoding="utf-8")
    texts = {one: "| table |", other: "| table |"}
    monkeypatch.setattr(beside, "documents", lambda found: texts)
    monkeypatch.setattr(peers, "SETS", ("open-cx163",))
    monkeypatch.setattr(peers, "load_scorer", lambda shared: scorer())
    monkeypatch.setattr(peers, "PEERS", ())
    return texts


def test_a_whole_run_is_written(
    guides: dict[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(peers, "contenders", lambda: [contender(FULL, document)])
    figures, (one, other) = tmp_path / "figures.json", guides
    assert main(["--docs", "--rounds", "1"], tmp_path, figures) == 1
    assert read(figures).mean(FULL, "f1", ["open-cx163"]) == 1
    marker = f"<!-- peers: written by `{COMMAND}` -->"
    assert one.read_text(encoding="utf-8") == f"before\n{marker}\n| table |\n<!-- end of peers -->\nafter\n"
    assert other.read_text(encoding="utf-8") == "nothing\n"
    assert "quality-peers: other.md has no part between <!-- peers: written by" in capsys.readouterr().out

    one.write_text(one.read_text(encoding="utf-8").replace("| table |", "| typed |"), encoding="utf-8")
    assert main(["--tables"], tmp_path, figures) == 1
    assert "| table |" in one.read_text(encoding="utf-8")


def test_a_run_without_all_peers_is_not_written(
    guides: dict[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(peers, "contenders", lambda: [contender(FULL, document)])
    monkeypatch.setattr(peers, "PEERS", PEERS)
    assert main(["--docs"], tmp_path, tmp_path / "figures.json") == 1
    assert "not installed, and so without a row: gne, newspaper4k" in capsys.readouterr().out
    assert not (tmp_path / "figures.json").exists()

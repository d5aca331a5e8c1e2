"""``jingwen rules coverage``: hosts without a rule, rules that miss, and sites that changed."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from jingwen import cli
from jingwen.errors import InvalidOption
from jingwen.workshop.coverage import Coverage, count, drift, of_dict, to_dict, worst_first

from ..cli.pages import HTML


def answers(host: str, number: int, **members: Any) -> Iterator[Mapping[str, Any]]:
    fields = {"title": "题", "source": "报", "byline": ["甲"], "editors": ["乙"], "date": "2024-01-01", "captions": [1]}
    for _ in range(number):
        yield {"status": "article", "url": f"https://{host}/a", "rule": None, "notices": [], **fields, **members}


def test_what_is_missing_is_counted_by_host() -> None:
    missed = [{"code": "rule_missed", "message": ""}]
    found = count(
        [
            *answers("a.example.com", 3),
            *answers("b.example.com", 2, rule="rules/b.yaml", date=None),
            *answers("b.example.com", 1, rule="rules/b.yaml", notices=missed),
            *answers("b.example.com", 1, status="no_article"),
            {"status": "article", "canonical_url": "https://c.example.com/", "title": None},
            {"status": "failed", "url": "http://[half"},
        ]
    )
    b = found["b.example.com"]
    assert (b.pages, b.articles, b.ruled, b.missed, b.lacked) == (4, 3, 3, 1, {"date": 2})
    assert b.wanting == 1 + 1 + 2
    assert [name for name, _ in worst_first(found)] == [
        "b.example.com",
        "c.example.com",
        "(no address)",
        "a.example.com",
    ]


def moved(old: Coverage, new: Coverage) -> list[str]:
    return [f"{host} {what} {was:.1f} {now:.1f}" for host, what, was, now in drift(old, new)]


def test_a_site_that_was_redesigned_is_named() -> None:
    old = count(answers("a.example.com", 20, rule="rules/a.yaml"))
    missed = [{"code": "rule_missed", "message": ""}]
    new = count(answers("a.example.com", 10, rule="rules/a.yaml", date=None, notices=missed))
    assert moved(old, new) == ["a.example.com rule fits 1.0 0.0", "a.example.com date 1.0 0.0"]
    assert moved(old, old) == []


def test_chance_is_no_change() -> None:
    old = count([*answers("a.example.com", 6), *answers("a.example.com", 2, source=None)])
    new = count([*answers("a.example.com", 3), *answers("a.example.com", 3, source=None)])
    assert moved(old, new) == []
    few = count(answers("a.example.com", 4, date=None))
    assert moved(old, few) == []


def test_counts_are_read_back() -> None:
    found = count([*answers("a.example.com", 2), *answers("b.example.com", 1, date=None)])
    assert of_dict(json.loads(json.dumps(to_dict(found))), "old.json") == found


@pytest.mark.parametrize("told", [[], {}, {"hosts": 1}, {"hosts": {"a": {"pagse": 1}}}])
def test_what_is_no_earlier_run_is_refused(told: Any) -> None:
    with pytest.raises(InvalidOption, match=r"old\.json is no earlier run; expected what `jingwen rules coverage"):
        of_dict(told, "old.json")


def test_the_command_cleans_pages_and_reads_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(6):
        told = f'<link rel="canonical" href="https://news.example.com/{number}">'
        (pages / f"{number}.html").write_text(told + HTML, encoding="utf-8")
    (pages / "empty.html").touch()
    assert cli.main(["rules", "coverage", str(pages), "--rules", "off"]) == 0
    printed = capsys.readouterr()
    rows = printed.out.splitlines()
    assert "jingwen: empty.html: the page is empty" in printed.err
    assert rows[2].split() == ["news.example.com", "6", "6", "none", "0", "0", "6", "6", "0", "6"]
    assert rows[1].split()[:4] == ["(no", "address)", "1", "0"]

    written = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in answers("news.example.com", 6, date=None))
    (tmp_path / "answers.jsonl").write_text(written, encoding="utf-8")
    assert cli.main(["rules", "coverage", str(pages), "--rules", "off", "--json"]) == 0
    (tmp_path / "old.json").write_text(capsys.readouterr().out, encoding="utf-8")
    old = ["--against", str(tmp_path / "old.json")]
    assert cli.main(["rules", "coverage", str(tmp_path / "answers.jsonl"), *old]) == 0
    assert "changed: news.example.com: date 100% -> 0%" in capsys.readouterr().out.splitlines()
    assert cli.main(["rules", "coverage", str(tmp_path / "answers.jsonl"), *old, "--json"]) == 0
    printed = capsys.readouterr()
    assert "jingwen: changed: news.example.com: date 100% -> 0%" in printed.err.splitlines()
    assert [*json.loads(printed.out)] == ["hosts"]
    assert cli.main(["rules", "coverage", str(pages), "--rules", "off", *old]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "changed: none"


def test_answers_that_are_lost_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [json.dumps(each).encode() + b"\n" for each in answers("news.example.com", 3)]
    packed = [gzip.compress(row) for row in rows]
    cut = tmp_path / "answers.jsonl.gz"
    cut.write_bytes(b"".join(packed)[:-40])
    assert cli.main(["rules", "coverage", str(cut), "--rules", "off"]) == 0
    assert f"jingwen: {cut}: line 3: the file ends at byte " in capsys.readouterr().err
    long = tmp_path / "answers.jsonl"
    long.write_bytes(rows[0] + rows[0].replace(b"{", b"{" + b" " * len(rows[0])) + rows[0])
    monkeypatch.setattr("jingwen.workshop.answers.LONGEST", len(rows[0]))
    assert cli.main(["rules", "coverage", str(long), "--rules", "off"]) == 0
    assert capsys.readouterr().err == f"jingwen: {long}: line 2: it has more than {len(rows[0])} bytes\n"


def test_an_empty_folder_is_no_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["rules", "coverage", str(tmp_path), "--rules", "off"]) == 2
    assert capsys.readouterr() == ("", f"jingwen: {tmp_path}: there are no pages in it\n")


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pages.tsv").write_text("gone.html\thttps://news.example.com/1\n", encoding="utf-8")
    assert cli.main(["rules", "coverage", str(tmp_path / "pages.tsv"), "--rules", "off"]) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines()[1].split()[:4] == ["(no", "address)", "1", "0"]
    assert "gone.html" in printed.err and "No such file" in printed.err


def test_lines_of_pages_are_cleaned(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = json.dumps({"url": "https://news.example.com/a", "html": HTML})
    (tmp_path / "pages.jsonl").write_text(f"{line}\n{line}\n", encoding="utf-8")
    assert cli.main(["rules", "coverage", str(tmp_path / "pages.jsonl"), "--rules", "off"]) == 0
    assert capsys.readouterr().out.splitlines()[1].split()[:4] == ["news.example.com", "2", "2", "none"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("old.json", "[", "old.json is not JSON"),
        ("none.json", None, "none.json cannot be read: No such file"),
    ],
)
def test_an_earlier_run_that_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: str | None, said: str
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert cli.main(["rules", "coverage", str(tmp_path), "--against", str(tmp_path / name)]) == 2
    assert said in capsys.readouterr().err

"""Imported rules on pages of their sites: the better are kept, the dead and the worse are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from jingwen import cli
from jingwen.errors import EmptyBody
from jingwen.workshop import keeping
from jingwen.workshop.draft import BODY, Draft, Line
from jingwen.workshop.imports.imported import SELECT
from jingwen.workshop.keeping import keep
from jingwen.workshop.samples import Sample
from jingwen.workshop.settling import settle
from jingwen.workshop.study import Study, study

from .invented import FIRST, HOST, SECOND, page, sample, site


def rule(*lines: Line, host: str = HOST) -> str:
    text = settle(Draft("示例网", (host,), lines), "rules/x.yaml", f"https://{host}/a/1").text
    assert text is not None
    return text


def test_only_what_beats_no_rule_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = {
        "better.yaml": rule(Line(f"{BODY}drop", ".rating"), Line(SELECT, ".story")),
        "dead.yaml": rule(Line(SELECT, ".gone")),
        "same.yaml": rule(Line(SELECT, ".story")),
        "worse.yaml": rule(Line(SELECT, ".rating")),
        "other.yaml": rule(Line(SELECT, ".story"), host="other.example.com"),
    }
    studied: list[str] = []

    def look(sample: Sample) -> Study:
        studied.append(sample.name)
        if not sample.raw.body:
            raise EmptyBody("it is empty")
        return study(sample)

    monkeypatch.setattr(keeping, "study", look)
    elsewhere = sample(4, "<p>", "https://elsewhere.example.com/")
    told: list[str] = []
    found = keep(rules, [*site(), elsewhere, EmptyBody("5.html: the page is empty"), sample(6, "")], told.append)
    assert studied == ["0.html", "1.html", "2.html", "3.html", "6.html"]
    assert told == ["5.html: the page is empty", "6.html: it is empty"]
    assert found.kept == {"better.yaml": rules["better.yaml"]}
    assert found.reasons == {
        "dead.yaml": "dead: its body is found on none of 4 pages",
        "same.yaml": "no better than no rule on 4 pages",
        "worse.yaml": "worse than no rule on 4 pages",
    }
    assert found.untried == 1


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files, pages = tmp_path / "ftr", tmp_path / "pages"
    files.mkdir()
    pages.mkdir()
    (files / f"{HOST}.txt").write_text("body: //div[@class='story']\nstrip: //div[@class='rating']\n", encoding="utf-8")
    (files / "other.example.com.txt").write_text("body: //div[@class='story']\n", encoding="utf-8")
    for number in range(len(FIRST)):
        told = f'<link rel="canonical" href="https://{HOST}/{number}"><title>'
        (pages / f"{number}.html").write_text(page(number).replace("<title>", told), encoding="utf-8")
    (pages / "empty.html").touch()
    output = tmp_path / "rules"
    assert cli.main(["rules", "import", "ftr", str(files), "-o", str(output), "--pages", str(pages)]) == 0
    printed = capsys.readouterr()
    assert "on your pages: 1 better, 0 not, 1 without a page\n" in printed.out
    assert "jingwen: empty.html: the page is empty" in printed.err
    assert [file.name for file in output.iterdir()] == [f"{HOST}.yaml"]
    assert SECOND[0][:6] not in (output / f"{HOST}.yaml").read_text(encoding="utf-8")
    (files / f"{HOST}.txt").write_text("body: //div[@class='gone']\n", encoding="utf-8")
    assert cli.main(["rules", "import", "ftr", str(files), "-o", str(tmp_path / "none"), "--pages", str(pages)]) == 1
    assert f"not kept: {HOST}.yaml: dead: its body is found on none of 4 pages" in capsys.readouterr().err


def test_what_is_there_already_is_noticed_before_the_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / f"{HOST}.txt").write_text("body: //div[@class='story']\n", encoding="utf-8")
    (tmp_path / f"{HOST}.yaml").touch()
    monkeypatch.setattr("jingwen.workshop.importing.settle", None)
    arguments = ["rules", "import", "ftr", str(tmp_path), "-o", str(tmp_path)]
    assert cli.main(arguments) == 2
    assert f"{HOST}.yaml is there already; move it away" in capsys.readouterr().err
    assert cli.main([*arguments[:-1], str(tmp_path / "rules"), "--pages", str(tmp_path / "none.html")]) == 2
    assert "none.html" in capsys.readouterr().err

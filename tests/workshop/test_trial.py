"""``jingwen rules try``: a page with a rule and without it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from jingwen import cli
from jingwen.model import RawPage
from jingwen.rules.load import read_text
from jingwen.workshop.trial import NOTHING, Line, try_rule

from .test_check import RULE

rule = read_text(RULE, "rules/x.yaml")
PAGE = RawPage(rule.tests[0].page, rule.tests[0].url)


def test_what_a_rule_changes_is_shown_field_by_field() -> None:
    trial = try_rule(rule, PAGE)
    lines = list(trial.lines())
    assert [line for line in lines if line.name == "title"] == [Line(" ", "title", "河上新桥今日通车")]
    assert [line for line in lines if line.name == "source"] == [
        Line("-", "source", trial.without.source or NOTHING),
        Line("+", "source", "本城"),
    ]
    assert trial.changed
    assert trial.assumed is None


def test_the_text_is_compared_paragraph_by_paragraph() -> None:
    texts = [f"{line.sign}{line.text[:4]}" for line in try_rule(rule, PAGE).lines() if line.name == "text"]
    assert texts == ["-市民热线", "-工作人员", "-据介绍，", "-负责人表", " (1 p", "-小编今天", " (1 p", "-昨天的报"]


def test_paragraphs_that_are_the_same_are_counted() -> None:
    off = read_text(RULE.partition("source:")[0] + "byline: off\n" + RULE[RULE.index("tests:") :], "rules/x.yaml")
    trial = try_rule(off, PAGE)
    (same,) = (line for line in trial.lines() if line.name == "text")
    assert (same.sign, same.text[:3]) == (" ", f"({len(trial.without.text.split(chr(10) * 2))} ")
    assert not trial.changed


def test_a_page_without_an_address_is_taken_for_one_of_the_site() -> None:
    trial = try_rule(rule, replace(PAGE, url=None))
    assert trial.assumed == "https://news.example.com/"
    assert trial.ruled is not None


def test_a_page_of_another_site_is_not_the_rules() -> None:
    trial = try_rule(rule, replace(PAGE, url="https://other.example.com/"))
    assert trial.ruled is None
    assert not trial.changed


def test_a_rule_without_tests_is_tried(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.yaml").write_text(RULE.partition("tests:")[0], encoding="utf-8")
    (tmp_path / "p.html").write_text(str(PAGE.body), encoding="utf-8")
    assert cli.main(["rules", "try", str(tmp_path / "x.yaml"), str(tmp_path / "p.html"), "--url", PAGE.url or ""]) == 0
    assert "+ source    本城" in capsys.readouterr().out.splitlines()


def test_a_selector_that_finds_nothing_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    twice = RULE.replace("select: '.story'", "select: ['.stroy', '.story']")
    aimless = twice.replace("drop: [", "drop: [{css: '.ad'}, ").partition("tests:")[0]
    (tmp_path / "x.yaml").write_text(aimless, encoding="utf-8")
    (tmp_path / "p.html").write_text(str(PAGE.body), encoding="utf-8")
    page = str(tmp_path / "p.html")
    assert cli.main(["rules", "try", str(tmp_path / "x.yaml"), page, "--url", PAGE.url or ""]) == 0
    assert capsys.readouterr().err.splitlines() == [
        f"jingwen: {page}: body.select[0]: '.stroy' finds nothing on the page",
        f"jingwen: {page}: body.drop[0]: '.ad' finds nothing on the page",
    ]


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.yaml").write_text(RULE, encoding="utf-8")
    (tmp_path / "p.html").write_text(str(PAGE.body), encoding="utf-8")
    page = str(tmp_path / "p.html")
    assert cli.main(["rules", "try", str(tmp_path / "x.yaml"), page, "--url", PAGE.url or ""]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == f"==> {page} <=="
    assert "+ source    本城" in printed
    assert cli.main(["rules", "try", str(tmp_path / "x.yaml"), page, "--url", "https://other.example.com/"]) == 1
    assert "not for this page" in capsys.readouterr().err
    assert cli.main(["rules", "try", str(tmp_path / "x.yaml"), page, "--url", "news.example.com/a/1"]) == 2
    assert "'news.example.com/a/1' is no address of a page" in capsys.readouterr().err
    assert cli.main(["rules", "try", str(tmp_path / "x.yaml"), str(tmp_path / "none.html")]) == 2
    assert "none.html" in capsys.readouterr().err

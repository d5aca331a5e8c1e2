"""Drafted rules made into rule files: each with invented pages on which each of its lines does something."""

from __future__ import annotations

from pathlib import Path

import pytest

from jingwen.rules.load import read_text
from jingwen.workshop.check import check
from jingwen.workshop.draft import Draft, Line
from jingwen.workshop.settling import settle

HOSTS = ("news.example.com",)
URL = "https://news.example.com/a/1"


def draft(*lines: Line, **more: object) -> Draft:
    return Draft("示例网", HOSTS, lines, **more)  # type: ignore[arg-type]


LINES = (
    Line("title", 'h1[class="t"]', note="3 of 3 pages"),
    Line("title", 'meta[property="og:title"]::attr(content)'),
    Line("source", ".from", match="^本报与(.*?)合办"),
    Line("byline", ".names > a"),
    Line("date", "div.meta time::attr(datetime)"),
    Line("captions", "p.under"),
    Line("body.select", "div#story"),
    Line("body.select", 'div[class*="text"]'),
    Line("body.drop", "div#story > ul:nth-of-type(2)"),
    Line("body.drop", "^读者来信", pattern=True),
    Line("body.stop_before", "div.after"),
    Line("next_page", ".pages a:nth-of-type(2)::attr(href)"),
)


def test_a_rule_of_many_lines_passes_the_checker(tmp_path: Path) -> None:
    settled = settle(draft(*LINES), "rules/x.yaml", URL)
    assert settled.left_out == []
    assert settled.text is not None
    (tmp_path / "x.yaml").write_text(settled.text, encoding="utf-8")
    assert check([tmp_path / "x.yaml"]).problems == []
    rule = read_text(settled.text, "rules/x.yaml")
    assert len(rule.tests) == 2
    assert [str(selector) for selector in rule.fields["title"].select] == [LINES[0].value, LINES[1].value]
    assert "title:\n  select:\n  - 'h1[class=\"t\"]'  # 3 of 3 pages\n" in settled.text


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (Line("title", "div["), "its [ is never closed"),
        (Line("body.drop", "(", pattern=True), "missing )"),
        (Line("body.drop", "^a|b$", pattern=True), "the pattern stands for more than one text"),
        (Line("body.drop", "img"), "what stands in img is no text"),
        (Line("body.drop", "div#story"), "no small page shows what it does"),
        (Line("title", "h1.t, h1"), "no small page"),
        (
            Line("body.drop", ".related-links"),
            "not needed: an invented page of that shape comes out the same without it",
        ),
        (Line("byline", "div.text::attr(class)"), ""),
    ],
)
def test_a_line_that_cannot_be_shown_to_do_anything_is_left_out(line: Line, said: str) -> None:
    kept = (Line("body.select", "div#story"), Line("title", "h1.t"))
    settled = settle(draft(*kept, line), "rules/x.yaml", URL)
    assert line in [left for left, _ in settled.left_out]
    assert any(said in reason for left, reason in settled.left_out if left is line)
    assert settled.text is not None
    assert set(kept) <= {*settled.draft.lines}


def test_where_no_line_is_left_there_is_no_rule() -> None:
    settled = settle(draft(Line("body.drop", "img"), Line("body.drop", "video")), "rules/x.yaml", URL)
    assert (settled.text, settled.draft.lines, len(settled.left_out)) == (None, (), 2)

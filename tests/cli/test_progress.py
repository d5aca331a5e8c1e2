"""The bar and the count."""

from __future__ import annotations

import pytest

from jingwen.cli.progress import ARTICLE, FAILURE, OTHER, Progress


def test_the_summary_counts_each_outcome() -> None:
    with Progress() as progress:
        for outcome in (ARTICLE, OTHER, ARTICLE, FAILURE, ARTICLE):
            progress.page(outcome)
    assert progress.summary(0) == "pages: 5, articles: 3, without an article: 1, failed: 1"
    assert progress.summary(7) == f"{progress.summary(0)}, other files passed over: 7"


def test_no_bar_where_none_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress() as progress:
        progress.page(ARTICLE)
        progress.complain("a.html: the page is empty")
    assert capsys.readouterr() == ("", "jingwen: a.html: the page is empty\n")


@pytest.mark.parametrize(("total", "shown"), [(3, "2/3 ["), (None, "2 pages [")])
def test_the_bar_says_how_far_it_is_and_how_many_failed(
    total: int | None, shown: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with Progress(lambda: total) as progress:
        progress.page(ARTICLE)
        progress.page(FAILURE)
        progress.complain("a.html: the page is empty")
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "\rjingwen: a.html: the page is empty\n" in printed.err, "on a line of its own"
    last = printed.err.split("jingwen: ")[-1]
    assert shown in last
    assert "pages/s" in last or "s/ pages" in last
    assert "1 failed" in last

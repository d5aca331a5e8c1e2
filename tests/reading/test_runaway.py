"""Links that nobody has ended."""

from __future__ import annotations

import pytest

from jingwen.reading.markup import parse, read_markup
from jingwen.reading.runaway import may_run_away, with_short_links

LONG = "清晨六点，示例公园的大门重新打开，第一批游客沿着新修的石子路走到湖边，两旁的梅花正在盛开。"


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<p>甲<a href=/>乙</p><p>丙</p>", "<p>甲<a href=/>乙</a></p><p>丙</p>"),
        ("<p><a href=/></p><p>丙</p>", "<p><a href=/></a></p><p>丙</p>"),
        ("<a href=/><p>甲<p>乙<p>丙", "<a href=/></a><p>甲<p>乙<p>丙"),
        ("<a href=/><p>甲<p>乙<p>丙</a>", "<a data-href=/><p>甲<p>乙<p>丙</a>"),
        ("<a href=/>甲<br>乙<br>丙<br>丁", "<a data-href=/>甲<br>乙<br>丙<br>丁"),
        (f"<p><a href=/>{LONG}</p><p>甲</p>", f"<p><a data-href=/>{LONG}</a></p><p>甲</p>"),
        # Headlines and teasers.
        ("<a href=/><h3>题</h3><p>甲</p></a>", "<a href=/><h3>题</h3><p>甲</p></a>"),
        ("<a href=/><h3>题</h3><p>甲</p><a href=/2>乙</a>", "<a href=/><h3>题</h3><p>甲</p><a href=/2>乙</a>"),
        ("<a name=x><p>甲<p>乙<p>丙", "<a name=x><p>甲<p>乙<p>丙"),
    ],
)
def test_links_end_with_the_block_that_they_begin_in(markup: str, shown: str) -> None:
    assert with_short_links(markup) == shown


@pytest.mark.parametrize(
    ("markup", "runs"),
    [
        (f"<p><a href=/>{LONG}<p>{LONG}", True),
        (f"<p><a href=/>{LONG}</a><p>{LONG}", False),
        ("<ul>" + "<li><a href=/>公园重新开放</a>" * 9, False),
    ],
)
def test_a_link_may_have_run_away(markup: str, runs: bool) -> None:
    assert may_run_away(read_markup(parse(markup))[0]) is runs

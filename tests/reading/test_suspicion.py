"""Which pages may be over a limit: none that is escapes, and what only looks like it is told apart."""

from __future__ import annotations

import pytest

from jingwen.model import Limits
from jingwen.reading.scan import bounded
from jingwen.reading.suspicion import may_be_crowded, may_be_deep

LOW = Limits(tags=60_000, depth=20, attributes=10)
MANY = " ".join(f"a{n}" for n in range(100))
QUOTED = " ".join(f"a{n}='x > y'" for n in range(100))
CODE = f'if (a<b && {MANY} ) c = "d";'


@pytest.mark.parametrize("markup", ["<img>", "<br/>", "<META name=x>", "<!-- x -->", "<script>a<1</script>"])
def test_what_opens_nothing_is_not_deep(markup: str) -> None:
    page = markup * 10 * LOW.depth
    assert not may_be_deep(page, page.count("<"), LOW)


@pytest.mark.parametrize("markup", ["<p>", "<image>", "<br-x>", "<link>", "<<img-x>"])
def test_what_may_open_an_element_is_deep(markup: str) -> None:
    page = markup * 10 * LOW.depth
    assert may_be_deep(page, page.count("<"), LOW)


@pytest.mark.parametrize(
    "markup",
    [
        f"<script>{CODE}</script>",
        f"<p></p><script>x = '>'; {CODE}</script>",
        f"<script><!-- <script>{CODE} --></script>",
        "<script>a = '<b>'; c = '<d>'; e = '</b>';</script>" * 20,
        "<img src='eA==' /><img alt='x'>" * 20,
    ],
)
def test_code_and_values_are_not_crowded(markup: str) -> None:
    assert not may_be_crowded(f"<p>x</p>{markup}<p>x</p>", LOW.attributes)


@pytest.mark.parametrize("tag", [f"<div {MANY}>", f"<div {QUOTED}>", f"</div {MANY}>"])
@pytest.mark.parametrize(
    "before",
    [
        "",
        "<script>x</script>",
        "<script>x<is-script></script>",
        "<script><!-- <script></script> --></script>",
        "<svg><script>",
        "<template><script></script>",
        "<p title='<script>'>",
        "<!-- <script> -->",
        "<script>x</script y=1 ",
    ],
)
def test_a_crowded_tag_is_cut(before: str, tag: str) -> None:
    bound, notices = bounded(before + tag + "x", LOW)
    assert len(bound) < len(before + tag)
    assert [notice.code for notice in notices] == ["attributes_cut"]

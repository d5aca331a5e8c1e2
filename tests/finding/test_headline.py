"""The headline of a dump, by what the lines around it are."""

from __future__ import annotations

import pytest

from jingwen.finding.headline import printed_headline
from jingwen.finding.locate import locate

from ..pages import STORY
from .reads import dump

HEADLINE = "示例公园冬日里重新开放"


@pytest.mark.parametrize(
    "above",
    [
        (HEADLINE,),
        ("首页", HEADLINE, "2024-03-01 09:30 来源：示例日报"),
        ("相关阅读", HEADLINE, "2024-03-01 09:30", "来源：示例日报"),
    ],
)
def test_the_headline_stands_above_its_credits(above: tuple[str, ...]) -> None:
    page = dump(*above, *STORY)
    found = printed_headline(page, locate(page))
    assert found is not None
    assert (found.text, found.block) == (HEADLINE, above.index(HEADLINE))


def test_a_headline_in_two_lines_and_one_run_together_with_its_credits() -> None:
    for above in (("示例公园冬日里，", "重新开放"), ("示例公园冬日里，重新开放2024-03-01 09:30来源：示例日报",)):
        page = dump(*above, *STORY)
        found = printed_headline(page, locate(page))
        assert found is not None
        assert (found.text, found.block) == ("示例公园冬日里，重新开放", len(above) - 1)


def test_a_caption_is_no_headline() -> None:
    page = dump(HEADLINE, *STORY)
    found = printed_headline(page, locate(page), {0})
    assert found is None or found.block != 0

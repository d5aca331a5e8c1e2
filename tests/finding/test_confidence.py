"""How sure the text is: less where furniture, short lines or links lie in it."""

from __future__ import annotations

import pytest

from jingwen.block import Block
from jingwen.finding.confidence import confidence
from jingwen.finding.prose import Region
from jingwen.model import Label, Labelled

from ..pages import FIRST, SECOND, THIRD


def sure(*lines: tuple[Label, str], linked: int = 0, region: float = 1.0, element: int | None = None) -> float:
    labelled = [Labelled(Block(n, text, "p", linked=linked), label, "") for n, (label, text) in enumerate(lines)]
    return confidence(Region(tuple(range(len(lines))), element, 900.0, region), labelled)


STORY = [(Label.BODY, FIRST), (Label.BODY, SECOND), (Label.BODY, THIRD)]


def test_a_solid_text_in_a_sure_region() -> None:
    assert sure(*STORY) == 1.0
    assert sure(*STORY, region=0.8) == 1.0


@pytest.mark.parametrize(
    "less",
    [
        sure(*STORY, region=0.3),
        sure(STORY[0], (Label.OTHER, SECOND), STORY[2]),
        sure(*STORY, (Label.BODY, "步道"), (Label.BODY, "长椅")),
        sure(*STORY, linked=10),
    ],
    ids=["an unsure region", "furniture between", "short lines", "links"],
)
def test_what_makes_it_less_sure(less: float) -> None:
    assert 0.0 < less < 1.0


def test_the_estimate_of_a_region_on_a_page_counts_twice() -> None:
    assert [sure(*STORY, region=region, element=0) for region in (0.4, 0.5, 0.75, 1.0)] == [0.0, 0.0, 0.5, 1.0]
    assert sure(*STORY, region=0.9, element=0) == pytest.approx(0.8)


def test_what_stands_around_the_text_does_not() -> None:
    assert sure((Label.NAV, FIRST), *STORY, (Label.RELATED, FIRST)) == 1.0


def test_no_text_is_not_sure_at_all() -> None:
    assert sure((Label.OTHER, FIRST)) == 0.0

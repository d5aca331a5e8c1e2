"""Blocks with their labels: what is settled, and what is worked out when it is asked for."""

from __future__ import annotations

import pytest

from jingwen.block import Block
from jingwen.labelled import Labels, blocks_of, credit_blocks, stretch, where
from jingwen.model import Label, Labelled

BLOCKS = [
    Block(n, text) for n, text in enumerate(("首页", "题目", "来源：甲报", "第一段。", "责任编辑：乙", "来源：丙报"))
]
SETTLED = {
    1: (Label.TITLE, "the headline"),
    3: (Label.BODY, "region"),
    4: (Label.CREDITS, "rule"),
}


class Asked:
    """What is outside of the settled blocks; keeps which were asked about."""

    def __init__(self) -> None:
        self.labels: list[int] = []

    def outside(self, block: Block) -> tuple[Label, str]:
        self.labels.append(block.index)
        return (Label.CREDITS, "credit line") if self.is_credits(block) else (Label.NAV, "outside")

    def is_credits(self, block: Block) -> bool:
        return "来源" in block.text


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def labels(asked: Asked) -> Labels:
    return Labels(BLOCKS, SETTLED, asked.outside, asked.is_credits)


def test_every_block_has_a_label_worked_out_once(labels: Labels, asked: Asked) -> None:
    expected = [Label.NAV, Label.TITLE, Label.CREDITS, Label.BODY, Label.CREDITS, Label.CREDITS]
    assert [x.label for x in labels] == [x.label for x in labels] == expected
    assert labels[-1].label is Label.CREDITS
    assert asked.labels == [0, 2, 5]


@pytest.mark.parametrize(("start", "stop", "found"), [(0, 6, [2, 4, 5]), (0, 4, [2]), (3, 99, [4, 5]), (3, 3, [])])
def test_credit_lines_are_told_without_labelling_the_others(
    labels: Labels, asked: Asked, start: int, stop: int, found: list[int]
) -> None:
    assert [block.index for block in credit_blocks(labels, start, stop)] == found
    assert asked.labels == []
    assert [block.index for block in credit_blocks(list(labels), start, stop)] == found


def test_a_stretch_of_blocks_needs_no_labels(labels: Labels, asked: Asked) -> None:
    assert stretch(labels, 1, 3) == BLOCKS[1:3]
    assert asked.labels == []
    assert stretch(list(labels), 1, 3) == BLOCKS[1:3]


def test_where_the_articles_own_blocks_are(labels: Labels) -> None:
    plain: list[Labelled] = list(labels)
    assert where(labels, Label.BODY) == where(plain, Label.BODY) == [3]
    assert where(labels, Label.BODY, Label.TITLE) == where(plain, Label.BODY, Label.TITLE) == [1, 3]
    assert blocks_of(labels, Label.BODY, Label.TITLE) == blocks_of(plain, Label.BODY, Label.TITLE) == BLOCKS[1:4:2]

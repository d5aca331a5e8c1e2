"""Labels that are worked out when asked for answer like a list of them all."""

from __future__ import annotations

from jingwen.labelled import Labels, credited, where
from jingwen.model import Block, Label

BLOCKS = tuple(Block(n, text) for n, text in enumerate(("首页", "来源：甲", "题目", "正文。", "来源：乙", "完。")))
SETTLED = {3: (Label.BODY, "region"), 2: (Label.TITLE, "the headline"), 5: (Label.CREDITS, "a rule")}


def labels(asked: list[int]) -> Labels:
    def outside(block: Block) -> tuple[Label, str]:
        asked.append(block.index)
        return (Label.CREDITS, "credit line") if block.text.startswith("来源") else (Label.OTHER, "outside")

    return Labels(BLOCKS, SETTLED, outside, lambda block: block.text.startswith("来源"))


def test_they_answer_like_a_list() -> None:
    lazy, eager = labels([]), list(labels([]))
    assert list(lazy) == eager
    assert lazy[1:4] == eager[1:4]
    assert lazy[-1] == eager[-1]
    for wanted in ((Label.BODY,), (Label.TITLE, Label.BODY), (Label.HEADING,)):
        assert where(lazy, *wanted) == where(eager, *wanted)
    for stop in range(len(BLOCKS) + 2):
        assert credited(lazy, 1, stop) == credited(eager, 1, stop)


def test_no_more_is_worked_out_than_is_asked_for() -> None:
    asked: list[int] = []
    lazy = labels(asked)
    assert [block.index for block in credited(lazy, 0, 6)] == [1, 4, 5]
    assert where(lazy, Label.BODY, Label.TITLE) == [2, 3]
    assert asked == []
    assert lazy[0] is lazy[0]
    assert asked == [0]

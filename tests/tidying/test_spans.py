"""A block with links and the like in it, tidied: its text as ever, what it holds in the same words."""

from __future__ import annotations

from functools import partial

import pytest

from jingwen.block import Block, Cell, Picture, Rich, Span
from jingwen.model import Options
from jingwen.tidying import Traits, tidy_block, tidy_text, tidy_texts

HANS = Traits("hant")


def tidied(text: str, *stretches: tuple[int, int], options: Options | None = None, traits: Traits = HANS) -> Block:
    rich = Rich(tuple(Span(start, end, "link", "b") for start, end in stretches)) if stretches else None
    return tidy_block(Block(0, text, rich=rich), partial(tidy_texts, options=options or Options(), traits=traits))


@pytest.mark.parametrize(
    ("text", "stretch", "whole", "linked"),
    [
        ("　　甲乙丙", (3, 4), "甲乙丙", "乙"),
        ("　　甲乙丙　", (0, 6), "甲乙丙", "甲乙丙"),
        ("甲\u200b乙\u200b丙", (2, 4), "甲乙丙", "乙"),
        ("one  two three", (4, 8), "one two three", "two"),
        ("one two three", (4, 7), "one two three", "two"),
        ("１２３４", (1, 3), "1234", "23"),
        ("國會開會", (2, 4), "国会开会", "开会"),
        ("頭髮", (1, 2), "头发", "发"),
    ],
)
def test_a_link_keeps_its_words(text: str, stretch: tuple[int, int], whole: str, linked: str) -> None:
    block = tidied(text, stretch)
    assert block.rich is not None
    (span,) = block.rich.spans
    assert (block.text, block.text[span.start : span.end].strip()) == (whole, linked)


def test_a_block_without_any_is_tidied_as_a_text() -> None:
    assert tidied("　　國　會 ").text == "国 会"


def test_steps_that_change_the_length() -> None:
    block = tidied("用户用鼠标和软件", (2, 5), (6, 8), options=Options(script="tw"), traits=Traits("hans"))
    assert block.rich is not None
    assert [block.text[s.start : s.end] for s in block.rich.spans] == [
        tidy_text("用鼠标", Options(script="tw"), Traits("hans")),
        tidy_text("软件", Options(script="tw"), Traits("hans")),
    ]


def test_pictures_and_cells_move_along() -> None:
    rich = Rich(pictures=(Picture(2, "1.jpg", "", 0), Picture(9, "2.jpg", "", 0)), cells=(Cell(2, 4), Cell(7, 9)))
    block = tidy_block(Block(0, "　　甲乙 | 丙丁", rich=rich), partial(tidy_texts, options=Options(), traits=HANS))
    assert block.text == "甲乙 | 丙丁"
    assert block.rich is not None
    assert [picture.at for picture in block.rich.pictures] == [0, 7]
    assert [block.text[cell.start : cell.end] for cell in block.rich.cells] == ["甲乙", "丙丁"]

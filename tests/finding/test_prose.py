"""What of a page is running text."""

from __future__ import annotations

import pytest

from jingwen.block import Block
from jingwen.finding.prose import ENDS, SENTENCE, prose, prose_of
from jingwen.model import Data, Page

from ..pages import FIRST, SECOND


@pytest.mark.parametrize(
    ("block", "is_prose"),
    [
        (Block(0, FIRST, "p"), True),
        (Block(0, "The harbour park opened its gates again on Friday.", "p"), True),
        (Block(0, FIRST, "h2"), False),
        (Block(0, FIRST, "p", linked=len(FIRST)), False),
        (Block(0, "首页", "p"), False),
        (Block(0, "示例大桥合龙", "p"), False),
        (Block(0, "海港公园周五重新开放 " * 20), True),  # some write a space for every mark
        (Block(0, "海港公园 示例大桥 天气预报 " * 500), False),  # words stuffed in for search engines
    ],
)
def test_what_is_prose(block: Block, is_prose: bool) -> None:
    assert (prose(block) > 0) is is_prose


def test_the_prose_of_a_page_is_that_of_its_blocks() -> None:
    texts = ("首页", FIRST, "The harbour park opened its gates again on Friday.", "示例大桥合龙", SECOND)
    page = Page("dump", tuple(Block(n, text) for n, text in enumerate(texts)), (), Data())
    assert prose_of(page) == [prose(Block(0, text)) for text in texts]


def test_prose_is_measured_by_what_it_says() -> None:
    assert prose(Block(0, FIRST + SECOND)) > prose(Block(0, FIRST))
    assert prose(Block(0, FIRST)) > prose(Block(0, FIRST, linked=10))
    assert prose(Block(0, FIRST)) > prose(Block(0, "x" * (len(FIRST) - 1) + "."))


@pytest.mark.parametrize(
    ("text", "marked", "ended"),
    [
        ("雪停了。", True, True),
        ("雪停了。孩子们出了门", True, True),
        ("雪停了，孩子们出了门", True, False),
        ("雪停了吗？”", True, True),
        ("雪停了吗？孩子们出了门", True, False),
        ("气温：", True, True),
        ("It snowed.", True, True),
        ("It snowed. Then", True, True),
        ("snow.example.com", False, False),
        ("1,5 und 2.5", False, False),
        ("江城下雪 孩子们堆雪人", False, False),
        ("", False, False),
    ],
)
def test_a_mark_is_told_from_the_end_of_a_sentence(text: str, marked: bool, ended: bool) -> None:
    assert (ENDS.search(text) is not None, SENTENCE.search(text) is not None) == (marked, ended)

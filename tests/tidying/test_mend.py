import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingwen.block import Block
from jingwen.model import Options
from jingwen.sight import Sight
from jingwen.tidying import Traits, mend_blocks

GLOSSED = (
    "創(chuàng)新推進(jìn)國(guó)家發(fā)展?! ?/p>",
    "會(huì)議發(fā)布國(guó)家創(chuàng)新計劃?! ?/p>　推進(jìn)發(fā)展?! ?/p>",
    "相關閱讀",
)
TWICE = ["我们的国家大发展", "人民生活水平提高", "中文"]


def blocks(*texts: str) -> tuple[Block, ...]:
    return tuple(Block(index, text) for index, text in enumerate(texts))


def test_an_ordinary_page_comes_back_as_it_is() -> None:
    page = blocks("首页 > 新闻", "国家发展改革委员会(发改委)发布(2019)报告。", "责任编辑：张三")
    mended = mend_blocks(page, Options())
    assert mended.blocks is page
    assert mended.traits == Traits("hans", glossed=False, double=False)
    assert mended.notices == ()


def test_a_broken_page_is_mended_and_numbered_anew() -> None:
    mended = mend_blocks(blocks(*GLOSSED), Options())
    assert [(block.index, block.text) for block in mended.blocks] == [
        (0, "創新推進國家發展。"),
        (1, "會議發布國家創新計劃。"),
        (2, "推進發展。"),
        (3, "相關閱讀"),
    ]
    assert mended.traits == Traits("hant", glossed=True)
    assert [notice.code for notice in mended.notices] == ["paragraph_ends_mended", "glosses_stripped"]


@pytest.mark.parametrize(
    ("options", "codes", "first"),
    [
        (Options(mojibake=False), ["glosses_stripped"], "創新推進國家發展?! ?/p>"),
        (Options(glosses=False), ["paragraph_ends_mended"], "創(chuàng)新推進(jìn)國(guó)家發(fā)展。"),
        (Options(mojibake=False, glosses=False), [], GLOSSED[0]),
    ],
)
def test_each_mending_has_its_switch(options: Options, codes: list[str], first: str) -> None:
    mended = mend_blocks(blocks(*GLOSSED), options)
    assert [notice.code for notice in mended.notices] == codes
    assert mended.blocks[0].text == first


@pytest.mark.parametrize("encoding", ["latin-1", "gb18030"])
def test_a_page_encoded_twice_is_decoded_twice(encoding: str) -> None:
    broken = [text.encode().decode(encoding, "replace") for text in TWICE]
    mended = mend_blocks(blocks(*broken, "Home"), Options())
    assert [block.text for block in mended.blocks] == [*TWICE, "Home"]
    assert mended.traits == Traits("hans", double=True)
    assert [notice.code for notice in mended.notices] == ["double_encoding_undone"]
    assert mend_blocks(blocks(*broken), Options(mojibake=False)).blocks == blocks(*broken)


def test_the_parts_of_a_split_block_keep_its_place() -> None:
    block = Block(
        4,
        "第一段话?! ?/p>第二段话?! ?/p>",
        "p",
        7,
        linked=22,
        bold=True,
        pictures=(Sight({"src": "a.jpg"}),),
        marks=frozenset({"body.select"}),
    )
    first, second = mend_blocks((block,), Options()).blocks
    assert (first.text, second.text) == ("第一段话。", "第二段话。")
    assert (first.index, second.index) == (0, 1)
    assert (first.image, second.image) == ("a.jpg", None)
    for part in (first, second):
        assert (part.tag, part.element, part.bold, part.marks) == ("p", 7, True, frozenset({"body.select"}))
        assert part.link_share == 1.0
        assert part.linked <= len(part.text)


@given(st.lists(st.tuples(st.text(), st.integers(0, 50))))
def test_any_page_is_taken(rows: list[tuple[str, int]]) -> None:
    page = tuple(Block(index, text, linked=min(linked, len(text))) for index, (text, linked) in enumerate(rows))
    mended = mend_blocks(page, Options())
    assert [block.index for block in mended.blocks] == list(range(len(mended.blocks)))
    assert all(0 <= block.linked <= len(block.text) for block in mended.blocks)

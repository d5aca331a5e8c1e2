"""What a block holds besides its text, at the right places; and that its text is that of the plain walk."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingwen.block import Block
from jingwen.reading.markup import parse, read_markup
from jingwen.reading.rich import RichWalk


def blocks(markup: str) -> tuple[Block, ...]:
    return read_markup(parse(markup), walker=RichWalk)[0]


def shown(block: Block) -> list[str]:
    """The stretches of ``block``: the kind with the text, and pictures with the text before them."""
    rich = block.rich
    if rich is None:
        return []
    return [
        *(f"{span.kind} {block.text[span.start : span.end]}" for span in rich.spans),
        *(f"picture {block.text[: picture.at]}" for picture in rich.pictures),
        *(f"cell {block.text[cell.start : cell.end]}" for cell in rich.cells),
    ]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>甲<a href=b>乙</a>丙", [["link 乙"]]),
        ("<p>甲<a>乙</a><b></b>", [[]]),
        ("<p>  甲 \n  <b> 乙  丙 </b>  丁", [["strong 乙 丙 "]]),
        ("<p><b>甲<i>乙</i></b>", [["em 乙", "strong 甲乙"]]),
        ("<p><b>甲<br>乙</b>丙", [["strong 甲"], ["strong 乙"]]),
        ("<p><b>甲。\u3000\u3000乙</b>丙", [["strong 甲。"], ["strong 乙"]]),
        ("<p>甲<img src=1>乙<img src=2>", [["picture 甲", "picture 甲乙"]]),
        ("<p>甲。<img src=1>\u3000\u3000乙", [[], ["picture "]]),
        ("<p>甲<p><img src=1><p>乙", [[], ["picture "]]),
        ("<p>甲<p><img src=1>", [["picture 甲"]]),
        ("<table><tr><td> 甲 <td>乙", [["cell 甲", "cell 乙"]]),
        # What ends a block before a cell has any words leaves no cell behind.
        ("<table><tr><td><br>甲<td>乙", [["cell 甲", "cell 乙"]]),
        ("<table><tr><td><address>甲</address><td>乙", [["cell 甲"], ["cell ", "cell 乙"]]),
        # An empty cell ends the block, as in plain text; the cells go on in the next one.
        ("<table><tr><td>甲</td><td></td><td>乙</td><td>丙", [["cell 甲", "cell "], ["cell 乙", "cell 丙"]]),
    ],
)
def test_what_blocks_hold(markup: str, expected: list[list[str]]) -> None:
    assert [shown(block) for block in blocks(markup)] == expected


def test_addresses_and_places() -> None:
    (block,) = blocks("<div><p><a href='b?x=1&amp;y'>甲</a><a href=c><img src=1.jpg alt=' 湖\n边 '></a>乙")
    assert block.rich is not None
    assert block.rich.spans[0].href == "b?x=1&y"
    (picture,) = block.rich.pictures
    assert (picture.address, picture.alt, picture.linked, picture.element) == ("1.jpg", "湖 边", True, block.element)


PIECES = st.sampled_from(
    "<p> </p> <b> </b> <i> <a\xa0href=b> </a> <img\xa0src=1> <br> <table> <tr> <td> <td></td> "
    "<th\xa0colspan=3> </table> <pre> </pre> <h2> </h2> <li> <div> </div> "
    "甲 乙。 | a b \n \t \u3000\u3000 &nbsp; &#x200b;".split(" ")
)


@given(st.lists(PIECES, max_size=40))
def test_the_text_is_that_of_the_plain_walk(pieces: list[str]) -> None:
    markup = " ".join(pieces).replace("\xa0", " ") if len(pieces) % 2 else "".join(pieces).replace("\xa0", " ")
    rich, elements = read_markup(parse(markup), walker=RichWalk)
    plain, plain_elements = read_markup(parse(markup))
    assert [(b.text, b.tag, b.element, b.linked, b.bold, b.image) for b in rich] == [
        (b.text, b.tag, b.element, b.linked, b.bold, b.image) for b in plain
    ]
    assert elements == plain_elements
    for block in rich:
        for offset in block.rich.offsets() if block.rich else ():
            assert 0 <= offset <= len(block.text)


def test_a_page_of_opening_tags_stays_linear() -> None:
    found = blocks("<p>" + "<b>" * 20_000 + "甲<br>" * 2_000)
    assert len(found) == 2_000
    assert max(len(block.rich.spans) for block in found if block.rich) <= 8

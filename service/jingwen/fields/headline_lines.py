"""A headline that a dump has in several lines: which lines they are, for a subtitle is none of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ..block import Block
from ..regex import regex
from .publications import has_shape

# The headline of an official document, which is long and set in lines: who, on what, which kind of document.
OFFICIAL = regex(
    r"[\u3400-\u9fff、]{0,40}关于.{4,120}(?:决议|决定|通知|通告|通报|公告|公报|意见|办法|规定|条例|细则|命令|批复|复函|方案|规划|纲要|议案|说明|报告)"
    r"(?:[（(](?:试行|暂行|草案|修订|征求意见稿)[）)])?"
)
# In how many lines a headline may be set.
LINES = 4
# A line that ends with one of these goes on in the next, as does one whose next begins with one of those.
UNFINISHED = regex(
    r"(?:[，、：；,:;&《“「『（(【—]|-|(?<![参參給给缓緩共总總温溫平亲親柔调調中暖])[和与與]|(?<![涉波普顾顧以埃提])及|"
    r"\b(?:a|an|and|as|at|but|by|for|from|in|into|its?|of|on|or|over|the|their|to|with|after|before|is|are|und|der|die|"
    r"das|de|la|le|les|et|du|des|el|los|y|en|del|e|di|il))$",
    re.I,
)
GOES_ON = regex(r"[，、：；。！？》”」』）)】,.:;!?]|[a-zà-ÿа-яё]")
BRACKETS = (("《", "》"), ("“", "”"), ("「", "」"), ("『", "』"), ("（", "）"), ("(", ")"), ("【", "】"))
# Two lines of nothing but so few Han characters, about as long as each other, that open a dump or stand below its menu
# are halves of one headline.
HALVES = regex(r"[\u3400-\u9fff]{3,8}\n[\u3400-\u9fff]{3,8}")
ALIKE = 2
# No headline is longer, in characters.
LONGEST = 120
BLANK = "\u3000\xa0 "


def joined(lines: Sequence[str]) -> str:
    """Lines as one, with a space between two of them only where neither side is Chinese."""
    return re.sub(r"(?<=[\u3000-\uffef])\n|\n(?=[\u3000-\uffef])", "", "\n".join(x.strip() for x in lines)).replace(
        "\n", " "
    )


def lines_of(
    blocks: Sequence[Block], chosen: int, everything: str, is_furniture: Callable[[Block], bool]
) -> Sequence[int]:
    """The blocks of a headline that the line ``chosen`` belongs to, most often just that one.

    ``everything`` is the whole dump, each line with a break behind it; ``is_furniture`` tells what is no headline.
    """
    official = _official(blocks, chosen, is_furniture)
    if official:
        return official
    first = last = chosen
    while last - first + 1 < LINES:
        text = joined([block.text.strip(BLANK) for block in blocks[first : last + 1]])
        above = blocks[first - 1] if first else None
        below = blocks[last + 1] if last + 1 < len(blocks) else None
        if above and not is_furniture(above) and _goes_on(blocks, first - 1, text, everything, is_furniture):
            first -= 1
        elif (
            below
            and not is_furniture(below)
            and _goes_on(blocks, last, below.text.strip(BLANK), everything, is_furniture)
        ):
            last += 1
        else:
            break
    return range(first, last + 1)


def _goes_on(
    blocks: Sequence[Block], index: int, below: str, everything: str, is_furniture: Callable[[Block], bool]
) -> bool:
    """Whether the line at ``index`` is the beginning of a headline that ``below`` goes on with.

    Only that tells it from a subtitle: it is unfinished, or the dump has both in one line somewhere.
    """
    above = blocks[index].text.strip(BLANK)
    if len(above) + len(below) > LONGEST or "。" in above or has_shape(above):
        return False
    if UNFINISHED.search(above) or GOES_ON.match(below):
        return True
    if any(above.count(opened) > above.count(closed) and closed in below for opened, closed in BRACKETS):
        return True
    if joined([above, below]) in everything:
        return True
    if index and not is_furniture(blocks[index - 1]):
        return False
    halves = HALVES.fullmatch(f"{above}\n{below}")
    return halves is not None and abs(len(above) - len(below)) <= ALIKE


def _official(blocks: Sequence[Block], chosen: int, is_furniture: Callable[[Block], bool]) -> Sequence[int]:
    """The lines of an official document's headline, ``chosen`` among them; none where it is no such one."""
    if "关于" not in "".join([b.text.strip() for b in blocks[max(0, chosen - LINES + 1) : chosen + LINES]]):
        return ()
    for size in range(LINES, 1, -1):
        for start in range(max(0, chosen - size + 1), chosen + 1):
            lines = [b.text.strip(BLANK) for b in blocks[start : start + size]]
            if (
                len(lines) == size
                and OFFICIAL.fullmatch(joined(lines))
                and not any(map(is_furniture, blocks[start : min(chosen + 1, start + size)]))
            ):
                return range(start, start + size)
    return ()

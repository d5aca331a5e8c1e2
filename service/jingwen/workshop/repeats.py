"""What a site prints around and within its articles, learned from what repeats: the lines of ``drop``.

A block that stands word for word on several pages is none of the article's. Where it can be told by the names of the
elements around it, the rule says so by CSS, for the widest element that never holds anything else: next month's wording
is dropped too. Else it says so by how the text begins.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import ceil

from ..block import Block
from ..measure import weight
from .draft import BODY, Line
from .study import KEPT, RUNNING, Study, key, repeated
from .twins import literally

DROP = f"{BODY}drop"
# A block counts as repeated on two pages, or on so large a part of many.
SHARE = 0.2
# A text that is looked for by how it begins has to say this much (eight Han characters), and no more is written down.
LEAST, LONGEST = 24.0, 32
MOST_LINES = 12
NUMBER = re.compile(r"\d")


def learn_repeats(found: Sequence[Study]) -> list[Line]:
    """The lines that leave out what repeats in the articles of ``found``, the surest first."""
    least = max(2, ceil(SHARE * len(found)))
    same = repeated(found, least)
    left = [(each, x.block) for each in found for x in each.blocks if x.label in RUNNING and key(x.block.text) in same]
    lines: list[Line] = []
    for name, pages, covered in _named(found, same, least, left):
        note = f"sure: what stands there repeats on {pages} of {len(found)} pages, and nothing else stands there"
        lines.append(Line(DROP, name, note=note))
        left = [(each, block) for each, block in left if (id(each), block.index) not in covered]
    return (lines + list(_texts(found, same, least, left)))[:MOST_LINES]


def _named(
    found: Sequence[Study], same: frozenset[str], least: int, left: Sequence[tuple[Study, Block]]
) -> Iterator[tuple[str, int, set[tuple[int, int]]]]:
    """Selectors of elements that hold nothing but what repeats, each with the pages that it is for, and the blocks."""
    holds: dict[str, set[tuple[int, int]]] = defaultdict(set)
    impure: set[str] = set()
    for each in found:
        for x in each.blocks:
            if key(x.block.text) in same:
                if x.label in RUNNING:
                    for name, _ in each.names(x.block):
                        holds[name].add((id(each), x.block.index))
            elif x.label in RUNNING or x.label in KEPT:
                impure.update(name for name, _ in each.names(x.block))
    waiting = {(id(each), block.index) for each, block in left}
    pages = {name: len({page for page, _ in blocks}) for name, blocks in holds.items()}
    pure = [name for name in holds if name not in impure and pages[name] >= least]
    while pure and waiting:
        best = max(pure, key=lambda name: (len(holds[name] & waiting), name.startswith("#"), -len(name)))
        covered = holds[best] & waiting
        if not covered:
            return
        yield best, pages[best], covered
        waiting -= covered
        pure.remove(best)


def _texts(
    found: Sequence[Study], same: frozenset[str], least: int, left: Sequence[tuple[Study, Block]]
) -> Iterator[Line]:
    """Lines for what repeats and stands in no element of its own, by how it begins."""
    counted = Counter(beginning(block.text) for _, block in left)
    others = [
        x.block.text.strip()
        for each in found
        for x in each.blocks
        if (x.label in RUNNING or x.label in KEPT) and key(x.block.text) not in same
    ]
    for text, number in counted.most_common():
        if number >= least and weight(text) >= LEAST and not any(other.startswith(text) for other in others):
            note = f"sure: a block that begins so repeats on {number} of {len(found)} pages"
            yield Line(DROP, f"^{literally(text)}", pattern=True, note=note)


def beginning(text: str) -> str:
    """How ``text`` begins, up to its first number."""
    return NUMBER.split(" ".join(text.split()), maxsplit=1)[0][:LONGEST].strip()

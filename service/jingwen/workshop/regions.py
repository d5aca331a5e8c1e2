"""Where a site's articles stand, and their captions, learned from the pages on which the general way is consistent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ..measure import weight
from ..model import Label
from .draft import BODY, Line
from .study import RUNNING, Study

SELECT = f"{BODY}select"
# An element holds the article where it holds so much of its text; it is believed where it does on so many pages.
WHOLE, PAGES = 0.98, 0.7
# A caption is no longer than this.
LONGEST_CAPTION = 240


def learn_body(found: Sequence[Study]) -> list[Line]:
    """The element that holds all of the article on most pages, where on others the general way found other text."""
    inside: dict[str, list[float]] = defaultdict(list)
    for each in found:
        whole = sum(weight(x.block.text) for x in each.blocks if x.label in RUNNING)
        held: dict[str, float] = defaultdict(float)
        for x in each.blocks:
            for name, _ in each.names(x.block):
                held[name] += weight(x.block.text) if x.label in RUNNING else 0.0
        for name, text in held.items():
            inside[name].append(text / whole if whole else 0.0)
    good = []
    for name, shares in inside.items():
        agree = sum(share >= WHOLE for share in shares)
        often = len(shares) == len(found) and max(2, PAGES * len(found)) <= agree < len(found)
        if often and all(_number(each, name) <= 1 for each in found):
            good.append((agree, name))
    if not good:
        return []
    agree, name = max(good, key=lambda pair: (pair[0], pair[1].startswith("#"), -len(pair[1])))
    return [Line(SELECT, name, note=f"likely: holds the whole text on {agree} of {len(found)} pages")]


def _number(each: Study, name: str) -> int:
    return each.once(lambda: len(each.tree.css(name)) if each.tree else 0, "number", name)


def learn_captions(found: Sequence[Study]) -> list[Line]:
    """Elements that hold captions wherever the general way can tell, and what it took for text elsewhere."""
    captions: dict[str, set[int]] = defaultdict(set)
    texts: dict[str, int] = defaultdict(int)
    others: set[str] = set()
    for number, each in enumerate(found):
        for x in each.blocks:
            if x.label is Label.CAPTION:
                for name, _ in each.names(x.block):
                    captions[name].add(number)
            elif x.label in RUNNING:
                short = len(x.block.text) <= LONGEST_CAPTION
                for name, level in each.names(x.block):
                    texts[name] += short and not level
                    if not short or level:
                        others.add(name)
    good = [
        (len(pages), name)
        for name, pages in captions.items()
        if len(pages) >= 2 and 0 < texts[name] <= len(pages) and name not in others
    ]
    if not good:
        return []
    number, name = max(good, key=lambda pair: (pair[0], -len(pair[1])))
    return [Line("captions", name, note=f"likely: holds captions on {number} of {len(found)} pages")]

"""What a site's text dumps have in common, learned from the lines that repeat: how they are known, where they end."""

from __future__ import annotations

from collections.abc import Sequence

from ..measure import weight
from .draft import BODY, Line
from .repeats import LEAST, LONGEST, NUMBER, beginning
from .study import RUNNING, Study, key, repeated
from .twins import literally

STOP = f"{BODY}stop_before"


def known_by(found: Sequence[Study]) -> str | None:
    """A pattern for a line that stands on each of the pages and says most, as dumps come without an address.

    None where no line does. That no other site prints it is for a person to see.
    """
    same = repeated(found, len(found))
    lines = (x.block.text.strip() for x in found[0].blocks if key(x.block.text) in same)
    texts = [max(NUMBER.split(line), key=len).strip()[:LONGEST] for line in lines]
    best = max(texts, key=weight, default="")
    return literally(best) if weight(best) >= LEAST / 2 else None


def learn_end(found: Sequence[Study]) -> list[Line]:
    """The line of the site's own behind which the article never goes on, on each of the pages."""
    same = repeated(found, len(found))
    begins: dict[str, int] = {}
    for each in found:
        own = [n for n, x in enumerate(each.blocks) if x.label in RUNNING and key(x.block.text) not in same]
        last = max(own, default=-1)
        behind = (x.block.text for x in each.blocks[last + 1 :] if key(x.block.text) in same)
        for text in dict.fromkeys(map(beginning, behind)):
            begins[text] = begins.get(text, 0) + 1
    first = next((text for text, number in begins.items() if number == len(found) and weight(text) >= LEAST / 2), None)
    if first is None:
        return []
    note = f"sure: stands behind the article on each of {len(found)} pages"
    return [Line(STOP, f"^{literally(first)}", pattern=True, note=note)]

"""When an article was last edited, as printed: ``更新时间：2024-03-01 09:30``, ``Last updated on 3 March 2024``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import re2

from ..dates import edit_words
from ..dates.places import NOWHERE, Place
from ..dates.read import Found, read_dates
from ..labelled import stretch, where
from ..model import Label, Labelled

# How many blocks around the headline and the first line of text may print it, and how many behind the text.
REACH, BEHIND = 12, 4
LONGEST = 120
# A line of the text itself prints it where it says little else: so many characters before and behind.
ASIDE = 24
# The kinds of blocks whose dates are other stories' or readers'.
OTHERS = frozenset((Label.TITLE, Label.RELATED, Label.NAV, Label.COMMENT))
# One of these is in all of those words; to look for them spares most pages the rest. In a Chinese page few alphabetic
# ones stand, and none of other languages than English; RE2 looks for all of them in a tenth of the time of a loop.
EAST_ASIAN_NEEDLES = tuple("更新 修改 修订 修訂 编辑于 编辑时 编辑日 編輯於 編輯于 編輯時 編輯日 后编辑 後編輯".split())
CHINESE_NEEDLES = (*EAST_ASIAN_NEEDLES, "pdated", "odified")
NEEDLES: Any = re2.compile(
    "|".join(EAST_ASIAN_NEEDLES)
    + "|수정|업데이트|updat|modif|revised|edited|aktualis|bearbeitet|geändert|änderung|jour|actualiza|atualiza|"
    "aggiorna|bijgewerkt|gewijzigd|aktualiz|обновлен|изменен|оновлен|обновен|актуализ|ενημ|uppdater|opdater|oppdater|päivit|"
    "muokat|güncel|cập|diperb|dikemas|frissít|aktualizov|actualitz|ažurir|izmjen|posodob|atnauj|atjaun|uuend|muudet|"
    "روزرسان|تحديث|עודכן|עדכון|अपडेट|อัปเดต|แก้ไข"
)


def read_edit(text: str, place: Place = NOWHERE) -> Found | None:
    """The moment of an edit that the line ``text`` prints, with the words that say so; None for none."""
    found = next((date for date in read_dates(text, place) if date.edited), None)
    if found is None:
        return None
    said = [said.start() for said in edit_words.SAID.finditer(text, 0, found.start)]
    behind = edit_words.BEHIND.match(text, found.end)
    return found._replace(start=said[-1] if said else found.start, end=behind.end() if behind else found.end)


def printed_edits(labelled: Sequence[Labelled], chinese: bool, place: Place = NOWHERE) -> Iterator[Found]:
    """The edits that are printed around the headline and the beginning of the text, then those below it.

    ``chinese`` tells whether the text is.
    """
    title = next(iter(where(labelled, Label.TITLE)), None)
    text = where(labelled, Label.BODY)
    first, last = (text[0], text[-1]) if text else (len(labelled), len(labelled))
    start = title if title is not None and title <= first else first
    top = min(first + REACH, last + 1)
    blocks = [*stretch(labelled, max(0, start - REACH), top), *stretch(labelled, max(top, last + 1), last + 1 + BEHIND)]
    lines = [block for block in blocks if len(block.text) <= LONGEST]
    if not _may_tell("\n".join([block.text for block in lines]), chinese):
        return
    for block in lines:
        found = read_edit(block.text, place) if _may_tell(block.text, chinese) else None
        if found and _is_the_articles(labelled[block.index], found):
            yield found


def _may_tell(text: str, chinese: bool) -> bool:
    if not chinese:
        return NEEDLES.search(text.lower().encode("utf-8", "surrogatepass")) is not None
    return any(needle in text for needle in CHINESE_NEEDLES)


def _is_the_articles(x: Labelled, found: Found) -> bool:
    if x.label in (Label.BODY, Label.HEADING):  # a sentence may tell when something else was changed
        return found.start <= ASIDE and len(x.block.text) - found.end <= ASIDE
    return x.label not in OTHERS

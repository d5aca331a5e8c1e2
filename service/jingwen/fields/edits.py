"""When an article was last edited, as printed: ``更新时间：2024-03-01 09:30``, ``Last updated on 3 March 2024``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from ..labelled import stretch, where
from ..model import Label, Labelled
from .date import HINT, Found, read_date

# How many blocks around the headline and the first line of text may print it, and how many behind the text.
REACH, BEHIND = 12, 4
LONGEST = 120
# A line of the text itself prints it where it says little else: so many characters before and behind.
ASIDE = 24
# The kinds of blocks whose dates are other stories' or readers'.
OTHERS = frozenset((Label.TITLE, Label.RELATED, Label.NAV, Label.COMMENT))
EAST_ASIAN = (
    "更新(?:时间|時間|日期|日時?|[于於])?|(?:修改|修订|修訂)(?:时间|時間|日期|[于於])?|(?:编辑|編輯)(?:时间|時間|日期|[于於])|"
    "最[后後](?:编辑|編輯)|수정(?:일시?)?|업데이트"
)
ALPHABETIC = (
    r"(?:last\s+)?(?:updated?|modified|revised|edited)|(?:zuletzt\s+)?(?:aktualisiert|bearbeitet|geändert)|"
    r"letzte\s+(?:aktualisierung|änderung)|mise?\s+à\s+jour|modifiée?|actualiza(?:ción|d[oa])|modifica(?:ción|d[oa]|t[oa])|"
    r"ultima\s+modifica|atualiza(?:ção|d[oa])|aggiorna(?:mento|t[oa])|bijgewerkt|gewijzigd|laatste\s+update|aktualizacja|"
    r"zaktualizowano|обновлен[оа]|изменен[оа]|обновление|ενημέρωση|ενημερώθηκε"
)
# One of these is in all of those words; to look for them spares most pages the rest. In a Chinese page few alphabetic
# ones stand, and none of other languages than English.
EAST_ASIAN_NEEDLES = tuple("更新 修改 修订 修訂 编辑于 编辑时 编辑日 編輯於 編輯于 編輯時 編輯日 后编辑 後編輯".split())
CHINESE_NEEDLES = (*EAST_ASIAN_NEEDLES, "pdated", "odified")
NEEDLES = (
    *EAST_ASIAN_NEEDLES,
    *"수정 업데이트 updat modif revised edited aktualis bearbeitet geändert änderung jour actualiza atualiza".split(),
    *"aggiorna bijgewerkt gewijzigd aktualiz обновлен изменен ενημ".split(),
)
SAID = re.compile(rf"(?P<asian>{EAST_ASIAN})|(?<![^\W_])(?:{ALPHABETIC})(?![^\W_])", re.I)
# What may stand between such words and their date: marks; in alphabets also ``on``, ``at 9:30 am, Friday``.
MARKS = re.compile(r"\W{0,4}")
WORDS = re.compile(
    r"\W{0,4}(?:(?!publi|post|creat|veröff|written)(?:[^\W\d_\u3000-\uffff]{1,10}|\d{1,2}[:.h]\d\d)\W{1,3}){0,4}", re.I
)
# The words behind their date, as in 2024-03-01 09:30 更新.
BEHIND_DATE = re.compile(r"\s{0,3}(?:最[后後])?(?:更新|修改)(?!\w|[:：])")


def read_edit(text: str, fetched_at: datetime | None = None, zone: str | None = None) -> Found | None:
    """The moment of an edit that the line ``text`` prints, from the word that says so to its end; None for none."""
    if not HINT.search(text):
        return None
    for said in SAID.finditer(text):
        found = read_date(text[said.end() :], fetched_at, zone)
        between = MARKS if said["asian"] else WORDS
        if found and between.fullmatch(text, said.end(), said.end() + found.start):
            return found._replace(start=said.start(), end=said.end() + found.end)
    found = read_date(text, fetched_at, zone)
    labelled = found is not None and text[: found.start].rstrip().endswith((":", "："))
    behind = BEHIND_DATE.match(text, found.end) if found and not labelled else None
    return found._replace(end=behind.end()) if found and behind else None


def printed_edits(
    labelled: Sequence[Labelled], chinese: bool, fetched_at: datetime | None, zone: str | None
) -> Iterator[Found]:
    """The edits that are printed around the headline and the beginning of the text, then those below it.

    ``chinese`` tells whether the text is.
    """
    title = next(iter(where(labelled, Label.TITLE)), None)
    text = where(labelled, Label.BODY)
    first, last = (text[0], text[-1]) if text else (len(labelled), len(labelled))
    start = title if title is not None and title <= first else first
    top = min(first + REACH, last + 1)
    blocks = [*stretch(labelled, max(0, start - REACH), top), *stretch(labelled, max(top, last + 1), last + 1 + BEHIND)]
    lines = [block.text for block in blocks if len(block.text) <= LONGEST]
    if not _may_tell("\n".join(lines), chinese):
        return
    for block in blocks:
        tells = len(block.text) <= LONGEST and _may_tell(block.text, chinese)
        found = read_edit(block.text, fetched_at, zone) if tells else None
        if found and _is_the_articles(labelled[block.index], found):
            yield found


def _may_tell(text: str, chinese: bool) -> bool:
    if not chinese:
        text = text.lower()
    for needle in CHINESE_NEEDLES if chinese else NEEDLES:  # noqa: SIM110  # `any` takes twice as long
        if needle in text:
            return True
    return False


def _is_the_articles(x: Labelled, found: Found) -> bool:
    if x.label in (Label.BODY, Label.HEADING):  # a sentence may tell when something else was changed
        return found.start <= ASIDE and len(x.block.text) - found.end <= ASIDE
    return x.label not in OTHERS

"""Which lines are nothing but credits."""

from __future__ import annotations

import re

from ..dates.read import MOMENT
from ..fields.credits import Credits, may_be_labelled, read_credits
from ..fields.reporters import may_be_reported
from ..model import Page

# No credit line is without one of these: a label's mark, a date, a role. It begins with one class, and tells its
# characters apart behind it: alternatives are searched for at a third of the speed, and most lines hold none of it.
HINT = re.compile(
    r"[:：丨│|｜\]】〕/／╱\d\s前昨今刚剛二記记通实實特报報](?:(?<=[:：丨│|｜\]】〕/／╱前昨今])|"
    r"(?<=\d)(?:\s*[-.年月日년월]\s*\d|[月日]|(?<=\b1)9\d\d\b|(?<=\b2)0\d\d\b|(?<=[٢۲२])[٠۰०]|(?<=۱)[۳۴])|(?<=二)[〇零○]|"
    r"(?<=[辑輯者对對核稿写寫译譯班审審文人]\s)|刚(?<=刚刚)|剛(?<=剛剛)|者(?<=[记記]者)|[讯訊][员員](?<=通..)|"
    r"[习習]生(?<=[实實]..)|派[员員](?<=特..)|[道導导](?<=[报報].))"
)
LONGEST_CREDITS = 160
# Without a label only a short line is one: a footnote holds a date, a publication and an address too.
LONGEST_UNLABELLED = 60
# What a line must be made of, in the main, to be a credit line and not a sentence that holds a date.
UNDERSTOOD = 0.6


def credit_line(text: str) -> Credits | None:
    """The credits of a line that is nothing but credits, or None."""
    if text.isascii():  # labels and role words are Chinese
        if len(text) > LONGEST_UNLABELLED or not MOMENT.search(text) or not HINT.search(text):
            return None
    elif len(text) > LONGEST_UNLABELLED:
        if len(text) > LONGEST_CREDITS or not may_be_labelled(text) or not HINT.search(text):
            return None
    elif not HINT.search(text) or not (MOMENT.search(text) or may_be_reported(text) or may_be_labelled(text)):
        return None
    credits = read_credits(text)
    if credits.share >= UNDERSTOOD and (
        credits.labelled or (len(text) <= LONGEST_UNLABELLED and (credits.dated or credits.byline))
    ):
        return credits
    return None


def is_dated(page: Page, text: str) -> bool:
    """Whether a line on ``page`` is a credit line with the date as it stands under a headline; most are plainly not."""
    return MOMENT.search(text) is not None and stands_under_headline(page.once(credit_line, text))


def stands_under_headline(credits: Credits | None) -> bool:
    """Whether a credit line is one as it stands under a headline: a moment with its time, a source or a label."""
    if credits is None or not credits.dated:
        return False
    # 3小时前 by itself stands under comments, a full date with its time under headlines.
    timed = credits.date is not None and "T" in credits.date.iso
    return credits.labelled or credits.source is not None or timed

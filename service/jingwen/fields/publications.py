"""Names of Chinese publications: what has the shape of one, and the one in a value behind 来源."""

from __future__ import annotations

import re

from ..regex import regex
from . import credit_words
from .forms import plain
from .names import HAN, is_person

SHAPE = regex(rf"[^\s。，！？:“”—《》]{{1,18}}(?:{credit_words.ENDINGS})")
NONE = regex(credit_words.NO_PUBLICATION)
ENDINGS = tuple(credit_words.ENDINGS.split("|"))
# What is said of the text behind the publication, or stands there as a button.
REMARK = regex(r"[\[【(（](?:整理|原创|转载|综合|编译|微博)[\]】)）]?$|(?<=[\u4e00-\u9fff])(?:官方)?微博$")
# The account behind a publication's name: 江城财经（ID：jccj）.
ACCOUNT = regex(r"[（(]\s*(?:(?:ID|微信号?|公众号)\s*[:：]?\s*)?[A-Za-z][\w-]{3,}\s*[）)]?", re.I)
BUTTONS = regex(rf"(?:\[微博\]|(?:{credit_words.NOISE})).*$")
TITLED = regex(r"《([^》]{2,24})》?")
BROKEN = regex(r"(?<=.)[（(\[【][^）)\]】]*$")
SPACE, GAP = regex(r"\s"), regex(r"\s{3,}|[|｜]")
EDGES = " \u3000\xa0:：,，;；。|｜()（）[]【】<>\"'/／╱"
# A reporter's name behind the publication's, without a gap.
SIGNED = regex(rf"(?P<publication>.+(?:{credit_words.ENDINGS}))(?P<name>[\u4e00-\u9fff]{{2,3}})")
LONGEST = 40


def is_publication(name: str) -> bool:
    """Whether ``name`` ends as publications' names do, in either script, and is no person's."""
    form = plain(name)
    return _has_shape(form) and NONE.fullmatch(form) is None and not is_person(form)


def has_shape(name: str) -> bool:
    """Whether ``name`` ends as publications' names do, be it a channel's (即時新聞) or another word that does."""
    return _has_shape(plain(name))


def _has_shape(form: str) -> bool:
    return form.endswith(ENDINGS) and SHAPE.fullmatch(form) is not None  # in a tenth of the time, for most names


def publication_in(value: str) -> tuple[str | None, str | None]:
    """The publication in a ``value`` behind its label, in the form of ``forms.plain``, and a reporter glued to it.

    It goes up to a wide gap, and for Han text up to the first space.
    """
    value = GAP.split(value.strip(" \u3000\xa0"), 1)[0].strip(EDGES)
    titled = TITLED.search(value)
    if titled and titled.start() <= 1:
        value = titled[1]
    if HAN.search(value):
        value = SPACE.split(value, 1)[0]
    value = BUTTONS.sub("", value).strip(EDGES)
    value = BROKEN.sub("", REMARK.sub("", ACCOUNT.sub("", REMARK.sub("", value)))).strip(EDGES)
    signed = SIGNED.fullmatch(value)
    if signed and is_person(signed["name"]) and not is_publication(value):
        return signed["publication"], signed["name"]
    return (value if 1 < len(value) <= LONGEST else None), None

"""By-lines of Japanese and Korean news: ``著者：山田太郎``, ``【東京＝山田太郎】``, ``[서울=뉴스] 홍길동 기자 =``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..labelled import blocks_of, stretch, where
from ..model import Label, Labelled
from ..regex import regex
from . import by_words
from .names import split_names

KANA = regex("[\u3040-\u30ff]")
HANGUL = regex("[\uac00-\ud7af]")
LONGEST, ABOVE, BELOW = 80, 4, 8
# A name in kanji, of which a given name may be in kana.
NAME = r"[\u4e00-\u9fff々]{2,4}[ \u3000]?[\u4e00-\u9fff々\u3040-\u30ff]{0,4}"
NAMES = rf"{NAME}(?:[、・，,]{NAME}){{0,4}}"
JAPANESE = (
    regex(rf"(?:^|[\s(（【\[|｜])(?:{by_words.LABELS['ja']})\s*[:：/／●＝=]\s*(?P<names>{NAMES})"),
    regex(rf"^(?P<names>{NAMES})\s?(?:記者|編集委員|特派員|論説委員)(?:$|\s)"),
)
# What opens the text: a place, and who is there; what ends it: a name in brackets.
SENT = regex(
    rf"^[\s\u3000]*[【［\[（(][\u4e00-\u9fff\u30a0-\u30ff・]{{1,12}}[＝=\s\u3000]+(?P<names>{NAMES})[】］\]）)]"
)
SIGNED = regex(r"[（(【\[［](?:記者[:：・\s]?)?(?P<names>[\u4e00-\u9fff々]{3,5})(?:記者)?[）)】\]］]\s*$")
POSTS = "(?:인턴|선임|수습|객원|전문|경제|정치|사회)?\\s?(?:기자|특파원|논설위원|통신원)"
KOREAN = (
    regex(rf"(?:^|[\s=\])/|·])(?P<names>[가-힣]{{2,4}}(?:\s?[·,]\s?[가-힣]{{2,4}}){{0,4}})\s{POSTS}(?![가-힣])"),
    regex(rf"(?:^|[\s(\[])(?:{by_words.LABELS['ko']})\s*[:：=]?\s+(?P<names>[가-힣]{{2,4}})(?![가-힣])"),
)
HEAD = 80


def eastern_byline(labelled: Sequence[Labelled]) -> tuple[str, ...]:
    """The names in the lines around the headline, at the head of the text, and at its end."""
    body = blocks_of(labelled, Label.BODY)
    text = "".join(block.text for block in body[:3])
    korean = HANGUL.search(text) is not None
    if not (korean or KANA.search(text)):
        return ()
    title = next(iter(where(labelled, Label.TITLE)), 0)
    first = next(iter(where(labelled, Label.BODY)), len(labelled))
    last = max(where(labelled, Label.BODY), default=len(labelled))
    around = (*stretch(labelled, max(0, title - ABOVE), first + 1), *stretch(labelled, last + 1, last + BELOW))
    lines = [block.text for block in around if len(block.text) <= LONGEST]
    if korean:
        heads = [block.text[:HEAD] for block in body[:2]] + [block.text[-HEAD // 2 :] for block in body[-2:]]
        return _found(KOREAN, [*lines, *heads])
    return (
        _found(JAPANESE, lines)
        or _found((SENT,), [block.text[:HEAD] for block in body[:2]])
        or _found((SIGNED,), [block.text[-HEAD:] for block in body[-1:]])
    )


def _found(patterns: Iterable[re.Pattern[str]], lines: Iterable[str]) -> tuple[str, ...]:
    """The single names that the first of ``patterns`` finds in the first of ``lines`` where any does."""
    for line in lines:
        for pattern in patterns:
            match = pattern.search(line)
            if match:
                names = re.split(r"\s?[、・，,·]\s?", match["names"])
                return tuple(dict.fromkeys(name for part in names for name in split_names(part) if len(name) > 1))
    return ()

"""Pinyin glosses that a machine conversion to traditional script left behind: ``創(chuàng)新`` for ``创新``.

The converter writes each character that it takes for ambiguous with its reading in brackets, every time. An author
glosses a rare character, once. So a page is told by what it does as a whole; a single gloss tells nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from .characters import is_everyday
from .script import count_traditional, fold

_LETTERS = "a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿɡɑ\u0300-\u030c"
# A syllable has six letters at most (zhuang), and a combining mark or two where tones are not composed.
_GLOSS = re.compile(f"[(（](?<=(\\S)[(（])(?:(?<=\\()([{_LETTERS}]{{1,8}})\\)|(?<=（)([{_LETTERS}]{{1,8}})）)")
# The same for each kind of bracket: what begins with one character is found five times as fast.
_GLOSSES = tuple(re.compile(rf"\{left}(?<=(\S).)([{_LETTERS}]{{1,8}})\{right}") for left, right in ("()", "（）"))
_IN_BRACKETS = re.compile(f"[{_LETTERS}]{{1,8}}[)）]")
_SYLLABLE = re.compile(
    "(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?"
    "(?:a|ai|an|ang|ao|e|ei|en|eng|er|i|ia|ian|iang|iao|ie|in|ing|iong|iu|o|ong|ou|"
    "u|ua|uai|uan|uang|ue|ui|un|uo|ü|üe|üan|ün|v|ve|van|vn)|m|n|ng|hm|hng"
)
_TONES = re.compile("[\u0300\u0301\u0304\u030c]")
_PLAIN_LETTERS = str.maketrans("ɡɑ", "ga")
# Readings that have no tone, by character; elsewhere a reading without a tone mark may be an English word.
_NEUTRAL = {
    "們": "men",
    "麼": "me",
    "麽": "me",
    "嗎": "ma",
    "著": "zhe",
    "裡": "li",
    "裏": "li",
    "個": "ge",
    "過": "guo",
}
_ENGLISH = frozenset(
    "a an ban bang bin can chi dang die dong fan fen gang he hen long lie man me men mu nan nu pan pen pie pin ping "
    "sang she shun song sun tan tie to wan yang yin you".split()
)

FEW_BRACKETS = 5
"""A page with fewer brackets than this is not looked at any further."""
EVERYDAY_SHARE = 0.8
"""The converter glosses everyday characters (國 會 發 長); authors gloss rare ones (犇 驫 麤)."""
CONSISTENT_SHARE = 0.8
"""The converter glosses a character each time, an author the first time. On the page this was found on, all 494
glosses stand on 75 characters that never stand without one."""
ALONE = 8
"""How many glosses it takes in one block to do without a second one."""


def may_be_glossed(page: str) -> bool:
    """Whether ``page``, all its text in one, is worth a look by :func:`page_is_glossed`; next to free."""
    return (
        page.count("(") + page.count("（") >= FEW_BRACKETS
        and sum(_IN_BRACKETS.match(x) is not None for mark in "(（" for x in page.split(mark)[1:]) >= FEW_BRACKETS
    )


def page_is_glossed(texts: Iterable[str]) -> bool:
    """Whether ``texts``, the blocks of one page, were glossed by a machine.

    That is: at least five glosses on four different everyday traditional characters, in two blocks or at least eight
    in one, nearly all glosses being of that kind, and those characters hardly ever standing without one.
    """
    texts = tuple(texts)
    page = "\n".join(texts)
    glossed: Counter[str] = Counter()
    every = blocks = 0
    for text in texts:
        found = [character for character, reading in _glosses(text) if _is_syllable(reading)]
        usual = [character for character in found if count_traditional(character) and is_everyday(fold(character))]
        every += len(found)
        blocks += bool(usual)
        glossed.update(usual)
    total = glossed.total()
    return (
        total >= FEW_BRACKETS
        and len(glossed) >= FEW_BRACKETS - 1
        and (blocks >= 2 or total >= ALONE)
        and total >= EVERYDAY_SHARE * every
        and total >= CONSISTENT_SHARE * sum(map(page.count, glossed))
    )


def strip_glosses(text: str) -> str:
    """``text`` of a glossed page without its glosses.

    A bracket that holds one Mandarin syllable goes: any one with a tone mark, even where the character before it is
    lost (``蓚€(gè)``); one without after a traditional character whose reading has no tone (``們(men)``), or where it
    is no English word, so that ``長(long)`` stays. A torn gloss (``?jī)``) stays, for its character is lost with it.
    """
    if "(" not in text and "（" not in text:
        return text
    return _GLOSS.sub(_unless_gloss, text)


def _glosses(text: str) -> list[tuple[str, str]]:
    return [gloss for kind in _GLOSSES for gloss in kind.findall(text)]


def _unless_gloss(match: re.Match[str]) -> str:
    character, reading = match[1], match[2] or match[3]
    if not _is_syllable(reading):
        return match[0]
    if _plain(reading) != reading or _NEUTRAL.get(character) == reading:
        return ""
    return "" if count_traditional(character) and reading not in _ENGLISH else match[0]


def _is_syllable(reading: str) -> bool:
    return _SYLLABLE.fullmatch(_plain(reading)) is not None


def _plain(reading: str) -> str:
    """``reading`` without its tone, ``ü`` kept."""
    bare = _TONES.sub("", unicodedata.normalize("NFD", reading))
    return unicodedata.normalize("NFC", bare).translate(_PLAIN_LETTERS)

"""Which script a text is in, simplified or traditional, and its conversion by OpenCC."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ..model import Script
from ..regex import regex
from .characters import HAN, KANA_HANGUL
from .lexicon import Stage, load_dictionary, load_stage, make_stage

Source = Literal["hans", "hant"]

# OpenCC's configurations as (characters, phrases) of each stage: s2t, s2tw, s2hk; t2s, t2tw, t2hk.
_TO_SIMPLIFIED = ("TSCharacters", "TSPhrases")
_TO_TRADITIONAL = ("STCharacters", "STPhrases")
_STAGES: dict[tuple[Source, Script], tuple[tuple[str, str | None], ...]] = {
    ("hans", "hant"): (_TO_TRADITIONAL,),
    ("hans", "tw"): (_TO_TRADITIONAL, ("TWVariants", None)),
    ("hans", "hk"): (_TO_TRADITIONAL, ("HKVariants", None)),
    ("hant", "hans"): (_TO_SIMPLIFIED,),
    ("hant", "tw"): (("TWVariants", None),),
    ("hant", "hk"): (("HKVariants", None),),
}

SAMPLE = 500
"""How many characters of a text are looked at to tell its script, spread evenly over a longer one. A third of the
characters of simplified news have another form in traditional script, so this is some 150 witnesses."""

FOREIGN_SHARE = 0.2
"""From this share of kana and Hangul among a text's East Asian letters on, it is Japanese or Korean. Chinese news that
quotes a Japanese name stays far below it; Japanese prose has more kana than Han."""


QUOTED = 3
"""From how many characters of either script on a text may hold a quotation in the other one, of more than as many."""


@dataclass(frozen=True, slots=True)
class _Evidence:
    hans: re.Pattern[str]
    hant: re.Pattern[str]


_FOREIGN = regex(f"[{KANA_HANGUL}]")
_HAN = regex(f"[{HAN}]")
_PARTS = regex("(?<=[，。！？；：、“”‘’「」『』《》（）…—\n])")


def convert(text: str, to: Script, source: Source | None = None) -> str:
    """``text`` in the script ``to``, by OpenCC's configuration for the two scripts.

    ``source`` is the script that the text is in; left out, it is detected from the text itself. A text that is in the
    script asked for already, that shows neither script, or that is not Chinese, is returned as it is: OpenCC would
    damage characters which both scripts have (乾 as in 李乾, 里 as in 公里).
    """
    if to == "keep":
        return text
    source = source or detect(text)
    stages = _STAGES.get((source, to), ()) if source else ()
    for characters, phrases in stages:
        text = load_stage(characters, phrases).convert(text)
    return text


def convert_mixed(text: str, to: Script, page: Source) -> str:
    """``text`` of a page in the script ``page``, in the script ``to``; a quotation in the other script for itself.

    A text with some characters of either script is cut at its punctuation, and each part converted from what it is in:
    so a quotation is converted too, and a word that is spoken of (「愛」) is left.
    """
    hans, hant = _witnesses(text)
    if min(hans, hant) < QUOTED:
        return convert(text, to, _script_of(text, hans, hant) or page)
    parts = _PARTS.split(text)
    return "".join([convert(part, to, (detect(part) if len(part) > QUOTED else None) or page) for part in parts])


def detect(text: str) -> Source | None:
    """The script of a Chinese text, by the characters that only one of the two has.

    ``None`` where there is none of either, as many of both, or so much kana or Hangul that the text is not Chinese.
    """
    return _script_of(text, *_witnesses(text))


def _witnesses(text: str) -> tuple[int, int]:
    """How many characters of ``text``, or of a sample of it, only simplified script has, and only traditional."""
    evidence, sample = _evidence(), _sample(text)
    return len(evidence.hans.findall(sample)), len(evidence.hant.findall(sample))


def _script_of(text: str, hans: int, hant: int) -> Source | None:
    if hans == hant:
        return None
    sample = _sample(text)
    foreign = len(_FOREIGN.findall(sample))
    if foreign and foreign >= FOREIGN_SHARE * (foreign + len(_HAN.findall(sample))):
        return None
    return "hans" if hans > hant else "hant"


def _sample(text: str) -> str:
    return text if len(text) <= SAMPLE else text[:: -(-len(text) // SAMPLE)]


def count_traditional(text: str) -> int:
    """How many characters of ``text`` belong to traditional script only."""
    return len(_evidence().hant.findall(text))


def fold(text: str) -> str:
    """``text`` with each traditional character as its first simplified choice: for comparing, never for showing.

    As long as ``text``, character by character, so that a place in one is the same place in the other.
    """
    stage = _folding()
    return text.translate(stage.characters) if stage.touched.search(text) else text


@cache
def _folding() -> Stage:
    # By the plain dictionary: in labels 著 is 著 (著作權).
    return make_stage({key: choices[0] for key, choices in load_dictionary("TSCharacters").items()}, {})


@cache
def _evidence() -> _Evidence:
    simplified, traditional = load_dictionary("STCharacters"), load_dictionary("TSCharacters")
    return _Evidence(
        hans=_class(key for key, choices in simplified.items() if key not in choices and key not in traditional),
        hant=_class(key for key, choices in traditional.items() if key not in choices and key not in simplified),
    )


def _class(characters: Iterable[str]) -> re.Pattern[str]:
    # The first plane is evidence enough, and keeps the class a table (see characters.ASTRAL_HAN).
    first_plane = (character for character in characters if character <= "\uffff")
    return regex(f"[{''.join(sorted(first_plane))}]")

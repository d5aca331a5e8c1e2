"""People's names in the other script: a surname is a character of its own, whatever the commoner word is.

Simplified 余 is 餘 (what is left) nearly everywhere and 余 in a name; traditional 乾 is 干 where it is dry, and 乾 in a
name. OpenCC knows the names of the famous. Here it is known which texts are names: byline, editors and credits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..model import Script
from ..regex import regex
from .characters import HAN
from .lexicon import load_corrections
from .script import Source, convert, detect

LONGEST = 4
"""How many Han characters a name has at most: a surname of two and as many more. What is longer is an office."""

# Credits come with an agency or a post in front of the name (新华社记者余华), and with 摄 behind it.
_NAMES = regex(f"(?:(?<![{HAN}])|(?<=记者|記者|摄影|攝影|讯员|訊員))[{HAN}]{{2,{LONGEST}}}?(?=[摄攝]?(?![{HAN}]))")


def name_forms(texts: Iterable[str], to: Script, page: Source | None) -> Mapping[str, str]:
    """What a name in ``texts`` of a page in the script ``page`` must be, by what plain conversion makes of it.

    Only of those names that plain conversion gets wrong: an empty mapping, as a rule.
    """
    if page is None or to in ("keep", page):
        return {}
    forms: dict[str, str] = {}
    for text in texts:
        for name in _NAMES.findall(text):
            source = detect(name) or page
            plain = convert(name, to, source)
            right = _kept(name, plain, source)
            if right != plain:
                forms[plain] = right
    return forms


def _kept(name: str, converted: str, source: Source) -> str:
    """``converted`` with the characters that a ``name`` keeps; both have the same length."""
    corrections = load_corrections()
    surnames, kept = corrections[f"Surnames {source}"], corrections.get(f"Names {source}", {})
    first = surnames.get(name[0]) or kept.get(name[0]) or converted[0]
    return first + "".join(kept.get(before, after) for before, after in zip(name[1:], converted[1:], strict=True))

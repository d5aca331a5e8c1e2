"""The steps that one paragraph or field goes through, in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from ..model import Options, Script
from .glosses import strip_glosses
from .mend import Traits
from .mojibake import may_be_double, undo_double_encoding
from .punctuation import to_cjk
from .script import Source, convert_mixed, count_traditional, detect
from .space import is_spaced, tidy_space
from .width import has_wide, to_half


def tidy_text(text: str, options: Options, traits: Traits | None = None) -> str:
    """``text``, one paragraph or field, after every step that ``options`` and the page's ``traits`` switch on.

    ``traits`` come from :func:`~jingwen.tidying.mend.mend_blocks`; left out, the script is read from the text itself
    and no gloss is stripped, for a single text does not tell whose it is.
    """
    return tidy_texts((text,), options, traits or Traits(detect(text), double=may_be_double(text)))[0]


def tidy_texts(texts: Sequence[str], options: Options, traits: Traits) -> Sequence[str]:
    """:func:`tidy_text` of each of ``texts``, which are of one page; one look at all of them spares most steps."""
    # mojibake: the blocks were mended with their page, but a field from a meta tag or JSON comes as the page wrote it.
    # Before all else, for it brings out characters that the other steps look for.
    if options.mojibake and traits.double:
        texts = [undo_double_encoding(text) or text for text in texts]
    for step in _steps(" ".join(texts), options, traits):
        texts = [step(text) for text in texts]
    return texts


def _steps(text: str, options: Options, traits: Traits) -> list[Callable[[str], str]]:
    """The steps, in order, that ``text``, or one of the texts that are joined in it by blanks, may ask for.

    No step brings out what a later one looks for, so each is told by the text as it is.
    """
    steps: list[Callable[[str], str]] = []
    # space: only after mojibake, for a control character may be half of a character that was encoded twice.
    if options.space and not is_spaced(text):
        steps.append(tidy_space)
    # glosses: before the script, for a gloss without a tone is told by the traditional character before it.
    if options.glosses and traits.glossed:
        steps.append(strip_glosses)
    # script: on a Chinese page only; elsewhere 国 and 會 are both right.
    if traits.script is not None and _other_script(text, options.script, traits.script):
        steps.append(partial(_in_script, to=options.script, page=traits.script, names=traits.names))
    # width: before the punctuation, which looks for digits beside a mark.
    if options.width and has_wide(text):
        steps.append(to_half)
    # punctuation: last, for it looks at the neighbours of each mark as they will be printed.
    if options.punctuation == "cjk":
        steps.append(to_cjk)
    return steps


def _other_script(text: str, to: Script, page: Source) -> bool:
    """Whether ``text`` of a page in the script ``page`` may hold anything to convert.

    A simplified page may quote a traditional paragraph, and the other way round; most texts of a simplified page hold
    no traditional character at all, and those are not looked at any further.
    """
    return to != "keep" and not (page == to == "hans" and not count_traditional(text))


def _in_script(text: str, to: Script, page: Source, names: Mapping[str, str]) -> str:
    """``text`` of a page in the script ``page``, converted from its own script where it shows one, ``names`` mended."""
    if not _other_script(text, to, page):
        return text
    converted = convert_mixed(text, to, page)
    for plain, right in names.items():
        converted = converted.replace(plain, right)
    return converted

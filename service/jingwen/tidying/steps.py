"""The steps that one paragraph or field goes through, in order."""

from __future__ import annotations

from ..model import Options, Script
from .glosses import strip_glosses
from .mend import Traits
from .mojibake import may_be_double, undo_double_encoding
from .punctuation import to_cjk
from .script import Source, convert, count_traditional, detect
from .space import tidy_space
from .width import to_half


def tidy_text(text: str, options: Options, traits: Traits | None = None) -> str:
    """``text``, one paragraph or field, after every step that ``options`` and the page's ``traits`` switch on.

    ``traits`` come from :func:`~jingwen.tidying.mend.mend_blocks`; left out, the script is read from the text itself
    and no gloss is stripped, for a single text does not tell whose it is.
    """
    traits = traits or Traits(detect(text), double=may_be_double(text))
    # mojibake: the blocks were mended with their page, but a field from a meta tag or JSON comes as the page wrote it.
    if options.mojibake and traits.double:
        text = undo_double_encoding(text) or text
    # space: only now, for a control character may be half of a character that was encoded twice.
    if options.space:
        text = tidy_space(text)
    # glosses: before the script, for a gloss without a tone is told by the traditional character before it.
    if options.glosses and traits.glossed:
        text = strip_glosses(text)
    # script: on a Chinese page only; elsewhere 国 and 會 are both right.
    if traits.script is not None:
        text = _in_script(text, options.script, traits.script)
    # width: before the punctuation, which looks for digits beside a mark.
    if options.width:
        text = to_half(text)
    # punctuation: last, for it looks at the neighbours of each mark as they will be printed.
    if options.punctuation == "cjk":
        text = to_cjk(text)
    return text


def _in_script(text: str, to: Script, page: Source) -> str:
    """``text`` of a page in the script ``page``, converted from its own script where it shows one.

    A simplified page may quote a traditional paragraph, and the other way round; most texts of a simplified page hold
    no traditional character at all, and those are not looked at any further.
    """
    if to == "keep" or (page == to == "hans" and not count_traditional(text)):
        return text
    return convert(text, to, detect(text) or page)

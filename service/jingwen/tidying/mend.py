"""What one block cannot tell and a page can: damage that a transcoding or a conversion did to all of it.

Done once a page, between reading and finding, so that phrases are looked for in clean text. An ordinary page costs a
handful of substring searches.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ..block import Block, Rich
from ..model import Notice, Options
from .glosses import may_be_glossed, page_is_glossed, strip_glosses
from .mojibake import UNDONE, may_be_double, may_have_breaks, mend_breaks, undo_double_encoding
from .script import Source, detect

_MENDED = Notice("paragraph_ends_mended", "paragraph ends that a wrong transcoding broke (?/p>) were mended")
_STRIPPED = Notice("glosses_stripped", "pinyin in brackets that a machine conversion left behind was stripped")


@dataclass(frozen=True, slots=True)
class Traits:
    """What a page as a whole says of each text on it.

    ``script`` is the page's script (``None``: neither, or not Chinese); ``glossed``, whether a machine glossed it with
    pinyin; ``double``, whether text on it was encoded twice; ``names``, what the people on it must be called in the
    script asked for, by what plain conversion makes of their names.
    """

    script: Source | None = None
    glossed: bool = False
    double: bool = False
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mended:
    """A page's blocks, mended and numbered anew, the page's traits, and a notice for each kind of mending done."""

    blocks: tuple[Block, ...]
    traits: Traits
    notices: tuple[Notice, ...] = ()


def mend_blocks(blocks: tuple[Block, ...], options: Options) -> Mended:
    """``blocks`` of one page, with double encodings undone, broken paragraph ends mended and glosses stripped.

    Each only where ``options`` switch it on. A block is split in two where a broken paragraph end stands inside it;
    both parts keep its place, the first its pictures. ``linked`` keeps its share of the text; links and emphasis in a
    text that is mended are lost.
    """
    page = "\n".join([block.text for block in blocks])
    notices: list[Notice] = []
    double = False
    if options.mojibake and may_be_double(page):
        undone = [[undo_double_encoding(block.text) or block.text] for block in blocks]
        blocks = _rewritten(blocks, undone, notices, UNDONE)
        double = bool(notices)
        page = "\n".join([block.text for block in blocks])
    if options.mojibake and may_have_breaks(page):
        blocks = _rewritten(blocks, [mend_breaks(block.text) for block in blocks], notices, _MENDED)
    glossed = options.glosses and may_be_glossed(page) and page_is_glossed([block.text for block in blocks])
    if glossed:
        blocks = _rewritten(blocks, [[strip_glosses(block.text)] for block in blocks], notices, _STRIPPED)
    return Mended(blocks, Traits(detect(page), glossed, double), tuple(notices))


def _rewritten(
    blocks: tuple[Block, ...], texts: list[list[str]], notices: list[Notice], notice: Notice
) -> tuple[Block, ...]:
    """``blocks`` with each one's ``texts`` in place of its text; ``notice`` is added where that changed any."""
    if all(texts_of == [block.text] for block, texts_of in zip(blocks, texts, strict=True)):
        return blocks
    notices.append(notice)
    parts = [
        replace(
            block,
            text=text,
            linked=block.linked * len(text) // len(block.text) if block.text else 0,
            pictures=block.pictures if nth == 0 else (),
            rich=block.rich if text == block.text else _pictures_of(block) if nth == 0 else None,
        )
        for block, texts_of in zip(blocks, texts, strict=True)
        for nth, text in enumerate(texts_of)
    ]
    return tuple(replace(part, index=index) for index, part in enumerate(parts))


def _pictures_of(block: Block) -> Rich | None:
    """What is left of a block's ``rich`` where offsets in its text hold no longer."""
    if block.rich is None or not block.rich.pictures:
        return None
    return Rich(pictures=tuple(replace(picture, at=0) for picture in block.rich.pictures))

"""The headline of a dump, by what the lines around it are."""

from __future__ import annotations

from collections.abc import Container

from ..block import Block
from ..dates.read import MOMENT
from ..fields.title import Title, find_printed_title
from ..model import Page
from .credit_lines import credit_line, stands_under_headline
from .phrases import match_phrase
from .prose import Region, prose_of


def printed_headline(page: Page, region: Region, captions: Container[int] = ()) -> Title | None:
    """The headline printed above the text of a dump, which is in ``region``; it is none of ``captions``."""

    def is_furniture(block: Block) -> bool:
        return (
            block.index in captions
            or page.once(credit_line, block.text) is not None
            or page.once(match_phrase, block.text) is not None
        )

    def is_dated(block: Block) -> bool:
        line = page.once(credit_line, block.text) if MOMENT.search(block.text) else None
        return line is not None and (line.date is not None or stands_under_headline(line))

    values = prose_of(page)
    first = next((i for i in region.blocks if values[i]), None)
    return find_printed_title(page, first, is_furniture, is_dated)

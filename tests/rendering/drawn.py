"""Markup to the outline of an article, with every paragraph taken for its body."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from jingwen.model import Label, Labelled
from jingwen.reading.addresses import safe
from jingwen.reading.markup import parse, read_markup
from jingwen.reading.rich import RichWalk
from jingwen.rendering import outline
from jingwen.rendering.outline import Part

BASE = "https://news.example.com/a/1"


def drawn(markup: str, labels: Mapping[int, Label] | None = None, base: str | None = BASE) -> tuple[Part, ...]:
    """The outline of ``markup``; ``labels`` are those of blocks, by number, that are not body."""
    blocks, elements = read_markup(parse(markup), walker=RichWalk)
    told = labels or {}
    labelled = [Labelled(block, told.get(block.index, Label.BODY), "") for block in blocks]
    return outline(labelled, elements, partial(safe, base=base))

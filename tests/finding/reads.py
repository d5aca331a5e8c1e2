"""Pages as the finding room gets them, read from a piece of markup or a dump."""

from __future__ import annotations

from collections.abc import Iterable

from jingwen.model import Page
from jingwen.reading.dump import read_dump
from jingwen.reading.embedded import read_data
from jingwen.reading.markup import parse, read_markup


def html(markup: str) -> Page:
    tree = parse(markup)
    blocks, elements = read_markup(tree)
    return Page("html", blocks, elements, read_data(tree))


def dump(*lines: str) -> Page:
    return read_dump("\n".join(lines))


def texts(page: Page, indices: Iterable[int]) -> list[str]:
    return [page.blocks[i].text.strip("\u3000") for i in indices]

"""Which site an annotated page is of: pages of one are never on both sides of a comparison."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit


def site(gold: Mapping[str, Any]) -> str:
    """The host of the page annotated by ``gold``, or what its name has for one."""
    if url := gold.get("url"):
        return urlsplit(url).hostname or str(url)
    return re.sub(r"^\d{8}_|_[0-9a-f]{8}$|-[\d]+$", "", str(gold["id"]))


def most_lost(scored: Iterable[tuple[str, float]], number: int) -> list[tuple[str, float, int]]:
    """The ``number`` sites with the greatest loss of F1, of pages as site and F1: what each lost, in how many pages."""
    lost, pages = defaultdict[str, float](float), Counter[str]()
    for name, f1 in scored:
        lost[name] += 1 - f1
        pages[name] += 1
    worst = sorted(lost.items(), key=lambda each: -each[1])[:number]
    return [(name, loss, pages[name]) for name, loss in worst if loss > 0]

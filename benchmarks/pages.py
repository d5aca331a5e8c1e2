"""The pages that everything is measured on: folders of files, each a set, and what a crawler would know of a page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT.parent / "shared" / "pages"
TYPES = {".html": "text/html", ".htm": "text/html", ".txt": "text/plain; charset=utf-8"}
# The sets that every figure in the documentation is of; the five seeds are too few to time.
SETS = ("zh", "zh-dump", "world")


@dataclass(frozen=True)
class Page:
    """One page as it was fetched; ``url`` where the annotation beside the pages has it."""

    set: str
    name: str
    body: bytes
    content_type: str
    url: str | None = None

    @property
    def is_dump(self) -> bool:
        return self.content_type.startswith("text/plain")


def load(folder: Path = PAGES, sets: tuple[str, ...] | None = None) -> dict[str, list[Page]]:
    """The pages below ``folder`` by set: its folders (or those named by ``sets``), or it alone where it has none.

    Empty where there is no such folder.
    """
    if not folder.is_dir():
        return {}
    folders = sorted(path for path in folder.iterdir() if path.is_dir()) or [folder]
    found = {path.name: _read(path) for path in folders if sets is None or path.name in sets}
    return {name: pages for name, pages in found.items() if pages}


def _read(folder: Path) -> list[Page]:
    annotations = folder.parent.parent / "gold" / folder.name
    return [
        Page(folder.name, path.stem, path.read_bytes(), TYPES[path.suffix], _url(annotations / f"{path.stem}.json"))
        for path in sorted(folder.iterdir())
        if path.suffix in TYPES
    ]


def _url(annotation: Path) -> str | None:
    if not annotation.is_file():
        return None
    url: str | None = json.loads(annotation.read_text(encoding="utf-8")).get("url")
    return url

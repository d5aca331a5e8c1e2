"""What the tools give out: tables on the terminal and in the documentation, and JSON files."""

from __future__ import annotations

import json
import os
import platform
import re
import sys
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
GUIDE = DOCS / "performance.md"
MARKER = "<!-- {name}: written by `{command}` -->"
END = "<!-- end of {name} -->"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """An aligned table in Markdown, which is as readable on a terminal: the first column left, the others right."""
    widths = [max(3, *(_width(row[i]) for row in (head, *rows))) for i in range(len(head))]
    rule = [f":{'-' * (widths[0] - 1)}", *(f"{'-' * (width - 1)}:" for width in widths[1:])]
    return "\n".join(_line(row, widths) for row in (head, rule, *rows))


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [
        cell + " " * (width - _width(cell)) if i == 0 else " " * (width - _width(cell)) + cell
        for i, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return f"| {' | '.join(cells)} |"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def amount(value: float) -> str:
    """Three significant digits, without an exponent."""
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def size(count: float) -> str:
    """A number of bytes, in decimal units."""
    for unit, name in ((1e9, "GB"), (1e6, "MB"), (1e3, "kB")):
        if count >= unit:
            return f"{amount(count / unit)} {name}"
    return f"{count:.0f} B"


def duration(seconds: float) -> str:
    """A time in seconds, milliseconds or microseconds."""
    for unit, name in ((1, "s"), (1e-3, "ms")):
        if seconds >= unit:
            return f"{amount(seconds / unit)} {name}"
    return f"{amount(1e6 * seconds)} µs"


def conditions() -> dict[str, str]:
    """What a figure depends on besides the code."""
    return {
        "date": date.today().isoformat(),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "processor": _processor(),
        "processors": str(os.cpu_count()),
    }


def in_words(found: Mapping[str, str]) -> str:
    return (
        f"Measured on {found['date']}: Python {found['python']}, {found['system']}, {found['processor']}, "
        f"{found['processors']} processors."
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown"
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    text = json.dumps({"conditions": conditions(), **content}, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def write_part(name: str, command: str, text: str, guide: Path = GUIDE) -> None:
    """Replaces the part ``name`` of the guide, between its markers. Raises ``ValueError`` where it has no such part."""
    before, _, after = _split(name, guide)
    begin, end = MARKER.format(name=name, command=command), END.format(name=name)
    guide.write_text(f"{before}{begin}\n{text.strip()}\n{end}{after}", encoding="utf-8")


def read_part(name: str, guide: Path = GUIDE) -> str:
    """The part ``name`` of the guide, without its markers. Raises ``ValueError`` where it has no such part."""
    return _split(name, guide)[1].strip()


def _split(name: str, guide: Path) -> tuple[str, str, str]:
    """What stands before a part, between its markers, and after it, whatever command its marker names."""
    begin, end = MARKER.format(name=name, command="make …"), END.format(name=name)
    text = guide.read_text(encoding="utf-8")
    opening, closing = (re.escape(part) for part in begin.split("make …"))
    found = re.search(f"{opening}[^`]*{closing}(.*?){re.escape(end)}", text, re.DOTALL)
    if not found:
        raise ValueError(f"{guide.name} has no part between {begin} and {end}")
    return text[: found.start()], found[1], text[found.end() :]


def progress(what: str) -> Callable[[str], None]:
    """Says how far ``what`` is, on standard error; nothing where nobody looks at it."""

    def said(text: str) -> None:
        if sys.stderr.isatty():
            print(f"\r\033[K{what}: {text}", end="", file=sys.stderr, flush=True)

    return said

"""The figures of several extractors on several sets of pages, as they are kept in ``docs/figures.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FIGURES = ROOT / "docs" / "figures.json"


@dataclass(frozen=True)
class Result:
    """One extractor on one set: the mean of each score (0 to 1) over the pages whose annotation has that field, the
    pages on which it raised, which count as empty, and its mean CPU seconds a page; None where it was not timed."""

    scores: Mapping[str, float]
    failed: int
    seconds: float | None = None


@dataclass(frozen=True)
class Part:
    """One set: how many pages, how many of them have each field in their annotation, and the results by extractor."""

    pages: int
    fields: Mapping[str, int]
    results: Mapping[str, Result]


@dataclass(frozen=True)
class Comparison:
    """All sets; ``conditions`` and ``rounds`` are of the timing, ``versions`` by extractor, in the table's order."""

    conditions: Mapping[str, str]
    versions: Mapping[str, str]
    rounds: int
    sets: Mapping[str, Part]

    def pages(self, sets: Sequence[str], field: str | None = None) -> int:
        """The pages of ``sets``; with ``field`` those whose annotation has it."""
        parts = [self.sets[name] for name in sets]
        return sum(part.fields.get(field, 0) if field else part.pages for part in parts)

    def mean(self, extractor: str, field: str, sets: Sequence[str]) -> float | None:
        """The mean over all pages of ``sets`` that have ``field``; None where the extractor has no score on one of
        them, as its mean would be of other pages than the others' are."""
        total = 0.0
        for part in (self.sets[name] for name in sets):
            count = part.fields.get(field, 0)
            result = part.results.get(extractor)
            if count and (result is None or field not in result.scores):
                return None
            total += count * result.scores[field] if count and result else 0
        pages = self.pages(sets, field)
        return total / pages if pages else None

    def seconds(self, extractor: str, sets: Sequence[str]) -> float | None:
        """Mean CPU seconds a page over ``sets``; None where a set was not timed."""
        total = 0.0
        for part in (self.sets[name] for name in sets):
            result = part.results.get(extractor)
            if result is None or result.seconds is None:
                return None
            total += part.pages * result.seconds
        return total / self.pages(sets)


def write(path: Path, comparison: Comparison) -> None:
    """Writes the figures as JSON, rounded to what is worth keeping in git."""
    content = _rounded(asdict(comparison))
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read(path: Path) -> Comparison:
    """The figures in a file that ``write`` made."""
    content = json.loads(path.read_text(encoding="utf-8"))
    sets = {
        name: Part(part["pages"], part["fields"], {who: Result(**one) for who, one in part["results"].items()})
        for name, part in content["sets"].items()
    }
    return Comparison(content["conditions"], content["versions"], content["rounds"], sets)


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    return round(value, 5) if isinstance(value, float) else value

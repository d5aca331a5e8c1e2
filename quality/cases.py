"""Small pages of one situation each, in ``../shared/cases``: how many come out right, by topic."""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast


class Judge(Protocol):
    """What is used of ``../shared/bench/cases.py``: ``Answers`` of a service to a case, and whether they are as
    expected."""

    Answers: Callable[[str, Mapping[str, Any], bytes], object]

    def holds(self, answers: object, key: str, want: object) -> tuple[bool, object]: ...


@dataclass(frozen=True)
class Cases:
    """The ``folder`` of cases, and their ``judge``."""

    folder: Path
    judge: Judge

    def shares(self, base: str) -> dict[str, float]:
        """The share of cases that hold at the service at ``base``, by topic."""
        held, number = Counter[str](), Counter[str]()
        for file in sorted(self.folder.glob("*/*.json")):
            case = json.loads(file.read_text("utf-8"))
            page = next(path for path in (file.with_suffix(".html"), file.with_suffix(".txt")) if path.exists())
            answers = self.judge.Answers(base, case, page.read_bytes())
            held[case["topic"]] += all(self.judge.holds(answers, *each)[0] for each in case["expect"].items())
            number[case["topic"]] += 1
        return {topic: held[topic] / number[topic] for topic in sorted(number)}


def load_cases(shared: Path) -> Cases | None:
    """The cases, or None where they or their judge are missing."""
    path, folder = shared / "bench" / "cases.py", shared / "cases"
    spec = importlib.util.spec_from_file_location("cases", path)
    if not path.is_file() or not folder.is_dir() or spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return Cases(folder, cast(Judge, module))

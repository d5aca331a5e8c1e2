"""Floors that are kept in git: the least that each figure may be, and how a floor moves."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import floor
from pathlib import Path
from typing import Any

# A new floor stays this far below what was measured: one page of three hundred may tip over without an alarm.
SLACK = 0.003

# The least that is accepted, or what was measured: by set and score.
Means = dict[str, dict[str, float]]


def just_below(got: float) -> float:
    """The floor for a mean of ``got``."""
    return max(floor((got - SLACK) * 1000) / 1000, 0.0)


@dataclass(frozen=True)
class Floors:
    """The least that is accepted, by mode, set and score; and each time that one was lowered, with the reason."""

    means: Mapping[str, Means]
    lowered: Sequence[Mapping[str, Any]] = field(default_factory=tuple)

    @classmethod
    def read(cls, path: Path) -> Floors:
        content = json.loads(path.read_text(encoding="utf-8"))
        lowered = tuple(content.pop("lowered"))
        return cls(content, lowered)

    def write(self, path: Path) -> None:
        content = {**self.means, "lowered": list(self.lowered)}
        path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def missed(measured: Means, floors: Means) -> list[str]:
    """Each floor that is not reached, in words; one that was not measured at all counts as missed."""
    found = []
    for name, scores in floors.items():
        for score, least in scores.items():
            got = measured.get(name, {}).get(score)
            if got is None:
                found.append(f"{name}.{score} was not measured, its floor is {least:.3f}")
            elif got < least:
                found.append(f"{name}.{score} is {got:.4f}, its floor is {least:.3f}")
    return found


def raised(
    floors: Floors,
    measured: Mapping[str, Means],
    reason: str | None = None,
    day: str = "",
    below: Callable[[float], float] = just_below,
) -> Floors:
    """``floors`` brought to just ``below`` what was ``measured``: upward only, unless a ``reason`` is given for going
    down."""
    new: dict[str, Means] = {}
    lowered = list(floors.lowered)
    for mode, sets in measured.items():
        old = floors.means.get(mode, {})
        new[mode] = {name: dict(scores) for name, scores in old.items()}
        for name, scores in sets.items():
            for score, got in scores.items():
                least, before = below(got), old.get(name, {}).get(score)
                if before is None or least > before:
                    new[mode].setdefault(name, {})[score] = least
                elif reason and got < before:
                    new[mode][name][score] = least
                    what = f"{mode}.{name}.{score}"
                    lowered.append({"floor": what, "from": before, "to": least, "date": day, "reason": reason})
    return Floors({**floors.means, **new}, tuple(lowered))

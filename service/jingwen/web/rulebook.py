"""The rules of all workers: read once in the process that starts them, which they are forked from.

So every worker has the same rules, whenever it was started, and a reload that meets a bad file changes nothing: workers
go on being made with the last good set.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..cleaner import Cleaner
from ..errors import RuleError
from ..model import LIMITS, Limits
from ..rules.load import OFF, PACKAGED
from . import logs

# A folder's files with their sizes and times of change; None where it cannot be read.
Look = tuple[tuple[str, int, int], ...] | None


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Rules at work: the Cleaner with them, how the folder looked when it was last read, and how reloads came out."""

    cleaner: Cleaner
    look: Look = None
    reloads: Mapping[str, int] = field(default_factory=lambda: {"done": 0, "refused": 0})


_held: list[Rulebook] = []  # empty, or the one that this process holds


def hold(rules: str, limits: Limits = LIMITS) -> None:
    """Read ``rules`` and hold them for the workers that this process will start. Raises ``RuleError``."""
    seen = look(rules)
    _held[:] = [Rulebook(Cleaner(rules, limits=limits), seen)]


def held() -> Rulebook | None:
    """The rules that this process, or the one that it was forked from, holds."""
    return _held[0] if _held else None


def renew(rules: str) -> None:
    """Read ``rules`` again; those that are held stay where that fails. The log and the counts say which it was."""
    before = _held[0]
    seen = look(rules)
    try:
        cleaner, outcome = Cleaner(rules, limits=before.cleaner.limits), "done"
    except Exception as error:  # whatever it is, it is no reason to stop
        cleaner, outcome = before.cleaner, "refused"
        told = str(error) if isinstance(error, RuleError) else type(error).__qualname__
        logs.event("rules_refused", error=told, kept=cleaner.rules.version)
    else:
        logs.event("rules_loaded", level="info", rules=cleaner.rules.version)
    reloads = {name: count + (name == outcome) for name, count in before.reloads.items()}
    _held[:] = [replace(before, cleaner=cleaner, look=seen, reloads=reloads)]


def look(rules: str) -> Look:
    """How the folder or file ``rules`` looks now; what is packaged does not change."""
    if rules in (PACKAGED, OFF):
        return ()
    path = Path(rules)
    try:
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        stats = [(file.name, file.stat()) for file in files]
    except OSError:
        return None
    return tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats)

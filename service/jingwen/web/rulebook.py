"""The settings and rules of all workers: read once in the process that starts them, which they are forked from.

So every worker has the same, whenever it was started, and a reload that meets a bad file changes nothing: workers go on
being made with the last good rules. A file with a token that is gone by then stops nobody either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..cleaner import Cleaner
from ..errors import RuleError
from ..rules.load import OFF, PACKAGED, places
from ..settings import Settings
from . import logs
from .metrics import RELOADS

# The files of all folders with their sizes and times of change; None where one cannot be read.
Look = tuple[tuple[str, int, int], ...] | None


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Settings, and the rules at work: the Cleaner with them, how their folders looked when they were last read, and
    how reloads came out."""

    settings: Settings
    cleaner: Cleaner
    look: Look = None
    reloads: Mapping[str, int] = field(default_factory=lambda: RELOADS)


_held: list[Rulebook] = []  # empty, or the one that this process holds


def hold(settings: Settings) -> None:
    """Read the rules of ``settings`` and hold both for the workers that this process starts. Raises ``RuleError``."""
    seen = look(settings.rules)
    _held[:] = [Rulebook(settings, _read(settings), seen)]


def held() -> Rulebook | None:
    """The rules that this process, or the one that it was forked from, holds."""
    return _held[0] if _held else None


def renew() -> None:
    """Read the rules again; those that are held stay where that fails. The log and the counts say which it was."""
    before = _held[0]
    seen = look(before.settings.rules)
    try:
        cleaner, outcome = _read(before.settings), "done"
    except Exception as error:  # whatever it is, it is no reason to stop
        cleaner, outcome = before.cleaner, "refused"
        told = str(error) if isinstance(error, RuleError) else type(error).__qualname__
        logs.event("rules_refused", error=told, kept=cleaner.rules.version)
    else:
        logs.event("rules_loaded", level="info", rules=cleaner.rules.version)
    reloads = {name: count + (name == outcome) for name, count in before.reloads.items()}
    _held[:] = [replace(before, cleaner=cleaner, look=seen, reloads=reloads)]


def look(rules: str) -> Look:
    """How the folders and files that ``rules`` names look now; what is packaged does not change."""
    stats = []
    try:
        for path in (Path(place) for place in places(rules) if place not in (PACKAGED, OFF)):
            files = sorted(path.iterdir()) if path.is_dir() else [path]
            stats += [(str(file), file.stat()) for file in files]
    except (OSError, RuleError):
        return None
    return tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats)


def _read(settings: Settings) -> Cleaner:
    """A Cleaner with the rules of ``settings``; the log names the files that those of a later place stand in for."""
    cleaner = Cleaner(settings.rules, limits=settings.limits)
    for each in cleaner.rules.overridden:
        logs.event("rules_overridden", level="info", file=each.file, by=each.by, hosts=each.hosts)
    return cleaner

"""The processes of this machine, as far as tests look at them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

PATIENCE = 30.0  # seconds until what should happen has not happened


def children_of(parent: int) -> list[int]:
    every = (int(process.name) for process in Path("/proc").glob("[0-9]*"))
    return [pid for pid in every if _state(pid) == ("alive", parent)]


def alive(pid: int) -> bool:
    return _state(pid)[0] == "alive"


def _state(pid: int) -> tuple[str, int]:
    """Whether the process is alive, and its parent; one that has ended may wait for somebody to ask how."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "gone", 0
    state, parent = stat.rpartition(")")[2].split()[:2]
    return "ended" if state in "ZX" else "alive", int(parent)


def wait_for(condition: Callable[[], object], what: str) -> None:
    end = monotonic() + PATIENCE
    while not condition():
        assert monotonic() < end, what
        sleep(0.05)

"""What the kernel knows of a process: its CPU time, its resident size, its children. Linux only."""

from __future__ import annotations

import ctypes
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROC = Path("/proc")
PEAK, RESIDENT = "VmHWM", "VmRSS"


def supported() -> bool:
    """Whether this system tells what is asked here."""
    return (PROC / "self" / "clear_refs").exists()


def cpu_seconds(pid: int) -> float:
    """The CPU time that a process has used so far, all its threads (the ended ones too), without its children.

    Read from the process's CPU clock, whose number the kernel derives from the process id (``clock_getcpuclockid``).
    """
    return time.clock_gettime((~pid << 3) | 2)


def children(pid: int | str) -> list[int]:
    """The processes that ``pid``'s threads have started and that still run."""
    tasks = (PROC / str(pid) / "task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]


def family(pid: int) -> list[int]:
    """``pid`` and all that descend from it."""
    return [pid, *(each for child in children(pid) for each in family(child))]


@contextmanager
def pinned(measured: bool) -> Iterator[None]:
    """Keeps this process, and what it starts, to the core that is measured, or to all others.

    Processes on several cores that hand each other work wake each other where a core idles, and how quickly a machine
    comes back from that would be measured: the same pages then cost up to twice the CPU time.
    """
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    core = {max(before)}
    os.sched_setaffinity(0, core if measured else before - core or before)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def memory(pid: int | str = "self", what: str = RESIDENT) -> int:
    """The resident size in bytes, or its peak (``VmHWM``) since the start or the last ``forget_peak``."""
    return _bytes(PROC / str(pid) / "status", what)


def proportional(pid: int) -> int:
    """The resident size in bytes, of which memory that several processes share counts as its part for each."""
    return _bytes(PROC / str(pid) / "smaps_rollup", "Pss")


def own(pid: int) -> int:
    """The resident bytes that no other process shares."""
    return sum(_bytes(PROC / str(pid) / "smaps_rollup", what) for what in ("Private_Clean", "Private_Dirty"))


def _bytes(table: Path, what: str) -> int:
    for line in table.read_text().splitlines():
        name, _, value = line.partition(":")
        if name == what:
            return int(value.split()[0]) * 1024
    raise ValueError(f"{what} is not in {table}")


def give_back() -> None:
    """Has the C library give back to the kernel what it holds for later: the next page would grow into that unseen."""
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):  # GNU's has it
        trim(0)


def forget_peak() -> None:
    """Sets this process's peak to what it holds now."""
    (PROC / "self" / "clear_refs").write_text("5")

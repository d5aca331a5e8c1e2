"""``jingwen batch`` as a process of its own, and what it and all that it starts have used when it ends."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep

from benchmarks import processes
from benchmarks.pages import ROOT

ENTRANCE = "import sys; from jingwen.cli import main; sys.exit(main())"
# The CPU time of a process is what it was at the last look before its end.
LOOK, WEIGH = 0.02, 0.2
MOST_SECONDS = 3600.0


@dataclass(frozen=True)
class Spent:
    """Seconds by the clock and of CPU time, and the most bytes that were held at a time (0 where nobody weighed)."""

    wall: float
    cpu: float
    memory: int = 0

    def __sub__(self, other: Spent) -> Spent:
        return Spent(self.wall - other.wall, self.cpu - other.cpu, self.memory)


def batch(arguments: Sequence[str], entrance: str = ENTRANCE) -> list[str]:
    """The command line of ``jingwen batch`` with these arguments, by this Python and from these folders."""
    return [sys.executable, "-c", entrance, "batch", *arguments]


def started(command: Sequence[str], environ: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
    """``command``, started on the cores that this process has now; it hears and says nothing."""
    path = os.pathsep.join(filter(None, (str(ROOT), *sys.path)))
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": path, **(environ or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def spent(
    command: Sequence[str],
    *,
    measured: bool,
    well: Sequence[int] = (0,),
    weighed: bool = False,
    environ: Mapping[str, str] | None = None,
) -> Spent:
    """What ``command`` uses on the core that is measured, or on all, with all processes that descend from it.

    Raises ``SystemExit`` where its exit status is none of those that are ``well``.
    """
    begin = perf_counter()
    if measured:
        with processes.pinned(measured=True):
            process = started(command, environ)
    else:
        process = started(command, environ)
    used: dict[int, float] = {}
    memory, next_weighing = 0, begin
    with processes.pinned(measured=False):
        while process.poll() is None:
            with suppress(OSError):  # one of them has just ended
                family = processes.family(process.pid)
                used |= {pid: processes.cpu_seconds(pid) for pid in family}
                if weighed and perf_counter() > next_weighing:
                    memory = max(memory, sum(map(processes.proportional, family)))
                    next_weighing = perf_counter() + WEIGH
            sleep(LOOK)
    wall = perf_counter() - begin
    said = process.stderr.read().decode(errors="replace") if process.stderr else ""
    if process.returncode not in well:
        raise SystemExit(f"{command[0]} ended with status {process.returncode}, expected {well}: {said[-1000:]}")
    return Spent(wall, sum(used.values()), memory)


def first_row(command: Sequence[str], output: Path) -> float:
    """The seconds from the start of ``command`` until a first segment of its ``output`` is there; it is ended then."""
    begin, folder = perf_counter(), Path(f"{output}.parts")
    process = started(command)
    try:
        waited(process, lambda: any(folder.glob("*.rows")))
        return perf_counter() - begin
    finally:
        process.terminate()
        process.communicate()


def waited(process: subprocess.Popen[bytes], until: Callable[[], bool], every: float = LOOK) -> None:
    """Returns when ``until`` is true. Raises ``SystemExit`` where ``process`` ends before, or never comes to it."""
    end = perf_counter() + MOST_SECONDS
    while not until():
        if process.poll() is not None or perf_counter() > end:
            said = process.stderr.read().decode(errors="replace") if process.stderr else ""
            raise SystemExit(f"the command ended before it was expected, with {process.returncode}: {said[-1000:]}")
        sleep(every)

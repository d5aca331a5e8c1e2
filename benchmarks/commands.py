"""``jingwen batch`` as a process of its own, and what it and all that it starts have used when it ends."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryFile
from time import perf_counter, sleep

from benchmarks import processes
from benchmarks.pages import ROOT

ENTRANCE = "import sys; from jingwen.cli import main; sys.exit(main())"
# The CPU time of a process is what it was at the last look before its end.
LOOK, WEIGH = 0.02, 0.2


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


class Started:
    """``command``, started on the cores that this process has now; to be used by ``with``, which kills what still runs.

    What it says on standard error is kept: it must end, by itself, with one of the statuses that are ``well``.
    """

    def __init__(
        self, command: Sequence[str], environ: Mapping[str, str] | None = None, well: Sequence[int] = (0,)
    ) -> None:
        self._name, self._well = " ".join(command)[-200:], well
        self._said = TemporaryFile()  # noqa: SIM115  # closed by __exit__; a pipe would fill up
        path = os.pathsep.join(filter(None, (str(ROOT), *sys.path)))
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": path, **(environ or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._said,
        )
        self.pid = self._process.pid

    def __enter__(self) -> Started:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        self._said.close()

    def kill(self) -> None:
        """By SIGKILL."""
        self._process.kill()
        self._process.wait()

    @property
    def runs(self) -> bool:
        """Whether it still runs. Raises ``SystemExit`` where it has ended, and not well."""
        status = self._process.poll()
        if status is not None and status not in self._well:
            self._said.seek(0)
            text = self._said.read().decode(errors="replace")
            raise SystemExit(f"{self._name} ended with status {status}, expected one of {self._well}: {text[-1000:]}")
        return status is None


def spent(
    command: Sequence[str],
    *,
    measured: bool,
    weighed: bool = False,
    environ: Mapping[str, str] | None = None,
) -> Spent:
    """What ``command`` uses on the core that is measured, or on all, with all processes that descend from it.

    Raises ``SystemExit`` where it does not end well.
    """
    begin = perf_counter()
    with processes.pinned(measured=True) if measured else nullcontext():
        process = Started(command, environ)
    used: dict[int, float] = {}
    memory, next_weighing = 0, begin
    with process, processes.pinned(measured=False):
        while process.runs:
            with suppress(OSError, ValueError):  # one of them has just ended
                family = processes.family(process.pid)
                used |= {pid: processes.cpu_seconds(pid) for pid in family}
                if weighed and perf_counter() > next_weighing:
                    memory = max(memory, sum(map(processes.proportional, family)))
                    next_weighing = perf_counter() + WEIGH
            sleep(LOOK)
        return Spent(perf_counter() - begin, sum(used.values()), memory)


def first_row(command: Sequence[str], output: Path) -> float:
    """The seconds from the start of ``command`` until a first segment of its ``output`` is there; it is killed then."""
    folder = Path(f"{output}.parts")
    rmtree(folder, ignore_errors=True)
    begin = perf_counter()
    with Started(command) as process:
        waited(process, lambda: any(folder.glob("*.rows")))
        return perf_counter() - begin


def waited(process: Started, until: Callable[[], bool], every: float = LOOK) -> None:
    """Returns when ``until`` is true. Raises ``SystemExit`` where ``process`` ends before."""
    while not until():
        if not process.runs:
            raise SystemExit("the command ended before what was waited for had come")
        sleep(every)

"""``jingwen batch --executor``: the same run in tasks on a Ray or Slurm cluster, and the wait for their end."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from ..errors import InvalidOption
from ..options import named_once
from .clean import ended_in_order
from .console import complain, counted

if TYPE_CHECKING:
    from ..bulk.job import Job
    from ..bulk.source import Source
    from ..bulk.tasks import Run, Told
    from ..bulk.watching import Engine

LOCAL, RAY, SLURM = "local", "ray", "slurm"
EXECUTORS = (LOCAL, RAY, SLURM)
# So often it is said how far the tasks are, in seconds.
EVERY = 30.0


def check(asked: Namespace) -> None:
    """Raises ``InvalidOption`` for options of another executor than the one that is asked for."""
    if asked.executor == LOCAL:
        if asked.tasks is not None:
            raise InvalidOption(
                "--tasks is for --executor ray and slurm; --jobs says how many pages are cleaned at once",
                option="tasks",
            )
    elif asked.tasks is None:
        raise InvalidOption(
            f"--executor is {asked.executor}; --tasks N says in how many parts the run is divided", option="tasks"
        )
    elif asked.metrics_port is not None:
        raise InvalidOption(
            f"--metrics-port serves the counts of a local run; leave it out with --executor {asked.executor}",
            option="metrics_port",
        )
    if asked.slurm and asked.executor != SLURM:
        raise InvalidOption("--slurm is for --executor slurm", option="slurm")


def do(asked: Namespace, job: Job, found: Sequence[Source]) -> None:
    """Does the ``job``, which has begun, on the cluster. Raises ``UnfinishedRun`` where rows are missing at the end."""
    from ..bulk.tasks import Run, conclude
    from ..bulk.watching import watch

    run = Run(str(Path.cwd() / job.output), asked.tasks, asked.jobs or 1)
    engine = _engine(asked, run)
    run.begin(job, found)
    progress = _Progress()
    try:
        with ended_in_order():
            watch(run, engine, progress.heard)
    except (KeyboardInterrupt, SystemExit):
        complain(f"interrupted after {counted(job.segments.rows(), 'row')}; take the run up again with --resume")
        raise
    conclude(run, found)


def _engine(asked: Namespace, run: Run) -> Engine:
    if asked.executor == RAY:
        from ..bulk.on_ray import Ray

        return Ray(run)
    from ..bulk.opening import optional

    optional("datatrove", "--executor slurm", "slurm")
    from ..bulk.on_slurm import Slurm

    return Slurm(run, _asked_of_slurm(asked.slurm))


def _asked_of_slurm(options: Sequence[str]) -> dict[str, str]:
    """What ``--slurm partition=cpu`` says."""
    found = []
    for each in options:
        name, equals, value = each.partition("=")
        if not (name and equals and value) or "\n" in each:
            raise InvalidOption(
                f"--slurm is {each[:100]!r}; expected an option of sbatch, =, and its value: partition=cpu",
                option="slurm",
            )
        found.append((name.removeprefix("--"), value))
    return named_once("slurm", found)


class _Progress:
    """Says now and then how far the tasks are, where that has changed."""

    def __init__(self) -> None:
        self._next = monotonic() + EVERY
        self._said = ""

    def heard(self, told: Sequence[Told | None]) -> None:
        if (now := monotonic()) < self._next:
            return
        self._next = now + EVERY
        states = [task.state if task is not None else "waiting" for task in told]
        rows = sum(task.rows for task in told if task is not None)
        counts = ", ".join(f"{name} {states.count(name):,}" for name in dict.fromkeys(sorted(states)))
        if (line := f"tasks: {counts}; {rows:,} rows in this run") != self._said:
            self._said = line
            complain(line)

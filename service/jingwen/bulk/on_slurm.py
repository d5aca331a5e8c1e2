"""A run on a Slurm cluster, through datatrove."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from datatrove.executor.slurm import SlurmPipelineExecutor

from ..errors import InvalidOption
from .on_ray import GIGABYTES
from .part import Part, quietly
from .tasks import Run

# Jobs that are told to end have so many seconds for it.
STOP_SECONDS = 60.0
# Why a job waits that will wait for ever, as the cluster is: it asks for more than there is, or for what it may not.
HOPELESS = frozenset(
    "AccountNotAllowed BadConstraints InvalidAccount InvalidQOS PartitionConfig PartitionInactive PartitionNodeLimit "
    "PartitionTimeLimit QOSNotAllowed".split()
)


class Slurm:
    """Submits the tasks of a ``run`` as an array of jobs, with what ``asked`` says for sbatch: ``partition``, ``time``,
    ``mem-per-cpu`` ... The environment that this runs in must be where the nodes see it too."""

    poll = 5.0

    def __init__(self, run: Run, asked: Mapping[str, str]) -> None:
        self._run, self._asked = run, asked
        self._hopeless = False

    def start(self) -> None:
        quietly()
        executor = _Executor(
            [Part(self._run)],
            tasks=self._run.tasks,
            time=None,
            partition=None,
            qos=None,
            cpus_per_task=self._run.jobs,
            mem_per_cpu_gb=GIGABYTES,
            job_name=_called(self._run.name),
            env_command=f"export PATH={shlex.quote(str(Path(sys.executable).parent))}:$PATH",
            sbatch_args=dict(self._asked),
            logging_dir=str(self._run.engine),
            # A step of srun has one processor since Slurm 22.05, whatever the job has.
            with_srun=False,
        )
        try:
            executor.launch_job()  # run() would take this for a task, where it is inside of another job
        except FileNotFoundError:
            raise InvalidOption(
                "sbatch is not to be found for --executor slurm; start the run on a machine of the cluster",
                option="executor",
            ) from None
        except subprocess.CalledProcessError:
            raise InvalidOption(
                "sbatch refuses the tasks, for the reason above; --slurm partition=NAME, say, goes to it as it is",
                option="slurm",
            ) from None

    def over(self) -> bool:
        jobs = _jobs(self._run.name)
        before, self._hopeless = self._hopeless, bool(jobs) and all(_hopeless(*job) for job in jobs or ())
        if before and self._hopeless:
            reasons = ", ".join(sorted({reason for _, reason in jobs or ()}))
            raise InvalidOption(
                f"Slurm would let the tasks wait for ever ({reasons}): a task asks for {self._run.jobs} CPUs and "
                f"{self._run.jobs * GIGABYTES} GB; ask for fewer --jobs, or with --slurm for another partition, "
                "mem-per-cpu or time",
                option="jobs",
            )
        return jobs == []

    def stop(self) -> None:
        """Ends what is left of the jobs."""
        try:
            if _jobs(self._run.name) != []:
                _end(self._run.name)
        except FileNotFoundError:  # there is no Slurm
            pass


class _Executor(SlurmPipelineExecutor):  # type: ignore[misc]  # datatrove is not typed
    """Submits no further job to add up the counts, which stays for ever where a task fails, and says nothing to sbatch
    that was not asked for."""

    def launch_merge_stats(self) -> None:
        pass

    def get_sbatch_args(self, max_array: int = 1) -> dict[str, Any]:
        given = super().get_sbatch_args(max_array)
        return {name: value for name, value in given.items() if value is not None}


def _called(name: str) -> str:
    return f"jingwen-{name}"


def _hopeless(state: str, reason: str) -> bool:
    return state == "PENDING" and reason in HOPELESS


def _jobs(name: str) -> list[tuple[str, str]] | None:
    """The state of each job of that run that runs or waits, and why it waits; None where Slurm cannot be asked."""
    done = subprocess.run(
        ["squeue", "--noheader", f"--name={_called(name)}", "--format=%T %r"], capture_output=True, text=True
    )
    if done.returncode != 0:
        return None
    return [(state, reason) for state, _, reason in (line.partition(" ") for line in done.stdout.splitlines())]


def _end(name: str) -> None:
    """Ends all jobs of that run, and waits until they are gone."""
    subprocess.run(["scancel", f"--name={_called(name)}"], capture_output=True)
    until = monotonic() + STOP_SECONDS
    while _jobs(name) != [] and monotonic() < until:
        sleep(0.2)

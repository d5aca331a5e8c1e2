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
from .part import Part, quietly
from .ray import GIGABYTES
from .tasks import Run, earlier

# Jobs that are told to end have so many seconds for it.
STOP_SECONDS = 60.0


class Slurm:
    """Submits the tasks of a ``run`` as an array of jobs, with what ``asked`` says for sbatch: ``partition``, ``time``,
    ``mem-per-cpu`` ... The environment that this runs in must be where the nodes see it too."""

    poll = 5.0

    def __init__(self, run: Run, asked: Mapping[str, str]) -> None:
        self._run, self._asked = run, asked

    def start(self) -> None:
        quietly()
        for name in earlier(self._run.output):  # whoever waited for those may have been killed, and they went on
            if name != self._run.name:
                _end(name)
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
        return _none_left(self._run.name)

    def stop(self) -> None:
        """Ends what is left of the jobs, and waits until they are gone."""
        try:
            if not _none_left(self._run.name):
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


def _none_left(name: str) -> bool:
    """Whether Slurm knows of no job of that run that runs or waits. One that cannot be asked knows of some."""
    done = subprocess.run(
        ["squeue", "--noheader", f"--name={_called(name)}", "--format=%T"], capture_output=True, text=True
    )
    return done.returncode == 0 and not done.stdout.strip()


def _end(name: str) -> None:
    subprocess.run(["scancel", f"--name={_called(name)}"], capture_output=True)
    until = monotonic() + STOP_SECONDS
    while not _none_left(name) and monotonic() < until:
        sleep(0.2)

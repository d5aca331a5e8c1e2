"""A task of a run as a step of datatrove, whose executors hand it to Ray and Slurm."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from datatrove.pipeline.base import PipelineStep
from loguru import logger

from .tasks import Run


class Part(PipelineStep):  # type: ignore[misc]  # datatrove is not typed
    """Does the task of a ``run`` whose number is the rank; it reads the run's inputs and no documents.

    Not keyed by rank: what is done is known by the rows, so any number of tasks can take up what others have left.
    """

    name = "jingwen batch"
    type = "Extractor"

    def __init__(self, run: Run) -> None:
        super().__init__()
        self._run = run

    def run(self, data: Iterable[Any] | None = None, rank: int = 0, world_size: int = 1) -> None:
        """The task ``rank`` of the run. Raises where it does not come to its end."""
        if world_size != self._run.tasks:
            raise ValueError(f"the run has {self._run.tasks} tasks, not {world_size}")
        self._run.do(rank)


def quietly() -> None:
    """datatrove says nothing here of its own: who waits is told of the run, and each task has a log."""
    logger.disable("datatrove")

"""A run on a Ray cluster that is there already, through datatrove."""

from __future__ import annotations

import os
from threading import Thread
from typing import Any

from ..errors import InvalidOption
from .opening import optional
from .tasks import Run, UnfinishedRun

# For each page that is cleaned at once: the process that cleans it has up to JINGWEN_CHILD_MEMORY (400 MB) and what
# the page in work takes, and the task itself reads.
GIGABYTES = 2
STOP_SECONDS = 10.0


class Ray:
    """Starts the tasks of a ``run`` on the cluster that RAY_ADDRESS names, or that this machine is a part of.

    None is started here: it would listen on every address.
    """

    poll = 1.0

    def __init__(self, run: Run) -> None:
        self._run = run
        self._failed: Exception | None = None
        self._thread = Thread(target=self._execute, daemon=True)
        self._ray: Any = None

    def start(self) -> None:
        os.environ["RAY_ENABLE_AUTO_CONNECT"] = "0"  # what still asks when the run is over must start no cluster
        ray = self._ray = optional("ray", "--executor ray", "ray")
        pipeline = optional("datatrove.executor.ray", "--executor ray", "ray")
        from .part import Part, quietly

        quietly()
        try:
            ray.init(address="auto", log_to_driver=False, logging_level="ERROR")
        except ConnectionError:
            raise InvalidOption(
                "no Ray cluster is to be found for --executor ray; start one (ray start --head), or name it in "
                "RAY_ADDRESS",
                option="executor",
            ) from None
        _check_room(ray.nodes(), self._run.jobs)
        self._executor = pipeline.RayPipelineExecutor(
            [Part(self._run)],
            tasks=self._run.tasks,
            cpus_per_task=self._run.jobs,
            mem_per_cpu_gb=GIGABYTES,
            logging_dir=str(self._run.engine),
        )
        self._thread.start()

    def over(self) -> bool:
        if self._failed is not None:
            raise UnfinishedRun(f"Ray has ended the run: {self._failed}; --resume takes it up again") from self._failed
        return not self._thread.is_alive()

    def stop(self) -> None:
        """Ends the tasks: they end with the process that had them started."""
        if self._ray is not None:
            self._ray.shutdown()
        if self._thread.ident is not None:
            self._thread.join(STOP_SECONDS)

    def _execute(self) -> None:
        try:
            self._executor.run()
        except Exception as error:
            self._failed = error


def _check_room(nodes: list[dict[str, object]], jobs: int) -> None:
    """Raises ``InvalidOption`` where no node can ever hold a task: Ray would wait for one without a word."""
    need = {"CPU": float(jobs), "memory": float(jobs * GIGABYTES * 1024**3)}
    rooms = [_resources(node) for node in nodes if node["Alive"]]
    if any(all(room.get(what, 0) >= much for what, much in need.items()) for room in rooms):
        return
    largest = max(rooms, key=lambda room: (room.get("CPU", 0), room.get("memory", 0)), default={})
    raise InvalidOption(
        f"a task of {jobs} pages at once asks for {jobs} CPUs and {jobs * GIGABYTES} GiB, and the largest node of the "
        f"Ray cluster has {largest.get('CPU', 0):g} and {largest.get('memory', 0) / 1024**3:.1f}; ask for fewer --jobs",
        option="jobs",
    )


def _resources(node: dict[str, object]) -> dict[str, float]:
    found = node["Resources"]
    return found if isinstance(found, dict) else {}

"""How many processors there are to work with."""

from __future__ import annotations

import math
import os
from pathlib import Path


def processors() -> int:
    """The processors that this process may use, at least 1: its affinity, and a container's quota where one is set."""
    found = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text().split()
        return max(1, min(found, math.ceil(int(quota) / int(period))))
    except (OSError, ValueError):  # no cgroup v2 here, or no quota ("max")
        return found

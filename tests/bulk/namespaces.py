"""Programs in namespaces of their own: a network with nothing but a loopback, and processes that all end together.

What a cluster listens on is then seen by nobody else, and nothing that it started is left. That takes the rights of
root, on Linux.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 400.0  # seconds until a program that hangs is ended
# Where Debian has what only root calls.
PATH = f"{os.environ['PATH']}:/usr/sbin:/sbin"


def can_run(*commands: str) -> bool:
    """Whether that can be had here, and the ``commands``."""
    needed = ("unshare", "ip", *commands)
    return sys.platform == "linux" and os.geteuid() == 0 and all(shutil.which(name, path=PATH) for name in needed)


def run(script: str, environ: Mapping[str, str], folder: Path | None = None, patience: float = PATIENCE) -> str:
    """What a ``script`` of bash prints, errors included; programs in it find these folders' packages.

    Raises ``AssertionError`` where it fails, ``TimeoutExpired`` after ``patience`` seconds.
    """
    ended = subprocess.run(
        ["unshare", "-n", "-p", "-f", "--kill-child", "--mount-proc", "bash", "-c", f"ip link set lo up\n{script}"],
        env={
            **os.environ,
            "PATH": PATH,
            "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), *sys.path])),
            **environ,
        },
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=patience,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout[-5000:]
    return ended.stdout

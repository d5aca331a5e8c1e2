"""A Ray cluster of one node, for programs that tests run in it.

Ray listens on every address whatever it is told. So it runs in a network namespace of its own, with nothing but a
loopback, and in a process namespace, with which all that it started ends. That takes the rights of root, on Linux.
"""

from __future__ import annotations

import os
import secrets
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
PATIENCE = 200.0  # seconds until a program that hangs is ended
PORT = 8446
START = """
ip link set lo up
{ray} start --head --num-cpus {cpus} --node-ip-address 127.0.0.1 --port {port} --include-dashboard=false \
    --disable-usage-stats --temp-dir {temp} >{folder}/ray.log 2>&1 || {{ cat {folder}/ray.log; exit 70; }}
{program}
"""


def can_run() -> bool:
    """Whether a cluster can be started here."""
    return sys.platform == "linux" and os.geteuid() == 0 and all(map(shutil.which, ("unshare", "ip")))


def run(program: Sequence[str], folder: Path, cpus: int = 2) -> str:
    """What ``program`` prints, errors included, where ``RAY_ADDRESS`` is a new cluster; ``folder`` is a scratch one.

    Raises ``AssertionError`` where it fails.
    """
    token = folder / "token"
    token.write_text(secrets.token_hex(32), encoding="utf-8")
    token.chmod(0o600)
    (folder / "home").mkdir()
    environ = {
        **os.environ,
        "HOME": str(folder / "home"),
        "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), *sys.path])),
        "RAY_AUTH_MODE": "token",
        "RAY_AUTH_TOKEN_PATH": str(token),
        "RAY_ADDRESS": f"127.0.0.1:{PORT}",
    }
    # The name of a socket in it has at most 107 bytes: a temporary folder of a test is too long.
    with TemporaryDirectory(prefix="ray") as temp:
        script = START.format(
            ray=shlex.quote(str(Path(sys.executable).parent / "ray")),
            cpus=cpus,
            port=PORT,
            temp=temp,
            folder=shlex.quote(str(folder)),
            program=shlex.join(program),
        )
        ended = subprocess.run(
            ["unshare", "-n", "-p", "-f", "--kill-child", "--mount-proc", "bash", "-c", script],
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    assert ended.returncode == 0, ended.stdout[-5000:]
    return ended.stdout

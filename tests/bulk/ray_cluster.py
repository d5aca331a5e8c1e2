"""A Ray cluster of one node, for programs that tests run in it, in namespaces of its own: Ray listens on every address
whatever it is told."""

from __future__ import annotations

import secrets
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from . import namespaces

PORT = 8446
# It gives itself half a minute to start, which a busy machine may not have.
START = """
start() {{
    {ray} start --head --num-cpus {cpus} --node-ip-address 127.0.0.1 --port {port} --include-dashboard=false \
        --disable-usage-stats --temp-dir {temp} >{folder}/ray.log 2>&1 && return
    {ray} stop --force >/dev/null 2>&1
    return 1
}}
start || start || start || {{ cat {folder}/ray.log; exit 70; }}
{program}
"""


def can_run() -> bool:
    """Whether a cluster can be started here."""
    return namespaces.can_run()


def run(program: Sequence[str], folder: Path, cpus: int = 2, patience: float = namespaces.PATIENCE) -> str:
    """What ``program`` prints, errors included, run where ``RAY_ADDRESS`` is a new cluster; ``folder`` is scratch.

    Raises as :func:`namespaces.run` does.
    """
    token = folder / "token"
    token.write_text(secrets.token_hex(32), encoding="utf-8")
    token.chmod(0o600)
    (folder / "home").mkdir()
    environ = {
        "HOME": str(folder / "home"),
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
        return namespaces.run(script, environ, patience=patience)

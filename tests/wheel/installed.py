"""An environment of its own, what is installed in it, and the service started from there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import sleep

from ..web.live import Server, free_port

# What would lead Python or the service out of the environment; pip's own settings are the machine's, and stay.
FOREIGN = ("PYTHON", "VIRTUAL_ENV", "JINGWEN_", "PROMETHEUS_", "GUNICORN_", "COV", "HOST", "PORT", "WORKERS")


def environ(*first: Path, **changes: str) -> dict[str, str]:
    """The environment variables with ``first`` in front of the path, and nothing that leads elsewhere."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    path = os.pathsep.join([*map(str, first), inherited["PATH"]])
    return inherited | {"PATH": path, "PIP_DISABLE_PIP_VERSION_CHECK": "1"} | changes


def must(done: subprocess.CompletedProcess[bytes]) -> subprocess.CompletedProcess[bytes]:
    """``done``, which went well; an assertion with all that it said where it did not."""
    assert done.returncode == 0, f"{done.args}\n{done.stdout.decode()}\n{done.stderr.decode()}"
    return done


@dataclass(frozen=True)
class Environment:
    """A virtual environment. Commands in it run in ``folder``, which holds no source."""

    folder: Path

    @property
    def tools(self) -> Path:
        return self.folder / "bin"

    def run(self, tool: str, *arguments: str | Path, body: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [self.tools / tool, *arguments],
            cwd=self.folder,
            env=environ(self.tools),
            input=body,
            capture_output=True,
            check=False,
        )


def made(folder: Path) -> Environment:
    """A new environment in ``folder``, with the pip that the running Python brings."""
    must(subprocess.run([sys.executable, "-m", "venv", folder], env=environ(), capture_output=True, check=False))
    return Environment(folder)


@contextmanager
def serving(command: Sequence[str | Path], folder: Path, variables: Mapping[str, str]) -> Iterator[Server]:
    """The service that ``command`` starts in ``folder``, on a port of its own; told to stop, it has to stop well."""
    port = free_port()
    log = folder / "service.log"
    with log.open("wb") as out:
        own = {**variables, "HOST": "127.0.0.1", "PORT": str(port), "WORKERS": "1"}
        process = subprocess.Popen(command, cwd=folder, env=own, stdout=out, stderr=out)
        try:
            while b'"event":"ready"' not in log.read_bytes():
                assert process.poll() is None, log.read_text(encoding="utf-8")
                sleep(0.05)
            yield Server(process, port, log)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            status = process.wait()
    assert status == 0, log.read_text(encoding="utf-8")

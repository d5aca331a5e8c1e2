"""Another commit of this repository beside the code at hand: ``make bench ARGS="--against 99e89c8"``.

The commit is checked out into a temporary folder, where its own Makefile makes an environment of its own: what is timed
is that code with the libraries that it was written for. It takes the network, and half a minute.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from benchmarks.contenders import OFF, RULES, Contender, jingwen
from benchmarks.pages import ROOT, Page
from benchmarks.stopwatch import serve

MODES = {RULES: "packaged", OFF: "off"}


@contextmanager
def before(revision: str, root: Path = ROOT) -> Iterator[dict[str, Contender]]:
    """The contenders that are jingwen as it was at ``revision``, with its rules and without, by what they are called at
    hand (``RULES``, ``OFF``).

    Raises ``ValueError`` where the repository has no such commit or its environment cannot be made.
    """
    with TemporaryDirectory(prefix="jingwen-") as temporary:
        folder = Path(temporary)
        _check_out(revision, root, folder)
        _run("make", "-C", str(folder), ".venv/serve.stamp", cannot=f"make the environment of {revision}")
        python = folder / ".venv" / "bin" / "python"
        yield {name: _elsewhere(name, f"{name} at {revision}", rules, python) for name, rules in MODES.items()}


def _check_out(revision: str, root: Path, folder: Path) -> None:
    commit = f"{revision}^{{commit}}"
    _run("git", "-C", str(root), "rev-parse", "--verify", "--quiet", commit, cannot=f"find the commit {revision!r}")
    packed = folder / "checkout.tar"
    _run("git", "-C", str(root), "archive", f"--output={packed}", commit, cannot=f"check out {revision}")
    _run("tar", "-xf", str(packed), "-C", str(folder), cannot=f"check out {revision}")


def _run(*command: str, cannot: str) -> None:
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        said = done.stdout.strip()[-800:] or f"exit status {done.returncode}, and no word of why"
        raise ValueError(f"cannot {cannot}: {' '.join(command[:2])} says: {said}")


def _elsewhere(name: str, called: str, rules: str, python: Path) -> Contender:
    at_hand = jingwen(name, rules)
    return Contender(called, at_hand.prepare, at_hand.version, command=(str(python), "-m", __name__, name))


def main(arguments: list[str]) -> None:
    """Times pages with the jingwen of this environment: its name, and the number of the pipe over which the pages and
    then their places come."""
    name, pipe = arguments
    here = Connection(int(pipe))
    pages: list[Page] = here.recv()
    serve(here, jingwen(name, MODES[name]), pages, process_time)


if __name__ == "__main__":
    main(sys.argv[1:])

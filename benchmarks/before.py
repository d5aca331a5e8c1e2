"""Another commit of this repository, or another Python, beside what is at hand: ``make bench ARGS="--against 99e89c8"``
and ``make bench-pythons ARGS=python3.14``.

A commit is checked out into a temporary folder, where its own Makefile makes an environment of its own: what is timed
is that code with the libraries that it was written for. For another Python the Makefile at hand makes a temporary
environment around the code at hand. Either takes the network, and half a minute.
"""

from __future__ import annotations

import platform
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from benchmarks.contenders import OFF, RULES, Contender, jingwen
from benchmarks.pages import ROOT, Page
from benchmarks.stopwatch import serve

PYTHON = Path(".venv", "bin", "python")
MODES = {RULES: "packaged", OFF: "off"}


@contextmanager
def before(revision: str, root: Path = ROOT) -> Iterator[dict[str, Contender]]:
    """The contenders that are jingwen as it was at ``revision``, with its rules and without, by what they are called at
    hand (``RULES``, ``OFF``).

    Raises ``ValueError`` where the repository has no such commit or its environment cannot be made.
    """
    with checked_out(revision, root) as folder:
        python = folder / PYTHON
        yield {name: _elsewhere(name, f"{name} at {revision}", rules, python) for name, rules in MODES.items()}


@contextmanager
def checked_out(revision: str, root: Path = ROOT) -> Iterator[Path]:
    """A folder with the checkout of ``revision`` and its environment, in which ``PYTHON`` is.

    Raises ``ValueError`` where the repository has no such commit or its environment cannot be made.
    """
    with TemporaryDirectory(prefix="jingwen-") as temporary:
        folder = Path(temporary)
        _check_out(revision, root, folder)
        _run("make", "-C", str(folder), ".venv/serve.stamp", cannot=f"make the environment of {revision}")
        yield folder


@contextmanager
def interpreters(pythons: Sequence[str], root: Path = ROOT) -> Iterator[dict[str, Contender]]:
    """The contenders that are jingwen at hand under other ``pythons``, commands or paths, by their versions.

    Raises ``ValueError`` where the environment of one cannot be made, and where two are of one version.
    """
    with TemporaryDirectory(prefix="jingwen-") as temporary:
        found: dict[str, Contender] = {}
        for number, python in enumerate(pythons):
            venv = Path(temporary) / str(number)
            make = ("make", "-C", str(root), f"VENV={venv}", f"PYTHON={python}", f"{venv}/serve.stamp")
            _run(*make, cannot=f"make an environment of {python}")
            there = venv / "bin" / "python"
            version = _run(
                str(there), "-c", "import platform; print(platform.python_version())", cannot="start it"
            ).strip()
            if version in (*found, platform.python_version()):
                raise ValueError(f"{python} is Python {version}, of which there is one already")
            found[version] = _elsewhere(RULES, f"{RULES}, Python {version}", MODES[RULES], there)
        yield found


def _check_out(revision: str, root: Path, folder: Path) -> None:
    commit = f"{revision}^{{commit}}"
    _run("git", "-C", str(root), "rev-parse", "--verify", "--quiet", commit, cannot=f"find the commit {revision!r}")
    packed = folder / "checkout.tar"
    _run("git", "-C", str(root), "archive", f"--output={packed}", commit, cannot=f"check out {revision}")
    _run("tar", "-xf", str(packed), "-C", str(folder), cannot=f"check out {revision}")


def _run(*command: str, cannot: str) -> str:
    """What the command prints."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        said = done.stdout.strip()[-800:] or f"exit status {done.returncode}, and no word of why"
        raise ValueError(f"cannot {cannot}: {' '.join(command[:2])} says: {said}")
    return done.stdout


def _elsewhere(name: str, called: str, rules: str, python: Path) -> Contender:
    at_hand = jingwen(name, rules)
    # -E: a PYTHONPATH that leads to the code at hand would have that timed in the other's place.
    return Contender(called, at_hand.prepare, at_hand.version, command=(str(python), "-E", "-m", __name__, name))


def main(arguments: list[str]) -> None:
    """Times pages with the jingwen of this environment: its name, and the number of the pipe over which the pages and
    then their places come."""
    name, pipe = arguments
    here = Connection(int(pipe))
    pages: list[Page] = here.recv()
    serve(here, jingwen(name, MODES[name]), pages, process_time)


if __name__ == "__main__":
    main(sys.argv[1:])

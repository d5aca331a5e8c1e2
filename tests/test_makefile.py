"""``make``: what it removes, lists and says. The targets themselves are used by CI."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="there is no make")

# Stands in for a Python: it is new enough, and makes environments whose Python does whatever it is asked.
PYTHON = """#!/bin/sh
case "$*" in
  --version) echo "Python 3.99.0" ;;
  "-m venv"*) mkdir -p .venv/bin && printf '#!/bin/sh\\n' > .venv/bin/python && chmod +x .venv/bin/python ;;
esac
"""


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(
        ["make", *arguments], cwd=folder, env=environ, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout as far as the Makefile looks at it, below a temporary folder."""
    for name in ("service", "tests", "quality", "benchmarks"):
        assert (ROOT / name).is_dir()
        (tmp_path / name).mkdir()
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def contents(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*")}


def test_clean_removes_what_was_made_and_nothing_else(checkout: Path) -> None:
    before = contents(checkout)
    for name in (".venv/bin", "dist", "htmlcov", "service/jingwen/__pycache__", "benchmarks/__pycache__"):
        (checkout / name).mkdir(parents=True)
        (checkout / name / "made").touch()
    (checkout / "service" / "jingwen" / "new.py").touch()
    (checkout / ".coverage").touch()
    done = make(checkout, "clean")
    assert (done.returncode, done.stderr) == (0, "")
    assert contents(checkout) - before == {Path("service/jingwen"), Path("service/jingwen/new.py")}
    assert before <= contents(checkout)


def test_clean_succeeds_where_nothing_was_made(checkout: Path) -> None:
    before = contents(checkout)
    done = make(checkout, "clean")
    assert (done.returncode, done.stderr) == (0, "")
    assert contents(checkout) == before


def test_help_lists_every_target() -> None:
    targets = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    listed = re.findall(r"^  make (\S+) +\S", make(ROOT, "help").stdout, re.MULTILINE)
    assert {name for line in targets for name in line.split()} == {*listed, "lock-files"}


def test_a_first_run_tells_its_steps_and_the_next_is_silent(checkout: Path) -> None:
    python = checkout / "python"
    python.write_text(PYTHON, encoding="utf-8")
    python.chmod(0o755)
    first, second = (make(checkout, ".venv/serve.stamp", f"PYTHON={python}") for _ in range(2))
    assert (first.returncode, first.stdout) == (0, "")
    locks = [(ROOT / "requirements" / lock).read_text(encoding="utf-8") for lock in ("runtime.lock", "build.lock")]
    packages = len([line for lock in locks for line in lock.splitlines() if "==" in line])  # a marker has one, too
    assert first.stderr.splitlines() == [
        "Making the environment .venv with Python 3.99.0 ...",
        f"Installing {packages} packages from requirements/runtime.lock requirements/build.lock ...",
        "Installing jingwen itself, from this folder ...",
    ]
    assert (second.returncode, second.stderr) == (0, "")
    assert "Installing" not in second.stdout

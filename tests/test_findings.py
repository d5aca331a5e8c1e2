"""The scripts in findings/ have the form that CONTRIBUTING.md asks for; ``make findings`` says whether they hold."""

from __future__ import annotations

import os
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "findings"
SCRIPTS = sorted(FOLDER.glob("*.sh"))

FIELDS = ("What", "With", "Behaviour", "Matters")
INSTALL = re.compile(r"\binstall\b((?:\\\n|[^\n\"#>;])*)")
PIN = re.compile(r"[\w.-]+==[\w.]+")
INDEX = re.compile(
    r"(?<!unix)://(?!(?:[\w-]+\.)?example\.(?:com|cn|net|org)\b)|--(?:extra-)?index|--find-links|--trusted"
)
ROW = re.compile(r"^\| \[([\w-]+)\]\(\1\.sh\) \| ([^|]+) \| ([^|]+) \| [^|]+ \|$", re.MULTILINE)

every_script = pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)


def header(script: Path) -> str:
    return script.read_text(encoding="utf-8").partition("\nset -euo pipefail\n")[0]


def field(script: Path, name: str) -> str:
    found = re.search(rf"^# {name}: (.+(?:\n#   .+)*)", header(script), re.MULTILINE)
    return found[1].replace("\n#  ", "") if found else ""


def installed(script: Path) -> list[str]:
    """What pip is asked for, options aside."""
    code = script.read_text(encoding="utf-8").removeprefix(header(script))
    words = [word for call in INSTALL.findall(code) for word in call.replace("\\\n", " ").split()]
    return [word for word in words if not word.startswith("-")]


@cache
def rows() -> dict[str, tuple[str, str]]:
    """By script: what surprised and the versions, as the table says them."""
    table = (FOLDER / "README.md").read_text(encoding="utf-8")
    return {name: (what, versions) for name, what, versions in ROW.findall(table)}


def test_the_table_lists_every_script_and_no_other() -> None:
    assert SCRIPTS
    assert [*rows()] == [script.stem for script in SCRIPTS]


@every_script
def test_a_script_can_be_run(script: Path) -> None:
    assert os.access(script, os.X_OK)
    checked = subprocess.run(["bash", "-n", script], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")


@every_script
def test_the_header_says_what_was_seen_and_the_run_is_held_against_it(script: Path) -> None:
    assert [name for name in FIELDS if not field(script, name)] == []
    assert re.search(r"^# > .", header(script), re.MULTILINE)
    assert script.read_text(encoding="utf-8").endswith("""diff <(sed -n 's/^# > //p' "$0") "$folder/seen"\n""")


@every_script
def test_the_folder_is_temporary(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    assert "folder=$(mktemp -d)\ntrap 'rm -rf \"$folder\"' EXIT\n" in text


@every_script
def test_every_package_is_pinned(script: Path) -> None:
    assert installed(script)
    assert [name for name in installed(script) if not PIN.fullmatch(name)] == []


@every_script
def test_no_package_comes_from_a_named_place(script: Path) -> None:
    assert INDEX.search(script.read_text(encoding="utf-8")) is None


@every_script
def test_the_versions_named_are_those_installed(script: Path) -> None:
    """The table may leave out the parser below and pip; it names nothing that is not in the script."""
    named = field(script, "With").partition(";")[0].split(", ")
    assert {name.replace(" ", "==") for name in named} <= {*installed(script)}
    what, versions = rows()[script.stem]
    assert what.replace("`", "") == field(script, "What")
    assert {*versions.split(", ")} <= {*named}


@every_script
def test_lines_fit(script: Path) -> None:
    lines = script.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if len(line) > 120 or line != line.rstrip()] == []
    assert len(lines) <= 80

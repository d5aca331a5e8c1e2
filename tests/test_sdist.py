"""The source distribution holds all that the repository does: its documents lead somewhere, a wheel can be made."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = ("README.md", "README.zh.md", "CONTRIBUTING.md", *(f"docs/{path.name}" for path in ROOT.glob("docs/*.md")))

FENCE = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?![a-z]+:|#)([^)#\s]+)[^)]*\)")


def build(target: str, source: Path, folder: Path) -> Path:
    """The ``target`` (``sdist`` or ``wheel``) of ``source``, made by the locked build backend without a network."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder)]
    subprocess.run(command, cwd=source, capture_output=True, check=True)
    (path,) = folder.iterdir()
    return path


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(build("sdist", ROOT, tmp_path_factory.mktemp("sdist"))) as archive:
        archive.extractall(folder, filter="data")
    (path,) = folder.iterdir()
    return path


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_of_a_document_leads_somewhere(unpacked: Path, name: str) -> None:
    document = unpacked / name
    links = set(LINK.findall(FENCE.sub("", document.read_text(encoding="utf-8"))))
    assert links, "no link was found; is it still written [text](path)?"
    assert {link for link in links if not (document.parent / link).exists()} == set()


@pytest.mark.skipif(not (ROOT / ".git").exists() or not shutil.which("git"), reason="not a checkout")
def test_it_holds_what_is_under_version_control(unpacked: Path) -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    tracked = {name for name in listed.stdout.split("\0") if (ROOT / name).is_file()}
    missing = {name for name in tracked if not (unpacked / name).is_file()}
    assert missing == set(), "name it in pyproject.toml, under tool.hatch.build.targets.sdist"


def test_a_wheel_made_from_it_is_the_checkouts(unpacked: Path, tmp_path: Path) -> None:
    wheels = [build("wheel", source, tmp_path / name) for name, source in (("here", ROOT), ("there", unpacked))]
    here, there = ({item.filename: item.CRC for item in zipfile.ZipFile(wheel).infolist()} for wheel in wheels)
    assert here == there

"""The files beside the code are found in a checkout and in an installed wheel."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from jingwen import resources

ROOT = Path(__file__).parents[1]

PRINT_RESOURCES = """
import json
from jingwen import resources
print(json.dumps([str(f()) for f in (resources.rules_directory, resources.openapi_file, resources.gunicorn_config)]))
"""


def test_a_checkout_is_used_in_place() -> None:
    assert resources.rules_directory() == ROOT / "rules"
    assert resources.openapi_file() == ROOT / "openapi.yaml"
    assert resources.gunicorn_config() == ROOT / "service" / "gunicorn.conf.py"


def test_an_incomplete_installation_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "PACKAGE", tmp_path / "site")
    monkeypatch.setattr(resources, "CHECKOUT", tmp_path)
    with pytest.raises(FileNotFoundError, match="install jingwen again"):
        resources.rules_directory()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of this checkout, made by the locked build backend without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    (path,) = folder.glob("jingwen-*.whl")
    return path


def test_a_wheel_carries_what_the_checkout_has(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    code = {str(path.relative_to(ROOT / "service")) for path in (ROOT / "service" / "jingwen").rglob("*.py")}
    rules = {f"jingwen/packaged_rules/{path.name}" for path in (ROOT / "rules").glob("*.yaml")}
    assert rules
    assert code | rules | {"jingwen/openapi.yaml", "jingwen/gunicorn.conf.py", "jingwen/py.typed"} <= names
    assert not {name for name in names if name.startswith("tests/") or "__pycache__" in name}


def test_a_wheel_finds_its_own_files(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", PRINT_RESOURCES],
        cwd=tmp_path,  # with -c, the first place where Python looks for jingwen
        capture_output=True,
        text=True,
        check=True,
    )
    package = tmp_path / "jingwen"
    assert json.loads(done.stdout) == [
        str(package / "packaged_rules"),
        str(package / "openapi.yaml"),
        str(package / "gunicorn.conf.py"),
    ]

"""The examples of docs/engines.md print what the page says, where the packages are installed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ..test_readme import EXAMPLE, read

ROOT = Path(__file__).parents[2]
EXAMPLES = [example for example in EXAMPLE.finditer(read("docs/engines.md")) if example["kind"] == "python"]


@pytest.mark.parametrize("number", range(3))
def test_an_example(number: int) -> None:
    code, printed = EXAMPLES[number]["code"], EXAMPLES[number]["printed"]
    for package in ("pandas", "polars"):
        if f"import {package}" in code:
            pytest.importorskip(package, reason=f"{package} is not installed")
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert (ended.stdout, ended.stderr) == (printed, "")


def test_each_example_is_tried() -> None:
    assert len(EXAMPLES) == 3

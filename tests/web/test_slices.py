"""The slice of time that a child asks the kernel for."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

# Linux tells a process's slice, in ns, among what it tells of its scheduling.
SHOW = """
import os, re
from pathlib import Path
from jingwen.web import slices
os.nice(3)
{}
told = Path("/proc/self/sched").read_text()
print(*re.findall(r"^se\\.slice +: +(\\d+)", told, re.M), os.nice(0))
"""


def shown(code: str) -> list[int]:
    done = subprocess.run([sys.executable, "-c", SHOW.format(code)], capture_output=True, text=True, check=True)
    return [int(word) for word in done.stdout.split()]


def kernel() -> tuple[int, ...]:
    return tuple(int(part) for part in platform.release().split(".")[:2] if part.isdigit())


@pytest.mark.skipif(sys.platform != "linux" or kernel() < (6, 12), reason="a kernel that knows of no slices")
def test_the_slice_is_as_asked_and_nothing_else_has_changed() -> None:
    before = shown("")
    if len(before) < 2 or platform.machine() not in ("x86_64", "aarch64"):
        pytest.skip("a kernel that does not tell the slice")
    assert shown("slices.lengthen()") == [20_000_000, before[-1]]
    assert shown("slices.lengthen(0.05)") == [50_000_000, before[-1]]


@pytest.mark.parametrize("machine", ["", "sparc64"])
def test_another_machine_stays_as_it_is(machine: str) -> None:
    code = f"slices.platform.machine = lambda: {machine!r}; slices.ctypes = None; slices.lengthen()"
    subprocess.run([sys.executable, "-c", f"from jingwen.web import slices; {code}"], check=True)

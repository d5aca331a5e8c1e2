"""Large blocks are given back to the system, however many small ones were made between them."""

from __future__ import annotations

import ctypes
import subprocess
import sys

import pytest

from benchmarks import processes

MEGABYTES = 4
# A block of 20 MB that is freed is where the C library learns to keep such blocks.
PROGRAM = f"""
import sys
from benchmarks import processes
from jingwen.allocation import give_back_large

if sys.argv[1] == "given back":
    give_back_large()
learnt = bytes(20_000_000)
del learnt
before = processes.memory()
large, small = [], []
for _ in range(20):
    large.append(b"x" * ({MEGABYTES} * 1_048_576))
    small.append(b"x" * 100_000)
del large
print(processes.memory() - before)
"""


@pytest.mark.skipif(
    not processes.supported() or not hasattr(ctypes.CDLL(None), "mallopt"), reason="this C library has no mallopt"
)
def test_large_blocks_are_given_back() -> None:
    kept = {how: int(subprocess.check_output([sys.executable, "-c", PROGRAM, how])) for how in ("kept", "given back")}
    assert kept["given back"] < 10 * MEGABYTES * 1_048_576 < kept["kept"]

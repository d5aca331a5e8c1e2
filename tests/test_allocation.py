"""All threads of a worker take memory from one heap."""

from __future__ import annotations

import ctypes
import subprocess
import sys

import pytest

HEAPS = """
import ctypes, sys, tempfile, threading
from jingwen.allocation import one_heap

if sys.argv[1] == "one":
    one_heap()
threads = [threading.Thread(target=lambda: bytes(100_000)) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
libc = ctypes.CDLL(None)
with tempfile.NamedTemporaryFile() as file:
    libc.fopen.restype = ctypes.c_void_p
    stream = ctypes.c_void_p(libc.fopen(file.name.encode(), b"w"))
    libc.malloc_info(0, stream)
    libc.fclose(stream)
    print(file.read().count(b"<heap nr="))
"""


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "mallopt"), reason="this C library has no mallopt")
def test_threads_have_one_heap() -> None:
    heaps = {how: int(subprocess.check_output([sys.executable, "-c", HEAPS, how])) for how in ("many", "one")}
    assert heaps["one"] == 1 < heaps["many"]

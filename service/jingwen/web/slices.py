"""How long a process may work before the kernel has another one take its turn on the same processor."""

from __future__ import annotations

import ctypes
import platform
import struct
import sys

# Most pages are done within one. Two children that share a processor and change over every 1 to 3 ms, which is the
# kernel's own measure, find their caches cold each time: a page then took a twentieth to a tenth longer.
SLICE = 0.02
# From <linux/sched/types.h>: size, policy, flags, nice, priority, and three times in ns, of which the first is the
# slice of a process without a deadline. Linux heeds it from 6.12 on, and takes 0.1 to 100 ms.
ATTRIBUTES = struct.Struct("=IIQiIQQQ")
RUNTIME = 5
# The numbers of sched_getattr and sched_setattr, for which most C libraries have no function.
CALLS = {"x86_64": (315, 314), "aarch64": (275, 274)}


def lengthen(seconds: float = SLICE) -> None:
    """Ask for a slice of ``seconds`` for this process. Where the kernel does not know of that, all stays as it is."""
    calls = CALLS.get(platform.machine())
    if sys.platform != "linux" or sys.maxsize < 2**32 or calls is None:
        return
    get, put = calls
    kernel, held = ctypes.CDLL(None), ctypes.create_string_buffer(ATTRIBUTES.size)
    if kernel.syscall(get, 0, held, ATTRIBUTES.size, 0) == 0:
        wanted = [*ATTRIBUTES.unpack(held.raw)]
        wanted[RUNTIME] = round(seconds * 1e9)
        kernel.syscall(put, 0, ATTRIBUTES.pack(*wanted), 0)

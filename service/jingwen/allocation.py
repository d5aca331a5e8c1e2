"""What large bodies took of the memory, given back to the system when they are gone."""

from __future__ import annotations

import ctypes

MMAP_THRESHOLD = -3  # M_MMAP_THRESHOLD of <malloc.h>
LARGE = 1_048_576  # bytes; most pages are smaller, and handed on without a word to the kernel


def give_back_large() -> None:
    """Have the C library ask the system for each block of a megabyte and more by itself, and give it back at its end.

    GNU's does so only until it frees one: from then on, blocks up to that size (32 MB at most) lie among the small ones
    and stay when they are free. A worker through which 100,000 lines of a stream had gone, a few of them of 12 MB, held
    170 MB and went on growing; this way it holds 42. Nothing is done where the C library is another.
    """
    if mallopt := getattr(ctypes.CDLL(None), "mallopt", None):
        mallopt(MMAP_THRESHOLD, LARGE)

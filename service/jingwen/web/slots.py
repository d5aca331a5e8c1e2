"""Worker slots: small numbers that name a worker's metric files, so that the next worker counts on in them.

By process id, which is prometheus_client's default, every recycled worker would leave its files behind for ever.
"""

from __future__ import annotations

import atexit
import fcntl
import os
import shutil
import tempfile
from itertools import count
from pathlib import Path

from prometheus_client import values

DIRECTORY = "PROMETHEUS_MULTIPROC_DIR"  # prometheus_client's own variable, which decides where its values live
LOCK = "slot-{}.lock"


def share() -> None:
    """Make sure that there is a directory for the workers' files, without those of an earlier run.

    To be called once, in the process that will start the workers. Where the environment names no directory, a
    temporary one is made and named there, and removed when this process ends.
    """
    if named := os.environ.get(DIRECTORY):
        Path(named).mkdir(parents=True, exist_ok=True)
        _clear(Path(named))
        return
    made = tempfile.mkdtemp(prefix="jingwen-metrics-")
    os.environ[DIRECTORY] = made
    atexit.register(_remove, made, os.getpid())


def claim() -> int:
    """Take the lowest free slot of the shared directory; this process's metrics go to that slot's files from now on.

    To be called once in each worker, before any metric is made. A slot is held by a lock that the kernel takes back
    when the process ends, however it ends, so no two workers share one, even while a reload runs old beside new.
    """
    directory = Path(os.environ[DIRECTORY])
    slot = next(n for n in count() if _locked(directory / LOCK.format(n)))
    # prometheus_client leaves this function untyped
    values.ValueClass = values.MultiProcessValue(lambda: slot)  # type: ignore[no-untyped-call]
    return slot


def _clear(directory: Path) -> None:
    """Remove the metric files of an earlier run, except those of slots that are held."""
    for file in directory.glob("*.db"):
        lock = directory / LOCK.format(file.stem.rpartition("_")[2])
        descriptor = _lock(lock)
        if descriptor is not None:
            file.unlink(missing_ok=True)
            os.close(descriptor)


def _remove(directory: str, owner: int) -> None:
    if os.getpid() == owner:  # a worker inherits this at its fork and must not do it at its own end
        shutil.rmtree(directory, ignore_errors=True)


def _locked(path: Path) -> bool:
    """Whether the lock is now this process's. The descriptor stays open: closing it would give the slot back."""
    return _lock(path) is not None


def _lock(path: Path) -> int | None:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor

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

from ..settings import check_folder
from . import logs

DIRECTORY = "PROMETHEUS_MULTIPROC_DIR"  # prometheus_client's own variable, which decides where its values live
LOCK = "slot-{}.lock"
GAUGES = "gauge_*.db"
# prometheus_client keeps a file for each of these; no metric of ours is of another kind.
KINDS = ("counter", "histogram", "gauge_livesum")
# A value takes about 200 bytes, and a file has a few hundred of them, and two for each rule file.
ROOM = 524_288
ROOM_FOR_RULE = 1024


def share() -> None:
    """Make sure that there is a directory for the workers' files, without those of an earlier run.

    To be called once, in the process that will start the workers. Where the environment names no directory, a
    temporary one is made and named there, and removed when this process ends. Where none can be made, there is none.
    Raises ``SettingError`` where the one that is named is not there.
    """
    try:
        if named := os.environ.get(DIRECTORY):
            check_folder(DIRECTORY, named)
            _clear(Path(named), "*.db")
            return
        made = tempfile.mkdtemp(prefix="jingwen-metrics-")
    except OSError as error:
        _alone(error)
        return
    os.environ[DIRECTORY] = made
    atexit.register(_remove, made, os.getpid())


def claim(rules: int = 0) -> int | None:
    """Take the lowest free slot of the shared directory; this process's metrics go to that slot's files from now on.

    To be called once in each worker, before any metric is made. A slot is held by a lock that the kernel takes back
    when the process ends, however it ends, so no two workers share one, even while a reload runs old beside new.
    ``rules`` is the number of rule files, which decides how much room the files get. Returns None where there is no
    directory, or no room in it: the worker then counts for itself alone.
    """
    try:
        directory = Path(os.environ[DIRECTORY])
        _clear(directory, GAUGES)  # of workers that are gone: what they last were is not what is now
        # The descriptor stays open: closing it would give the slot back.
        slot = next(n for n in count() if hold(directory / LOCK.format(n)) is not None)
        for kind in KINDS:
            _reserve(directory / f"{kind}_{slot}.db", ROOM + rules * ROOM_FOR_RULE)
    except KeyError:
        return None
    except OSError as error:
        _alone(error)
        return None
    # prometheus_client leaves this function untyped
    values.ValueClass = values.MultiProcessValue(lambda: slot)  # type: ignore[no-untyped-call]
    return slot


def _alone(error: OSError) -> None:
    os.environ.pop(DIRECTORY, None)
    values.ValueClass = values.MutexValue
    logs.event("metrics_not_shared", error=os.strerror(error.errno or 0))


def _reserve(file: Path, room: int) -> None:
    """Give ``file`` its ``room`` on the disk now. It will be mapped into memory, and a write to a mapped page that the
    disk has no room for any more kills the process."""
    if file.exists():  # of the slot's last worker, which may have had fewer rules
        _widen(file, os.O_RDWR, room)
        return
    part = file.with_suffix(".part")
    try:
        _widen(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, room)
        part.rename(file)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _widen(file: Path, flags: int, room: int) -> None:
    descriptor = os.open(file, flags | os.O_CLOEXEC, 0o600)
    try:
        more = room - os.fstat(descriptor).st_size
        if more <= 0:
            return
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(descriptor, 0, room)
        else:
            os.lseek(descriptor, 0, os.SEEK_END)
            os.write(descriptor, bytes(more))
    finally:
        os.close(descriptor)


def _clear(directory: Path, pattern: str) -> None:
    """Remove the metric files of workers that are gone: those of slots that nobody holds."""
    for file in directory.glob(pattern):
        descriptor = hold(directory / LOCK.format(file.stem.rpartition("_")[2]))
        if descriptor is not None:
            file.unlink(missing_ok=True)
            os.close(descriptor)


def _remove(directory: str, owner: int) -> None:
    if os.getpid() == owner:  # a worker inherits this at its fork and must not do it at its own end
        shutil.rmtree(directory, ignore_errors=True)


def hold(path: Path) -> int | None:
    """The lock at ``path``, as a descriptor to keep open for as long as it is held; None where another has it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor

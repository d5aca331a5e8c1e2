"""Pages that a child was killed for or died of: told in the log by their hash, and kept where a folder is named.

The folder is made by whoever named it, never here: one that is made in a container's own file system, as the volume is
not there, is a place where nobody looks and whose room nobody counts.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from threading import get_ident

SUFFIX = ".page"


class Quarantine:
    """Keeps the newest ``most`` pages in ``folder``; with ``""`` it keeps none. No failure of the disk gets out.

    ``event`` is told of each, by hash and size.
    """

    def __init__(self, folder: str, most: int, event: Callable[..., None]) -> None:
        self._folder = Path(folder) if folder else None
        self._most = most
        self._event = event

    def keep(self, body: bytes | str, reason: str) -> None:
        """Tell the hash and size of ``body`` and keep its bytes."""
        page = body.encode() if isinstance(body, str) else body
        digest = sha256(page).hexdigest()
        self._event("page_killed", reason=reason, sha256=digest, bytes=len(page))
        if self._folder is None:
            return
        try:
            _write(self._folder, digest, page)
            self._forget(self._folder)
        except OSError as error:
            self._event("quarantine_failed", sha256=digest, error=os.strerror(error.errno or 0))

    def _forget(self, folder: Path) -> None:
        """Remove all but the newest pages. Other workers may be at it as well."""
        ages = []
        for file in folder.glob(f"*{SUFFIX}"):
            with suppress(FileNotFoundError):
                ages.append((file.stat().st_mtime_ns, file))
        for _, file in sorted(ages)[: -self._most]:
            file.unlink(missing_ok=True)


def _write(folder: Path, digest: str, page: bytes) -> None:
    """Under another name first, so that nobody takes a part for the whole."""
    part = folder / f"{digest}.{os.getpid()}.{get_ident()}.part"
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(page)
        part.replace(folder / f"{digest}{SUFFIX}")
    except OSError:
        part.unlink(missing_ok=True)
        raise

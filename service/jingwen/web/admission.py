"""Admission: how many requests may be under way at once; one more is turned away before its body is read."""

from __future__ import annotations

from threading import Lock
from types import TracebackType

from ..errors import Overloaded


class Admission:
    """A place for each of ``most`` requests, held by ``with``; raises ``Overloaded`` at once where none is left."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._under_way = 0
        self._lock = Lock()

    def __enter__(self) -> None:
        with self._lock:
            if self._under_way >= self._most:
                raise Overloaded(
                    f"{self._most} requests are under way or waiting in this worker; send it again after the seconds "
                    "in Retry-After, or raise JINGWEN_QUEUE",
                    limit=self._most,
                    limit_name="queue",
                )
            self._under_way += 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._under_way -= 1

"""A failure told by its type and frames: its message may quote the page, so it is left out."""

from __future__ import annotations

import traceback
from typing import TypedDict


class Told(TypedDict):
    """What may be said of an exception."""

    error: str
    traceback: list[str]


class Fault(Exception):
    """An exception that was raised in another process; ``told`` is what that process said of it."""

    def __init__(self, told: Told) -> None:
        super().__init__(told["error"])
        self.told = told


def tell(error: BaseException) -> Told:
    """``error`` by its type and frames; a ``Fault`` by those of the exception that it stands for."""
    if isinstance(error, Fault):
        return error.told
    raised = traceback.TracebackException.from_exception(error, lookup_lines=False)
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in raised.stack]
    return {"error": type(error).__qualname__, "traceback": frames}

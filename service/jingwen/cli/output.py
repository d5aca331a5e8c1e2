"""Where answers go: standard output, or a file that is there once it holds them all."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from types import TracebackType
from typing import BinaryIO

from .console import Unwritable, shown, writing

# What an output is called until it is whole.
PART = re.compile(r"\.jingwen-\d+\.part")


class Output:
    """``file``, or standard output where it is None; to be used by ``with``.

    A file is written under another name beside it, which it loses at the end: a run that is broken off leaves what was
    there before. What is there and is no file (``/dev/null``, a pipe) is written as it is. Raises ``Unwritable``.
    """

    def __init__(self, file: str | None) -> None:
        self._file = file
        self._part: Path | None = None
        self._target = Path(file or "")
        self._stream: BinaryIO = sys.stdout.buffer

    def __enter__(self) -> Output:
        if self._file is not None:
            try:
                self._open(self._target)
            except OSError as error:
                raise Unwritable(
                    f"--output is {shown(self._file)}: {error.strerror}; expected a file in a folder that exists"
                ) from None
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        if self._file is None:
            return
        try:
            self._stream.close()
            if self._part is not None and kind is None:
                self._part.replace(self._target)
        except OSError as error:
            raise self._failed(error) from None
        finally:
            if self._part is not None:
                self._part.unlink(missing_ok=True)

    def left(self) -> str:
        """What a run that was broken off has left, where that was to be a file."""
        if self._part is None:
            return ""
        return f"{shown(self._file or '')} is {'left as it was' if self._target.exists() else 'not written'}"

    def write(self, content: bytes) -> None:
        """Hand ``content`` on at once: whoever reads may wait for it."""
        if self._file is None:
            with writing():
                self._stream.write(content)
                self._stream.flush()
            return
        try:
            self._stream.write(content)
            self._stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise self._failed(error) from None

    def _open(self, file: Path) -> None:
        mode = _mode(file)
        if mode is not None and not S_ISREG(mode) and not S_ISDIR(mode):
            self._stream = file.open("wb")
            return
        if mode is not None and S_ISDIR(mode):
            raise IsADirectoryError(None, "Is a directory")
        self._target = file.resolve()  # a link stays one
        part = self._target.with_name(f".jingwen-{os.getpid()}.part")
        self._stream = part.open("wb")
        self._part = part
        if mode is not None:
            part.chmod(mode & 0o777)

    def _failed(self, error: OSError) -> Unwritable:
        return Unwritable(f"{shown(self._file or '')} cannot be written to the end: {error.strerror}")


def _mode(file: Path) -> int | None:
    """What ``file`` is; None where it is not there, or the link to it leads to where it may be."""
    try:
        return file.stat().st_mode
    except FileNotFoundError:
        return None

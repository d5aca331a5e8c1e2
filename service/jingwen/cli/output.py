"""Where answers go: standard output, or a file that is there once it holds them all."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from ..errors import JingwenError
from .console import shown, turn_output_off

# What an output is called until it is whole.
PART = re.compile(r"\.jingwen-\d+\.part")


class Unwritable(JingwenError):
    """An output that cannot be written."""


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
        try:
            self._stream.write(content)
            self._stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            if self._file is None:
                turn_output_off()
            raise self._failed(error) from None

    def _open(self, file: Path) -> None:
        if file.exists() and not file.is_file() and not file.is_dir():
            self._stream = file.open("wb")
            return
        if file.is_dir():
            raise IsADirectoryError(None, "Is a directory")
        self._target = file.resolve()  # a link stays one
        part = self._target.with_name(f".jingwen-{os.getpid()}.part")
        self._stream = part.open("wb")
        self._part = part
        if self._target.exists():
            part.chmod(self._target.stat().st_mode & 0o777)

    def _failed(self, error: OSError) -> Unwritable:
        what = "standard output" if self._file is None else shown(self._file)
        return Unwritable(f"{what} cannot be written to the end: {error.strerror}")

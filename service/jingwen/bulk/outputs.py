"""The output, in the format that its name asks for: lines of JSON, plain, in gzip or in zstd, or a table of Parquet."""

from __future__ import annotations

import errno
import gzip
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO

import zstandard

from ..errors import InvalidOption
from .columns import arrow_schema, arrow_table
from .folder import is_folder

if TYPE_CHECKING:
    import pyarrow.parquet

# What makes lines of JSON a part of the output: members and frames that stand one behind the other are one file.
LINES: dict[str, Callable[[bytes], bytes]] = {
    ".jsonl": bytes,
    ".ndjson": bytes,
    ".jsonl.gz": lambda lines: gzip.compress(lines, 6, mtime=0),
    ".jsonl.zst": lambda lines: zstandard.compress(lines, 3),
}
PARQUET = ".parquet"
# What fsync says on a file system that has none, or none for folders.
WITHOUT_FSYNC = frozenset((errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF))


def check_output(output: str) -> None:
    """Raises ``InvalidOption`` for an ``output`` whose name does not say its format, or that lacks what this needs, or
    a folder to lie in."""
    if "://" in output:
        raise InvalidOption(
            f"--output is {output[:200]}; rows are written to a local path, one that all tasks share on a "
            "cluster; copy it there at the end",
            option="output",
        )
    if output.endswith(PARQUET):
        try:
            import pyarrow.parquet  # noqa: F401  # whether it is there
        except ImportError:
            raise InvalidOption(
                "--output is a table of Parquet, for which pyarrow is missing; pip install '.[bulk]' in a checkout of "
                "jingwen, or name a .jsonl file",
                option="output",
            ) from None
    elif not output.endswith(tuple(LINES)):
        raise InvalidOption(
            f"--output is {output[-200:]}; expected a name in {', '.join((*LINES, PARQUET))}", option="output"
        )
    folder = str(Path(output).parent)
    if not is_folder(folder):
        raise InvalidOption(
            f"--output is {output[-200:]}, and the folder {folder[-200:]} does not exist; make it first (mkdir -p), or "
            "name another",
            option="output",
        )


class Joined:
    """The output while it is written, under another name beside its own until it is whole; to be used by ``with``."""

    def __init__(self, output: Path, columns: Sequence[str]) -> None:
        self._output = output.resolve()  # a link stays one
        # Always the same, so that the next run writes over what a kill has left; two are not at one output.
        self._part = self._output.with_name(f".{self._output.name}.part")
        self._columns = columns
        self._file: BinaryIO | None = None
        self._table: pyarrow.parquet.ParquetWriter | None = None
        self._lines: Callable[[bytes], bytes] | None = None

    def __enter__(self) -> Joined:
        name = self._output.name
        if name.endswith(PARQUET):
            import pyarrow.parquet

            schema = arrow_schema(self._columns)
            self._table = pyarrow.parquet.ParquetWriter(self._part, schema, compression="zstd")
        else:
            self._lines = next(write for ending, write in LINES.items() if name.endswith(ending))
            self._file = self._part.open("wb")
        return self

    def write(self, lines: bytes) -> None:
        """Some rows more, as lines of JSON."""
        if self._table is not None:
            self._table.write_table(arrow_table(lines, self._columns))
        elif self._file is not None and self._lines is not None:
            self._file.write(self._lines(lines))

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        try:
            for each in (self._table, self._file):
                if each is not None:
                    _close(each)
            if kind is None:
                to_disk(self._part)
                self._part.replace(self._output)
                to_disk(self._output.parent)  # which holds its name
        finally:
            self._part.unlink(missing_ok=True)


def to_disk(path: Path) -> None:
    """Returns when what was written to the file or folder ``path`` is on the disk. Raises ``OSError``."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    except OSError as error:
        if error.errno not in WITHOUT_FSYNC:
            raise
    finally:
        os.close(number)


def _close(stream: Any) -> None:
    stream.close()

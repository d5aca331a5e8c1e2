"""Where an input lies: a path, or an address that fsspec knows, as a binary stream."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, BinaryIO, cast

from ..errors import InvalidOption, JingwenError, RequestError

# s3://bucket/name, memory://name and zip://inner::s3://…; C:\ is none of them.
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+(?:://|::)")
# What begins such a file, and what it is called: kinds of packing that are not undone here.
PACKED = {
    b"BZh": "bzip2",
    b"\xfd7zXZ\0": "xz",
    b"PK\x03\x04": "zip",
    b"\x04\x22\x4d\x18": "lz4",
    b"7z\xbc\xaf\x27\x1c": "7z",
}
SUFFIXES = (".br", ".bz2", ".xz", ".lzma", ".zip", ".lz4", ".7z", ".rar", ".tar", ".tgz", ".snappy", ".lzo")


class UnreadableFile(RequestError):
    """A file, folder or stream that the system does not let us read."""

    slug = "unreadable-file"
    status = 400
    title = "The file cannot be read"


class StorageError(OSError):
    """What a disk, or the network behind an address, gave in place of bytes. It may pass, as damage does not."""


@contextmanager
def storage() -> Iterator[None]:
    """Whatever is raised within is a ``StorageError`` that has the cause as its ``strerror``: a file system of fsspec
    raises what the library below it does. Our own errors stay."""
    try:
        yield
    except (JingwenError, StorageError):
        raise
    except FileNotFoundError as error:
        raise StorageError(error.errno, error.strerror or "it is not there") from error
    except OSError as error:
        raise StorageError(error.errno, error.strerror or str(error) or type(error).__name__) from error
    except Exception as error:
        raise StorageError(None, ": ".join(filter(None, (type(error).__name__, str(error))))) from error


class _Stored(io.BufferedIOBase):
    """A stream whose errors are the ``storage``'s."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw

    def read(self, size: int | None = -1, /) -> bytes:
        with storage():
            return self._raw.read(-1 if size is None else size)

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        with storage():
            return self._raw.seek(offset, whence)

    def tell(self) -> int:
        return self._raw.tell()

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._raw.seekable()

    def close(self) -> None:
        self._raw.close()
        super().close()


def optional(package: str, what: str, group: str = "bulk") -> ModuleType:
    """The ``package`` of an optional ``group``, which ``what`` needs; ``InvalidOption`` where it is not installed."""
    try:
        return import_module(package)
    except ImportError:
        name = package.partition(".")[0]
        raise InvalidOption(
            f"{what} needs the package {name}: pip install '.[{group}]' in a checkout of jingwen"
        ) from None


def is_address(name: str) -> bool:
    """Whether ``name`` is an address for fsspec; a file of that name comes first."""
    return ADDRESS.match(name) is not None and not os.path.lexists(name)


def file_system(address: str) -> tuple[Any, str]:
    """fsspec's file system for ``address``, and the path in it. Raises ``OSError``, and ``InvalidOption`` for one that
    fsspec does not know."""
    fsspec = optional("fsspec.core", f"the address {address[:200]}")
    with storage():
        try:
            system, path = fsspec.url_to_fs(address)
        except (ValueError, ImportError) as error:
            raise InvalidOption(f"the address {address[:200]} cannot be read: {error}") from None
    return system, path


def opened(name: str) -> BinaryIO:
    """``name``, a path or an address, for reading. Raises ``OSError``, and ``InvalidOption`` for a missing package."""
    with storage():
        if is_address(name):
            system, path = file_system(name)
            raw = cast(BinaryIO, system.open(path, "rb"))
        else:
            file = Path(name)
            if file.exists() and not file.is_file():  # a pipe would be waited for, and cannot be read again
                raise OSError("it is a folder; expected a file" if file.is_dir() else "it is no file; expected one")
            raw = file.open("rb")
    return cast(BinaryIO, _Stored(raw))


def size_of(name: str) -> int | None:
    """How many bytes ``name`` has, if that is known. Raises as ``opened`` does."""
    with storage():
        if not is_address(name):
            return Path(name).stat().st_size
        system, path = file_system(name)
        size = system.info(path).get("size")
    return size if isinstance(size, int) else None


def unreadable(error: OSError) -> UnreadableFile:
    """What is said of a file at which the system gave ``error``."""
    return UnreadableFile(error.strerror or str(error))


def refuse_packed(name: str) -> None:
    """Raises ``InvalidOption`` for a ``name`` that says a kind of packing that is not undone here."""
    suffix = Path(name.lower()).suffix
    if suffix in SUFFIXES:
        raise InvalidOption(
            f"{name[:200]} ends in {suffix}, which is not unpacked here; expected a plain file, .gz or .zst. Unpack "
            "it, or pack it anew with gzip or zstd"
        )

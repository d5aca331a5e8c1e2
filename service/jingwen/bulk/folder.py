"""Pages as files: one that is named, and those in a folder and the folders below it, in the order of their names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Literal

from ..errors import BodyTooLarge, CorruptEncoding, InvalidOption, RequestError
from ..reading.codings import PAGE_BYTES, decompress
from .kinds import ARCHIVES, GZIP, PACKINGS, PAGES, kind_of
from .opening import StorageError, file_system, is_address, opened, storage, unreadable
from .record import Record
from .source import Source, UnreadInput


class NoPages(RequestError):
    """A folder without a page in it, or in the folders below it."""

    slug = "no-pages"
    status = 400
    title = "There are no pages in the folder"


@dataclass(frozen=True, slots=True)
class Found:
    """What a walk comes to: a folder before what is in it, a page (``linked`` where it is a link), or another file.

    A folder that cannot be read comes a second time, with the ``error``.
    """

    path: str
    kind: Literal["folder", "page", "other"]
    linked: bool = False
    error: OSError | None = None


def walk(folder: str) -> Iterator[Found]:
    """What is in ``folder``: pages in the order of their names, those of the folders below it in their places.

    What begins with a dot, a link that leads to no file and what is not named as a page is another file; a link to a
    folder is followed nowhere.
    """
    waiting = [Found(folder, "folder")]
    while waiting:
        found = waiting.pop()
        yield found
        if found.kind != "folder":
            continue
        inside = []
        try:
            with os.scandir(found.path) as entries:
                for entry in entries:
                    if not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False):
                        inside.append(Found(entry.path, "folder"))
                    elif is_page(entry.name) and _is_file(entry):
                        inside.append(Found(entry.path, "page", entry.is_symlink()))
                    else:
                        yield Found(entry.path, "other")
        except OSError as error:
            yield Found(found.path, "folder", error=error)
            continue
        waiting += sorted(inside, key=lambda each: each.path, reverse=True)


def no_pages() -> NoPages:
    """What is said of a folder without a page."""
    expected = ", ".join(f"*{ending}" for ending in PAGES)
    return NoPages(f"there are no pages in this folder; expected {expected}, or such a *{GZIP}")


def is_page(name: str) -> bool:
    """Whether a file of this ``name`` in a folder is taken for a page."""
    return not name.startswith(".") and name.lower().removesuffix(GZIP).endswith(PAGES)


def is_folder(file: str) -> bool:
    """Whether ``file`` is a folder, or a link to one."""
    try:
        return Path(file).is_dir()
    except OSError:  # a name that is too long, say: reading it will tell
        return False


def of_output(file: str, output: str | None) -> bool:
    """Whether ``file`` is ``output``, or one that a run keeps beside it."""
    if not output:
        return False
    target, real = os.path.realpath(output), os.path.realpath(file)
    return real == target or real.startswith(f"{target}.")


def page_in(stream: BinaryIO, file: str, limit: int) -> bytes:
    """The bytes of ``stream``, at most ``limit``; those of a ``file`` in ``.gz`` or ``.zst`` once they are inflated.

    Raises ``OSError``, ``BodyTooLarge`` and, for a packed one that is none or ends early, ``CorruptEncoding``.
    """
    body = stream.read(limit + 1)
    if len(body) > limit:
        raise _too_large("it is longer", limit)
    suffix = Path(file.lower()).suffix
    coding = PACKINGS.get(suffix)
    if coding is None:
        return body
    try:
        return decompress(body, coding, limit=limit)
    except BodyTooLarge:
        raise _too_large("it inflates to more", limit) from None
    except CorruptEncoding:
        raise CorruptEncoding(
            f"the file is not {coding}, or it is cut off; expected that of a name in {suffix}. Fetch it again, or "
            "rename it"
        ) from None


class Page(Source):
    """A file that is one page."""

    kind = "page"

    def records(self) -> Iterator[Record]:
        """The page."""
        yield page(self, 0, self.name, self.name)
        self.position = self.size or 0


class Folder(Source):
    """The pages in a folder, or below an address that is one.

    Each is an input of its own, its file: others may come to the folder, or go, before a run is taken up again. The
    ``output`` may lie in it: what a run has there is no input that was passed over.
    """

    kind = "folder"

    def __init__(self, name: str, size: int | None = None, limit: int = PAGE_BYTES, output: str | None = None) -> None:
        super().__init__(name, size, limit)
        self._output = output

    def records(self) -> Iterator[Record]:
        """The pages; a folder below it that cannot be read has a row that says so. Raises ``UnreadInput``."""
        some = False
        for found in _walk_address(self.name) if is_address(self.name) else walk(self.name):
            if found.kind == "page":
                below = found.path.removeprefix(self.name).lstrip("/" + os.sep)
                yield replace(page(self, 0, found.path, below), input=found.path)
                some = True
            elif found.error is not None:
                yield Record(found.path, 0, found.path, problem=unreadable(found.error))
                some = True
            elif found.kind == "other" and not of_output(found.path, self._output):
                holds = kind_of(found.path) in ARCHIVES
                self.passed_over["archive or table, to be named itself" if holds else "other file"] += 1
        if not some:
            yield Record(self.name, 0, problem=no_pages())


def page(source: Source, offset: int, file: str, id: str, url: str | None = None) -> Record:
    """The record of the page in ``file``."""
    try:
        with opened(file) as stream:
            body = page_in(stream, file, source.limit)
    except OSError as error:
        return Record(source.name, offset, id, url=url, problem=unreadable(error))
    except (BodyTooLarge, CorruptEncoding, InvalidOption) as problem:
        return Record(source.name, offset, id, url=url, problem=problem)
    return source.row(offset, body, id=id, url=url)


def _walk_address(address: str) -> Iterator[Found]:
    root = address.rstrip("/")
    try:
        with storage():
            system, path = file_system(address)
            files = sorted(system.find(path))
    except StorageError as error:
        raise UnreadInput(f"{address} cannot be read: {error.strerror}") from error
    stem = path.rstrip("/")
    for file in files:
        below = file.removeprefix(stem)
        hidden = any(part.startswith(".") for part in below.split("/"))
        yield Found(root + below, "page" if is_page(file.rpartition("/")[2]) and not hidden else "other")


def _too_large(what: str, limit: int) -> BodyTooLarge:
    return BodyTooLarge(
        f"{what} than {limit} bytes (max_page_bytes), which is no page; leave it out, or raise JINGWEN_MAX_PAGE_BYTES",
        limit=limit,
        limit_name="max_page_bytes",
    )


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:  # a link that loops, or that leads below a file or into a closed folder
        return False

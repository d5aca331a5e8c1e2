"""What INPUT… name: archives, tables, lists, folders and pages, each with the reader of its kind, in a fixed order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from ..errors import InvalidOption
from ..reading.codings import PAGE_BYTES
from . import members
from .folder import Folder, Page, is_folder, is_page, of_output, walk
from .jsonl import Jsonl
from .kinds import ARCHIVES, JSONL, LISTS, PAGES, PARQUET, WARC, kind_of
from .listed import Listed
from .opening import PACKED, file_system, is_address, opened, refuse_packed, size_of, storage
from .parquet import Parquet
from .source import Source
from .unpacking import PARQUET as TABLE
from .unpacking import SHORTEST, Unpacked
from .warc import BEGINS, Warc

STDIN = "-"
PATTERN = frozenset("*?[")
EXPECTED = (
    f"a web archive ({', '.join(WARC)}), lines of JSON ({', '.join(JSONL)}), a table ({', '.join(PARQUET)}), a list of "
    f"paths ({', '.join(LISTS)}), a page ({', '.join(PAGES)}), or a folder of pages or archives"
)
Reader = Callable[[str, int | None, int], Source]


def sources(
    names: Sequence[str],
    *,
    columns: Mapping[str, str] | None = None,
    limit: int = PAGE_BYTES,
    output: str | None = None,
) -> Sequence[Source]:
    """What each of ``names`` is, in their order; a folder of archives, or a pattern in an address, gives several.

    What a file is its suffix says (``.gz`` and ``.zst`` aside), else its first bytes. A folder with pages in it, or
    below, is read for them, one without for its archives and tables, but for ``output`` and what begins with its name
    and a dot. ``columns`` says which member of a line, or column of a table, holds what is called ``url``, ``html``,
    ``text``, ``body_base64``, ``content_type``, ``fetched_at`` or ``id`` here. A page may have ``limit`` bytes. Raises
    ``InvalidOption`` for what cannot be read at all: it is not there, of no known kind, the output, named twice, needs
    a package that is missing, is a table without a column with a page, or what jingwen wrote (of the files at an
    address that is a pattern or a folder the first of a kind is looked at).
    """
    members.named(columns)
    readers: dict[str, Reader] = {
        "warc": Warc,
        "jsonl": partial(Jsonl, columns=columns),
        "parquet": partial(Parquet, columns=columns),
        "list": Listed,
        "folder": partial(Folder, output=output),
        "page": Page,
    }
    found: dict[str, Source] = {}  # by what they really are, however they are named
    for name in names:
        checked = set[str]()
        for file, kind in _files(name, output):
            real = _real(file)
            if real in found:
                first = found[real].name
                also = "" if first == file else f", as {first[:200]} too"
                raise InvalidOption(
                    f"{file[:200]} is named twice{also}; name each input once, for it is the key of its rows"
                )
            if output and real == os.path.realpath(output):
                raise InvalidOption(
                    f"{file[:200]} is the output, which would be read as well as written", option="output"
                )
            source = found[real] = readers[kind](file, None if kind == "folder" else _size(file), limit)
            if kind not in checked or not is_address(file):  # opening many files takes long over a network
                source.check()
                checked.add(kind)
    _refuse_twofold(found)
    return [*found.values()]


def _refuse_twofold(found: Mapping[str, Source]) -> None:
    """Raises ``InvalidOption`` for a page, or a folder of pages, in a folder that is read for its pages too."""
    for real, source in found.items():
        above = real if source.kind in ("folder", "page") else ""
        while above := above.rpartition("/")[0]:
            if above in found and (folder := found[above]).kind == "folder":
                raise InvalidOption(
                    f"{source.name[:200]} lies in {folder.name[:200]}, which is read for all its pages; name one of "
                    "the two"
                )


def _files(name: str, output: str | None) -> Iterator[tuple[str, str]]:
    """The inputs that ``name`` gives, and the kind of each."""
    if name == STDIN:
        raise InvalidOption("standard input (-) cannot be taken up again after a stop; save it, and name the file")
    if is_address(name):
        is_pattern, matches = _at_address(name)
        if is_pattern:
            if not matches:
                raise InvalidOption(f"{name[:200]} matches no file; expected the address of one, or a pattern")
            yield from ((each, _kind(each)) for each in matches)
            return
        if matches is not None:
            yield from _in_folder(name, matches, output)
            return
    elif is_folder(name):
        others = (found.path for found in walk(name) if found.kind != "folder")
        yield from _in_folder(name, others, output)
        return
    yield name, _kind(name)


def _at_address(name: str) -> tuple[bool, list[str] | None]:
    """Whether the address ``name`` is a pattern, and the files that it or a folder gives; None for a file."""
    try:
        with storage():
            system, path = file_system(name)
            found = None
            if is_pattern := bool(PATTERN & {*path}):
                found = system.glob(path)
            elif (name.endswith("/") or not Path(name).suffix) and system.isdir(path):
                found = system.find(path)
    except OSError as error:
        raise _missing(name, error) from None
    return is_pattern, None if found is None else [_address(name, path, each) for each in sorted(found)]


def _in_folder(name: str, files: Iterable[str], output: str | None) -> Iterator[tuple[str, str]]:
    """The folder itself where there are pages in it or nothing else, else the archives and tables."""
    archives = []
    for file in files:
        base = file.rpartition("/")[2]
        if is_page(base):
            yield name, "folder"
            return
        kind = kind_of(base)
        if kind in ARCHIVES and not base.startswith(".") and not of_output(file, output):
            archives.append((file, kind))
    yield from sorted(archives) or [(name, "folder")]


def _kind(name: str) -> str:
    """What the file ``name`` is."""
    refuse_packed(name)
    return kind_of(name) or _sniffed(name)


def _sniffed(name: str) -> str:
    """What the file ``name`` is by what it begins with."""
    head = b""
    try:
        with opened(name) as raw:
            if raw.read(len(TABLE)) == TABLE:
                return "parquet"
            raw.seek(0)
            for piece in Unpacked(raw):
                head += piece.plain
                if len(head) >= SHORTEST:
                    break
    except OSError as error:
        raise _missing(name, error) from None
    if head.startswith(BEGINS):
        return "warc"
    for magic, packing in PACKED.items():
        if head.startswith(magic):
            raise InvalidOption(f"{name[:200]} is packed by {packing}, which is not unpacked here; use gzip or zstd")
    begin = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if begin.startswith(b"{"):
        return "jsonl"
    if begin.startswith(b"<"):
        return "page"
    if begin.startswith(b"["):
        raise InvalidOption(f"{name[:200]} is one JSON array; expected an object on each line: jq -c '.[]'")
    raise InvalidOption(f"{name[:200]} is of no known kind; expected {EXPECTED}")


def _size(name: str) -> int | None:
    try:
        return size_of(name)
    except OSError as error:
        raise _missing(name, error) from None


def _missing(name: str, error: OSError) -> InvalidOption:
    return InvalidOption(f"{name[:200]} cannot be read: {error.strerror}; expected {EXPECTED}")


def _address(name: str, path: str, found: str) -> str:
    """The address of the path ``found`` in the file system that ``name`` is an address of, ``path`` its own there."""
    own, chain, container = name.partition("::")
    own = own.rstrip("/")
    stem = own.removesuffix(path) if own.endswith(path) else f"{own.partition('://')[0]}://"
    return f"{stem}{found}{chain}{container}"


def _real(name: str) -> str:
    return name.rstrip("/") if is_address(name) else os.path.realpath(name)

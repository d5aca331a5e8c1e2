"""Which pages are asked for: files, folders, lists and standard input, each told apart by name and in a fixed order."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ..bulk.folder import is_folder, is_page, no_pages, walk
from ..bulk.listed import InvalidLine
from ..bulk.opening import UnreadableFile, unreadable
from ..errors import InvalidOption, RequestError
from .console import shown
from .output import PART

STDIN = "-"
BOM = b"\xef\xbb\xbf"
COMMENT = "#"
ADDRESS = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Input:
    """A page to be read: its file, its address where a list names it, and why it is none, if that is known already."""

    file: str
    url: str | None = None
    problem: RequestError | None = None


class Inputs:
    """The pages that ``files`` (files, folders, ``-``) and the lists in the files ``listed`` name, in that order.

    A folder's are in the order of their names, with those of the folders below it in their places. What begins with a
    dot, a link that leads to no file and what is not named as a page is counted as ``passed_over``, from the last time
    that these were gone through.

    ``output`` is the file that the answers go into, and is none of this. Raises ``InvalidOption`` for a list that
    cannot be read, or standard input named twice; as these are gone through, also for a list that is a page, and where
    the output would be read, or taken for a page the next time.
    """

    def __init__(self, files: Sequence[str], listed: Sequence[str] = (), output: str | None = None) -> None:
        self.passed_over = 0
        self._files = files
        self._listed = listed
        if output is not None and Path(output).exists() and not Path(output).is_file():
            output = None  # a terminal, say, or /dev/null: nothing is replaced
        self._output = output
        self._output_folder, self._output_name = os.path.split(os.path.realpath(output)) if output else ("", "")
        if [*files, *listed].count(STDIN) > 1:
            raise InvalidOption("standard input (-) is named twice; it can be read once")
        for each in listed:
            if each != STDIN and not Path(each).is_fifo():  # of which it would be the reader
                with _lines(each):
                    pass

    @property
    def several(self) -> bool:
        """Whether more than one page can come of it."""
        return bool(self._listed) or len(self._files) != 1 or is_folder(self._files[0])

    def count(self) -> int | None:
        """How many there are; None where that shows only as they come."""
        if not all(Path(each).is_file() for each in self._listed):
            return None
        return sum(1 for _ in self)

    def __iter__(self) -> Iterator[Input]:
        self.passed_over = 0
        for file in self._files:
            if file != STDIN and is_folder(file):
                yield from self._walk(file)
            else:
                yield self._checked(Input(file, problem=None if file == STDIN else _missing(file)))
        for each in self._listed:
            self._checked(Input(each))
            for number, text in _entries(each):
                yield self._checked(_input(number, text))

    def _walk(self, folder: str) -> Iterator[Input]:
        some, output = False, ""
        for found in walk(folder):
            page = Input(found.path, problem=unreadable(found.error) if found.error else None)
            if found.kind == "page" or found.error:
                some = True
                yield self._checked(page) if found.linked else page
            elif found.kind == "folder":
                output = self._output_in(found.path)
                if is_page(output):
                    raise self._refused()
            elif (name := Path(found.path).name) != output and not PART.fullmatch(name):
                self.passed_over += 1
        if not some:
            yield Input(folder, problem=no_pages())

    def _output_in(self, folder: str) -> str:
        """The output's name, if it lies in ``folder``, else nothing."""
        return self._output_name if self._output and _same(folder, self._output_folder) else ""

    def _checked(self, page: Input) -> Input:
        """``page``, unless it is the output."""
        if self._output and page.problem is None and _same(page.file, self._output):
            raise self._refused()
        return page

    def _refused(self) -> InvalidOption:
        return InvalidOption(
            f"--output is {shown(self._output or '')}, which would be read as well as written. Name another file; in a "
            "folder that is read, one with another ending than a page's, such as articles.jsonl",
            option="output",
        )


def opened(file: str) -> BinaryIO:
    """``file`` for reading, or standard input for ``-``."""
    if file != STDIN:
        return Path(file).open("rb")
    try:  # of its own: whoever waits for sys.stdin while the process is told to end keeps it from ending
        return os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    except OSError:  # not a real one
        return sys.stdin.buffer


@contextmanager
def _lines(listed: str) -> Iterator[BinaryIO]:
    try:
        with opened(listed) as lines:
            yield lines
    except OSError as error:
        raise InvalidOption(f"--list is {shown(listed)}: {error.strerror}; expected a file that can be read") from None


def _entries(listed: str) -> Iterator[tuple[int, str]]:
    """The lines of a list that say something, each with its number."""
    begun = False
    with _lines(listed) as lines:
        for number, line in enumerate(lines, 1):
            text = os.fsdecode(line.removeprefix(BOM).rstrip(b"\r\n"))
            if not text.strip() or text.startswith(COMMENT):
                continue
            if not begun and text.lstrip().startswith("<"):
                raise InvalidOption(
                    f"--list is {shown(listed)}, which begins with < as a page does; expected a path on each line. "
                    "A page is named without --list",
                    option="list",
                )
            begun = True
            yield number, text


def _input(number: int, text: str) -> Input:
    """What a line of a list names."""
    file, *others = text.split("\t")
    problem = None
    if len(others) > 1:
        problem = f"it has {1 + len(others)} columns; expected a path and, after a tab, an address"
    elif file in ("", STDIN) or "\0" in file:
        problem = "it names no file; expected a path and, after a tab, an address"
    if problem:
        return Input(file, problem=InvalidLine(f"line {number} of the list cannot be used: {problem}", line=number))
    url = others[0].strip() or None if others else None
    return Input(file, url, _address(file))


def _address(file: str) -> UnreadableFile | None:
    """What is said of an address that stands where a file should."""
    if not ADDRESS.match(file):
        return None
    return UnreadableFile(
        "jingwen fetches nothing; save the page, and give its address with --url, or in a list behind a tab"
    )


def _missing(file: str) -> UnreadableFile | None:
    """What is said of a ``file`` that is named and is not there."""
    try:
        Path(file).stat()
    except FileNotFoundError as error:
        expected = "expected a page, a folder of pages, or - for standard input"
        return _address(file) or UnreadableFile(f"{error.strerror}; {expected}")
    except OSError:  # reading it will tell
        pass
    return None


def _same(file: str, output: str) -> bool:
    """Whether both are one file or folder."""
    try:
        return Path("/dev/stdin" if file == STDIN else file).samefile(output)
    except OSError:  # one of them is not there
        return False

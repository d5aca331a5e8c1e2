"""What the commands say, and how they end."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TextIO

from ..errors import JingwenError

OK, FAILED, UNUSABLE = 0, 1, 2
# What a shell reports of a command that a signal ended.
INTERRUPTED, BROKEN_PIPE, TERMINATED = 130, 141, 143

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class Unwritable(JingwenError):
    """An output that cannot be written."""


def prepare() -> None:
    """Make the standard streams such as can be used, whatever the process was started with.

    One that is closed is None, and its number would be that of the next file that is opened. What is said on standard
    error is then lost; to write to standard output is an error as on a full disk; standard input stays None.
    """
    if stdin() is None:
        _redirect(0, os.O_RDONLY)
    for number, name, mode in ((1, "stdout", os.O_RDONLY), (2, "stderr", os.O_WRONLY)):
        if getattr(sys, name) is None:
            _redirect(number, mode)
            setattr(sys, name, os.fdopen(number, "w", encoding="utf-8", errors="backslashreplace"))
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # help has words that the terminal's encoding may not have


def stdin() -> TextIO | None:
    """Standard input; None where it is closed."""
    return sys.stdin


def say(line: str) -> None:
    """Print ``line`` on standard output. Raises ``Unwritable``."""
    with writing():
        sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")


@contextmanager
def writing() -> Iterator[None]:
    """Raises ``Unwritable`` where standard output cannot be written within; one whose reader has gone is no error."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        turn_output_off()
        raise Unwritable(f"standard output cannot be written to the end: {error.strerror}") from None


def complain(message: str) -> None:
    """Print ``message`` on standard error, as a line that does nothing to a terminal."""
    try:
        print(f"jingwen: {harmless(message)}", file=sys.stderr, flush=True)
    except OSError:  # nobody can be told; at its end Python would try again
        _redirect(2, os.O_WRONLY)


def counted(number: int, what: str) -> str:
    """``number`` of ``what``, as one says it."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def in_unicode(name: str) -> str:
    r"""A file's name as text: a byte of it that is no UTF-8 becomes ``\xff``."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def shown(name: str) -> str:
    r"""A file's name as a line can hold it: a control character becomes ``\n``, say, so that it can do nothing."""
    return harmless(in_unicode(name))


def harmless(text: str) -> str:
    r"""``text`` with ``\n``, say, for each control character."""
    return CONTROL.sub(lambda found: found.group().encode("unicode_escape").decode(), text)


def turn_output_off() -> None:
    """Let what standard output still holds go nowhere: it cannot be written, of which Python would complain."""
    _redirect(sys.stdout.fileno(), os.O_WRONLY)


def _redirect(number: int, mode: int) -> None:
    """Let the file ``number`` be the one that holds nothing."""
    nothing = os.open(os.devnull, mode)
    if nothing != number:
        os.dup2(nothing, number)
        os.close(nothing)

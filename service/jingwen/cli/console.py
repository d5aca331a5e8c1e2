"""What the commands say, and how they end."""

from __future__ import annotations

import os
import re
import sys

OK, FAILED, UNUSABLE = 0, 1, 2
# What a shell reports of a command that a signal ended.
INTERRUPTED, BROKEN_PIPE, TERMINATED = 130, 141, 143

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def say(line: str) -> None:
    """Print ``line`` on standard output."""
    sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")


def complain(message: str) -> None:
    """Print ``message`` on standard error."""
    print(f"jingwen: {message}", file=sys.stderr)


def counted(number: int, what: str) -> str:
    """``number`` of ``what``, as one says it."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def in_unicode(name: str) -> str:
    r"""A file's name as text: a byte of it that is no UTF-8 becomes ``\xff``."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def shown(name: str) -> str:
    r"""A file's name as a line can hold it: a control character becomes ``\n``, say, so that it can do nothing."""
    return CONTROL.sub(lambda found: found.group().encode("unicode_escape").decode(), in_unicode(name))


def turn_output_off() -> None:
    """Let what standard output still holds go nowhere: it cannot be written, of which Python would complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

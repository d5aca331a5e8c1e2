"""The command line: ``jingwen clean | batch | serve | profile | rules``.

Exit status: 0 all went well; 1 a page without an article, a page that cannot be read, or a rule with a problem; 2 the
command itself, a setting or a rule file cannot be used. A signal that ends it is told as a shell tells it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from ..errors import JingwenError
from .console import BROKEN_PIPE, FAILED, INTERRUPTED, OK, UNUSABLE, complain, prepare, turn_output_off, writing
from .parser import parse

__all__ = ["FAILED", "OK", "UNUSABLE", "main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that ``arguments`` (by default the process's own) ask for; returns the exit status."""
    try:
        prepare()
        return _run(sys.argv[1:] if arguments is None else arguments)
    except BrokenPipeError:  # `jingwen … | head`: whoever read has seen enough
        turn_output_off()
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED
    except JingwenError as error:
        complain(str(error))
        return UNUSABLE


def _run(arguments: Sequence[str]) -> int:
    try:
        asked = parse(arguments)
        status: int = asked.run(asked)
        return status
    finally:  # argparse ends the process where it was asked for help
        with writing():
            sys.stdout.flush()

"""``jingwen clean``: pages from files, folders, lists and standard input."""

from __future__ import annotations

import os
import signal
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from types import FrameType
from typing import TYPE_CHECKING

from ..errors import InvalidOption, RequestError
from ..options import check_url, parse_fetched_at
from ..processors import processors
from ..settings import Settings
from .console import FAILED, OK, TERMINATED, complain, shown, stdin
from .inputs import STDIN, Inputs
from .output import Output
from .progress import ARTICLE, FAILURE, OTHER, Progress

if TYPE_CHECKING:
    from ..cleaner import Cleaner
    from .work import Result

OPTIONS = ("format", "script", "punctuation", "zone", "space", "mojibake", "glosses", "width")


def run(asked: Namespace) -> int:
    """Print the articles on pages: title, source, authors and date, and the text.

    In a folder those files are pages that end with .html, .htm, .xhtml, .shtml or .txt, or with .gz after that; a file
    that is named is always one. Several pages are cleaned at once, each in a process that is killed where the page
    hangs or crashes it (JINGWEN_DEADLINE); their answers come in the order of the pages.
    """
    file = None if asked.output == STDIN else asked.output
    files = asked.files or ([] if asked.list else [STDIN])
    if STDIN in (*files, *asked.list) and stdin() is None:
        raise InvalidOption("standard input (-) is closed; name a file, or hand a page on to standard input")
    inputs = Inputs(files, asked.list, file)
    several = inputs.several
    if asked.url is not None and several:
        raise InvalidOption(
            "--url is given for several pages; it is the address of one. Name each page's own in a list: --list FILE, "
            "with a path, a tab and the address on each line",
            option="url",
        )
    check_url(asked.url)
    fetched_at = None if asked.fetched_at is None else parse_fetched_at(asked.fetched_at)
    settings = Settings.from_environ(os.environ)
    cleaner = cleaner_of(asked, settings)
    from .work import Known, apart, here

    known = Known(asked.url, asked.content_type, fetched_at, settings.max_page_bytes)
    if several or asked.jobs:
        results = apart(inputs, known, cleaner, settings, asked.jobs or processors())
    else:  # a child would take longer to come than the page
        results = here(inputs, known, cleaner)
    total = inputs.count()  # which sees, before anything is cleaned, that none of them is the output
    if STDIN in (*files, *asked.list) and sys.stdin.isatty():
        complain(f"reading a {'page' if STDIN in files else 'list'} from standard input; Ctrl-D ends it")
    on_terminal = sys.stderr.isatty() and (file is not None or not sys.stdout.isatty())
    output = Output(file)
    progress = Progress((lambda: total) if several and on_terminal else None)
    try:
        with ExitStack() as stack:
            stack.enter_context(ended_in_order())
            stack.enter_context(output)
            stack.enter_context(progress)
            gap = b""
            for result in stack.enter_context(closing(results)):
                _count(result, progress)
                if printed := _printed(result, asked, several):
                    output.write(gap + printed)
                    gap = b"" if asked.json else b"\n"
    except (KeyboardInterrupt, SystemExit):
        if several:
            complain(progress.interrupted(total, output.left()))
        raise
    if several:
        complain(progress.summary(inputs.passed_over))
    return OK if set(progress.counts) <= {ARTICLE} else FAILED


def cleaner_of(asked: Namespace, settings: Settings) -> Cleaner:
    """The cleaner that the options on the command line and the environment ask for."""
    from ..cleaner import Cleaner

    options = {name: value for name in OPTIONS if (value := getattr(asked, name)) is not None}
    return Cleaner(
        asked.rules or settings.rules, limits=settings.limits, explain=getattr(asked, "explain", False), **options
    )


def _printed(result: Result, asked: Namespace, several: bool) -> bytes:
    from . import forms

    if isinstance(result.found, RequestError):
        return forms.failed_row(result.page, result.found) if asked.json else b""
    if asked.json:
        return forms.row(result.page, result.found)
    return forms.readable(result.page, result.found, asked.explain, several, asked.format or "text")


def _count(result: Result, progress: Progress) -> None:
    """Say what became of a page, where it gave no article."""
    from . import forms

    file = shown(result.page.file)
    if isinstance(result.found, RequestError):
        progress.complain(f"{file}: {result.found}")
        progress.page(FAILURE)
    elif result.found.facts.status != "article":
        progress.complain(f"{file}: {forms.without(result.found)}")
        progress.page(OTHER)
    else:
        progress.page(ARTICLE)


@contextmanager
def ended_in_order() -> Iterator[None]:
    """SIGTERM ends the process as Ctrl-C does: its children first, and no half file is left."""

    def end(_number: int, _frame: FrameType | None) -> None:
        raise SystemExit(TERMINATED)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)

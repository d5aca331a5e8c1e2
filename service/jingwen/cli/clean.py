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
from .console import FAILED, OK, TERMINATED, complain, shown
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
    inputs = Inputs(asked.files or ([] if asked.list else [STDIN]), asked.list)
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
    cleaner = _cleaner(asked, settings)
    from .work import Known, apart, here

    known = Known(asked.url, asked.content_type, fetched_at, settings.max_page_bytes)
    if several or asked.jobs:
        results = apart(inputs, known, cleaner, settings, asked.jobs or processors())
    else:  # a child would take longer to come than the page
        results = here(inputs, known, cleaner)
    on_terminal = sys.stderr.isatty() and (asked.output is not None or not sys.stdout.isatty())
    with ExitStack() as stack:
        stack.enter_context(_ended_in_order())
        output = stack.enter_context(Output(asked.output))
        progress = stack.enter_context(Progress(inputs.count if several and on_terminal else None))
        gap = b""
        for result in stack.enter_context(closing(results)):
            if printed := _printed(result, asked.json, asked.explain, several):
                output.write(gap + printed)
                gap = b"" if asked.json else b"\n"
            _count(result, progress)
    if several:
        complain(progress.summary(inputs.passed_over))
    return OK if set(progress.counts) <= {ARTICLE} else FAILED


def _cleaner(asked: Namespace, settings: Settings) -> Cleaner:
    from ..cleaner import Cleaner

    options = {name: value for name in OPTIONS if (value := getattr(asked, name)) is not None}
    return Cleaner(asked.rules or settings.rules, limits=settings.limits, explain=asked.explain, **options)


def _printed(result: Result, as_json: bool, explain: bool, several: bool) -> bytes:
    from . import forms

    if isinstance(result.found, RequestError):
        return forms.failed_row(result.page, result.found) if as_json else b""
    if as_json:
        return forms.row(result.page, result.found)
    return forms.readable(result.page, result.found, explain, several)


def _count(result: Result, progress: Progress) -> None:
    """Say what became of a page, where it gave no article."""
    file = shown(result.page.file)
    if isinstance(result.found, RequestError):
        progress.complain(f"{file}: {result.found}")
        progress.page(FAILURE)
    elif result.found.facts.status != "article":
        progress.complain(f"{file}: the page has no article ({result.found.facts.status})")
        progress.page(OTHER)
    else:
        progress.page(ARTICLE)


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """SIGTERM ends the process as Ctrl-C does: its children first, and no half file is left."""

    def end(_number: int, _frame: FrameType | None) -> None:
        raise SystemExit(TERMINATED)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)

"""``jingwen profile``."""

from __future__ import annotations

import os
from argparse import Namespace

from .console import OK, UNUSABLE, complain, say


def run(asked: Namespace) -> int:
    """Print the CPU time of each stage of cleaning over the pages in a folder: in all, on average a page, its share."""
    from dataclasses import asdict

    import orjson

    from ..cleaner import Cleaner
    from ..settings import Settings
    from ..workshop.profile import profile, read_pages

    rules = asked.rules or Settings.from_environ(os.environ).rules
    try:
        found = profile(Cleaner(rules), read_pages(asked.directory), asked.rounds)
    except OSError as error:
        complain(f"{asked.directory}: {error.strerror}")
        return UNUSABLE
    if not found.pages:
        complain(f"{asked.directory}: there are no pages in this folder")
        return UNUSABLE
    if asked.json:
        say(orjson.dumps({"total": found.total} | asdict(found)).decode())
        return OK
    say(f"{'stage':8s}  total ms  mean ms  share")
    for name, total, share in (*((x.name, x.total, x.share) for x in found.stages), ("all", found.total, 1.0)):
        say(f"{name:8s}  {1000 * total:8.1f}  {1000 * total / found.pages:7.3f}  {share:5.1%}")
    return OK

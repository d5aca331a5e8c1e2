"""``jingwen rules list`` and ``jingwen rules check``."""

from __future__ import annotations

import os
from argparse import Namespace

from .console import FAILED, OK, complain, counted, say


def run_list(asked: Namespace) -> int:
    """List rule files: file, site, hosts (or what the page is known by) and the number of tests, separated by tabs."""
    from ..rules.load import load
    from ..settings import Settings
    from ..workshop.check import list_rules

    for row in list_rules(load(asked.path or Settings.from_environ(os.environ).rules)):
        say("\t".join(map(str, row)))
    return OK


def run_check(asked: Namespace) -> int:
    """Check rule files as the service would load them, run the tests inside, and name each line that no test needs."""
    from ..workshop.check import check

    checked = check(asked.paths)
    for problem in checked.problems:
        complain(str(problem))
    outcome = counted(len(checked.problems), "problem") if checked.problems else "all well"
    say(f"checked {counted(checked.files, 'rule file')}, {counted(checked.tests, 'test')}: {outcome}")
    return FAILED if checked.problems else OK

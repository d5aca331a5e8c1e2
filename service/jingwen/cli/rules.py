"""``jingwen rules list``, ``check``, ``try`` and ``coverage``."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import excerpt
from ..isolation.answer import FIELDS
from .console import FAILED, OK, UNUSABLE, complain, counted, harmless, say, shown

if TYPE_CHECKING:
    from ..workshop.coverage import Coverage


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


def run_try(asked: Namespace) -> int:
    """Show what a rule makes of pages, beside what comes out without it: field by field, then paragraph by paragraph.

    A line with - is without the rule, one with + with it. The exit status is 1 where the rule is not for a page.
    """
    from ..rules.load import read_draft
    from ..workshop.samples import host_named, samples
    from ..workshop.trial import try_rule, unfound

    if asked.url is not None:
        host_named(asked.url)
    rule = read_draft(Path(asked.rule))
    status = OK
    for sample in samples(asked.pages, asked.url):
        trial = try_rule(rule, sample.raw)
        say(f"==> {shown(sample.name)} <==")
        if trial.assumed:
            complain(f"{shown(sample.name)}: the page tells no address; taken as one of {trial.assumed} (see --url)")
        if trial.ruled is None:
            complain(f"{shown(sample.name)}: the rule is not for this page; see its hosts and when")
            status = FAILED
            continue
        for where, css in unfound(rule, sample.raw):
            complain(f"{shown(sample.name)}: {where}: {excerpt(css)!r} finds nothing on the page")
        for line in trial.lines():
            say(f"{line.sign} {line.name:9s} {harmless(line.text)}")
    return status


def run_coverage(asked: Namespace) -> int:
    """Show, by host and worst first, what comes out of a crawl: pages, articles, whether a rule reads them, what is
    missing.

    With --against an earlier run's JSON it shows which hosts changed since: a rule that fitted and misses now, a field
    that was there and is gone.
    """
    import orjson

    from ..cleaner import Cleaner
    from ..settings import Settings
    from ..workshop.answers import answers, read_earlier
    from ..workshop.coverage import count, drift, of_dict, to_dict

    earlier = of_dict(read_earlier(asked.against), asked.against) if asked.against else None
    cleaner = Cleaner(asked.rules or Settings.from_environ(os.environ).rules)
    found = count(answers(asked.input, cleaner, complain))
    if not found:
        complain(f"{shown(asked.input)}: there are no pages in it")
        return UNUSABLE
    if asked.json:
        say(orjson.dumps(to_dict(found)).decode())
    else:
        _print_hosts(found)
    if earlier is not None:
        tell = complain if asked.json else say
        changes = list(drift(earlier, found))
        for host, what, was, now in changes:
            tell(f"changed: {shown(host)}: {what} {was:.0%} -> {now:.0%}")
        if not changes:
            tell("changed: none")
    return OK


def _print_hosts(found: Coverage) -> None:
    from ..workshop.coverage import worst_first

    width = max(len("host"), *map(len, found))
    head = " ".join(f"{name:>8s}" for name in FIELDS)
    say(f"{'host':{width}s}  pages articles rule        without: {head}")
    for name, host in worst_first(found):
        fits = f"{host.ruled - host.missed} of {host.ruled}" if host.ruled else "none"
        lacked = " ".join(f"{host.lacked.get(field, 0):8d}" for field in FIELDS)
        say(f"{shown(name):{width}s} {host.pages:6d} {host.articles:8d} {fits:20s} {lacked}")

"""``jingwen rules new``, ``learn`` and ``import``: rule files that are begun or made, not written."""

from __future__ import annotations

import os
import re
from argparse import Namespace
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InvalidOption, RequestError, excerpt
from .console import FAILED, OK, complain, counted, say, shown

if TYPE_CHECKING:
    from ..workshop.samples import Sample

# So many sites of an import take some seconds.
OFTEN = 100
# What a file's name is not made of.
UNSAFE = re.compile(r"[^\w.-]+")


def run_new(asked: Namespace) -> int:
    """Print the beginning of a rule file: where the general way finds each field, and a test page in the shape of the
    site's markup. `jingwen rules check` refuses it until what has to come out is filled in.
    """
    from ..workshop.samples import samples
    from ..workshop.skeletons import new_rule

    say(new_rule(asked.url, list(samples(asked.pages, asked.url))).rstrip("\n"))
    return OK


def run_learn(asked: Namespace) -> int:
    """Make a rule file of three articles of a site or more, without a model or the network.

    What repeats on the pages is left out; what varies, and agrees with the page's data, shows where headline, date,
    source and authors stand. Each page is left out in turn to prove it. Where a rule would do no better than none, none
    is written, and the exit status is 1.
    """
    from ..rules.parse import HOST
    from ..workshop.learning import learn
    from ..workshop.samples import samples

    folder = _folder(asked.output)
    if asked.host is not None and not HOST.fullmatch(asked.host):
        raise InvalidOption(
            f"--host is {excerpt(asked.host)!r}; expected a host name in lower case such as news.example.com",
            option="host",
        )
    if asked.site is not None and not (asked.site.strip() and asked.site.isprintable()):
        raise InvalidOption(f"--site is {excerpt(asked.site)!r}; expected a name in one line", option="site")
    found = learn(list(samples(asked.pages)), asked.host, asked.site)
    for line, reason in found.left_out:
        complain(f"left out: {line.key}: {excerpt(line.value)}: {reason}")
    for name in found.missing:
        complain(f"{name}: missing on {found.pages} of {found.pages} pages, not learned")
    proof = f"each page left out in turn: {found.better} better, {found.same} the same, {found.worse} worse"
    if found.text is None:
        say(f"no rule: {found.why} ({proof})")
        return FAILED
    name = f"{UNSAFE.sub('-', found.name)}.yaml"
    _write(folder, {name: found.text})
    say(f"wrote {shown(str(folder / name))} ({proof})")
    return OK


def run_import(asked: Namespace) -> int:
    """Make rule files of your own copy of another tool's site files, checked as `jingwen rules check` does.

    Each line that no rule can say is named with its file, its number and the reason, and so is each that a page of
    invented sentences comes out the same without. With --pages a rule is kept only where it does better than none on
    the pages of its hosts, and the dead ones are named. The exit status is 1 where no rule is left.
    """
    from ..workshop.importing import import_rules
    from ..workshop.samples import readable

    folder = _folder(asked.output)
    pages = readable([asked.pages]) if asked.pages else None
    outcome = import_rules(asked.format, Path(asked.path), _progress, lambda names: _refuse_taken(folder, names))
    for left in outcome.left_out:
        place = f"{shown(left.file)}:{left.line}" if left.line else shown(left.file)
        site = f"{excerpt(left.site)}: " if left.site else ""
        complain(f"{place}: {site}left out: {excerpt(left.said)}: {left.reason}")
    rules: Mapping[str, str] = outcome.rules
    if pages is not None:
        rules = _beating(outcome.rules, pages)
    if rules:
        _write(folder, rules)
    shares = (f"{excerpt(name)} {outcome.said[name]} of {number}" for name, number in outcome.told.most_common())
    say(f"lines that a rule can say: {', '.join(shares) or 'none'}")
    written = counted(len(rules), "rule file")
    say(f"read {counted(outcome.sites, 'site')}, wrote {written} to {shown(str(folder))}")
    return OK if rules else FAILED


def _progress(done: int, sites: int) -> None:
    if done % OFTEN == 0:
        complain(f"{done} of {counted(sites, 'site')}")


def _beating(rules: Mapping[str, str], pages: Iterable[Sample | RequestError]) -> Mapping[str, str]:
    """Those of ``rules`` that beat no rule on ``pages``; of the others it is said why not."""
    from ..workshop.keeping import keep

    found = keep(rules, pages, complain)
    for name, reason in found.reasons.items():
        complain(f"not kept: {name}: {reason}")
    say(f"on your pages: {len(found.kept)} better, {len(found.reasons)} not, {found.untried} without a page")
    return found.kept


def _folder(name: str) -> Path:
    """The folder ``name``, which may be there already. Raises ``InvalidOption``."""
    folder = Path(name)
    if folder.exists() and not folder.is_dir():
        raise InvalidOption(
            f"--output is {shown(name)}, which is no folder; expected one for rule files", option="output"
        )
    above = next(each for each in (folder, *folder.absolute().parents) if each.exists())
    if not above.is_dir() or not os.access(above, os.W_OK | os.X_OK):
        raise InvalidOption(
            f"--output is {shown(name)}, but nothing can be written in {shown(str(above))}", option="output"
        )
    return folder


def _refuse_taken(folder: Path, names: Iterable[str]) -> None:
    """Raises ``InvalidOption`` where there is a file of one of the ``names`` already."""
    taken = next((name for name in names if (folder / name).exists()), None)
    if taken:
        raise InvalidOption(
            f"{shown(str(folder / taken))} is there already; move it away, or name another folder", option="output"
        )


def _write(folder: Path, rules: Mapping[str, str]) -> None:
    """The rule files, by name. Raises ``InvalidOption`` where one is there already; then none is written."""
    _refuse_taken(folder, rules)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in rules.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise InvalidOption(f"{shown(str(folder))} cannot be written: {error.strerror}", option="output") from None

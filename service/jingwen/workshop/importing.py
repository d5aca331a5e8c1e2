"""Rule files made of another tool's site files: ``jingwen rules import``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..processors import processors
from .imports import ftr, magic_html, miniflux, simpread
from .imports.imported import Imported, LeftOut
from .settling import Settled, settle

READERS = {each.NAME: each.read for each in (ftr, miniflux, simpread, magic_html)}
# From so many rules on, several processes are worth their start.
MANY = 40


@dataclass(slots=True)
class Outcome:
    """What came of an import: the rule files' texts by file name, what was left out, and how many lines there were of
    each directive, in all and in the rules."""

    rules: dict[str, str] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)
    sites: int = 0


def import_rules(
    kind: str,
    path: Path,
    progress: Callable[[int, int], None] | None = None,
    names: Callable[[list[str]], None] | None = None,
) -> Outcome:
    """The rules that the site files of a ``kind`` at ``path`` say. Raises ``InvalidOption``.

    ``progress`` is told how many sites are done, and of how many, whenever one is. ``names`` is told what the rule
    files are to be called before the first is made, and may raise.
    """
    outcome = Outcome()
    taken: dict[str, str] = {}
    drafts: list[Imported] = []
    for each in READERS[kind](path):
        outcome.sites += 1
        if isinstance(each, LeftOut):
            outcome.left_out.append(each)
            continue
        outcome.left_out += (replace(left, site=each.site) for left in each.left_out)
        outcome.told.update(directive for directive, _ in each.told)
        refused = Counter(left.directive for left in each.left_out)
        outcome.said.update(Counter(directive for directive, _ in each.told) - refused)
        twice = next((host for host in each.draft.hosts if host in taken), None)
        if twice:
            outcome.left_out.append(
                LeftOut(each.file, 0, each.draft.site, f"{taken[twice]} has a rule for {twice} already; a host has one")
            )
        elif not each.draft.lines:
            outcome.left_out.append(LeftOut(each.file, 0, each.draft.site, "it says nothing that a rule can say"))
        else:
            taken |= dict.fromkeys(each.draft.hosts, each.draft.site)
            drafts.append(each)
    if names is not None:
        names([_file(each) for each in drafts])
    for number, (each, settled) in enumerate(zip(drafts, _settled(drafts), strict=True), 1):
        if progress is not None:
            progress(number, len(drafts))
        for line, reason in settled.left_out:
            said = f"{line.key}: {line.value}"
            outcome.left_out.append(LeftOut(each.file, line.place, said, reason, site=each.site))
        if settled.text is None:
            outcome.left_out.append(LeftOut(each.file, 0, each.draft.site, "no line is left, so there is no rule"))
        else:
            outcome.rules[_file(each)] = settled.text
    return outcome


def _file(each: Imported) -> str:
    return f"{each.draft.stem}.yaml"


def _settled(drafts: list[Imported]) -> Iterator[Settled]:
    if len(drafts) < MANY:
        yield from map(_settle, drafts)
        return
    with ProcessPoolExecutor(processors()) as pool:
        yield from pool.map(_settle, drafts, chunksize=8)


def _settle(each: Imported) -> Settled:
    host = each.draft.hosts[0].replace("*.", "www.")
    return settle(each.draft, f"rules/{_file(each)}", f"https://{host}/a/1")

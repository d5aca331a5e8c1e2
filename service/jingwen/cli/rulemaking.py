"""``jingwen rules import``: rule files that are made, not written."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from ..errors import InvalidOption
from .console import FAILED, OK, complain, counted, say, shown


def run_import(asked: Namespace) -> int:
    """Make rule files of your own copy of another tool's site files, checked as `jingwen rules check` does.

    Each line that no rule can say is named with its file, its number and the reason, and so is each that a page of
    invented sentences comes out the same without. The exit status is 1 where no rule is left.
    """
    from ..workshop.importing import import_rules

    folder = _folder(asked.output)
    outcome = import_rules(asked.format, Path(asked.path))
    for left in outcome.left_out:
        place = f"{shown(left.file)}:{left.line}" if left.line else shown(left.file)
        complain(f"{place}: left out: {left.said}: {left.reason}")
    if outcome.rules:
        _write(folder, outcome.rules)
    shares = (f"{name} {outcome.said[name]} of {number}" for name, number in outcome.told.most_common())
    say(f"lines that a rule can say: {', '.join(shares) or 'none'}")
    written = counted(len(outcome.rules), "rule file")
    say(f"read {counted(outcome.sites, 'site')}, wrote {written} to {shown(str(folder))}")
    return OK if outcome.rules else FAILED


def _folder(name: str) -> Path:
    """The folder ``name``, which may be there already. Raises ``InvalidOption``."""
    folder = Path(name)
    if folder.exists() and not folder.is_dir():
        raise InvalidOption(
            f"--output is {shown(name)}, which is no folder; expected one for rule files", option="output"
        )
    return folder


def _write(folder: Path, rules: Mapping[str, str]) -> None:
    """The rule files, by name. Raises ``InvalidOption`` where one is there already; then none is written."""
    taken = next((name for name in rules if (folder / name).exists()), None)
    if taken:
        raise InvalidOption(
            f"{shown(str(folder / taken))} is there already; move it away, or name another folder", option="output"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in rules.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise InvalidOption(f"{shown(str(folder))} cannot be written: {error.strerror}", option="output") from None

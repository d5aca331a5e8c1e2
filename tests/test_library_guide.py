"""``docs/library.md`` says what the library does: its examples are run, its tables and its tree are the code's.

That both languages have the same sections, code and rows, and that links lead somewhere, is in ``test_repository.py``.
"""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

import jingwen
from jingwen import JingwenError, Limits, OptionArgs, Options

DOCS = Path(__file__).parents[1] / "docs"
GUIDES = {name: (DOCS / name).read_text(encoding="utf-8") for name in ("library.md", "library.zh.md")}
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLE = re.compile(r"^```python\n(.*?)^```\n\n```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TREE = re.compile(r"^([│├└─ ]*)(\w+)  +# \S", re.MULTILINE)
BREAK = "=== the next example ==="
# Processes that the last example starts read the file as well; what they print of the others is not for the test.
HEAD = "import os, sys\nif __name__ != '__main__':\n    sys.stdout = open(os.devnull, 'w')\n"
HOOKS = {"on_stage", "attempt"}  # for whoever keeps the time; the guide leaves them out

guides = pytest.mark.parametrize("guide", GUIDES.values(), ids=GUIDES.keys())


def rows(guide: str, of: str) -> dict[str, list[str]]:
    """The table with a row for ``of``: its cells by the code in the first one."""
    for table in re.findall(r"^(?:\|.*\|\n)+", FENCE.sub("", guide), re.MULTILINE):
        cells = [[cell.strip() for cell in line.strip("|\n").split("|")] for line in table.splitlines()[2:]]
        found = {row[0].strip("`"): row for row in cells}
        if of in found:
            return found
    raise AssertionError(f"there is no table with a row for {of}")


def code(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_the_examples_print_what_the_guide_says(tmp_path: Path) -> None:
    examples = EXAMPLE.findall(GUIDES["library.md"])
    assert len(examples) == GUIDES["library.md"].count("```python")
    script = tmp_path / "guide.py"
    script.write_text(HEAD + f"print({BREAK!r})\n".join(code for code, _ in examples), encoding="utf-8")
    ended = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, encoding="utf-8", check=False)
    assert ended.stderr == ""
    assert ended.stdout.split(f"{BREAK}\n") == [printed for _, printed in examples]


def test_the_guides_have_the_same_figures() -> None:
    english, chinese = (re.findall(r"\b\d+\.\d+\b", FENCE.sub("", guide)) for guide in GUIDES.values())
    assert english == chinese


@guides
def test_everything_that_is_exported_is_named(guide: str) -> None:
    assert [name for name in jingwen.__all__ if name != "__version__" and not re.search(rf"\b{name}\b", guide)] == []


@guides
def test_the_arguments(guide: str) -> None:
    for function in (jingwen.clean, jingwen.Cleaner.clean):
        parameters = {name for name in inspect.signature(function).parameters if name not in ("self", "options")}
        assert {*rows(guide, "content_type")} == parameters - HOOKS


def written(kind: Any) -> list[str]:
    """A type as the guide writes it."""
    if get_origin(kind) is Literal:
        return [f'"{word}"' for word in get_args(kind)]
    return [part.__name__ if part is not type(None) else "None" for part in get_args(kind) or (kind,)]


@guides
def test_the_options(guide: str) -> None:
    table = rows(guide, "punctuation")
    kinds = get_type_hints(OptionArgs)
    assert list(table) == list(kinds)
    for field in fields(Options):
        _, kind, default, _ = table[field.name]
        assert code(kind) == written(kinds[field.name])
        assert code(default) == [str(field.default) if field.default in (True, False, None) else f'"{field.default}"']


@guides
def test_the_limits(guide: str) -> None:
    table = rows(guide, "attributes")
    assert {name: code(row[1]) for name, row in table.items()} == {f.name: [str(f.default)] for f in fields(Limits)}


@guides
def test_the_tree_of_errors(guide: str) -> None:
    (tree,) = (code for _, code in FENCE.findall(guide) if code.startswith("JingwenError\n"))
    path: list[type[BaseException]] = [JingwenError]
    named = {"JingwenError", "TypeError"}
    for branch, name in TREE.findall(tree):
        if name == "TypeError":
            continue
        kind = getattr(jingwen, name)
        path = [*path[: len(branch) // 4], kind]
        assert path[-2] in kind.__mro__
        named.add(name)
    exported = {name for name in jingwen.__all__ if isinstance(getattr(jingwen, name), type)}
    assert named == {name for name in exported if issubclass(getattr(jingwen, name), Exception)} | {"TypeError"}

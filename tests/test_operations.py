"""``docs/operations.md`` names every limit as it is: setting, default, and what a caller sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from jingwen.errors import OverLimit
from jingwen.settings import PREFIX, Settings
from jingwen.web.metrics import LIMIT_OF

ROOT = Path(__file__).parents[1]
ROW = re.compile(r"^\| `(JINGWEN_MAX_\w+)` \| `(\d+)` \| .+ \| (refused|cut) \| `([\w-]+)` \|$", re.MULTILINE)
LIMITS = {f.name: f.default for f in fields(Settings) if f.name.startswith("max_")}


def rows() -> dict[str, tuple[str, str, str]]:
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    return {name.removeprefix(PREFIX).lower(): (default, over, seen) for name, default, over, seen in ROW.findall(text)}


def refusals() -> Iterator[type[OverLimit]]:
    kinds = [*OverLimit.__subclasses__()]
    while kinds:
        kind = kinds.pop()
        kinds += kind.__subclasses__()
        yield kind


def test_every_limit_is_told_with_its_default() -> None:
    assert {name: default for name, (default, _, _) in rows().items()} == {k: str(v) for k, v in LIMITS.items()}


def test_what_a_caller_sees_is_told() -> None:
    refused = {seen for _, over, seen in rows().values() if over == "refused"}
    assert refused == {kind.slug for kind in refusals()}
    assert {seen: name for name, (_, over, seen) in rows().items() if over == "cut"} == LIMIT_OF


def test_every_refusal_names_its_limit() -> None:
    """Where one is raised, by name: so that the counter and the problem say the same as the table."""
    said = set()
    for path in (ROOT / "service").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        said |= set(re.findall(r'limit_name="(\w+)"|_too_large\("(\w+)"', text))
    assert {name for pair in said for name in pair if name} == {
        name for name, (_, over, _) in rows().items() if over == "refused"
    }


def test_the_readmes_list_the_limits() -> None:
    for readme in ("README.md", "README.zh.md"):
        text = (ROOT / readme).read_text(encoding="utf-8")
        assert all(f"`{PREFIX}{name.upper()}` | `{default}`" in text for name, default in LIMITS.items())
        assert all(f"| `{notice}` |" in text for notice in LIMIT_OF)

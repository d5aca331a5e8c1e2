"""What ``docs/operations.md`` says of limits and problems is what the code has."""

from __future__ import annotations

import re
from dataclasses import fields
from itertools import chain
from pathlib import Path

import yaml

from jingwen import resources
from jingwen.errors import InputError, OverLimit, RequestError, ServiceError
from jingwen.settings import PREFIX, Settings
from jingwen.web import problems
from jingwen.web.metrics import LIMIT_OF

PAGE = (Path(__file__).parents[1] / "docs" / "operations.md").read_text(encoding="utf-8")
CODE = re.compile(r"`([^`\n]+)`")


def tables() -> list[list[list[str]]]:
    """Each table's rows of cells, with their heads."""
    found = re.findall(r"^(?:\|.*\|\n)+", PAGE, re.MULTILINE)
    return [[[cell.strip() for cell in row.strip("| \n").split(" | ")] for row in part.splitlines()] for part in found]


def table(*head: str) -> dict[str, list[str]]:
    (rows,) = [rows for rows in tables() if rows[0] == list(head)]
    return {row[0].strip("`"): row for row in rows[2:]}


def request_errors(root: type[RequestError]) -> list[type[RequestError]]:
    """``root`` and all kinds of it that have a type of their own."""
    own = [root] if "slug" in vars(root) else []
    return [*own, *chain.from_iterable(map(request_errors, root.__subclasses__()))]


def test_each_setting_has_one_row_with_its_default() -> None:
    limits = table("setting", "default", "reason", "over it")
    others = table("setting", "default", "what it does")
    defaults = {
        field.name.upper(): str(int(field.default)) if isinstance(field.default, bool) else str(field.default)
        for field in fields(Settings)
    }
    assert limits.keys() | others.keys() == defaults.keys()
    assert not limits.keys() & others.keys()
    for name, row in (limits | others).items():
        assert CODE.findall(row[1]) == ([defaults[name]] if defaults[name] else []), name
    numbers = {field.name.upper() for field in fields(Settings) if field.type in ("int", "float")}
    assert limits.keys() == numbers


def test_what_a_caller_sees_of_a_limit_exists() -> None:
    limits = table("setting", "default", "reason", "over it")
    seen = {code for row in limits.values() for code in CODE.findall(row[3])}
    assert seen <= {*problem_types(), *LIMIT_OF, "degraded"}
    assert {"body-too-large", "deadline-exceeded", "overloaded"} <= seen


def test_what_is_over_a_page_s_or_a_request_s_limit_is_refused_or_cut_as_told() -> None:
    rows = table("setting", "default", "reason", "over it")
    told = {name.lower(): CODE.findall(row[3])[0] for name, row in rows.items() if name.startswith("MAX_")}
    cut = {notice: name for name, notice in told.items() if notice in LIMIT_OF}
    assert cut == LIMIT_OF
    refused = {slug for slug in told.values() if slug not in LIMIT_OF}
    assert refused == {kind.slug for kind in request_errors(OverLimit)}
    said = set()  # where one is raised, by name: so that the counter and the problem say the same as the table
    for path in resources.PACKAGE.rglob("*.py"):
        said |= set(re.findall(r'limit_name="(max_\w+)"|_too_large\("(\w+)"', path.read_text(encoding="utf-8")))
    assert {name for pair in said for name in pair if name} == told.keys() - set(cut.values())


def test_the_readmes_list_the_limits() -> None:
    defaults = {field.name: field.default for field in fields(Settings) if field.name.startswith("max_")}
    for readme in ("README.md", "README.zh.md"):
        text = (Path(__file__).parents[1] / readme).read_text(encoding="utf-8")
        assert all(f"`{PREFIX}{name.upper()}` | `{default}`" in text for name, default in defaults.items())
        assert all(f"| `{notice}` |" in text for notice in LIMIT_OF)


def problem_types() -> set[str]:
    description = yaml.safe_load(resources.openapi_file().read_text(encoding="utf-8"))
    types = description["components"]["schemas"]["Problem"]["properties"]["type"]["enum"]
    return {kind.removeprefix(problems.TYPE_PREFIX) for kind in types}


def test_each_problem_has_a_row_with_its_status() -> None:
    rows = table("type", "status", "what it means", "what to do")
    assert rows.keys() == problem_types()
    known = {error.slug: error.status for root in (InputError, ServiceError) for error in request_errors(root)}
    assert known.items() <= {slug: int(row[1]) for slug, row in rows.items()}.items()


def test_each_event_of_the_log_is_told_of() -> None:
    source = "\n".join(
        path.read_text(encoding="utf-8")
        for room in ("web", "isolation")
        for path in (resources.PACKAGE / room).glob("*.py")
    )
    events = set(re.findall(r'event\(\s*"(\w+)"', source))
    assert "page_killed" in events
    assert events <= {*CODE.findall(PAGE)}

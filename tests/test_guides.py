"""What the tables of the README and its guides say is what the code has, in both languages.

Each table has one home: what is sent and answered in ``docs/api.md``, settings and limits in ``docs/settings.md``,
counts and log lines in ``docs/metrics.md``.
"""

from __future__ import annotations

import ast
import json
import re
import runpy
from collections.abc import Iterable, Mapping
from dataclasses import fields
from itertools import chain
from pathlib import Path
from typing import get_args

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from jingwen import Options, clean, resources
from jingwen.cli import FAILED, OK, UNUSABLE
from jingwen.errors import TYPE_PREFIX, InputError, OverLimit, RequestError, ServiceError
from jingwen.isolation.watcher import REASONS
from jingwen.model import ENCODING_ORIGINS, NOTICE_CODES, Status
from jingwen.options import CHOICES, SWITCHES
from jingwen.rules.load import read_text
from jingwen.rules.model import RuleSet
from jingwen.settings import PREFIX, Settings
from jingwen.web import intake, logs, problems, traces
from jingwen.web.metrics import LIMIT_OF, Metrics
from jingwen.web.slots import DIRECTORY

from .test_readme import EXAMPLE, PRINTED_ADDRESS, languages, needs_tools, read, workplace

FENCE = re.compile(r"^```(?P<kind>\w+)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
RULE_TESTS = """
tests:
  - name: plain
    url: https://news.example.com/a
    text: 甲乙。
    expect: {starts: 甲, ends: 。, lacks: [丙]}
"""
Rows = dict[str, list[str]]

api = pytest.mark.parametrize("page", languages("docs/api.md"))
settings = pytest.mark.parametrize("page", languages("docs/settings.md"))
metrics = pytest.mark.parametrize("page", languages("docs/metrics.md"))


def tables(page: str) -> list[Rows]:
    """The tables of a page: their rows by the code in the first cell, without their heads."""
    found: list[Rows] = []
    for part in re.findall(r"^(?:\|.*\|\n)+", FENCE.sub("", read(page)), re.MULTILINE):
        rows = [[cell.strip() for cell in row.strip("| \n").split(" | ")] for row in part.splitlines()[2:]]
        found.append({row[0].strip("`"): row for row in rows})
    return found


def table(page: str, keys: Iterable[str]) -> Rows:
    """The table of a page that is about ``keys``."""
    return max(tables(page), key=lambda rows: len(rows.keys() & {*keys}))


def codes(cell: str) -> list[str]:
    return CODE.findall(cell)


# docs/api.md


def problem_types() -> set[str]:
    description = yaml.safe_load(resources.openapi_file().read_text(encoding="utf-8"))
    types = description["components"]["schemas"]["Problem"]["properties"]["type"]["enum"]
    return {kind.removeprefix(TYPE_PREFIX) for kind in types}


def request_errors(root: type[RequestError]) -> list[type[RequestError]]:
    """``root`` and all kinds of it that have a type of their own: a kind of kinds has none."""
    own = [root] if "slug" in vars(root) else []
    return [*own, *chain.from_iterable(map(request_errors, root.__subclasses__()))]


def notice_codes() -> set[str]:
    """The codes that the package's source gives to notices."""
    calls = (
        node
        for path in resources.PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Notice"
    )
    return {str(call.args[0].value) for call in calls if isinstance(call.args[0], ast.Constant)}


@api
def test_the_options(page: str) -> None:
    rows = table(page, intake.SAYABLE)
    assert sorted(rows) == sorted(intake.SAYABLE)
    defaults = Options()
    for option, (_, values, default, _) in rows.items():
        if option in CHOICES:
            assert (codes(values), codes(default)) == (list(CHOICES[option]), [getattr(defaults, option)]), option
        elif option in (*SWITCHES, "strict"):
            assert (codes(values), codes(default)) == (["1", "0"], [str(int(getattr(defaults, option, False)))]), option
        else:
            assert (default, getattr(defaults, option, None)) == ("–", None), option


@api
def test_the_fields(page: str) -> None:
    answer = clean("<h1>题目</h1><p>图为甲。乙 摄</p>", explain=True).to_dict()
    rows = table(page, answer)
    assert list(rows) == list(answer)
    block = next(iter(answer["blocks"]))
    assert {*codes(rows["blocks"][1])} == {"explain", *block}


@api
def test_the_statuses(page: str) -> None:
    assert list(table(page, get_args(Status))) == list(get_args(Status))


@api
def test_the_notices(page: str) -> None:
    known = notice_codes()
    assert known == {*NOTICE_CODES}
    assert {*table(page, known)} == known


@api
def test_the_problems(page: str) -> None:
    rows = table(page, problem_types())
    assert all(len(row) == 4 and all(row) for row in rows.values())
    statuses = {kind: int(row[1]) for kind, row in rows.items()}
    assert statuses.keys() == problem_types()
    known = {error.slug: error.status for root in (InputError, ServiceError) for error in request_errors(root)}
    known |= {found.slug: found.status for found in vars(problems).values() if isinstance(found, problems.Problem)}
    assert known.items() <= statuses.items()


@api
def test_the_paths(page: str) -> None:
    described = yaml.safe_load(resources.openapi_file().read_text(encoding="utf-8"))["paths"]
    known = [f"{method.upper()} {path}" for path, methods in described.items() for method in methods]
    assert sorted(table(page, known)) == sorted(known)


# docs/settings.md


def shown(default: object) -> str:
    """A setting's default as it would be written in the environment."""
    return str(int(default)) if isinstance(default, bool) else str("" if default in (None, ()) else default)


DEFAULTS = {PREFIX + field.name.upper(): shown(field.default) for field in fields(Settings)}
NUMBERS = {PREFIX + field.name.upper() for field in fields(Settings) if field.type in ("int", "float")}


@settings
def test_each_setting_has_one_row_with_its_default(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    limits, others = table(page, NUMBERS), table(page, DEFAULTS.keys() - NUMBERS)
    assert limits.keys() == NUMBERS
    assert others.keys() == (DEFAULTS.keys() - NUMBERS) | {"HOST", "PORT", "WORKERS", "PROMETHEUS_MULTIPROC_DIR"}
    rows = limits | others
    for name, default in DEFAULTS.items():
        assert codes(rows[name][1]) == ([default] if default else []), name
    for variable in ("HOST", "PORT", "WORKERS"):
        monkeypatch.delenv(variable, raising=False)
    (bind,) = runpy.run_path(str(resources.gunicorn_config()))["bind"]
    assert ":".join(codes(rows["HOST"][1]) + codes(rows["PORT"][1])) == bind == PRINTED_ADDRESS


@settings
def test_what_a_caller_sees_of_a_limit_exists(page: str) -> None:
    seen = {code for row in table(page, NUMBERS).values() for code in codes(row[3])}
    assert seen <= {*problem_types(), *LIMIT_OF, "degraded"}
    assert {"body-too-large", "deadline-exceeded", "overloaded"} <= seen


@settings
def test_what_is_over_a_page_s_or_a_request_s_limit_is_refused_or_cut_as_told(page: str) -> None:
    most = PREFIX + "MAX_"
    rows = {name: row for name, row in table(page, NUMBERS).items() if name.startswith(most)}
    told = {name.removeprefix(PREFIX).lower(): codes(row[3])[0] for name, row in rows.items()}
    cut = {notice: name for name, notice in told.items() if notice in LIMIT_OF}
    assert cut == LIMIT_OF
    refused = {slug for slug in told.values() if slug not in LIMIT_OF}
    assert refused == {kind.slug for kind in request_errors(OverLimit)}
    said = set()  # where one is raised, by name: so that the counter and the problem say the same as the table
    for path in resources.PACKAGE.rglob("*.py"):
        said |= set(re.findall(r'limit_name="(max_\w+)"|_too_large\("(\w+)"', path.read_text(encoding="utf-8")))
    assert {name for pair in said for name in pair if name} == told.keys() - set(cut.values())


@settings
def test_the_exit_statuses(page: str) -> None:
    assert list(table(page, ["0", "1", "2"])) == [str(status) for status in (OK, FAILED, UNUSABLE)]


# docs/metrics.md


@metrics
def test_the_metrics(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(DIRECTORY, raising=False)
    shown = Metrics(RuleSet()).exposition().decode()
    known = {metric for metric in re.findall(r"^# TYPE (\w+) ", shown, re.MULTILINE) if not metric.endswith("_created")}
    rows = table(page, known)
    assert {*rows} == known
    assert tuple(codes(rows["jingwen_encodings_total"][2])) == ENCODING_ORIGINS
    assert {*codes(rows["jingwen_child_restarts_total"][2])} == {*REASONS}


@needs_tools
def test_the_labels_are_those_of_a_service_that_has_answered(tmp_path: Path, subtests: pytest.Subtests) -> None:
    with workplace(tmp_path) as place:
        desk = place.desk("docs/api.md")
        for example in list(EXAMPLE.finditer(read("docs/api.md")))[:2]:
            desk.run(example["kind"], example["code"])
        counted = labels(place.get("/metrics"))
    assert counted["jingwen_requests_total"] == {"outcome", "input"}
    for page in languages("docs/metrics.md"):
        documented = {metric: {*codes(row[1])} for metric, row in table(page, counted).items()}
        for metric, known in counted.items():
            with subtests.test(page, metric=metric):
                assert documented[metric] == known or not known


def labels(exposition: str) -> Mapping[str, set[str]]:
    """Each metric as Prometheus knows it, with its labels as far as anything was counted under them."""
    return {
        family.name + ("_total" if family.type == "counter" else ""): {
            label for sample in family.samples for label in sample.labels if label != "le"
        }
        for family in text_string_to_metric_families(exposition)
    }


@metrics
def test_each_event_of_the_log_has_a_row_with_its_level_and_members(page: str) -> None:
    rows = table(page, ["request", *EVENTS])
    # Those of others have the level that they say; a request's is by its status; the last is no event of a service.
    assert rows.keys() == {"request", "gunicorn", "warning", "library", "cannot_start", *EVENTS}
    for event, (level, members) in EVENTS.items():
        assert (codes(rows[event][1]), {*codes(rows[event][2])}) == ([level], members), event


@metrics
def test_the_line_of_a_request_has_the_members_told(
    page: str, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "jingwen.web")
    logs.request_line("POST", logs.Trace("a", 0.0, status=200))
    line = json.loads(capsys.readouterr().out)
    level, members = table(page, ["request", *EVENTS])["request"][1:3]
    assert ["ts", "level", "event", *codes(members)] == list(line)
    assert codes(level) == [line["level"]]


def events() -> dict[str, tuple[str, set[str]]]:
    """The events that the source logs: their levels, and the members that a call spells out."""
    calls = (
        node
        for path in (*resources.PACKAGE.rglob("*.py"), resources.gunicorn_config())
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("event")
        if node.args and isinstance(node.args[0], ast.Constant)
    )
    found: dict[str, tuple[str, set[str]]] = {}
    for call in calls:
        given = {word.arg: word.value for word in call.keywords}
        level = given.pop("level", ast.Constant("warning"))
        members = {name for name in given if name} | ({"error", "traceback"} if None in given else set())
        found[ast.literal_eval(call.args[0])] = (ast.literal_eval(level), members)
    return found


EVENTS = events()


@metrics
def test_each_attribute_of_a_span_has_a_row(page: str) -> None:
    known = {"http.request.method", traces.STAGE, *traces.FIELDS.values()}
    assert table(page, known).keys() == known


# docs/moving.md


@pytest.mark.parametrize("page", languages("docs/moving.md"))
@pytest.mark.parametrize("schema", ["ZyteArticle", "PostlightAnswer"])
def test_each_field_of_theirs_has_a_row(page: str, schema: str) -> None:
    description = yaml.safe_load(resources.openapi_file().read_text(encoding="utf-8"))
    known = description["components"]["schemas"][schema]["properties"]
    assert [field for row in table(page, known).values() for field in codes(row[0])] == list(known)


# README.md


@pytest.mark.parametrize("page", languages("README.md"))
def test_the_rule_loads(page: str) -> None:
    (rule,) = [code for kind, code in FENCE.findall(read(page)) if kind == "yaml"]
    assert read_text(rule + RULE_TESTS, "rules/example.yaml").body

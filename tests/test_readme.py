"""What the READMEs show is what happens: their commands are run as printed, their tables compared with the code.

A fence of ``sh`` or ``python`` is run, in order, in one folder, against a service that is started for it; what it
prints has to be the fence of ``json`` or ``text`` that follows it. A fence of ``shell`` is only shown: it sets up,
serves for ever or needs Docker. That both files show the same commands is held by ``test_repository.py``, so they
are run once. ``python tests/test_readme.py`` writes what they print now into both files.
"""

from __future__ import annotations

import ast
import os
import re
import runpy
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from jingwen import Options, clean, resources
from jingwen.errors import InputError, RequestError, ServiceError
from jingwen.model import Status, Version
from jingwen.options import CHOICES, SWITCHES
from jingwen.rules.load import read_text
from jingwen.settings import PREFIX, Settings
from jingwen.web import intake, problems
from jingwen.web.metrics import Metrics
from jingwen.web.slots import DIRECTORY

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh.md")
PRINTED_ADDRESS = "127.0.0.1:8000"
PATIENCE = 120.0  # seconds until a command that hangs is ended

FENCE = re.compile(r"^```(?P<kind>\w+)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLE = re.compile(
    r"^```(?P<kind>sh|python)\n(?P<code>.*?)^```\n(?:\n```(?:json|text)\n(?P<printed>.*?)^```$)?",
    re.MULTILINE | re.DOTALL,
)
RULES_HASH = re.compile(r'("rules": ?)"[0-9a-f]{12}"')  # any change to a rule file changes it
RULE_TESTS = """
tests:
  - name: plain
    url: https://news.example.com/a
    text: 甲乙。
    expect: {starts: 甲, ends: 。, lacks: [丙]}
"""
Rows = dict[str, list[str]]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


# The commands


@dataclass(frozen=True)
class Workplace:
    """A folder to run examples in, with a service of its own on ``port``."""

    folder: Path
    environ: Mapping[str, str]
    port: int

    def run(self, kind: str, code: str) -> str:
        """What ``code`` prints, errors included, with the port as the README has it."""
        code = code.replace(PRINTED_ADDRESS, f"127.0.0.1:{self.port}")
        ended = subprocess.run(
            [shutil.which("sh") or "sh", "-c", code] if kind == "sh" else [sys.executable, "-c", code],
            cwd=self.folder,
            env=self.environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=PATIENCE,
            check=False,
        )
        return ended.stdout.decode().replace(f"127.0.0.1:{self.port}", PRINTED_ADDRESS)

    def get(self, path: str) -> str:
        """The body of the service's answer."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=PATIENCE) as answer:
            return str(answer.read().decode())


@contextmanager
def workplace(folder: Path) -> Iterator[Workplace]:
    """A workplace below ``folder``, its service started by ``jingwen serve`` and ended at the end."""
    tools, desk = folder / "tools", folder / "desk"
    tools.mkdir()
    desk.mkdir()
    main = "import sys; from jingwen.cli import main; sys.exit(main())"
    for name, arguments in (("jingwen", f" -c '{main}'"), ("python3", "")):
        (tools / name).write_text(f'#!/bin/sh\nexec "{sys.executable}"{arguments} "$@"\n', encoding="utf-8")
        (tools / name).chmod(0o755)
    ours = (PREFIX, "HOST", "PORT", "WORKERS", "PROMETHEUS_", "GUNICORN_")
    environ = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    environ |= {"PATH": f"{tools}{os.pathsep}{environ['PATH']}", "PYTHONUTF8": "1"}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    place = Workplace(desk, environ, port)
    with (folder / "log").open("wb") as log:
        command = [str(tools / "jingwen"), "serve", "--host", "127.0.0.1", "--port", str(port), "--workers", "1"]
        server = subprocess.Popen(command, cwd=folder, env=environ, stdout=log, stderr=log)
        try:
            _wait_for(place, server, folder / "log")
            yield place
        finally:
            server.terminate()
            try:
                server.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _wait_for(place: Workplace, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            place.get("/readyz")
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the service did not start:\n{log.read_text(encoding='utf-8')}")


def steady(printed: str) -> str:
    return RULES_HASH.sub(r'\1"…"', printed)


@pytest.mark.skipif(not all(map(shutil.which, ("curl", "gzip", "iconv"))), reason="the examples call curl, gzip, iconv")
def test_the_commands_print_what_the_readme_says(tmp_path: Path, subtests: pytest.Subtests) -> None:
    examples = list(EXAMPLE.finditer(read("README.md")))
    assert len([example for example in examples if example["printed"]]) >= 10
    with workplace(tmp_path) as place:
        for example in examples:
            with subtests.test(example["code"].partition("\n")[0]):
                printed = place.run(example["kind"], example["code"])
                assert steady(printed) == steady(example["printed"] or "")
        counted = metrics(place)
    for name in READMES:
        documented = {metric: {*codes(row[1])} for metric, row in table(name, counted).items()}
        for metric, labels in counted.items():
            with subtests.test(name, metric=metric):
                assert documented[metric] == labels or not labels


def metrics(place: Workplace) -> dict[str, set[str]]:
    """Each metric as Prometheus knows it, with its labels as far as anything was counted under them."""
    return {
        family.name + ("_total" if family.type == "counter" else ""): {
            label for sample in family.samples for label in sample.labels if label != "le"
        }
        for family in text_string_to_metric_families(place.get("/metrics"))
    }


def test_the_first_command_stands_at_the_top() -> None:
    for name in READMES:
        before = read(name).partition("curl ")[0]
        assert before.count("\n") < 15


# The tables


def tables(name: str) -> list[Rows]:
    """The tables of a README: their rows by the code in the first cell, without their heads."""
    found: list[Rows] = []
    for part in re.findall(r"^(?:\|.*\|\n)+", FENCE.sub("", read(name)), re.MULTILINE):
        rows = [[cell.strip() for cell in row.strip("| \n").split(" | ")] for row in part.splitlines()[2:]]
        found.append({row[0].strip("`"): row for row in rows})
    return found


def table(name: str, keys: Sequence[str] | Mapping[str, object]) -> Rows:
    """The table of a README that is about ``keys``."""
    return max(tables(name), key=lambda rows: len(rows.keys() & set(keys)))


def codes(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def problem_types() -> set[str]:
    description = yaml.safe_load(resources.openapi_file().read_text(encoding="utf-8"))
    types = description["components"]["schemas"]["Problem"]["properties"]["type"]["enum"]
    return {kind.removeprefix(problems.TYPE_PREFIX) for kind in types}


def request_errors(root: type[RequestError]) -> list[type[RequestError]]:
    own = [root] if "slug" in vars(root) else []  # a kind of kinds has no type of its own
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


@pytest.mark.parametrize("name", READMES)
def test_the_options(name: str) -> None:
    rows = table(name, intake.SAYABLE)
    assert sorted(rows) == sorted(intake.SAYABLE)
    defaults = Options()
    for option, (_, values, default, _) in rows.items():
        if option in CHOICES:
            assert (codes(values), codes(default)) == (list(CHOICES[option]), [getattr(defaults, option)]), option
        elif option in (*SWITCHES, "strict"):
            assert (codes(values), codes(default)) == (["1", "0"], [str(int(getattr(defaults, option, False)))]), option
        else:
            assert (default, getattr(defaults, option, None)) == ("–", None), option


@pytest.mark.parametrize("name", READMES)
def test_the_fields(name: str) -> None:
    answer = clean("<h1>题目</h1><p>图为甲。乙 摄</p>", explain=True).to_dict()
    rows = table(name, answer)
    assert list(rows) == list(answer)
    block = next(iter(answer["blocks"]))
    assert {*codes(rows["blocks"][1])} == {"explain", *block}


@pytest.mark.parametrize("name", READMES)
def test_the_statuses(name: str) -> None:
    assert list(table(name, get_args(Status))) == list(get_args(Status))


@pytest.mark.parametrize("name", READMES)
def test_the_notices(name: str) -> None:
    known = notice_codes()
    assert "rule_missed" in known
    assert {*table(name, [*known])} == known


@pytest.mark.parametrize("name", READMES)
def test_the_problems(name: str) -> None:
    rows = table(name, [*problem_types()])
    statuses = {kind: int(row[1]) for kind, row in rows.items()}
    assert statuses.keys() == problem_types()
    known = {error.slug: error.status for root in (InputError, ServiceError) for error in request_errors(root)}
    known |= {found.slug: found.status for found in vars(problems).values() if isinstance(found, problems.Problem)}
    assert known.items() <= statuses.items()


def shown(default: object) -> str:
    """A setting's default as it would be written in the environment."""
    return str(int(default)) if isinstance(default, bool) else str(default)


@pytest.mark.parametrize("name", READMES)
def test_the_settings(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = {PREFIX + field.name.upper(): shown(field.default) for field in fields(Settings)}
    rows = table(name, settings)
    assert rows.keys() == {*settings, "HOST", "PORT", "WORKERS", "PROMETHEUS_MULTIPROC_DIR"}
    assert {key: codes(rows[key][1]) for key in settings} == {
        key: [value] if value else [] for key, value in settings.items()
    }
    for variable in ("HOST", "PORT", "WORKERS"):
        monkeypatch.delenv(variable, raising=False)
    bind = runpy.run_path(str(resources.gunicorn_config()))["bind"]
    assert ":".join(codes(rows["HOST"][1]) + codes(rows["PORT"][1])) == bind == PRINTED_ADDRESS


@pytest.mark.parametrize("name", READMES)
def test_the_metrics(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(DIRECTORY, raising=False)
    shown = Metrics(Version("0", "off")).exposition().decode()
    known = {metric for metric in re.findall(r"^# TYPE (\w+) ", shown, re.MULTILINE) if not metric.endswith("_created")}
    assert {*table(name, [*known])} == known


@pytest.mark.parametrize("name", READMES)
def test_the_rule_loads(name: str) -> None:
    (rule,) = [code for kind, code in FENCE.findall(read(name)) if kind == "yaml"]
    assert read_text(rule + RULE_TESTS, "rules/example.yaml").body


def renew() -> None:
    """Write what the commands print now into both READMEs, and name those that changed."""
    with TemporaryDirectory() as folder, workplace(Path(folder)) as place:
        outputs = [place.run(example["kind"], example["code"]) for example in EXAMPLE.finditer(read("README.md"))]
    for name in READMES:
        text, pieces, done = read(name), [], 0
        for example, printed in zip(EXAMPLE.finditer(text), outputs, strict=True):
            if example["printed"] is not None and steady(printed) != steady(example["printed"]):
                print(f"{name}: {example['code'].partition(chr(10))[0]}")
                start, end = example.span("printed")
                pieces += [text[done:start], printed]
                done = end
        (ROOT / name).write_text("".join(pieces) + text[done:], encoding="utf-8")


if __name__ == "__main__":
    renew()

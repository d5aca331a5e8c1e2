"""The shape of the house: which room may use which, and what the core never does."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from jingwen.block import Block

SERVICE = Path(__file__).parents[1] / "service"
PACKAGE = SERVICE / "jingwen"

# From the top to the bottom: a module may import from its own row (without a circle) and from the rows below it.
ROWS = (
    ("__main__",),
    ("cli",),
    ("scrapy",),
    ("web", "bulk", "workshop", "client"),
    ("isolation",),
    ("", "cleaner"),
    ("pipeline", "composing", "joining"),
    ("fields", "finding", "rules"),
    ("dates",),
    ("reading", "tidying", "rendering"),
    (
        "model",
        "block",
        "sight",
        "measure",
        "labelled",
        "errors",
        "settings",
        "serving",
        "options",
        "arguments",
        "version",
        "resources",
        "processors",
        "allocation",
        "stopwatch",
        "json_text",
        "regex",
    ),
)
ROW_OF = {room: number for number, row in enumerate(ROWS) for room in row}
CORE = (
    "pipeline",
    "composing",
    "joining",
    "model",
    "block",
    "sight",
    "measure",
    "labelled",
    "reading",
    "tidying",
    "rendering",
    "finding",
    "fields",
    "dates",
    "rules",
)

# Modules of the core that read files, each once: the rule files, when told to, and tables that ship with the code.
READERS = {"dates.names", "finding.choice", "reading.charsets", "rules.load", "tidying.lexicon"}
FORBIDDEN_MODULES = {
    "asyncio", "ctypes", "flask", "gunicorn", "http", "logging", "multiprocessing", "os", "prometheus_client",
    "random", "requests", "shutil", "socket", "subprocess", "sys", "tempfile", "threading", "time", "urllib.request",
    "urllib3", "uuid", "werkzeug",
}  # fmt: skip
FORBIDDEN_CALLS = {"open", "print", "input", "exec", "eval"}
CLOCK_METHODS = {"now", "today", "utcnow"}
FILE_METHODS = {"read_text", "read_bytes", "write_text", "write_bytes", "open", "iterdir", "glob", "rglob", "unlink"}

ALLOWED_HOSTS = re.compile(r"(?:^|\.)(?:example\.(?:com|cn|net|org)|schema\.org|w3\.org)$")
HOST = re.compile(r"(?:[a-z0-9-]+\\?\.)+(?:com|cn|net|org)(?![\w-])", re.IGNORECASE)


@cache
def modules() -> dict[str, Path]:
    """Every module of the package by its dotted name below ``jingwen`` (``""`` is the package itself)."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def tree(name: str) -> ast.Module:
    return ast.parse(modules()[name].read_text(encoding="utf-8"))


def room(name: str) -> str:
    return name.partition(".")[0]


def core_modules() -> list[str]:
    return [name for name in modules() if room(name) in CORE]


def imported(name: str) -> Iterator[str]:
    """The full dotted name of every module and every name that a module imports."""
    package = ["jingwen", *name.split(".")] if name else ["jingwen"]
    if modules()[name].name != "__init__.py":
        package = package[:-1]
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def own_imports(name: str) -> set[str]:
    """The modules of the package that a module imports."""
    found = set()
    for full in imported(name):
        if full == "jingwen" or full.startswith("jingwen."):
            target = full.removeprefix("jingwen").removeprefix(".")
            found.add(target if target in modules() else target.rpartition(".")[0])
    return found


def imports_module(name: str, wanted: str) -> bool:
    return any(full == wanted or full.startswith(wanted + ".") for full in imported(name))


def test_every_module_has_a_place() -> None:
    assert {room(name) for name in modules()} <= set(ROW_OF)
    assert {"pipeline", "cleaner", "reading", "finding", "fields", "tidying", "rules", "web"} <= {*map(room, modules())}


@pytest.mark.parametrize("name", modules())
def test_imports_run_one_way(name: str) -> None:
    upward = {target for target in own_imports(name) if ROW_OF[room(target)] < ROW_OF[room(name)]}
    assert not upward, f"{name} imports from above itself: {sorted(upward)}"


def test_no_circle_among_modules() -> None:
    TopologicalSorter({name: own_imports(name) - {name} for name in modules()}).prepare()


def test_no_circle_among_rooms() -> None:
    graph: dict[str, set[str]] = {}
    for name in modules():
        graph.setdefault(room(name), set()).update({room(target) for target in own_imports(name)} - {room(name)})
    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("name", core_modules())
def test_the_core_imports_nothing_of_the_world(name: str) -> None:
    forbidden = {module for module in FORBIDDEN_MODULES if imports_module(name, module)}
    assert not forbidden, f"{name} imports {sorted(forbidden)}"


@pytest.mark.parametrize("name", core_modules())
def test_the_core_reads_no_clock_and_no_file(name: str) -> None:
    bad = set()
    for node in ast.walk(tree(name)):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id in FORBIDDEN_CALLS:
            bad.add(f"{node.func.id}() on line {node.lineno}")
        if isinstance(node.func, ast.Attribute):
            methods = CLOCK_METHODS if name in READERS else CLOCK_METHODS | FILE_METHODS
            if node.func.attr in methods:
                bad.add(f".{node.func.attr}() on line {node.lineno}")
    assert not bad, f"{name} calls {sorted(bad)}"


def test_one_module_imports_trafilatura() -> None:
    assert {name for name in modules() if imports_module(name, "trafilatura")} == {"finding.second_opinion"}


@pytest.mark.parametrize("name", [name for name in modules() if room(name) != "web"])
def test_only_the_web_room_imports_flask(name: str) -> None:
    web = ["flask", "gunicorn", "werkzeug", *(["prometheus_client"] if name != "bulk.metrics" else [])]
    assert not any(imports_module(name, module) for module in web)


SERVERS = ("flask", "gunicorn", "prometheus_client", "werkzeug")


@pytest.mark.parametrize("path", sorted(SERVICE.rglob("*.py")), ids=lambda path: str(path.relative_to(SERVICE)))
def test_no_module_reaches_into_a_server(path: Path) -> None:
    """What begins with an underscore is a library's own affair, and so is a name of its that somebody else sets."""
    source = ast.parse(path.read_text(encoding="utf-8"))
    theirs: set[str] = set()  # what stands for one of their modules or classes here
    reached = set()
    for node in ast.walk(source):
        if isinstance(node, ast.Import):
            theirs |= {alias.asname or alias.name.partition(".")[0] for alias in node.names if _theirs(alias.name)}
        elif isinstance(node, ast.ImportFrom) and _theirs(node.module or ""):
            theirs |= {alias.asname or alias.name for alias in node.names}
            reached |= {alias.name for alias in node.names if alias.name.startswith("_")}
    for node in ast.walk(source):
        if isinstance(node, ast.Attribute) and _root(node) in theirs and _reaches(node):
            reached.add(ast.unparse(node))
        if isinstance(node, ast.ClassDef):
            reached |= {ast.unparse(base) for base in node.bases if _root(base) in theirs}
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "setattr" and _root(node.args[0]) in theirs:
            reached.add(ast.unparse(node))
    assert reached <= ALLOWED.get(path.name, set())


# What these libraries document as theirs to be set: where values live, and what is known of the request under way.
ALLOWED = {"slots.py": {"values.ValueClass"}, "logs.py": {"g.trace"}}


def _theirs(module: str) -> bool:
    return module.partition(".")[0] in SERVERS


def _root(node: ast.AST) -> str:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _reaches(node: ast.Attribute) -> bool:
    return node.attr.startswith("_") or isinstance(node.ctx, ast.Store)


def test_the_web_room_is_small() -> None:
    """HTTP and nothing else: it had 25 modules when pages were cleaned in it too. Beside it are the APIs of others."""
    web = [name for name in modules() if name.startswith("web.")]
    assert len([name for name in web if not name.startswith("web.compat")]) <= 16
    assert len(web) <= 21


BLOCK_FIELDS = {field.name for field in fields(Block)} - {"known_weight"}


@pytest.mark.parametrize(
    "name", [name for name in [each for each in modules() if room(each) != "bulk"] if name != "finding.second_opinion"]
)
def test_nobody_changes_a_block(name: str) -> None:
    """It is not frozen, because that takes ten times as long to make: no attribute of such a name is set, but on the
    elements of lxml that the second opinion is shown."""
    changed = {
        ast.unparse(node)
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and _root(node) != "self"
        if node.attr in BLOCK_FIELDS or (node.attr == "known_weight" and name != "block")
    }
    assert not changed


def test_the_library_loads_no_web_framework() -> None:
    code = (
        "import sys, jingwen; print(*sorted({'flask', 'gunicorn', 'prometheus_client', 'werkzeug'} & {*sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize("path", sorted(SERVICE.rglob("*.py")), ids=lambda path: str(path.relative_to(SERVICE)))
def test_no_host_name_in_code(path: Path) -> None:
    assert not hosts_in(path.read_text(encoding="utf-8"))


def hosts_in(source: str) -> list[str]:
    """The host names in a module's strings and comments, but for those that stand for no site."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    prose = [token.string for token in tokens if token.type not in (tokenize.NAME, tokenize.OP)]
    hosts = [match.group().replace("\\", "") for text in prose for match in HOST.finditer(text)]
    return [host for host in hosts if not ALLOWED_HOSTS.search(host)]


@pytest.mark.parametrize(
    ("source", "hosts"),
    [
        ("x = 'https://www.sina.com.cn/a'", ["www.sina.com.cn"]),
        (r"x = re.compile(r'^(?:news\.)?163\.com$')", ["163.com"]),
        ("x = f'{scheme}://people.cn/{path}'", ["people.cn"]),
        ("x = 1  # as on people.cn", ["people.cn"]),
        ("x = 'https://news.example.com/ https://schema.org/Article www.w3.org'", []),
        ("x = page.com + record.org", []),
        ("x = 'notexample.com'", ["notexample.com"]),
    ],
)
def test_host_names_are_seen(source: str, hosts: list[str]) -> None:
    assert hosts_in(source) == hosts


@pytest.mark.parametrize("name", modules())
def test_no_module_is_too_long(name: str) -> None:
    lines = modules()[name].read_text(encoding="utf-8").count("\n")
    assert lines <= 400, f"{name} has {lines} lines; one idea a module, 400 lines at most"

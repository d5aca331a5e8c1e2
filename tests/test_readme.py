"""What the README and its guides show is what happens: their commands are run as printed.

A fence of ``sh`` or ``python`` is run against a service that is started for it, page by page and in order, each page
in a folder of its own; what it prints has to be the fence of ``json`` or ``text`` that follows it. A fence of ``shell``
is only shown: it sets up, serves for ever or needs Docker. That both languages show the same commands is held by
``test_repository.py``, so they are run once; the tables are held by ``test_guides.py``. ``python tests/test_readme.py``
writes what the commands print now into all pages, in both languages.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from jingwen.settings import COMPAT, PREFIX

ROOT = Path(__file__).parents[1]
PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "docs/api.md",
    "docs/command.md",
    "docs/settings.md",
    "docs/metrics.md",
    "docs/moving.md",
)
PRINTED_ADDRESS = "127.0.0.1:8000"
LONGEST = 245  # lines of a README; what is longer stands in docs/
PATIENCE = 120.0  # seconds until a command that hangs is ended

EXAMPLE = re.compile(
    r"^```(?P<kind>sh|python)\n(?P<code>.*?)^```\n(?:\n```(?:json|text)\n(?P<printed>.*?)^```$)?",
    re.MULTILINE | re.DOTALL,
)
needs_tools = pytest.mark.skipif(
    not all(map(shutil.which, ("curl", "gzip", "iconv"))), reason="the examples call curl, gzip, iconv"
)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def languages(page: str) -> tuple[str, ...]:
    """A page in English and, where there is one, in Chinese."""
    chinese = page.replace(".md", ".zh.md")
    return (page, chinese) if (ROOT / chinese).is_file() else (page,)


@dataclass(frozen=True)
class Workplace:
    """A folder to run examples in, with a service of its own on ``port``."""

    folder: Path
    environ: Mapping[str, str]
    port: int

    def run(self, kind: str, code: str) -> str:
        """What ``code`` prints, errors included, with the port as the pages have it."""
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

    def desk(self, page: str) -> Workplace:
        """The same with a new folder, which has the ``docs`` of a checkout, for the examples of one ``page``."""
        folder = self.folder / page.replace("/", "-")
        folder.mkdir()
        (folder / "docs").symlink_to(ROOT / "docs")
        return replace(self, folder=folder)

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
    environ[f"{PREFIX}COMPAT"] = ",".join(COMPAT)  # for docs/moving.md
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


@needs_tools
def test_the_commands_print_what_the_pages_say(tmp_path: Path, subtests: pytest.Subtests) -> None:
    shown = 0
    with workplace(tmp_path) as place:
        for page in PAGES:
            desk = place.desk(page)
            for example in EXAMPLE.finditer(read(page)):
                shown += example["printed"] is not None
                with subtests.test(example["code"].partition("\n")[0], page=page):
                    printed = desk.run(example["kind"], example["code"])
                    assert printed == (example["printed"] or "")
    assert shown >= 12


def test_the_first_command_stands_at_the_top() -> None:
    for name in languages("README.md"):
        before = read(name).partition("curl ")[0]
        assert before.count("\n") < 15


@pytest.mark.parametrize("name", languages("README.md"))
def test_the_readme_is_short(name: str) -> None:
    assert read(name).count("\n") <= LONGEST


def renew() -> None:
    """Write what the commands print now into all pages, and name those that changed."""
    with TemporaryDirectory() as folder, workplace(Path(folder)) as place:
        for page in PAGES:
            desk = place.desk(page)
            outputs = [desk.run(example["kind"], example["code"]) for example in EXAMPLE.finditer(read(page))]
            for name in languages(page):
                _write(name, outputs)


def _write(name: str, outputs: list[str]) -> None:
    text, pieces, done = read(name), [], 0
    for example, printed in zip(EXAMPLE.finditer(text), outputs, strict=True):
        if example["printed"] is not None and printed != example["printed"]:
            print(f"{name}: {example['code'].partition(chr(10))[0]}")
            start, end = example.span("printed")
            pieces += [text[done:start], printed]
            done = end
    (ROOT / name).write_text("".join(pieces) + text[done:], encoding="utf-8")


if __name__ == "__main__":
    renew()

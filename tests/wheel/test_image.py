"""The Dockerfile's steps, taken in a temporary folder, make a service that answers. CI builds the image as well."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from .. import pages
from ..processes import wait_for
from ..test_sdist import ROOT
from ..web.live import Server
from .dockerfile import Stage, below, copy, send, stages
from .installed import environ, made, must, serving

pytestmark = pytest.mark.installs
MOST = 150_000_000  # bytes beside Python


@pytest.fixture(scope="module")
def build_and_final() -> tuple[Stage, Stage]:
    build, final = stages((ROOT / "Dockerfile").read_text(encoding="utf-8"))
    return build, final


@pytest.fixture(scope="module")
def root(build_and_final: tuple[Stage, Stage], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of the image after the first stage, whose base is the Python that runs the tests."""
    build, _ = build_and_final
    root, sent = tmp_path_factory.mktemp("image"), tmp_path_factory.mktemp("context")
    send(ROOT, sent)
    workplace = Path(below(root, build.the("WORKDIR")))
    for folder in (workplace, root / "opt", root / "tmp"):
        folder.mkdir(parents=True)
    base = made(tmp_path_factory.mktemp("base"))
    variables = build.variables(environ(base.tools), root)
    del variables["PIP_NO_CACHE_DIR"]  # good for a layer; here it would download all anew
    for instruction, argument in build.steps:
        if instruction == "COPY":
            *sources, target = argument.split()
            for source in sources:
                copy(sent / source, workplace / target)
        elif instruction == "RUN":
            command = ["sh", "-c", below(root, argument)]
            must(subprocess.run(command, cwd=workplace, env=variables, capture_output=True, check=False))
    return root


@pytest.fixture(scope="module")
def variables(build_and_final: tuple[Stage, Stage], root: Path) -> dict[str, str]:
    return build_and_final[1].variables(environ(), root)


@pytest.fixture(scope="module")
def service(build_and_final: tuple[Stage, Stage], root: Path, variables: dict[str, str]) -> Iterator[Server]:
    final = build_and_final[1]
    command, *arguments = final.command("CMD")
    place = Path(below(root, final.the("WORKDIR")))
    with serving([Path(variables["PATH"].partition(":")[0]) / command, *arguments], place, variables) as server:
        yield server


def test_the_second_stage_takes_what_the_first_made(build_and_final: tuple[Stage, Stage]) -> None:
    """At the same place: an environment cannot be moved."""
    assert build_and_final[1].the("COPY").split() == ["--from=build", "/opt/jingwen", "/opt/jingwen"]


def test_what_built_it_stays_behind(root: Path) -> None:
    installed = {path.name.partition("-")[0] for path in root.glob("opt/jingwen/lib/python*/site-packages/*.dist-info")}
    assert {"jingwen", "flask"} <= installed
    assert not installed & {"pip", "hatchling", "pytest"}


def test_what_comes_out_is_small(root: Path) -> None:
    files = [path.lstat() for path in (root / "opt").rglob("*")]
    assert sum(file.st_blocks * 512 for file in files) < MOST


def test_it_is_healthy(build_and_final: tuple[Stage, Stage], service: Server, variables: dict[str, str]) -> None:
    python, *arguments = build_and_final[1].command("HEALTHCHECK")
    tool = Path(variables["PATH"].partition(":")[0]) / python
    own = {**variables, "PORT": str(service.port)}

    def healthy() -> bool:
        return subprocess.run([tool, *arguments], env=own, capture_output=True, check=False).returncode == 0

    wait_for(healthy, "the command of HEALTHCHECK does not succeed")


@pytest.mark.parametrize("path", ["/readyz", "/openapi.yaml", "/metrics", "/v1/rules/guancha"])
def test_it_answers(service: Server, path: str) -> None:
    assert service.ask("GET", path)[0] == 200


@pytest.mark.parametrize("case", [pages.ENGLISH, pages.GB18030, pages.TRADITIONAL], ids=lambda case: case.name)
def test_it_cleans_a_page(service: Server, case: pages.Case) -> None:
    body = case.body.encode() if isinstance(case.body, str) else case.body
    status, content = service.ask("POST", "/v1/clean", body)
    assert status == 200
    assert json.loads(content)["text"].startswith(case.expected.starts)

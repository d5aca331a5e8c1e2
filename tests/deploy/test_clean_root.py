"""The Dockerfile's steps, taken as they stand in a bare Debian, make something small that needs no root and no place to
write to, and that finishes what it has begun when it is told to stop. CI builds the image as well."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from ..processes import PATIENCE, wait_for
from ..web.live import Server, free_port
from ..web.pages import HTML
from ..wheel.dockerfile import Stage, copy, send, stages
from ..wheel.installed import must
from . import clean_root
from .stage import ROOT

pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(not clean_root.possible(), reason="needs debootstrap, unshare and root on a Debian"),
]
MOST = 150_000_000  # bytes beside Python
BASE = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}
BUILD, FINAL = stages((ROOT / "Dockerfile").read_text(encoding="utf-8"))


def variables(stage: Stage) -> dict[str, str]:
    return stage.variables(BASE, Path("/"))


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root that the second stage makes."""
    base, sent = tmp_path_factory.mktemp("base") / "root", tmp_path_factory.mktemp("context")
    clean_root.debian(base)
    final = base.with_name("final")
    must(subprocess.run(["cp", "--archive", base, final], capture_output=True, check=False))
    place = BUILD.the("WORKDIR")
    (base / place.lstrip("/")).mkdir()
    send(ROOT, sent)
    pip = {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
    for instruction, argument in BUILD.steps:
        if instruction == "COPY":
            *sources, target = argument.split()
            for source in sources:
                copy(sent / source, base / place.lstrip("/") / target)
        elif instruction == "RUN":
            clean_root.inside(base, place, pip | variables(BUILD), argument)
    origin, target = FINAL.the("COPY").split()[1:]
    shutil.copytree(base / origin.lstrip("/"), final / target.lstrip("/"), symlinks=True)
    return final


@pytest.fixture
def service(image: Path, tmp_path: Path) -> Iterator[Server]:
    port, log = free_port(), tmp_path / "log"
    own = variables(FINAL) | {"HOST": "127.0.0.1", "PORT": str(port), "WORKERS": "1"}
    command = clean_root.read_only(image, FINAL.the("WORKDIR"), own, FINAL.the("USER"), FINAL.command("CMD"))
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out)
        try:
            wait_for(
                lambda: process.poll() is not None or b'"event":"ready"' in log.read_bytes(), "the service is not ready"
            )
            assert process.poll() is None, log.read_text(encoding="utf-8")
            yield Server(process, port, log)
        finally:
            process.terminate()
            process.wait()


def test_what_comes_out_is_small(image: Path) -> None:
    files = [path.lstat() for path in (image / "opt").rglob("*")]
    size = sum(file.st_blocks * 512 for file in files)
    print(f"{size / 1e6:.0f} MB beside Python")
    assert size < MOST


def test_it_needs_no_root_and_no_writable_root(service: Server) -> None:
    own = Path(f"/proc/{service.process.pid}")
    user, _, _ = FINAL.the("USER").partition(":")
    assert {*(own / "status").read_text().partition("Uid:")[2].splitlines()[0].split()} == {user}
    mounts = [line.split() for line in (own / "mountinfo").read_text().splitlines()]
    assert [mount[5].split(",")[0] for mount in mounts if mount[4] == "/"] == ["ro"]
    assert service.ask("GET", "/readyz")[0] == 200
    assert service.count("children") == 2, "the counts have no place"


def test_it_finishes_what_it_has_begun(service: Server) -> None:
    """A caller whose page is half sent when the service is told to stop gets its answer."""
    page = HTML.encode()
    head = f"POST /v1/clean HTTP/1.1\r\nHost: x\r\nContent-Length: {len(page)}\r\nExpect: 100-continue\r\n\r\n"
    with socket.create_connection(("127.0.0.1", service.port), PATIENCE) as caller:
        caller.sendall(head.encode())
        assert caller.recv(1000).startswith(b"HTTP/1.1 100 ")
        caller.sendall(page[:100])
        service.process.send_signal(signal.SIGTERM)
        wait_for(lambda: _refuses(service.port), "it does not stop")
        caller.sendall(page[100:])
        assert caller.recv(1000).startswith(b"HTTP/1.1 200 ")
    assert service.process.wait() == 0


def _refuses(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), PATIENCE).close()
    except ConnectionRefusedError:
        return True
    return False

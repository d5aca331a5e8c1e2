"""The same run on this machine, on Ray and on Slurm: the same rows."""

from __future__ import annotations

import gzip
import json
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

from jingwen import cli
from tests.bulk import ray_cluster, slurm_node
from tests.bulk.archives import http, members, warc
from tests.bulk.rows import page

pytestmark = pytest.mark.integration

NUMBER = 600
TYPE = b"Content-Type: text/html; charset=utf-8"


def response(number: int) -> bytes:
    """One of many pages; each tenth is none that can be cleaned, and some are in another coding or charset."""
    match number % 40:
        case 3:
            return http(b"", TYPE)
        case 13:
            return http(b"<p>" * 200_000 + page(number), TYPE)
        case 23:
            return http(gzip.compress(page(number))[:-30], TYPE, b"Content-Encoding: gzip")
        case 33:
            return http(bytes(range(256)) * 40, b"Content-Type: image/png")
        case 7 | 17:
            return http(gzip.compress(page(number)), TYPE, b"Content-Encoding: gzip")
        case 27:
            return http(page(number).decode().encode("gb18030"), b"Content-Type: text/html; charset=gbk")
        case _:
            return http(page(number), TYPE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With an archive and all its rows, as this machine makes them."""
    folder = tmp_path_factory.mktemp("run")
    records = [warc(response(number), number=number) for number in range(NUMBER)]
    (folder / "a.warc.gz").write_bytes(members(records))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        asked = ["batch", "a.warc.gz", "-o", "here.jsonl", "--rules", "off", "--jobs", "2"]
        assert cli.main(asked) == cli.FAILED
    assert len(rows(folder / "here.jsonl")) == NUMBER
    return folder


def rows(path: Path) -> list[str]:
    return sorted(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("engine", ["ray", "slurm"])
def test_a_run_on_a_cluster(engine: str, folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("datatrove", reason="datatrove is not installed: make test-integration")
    cluster: ModuleType = {"ray": ray_cluster, "slurm": slurm_node}[engine]
    if engine == "ray":
        pytest.importorskip("ray", reason="ray is not installed: make test-integration")
    if not cluster.can_run():
        pytest.skip(f"a cluster of {engine} cannot be started here; as root, on Linux, with its packages")
    for old in folder.glob("[klmw]*"):  # of the other engine
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    said = cluster.run([sys.executable, "-m", "tests.bulk.cluster_job", engine, str(folder)], tmp_path)
    expected = rows(folder / "here.jsonl")
    statuses = [json.loads(line)["status"] for line in expected]
    assert 0 < statuses.count("failed") < NUMBER / 10
    for name in ("whole", "killed", "lost"):
        assert rows(folder / f"{name}.jsonl") == expected, said
    assert said.count(f"rows: {NUMBER};") == 3, said
    assert "was lost after" in said
    assert "of 600 rows" in said
    assert "ask for fewer --jobs" in said
    for leftover in folder.glob("*.parts"):
        assert leftover.name == "much.jsonl.parts"

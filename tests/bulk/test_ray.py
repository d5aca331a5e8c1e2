"""Ray Data: batches in and out by themselves, and in a cluster of its own."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from jingwen.bulk.ray import Clean, pool
from jingwen.errors import InvalidOption

from . import ray_cluster
from .rows import CLEANER, page
from .tables import PAGES, SETTINGS, Bad, assert_all_told, pages


@pytest.fixture
def pa() -> Any:
    return pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install '.[bulk]'")


def batch(pa: Any) -> Any:
    return pa.Table.from_pylist(pages(bytes_only=True), pa.schema([
        ("id", pa.string()), ("html", pa.binary()), ("url", pa.string()), ("content_type", pa.string()),
        ("fetched_at", pa.string()),
    ]))  # fmt: skip


def test_each_batch_has_the_same_schema(pa: Any) -> None:
    clean = Clean(cleaner=CLEANER, isolated=False)
    some = [clean(part) for part in (batch(pa), batch(pa).slice(4, 2), batch(pa).slice(0, 0), pa.table({}))]
    assert [len(table) for table in some] == [len(PAGES), 2, 0, 0]
    assert all(table.schema == some[0].schema for table in some)


def test_bytes_of_numpy_keep_their_zeros(pa: Any) -> None:
    numpy = pytest.importorskip("numpy")
    html = numpy.empty(2, object)
    html[:] = [b"<h1>a</h1>\0\0", None]
    clean = Clean(cleaner=CLEANER, isolated=False, fields=["problem", "kind"])
    assert clean({"id": numpy.array([1, 2]), "html": html}).to_pylist() == [
        {"id": "1", "problem": None, "kind": "html"},
        {"id": "2", "problem": "empty-body", "kind": None},
    ]


def test_a_table_without_pages_is_told(pa: Any) -> None:
    with pytest.raises(InvalidOption, match="found content"):
        Clean(cleaner=CLEANER, isolated=False)(pa.table({"content": [page(1)]}))


@pytest.fixture
def processors(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """What a cluster has, which is none."""
    found: dict[str, float] = {}
    data = SimpleNamespace(ActorPoolStrategy=lambda size: f"{size} actors")
    monkeypatch.setitem(sys.modules, "ray", SimpleNamespace(cluster_resources=lambda: found, data=data))
    monkeypatch.setitem(sys.modules, "ray.data", data)
    return found


def test_a_pool_leaves_a_processor_to_read_with(processors: dict[str, float]) -> None:
    processors["CPU"] = 8.0
    assert (pool(), pool(3)) == ("7 actors", "3 actors")
    for size in (0, 8, 9):
        with pytest.raises(InvalidOption, match=rf"a pool of {size} .* of the 8 processors .*; expected 1 to 7"):
            pool(size)
    processors["CPU"] = 1.0
    with pytest.raises(InvalidOption, match="none of the 1 processors"):
        pool()


@pytest.mark.integration
@pytest.mark.skipif(not ray_cluster.can_run(), reason="a Ray cluster of its own takes root, unshare and ip")
@pytest.mark.parametrize("batch_format", ["pyarrow", "numpy"])
def test_rows_in_are_rows_out_in_a_cluster(batch_format: str, pa: Any, tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="Ray is not installed")
    import pyarrow.parquet as pq

    pq.write_table(batch(pa), tmp_path / "pages.parquet", row_group_size=5)
    output = tmp_path / "rows"
    ray_cluster.run(
        [sys.executable, "-m", "tests.bulk.ray_job", str(tmp_path / "pages.parquet"), str(output), batch_format],
        tmp_path,
    )
    found = pq.read_table(output)
    assert found.schema.remove_metadata() == Clean(cleaner=Bad(), settings=SETTINGS)._rows.arrow_schema()
    rows = found.to_pylist(maps_as_pydicts="strict")
    assert_all_told(rows)

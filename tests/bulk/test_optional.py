"""Tables and addresses, where the packages that read them are installed; a clear word where not."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from jingwen import cli
from jingwen.bulk.inputs import _address, sources
from jingwen.errors import InvalidOption

from .archives import PAGE, http, keys_differ, members, warc

GBK = PAGE.decode().encode("gbk")
WHEN = datetime(2024, 5, 6, 8, tzinfo=UTC)


@pytest.fixture
def pa() -> Any:
    pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed: pip install '.[bulk]'")
    return pytest.importorskip("pyarrow")


@pytest.fixture
def memory() -> Iterator[Any]:
    fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed: pip install '.[bulk]'")
    system = fsspec.filesystem("memory")
    yield system
    system.store.clear()
    system.pseudo_dirs[:] = [""]


def table(path: Path, columns: dict[str, Any], **said: Any) -> Path:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table(columns), path, **said)
    return path


def test_rows_of_a_table(pa: Any, tmp_path: Path) -> None:
    file = table(
        tmp_path / "a.parquet",
        {
            "url": ["https://example.com/1", None, None, None],
            "html": pa.array([GBK, PAGE, b"", None], pa.binary()),
            "content_type": ["text/html; charset=gbk", None, None, None],
            "fetched_at": pa.array([WHEN, None, None, None], pa.timestamp("us", "UTC")),
            "id": pa.array([1, 2, 3, 4]),
            "unread": pa.array([[1], [2], [3], None]),
        },
        row_group_size=3,
    )
    (source,) = sources([str(file)])
    first, second, third, fourth = source
    assert (first.body, first.url, first.content_type, first.fetched_at, first.id) == (
        GBK,
        "https://example.com/1",
        "text/html; charset=gbk",
        WHEN,
        "1",
    )
    assert (second.body, second.content_type) == (PAGE, "text/html")
    assert [each.problem and each.problem.slug for each in (third, fourth)] == ["empty-body"] * 2
    assert source.position == source.size
    assert keys_differ(source)


@pytest.mark.parametrize("kind", ["string", "large_string", "binary", "large_binary", "dictionary"])
def test_a_column_of_each_type(kind: str, pa: Any, tmp_path: Path) -> None:
    values = pa.array([PAGE.decode()] * 3)
    column = values.dictionary_encode() if kind == "dictionary" else values.cast(getattr(pa, kind)())
    (source,) = sources([str(table(tmp_path / "a.pq", {"content": column}))], columns={"html": "content"})
    assert [each.body for each in source] == [PAGE] * 3


def test_a_table_without_a_page_names_its_columns(pa: Any, tmp_path: Path) -> None:
    file = table(tmp_path / "a.parquet", {"content": ["x"], "url": ["x"]})
    with pytest.raises(InvalidOption, match=r"expected one of text, html, body_base64, found content, url\. Name it"):
        sources([str(file)])


def test_a_table_that_jingwen_wrote_is_no_input(pa: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table(tmp_path / "a.parquet", {"html": [PAGE]})
    row = {"input": ["a"], "offset": [0], "status": ["article"], "problem": ["cut"], "text": ["x"]}
    file = table(tmp_path / "out.parquet", row)
    with pytest.raises(InvalidOption, match=r"out\.parquet is what jingwen batch wrote"):
        sources([str(tmp_path)])
    assert cli.main(["rules", "coverage", str(file), "--rules", "off"]) == cli.UNUSABLE
    assert "out.parquet is what jingwen batch wrote" in (said := capsys.readouterr().err)
    assert "write .jsonl" in said


def test_a_table_that_is_cut_off_has_a_row_that_says_so(pa: Any, tmp_path: Path) -> None:
    file = table(tmp_path / "a.parquet", {"html": [PAGE] * 9})
    for size in (0, 3, 100, file.stat().st_size - 5):
        (tmp_path / "b.parquet").write_bytes(file.read_bytes()[:size])
        (source,) = sources([str(tmp_path / "b.parquet")])
        (found,) = source
        assert "b.parquet: it is no whole Parquet file" in str(found.problem)


def test_a_broken_row_group_costs_its_rows_only(pa: Any, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    pages = [PAGE + bytes([65 + n]) * 50 for n in range(9)]
    file = table(tmp_path / "a.parquet", {"html": pages}, row_group_size=3, compression="zstd", use_dictionary=False)
    column = pq.ParquetFile(file).metadata.row_group(1).column(0)
    content = bytearray(file.read_bytes())
    end = column.data_page_offset + column.total_compressed_size
    content[column.data_page_offset + 20 : end] = bytes(end - column.data_page_offset - 20)
    file.write_bytes(content)
    (source,) = sources([str(file)])
    records = list(source)
    assert [each.body for each in records if each.problem is None] == [*pages[:3], *pages[6:]]
    assert [each.offset for each in records] == [*range(9)]
    assert "row group 1 cannot be read from row 3 on" in str(source.faults[0])


def test_addresses(memory: Any) -> None:
    archive = members([warc(http(), number=n) for n in range(3)])
    for name in ("crawl/b.warc.gz", "crawl/a.warc.gz", "crawl/deep/c.warc.gz", "crawl/x.png"):
        memory.pipe(f"/{name}", archive)
    memory.pipe("/pages/1.html.gz", gzip.compress(PAGE))
    memory.pipe("/pages/b/2.html", PAGE)
    memory.pipe("/pages/list.csv", b"b/2.html,https://example.com/2\n1.html.gz\n")
    assert [each.name for each in sources(["memory://crawl/*.warc.gz"])] == [
        "memory://crawl/a.warc.gz",
        "memory://crawl/b.warc.gz",
    ]
    found = sources(["memory://crawl", "memory://pages/", "memory://pages/list.csv"])
    assert [each.kind for each in found] == ["warc", "warc", "warc", "folder", "list"]
    assert found[0].size == len(archive)
    assert [each.body for source in found for each in source] == [PAGE] * 13
    assert [each.id for each in found[3]] == ["1.html.gz", "b/2.html"]
    assert all(keys_differ(each) for each in found)


@pytest.mark.parametrize(
    ("name", "path", "found", "address"),
    [
        ("hdfs://node:8020/crawl/", "/crawl", "/crawl/a.warc", "hdfs://node:8020/crawl/a.warc"),
        ("s3://bucket/*.warc", "bucket/*.warc", "bucket/a.warc", "s3://bucket/a.warc"),
        ("zip://*.warc::s3://bucket/a.zip", "*.warc", "a.warc", "zip://a.warc::s3://bucket/a.zip"),
    ],
)
def test_the_address_of_what_is_found_has_its_host(name: str, path: str, found: str, address: str) -> None:
    assert _address(name, path, found) == address


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("memory://gone.warc", "memory://gone.warc cannot be read"),
        ("memory://gone/*.warc", "memory://gone/*.warc matches no file"),
        ("nowhere://a.warc", "the address nowhere://a.warc cannot be read: "),
    ],
)
def test_addresses_that_lead_nowhere(name: str, said: str, memory: Any) -> None:
    with pytest.raises(InvalidOption) as caught:
        sources([name])
    assert said in str(caught.value)


@pytest.mark.parametrize(("name", "package"), [("s3://bucket/a.warc", "fsspec"), ("a.parquet", "pyarrow")])
def test_a_missing_package_is_named(name: str, package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [each for each in sys.modules if each.partition(".")[0] == package]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.chdir(tmp_path)
    Path("a.parquet").touch()
    with pytest.raises(InvalidOption, match=rf"needs the package {package}: pip install '\.\[bulk\]'"):
        sources([name])

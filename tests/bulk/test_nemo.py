"""NeMo Curator's extractor: by its interface, and in its own stage where it is installed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jingwen.bulk.nemo import Extractor

from .archives import http, members, warc
from .rows import CLEANER, page
from .tables import PROBLEMS, SETTINGS, TITLES, Bad, pages

BAD: dict[str, Any] = {"cleaner": Bad(), "settings": SETTINGS}


def records() -> list[dict[str, Any]]:
    return [
        {"url": each["url"], "warc_id": each["id"], "source_id": "a.warc", "content": each["html"]} for each in pages()
    ]


def test_there_is_a_row_for_each_record() -> None:
    extractor = Extractor(**BAD)
    rows = [extractor.extract(record) for record in records()]
    assert [row["id"] for row in rows] == [row["warc_id"] for row in rows] == [each["id"] for each in pages()]
    assert {row["id"]: row["title"] for row in rows if row["title"]} == TITLES
    assert {row["id"]: row["problem"] for row in rows if row["problem"]} == PROBLEMS
    assert all(list(row) == extractor.output_columns() for row in rows)
    assert all(isinstance(row["text"], str) for row in rows)


def test_what_lacks_everything_has_a_row() -> None:
    extractor = Extractor(fields=["title", "problem"], cleaner=CLEANER, isolated=False)
    assert extractor.extract({}) == {
        "id": None, "title": None, "problem": "empty-body", "warc_id": None, "source_id": None
    }  # fmt: skip
    assert extractor.input_columns() == ["url", "warc_id", "source_id", "content"]


@pytest.mark.integration
def test_in_its_own_stage(tmp_path: Path) -> None:
    download = pytest.importorskip("nemo_curator.stages.text.download", reason="NeMo Curator is not installed")
    from nemo_curator.stages.text.download.base.iterator import DocumentIterateExtractStage, DocumentIterator
    from nemo_curator.stages.text.download.common_crawl.warc_iterator import CommonCrawlWarcIterator
    from nemo_curator.tasks import FileGroupTask

    archive = tmp_path / "a.warc.gz"
    archive.write_bytes(members([warc(http(page(n)), number=n) for n in range(3)]))
    extractor = Extractor(**BAD)
    methods = download.DocumentExtractor.__abstractmethods__
    assert all(callable(getattr(extractor, name)) for name in methods)
    stage = DocumentIterateExtractStage(CommonCrawlWarcIterator(), extractor)
    batch = stage.process(FileGroupTask(dataset_name="a", data=[str(archive)]))
    frame = batch.to_pandas()
    assert list(frame["title"]) == [f"台风{n}号登陆" for n in range(3)]
    assert {*stage.outputs()[1]} == {*frame.columns}

    class Iterator(DocumentIterator):  # type: ignore[misc]  # it is not typed
        def iterate(self, file_path: str) -> Any:
            return iter(records())

        def output_columns(self) -> list[str]:
            return [*records()[0]]

    stage = DocumentIterateExtractStage(Iterator(), extractor)
    frame = stage.process(FileGroupTask(dataset_name="a", data=["a"])).to_pandas()
    assert list(frame["id"]) == [each["id"] for each in pages()]

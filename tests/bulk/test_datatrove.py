"""The step for datatrove's own pipelines: documents in, documents out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jingwen.bulk.columns import COLUMNS
from jingwen.settings import Settings
from tests.bulk.rows import CLEANER, page

pytest.importorskip("datatrove", reason="datatrove is not installed: pip install '.[slurm]'")


def document(number: int, text: str = "", **metadata: Any) -> Any:
    from datatrove.data import Document

    return Document(text, str(number), metadata=metadata)


def cleaned(*documents: Any, **asked: Any) -> list[Any]:
    from jingwen.bulk.datatrove import Clean

    return list(Clean(CLEANER, jobs=2, **asked).run(iter(documents)))


def test_each_document_in_gives_one_out() -> None:
    gbk = page(2).decode().encode("gbk")
    found = cleaned(
        document(1, page(1).decode(), url="https://news.example.com/1", mine="kept"),
        document(2, html=gbk, content_type="text/html; charset=gbk", date="2024-03-01T00:00:00Z"),
        document(3, "  "),
        document(4, html=b""),
        document(5, "\udce4", url=5),
        document(6, page(6).decode(), date="nonsense"),
    )
    assert [each.id for each in found] == ["1", "2", "3", "4", "5", "6"]
    titles = [each.metadata["title"] for each in found]
    assert titles[:4] == ["台风1号登陆", "台风2号登陆", None, None]
    assert titles[5] == "台风6号登陆"
    assert found[1].text.startswith("第2号台风今天上午")
    statuses = [(each.metadata["status"], each.metadata["problem"]) for each in found]
    assert statuses[:4] == [("article", None)] * 2 + [("failed", "empty-body")] * 2
    assert found[0].metadata["mine"] == "kept"
    assert "html" not in found[1].metadata
    added = {*COLUMNS} - {"input", "offset", "id", "text"}
    assert all(added <= {*each.metadata} for each in found)
    assert {each.text for each in found[2:4]} == {""}


def test_a_page_over_the_limit() -> None:
    (found,) = cleaned(document(1, html=page(1)), settings=Settings(max_page_bytes=10, token="a" * 40))
    assert found.metadata["problem"] == "body-too-large"


def test_the_limits_are_those_of_the_settings() -> None:
    from jingwen.bulk.datatrove import Clean

    settings = Settings(max_tags=3)
    (found,) = Clean(settings=settings).run(iter([document(1, html=b"<p>" * 9)]))
    assert found.metadata["problem"] == "too-many-tags"


@pytest.mark.integration
def test_in_a_pipeline(tmp_path: Path) -> None:
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    from jingwen.bulk.datatrove import Clean

    (tmp_path / "in").mkdir()
    for part in range(2):
        lines = [{"html": page(n).decode() if n % 5 else "", "id": n} for n in range(part, 20, 2)]
        (tmp_path / "in" / f"{part}.jsonl").write_text("".join(json.dumps(each) + "\n" for each in lines))
    step = Clean(CLEANER, settings=Settings(token="a" * 40))
    # Its reader drops documents without a text; so the page comes in the metadata too.
    LocalPipelineExecutor(
        [
            JsonlReader(str(tmp_path / "in"), adapter=adapted),
            step,
            JsonlWriter(str(tmp_path / "out"), compression=None),
        ],
        tasks=2,
        workers=2,
        logging_dir=str(tmp_path / "log"),
    ).run()
    rows = [json.loads(line) for file in (tmp_path / "out").iterdir() for line in file.read_text().splitlines()]
    assert sorted(int(row["id"]) for row in rows) == [*range(20)]
    assert [row["metadata"]["status"] for row in rows].count("failed") == 4
    assert not any("a" * 40 in file.read_text() for file in (tmp_path / "log").rglob("*.json"))


def adapted(self: Any, data: dict[str, Any], path: str, id_in_file: int | str) -> dict[str, Any]:
    return {"text": "-", "id": str(data["id"]), "metadata": {"html": data["html"].encode()}}


@pytest.mark.integration
def test_a_task_as_a_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """datatrove's own executor on this machine: a failing task costs its rows, and a resume has another number."""
    from datatrove.executor import LocalPipelineExecutor

    from jingwen.bulk.job import Job
    from jingwen.bulk.part import Part
    from jingwen.bulk.tasks import Run, UnfinishedRun, conclude

    monkeypatch.chdir(tmp_path)
    lines = [json.dumps({"html": page(n).decode()}) for n in range(20)]
    Path("a.jsonl").write_text("\n".join(lines))
    job = Job(("a.jsonl",), "o.jsonl", CLEANER, Settings())

    def run(tasks: int, only: int, resume: bool) -> Run:
        found = job.sources()
        job.begin(found, resume)
        run = Run(str(tmp_path / "o.jsonl"), tasks, 1)
        run.begin(job, found)
        LocalPipelineExecutor([Part(run)], tasks, local_tasks=only, logging_dir=str(run.engine)).run()
        conclude(run, found)
        return run

    with pytest.raises(UnfinishedRun, match=r"2 of 3 tasks .*1[34] of 20 rows"):
        run(3, 2, False)
    run(2, -1, True)
    assert job.finish(job.sources())[0].rows == 20

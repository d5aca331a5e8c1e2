"""Spark in its local mode, with a Java of its own."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jingwen.bulk.columns import COLUMNS
from jingwen.bulk.spark import Clean, schema

from .tables import SETTINGS, Bad, assert_all_told, pages

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed")
    if not shutil.which("java"):
        pytest.fail("there is no java; on Debian: apt-get install openjdk-17-jre-headless")
    with pytest.MonkeyPatch.context() as environ:
        environ.setenv("PYSPARK_PYTHON", sys.executable)
        environ.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(ROOT), *sys.path])))
        environ.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        builder = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
        for name in ("spark.driver.bindAddress", "spark.driver.host"):
            builder = builder.config(name, "127.0.0.1")
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        yield session
        session.stop()


@pytest.mark.integration
def test_rows_in_are_rows_out(spark: Any, tmp_path: Path) -> None:
    given = spark.createDataFrame(
        [tuple(each.values()) for each in pages(bytes_only=True)],
        "id string, html binary, url string, content_type string, fetched_at string",
    ).repartition(3)
    clean = Clean(cleaner=Bad(), settings=SETTINGS)
    rows = given.mapInPandas(clean, clean.schema)
    rows.write.parquet(str(tmp_path / "rows"))
    read = spark.read.parquet(str(tmp_path / "rows"))
    assert [(field.name, field.dataType) for field in read.schema] == [
        (field.name, field.dataType) for field in rows.schema
    ]
    found = [row.asDict(recursive=True) for row in read.collect()]
    assert_all_told(found)
    (good,) = (row for row in found if row["id"] == "good")
    assert good["encoding"] == {"name": "utf-8", "from": "utf-8"}
    assert good["origin"]["title"] == "page"
    assert good["byline"] == []
    assert set(good) == {name for name in COLUMNS if name not in ("input", "offset")}


@pytest.mark.integration
def test_an_empty_partition_and_chosen_fields(spark: Any) -> None:
    given = spark.createDataFrame([], "id string, html binary")
    clean = Clean(fields=["title", "captions", "origin"])
    assert given.mapInPandas(clean, clean.schema).collect() == []


@pytest.mark.integration
def test_a_table_without_pages_ends_the_job_and_says_why(spark: Any) -> None:
    clean = Clean()
    with pytest.raises(Exception, match="expected one of text, html, body_base64, found content"):
        spark.createDataFrame([("x",)], "content string").mapInPandas(clean, clean.schema).collect()


def test_the_schema_needs_no_spark() -> None:
    assert schema(["id", "retry", "byline", "origin", "encoding", "notices", "confidence"]) == (
        "`id` string, `retry` boolean, `byline` array<string>, `origin` map<string,string>, "
        "`encoding` struct<`name`:string,`from`:string>, `notices` array<struct<`code`:string,`message`:string>>, "
        "`confidence` double"
    )

"""What is counted, and under which labels."""

from __future__ import annotations

import gzip
from dataclasses import fields, replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from jingwen.cleaner import Cleaner
from jingwen.isolation.answer import FIELDS, Answer, Facts
from jingwen.isolation.watcher import REASONS
from jingwen.model import ENCODING_ORIGINS, NOTICE_CODES, Notice
from jingwen.pipeline import STAGES
from jingwen.settings import Settings
from jingwen.version import VERSION
from jingwen.web.metrics import BYTES, OUTCOMES
from jingwen.web.service import of

from .examples import application
from .pages import FURNITURE, HTML, URL

Counts = dict[tuple[str, tuple[tuple[str, str], ...]], float]


def counts(client: FlaskClient) -> Counts:
    answer = client.get("/metrics")
    assert answer.content_type.startswith("text/plain; version=")
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def count(found: Counts, name: str, **labels: str) -> float:
    """The value of a sample, which must be there."""
    return found[f"jingwen_{name}", tuple(sorted(labels.items()))]


def values(found: Counts, name: str, label: str) -> set[str]:
    """What a label of a metric can be."""
    return {dict(labels)[label] for each, labels in found if each == f"jingwen_{name}"}


def test_whatever_can_be_counted_is_there_from_the_start(client: FlaskClient) -> None:
    """Prometheus's increase() does not see an event that a series begins with."""
    found = counts(client)
    assert {value for (name, _), value in found.items() if name.endswith(("_total", "_count", "_bucket"))} == {0.0}
    assert values(found, "requests_total", "input") == {"raw", "json", "multipart", "form", "batch", "try"}
    assert values(found, "requests_total", "outcome") == set(OUTCOMES)
    assert len([key for key in found if key[0] == "jingwen_requests_total"]) == 6 * len(OUTCOMES)
    assert {"article", "no_article", "no-article", "body-too-large", "child-died", "internal-error"} <= {*OUTCOMES}
    assert {"unauthorized", "unknown-rule", "method-not-allowed", "not-found"}.isdisjoint(OUTCOMES)
    assert values(found, "stage_seconds_total", "stage") == set(STAGES)
    assert values(found, "fields_missing_total", "field") == set(FIELDS)
    assert values(found, "encodings_total", "from") == set(ENCODING_ORIGINS)
    assert values(found, "notices_total", "code") == set(NOTICE_CODES)
    assert values(found, "limit_hits_total", "limit") == {
        setting.name for setting in fields(Settings) if setting.name.startswith("max_")
    }
    assert values(found, "child_restarts_total", "reason") == set(REASONS)
    assert values(found, "rule_hits_total", "rule") == {"rules/example.yaml"}
    assert values(found, "rule_misses_total", "rule") == {"rules/example.yaml"}
    assert values(found, "rules_reloads_total", "outcome") == {"done", "refused"}


def test_the_stages_and_origins_that_are_known_are_those_of_a_page() -> None:
    heard: list[str] = []
    cleaner = Cleaner("off")
    read = [cleaner.clean(body, content_type=content_type, on_stage=heard.append) for body, content_type in READ]
    origins = {article.encoding.origin for article in read}
    assert origins == set(ENCODING_ORIGINS)
    assert tuple(dict.fromkeys(heard)) == (*STAGES, "done")


READ = (
    ("文", None),
    (b"\xff\xfe\x87e", None),
    ("文".encode(), None),
    ("新闻".encode("gbk"), "text/html; charset=gbk"),
    ("<meta charset=gbk>新闻".encode("gbk"), None),
    ("新闻网站的记者今天说".encode("gbk"), None),
)


def test_requests_by_outcome_and_input(client: FlaskClient) -> None:
    client.post("/v1/clean", data=HTML)
    client.post("/v1/clean", data=HTML)
    client.post("/v1/clean", json={"html": FURNITURE})
    client.post("/v1/clean?strict=1", json={"html": FURNITURE})
    client.post("/v1/clean", data=b"")
    client.post("/v1/clean", data=b"x", content_type="multipart/form-data; boundary=b")
    client.get("/v1/clean")
    client.get("/livez")
    found = counts(client)
    assert {key: value for key, value in found.items() if key[0] == "jingwen_requests_total" and value} == {
        ("jingwen_requests_total", (("input", "raw"), ("outcome", "article"))): 2,
        ("jingwen_requests_total", (("input", "json"), ("outcome", "no_article"))): 1,
        ("jingwen_requests_total", (("input", "json"), ("outcome", "no-article"))): 1,
        ("jingwen_requests_total", (("input", "raw"), ("outcome", "empty-body"))): 1,
        ("jingwen_requests_total", (("input", "multipart"), ("outcome", "invalid-form"))): 1,
    }
    assert count(found, "request_seconds_count") == 6
    assert 0 < count(found, "request_seconds_sum") < 60


def test_stages_sizes_and_encodings(client: FlaskClient) -> None:
    page = HTML.encode()
    client.post("/v1/clean", data=gzip.compress(page), headers={"Content-Encoding": "gzip"})
    client.post("/v1/clean", data=HTML.replace("utf-8", "gbk").encode("gbk"))
    found = counts(client)
    stages = {dict(labels)["stage"] for name, labels in found if name == "jingwen_stage_seconds_total"}
    assert {"decode", "locate", "fields", "tidy"} <= stages
    assert "done" not in stages
    assert all(count(found, "stage_seconds_total", stage=stage) > 0 for stage in stages)
    assert sum(count(found, "stage_seconds_total", stage=stage) for stage in stages) <= count(
        found, "request_seconds_sum"
    )
    assert count(found, "input_bytes_count") == 2
    assert count(found, "input_bytes_sum") == len(page) + len(HTML.replace("utf-8", "gbk").encode("gbk"))
    assert count(found, "encodings_total", **{"from": "utf-8"}) == 1
    assert count(found, "encodings_total", **{"from": "meta"}) == 1


def test_what_an_article_lacks(client: FlaskClient) -> None:
    answer = client.post("/v1/clean", data=HTML).get_json()
    client.post("/v1/clean", data=FURNITURE)
    lacking = {name for name in ("title", "source", "byline", "editors", "date", "captions") if not answer[name]}
    assert {"byline", "captions"} <= lacking
    assert "title" not in lacking
    found = counts(client)
    named = {
        dict(key[1])["field"] for key, value in found.items() if key[0] == "jingwen_fields_missing_total" and value
    }
    assert named == lacking, "a page without an article lacks nothing"
    assert all(count(found, "fields_missing_total", field=name) == 1 for name in lacking)


def test_rules_and_notices(app: Flask, client: FlaskClient) -> None:
    client.post(f"/v1/clean?url={URL}", data=HTML)
    client.post("/v1/clean?url=https://unlisted.example.org/", data=HTML)
    found = counts(client)
    assert count(found, "rule_hits_total", rule="rules/example.yaml") == 1
    assert count(found, "rule_misses_total", rule="rules/example.yaml") == 0
    article = of(app).cleaner.clean(HTML, url=URL)
    facts = Facts.of(replace(article, notices=(Notice("rule_missed", "…"),)))
    of(app).metrics.page(1, Answer(b"{}", facts, ()))
    found = counts(client)
    assert count(found, "rule_hits_total", rule="rules/example.yaml") == 2
    assert count(found, "rule_misses_total", rule="rules/example.yaml") == 1
    assert count(found, "notices_total", code="rule_missed") == 1
    assert "unlisted" not in client.get("/metrics").text


@pytest.mark.parametrize("size", [0, 1_000, 1_001, 20_000_000, 20_000_001])
def test_a_size_counts_in_each_bucket_that_holds_it(size: int, app: Flask, client: FlaskClient) -> None:
    of(app).metrics.page(size, Answer(b"", Facts("article", None, "utf-8", [], []), []))
    found = counts(client)
    buckets = {
        float(labels["le"]): value
        for (name, pairs), value in found.items()
        if name == "jingwen_input_bytes_bucket" and (labels := dict(pairs))
    }
    assert buckets == {bound: float(size <= bound) for bound in (*BYTES, float("inf"))}
    assert (count(found, "input_bytes_sum"), count(found, "input_bytes_count")) == (size, 1)


def test_limits_that_are_hit() -> None:
    client = application(
        max_tags=30, max_attributes=10, max_answer_bytes=3000, max_page_bytes=5000, max_pages=1
    ).test_client()
    for body in ("x" * 6000, "<i></i>" * 31, f"<i {' '.join(f'a{n}' for n in range(99))}>x</i>", "清晨<br>" * 30):
        client.post("/v1/clean?explain=1", data=body, content_type="text/html")
    client.post("/v1/clean", json={"pages": [{"text": "x"}] * 2})
    found = counts(client)
    hits = {dict(key[1])["limit"]: n for key, n in found.items() if key[0] == "jingwen_limit_hits_total" and n}
    assert hits == {"max_page_bytes": 1, "max_tags": 1, "max_attributes": 1, "max_answer_bytes": 1, "max_pages": 1}


def test_the_build(app: Flask, client: FlaskClient) -> None:
    assert count(counts(client), "build_info", version=VERSION, rules=of(app).cleaner.rules.version) == 1


@pytest.mark.parametrize("name", ["requests_total", "request_seconds_bucket", "build_info", "input_bytes_bucket"])
def test_names_have_the_prefix(name: str, client: FlaskClient) -> None:
    client.post("/v1/clean", data=HTML)
    names = {found for found, _ in counts(client)}
    assert f"jingwen_{name}" in names
    assert all(found.startswith("jingwen_") for found in names)

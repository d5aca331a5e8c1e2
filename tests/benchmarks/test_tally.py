"""Counts taken from answers, beside what a service says that it has counted."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from benchmarks import tally
from benchmarks.tally import Sample, Tally, differences, sample
from jingwen.cleaner import Cleaner
from jingwen.isolation.answer import Inline
from jingwen.model import RawPage
from jingwen.settings import Settings
from jingwen.web.app import create_app
from tests.hostile.inputs import ARTICLE, page

GOOD = page(ARTICLE)
CROWDED = page("<div " + " ".join(f"a{n}" for n in range(2000)) + ">" + ARTICLE)
LONG = page("<p>" + "字" * 2_000_001)


def test_a_service_counts_as_its_caller_does() -> None:
    cleaner = Cleaner("off")
    client = create_app(Settings(), cleaner, Inline(cleaner)).test_client()
    counted = Tally()
    for body, headers, form in (
        (GOOD, {"Content-Type": "text/html"}, "raw"),
        (GOOD, {"Content-Type": "text/html"}, "raw"),
        (CROWDED, {}, "raw"),
        (LONG, {}, "raw"),
        (b"", {}, "raw"),
        (b"[", {"Content-Type": "application/json"}, "json"),
        (json.dumps({"text": "版权所有"}).encode(), {"Content-Type": "application/json"}, "json"),
    ):
        answer = client.post("/v1/clean", data=body, headers=headers)
        counted.add(form, answer.status_code, answer.data)
    exposed = tally.read(client.get("/metrics").data)
    assert [*differences(counted.expected(), exposed)] == []
    assert counted.outcomes["article"] == 3
    assert exposed[sample("limit_hits_total", limit="max_text")] == 1
    assert exposed[sample("limit_hits_total", limit="max_attributes")] == 1
    counted.add("raw", 200, json.dumps(cleaner.clean_pages([RawPage(GOOD)]).to_dict()).encode())
    told = [*differences(counted.expected(), exposed)]
    assert 'jingwen_requests_total{input="raw",outcome="article"} is 3, expected 4 by the answers' in told


@pytest.mark.parametrize(
    ("status", "told", "counted"),
    [
        (
            504,
            {"type": "urn:jingwen:problem:deadline-exceeded", "status": 504, "limit_name": "deadline"},
            [sample("deadline_kills_total"), sample("child_restarts_total", reason="deadline")],
        ),
        (
            413,
            {"type": "urn:jingwen:problem:too-many-tags", "limit_name": "max_tags"},
            [sample("limit_hits_total", limit="max_tags")],
        ),
        (503, {"type": "urn:jingwen:problem:overloaded", "limit_name": "queue"}, []),
    ],
)
def test_what_a_problem_counts_for(status: int, told: dict[str, object], counted: Sequence[Sample]) -> None:
    found = tally.samples("raw", status, told)
    del (
        found[sample("requests_total", outcome=tally.outcome(told), input="raw")],
        found[sample("request_seconds_count")],
    )
    assert sorted(found) == sorted(counted)


@pytest.mark.parametrize(
    ("got", "said"),
    [
        ({("children_busy", ()): 0.0, sample("child_restarts_total", reason="pages"): 7.0, ("x_total", ()): 1.0}, []),
        ({("children_busy", ()): 1.0}, ["jingwen_children_busy{} is 1, expected 0 by the answers"]),
        (
            {sample("child_restarts_total", reason="died"): 1.0},
            ['jingwen_child_restarts_total{reason="died"} is 1, expected 0 by the answers'],
        ),
    ],
)
def test_what_no_answer_tells_of(got: dict[Sample, float], said: list[str]) -> None:
    assert [*differences({}, got)] == said

"""Counts over segments, tasks and runs."""

from __future__ import annotations

from collections import Counter

from jingwen.bulk import tally as module
from jingwen.bulk.tally import Tally
from jingwen.errors import DeadlineExceeded
from jingwen.isolation.answer import Answer, Facts
from jingwen.isolation.outcome import Outcome
from tests.bulk.rows import record


def found(status: str = "article", rule: str | None = None, **facts: list[str]) -> Answer:
    return Answer(b"{}", Facts(status, rule, "utf-8", **{"missing": [], "notices": []} | facts), ())


def test_what_is_counted() -> None:
    tally = Tally()
    some: list[Outcome] = [
        found(missing=["date"]),
        found(rule="rules/a.yaml", notices=["rule_missed"]),
        found("index"),
        DeadlineExceeded("late"),
    ]
    for number, each in enumerate(some):
        tally.count(record(number), each)
    assert (tally.rows, tally.failed) == (4, 1)
    assert tally.statuses == {"article": 2, "index": 1, "failed": 1}
    assert tally.problems == {"deadline-exceeded": 1}
    assert tally.lacked == {"date": 1}
    assert tally.hosts == {"news.example.com": 1}
    assert tally.missed == {"rules/a.yaml": 1}


def test_counts_add_up_and_travel() -> None:
    one, two = Tally(), Tally()
    one.count(record(1), found())
    two.count(record(2), DeadlineExceeded("late"))
    one.add(Tally.of(two.to_dict()))
    assert one.statuses == {"article": 1, "failed": 1}
    assert one.hosts == {"news.example.com": 1}
    assert two.statuses == {"failed": 1}


def test_the_names_of_a_large_crawl_stay_few() -> None:
    tally = Tally(hosts=Counter({f"{n}.example.com": 1 for n in range(module.MOST_NAMES)}))
    tally.count(record(1, url="http://one.more.example.com/"), found())
    tally.count(record(2, url="http://7.example.com/"), found())
    assert len(tally.hosts) == module.MOST_NAMES
    assert tally.hosts["7.example.com"] == 2


def test_an_address_that_is_none_is_of_no_host() -> None:
    tally = Tally()
    tally.count(record(1, url="http://[::1/"), found())
    assert tally.rows == 1
    assert not tally.hosts


def test_the_summary() -> None:
    tally = Tally()
    for number in range(4):
        tally.count(record(number), found(missing=["byline"] if number else []))
    tally.count(record(5), DeadlineExceeded("late"))
    assert list(tally.summary()) == [
        "rows: 5; article 4, failed 1",
        "problems: deadline-exceeded 1",
        "articles that have a field: title 100%, source 100%, byline 25%, editors 100%, date 100%, captions 100%",
        "articles without a rule for their host: 4, most on news.example.com 4",
    ]

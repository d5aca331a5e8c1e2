"""Records in, rows out."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingwen.bulk.record import Record
from jingwen.bulk.run import Share, clean_all, found_in, nobody
from jingwen.bulk.segments import Segments
from jingwen.bulk.wanted import wanted
from jingwen.errors import BodyTooLarge, ChildDied, NoChild
from jingwen.isolation.answer import Answer, Inline
from jingwen.isolation.outcome import Outcome
from tests.bulk.rows import CLEANER, Cleaning, Listed, record
from tests.bulk.test_segments import COLUMNS_ALL, begun, rows

SOURCES = [Listed("a.warc", map(record, range(5))), Listed("b.warc", (record(n, "b.warc") for n in range(4)))]


def keys(share: Share, done: dict[str, set[int]] | None = None) -> list[tuple[str, int]]:
    return [each.key for each in share.records(SOURCES, done or {})]


def test_a_share_of_all_is_all() -> None:
    assert keys(Share()) == [("a.warc", n) for n in range(5)] + [("b.warc", n) for n in range(4)]


@pytest.mark.parametrize("tasks", [2, 3, 7, 20])
def test_tasks_share_all_records_and_no_record_twice(tasks: int) -> None:
    shares = [keys(Share(number, tasks)) for number in range(tasks)]
    assert sorted(key for share in shares for key in share) == keys(Share())


@given(sizes=st.lists(st.none() | st.integers(0, 10**15), min_size=1, max_size=9), tasks=st.integers(1, 50))
def test_where_one_task_ends_another_begins(sizes: list[int | None], tasks: int) -> None:
    of_inputs = zip(*(Share(number, tasks).parts(sizes) for number in range(tasks)), strict=True)
    for parts in of_inputs:
        some = [part for part in parts if part[0] < part[1]]
        assert (some[0][0], some[-1][1]) == (0, 1)
        assert all(one[1] == other[0] for one, other in pairwise(some))


def test_a_task_reads_what_it_has_a_part_of_and_nothing_else() -> None:
    many = [Listed(f"{n}.warc", [record(n, f"{n}.warc")], size) for n, size in enumerate((99, 0, 100, 150, None, 50))]
    read = [[each.name for each in many if each.name not in Share(n, 4).unread(many)] for n in range(4)]
    assert read == [
        ["0.warc", "1.warc", "4.warc"],
        ["2.warc", "4.warc"],
        ["3.warc", "4.warc"],
        ["3.warc", "4.warc", "5.warc"],
    ]
    assert sorted(each.offset for n in range(4) for each in Share(n, 4).records(many, {})) == [0, 1, 2, 3, 4, 5]


def test_a_large_input_is_dealt_out_evenly() -> None:
    large = [Listed("a.warc", map(record, range(3000)), 10**9), Listed("b.warc", [], 2 * 10**9)]
    counts = [len(list(Share(number, 9).records(large, {}))) for number in range(9)]
    assert [round(count, -2) for count in counts] == [1000] * 3 + [0] * 6


def test_where_no_process_can_be_started_the_run_stops(tmp_path: Path) -> None:
    cleaning = Cleaning({"http://news.example.com/3": NoChild("see the log")})
    segments = begun(tmp_path / "o.jsonl")
    with (
        pytest.raises(NoChild, match=r"can be started: .*--resume"),
        segments.writer(COLUMNS_ALL, wanted([])) as writer,
    ):
        clean_all(map(record, range(100)), writer, cleaning, 1, nobody)
    assert segments.done() == {"a.warc": {0, 1, 2}}
    assert len(cleaning.seen) < 60


def test_what_is_done_changes_no_other_share() -> None:
    done = {"a.warc": {0, 1, 2}, "b.warc": {3}}
    assert keys(Share(1, 3), done) == [key for key in keys(Share(1, 3)) if key[1] not in done[key[0]]]


def test_every_record_has_its_row_whatever_becomes_of_it(tmp_path: Path) -> None:
    broken = {
        "http://news.example.com/1": ChildDied("it died twice"),
        "http://news.example.com/2": ZeroDivisionError("of a page's text"),
    }
    cleaning = Cleaning(broken)
    some = [*map(record, range(4)), Record("a.warc", 4, problem=BodyTooLarge("long", limit=1, limit_name="page"))]
    heard: list[tuple[int, Outcome]] = []
    segments = begun(tmp_path / "o.jsonl")
    with segments.writer(COLUMNS_ALL, wanted([])) as writer:
        clean_all(iter(some), writer, cleaning, 2, lambda one, found: heard.append((one.offset, found)))
    assert [offset for offset, _ in heard] == [0, 1, 2, 3, 4]
    assert segments.tally().problems == {"child-died": 1, "internal-error": 1, "body-too-large": 1}
    assert "page's text" not in str(heard[2][1])
    segments.join(["a.warc"], COLUMNS_ALL)
    assert rows(tmp_path / "o.jsonl") == [0, 1, 2, 3, 4]


def test_a_page_is_not_refused_for_its_type() -> None:
    picture, article = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, record(1).body
    found = [
        found_in(Record("a.warc", 0, body=body, content_type="image/png"), Inline(CLEANER))
        for body in (picture, article)
    ]
    facts = [each.facts for each in found if isinstance(each, Answer)]
    assert [each.status for each in facts] == ["no_article", "article"]
    assert "binary" in facts[0].notices


def test_broken_off_it_leaves_what_was_done(tmp_path: Path) -> None:
    def stop(one: Record, _: Outcome) -> None:
        if one.offset == 2:
            raise KeyboardInterrupt

    segments = begun(tmp_path / "o.jsonl")
    with pytest.raises(KeyboardInterrupt), segments.writer(COLUMNS_ALL, wanted([])) as writer:
        clean_all(map(record, range(100)), writer, Cleaning(), 1, stop)
    assert segments.done() == {"a.warc": {0, 1, 2}}
    again = Cleaning()
    with Segments(str(tmp_path / "o.jsonl")).writer(COLUMNS_ALL, wanted([])) as writer:
        clean_all(Share().records(SOURCES, segments.done()), writer, again, 1, nobody)
    assert len(again.seen) == 6
    segments.join(["a.warc", "b.warc"], COLUMNS_ALL)
    assert rows(tmp_path / "o.jsonl") == [0, 1, 2, 3, 4, 0, 1, 2, 3]

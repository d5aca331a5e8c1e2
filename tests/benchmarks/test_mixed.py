"""Soaking a service in good and hostile requests: what is wrong with an answer, and the bounds of a run."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from itertools import islice
from pathlib import Path

import orjson
import pytest

from benchmarks import children, hung, mixed, mixture, processes
from benchmarks.hung import Hung
from benchmarks.mixed import Mixed
from benchmarks.mixture import Request
from benchmarks.pages import Page
from jingwen.cleaner import Cleaner
from tests.hostile.inputs import ARTICLE, page

BODY = page(ARTICLE)
ANSWER = orjson.dumps(Cleaner("packaged").clean(BODY).to_dict())
GOOD = Request("a page", BODY, {}, answer=ANSWER)
HOSTILE = Request("a bomb", b"", {}, documented=("body-too-large", "depth_spliced"))


@pytest.mark.parametrize(
    ("status", "body", "fault"),
    [
        (200, ANSWER, None),
        (
            200,
            orjson.dumps(json.loads(ANSWER) | {"title": "x", "source": None}),
            "a page: got 200, article, other than the library in title, source; expected the library's answer",
        ),
        (
            503,
            b'{"type": "urn:jingwen:problem:overloaded", "detail": "full"}',
            "a page: got 503, overloaded; expected the library's answer",
        ),
    ],
)
def test_a_good_page_gets_the_librarys_answer(status: int, body: bytes, fault: str | None) -> None:
    assert GOOD.fault(status, body) == fault


def test_a_hostile_page_may_meet_a_deadline() -> None:
    slow = replace(GOOD, documented=("deadline-exceeded",))
    assert slow.fault(504, b'{"type": "urn:jingwen:problem:deadline-exceeded"}') is None
    assert slow.fault(200, ANSWER) is None
    told = slow.fault(500, b'{"type": "urn:jingwen:problem:child-died"}')
    assert told == "a page: got 500, child-died; expected the library's answer or deadline-exceeded"


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (b'{"type": "urn:jingwen:problem:body-too-large"}', None),
        (b'{"status": "article", "notices": [{"code": "depth_spliced"}]}', None),
        (b'{"status": "article", "notices": []}', "a bomb: got 200, article; expected body-too-large or depth_spliced"),
        (b"<html>", "a bomb: got 200, no JSON; expected body-too-large or depth_spliced"),
    ],
)
def test_a_hostile_request_gets_what_is_documented(body: bytes, fault: str | None) -> None:
    assert HOSTILE.fault(200, body) == fault


def test_one_in_a_hundred_is_hostile_and_every_kind_comes() -> None:
    kinds = [replace(HOSTILE, name=f"kind {n}") for n in range(3)]
    source = mixture.mixed([GOOD], kinds)
    for _ in range(2):
        sent = [one for one in islice(source, 300) if one is not GOOD]
        assert sorted(one.name for one in sent) == ["kind 0", "kind 1", "kind 2"]


def test_what_each_page_is_asked_for() -> None:
    pages = [Page("a", str(n), BODY, "text/html", "http://a.example/1") for n in range(len(mixture.OPTIONS))]
    asked = mixture.good(Cleaner("off"), pages)
    assert [one.query for one in asked][-2:] == [
        "?format=html&punctuation=cjk&url=http%3A%2F%2Fa.example%2F1",
        "?explain=1&url=http%3A%2F%2Fa.example%2F1",
    ]
    assert all(one.answer for one in asked)
    assert [one.form for one in (GOOD, replace(GOOD, headers={"Content-Type": "application/json"}))] == ["raw", "json"]


SIZES = {1_000: 900, 2_000: 100, 3_000: 100, 4_000: 110, 5_000: 104}


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Mixed(5_000, resident=SIZES), []),
        (Mixed(5_000, resident=SIZES, faults=["x"] * 22), [*["x"] * 20, "2 further faults"]),
        (Mixed(5_000, resident=SIZES | {5_000: 106}), ["memory grew by 6.0% after the first 1000, the limit is 5%"]),
        (
            Mixed(5_000, resident=SIZES | {4_000: 2 * 10**9}),
            ["memory was 2.00 GB at its highest, the limit is 1.50 GB"],
        ),
        (
            Mixed(100_000, resident=SIZES, workers=2, outcomes={"article": 1}, restarts={"deadline": 1}),
            [
                "2 workers were seen, expected more: none was replaced",
                "no child was replaced after 500 pages, expected some",
                "no page met its deadline, expected some: DEAR is not dear any more",
            ],
        ),
    ],
)
def test_the_bounds_of_a_mixture(found: Mixed, said: list[str]) -> None:
    assert found.problems == said


linux = pytest.mark.skipif(not processes.supported(), reason="reads /proc")


@linux
def test_a_small_mixture(monkeypatch: pytest.MonkeyPatch) -> None:
    """A real service, whose workers and children are replaced on the way; and one wrong expectation."""
    monkeypatch.setattr(mixed, "FIRST", 100)
    monkeypatch.setattr(mixed, "STEPS", 4)
    monkeypatch.setattr(mixed, "SETTINGS", mixed.SETTINGS | {"JINGWEN_CHILD_PAGES": "50", "JINGWEN_DEADLINE": "20"})
    monkeypatch.setattr(mixed, "ARGUMENTS", ("--max-requests", "150", "--max-requests-jitter", "0"))
    wrong = replace(HOSTILE, name="wrong", body=BODY)
    bomb = Request("nothing", b"", {}, documented=("empty-body",))
    found = mixed.run([GOOD], [bomb, wrong], 600)
    assert found.faults == ["wrong: got 200, article; expected body-too-large or depth_spliced"] * 3
    assert found.outcomes == {"article": 597, "empty-body": 3}
    assert found.restarts["pages"] > 0
    assert found.workers > mixed.WORKERS


def test_a_mixture_is_of_at_least_two_thousand_requests() -> None:
    with pytest.raises(SystemExit):
        mixed.main(["--count", "1999"])


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Hung([0.01] * 99 + [3.0], [True, True, False], 2.9), []),
        (
            Hung([0.01] * 9 + [3.0], [True, False, False], 3.1),
            [
                "the 99th percentile of /livez is 2.73 s, the limit is 1 s",
                "the good page took 3.10 s, the limit is 3 s",
                "children and queue were full at 1 of 3 looks, expected most",
            ],
        ),
    ],
)
def test_the_bounds_while_all_hang(found: Hung, said: list[str]) -> None:
    assert found.problems == said


@linux
def test_while_all_hang() -> None:
    found = hung.measure(1.0)
    assert found.problems == []
    assert found.good > 1  # it did wait for a child that hung


@pytest.mark.parametrize(("pooled", "status"), [(1.09, 0), (1.11, 1)])
@linux
def test_what_a_child_may_cost(
    pooled: float, status: int, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("pages")
    (folder / "zh").mkdir()
    (folder / "zh" / "a.html").write_bytes(BODY)
    monkeypatch.setattr(children, "cost", lambda pages, rounds: (1.0, pooled))
    monkeypatch.setattr(children, "held", lambda pages: children.Held(1, 2))
    assert children.main(["--pages", str(folder)]) == status


@linux
def test_a_child_is_measured_with_its_worker() -> None:
    inline, pooled = children.cost([Page("zh", "a", BODY, "text/html")], 2)
    assert inline > 0  # which of them is less at so short a page is for the machine to say
    assert pooled > 0


@linux
def test_what_a_child_holds_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "HELD_AFTER", 3)
    found = children.held([Page("zh", "a", BODY, "text/html")])
    assert found.own > 0
    assert found.shared > found.own  # dictionaries and patterns, loaded before it was born


def test_what_a_child_held_at_another_commit() -> None:
    now, then = children.Held(21_500_000, 60_000_000), children.Held(25_000_000, 9)
    said = "After 1,000 pages of all sets a child holds 21.5 MB of its own, beside 60.0 MB that it shares."
    assert children.held_in_words(now) == said
    assert children.held_in_words(now, then, "abc") == (
        f"{said} At abc it held 25.0 MB of its own: 0.86 times as much now."
    )


@linux
def test_children_of_a_commit_that_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "zh").mkdir()
    (tmp_path / "zh" / "a.html").write_bytes(BODY)
    monkeypatch.setattr(children, "cost", lambda *_: pytest.fail("nothing is to be timed"))
    with pytest.raises(SystemExit):
        children.main(["--pages", str(tmp_path), "--against", "nowhere"])
    assert "--against: cannot find the commit 'nowhere'" in capsys.readouterr().err


def test_requests_as_lines_of_a_stream() -> None:
    cleaner = Cleaner("off")
    (page,) = mixture.good(cleaner, [Page("small", "a page", BODY, "text/html", "http://a.example/1")])
    told = json.loads(page.line(7))
    assert (told["id"], told["url"], base64.b64decode(told["body_base64"])) == (7, "http://a.example/1", BODY)
    sent = mixture.lines(mixture.hostile(cleaner))
    assert len(sent) > 30
    for number, one in enumerate(sent):
        assert json.loads(one.line(number))["id"] == number
    assert not any({"Content-Encoding", "Content-Length"} & {*one.headers} for one in sent)
    assert all(one.line(3) == one.body for one in mixture.BAD_LINES)

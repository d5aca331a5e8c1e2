"""Pages in killable children: what a child may do to itself, and what comes of it for its page and for the others."""

from __future__ import annotations

import gc
import os
import signal
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from time import monotonic

import orjson
import pytest

from jingwen.cleaner import Cleaner
from jingwen.errors import BodyTooLarge, ChildDied, DeadlineExceeded, EmptyBody, NoChild, Overloaded
from jingwen.isolation import frames, parenting
from jingwen.isolation.answer import Inline
from jingwen.isolation.faults import Fault
from jingwen.isolation.pool import Pool, deadline_exceeded
from jingwen.isolation.watcher import Watcher
from jingwen.model import RawPage
from jingwen.settings import Settings

from ..processes import alive, children_of, wait_for
from ..web.examples import RULES
from ..web.pages import HTML, URL
from . import misbehaving

SETTINGS = Settings(rules=str(RULES), children=2, deadline=4, soft_deadline=2)
ENGLISH = "<title>Path opens</title><article><h1>Path opens</h1>" + "".join(
    f"<p>The path along the river opened this morning, and paragraph {n} says what the walkers found there.</p>"
    for n in range(8)
)
Make = Callable[..., Pool]


_others: set[int] = set()


@pytest.fixture(autouse=True)
def others() -> None:
    """Other tests in this process may have left services that run until it ends; their nurseries are not looked at."""
    _others.clear()
    _others.update(children_of(os.getpid()))


def nurseries() -> list[int]:
    return [pid for pid in children_of(os.getpid()) if pid not in _others]


@pytest.fixture
def make() -> Iterator[Make]:
    made: list[Pool] = []

    def pool(**settings: object) -> Pool:
        changed = replace(SETTINGS, **settings)  # type: ignore[arg-type]
        cleaner = misbehaving.Misbehaving(Cleaner(changed.rules))
        made.append(Pool(cleaner, changed, Counting()))  # type: ignore[arg-type]
        return made[-1]

    yield pool
    for each in made:
        each.close()


def page(sign: str = "", body: str = HTML) -> tuple[RawPage, ...]:
    return (RawPage((sign + body).encode(), URL, "text/html"),)


def pids() -> list[int]:
    """The children of this process's pools."""
    return [pid for nursery in nurseries() for pid in children_of(nursery)]


class Counting(Watcher):
    """Counts what it hears of."""

    def __init__(self) -> None:
        self.children = self.busy = self.waiting = self.given_up = 0
        self.restarts: Counter[str] = Counter()
        self.events: list[dict[str, object]] = []

    def born(self) -> None:
        self.children += 1

    def ended(self, reason: str) -> None:
        self.children -= 1
        self.restarts[reason] += 1

    def began(self) -> None:
        self.busy += 1

    def done(self) -> None:
        self.busy -= 1

    def waits(self) -> None:
        self.waiting += 1

    def goes_on(self) -> None:
        self.waiting -= 1

    def gave_up(self) -> None:
        self.given_up += 1

    def closed(self) -> None:
        self.children = 0

    def event(self, name: str, *, level: str = "warning", **fields: object) -> None:
        self.events.append({"event": name, "level": level, **fields})


def heard(pool: Pool) -> Counting:
    assert isinstance(pool.watcher, Counting)
    return pool.watcher


def well(pool: Pool) -> bool:
    return pool.clean(page(), {}).facts.status == "article"


def test_the_answer_is_that_of_the_library(make: Make) -> None:
    pool, alone = make(), Inline(Cleaner(RULES))
    for options in ({}, {"script": "tw", "explain": True}, {"format": "html"}):
        here = alone.clean(page(), options)
        began = monotonic()
        there = pool.clean(page(), options)
        took = monotonic() - began
        assert there.body == here.body
        assert there.facts == here.facts
        assert [name for name, _ in there.stages] == [name for name, _ in here.stages]
        assert all(0 <= seconds <= took for _, seconds in there.stages)
    assert orjson.loads(there.body)["rule"] == "rules/example.yaml"


def test_a_page_of_many_megabytes_and_one_of_many_parts(make: Make) -> None:
    pool = make()
    large = HTML.replace("</body>", f"<!--{'x' * 19_000_000}--></body>")
    assert pool.clean(page(body=large), {}).facts.status == "article"
    assert b"\\n\\n" in pool.clean(page() * 10, {}).body


@pytest.mark.parametrize("sign", [misbehaving.HANG, misbehaving.HANG_IN_C])
def test_a_page_that_hangs_is_killed_and_its_neighbours_are_not(sign: str, make: Make) -> None:
    pool = make()
    pool.start()
    began = monotonic()
    with ThreadPoolExecutor(1) as threads:
        hanging = threads.submit(pool.clean, page(sign), {})
        while not hanging.done():
            assert well(pool)
        with pytest.raises(DeadlineExceeded) as refusal:
            hanging.result()
    assert monotonic() - began >= SETTINGS.deadline, "it has all the time that a page may take"
    assert refusal.value.facts == {"limit": 4, "limit_name": "deadline"}
    assert deadline_exceeded(0.25).facts["limit"] == 0.25
    assert heard(pool).restarts["deadline"] == heard(pool).given_up == 1
    assert well(pool)


def test_a_stopped_child_is_killed_too(make: Make) -> None:
    pool = make(children=1, deadline=1, soft_deadline=1)
    assert well(pool)
    (child,) = pids()
    os.kill(child, signal.SIGSTOP)
    with pytest.raises(DeadlineExceeded):
        pool.clean(page(), {})
    assert child not in pids()
    assert well(pool)


def test_pages_of_one_article_share_one_deadline(make: Make) -> None:
    pool = make(deadline=3 * misbehaving.PAUSE_SECONDS, soft_deadline=1)
    pool.start()
    with pytest.raises(DeadlineExceeded):
        pool.clean(page(misbehaving.PAUSE) * 4, {})


@pytest.mark.parametrize("sign", [misbehaving.DIE, misbehaving.CRASH, misbehaving.EAT])
def test_a_page_that_children_die_of(sign: str, make: Make) -> None:
    pool = make(child_address_space=1_000_000_000)
    with pytest.raises(ChildDied):
        pool.clean(page(sign), {})
    assert heard(pool).restarts["died"] == 2
    assert well(pool)


def test_a_page_whose_child_dies_of_something_else_is_tried_again(make: Make, tmp_path: Path) -> None:
    pool = make()
    marker = tmp_path / "marker"
    assert pool.clean(page(misbehaving.DIE_ONCE.format(marker)), {}).facts.status == "article"
    assert marker.exists()
    assert heard(pool).restarts["died"] == 1


def test_what_a_child_reports_is_raised_here(make: Make) -> None:
    pool = make(children=1)
    with pytest.raises(BodyTooLarge, match=r"^too much of something$") as refusal:
        pool.clean(page(misbehaving.REFUSE), {})
    assert refusal.value.facts == {"limit": 7, "limit_name": "something"}
    with pytest.raises(EmptyBody):
        pool.clean((RawPage(b" "),), {})
    with pytest.raises(Fault) as fault:
        pool.clean(page(misbehaving.RAISE), {})
    assert fault.value.told["error"] == "RuntimeError"
    assert any("misbehaving.py" in frame for frame in fault.value.told["traceback"])
    assert misbehaving.SECRET not in str(fault.value.told)
    (child,) = pids()
    assert well(pool)
    assert pids() == [child], "an error is no reason to end a child"


def test_a_child_is_replaced_after_so_many_pages(make: Make) -> None:
    pool = make(children=1, child_pages=3)
    seen = set()
    for _ in range(7):
        assert well(pool)
        seen.update(pids())
    assert heard(pool).restarts["pages"] == 2
    assert len(seen) == 2 + (len(pids()) > 0)


def test_a_child_that_has_grown_is_replaced(make: Make) -> None:
    pool = make(children=1, child_memory=misbehaving.GROWTH)
    assert well(pool)
    assert heard(pool).restarts["memory"] == 0
    pool.clean(page(misbehaving.GROW), {})
    assert heard(pool).restarts["memory"] == 1
    assert well(pool)


def test_past_the_soft_deadline_the_answer_is_the_cheap_one(make: Make) -> None:
    pool = make(deadline=20, soft_deadline=0.5)
    answer = pool.clean(page(misbehaving.DAWDLE, ENGLISH), {})
    assert answer.facts.status == "article"
    assert "degraded" in answer.facts.notices
    assert heard(pool).restarts["degraded"] == 1
    assert "degraded" not in pool.clean(page(body=ENGLISH), {}).facts.notices


def test_a_page_waits_for_its_turn_but_not_for_ever(make: Make) -> None:
    pool = make(children=1, deadline=3, soft_deadline=1)
    pool.start()
    with ThreadPoolExecutor(2) as threads:
        hanging = threads.submit(pool.clean, page(misbehaving.HANG), {})
        wait_for(lambda: not pool._free, "the page is not cleaned")
        waiting = threads.submit(pool.clean, page(), {})
        with pytest.raises(Overloaded):
            pool.clean(page(), {}, 0.1)
        assert heard(pool).waiting == 1
        assert waiting.result().facts.status == "article"
        assert isinstance(hanging.exception(), DeadlineExceeded)


def test_a_nursery_that_is_killed_is_replaced_with_its_children(make: Make) -> None:
    pool = make()
    pool.start()
    before = pids()
    (nursery,) = nurseries()
    os.kill(nursery, signal.SIGKILL)
    wait_for(lambda: not any(map(alive, before)), "the children outlive their parent")
    assert well(pool)
    assert len(nurseries()) == 1


def test_where_no_child_can_be_had(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    pool = make()
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    pool.start()
    with pytest.raises(NoChild, match="can be started"):
        pool.clean(page(), {})
    assert {event["event"] for event in heard(pool).events} == {"no_child"}
    assert heard(pool).children == heard(pool).busy == 0
    monkeypatch.undo()
    assert well(pool)


def test_a_nursery_that_does_not_reply_is_replaced(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parenting, "REPLY_SECONDS", 0.5)
    monkeypatch.setattr(parenting, "END_SECONDS", 0.5)
    pool = make(children=1, child_pages=1)
    assert well(pool)
    (nursery,) = nurseries()
    os.kill(nursery, signal.SIGSTOP)
    assert well(pool)
    assert nursery not in nurseries()


@pytest.mark.parametrize("end", ["closed", "forgotten"])
def test_nothing_is_left_of_a_pool(end: str) -> None:
    pool = Pool(Cleaner("off"), SETTINGS, Counting())
    assert well(pool)
    borne, children = nurseries(), pids()
    assert borne
    assert children
    if end == "closed":
        pool.close()
    del pool
    gc.collect()
    wait_for(lambda: not any(map(alive, children)), "a child is left")
    assert nurseries() == []


def test_a_closed_pool_bears_no_more_children(make: Make) -> None:
    pool = make()
    pool.clean(page(), {})
    pool.close()
    with pytest.raises(NoChild):
        pool.clean(page(), {})
    assert nurseries() == []


def test_signals_to_stop_are_for_the_worker(make: Make) -> None:
    pool = make(children=1)
    assert well(pool)
    (child,) = pids()
    (nursery,) = nurseries()
    for pid in (child, nursery):
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            os.kill(pid, number)
    assert well(pool)
    assert pids() == [child]


def test_the_kernel_ends_a_child_that_nobody_watches() -> None:
    code = "from jingwen.isolation import child; child._allow_cpu(1)\nwhile True: pass"
    done = subprocess.run([sys.executable, "-c", code], check=False, timeout=60)
    assert done.returncode == -signal.SIGXCPU


def test_a_child_knows_nothing_of_the_settings(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JINGWEN_TOKEN", "geheim")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_HEADERS", "authorization=geheim")
    pool = make(children=1)
    assert well(pool)
    for pid in (*pids(), *nurseries()):
        assert b"geheim" not in Path(f"/proc/{pid}/environ").read_bytes()


def test_a_page_that_cannot_be_sent_leaves_nothing_behind_for_the_next(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool = make(children=1)
    assert well(pool)
    with monkeypatch.context() as patched, pytest.raises(MemoryError):
        patched.setattr(frames, "receive", _no_room)
        pool.clean(page(body=ENGLISH), {})
    assert orjson.loads(pool.clean(page(), {}).body)["title"] == "花园重新开放"


def _no_room(*_: object) -> None:
    raise MemoryError


def test_a_frame_that_is_none() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(frames.PREFIX.pack(10**15, 1))
        with pytest.raises(frames.Broken):
            frames.receive(ours)
        with pytest.raises(TimeoutError):
            frames.receive(ours, monotonic() + 0.05)
        with pytest.raises(TimeoutError):
            frames.receive(ours, monotonic() - 1)
        frames.send(theirs, b"one", b"1")
        frames.send(theirs, b"two", b"2")
        with pytest.raises(frames.Broken, match="more than one"):
            frames.receive(ours, monotonic() + 5, 100)
        theirs.close()
        with pytest.raises(frames.Broken):
            frames.receive(ours)
        with pytest.raises(frames.Broken):
            frames.send(ours, b"head")

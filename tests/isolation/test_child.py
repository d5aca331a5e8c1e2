"""What a worker sends to a child, and the CPU time that the child is allowed for it."""

from __future__ import annotations

import resource
from datetime import UTC, datetime

import pytest

from jingwen.isolation import child
from jingwen.isolation.answer import answer
from jingwen.isolation.child import pack, unpack
from jingwen.model import RawPage

FETCHED = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)


def test_pages_arrive_as_they_were_sent() -> None:
    pages = [
        RawPage(b"<p>one</p>", "http://news.example/1", "text/html", FETCHED),
        RawPage("二"),
        RawPage(b""),
        RawPage("四".encode("gb18030"), None, "text/plain; charset=gb18030"),
    ]
    options = {"script": "hant", "explain": True}
    assert unpack(*pack(pages, options)) == (pages, options, None)
    assert unpack(*pack(pages, options, answer)) == (pages, options, answer)


def test_a_single_page_is_not_copied() -> None:
    body = b"<p>large</p>" * 1000
    assert pack([RawPage(body)], {})[1] is body


def test_cpu_time_is_allowed_again_before_it_runs_out(monkeypatch: pytest.MonkeyPatch) -> None:
    infinity = resource.RLIM_INFINITY
    limits, asked = [infinity, infinity], []

    def setrlimit(_: int, new: tuple[int, int]) -> None:
        limits[:] = new
        asked.append(new[0])

    monkeypatch.setattr(resource, "getrlimit", lambda _: tuple(limits))
    monkeypatch.setattr(resource, "setrlimit", setrlimit)
    for used in (0.5, 2.0, 10.5, 10.9, 11.5, 12.0):
        monkeypatch.setattr(child, "process_time", lambda used=used: used)
        child._allow_cpu(10)
        assert 10 <= limits[0] - used <= 21
    assert asked == [21, 32]
    limits[:] = [1000, 15]  # more than it needs, and then not as much as it would like
    child._allow_cpu(10)
    assert limits == [15, 15]

"""When a request is tried again, on a clock that only the test moves."""

from __future__ import annotations

import pytest

from jingwen.client.patience import MOST, Patience, Tries
from jingwen.errors import DeadlineExceeded, EmptyBody, Overloaded, Unreachable


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def wait_until_given_up(clock: Clock, tries: Tries) -> list[float]:
    """The pauses that are taken until the error is raised."""
    pauses = []
    while True:
        try:
            pauses.append(tries.pause(Unreachable("gone")))
        except Unreachable:
            return pauses
        clock.now += pauses[-1]


def test_pauses_grow_and_fill_the_time() -> None:
    clock = Clock()
    pauses = wait_until_given_up(clock, Patience(60, clock).tries())
    assert sum(pauses) == pytest.approx(60)
    assert pauses[0] <= 0.25
    assert max(pauses) <= MOST
    assert len(pauses) > 8


def test_what_a_try_took_costs_no_patience() -> None:
    tries = Patience(30, clock := Clock()).tries()
    clock.now += 30  # until the service had been silent for too long
    assert len(wait_until_given_up(clock, tries)) > 4


def test_no_patience_is_one_try() -> None:
    assert wait_until_given_up(Clock(), Patience(0, Clock()).tries()) == []


@pytest.mark.parametrize("error", [EmptyBody("nothing"), DeadlineExceeded("too slow")])
def test_what_is_wrong_with_a_page_is_not_tried_again(error: EmptyBody | DeadlineExceeded) -> None:
    with pytest.raises(type(error)):
        Patience(60, Clock()).tries().pause(error)


def test_the_service_says_when_to_come_back() -> None:
    tries = Patience(60, Clock()).tries()
    assert 5 < tries.pause(Overloaded("busy", retry_after=5.0)) <= 5.25
    with pytest.raises(Overloaded):  # which nobody waits for
        tries.pause(Overloaded("busy", retry_after=3600.0))


def test_a_service_that_stays_away_is_waited_for_once() -> None:
    patience = Patience(60, clock := Clock())
    assert wait_until_given_up(clock, patience.tries())
    assert wait_until_given_up(clock, patience.tries()) == []  # the next page does not wait anew
    patience.well()
    assert wait_until_given_up(clock, patience.tries())


def test_pages_that_wait_together_give_up_together() -> None:
    patience = Patience(60, clock := Clock())
    patience.tries().pause(Unreachable("gone"))
    clock.now += 50
    assert sum(wait_until_given_up(clock, patience.tries())) == pytest.approx(10)


def test_a_failure_long_after_the_one_before_is_a_new_one() -> None:
    patience = Patience(60, clock := Clock())
    wait_until_given_up(clock, patience.tries())
    clock.now += 3600
    assert sum(wait_until_given_up(clock, patience.tries())) == pytest.approx(60)


def test_others_getting_through_does_not_keep_a_request_waiting_for_ever() -> None:
    patience = Patience(60, clock := Clock())
    tries = patience.tries()
    for _ in range(100):
        patience.well()
        try:
            clock.now += tries.pause(Overloaded("busy"))
        except Overloaded:
            break
    assert clock.now == pytest.approx(160)

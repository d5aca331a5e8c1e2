"""Several pieces of work at once, their results in order and no further ahead than is said."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event, Lock, Thread

import pytest

from jingwen.isolation.abreast import abreast

from ..processes import wait_for


def test_results_come_in_order_whichever_is_ready_first() -> None:
    second_is_done = Event()

    def work(number: int) -> int:
        if number == 0:
            assert second_is_done.wait(30)
        if number == 1:
            second_is_done.set()
        return number * number

    assert [*abreast(range(50), work, hands=2, ahead=4)] == [n * n for n in range(50)]


@pytest.mark.parametrize("count", [0, 1, 2, 7])
def test_any_number_of_items(count: int) -> None:
    assert [*abreast(range(count), str, hands=3, ahead=3)] == [str(n) for n in range(count)]


def test_who_stops_asking_stops_the_work() -> None:
    taken: list[int] = []
    results = abreast(_noted(range(100), taken), str, hands=2, ahead=5)
    assert next(results) == "0"
    wait_for(lambda: len(taken) == 6, "there is room for five beyond the one that was given")
    assert next(results) == "1"
    wait_for(lambda: len(taken) == 7, "a result that was taken makes room for another item")
    results.close()
    assert len(taken) <= 8, "one hand may have been amid an item"


def _noted(items: range, taken: list[int]) -> Iterator[int]:
    for item in items:
        taken.append(item)
        yield item


def test_all_hands_are_at_it() -> None:
    together, lock, most = Event(), Lock(), [0, 0]

    def work(number: int) -> int:
        with lock:
            most[0] += 1
            most[1] = max(most)
            if most[1] == 3:
                together.set()
        assert together.wait(30)
        with lock:
            most[0] -= 1
        return number

    assert [*abreast(range(9), work, hands=3, ahead=9)] == [*range(9)]
    assert most[1] == 3


def test_a_failure_is_raised_in_its_place() -> None:
    def work(number: int) -> int:
        if number == 3:
            raise ValueError("three")
        return number

    results = abreast(range(10), work, hands=2, ahead=4)
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(ValueError, match="three"):
        next(results)


def test_what_taking_raises_comes_after_what_was_taken() -> None:
    def items() -> Iterator[int]:
        yield from range(3)
        raise OSError("the line is cut")

    got: list[int] = []
    with pytest.raises(OSError, match="the line is cut"):
        got.extend(abreast(items(), int, hands=2, ahead=4))
    results = abreast(items(), int, hands=2, ahead=4)
    assert [next(results) for _ in range(3)] == [0, 1, 2]


def test_a_result_is_given_while_the_next_item_is_waited_for() -> None:
    come = Event()

    def items() -> Iterator[int]:
        yield 0
        assert come.wait(30)
        yield 1

    results = abreast(items(), int, hands=2, ahead=4)
    assert next(results) == 0
    come.set()
    assert [*results] == [1]


def test_closed_amid_a_wait_it_does_not_wait() -> None:
    come = Event()

    def items() -> Iterator[int]:
        yield 0
        assert come.wait(30)
        yield 1

    results = abreast(items(), int, hands=1, ahead=4)
    assert next(results) == 0
    closing = Thread(target=results.close)
    closing.start()
    closing.join(30)
    assert not closing.is_alive()
    come.set()

"""Several pages at once, their answers in order: what a stream, a folder of files and an archive have in common.

The standard library's pools take all that there is before they give anything back (``Executor.map``, before Python
3.14), or give it back in another order.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future
from contextvars import copy_context
from itertools import count
from queue import SimpleQueue
from threading import Lock, Semaphore, Thread
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def abreast(
    items: Iterable[Item], work: Callable[[Item], Result], hands: int, ahead: int
) -> Generator[Result, None, None]:
    """What ``work`` makes of each of ``items``, in their order; ``hands`` threads are at it.

    An item is taken by the hand that will work at it, so taking may wait for it to come. At most ``ahead`` items have
    been taken whose results have not been asked for yet: whoever stops asking stops the work. What taking or work
    raises is raised in its place, and is the end. Closed before the end, it takes no further item; a hand that is
    amid one goes on to its end.
    """
    bench = _Bench(items, work, ahead)
    # In the caller's context, so that what is logged of a line is logged under its request.
    threads = [Thread(target=copy_context().run, args=(bench.work,), daemon=True) for _ in range(hands)]
    for thread in threads:
        thread.start()
    try:
        yield from bench.results()
    finally:
        bench.stop()
    for thread in threads:
        thread.join()


class _Bench(Generic[Item, Result]):
    """What the hands share: where the next item comes from, and where results go, each with its item's number."""

    def __init__(self, items: Iterable[Item], work: Callable[[Item], Result], ahead: int) -> None:
        self._items = iter(items)
        self._work = work
        self._taking = Lock()
        self._taken = 0
        self._places = Semaphore(ahead)
        self._done: SimpleQueue[tuple[int, Future[Result] | None]] = SimpleQueue()  # None is the end
        self._over = False

    def work(self) -> None:
        """Take items and work at them, until there are no more."""
        while (taken := self._take()) is not None:
            number, item = taken
            result: Future[Result] = Future()
            try:
                result.set_result(self._work(item))
            except BaseException as error:
                result.set_exception(error)
            self._done.put((number, result))

    def results(self) -> Generator[Result, None, None]:
        """The results in order, each as soon as it is there: who waits for one is woken when it is done, not before."""
        early: dict[int, Future[Result] | None] = {}
        for number in count():
            while number not in early:
                early.update([self._done.get()])
            result = early.pop(number)
            if result is None:
                return
            found = result.result()
            self._places.release()
            yield found

    def stop(self) -> None:
        """Take no further item."""
        self._over = True
        self._places.release()

    def _take(self) -> tuple[int, Item] | None:
        with self._taking:
            self._places.acquire()
            if self._over:
                self._places.release()  # for the next hand, which will find the same
                return None
            number, self._taken = self._taken, self._taken + 1
            try:
                return number, next(self._items)
            except StopIteration:
                self._done.put((number, None))
            except BaseException as error:
                failed: Future[Result] = Future()
                failed.set_exception(error)
                self._done.put((number, failed))
            self.stop()
            return None

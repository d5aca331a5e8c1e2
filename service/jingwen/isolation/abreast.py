"""Several pages at once, their answers in order: what a stream, a folder of files and an archive have in common.

The standard library's pools take all that there is before they give anything back (``Executor.map``, before Python
3.14), or give it back in another order.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future
from contextvars import copy_context
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
    """What the hands share: where the next item comes from, and the line in which results wait for their turn."""

    def __init__(self, items: Iterable[Item], work: Callable[[Item], Result], ahead: int) -> None:
        self._items = iter(items)
        self._work = work
        self._taking = Lock()
        self._places = Semaphore(ahead)
        self._line: SimpleQueue[Future[Result] | None] = SimpleQueue()  # None is its end
        self._over = False

    def work(self) -> None:
        """Take items and work at them, until there are no more."""
        while (taken := self._take()) is not None:
            item, future = taken
            try:
                future.set_result(self._work(item))
            except BaseException as error:
                future.set_exception(error)

    def results(self) -> Generator[Result, None, None]:
        """The results in order, each as soon as it is there."""
        while (future := self._line.get()) is not None:
            result = future.result()
            self._places.release()
            yield result

    def stop(self) -> None:
        """Take no further item."""
        self._over = True
        self._line.put(None)
        self._places.release()

    def _take(self) -> tuple[Item, Future[Result]] | None:
        with self._taking:
            self._places.acquire()
            if self._over:
                self._places.release()  # for the next hand, which will find the same
                return None
            future: Future[Result] = Future()
            try:
                item = next(self._items)
            except StopIteration:
                self.stop()
                return None
            except BaseException as error:
                future.set_exception(error)
                self._line.put(future)
                self.stop()
                return None
            self._line.put(future)
            return item, future

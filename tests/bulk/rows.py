"""Records and answers for the tests of what is written of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from jingwen.bulk.record import Record
from jingwen.bulk.source import Source
from jingwen.cleaner import Cleaner
from jingwen.isolation.answer import Answer, Work, answer
from jingwen.model import RawPage

CLEANER = Cleaner("off")


def page(number: int) -> bytes:
    """A small article that no other number has."""
    text = f"第{number}号台风今天上午在沿海登陆，当地已经转移群众三万多人，学校停课一天，公路铁路全部停运。" * 4
    return f"<html><body><h1>台风{number}号登陆</h1><p>{text}</p></body></html>".encode()


def record(number: int, name: str = "a.warc", url: str | None = None) -> Record:
    return Record(name, number, f"<{number}>", page(number), url or f"http://news.example.com/{number}")


def answered(one: Record) -> Answer:
    """The answer to the page of a record."""
    return answer(CLEANER, [RawPage(one.body, one.url)], {})


class Listed(Source):
    """An input that holds those records."""

    kind: ClassVar[str] = "listed"

    def __init__(self, name: str, records: Iterable[Record], size: int | None = 100) -> None:
        super().__init__(name, size)
        self._records = list(records)

    def records(self) -> Iterator[Record]:
        return iter(self._records)


class Cleaning:
    """Cleans in the process itself; ``broken`` are addresses at which it raises what they say."""

    def __init__(self, broken: Mapping[str, BaseException] | None = None) -> None:
        self.broken = broken or {}
        self.seen: list[str | None] = []

    def clean(
        self,
        pages: Sequence[RawPage],
        options: Mapping[str, Any],
        patience: float | None = None,
        work: Work | None = None,
    ) -> Answer:
        self.seen.append(pages[0].url)
        if (error := self.broken.get(pages[0].url or "")) is not None:
            raise error
        return (work or answer)(CLEANER, pages, options)

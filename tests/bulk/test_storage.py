"""Disks and networks that fail: what could be read is kept, and nothing is taken for damage."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest

from jingwen.bulk.folder import Folder
from jingwen.bulk.inputs import sources
from jingwen.bulk.opening import opened
from jingwen.bulk.record import Record
from jingwen.bulk.run import MOST_UNREAD, Share
from jingwen.bulk.source import Source, UnreadInput
from jingwen.errors import InvalidOption
from jingwen.workshop.answers import answers

from .archives import PAGE, http, members, warc
from .rows import CLEANER, Listed, record

ARCHIVE = members([warc(http(), number=n) for n in range(9)])


class NoCredentialsError(Exception):
    """As botocore has one: no OSError."""


class Torn(io.BytesIO):
    """A stream that breaks off behind so many bytes, as often as it is read."""

    def __init__(self, content: bytes, end: int, error: Exception) -> None:
        super().__init__(content)
        self._end, self._error = end, error

    def read(self, size: int | None = -1, /) -> bytes:
        size = len(self.getbuffer()) if size is None or size < 0 else size
        if self.tell() + min(size, 1) > self._end:
            raise self._error
        return super().read(min(size, self._end - self.tell()))


@pytest.fixture
def torn() -> Iterator[type[Any]]:
    """A file system ``torn://``, whose ``files`` break off behind ``end`` bytes, and whose ``fails`` raise."""
    fsspec: Any = pytest.importorskip("fsspec", reason="fsspec is not installed: pip install '.[bulk]'")

    class TornSystem(fsspec.AbstractFileSystem):  # type: ignore[misc]  # fsspec is not installed everywhere
        protocol = "torn"
        cachable = False
        files: ClassVar[dict[str, bytes]] = {}
        fails: ClassVar[set[str]] = set()
        end: ClassVar[int] = 1 << 30

        def __init__(self, *_: object, **__: object) -> None:
            super().__init__()
            self._may("begin")

        def _may(self, what: str) -> None:
            if what in self.fails:
                raise NoCredentialsError("Unable to locate credentials")

        def info(self, path: str, **_: object) -> dict[str, object]:
            self._may("info")
            path = path.removeprefix("torn://")
            if path in self.files:
                return {"name": path, "size": len(self.files[path]), "type": "file"}
            return {"name": path, "size": 0, "type": "directory"}

        def isdir(self, path: str) -> bool:
            self._may("isdir")
            return path not in self.files

        def find(self, path: str, *_: object, **__: object) -> list[str]:
            self._may("find")
            return [each for each in self.files if each.startswith(path)]

        def glob(self, path: str, **_: object) -> list[str]:
            self._may("glob")
            return [*self.files]

        def open(self, path: str, *_: object, **__: object) -> io.BytesIO:
            self._may("open")
            return Torn(self.files[path], self.end, NoCredentialsError("Unable to locate credentials"))

    fsspec.register_implementation("torn", TornSystem, clobber=True)
    return TornSystem


def until_torn(source: Source) -> tuple[list[Record], str]:
    """The records that come, and what is said at their end."""
    records = []
    with pytest.raises(UnreadInput) as caught:
        for each in source:
            records.append(each)
    assert source.fault_count == 0
    return records, str(caught.value)


@pytest.mark.parametrize(
    ("fails", "name"),
    [
        ("begin", "torn://a.warc.gz"),
        ("info", "torn://a.warc.gz"),
        ("open", "torn://a"),
        ("isdir", "torn://pages"),
        ("find", "torn://pages"),
        ("glob", "torn://*.warc.gz"),
    ],
)
def test_what_fails_below_an_address_is_told_with_it(fails: str, name: str, torn: type[Any]) -> None:
    torn.files.update({"a.warc.gz": ARCHIVE, "a": ARCHIVE})
    torn.fails.add(fails)
    with pytest.raises(InvalidOption) as caught:
        sources([name])
    assert str(caught.value).startswith(f"{name} cannot be read: NoCredentialsError: Unable to locate credentials; ")


def test_an_archive_behind_an_address_that_breaks_off(torn: type[Any]) -> None:
    torn.files["a.warc.gz"] = ARCHIVE
    (source,) = sources(["torn://a.warc.gz"])
    torn.end = len(ARCHIVE) // 2
    records, said = until_torn(source)
    assert [each.body for each in records] == [PAGE] * 4
    assert said == (
        f"torn://a.warc.gz cannot be read on behind byte {torn.end}: NoCredentialsError: Unable to locate credentials"
    )
    torn.fails.add("open")
    assert until_torn(source) == (
        [],
        "torn://a.warc.gz cannot be opened: NoCredentialsError: Unable to locate credentials",
    )


def test_a_folder_behind_an_address_that_cannot_be_listed(torn: type[Any]) -> None:
    torn.fails.add("find")
    _, said = until_torn(Folder("torn://pages"))
    assert said == "torn://pages cannot be read: NoCredentialsError: Unable to locate credentials"


def test_a_page_behind_an_address_that_cannot_be_read_has_a_row(torn: type[Any]) -> None:
    torn.files["pages/a.html"] = PAGE
    torn.end = 0
    (found,) = Folder("torn://pages")
    assert found.problem
    assert str(found.problem) == "NoCredentialsError: Unable to locate credentials"


def test_a_table_that_breaks_off(torn: type[Any]) -> None:
    pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install '.[bulk]'")
    pq = pytest.importorskip("pyarrow.parquet")
    content = io.BytesIO()
    pages = [bytes((7 * n + i * i) % 251 for i in range(50_000)) for n in range(9)]
    pq.write_table(pa.table({"body": pages}), content, row_group_size=3, compression="none", use_dictionary=False)
    torn.files["a.parquet"] = content.getvalue()
    (source,) = sources(["torn://a.parquet"], columns={"html": "body"})
    whole = Torn.read

    def read(self: Torn, size: int | None = -1, /) -> bytes:  # the end of the file tells where the rows are
        if 100_000 < self.tell() < len(torn.files["a.parquet"]) - 100_000:
            raise NoCredentialsError("Unable to locate credentials")
        return whole(self, size)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Torn, "read", read)
        records, said = until_torn(source)
    assert [each.body for each in records] == pages[:3]
    assert "torn://a.parquet cannot be read on behind row 3: NoCredentialsError: Unable" in said
    assert len(list(source)) == 9


def test_lines_for_coverage_that_break_off(torn: type[Any]) -> None:
    torn.files["a.jsonl"] = b'{"problem": null}\n' * 99
    torn.end = 100
    with pytest.raises(InvalidOption, match=r"torn://a\.jsonl cannot be read: NoCredentialsError"):
        list(answers("torn://a.jsonl", CLEANER, print))


def test_errors_of_a_disk_keep_their_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"x")
    monkeypatch.setattr(Path, "open", lambda *_: Torn(b"x", 0, OSError(5, "Input/output error")))
    with opened(str(tmp_path / "a")) as stream, pytest.raises(OSError, match="Input/output error") as caught:
        stream.read(1)
    assert caught.value.errno == 5


class Unread(Listed):
    """An input that breaks off behind its records."""

    def records(self) -> Iterator[Record]:
        yield from self._records
        raise UnreadInput(f"{self.name} cannot be read on behind byte 7: Connection reset by peer")


def test_the_other_inputs_are_read_and_then_it_is_said() -> None:
    inputs = [Unread("a.warc", [record(0)]), Listed("b.warc", [record(1)]), Unread("c.warc", [])]
    seen = []
    with pytest.raises(UnreadInput, match=r"a\.warc cannot .* 7: Connection reset by peer; c\.warc .*; --resume"):
        for each in Share().records(inputs, {}):
            seen.append(each.offset)
    assert seen == [0, 1]


def test_where_nothing_can_be_read_not_all_is_tried() -> None:
    many = [Unread(f"{n}.warc", []) for n in range(MOST_UNREAD)]
    records = Share().records([*many, Listed("b.warc", [record(1)])], {})
    with pytest.raises(UnreadInput, match=r"9\.warc cannot"):
        next(records)

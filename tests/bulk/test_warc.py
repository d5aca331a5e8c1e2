"""Every page of an archive, however it is packed and whatever is broken."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import zstandard
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from jingwen.bulk import unpacking
from jingwen.bulk.source import UnreadInput
from jingwen.bulk.warc import Warc

from .archives import PAGE, blocked, deflated_stored, frames, http, keys_differ, members, pzstd, told, warc

OTHERS = [
    warc(b"software: x\r\n", b"warcinfo", 90, b"Content-Type: application/warc-fields"),
    warc(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"request", 91, b"Content-Type: application/http; msgtype=request"),
    warc(b"a: b\r\n", b"metadata", 92),
    warc(http(b""), b"revisit", 93),
]
BODIES = [PAGE, PAGE * 3, b"<p>" + "汉字".encode("gbk"), PAGE[:-20] + bytes(range(256))]
RECORDS = [OTHERS[0], *(warc(http(body), b"response", number) for number, body in enumerate(BODIES)), *OTHERS[1:]]
LAYOUTS: dict[str, Callable[[list[bytes]], bytes]] = {
    "plain": b"".join,
    "gzip members": members,
    "one gzip member": lambda records: gzip.compress(b"".join(records), mtime=0),
    "blocked gzip": lambda records: blocked(b"".join(records), 100),
    "zstd frames": frames,
    "one zstd frame": lambda records: zstandard.compress(b"".join(records)),
    "pzstd": lambda records: pzstd(b"".join(records), 150),
    "padded": lambda records: b"".join(gzip.compress(each) + bytes(600) for each in records),
}


def source(folder: Path, content: bytes, limit: int = 1_000_000) -> Warc:
    file = folder / "crawl.warc"
    file.write_bytes(content)
    return Warc(str(file), len(content), limit)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_page_however_it_is_packed(layout: str, tmp_path: Path) -> None:
    archive = source(tmp_path, LAYOUTS[layout](RECORDS))
    records = list(archive)
    assert [each.body for each in records] == BODIES
    assert archive.passed_over == {"warcinfo": 1, "request": 1, "metadata": 1, "revisit": 1}
    assert archive.faults == []
    assert archive.position == archive.size
    assert keys_differ(archive)


def test_what_is_said_of_a_page(tmp_path: Path) -> None:
    packed = [gzip.compress(each) for each in RECORDS]
    (first, *_) = source(tmp_path, b"".join(packed))
    assert first.id == "<urn:uuid:0>"
    assert first.offset == len(packed[0])
    assert first.url == "https://news.example.com/0"
    assert first.fetched_at == datetime(2024, 5, 6, 8, tzinfo=UTC)
    assert first.content_type is None
    (_, second, *_) = source(tmp_path, b"".join(RECORDS))
    assert second.offset == len(RECORDS[0]) + len(RECORDS[1])


@pytest.mark.parametrize(
    ("record", "content_type"),
    [
        (warc(http(PAGE, b"Content-Type: text/html; charset=gbk")), "text/html; charset=gbk"),
        (warc(http(PAGE, b"Content-Type: image/png"), b"response", 1, b"Content-Type: application/http"), "image/png"),
        (warc(http(), b"response", 1, b"Content-Type: application/http; msgtype=response"), None),
        (warc(PAGE, b"response", 1, b"Content-Type: text/html"), "text/html"),
        (warc(PAGE), None),
        (warc(PAGE, b"resource", 1, b"content-type: text/html"), "text/html"),
        (warc(PAGE, b"conversion", 1, b"Content-Type: text/plain"), "text/plain"),
        (warc(http(PAGE, b"Content-Type: a/b"), b"resource", 1, b"Content-Type: application/http"), "a/b"),
        (warc(http(end=b"\n"), end=b"\n"), None),
        (warc(http()).replace(b"WARC-Type: response\r\n", b""), None),
        (warc(http()).replace(b"WARC-Type", b"warc-TYPE"), None),
        (warc(http()).replace(b"WARC/1.0", b"WARC/0.17"), None),
        (warc(http()).replace(b"https://news.example.com/0", b"<https://news.example.com/0>"), None),
    ],
)
def test_a_row_of_each_form(record: bytes, content_type: str | None, tmp_path: Path) -> None:
    (found,) = source(tmp_path, members([record]))
    assert (found.body, found.content_type, found.problem) == (PAGE, content_type, None)
    assert (found.url or "").startswith("https://news.example.com/")


@pytest.mark.parametrize(
    ("record", "what"),
    [
        (OTHERS[1].replace(b"WARC-Type: request\r\n", b""), "request"),
        (warc(PAGE).replace(b"https://news.example.com/", b"dns:news.example.com"), "dns"),
        (warc(PAGE, b"continuation"), "continuation"),
        (warc(PAGE, b"anything-else"), "unknown"),
        (warc(http(b"", b"Location: /b", status=b"HTTP/1.1 301 Moved Permanently")), "answer 301 without a body"),
    ],
)
def test_what_is_no_row_is_counted(record: bytes, what: str, tmp_path: Path) -> None:
    archive = source(tmp_path, members([record]))
    assert list(archive) == []
    assert archive.passed_over == {what: 1}


def test_an_address_and_a_time_that_are_none_cost_themselves_only(tmp_path: Path) -> None:
    record = warc(http()).replace(b"https://", b"nowhere://").replace(b"2024-05-06T", b"2024-99-99T")
    archive = source(tmp_path, record)
    (found,) = archive
    assert (found.body, found.url, found.fetched_at) == (PAGE, None, None)
    assert archive.misread == {"url": 1, "fetched_at": 1}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_page_over_the_limit_is_passed_by(layout: str, tmp_path: Path) -> None:
    large = warc(http(bytes(3_000_000)), b"response", 7)
    archive = source(tmp_path, LAYOUTS[layout]([RECORDS[1], large, RECORDS[2]]), limit=500_000)
    assert told([*archive])[1:] == [
        ("<urn:uuid:7>", b"", "https://news.example.com/7", "body-too-large"),
        ("<urn:uuid:1>", PAGE * 3, "https://news.example.com/1", None),
    ]


@pytest.mark.parametrize(
    ("record", "status"),
    [
        (warc(http(status=b"HTTP/1.1 404 Not Found")), 404),
        (warc(http(status=b"HTTP/1.1 302 Found")), 302),  # with a page of its own
        (warc(http(b"", status=b"HTTP/1.1 503 Service Unavailable")), 503),
        (warc(b"HTTP/1.1 103 Early Hints\r\n\r\n" + http(status=b"HTTP/1.1 206 Partial Content")), 206),
        (warc(PAGE), None),
    ],
)
def test_a_row_has_the_status_of_its_answer(record: bytes, status: int | None, tmp_path: Path) -> None:
    (found,) = source(tmp_path, record)
    assert found.http_status == status


def test_an_empty_page_is_a_row(tmp_path: Path) -> None:
    (found,) = source(tmp_path, warc(http(b"")))
    assert found.problem and found.problem.slug == "empty-body"


@pytest.mark.parametrize("content", [b"", gzip.compress(b""), b"\r\n\r\n", bytes(1000)])
def test_an_empty_archive_has_a_row_that_says_so(content: bytes, tmp_path: Path) -> None:
    (found,) = source(tmp_path, content)
    assert "crawl.warc: it is empty; expected WARC records" in str(found.problem)


def test_what_is_no_archive_has_one_row(tmp_path: Path) -> None:
    (found,) = source(tmp_path, gzip.compress(PAGE * 100_000))
    assert "no whole head of a WARC record is at byte 0" in str(found.problem)


def test_an_archive_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadInput, match=r"gone\.warc\.gz cannot be opened: No such file or directory"):
        list(Warc(str(tmp_path / "gone.warc.gz")))


def broken(member: bytes, at: int) -> bytes:
    return member[:at] + bytes([member[at] ^ 0xFF]) + member[at + 1 :]


@pytest.mark.parametrize(
    "pack", [gzip.compress, zstandard.ZstdCompressor(write_checksum=True).compress], ids=["gzip", "zstd"]
)
def test_a_broken_member_costs_itself_only(pack: Callable[[bytes], bytes], tmp_path: Path) -> None:
    packed = [pack(warc(http(PAGE * (1 + number)), b"response", number)) for number in range(5)]
    for at in range(len(packed[2])):
        archive = source(tmp_path, b"".join([*packed[:2], broken(packed[2], at), *packed[3:]]))
        records = list(archive)
        assert [each.id for each in records if each.id != "<urn:uuid:2>"][:2] == ["<urn:uuid:0>", "<urn:uuid:1>"]
        assert [each.body for each in records[-2:]] == [PAGE * 4, PAGE * 5]
        assert len(records) <= 5
        if len(records) < 5 or records[2].problem or records[2].body != PAGE * 3:
            assert archive.fault_count or at in (4, 5, 6, 7, 8, 9), at  # which say when and where it was packed
        assert keys_differ(archive)


def test_what_a_broken_member_holds_before_the_break_is_given(tmp_path: Path) -> None:
    body = bytes(range(256)) * 2000
    packed = deflated_stored(warc(http(PAGE + body)))
    archive = source(tmp_path, packed[:300_000] + b"\xff" * 100_000 + packed[400_000:] + members(RECORDS[1:2]))
    first, second = archive
    assert isinstance(first.body, bytes)
    assert (PAGE + body).startswith(first.body[:250_000])
    assert first.problem is not None
    assert second.body == PAGE
    assert archive.fault_count


@pytest.mark.parametrize("pack", [blocked, pzstd])
def test_members_that_begin_amid_a_record_go_on_behind_a_broken_one(
    pack: Callable[[bytes, int], bytes], tmp_path: Path
) -> None:
    records = [warc(http(PAGE + b"%d" % number), b"response", number) for number in range(20)]
    whole = pack(b"".join(records), 300)
    archive = source(tmp_path, whole[:3000] + bytes(8) + whole[3008:])
    found = list(archive)
    whole_ones = [each.body for each in found if isinstance(each.body, bytes) and each.body.startswith(PAGE)]
    assert len(whole_ones) >= 18
    assert len(found) <= 20
    assert whole_ones[-1] == PAGE + b"19"
    assert archive.fault_count


def test_a_sum_that_does_not_fit_is_told(tmp_path: Path) -> None:
    packed = gzip.compress(RECORDS[1])
    archive = source(tmp_path, packed[:-8] + bytes(4) + packed[-4:] + members(RECORDS[2:3]))
    assert [each.body for each in archive] == BODIES[:2]
    assert "data that begins at byte 0 is broken" in str(archive.faults[0])


def test_a_record_shorter_than_it_says_ends_with_its_member(tmp_path: Path) -> None:
    record = RECORDS[1].replace(b"Content-Length: ", b"Content-Length: 9")
    archive = source(tmp_path, members([record, RECORDS[2]]))
    assert [each.body for each in archive] == [PAGE + b"\r\n\r\n", PAGE * 3]
    assert "the record at byte 0 ends before the" in str(archive.faults[0])


@pytest.mark.parametrize("layout", ["plain", "gzip members", "one gzip member", "zstd frames"])
def test_behind_what_is_no_record_the_next_one_is_found(layout: str, tmp_path: Path) -> None:
    lost = [RECORDS[1], b"HTTP/1.1 200 OK\r\n\r\nWARC/1.0 is a format", b"\r\n" + RECORDS[2]]
    slugs = [each.problem and each.problem.slug for each in source(tmp_path, LAYOUTS[layout](lost))]
    assert slugs == [None, "damaged-input", None]


@pytest.mark.parametrize("length", [b"", b"-1", b"x", b"9" * 30, "٣".encode()])
def test_a_record_without_a_length(length: bytes, tmp_path: Path) -> None:
    lost = RECORDS[1].replace(b"Content-Length: %d" % len(http(PAGE)), b"Content-Length: " + length)
    records = list(source(tmp_path, members([lost, RECORDS[2]])))
    assert (records[0].id, records[0].problem and records[0].problem.slug) == ("<urn:uuid:0>", "damaged-input")
    assert records[-1].body == BODIES[1]


def test_a_dictionary_at_the_beginning_of_the_file(tmp_path: Path) -> None:
    held = zstandard.train_dictionary(1000, [RECORDS[1 + n % 3][n % 7 :] for n in range(200)])
    packer = zstandard.ZstdCompressor(dict_data=held)
    for raw in (held.as_bytes(), zstandard.compress(held.as_bytes())):
        head = b"\x5d\x2a\x4d\x18" + len(raw).to_bytes(4, "little") + raw
        archive = source(tmp_path, head + b"".join(packer.compress(each) for each in RECORDS))
        assert [each.body for each in archive] == BODIES
        assert keys_differ(archive)


def test_a_bomb_is_not_held(tmp_path: Path) -> None:
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 300000000\r\n\r\n"
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = packer.compress(head) + b"".join(packer.compress(bytes(10_000_000)) for _ in range(30)) + packer.flush()
    archive = source(tmp_path, bomb + members(RECORDS[1:2]))
    first, second = archive
    assert first.problem and first.problem.slug == "body-too-large"
    assert second.body == PAGE


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    numbers=st.lists(st.sampled_from(range(len(RECORDS))), min_size=1, max_size=8),
    layout=st.sampled_from(sorted(LAYOUTS)),
    block=st.integers(1, 400),
    step=st.integers(1, 400),
)
def test_steps_of_any_size_give_the_same(
    numbers: list[int], layout: str, block: int, step: int, tmp_path: Path
) -> None:
    records = [RECORDS[number] for number in numbers]
    with pytest.MonkeyPatch.context() as patch:
        for name, size in {"BLOCK": block, "SLICE": max(1, block // 3), "STEP": step}.items():
            patch.setattr(unpacking, name, size)
        found = list(source(tmp_path, LAYOUTS[layout](records)))
    expected = list(source(tmp_path, LAYOUTS["plain"](records)))
    if found:
        assert told(found) == told(expected)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(layout=st.sampled_from(sorted(LAYOUTS)), share=st.floats(0, 1))
@example(layout="gzip members", share=0.5)
@example(layout="plain", share=0.999)
def test_a_file_cut_anywhere_gives_what_is_before_the_cut(layout: str, share: float, tmp_path: Path) -> None:
    records = RECORDS[1:5] * 2
    whole = LAYOUTS[layout](records)
    cut = int(len(whole) * share)
    archive = source(tmp_path, whole[:cut])
    found = list(archive)
    kept = [each for each in found if each.problem is None]
    bodies = BODIES * 2
    ends = [len(LAYOUTS[layout](records[: number + 1])) for number in range(8)]
    if layout in ("plain", "gzip members", "zstd frames"):
        assert len(kept) >= sum(end <= cut for end in ends)
    for each, body in zip(kept, bodies, strict=False):
        assert isinstance(each.body, bytes)
        assert body.startswith(each.body)
    assert [each.body for each in kept[:-1]] == bodies[: max(0, len(kept) - 1)]
    if layout in ("gzip members", "one gzip member", "zstd frames", "one zstd frame") and cut not in (0, *ends):
        assert archive.faults
    if layout == "plain" and not any(end - 4 <= cut <= end for end in (0, *ends)):
        assert archive.faults

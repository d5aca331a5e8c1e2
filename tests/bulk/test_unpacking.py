"""Packed streams, member by member, and what is told of broken ones."""

from __future__ import annotations

import gzip
import io

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from jingwen.bulk import unpacking
from jingwen.bulk.unpacking import Unpacked

from .archives import blocked, deflated_stored, pzstd

TEXT = "".join(f"第{n}行 {n * n}\n" for n in range(400)).encode()


class Dribbling(io.BytesIO):
    """A stream that gives a byte or two at a time and cannot go back."""

    def seekable(self) -> bool:
        return False

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(2)


class Failing(io.BytesIO):
    """A stream of a disk that fails behind the first bytes."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() >= 100:
            raise OSError(5, "Input/output error")
        return super().read(100)


def text(unpacked: Unpacked) -> bytes:
    return b"".join(piece.plain for piece in unpacked)


@pytest.mark.parametrize(
    "content",
    [
        TEXT,
        gzip.compress(TEXT),
        deflated_stored(TEXT),
        blocked(TEXT, 64),
        zstandard.compress(TEXT),
        zstandard.ZstdCompressor(write_checksum=True, write_content_size=False).compress(TEXT),
        pzstd(TEXT, 999),
        gzip.compress(TEXT[:100]) + bytes(100) + gzip.compress(TEXT[100:]) + bytes(2000),
    ],
)
def test_all_of_it_comes_out(content: bytes) -> None:
    assert text(Unpacked(io.BytesIO(content))) == TEXT
    assert text(Unpacked(Dribbling(content))) == TEXT
    unpacked = Unpacked(io.BytesIO(content))
    assert not any(piece.damage for piece in unpacked)
    assert unpacked.position == len(content)


@pytest.mark.parametrize("kind", ["constant", "noise", "levels"])
def test_frames_of_every_kind_of_block(kind: str) -> None:
    body = {
        "constant": bytes(1_000_000),
        "noise": bytes(TEXT[i * i % 999] for i in range(500_000)),
        "levels": TEXT * 99,
    }
    packed = b"".join(zstandard.ZstdCompressor(level=level).compress(body[kind]) for level in (1, 3, 19))
    pieces = list(Unpacked(io.BytesIO(packed)))
    assert b"".join(piece.plain for piece in pieces) == body[kind] * 3
    assert max(len(piece.plain) for piece in pieces) <= unpacking.ZSTD_BLOCK


def test_a_step_is_bounded() -> None:
    pieces = list(Unpacked(io.BytesIO(gzip.compress(bytes(30_000_000)))))
    assert sum(len(piece.plain) for piece in pieces) == 30_000_000
    assert max(len(piece.plain) for piece in pieces) <= unpacking.STEP


def test_members_are_told_by_their_places() -> None:
    parts = [gzip.compress(TEXT), gzip.compress(b"x"), gzip.compress(TEXT)]
    begins = [0, len(parts[0]), len(parts[0]) + len(parts[1])]
    firsts = [piece for piece in Unpacked(io.BytesIO(b"".join(parts))) if piece.first]
    assert [piece.member for piece in firsts] == begins
    assert [piece.plain for piece in firsts][1] == b"x"


@settings(deadline=None)
@given(
    st.sampled_from([gzip.compress(TEXT, mtime=0), deflated_stored(TEXT), blocked(TEXT, 500), pzstd(TEXT, 500)]),
    st.data(),
)
def test_a_cut_file_gives_all_it_holds_and_then_the_place(content: bytes, data: st.DataObject) -> None:
    cut = data.draw(st.integers(4, len(content) - 1))
    pieces = list(Unpacked(io.BytesIO(content[:cut])))
    found = b"".join(piece.plain for piece in pieces)
    assert TEXT.startswith(found)
    if content == deflated_stored(TEXT):
        assert len(found) >= cut - 60
    damage = [piece.damage for piece in pieces if piece.damage]
    if content in (gzip.compress(TEXT, mtime=0), deflated_stored(TEXT)):
        assert f"the file ends at byte {cut}, within the gzip data that begins at 0" in damage


@pytest.mark.parametrize("at", range(60, 1500, 97))
@pytest.mark.parametrize("pack", ["gzip", "zstd"])
def test_behind_a_broken_member_the_next_goes_on(at: int, pack: str) -> None:
    packer = zstandard.ZstdCompressor(write_checksum=True).compress if pack == "zstd" else gzip.compress
    first, second = packer(TEXT), packer(b"WARC/ and what follows")
    at = min(at, len(first) - 5)
    broken = first[:at] + bytes([first[at] ^ 0x55]) + first[at + 1 :]
    pieces = list(Unpacked(io.BytesIO(broken + b"\x1f\x8b\x08 \x28\xb5\x2f\xfd" + second), b"WARC/"))
    assert pieces[-1].plain == b"WARC/ and what follows"
    assert [piece.damage is None for piece in pieces].count(False) in (1, 2)


def test_behind_damage_a_stream_that_cannot_go_back_goes_on() -> None:
    class OneWay(io.BytesIO):
        def seek(self, offset: int, whence: int = 0, /) -> int:
            raise OSError("Cannot seek streaming HTTP file")

    broken = gzip.compress(TEXT)[:-400]
    assert [piece.damage is None for piece in Unpacked(OneWay(broken))][-1] is False


def test_what_a_disk_raises_goes_through() -> None:
    pieces = iter(Unpacked(Failing(TEXT)))
    assert next(pieces).plain == TEXT[:100]
    with pytest.raises(OSError, match="Input/output error"):  # which is no damage
        next(pieces)

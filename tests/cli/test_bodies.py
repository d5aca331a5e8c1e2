"""A page's bytes: plain, inflated, and what cannot be read."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from jingwen.cli.bodies import read
from jingwen.errors import RequestError

LIMIT = 1000
BODY = b"<p>" + bytes(range(256)) * 3


@pytest.mark.parametrize(
    ("name", "content", "body"),
    [
        ("plain.html", BODY, BODY),
        ("largest.html", BODY.ljust(LIMIT), BODY.ljust(LIMIT)),
        ("packed.html.gz", gzip.compress(BODY), BODY),
        ("PACKED.GZ", gzip.compress(BODY.ljust(LIMIT)), BODY.ljust(LIMIT)),
        ("members.txt.gz", gzip.compress(BODY) + gzip.compress(b"<p>"), BODY + b"<p>"),
        ("packed.html", gzip.compress(b"x"), gzip.compress(b"x")),
        ("empty.html", b"", b""),
        ("empty.html.gz", b"", b""),
    ],
)
def test_what_is_in_a_file(name: str, content: bytes, body: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    assert read(str(tmp_path / name), LIMIT) == body


@pytest.mark.parametrize(
    ("name", "content", "slug", "said"),
    [
        ("missing.html", None, "unreadable-file", "No such file or directory"),
        ("n" * 300, None, "unreadable-file", "File name too long"),
        ("large.html", bytes(LIMIT + 1), "body-too-large", "it is longer than 1000 bytes (max_page_bytes)"),
        ("bomb.txt.gz", gzip.compress(bytes(10_000_000)), "body-too-large", "it is longer than 1000 bytes"),
        ("small.gz", gzip.compress(bytes(LIMIT + 1)), "body-too-large", "it inflates to more than 1000 bytes"),
        ("cut.gz", gzip.compress(BODY)[:-9], "corrupt-encoding", "the file is not gzip, or it is cut off"),
        ("plain.html.gz", BODY, "corrupt-encoding", "the file is not gzip, or it is cut off"),
    ],
)
def test_what_cannot_be_used(name: str, content: bytes | None, slug: str, said: str, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(RequestError) as raised:
        read(str(tmp_path / name), LIMIT)
    assert raised.value.slug == slug
    assert str(raised.value).startswith(said)


def test_a_folder_is_no_page(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match=r"^Is a directory$"):
        read(str(tmp_path), LIMIT)

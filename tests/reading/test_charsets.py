"""Bytes to text as the standard's decoders do it: all entries of all indexes, and what stands for nothing."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from webencodings.labels import LABELS

from jingwen.reading.charsets import CODECS, to_text
from quality.charsets import bodies, check_sum

SUMS = json.loads(Path(__file__).with_name("indexes.json").read_bytes())


@pytest.mark.parametrize("name", SUMS)
def test_every_sequence_is_read_as_the_standard_says(name: str) -> None:
    """Each entry of each index, each hole, each error: the text of all of them has the sum that the standard's has.

    The sums come from the standard's own ``indexes.json`` by its decoders, written down step by step in
    ``quality/charsets.py``; the indexes themselves, 400 kB, need not be here.
    """
    assert {key: check_sum(to_text(body, name)) for key, body in bodies(name).items()} == SUMS[name]


def test_every_encoding_of_the_standard_is_read() -> None:
    unicode = {"utf-8", "utf-16le", "utf-16be"}
    assert {*SUMS} | unicode == {*LABELS.values()} - {"replacement"}
    assert {name: to_text("é中".encode(name), name) for name in unicode} == dict.fromkeys(unicode, "é中")


@pytest.mark.parametrize(
    ("name", "body", "text"),
    [
        ("gbk", b"\x80\xa3\xa0", "€\u3000"),
        ("gbk", b"\x81\x39\xee\x39", "㐀"),
        ("gb18030", b"\xa6\xd9\xfe\x59\xa8\xbc\x81\x35\xf4\x37", "︐龴ḿ\ue7c7"),
        ("big5", b"\xa1\x45\xa1\x4e\xa2\x41\xa1\xfe\xa3\xe1", "‧﹑∕／€"),
        ("big5", b"\x88\x62\x88\x64\xc6\xde", "\u00ca\u0304\u00ca\u030c〃"),
        ("big5", b"\xa4\xa2\x41\xa2\x41", "丐A∕"),
        ("euc-jp", b"\xad\xa1\xad\xea\xfc\xf1\xa1\xc1\x8f\xa2\xb7~", "①㈱ⅰ～～~"),
        ("euc-jp", b"\x8e\xb1\x8f\xb0\xa1\x8f", "ｱ丂\ufffd"),
        ("shift_jis", b"\x87\x40\xfa\x40\xf0\x40\xa0\x80\xb1", "①ⅰ\ue000\ufffd\x80ｱ"),
        ("euc-kr", b"\xb0\xa1\x81\x41\xc6\x52", "가갂힣"),
        ("iso-2022-jp", b"\x1b$B-!\x1b(I1\x1b(J\\~\x1b(B\\", "①ｱ¥\u203e\\"),
        ("iso-2022-jp", b"\x1b$B\x1b(B", "\ufffd"),
        ("windows-1252", b"\x80\x81\x9d", "€\x81\x9d"),
        ("windows-1255", b"\xca", "\u05ba"),
        ("koi8-u", b"\xae\xbe\xa4", "ўЎє"),
        ("windows-874", b"\xa1\xdb", "ก\ufffd"),
        ("x-user-defined", b"a\x80\xff", "a\uf780\uf7ff"),
        # An error takes what follows a lead byte along, but for ASCII, which may be a tag.
        ("big5", b"\xa4<p>\xff\xf9\xff", "\ufffd<p>\ufffd\ufffd"),
        ("gb18030", b"\x81\x30<\x81\x30\x81<\xff\x81\x30", "\ufffd0<\ufffd0\ufffd<\ufffd\ufffd"),
        ("euc-jp", b"\x8f\xa1<\x8e<\xa1", "\ufffd<\ufffd<\ufffd"),
        ("utf-16le", b"a\0\x00\xd8b\0c", "a\ufffdb\ufffd"),
    ],
)
def test_what_other_decoders_lose(name: str, body: bytes, text: str) -> None:
    assert to_text(body, name) == text


@pytest.mark.parametrize("name", ["replacement", "klingon", "rot13"])
def test_no_encoding(name: str) -> None:
    with pytest.raises(LookupError):
        to_text(b"abc", name)


@pytest.mark.parametrize("name", CODECS)
@given(body=st.binary(max_size=60).map(lambda body: body.replace(b"\n", b"")))
@example(body=b"\x8f\xa2\xb7\xa2\x41")
def test_a_line_is_read_as_by_itself(name: str, body: bytes) -> None:
    assert to_text(body + b"\n" + body, name) == "\n".join([to_text(body, name)] * 2) or body[-1:] >= b"\x80"

"""How names are said."""

from __future__ import annotations

import pytest

from jingwen.cli.console import in_unicode, shown


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("新闻　一.html".encode(), "新闻　一.html", "新闻　一.html"),
        ("新闻.html".encode("gbk"), r"\xd0\xc2\xce\xc5.html", r"\xd0\xc2\xce\xc5.html"),
        (b"a\nb\x1b[31m.html", "a\nb\x1b[31m.html", r"a\nb\x1b[31m.html"),
    ],
)
def test_a_name_is_text_and_fits_a_line(name: bytes, text: str, line: str) -> None:
    given = name.decode("utf-8", "surrogateescape")
    assert (in_unicode(given), shown(given)) == (text, line)

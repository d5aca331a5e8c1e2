"""Patterns that are compiled when they are first asked."""

from __future__ import annotations

import re

import pytest

from jingwen import regex as lazily
from jingwen.regex import compile_all, regex


def test_a_pattern_is_compiled_when_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_it = re.compile

    def heard(source: str, flags: int) -> re.Pattern[str]:
        compiled.append(source)
        return compile_it(source, flags)

    monkeypatch.setattr(re, "compile", heard)
    flower, lantern = regex("花展|flower", re.I), regex("灯会")
    assert not compiled
    assert flower.search("FLOWER show")
    assert flower.sub("灯会", "花展") == "灯会"
    assert compiled == ["花展|flower"]
    compile_all()
    assert "灯会" in compiled
    assert lantern.pattern == "灯会"
    assert compiled.count("灯会") == 1


def test_a_pattern_that_is_none_is_told_when_it_is_asked() -> None:
    broken = regex("(花展")
    lazily._MADE.pop()
    with pytest.raises(re.error, match="unterminated"):
        broken.search("花展")


def test_every_pattern_compiles() -> None:
    compile_all()

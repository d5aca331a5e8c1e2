"""Strings and values that scripts hold as literals."""

from __future__ import annotations

from typing import Any

import pytest

from jingwen.reading.javascript import WRITTEN, decoded, strings, undone, values


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("var a = 'x' + b + \"y\";", [("a", "xy")]),
        ("a = `x${b}\ny`", [("a", "x\ny")]),
        ("a = 'x\\\ny'", [("a", "xy")]),
        ("var a = ''; a += 'x'; a += 'y'", [("a", "xy")]),
        ("o['a'] = 'x'; f({\"b\": 'y'})", [("a", "x"), ("b", "y")]),
        ("a = 'x'; a = 'y'", [("a", "x"), ("a", "y")]),
        ("document.write('x'); document.writeln(unescape('%u96ea%20'))", [(WRITTEN, "x雪 ")]),
        ("e.insertAdjacentHTML('beforeend', 'x')", [(WRITTEN, "x")]),
        ("a = decodeURIComponent(escape(window.atob('6Zuq')))", [("a", "雪")]),
        ("if (a == 'x') b('y')", []),
    ],
)
def test_strings(script: str, told: list[tuple[str, str]]) -> None:
    assert sorted((name, text) for name, text in strings(script) if text) == sorted(told)


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ('a = {"b": 1}', [("a", {"b": 1})]),
        ("a['b'] = {c: 'x', d: [`y`, \"z\",],}", [("b", {"c": "x", "d": ["y", "z"]})]),
        ("a = {b: !0, c: void 0, d: new Date('2024-03-01'), e: /* x */ f}", [
            ("a", {"b": 0, "c": 0, "d": ["2024-03-01"], "e": None})
        ]),
        ("(function(a,b){return {x:a,y:{z:b}}}('m','n'));", [("", {"x": "m", "y": {"z": "n"}})]),
        ("((a)=>{return {x:a}})('m')", [("", {"x": "m"})]),
        ("function f() { return {x: a} }", [("", {"x": None})]),
        ("a = {b: function () { go(); }, c: {d: 'x'}}", [("c", {"d": "x"})]),
        ("a = {b: [1, 2}", []),
        ("a = {" * 9 + "[(" * 9, []),
    ],
)  # fmt: skip
def test_values(script: str, told: list[tuple[str, Any]]) -> None:
    assert [(name, value) for name, value, _, _ in values(script)] == told


def test_values_tell_where_they_stand() -> None:
    script = "var a = {b: 'x'}; c = 1"
    ((_, _, start, end),) = values(script)
    assert script[start:end] == "= {b: 'x'}"


@pytest.mark.parametrize(
    ("escaped", "text"),
    [
        ("%E9%9B%AA" * 9, "雪" * 9),
        ("%u96ea" * 9, "雪" * 9),
        ("6Zuq" * 30, "雪" * 30),
        ("abcd" * 30, "abcd" * 30),
        ("&amp;lt;p&amp;gt;雪", "<p>雪"),
        ("<p>a &amp; b</p>", "<p>a &amp; b</p>"),
        ("100 % of them", "100 % of them"),
    ],
)
def test_escapes_that_a_script_undoes_elsewhere(escaped: str, text: str) -> None:
    assert undone(escaped) == text


def test_what_cannot_be_decoded_stays() -> None:
    assert (decoded("雪!", "atob"), decoded("%ZZ", "unescape"), decoded("x", "String")) == ("雪!", "%ZZ", "x")

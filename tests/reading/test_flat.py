"""Values that frameworks write flat, or cut into rows."""

from __future__ import annotations

import json
from typing import Any

import pytest

from jingwen.reading.flat import is_flat, islands, rows, tree_markup, unflattened


@pytest.mark.parametrize(
    ("flat", "value"),
    [
        ([{"a": 1, "b": 2}, "x", [1, 3], "y"], {"a": "x", "b": ["x", "y"]}),
        ([["ShallowReactive", 1], {"a": 2, "b": 3}, "x", ["Date", "2024-03-01"]], {"a": "x", "b": "2024-03-01"}),
        ([{"a": 1, "b": 1}, {"c": 2}, "x"], {"a": {"c": "x"}}),
        ([{"a": 0, "b": 1}, "x"], {"b": "x"}),
        ([{"a": -1, "b": 1}, "x"], {"b": "x"}),
        ([["Ref", 0], "x"], None),
        ([[1, 1, 2, 2], "x" * 2000, "y"], ["x" * 2000, "y", "y"]),
    ],
)
def test_flat_values(flat: list[Any], value: Any) -> None:
    assert is_flat(flat)
    assert unflattened(flat) == value


@pytest.mark.parametrize("value", [[], ["x", "y"], [{"id": 1}, {"id": 1, "x": "x"}], [{"id": 9}, 1], [{"a": True}, 1]])
def test_other_lists_are_not_flat(value: list[Any]) -> None:
    assert not is_flat(value)


def test_a_tree_of_rows_is_markup() -> None:
    title = "雪\n1:花"
    stream = (
        '0:["$","main",null,{"className":"a\\"b","children":["$L2",["$","img",null,{"src":"/a.jpg"}],"$L2"]}]\n'
        '1:I["chunk"]\n'
        f"3:T{len(title.encode()):x},{title}"
        '2:["$","$L1",null,{"children":["<",["$","p",null,{"dangerouslySetInnerHTML":{"__html":"$3"}}]]}]\n'
        "4:{broken\n"
    )
    found = rows(stream)
    assert found["$3"] == title
    assert tree_markup(found) == (
        f'<main class="a&quot;b"><div>&lt;<p>{title}</p></div><img src="/a.jpg"></main>'
    )  # fmt: skip
    assert tree_markup(rows('0:{"a":["x"]}\n')) == ""


def test_rows_that_point_to_each_other_are_written_once() -> None:
    pointing = "".join(f'{n:x}:["$","p",null,{json.dumps({"children": [f"${n + 1:x}"] * 9})}]\n' for n in range(200))
    assert len(tree_markup(rows(pointing))) == 200 * len("<p></p>")


def test_what_an_island_is_given() -> None:
    assert islands({"a": [0, {"b": [0, "x"]}], "c": [1, [[0, "y"], [0, "z"]]]}) == {"a": {"b": "x"}, "c": ["y", "z"]}

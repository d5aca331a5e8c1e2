"""Lines of verse are told from paragraphs that are parted by line breaks."""

from __future__ import annotations

import pytest

from jingwen.rendering import to_html

from .drawn import drawn

LONG = "The tram is late and the tide is not and the herring waits in every pot of the harbour till the end."


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        pytest.param("甲，<br>乙，<br>丙。", [3], id="verse"),
        pytest.param("甲，<br>乙。<br><br>丙，<br>丁。", [2, 2], id="stanzas"),
        pytest.param("<b>甲，<br></b>乙。", [2], id="across emphasis"),
        pytest.param(f"{LONG}<br>{LONG}", [1, 1], id="paragraphs"),
        pytest.param("甲。<br><img src=/1.jpg><br>乙。", [1, 1], id="a picture between"),
        pytest.param("甲<div>乙</div>丙", [1, 1, 1], id="blocks"),
        pytest.param(
            "河水今天上涨，两岸的人都来看，桥上站满了人。<br>直到深夜，人们才慢慢散去，只剩几只船。<br>"
            "第二天水退了，街上到处是泥和叶子。", [1, 1, 1],
            id="short paragraphs",
        ),
    ],
)  # fmt: skip
def test_lines_of_verse(markup: str, lines: list[int]) -> None:
    parts = [part for part in to_html(drawn(f"<div>{markup}</div>")).split("\n\n") if "<img" not in part]
    assert [part.count("<br>") + 1 for part in parts] == lines

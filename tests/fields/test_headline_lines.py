"""Headlines that a dump has in several lines, and the lines around them that are none of theirs."""

from __future__ import annotations

import pytest

from jingwen.fields.headline_lines import joined, lines_of
from jingwen.reading.dump import read_dump


@pytest.mark.parametrize(
    ("lines", "chosen", "headline"),
    [
        pytest.param(["示例公园", "今起开放", "2024"], 1, "示例公园今起开放", id="two halves"),
        pytest.param(["首页", "示例公园", "今起开放"], 1, "示例公园今起开放", id="two halves below a menu"),
        pytest.param(["示例公园今天开放，", "照明下月接通"], 1, "示例公园今天开放，照明下月接通", id="a comma"),
        pytest.param(["《示例公园管理", "办法》今起施行"], 0, "《示例公园管理办法》今起施行", id="a bracket"),
        pytest.param(["会议研究公园和", "驿站的建设工作", "甲"], 1, "会议研究公园和驿站的建设工作", id="a conjunction"),
        pytest.param(["公园建设、", "驿站、", "照明工程完工"], 1, "公园建设、驿站、照明工程完工", id="three lines"),
        pytest.param(["Tram returns after", "two-year pause"], 0, "Tram returns after two-year pause", id="lower case"),
        pytest.param(["Tram Returns After", "Two-Year Pause"], 1, "Tram Returns After Two-Year Pause", id="after"),
        pytest.param(
            ["要闻 > 十二公里步道正式开放", "十二公里步道", "正式开放"], 1, "十二公里步道正式开放", id="named again"
        ),
        # One line.
        pytest.param(["示例公园今起开放", "全长十二公里沿途设三处驿站"], 0, "示例公园今起开放", id="a subtitle"),
        pytest.param(["示例公园今起开放", "——十二公里步道"], 0, "示例公园今起开放", id="a subtitle behind a dash"),
        pytest.param(["示例新闻网", "示例公园开放"], 1, "示例公园开放", id="the site's name"),
        pytest.param(["要闻", "示例公园今起开放"], 1, "示例公园今起开放", id="a channel"),
        pytest.param(["首页、", "示例公园今起开放"], 1, "示例公园今起开放", id="furniture"),
    ],
)  # fmt: skip
def test_the_lines_of_a_headline(lines: list[str], chosen: int, headline: str) -> None:
    blocks = read_dump("\n".join(lines)).blocks
    found = lines_of(blocks, chosen, "\n".join(lines), lambda block: block.text.startswith("首页"))
    assert joined([blocks[index].text for index in found]) == headline

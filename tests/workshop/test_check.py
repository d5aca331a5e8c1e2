"""The rule checker: real rule files through the real pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest

from jingwen.resources import rules_directory
from jingwen.rules.load import load
from jingwen.workshop.check import MANY, check, list_rules

# No general way can do without this rule: the longer of two stories is not the page's, the source has no usual shape,
# what is dropped and what comes after the end are sentences like all others.
RULE = """\
site: 示例网
hosts: [news.example.com]
source: {select: '.by', match: '^(\\S+)讯'}
body:
  select: '.story'
  drop: [{text: '^小编今天'}]
  stop_before: [{text: '^昨天的报道'}]
tests:
  - name: plain
    url: https://news.example.com/a
    html: |
      <h1>河上新桥今日通车</h1>
      <p>外地讯</p>
      <p class="by">本城讯</p>
      <div class="other"><p>市民热线今天收到许多来电，大家都在问同一个问题：夜里的公交车什么时候恢复。</p>
      <p>工作人员一一作了回答，并且记下了每一位来电者的意见，准备在下周的会议上讨论。</p>
      <p>据介绍，热线开通以来，每天平均收到三百多个来电，其中一半与出行有关，另一半与供水、供电有关。</p>
      <p>负责人表示，今后还要增加接线的人手，让每一个来电都在一分钟之内有人接听。</p></div>
      <div class="story"><p>新桥今天上午通车，许多市民前来观看，桥长三百米。</p>
      <p>小编今天也去了现场，人真的非常多，大家都很高兴。</p>
      <p>桥的建设用了两年时间，设计使用年限为一百年。</p>
      <p>昨天的报道说，老桥将在明年拆除，届时交通改道。</p></div>
    expect:
      title: 河上新桥今日通车
      source: 本城
      status: article
      starts: 新桥今天
      ends: 一百年。
      lacks: [小编, 昨天, 市民热线]
"""


def problems(path: Path, text: str) -> list[str]:
    """What the checker says of ``text``, without the file's name."""
    file = path / "x.yaml"
    file.write_text(text, encoding="utf-8")
    found = [str(problem) for problem in check([file]).problems]
    assert all(line.startswith(f"{file}:") for line in found)
    return [line.removeprefix(f"{file}:") for line in found]


def test_shipped_rules_are_in_order() -> None:
    assert [str(problem) for problem in check().problems] == []
    assert check([rules_directory()]) == check()


def test_rule_in_order(tmp_path: Path) -> None:
    assert problems(tmp_path, RULE) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title: 河上", "title: 河下", "24: plain: title is '河上新桥今日通车'; expected '河下新桥今日通车'"),
        ("source: 本城\n", "source: null\n", "25: plain: source is '本城'; expected null"),
        ("status: article", "paragraphs: 3", "26: plain: paragraphs is 2; expected 3"),
        ("starts: 新桥", "starts: 桥", "27: plain: the text starts '新桥今天"),
        ("ends: 一百年。", "ends: 百年", "28: plain: the text ends '"),
        ("[小编, 昨天,", "[小编, 百年, 两年,", "29: plain: the text holds '百年', '两年'; expected it not to"),
        ("status: article", "byline: 张三", "26: plain: byline is []; expected ['张三']"),
        ("status: article", "captions: [图]", "26: plain: captions is []; expected ['图']"),
        ("status: article", "status: index", "26: plain: status is 'article'; expected 'index'"),
        ("status: article", "next_page: /2", "26: plain: next_page is null; expected '/2'"),
    ],
)
def test_expectations_that_are_not_met(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in RULE
    (found,) = problems(tmp_path, RULE.replace(old, new))
    assert found.startswith(said)


@pytest.mark.parametrize(
    ("old", "new", "line", "where"),
    [
        ("site: 示例网\n", "site: 示例网\nbyline: off\n", 2, "byline"),
        ("site: 示例网\n", "site: 示例网\ntitle: ['h1', 'h2']\n", 2, "title[0]"),
        ("site: 示例网\n", "site: 示例网\ndate: {zone: '+08:00'}\n", 2, "date.zone"),
        ("site: 示例网\n", "site: 示例网\nwhen: {text: '新桥'}\n", 2, "when.text"),
        ("site: 示例网\n", "site: 示例网\ncaptions: {select: 'i', match: '^图'}\n", 2, "captions.select"),
        ("select: '.story'", "select: ['.story', '.text']", 5, "body.select[1]"),
        ("'^小编今天'}", "'^小编今天'}, {css: '.ad'}", 6, "body.drop[1]"),
        ("'^昨天的报道'}", "'^昨天的报道'}, {text: '^前天'}", 7, "body.stop_before[1]"),
        ("      source: 本城\n", "", 3, "source.select"),
        ("      lacks: [小编, 昨天, 市民热线]", "      lacks: [昨天]", 6, "body.drop[0]"),
    ],
)  # fmt: skip
def test_lines_that_no_test_needs(tmp_path: Path, old: str, new: str, line: int, where: str) -> None:
    assert old in RULE
    found = problems(tmp_path, RULE.replace(old, new))
    assert f"{line}: {where} can be left out and no test fails; remove it, or test what it is for" in found


def test_when_that_tells_two_rules_apart_is_needed(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(RULE, encoding="utf-8")
    told = RULE.replace("site: 示例网\n", "site: 旧版\nwhen: {css: '.old'}\n").replace('"story"', '"story old"')
    (tmp_path / "b.yaml").write_text(told, encoding="utf-8")
    assert check([tmp_path]).problems == []
    assert [problem.message.split(" ")[0] for problem in check([tmp_path / "b.yaml"]).problems] == ["when.css"]


def test_when_of_a_rule_without_hosts_is_needed(tmp_path: Path) -> None:
    assert problems(tmp_path, RULE.replace("hosts: [news.example.com]", "when: {text: '新桥'}")) == []


def test_every_file_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("site: x\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text(RULE.replace("title: 河上", "title: 河下"), encoding="utf-8")
    (tmp_path / "c.yaml").write_text(RULE, encoding="utf-8")
    checked = check([tmp_path, tmp_path / "b.yaml", tmp_path / "none"])
    assert (checked.files, checked.tests) == (3, 2), "the first does not load, the last is not there"
    found = checked.problems
    assert [(Path(problem.file).name, problem.line) for problem in found] == [
        ("a.yaml", 1), ("b.yaml", 24), ("c.yaml", 2), ("none", 0)
    ]  # fmt: skip
    assert "both for the host news.example.com" in found[2].message


def test_places_are_checked_as_the_service_loads_them(tmp_path: Path) -> None:
    (empty,) = check([tmp_path]).problems
    assert empty.message.startswith("the folder has no .yaml file")
    assert check([f"packaged:{tmp_path}"]) == check()
    (tmp_path / "a.yaml").write_text(RULE, encoding="utf-8")
    shipped, own, both = check(["packaged"]), check([str(tmp_path)]), check([f"packaged:{tmp_path}"])
    assert shipped == check()
    assert (both.files, both.tests) == (shipped.files + own.files, shipped.tests + own.tests)
    assert both.problems == sorted([*shipped.problems, *own.problems])
    (tmp_path / "a.yaml").write_text(RULE.replace("hosts:", "host:"), encoding="utf-8")
    assert (str(tmp_path / "a.yaml"), 2) in [
        (each.file, each.line) for each in check([f"packaged:{tmp_path}"]).problems
    ]
    (unnamed,) = check(["packaged:"]).problems
    assert "has no name" in unnamed.message


def test_a_rule_that_another_place_wins_over_is_held_to_its_own_lines(tmp_path: Path) -> None:
    for name, text in (("a", RULE), ("b", RULE.replace("site: 示例网\n", "site: 示例网\nbyline: off\n"))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.yaml").write_text(text, encoding="utf-8")
    (idle,) = check([f"{tmp_path}/a:{tmp_path}/b"]).problems
    assert idle.message.startswith("byline can be left out")


def test_list_rules(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(RULE, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(
        RULE.replace("hosts: [news.example.com]", "when: {text: '新桥'}"), encoding="utf-8"
    )
    (tmp_path / "c.yaml").write_text(RULE.replace("hosts: [news.example.com]", "when: {css: '.by'}"), encoding="utf-8")
    rows = [list_rules(load(tmp_path / f"{name}.yaml"))[0] for name in "abc"]
    assert rows == [
        ("rules/a.yaml", "示例网", "news.example.com", 1),
        ("rules/b.yaml", "示例网", "when 新桥", 1),
        ("rules/c.yaml", "示例网", "when .by", 1),
    ]


def test_many_rules_are_checked_as_one_by_one(tmp_path: Path) -> None:
    """Beside one another, once there are enough of them: each is told apart from the others for its host only."""
    for number in range(MANY):
        text = RULE.replace("news.example.com", f"news{number}.example.com")
        (tmp_path / f"{number:02}.yaml").write_text(text if number else text.replace("两年", "三年"), encoding="utf-8")
    wrong = RULE.replace("title: 河上", "title: 河下").replace("news.example.com", "news3.example.com")
    (tmp_path / "03.yaml").write_text(wrong, encoding="utf-8")
    found = check([tmp_path])
    assert (found.files, found.tests) == (MANY, MANY)
    assert [(problem.file, problem.line) for problem in found.problems] == [(str(tmp_path / "03.yaml"), 24)]

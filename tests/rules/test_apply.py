"""What a rule makes of a page: the blocks it lets in, the labels it forces, the fields it finds."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from jingwen.model import Label
from jingwen.rules.apply import RuleFields, Ruling, points, rule_body, rule_fields

from .sample import blocks_of, rule_of


def tree_of(page: str) -> LexborHTMLParser:
    return LexborHTMLParser(page)


# Points


def test_points_name_every_element_that_a_selector_finds() -> None:
    rule = rule_of("""
        title: 'h1'
        captions: ['p.pic', '.post i']
        body:
          select: '.post'
          drop: [{text: '^x'}, {css: 'p, .ad'}]
          start_after: {css: 'h1'}
          stop_before: [{css: '.end'}]
    """)
    tree = tree_of("<h1>t</h1><div class=post><p class=pic>a</p><i class=ad>b</i><b>c</b></div>")
    found = points(rule, tree)
    assert {node.tag: set(found.get(node.mem_id, ())) for node in tree.css("h1, div, p, i, b")} == {
        "h1": {"body.start_after"},
        "div": {"body.select"},
        "p": {"captions[0]", "body.drop[1]"},
        "i": {"captions[1]", "body.drop[1]"},
        "b": set(),
    }
    assert len(found) == 4


def test_points_of_a_rule_without_css() -> None:
    assert points(rule_of("captions: {match: '^图'}"), tree_of("<p>图")) == {}


# The body. Each row: the rule's lines, the blocks' texts and marks, what is inside, the verdicts, whether it missed.

SELECT = "body: {select: ['.a', '.b'], drop: [{css: '.ad'}, {text: '^广告$'}]}"
ENDS = """
body:
  select: '.a'
  start_after: [{text: '^正文$'}, {css: '.info'}]
  stop_before: [{text: '^完$'}, {css: '.end'}]
"""
CAPTIONS = "captions: {select: ['.pic'], match: ['^图', '摄）$']}"
A, B = "body.select[0]", "body.select[1]"
S, INFO, END = "body.select", "body.select body.start_after[1]", "body.select body.stop_before[1]"

HTML = [
    pytest.param(SELECT, "甲 乙 丙", [B, A, A], {1, 2}, {}, False, id="first selector with text"),
    pytest.param(SELECT, "甲 乙 丙", ["", B, ""], {1}, {}, False, id="second selector"),
    pytest.param(SELECT, "甲 乙", ["", ""], None, {}, True, id="no selector matches"),
    pytest.param(SELECT, "甲 \u3000 乙", [B, A, B], {0, 2}, {}, False, id="selector without text is passed over"),
    pytest.param(
        SELECT,
        "甲 乙 广告 丙 广告",
        [A, A + " body.drop[0]", A, A, ""],
        {0, 3},
        {1: "body.drop[0]", 2: "body.drop[1]"},
        False,
        id="drop by css and text, inside alone",
    ),
    pytest.param(
        SELECT,
        "广告 \u3000广告\u3000 广告乙",
        [A, A, A],
        {2},
        {0: "body.drop[1]", 1: "body.drop[1]"},
        False,
        id="text is trimmed, anchors hold",
    ),
    pytest.param(SELECT, "广告 甲", [A, ""], set(), {0: "body.drop[1]"}, False, id="all dropped is no miss"),
    pytest.param(SELECT, "广告 甲", ["", ""], None, {0: "body.drop[1]"}, True, id="drop holds after a miss"),
    pytest.param(
        ENDS,
        "完 甲 正文 乙 丙 完 丁 完",
        [S, S, S, S, S, S, S, ""],
        {3, 4},
        {
            0: "body.start_after[0]",
            1: "body.start_after[0]",
            2: "body.start_after[0]",
            5: "body.stop_before[0]",
            6: "body.stop_before[0]",
        },
        False,
        id="both ends by text, the end after the start",
    ),
    pytest.param(
        ENDS,
        "甲 乙 丙 丁 戊",
        [INFO, INFO, S, END, S],
        {2},
        {0: "body.start_after[1]", 1: "body.start_after[1]", 3: "body.stop_before[1]", 4: "body.stop_before[1]"},
        False,
        id="both ends by css, all blocks of the element",
    ),
    pytest.param(
        ENDS,
        "甲 正文 乙",
        [INFO, S, S],
        {2},
        {0: "body.start_after[0]", 1: "body.start_after[0]"},
        False,
        id="start_after in the order of the file",
    ),
    pytest.param(ENDS, "甲 完 乙", [S, S, S], None, {}, True, id="start_after found nothing"),
    pytest.param(ENDS, "正文 甲", ["", S], None, {}, True, id="start_after outside the region"),
    pytest.param(ENDS, "甲 正文", [S, S], None, {}, True, id="nothing after the start"),
    pytest.param(ENDS, "正文 完 甲", [S, S, S], None, {}, True, id="nothing between the ends"),
    pytest.param(
        "body: {stop_before: {text: '^完$'}}",
        "甲 完 乙",
        ["", "", ""],
        None,
        {1: "body.stop_before", 2: "body.stop_before"},
        False,
        id="an end alone does not place the body",
    ),
    pytest.param(
        "body: {drop: {text: '^完$'}}", "甲 完 乙", ["", "", ""], None, {1: "body.drop"}, False, id="drop alone"
    ),
    pytest.param("title: 'h1'", "甲 乙", ["", ""], None, {}, False, id="nothing said of the body"),
    pytest.param(
        CAPTIONS,
        "图甲 图乙 丙（丁摄） 丙",
        ["captions.select[0]", "", "captions.select[0]", "captions.select[0]"],
        None,
        {0: "captions.select[0]", 2: "captions.select[0]"},
        False,
        id="captions by css and text",
    ),
    pytest.param("captions: off", "图甲", [""], None, {}, False, id="captions off"),
]


@pytest.mark.parametrize(("lines", "texts", "marks", "inside", "verdicts", "missed"), HTML)
def test_body_of_html(
    lines: str, texts: str, marks: list[str], inside: set[int] | None, verdicts: dict[int, str], missed: bool
) -> None:
    ruling = rule_body(rule_of(lines), blocks_of(*texts.split(" "), tag="p", marks=marks))
    label = Label.CAPTION if lines == CAPTIONS else Label.OTHER
    assert ruling == Ruling(
        None if inside is None else frozenset(inside),
        {index: (label, f"rule rules/x.yaml {where}") for index, where in verdicts.items()},
        missed,
    )


DUMP = """
captions: {select: '.pic', match: '^图'}
body:
  select: '.post'
  drop: [{css: '.ad'}, {text: '^原标题'}]
  start_after: [{css: '.info'}, {text: '^来源'}]
  stop_before: [{css: '.end'}, {text: '^责任编辑'}]
"""


@pytest.mark.parametrize(
    ("lines", "texts", "inside", "verdicts", "missed"),
    [
        (DUMP, "导航 来源 甲 原标题 乙 责任编辑 丙", {2, 4}, "0s 1s 3d 5e 6e", False),
        (DUMP, "导航 甲 原标题 责任编辑 乙", None, "2d", True),
        (DUMP, "来源 甲", {1}, "0s", False),
        ("body: {select: '.post', drop: {text: '^原标题'}}", "甲 原标题", None, "1d", False),
        ("body: {start_after: {css: '.info'}, stop_before: {css: '.end'}}", "甲 乙", None, "", False),
    ],
    ids=["text conditions", "start not found", "no end", "select does not apply", "css does not apply"],
)
def test_body_of_a_dump(lines: str, texts: str, inside: set[int] | None, verdicts: str, missed: bool) -> None:
    ruling = rule_body(rule_of(lines), blocks_of(*texts.split(" ")))
    assert ruling.inside == (None if inside is None else frozenset(inside))
    assert ruling.missed is missed
    short = {"s": "start_after", "d": "drop", "e": "stop_before"}
    assert {i: reason.split(" ")[-1].split("[")[0] for i, (_, reason) in ruling.verdicts.items()} == {
        int(word[:-1]): f"body.{short[word[-1]]}" for word in verdicts.split()
    }
    assert {label for label, _ in ruling.verdicts.values()} <= {Label.OTHER}


def test_what_wins_where_parts_of_a_rule_claim_one_block() -> None:
    rule = rule_of("""
        captions: {match: '^图'}
        body: {start_after: {text: '^来源'}, drop: {text: '广告'}, stop_before: {text: '^完'}}
    """)
    ruling = rule_body(rule, blocks_of("图一", "来源", "甲", "图二", "图三广告", "乙", "完", "图四"))
    assert ruling.inside == frozenset({2, 5})
    assert {i: (label.value, reason.split(" ")[-1]) for i, (label, reason) in ruling.verdicts.items()} == {
        0: ("caption", "captions.match"),
        1: ("other", "body.start_after"),
        3: ("caption", "captions.match"),
        4: ("other", "body.drop"),
        6: ("other", "body.stop_before"),
        7: ("other", "body.stop_before"),
    }


def test_an_empty_page_has_no_body() -> None:
    assert rule_body(rule_of("body: {stop_before: {text: '^完'}}"), ()) == Ruling()
    assert rule_body(rule_of("body: {start_after: {text: '^来源'}}"), ()) == Ruling(None, {}, True)


# The fields. Each row: the rule's lines, the page, the values.

FIELDS = [
    ("title: ['h1', 'h2']", "<h2>乙</h2><h1> 甲\n 乙 </h1><h1>丙</h1>", {"title": ("甲 乙",)}),
    ("title: ['h1', 'h2']", "<h1> </h1><h2>乙</h2>", {"title": ("乙",)}),
    ("title: 'h1, h2'", "<h2>乙</h2><h1>甲</h1>", {"title": ("乙",)}),
    ("title: 'h1'", "<h2>乙</h2>", {}),
    (
        "title: 'h1'",
        "<h1>甲<em>乙</em><span>丙</span>丁<br>戊<script>x</script><!-- c --></h1>",
        {"title": ("甲乙丙丁 戊",)},
    ),
    (
        "title: 'meta[property=\"og:title\"]::attr(content)'",
        "<meta property='og:title' content=' 甲&amp; 乙'>",
        {"title": ("甲& 乙",)},
    ),
    ("title: 'meta::attr(content)'", "<meta name=x><meta content=''><meta content=乙>", {"title": ("乙",)}),
    ("source: '.s'", "<p class=s>来源:<a>甲<b>报</b></a><a>乙报</a> 丙</p>", {"source": ("来源: 甲报 乙报 丙",)}),
    ("source: '.s::text'", "<p class=s>来源:<a>甲报</a> 北京</p>", {"source": ("来源: 北京",)}),
    (
        "source: {select: '.s', match: '来源[:：]\\s*(\\S+)'}",
        "<p class=s>无<p class=s>来源：\u3000甲报 北京",
        {"source": ("甲报",)},
    ),
    (
        "source: {select: '.s', match: ['稿源:(\\S+)', '来源:(\\S+)']}",
        "<p class=s>来源:甲报 稿源:乙报</p>",
        {"source": ("乙报",)},
    ),
    ("source: {select: '.s', match: '来源:(\\S+)'}", "<p>来源:甲报</p>", {}),
    (
        "byline: ['.n', '.m']",
        "<i class=n>甲<i class=m>乙</i></i><i class=n>丙</i><i class=n> </i>",
        {"byline": ("甲乙", "丙")},
    ),
    (
        "editors: {select: '.n', match: '编辑:(.+)'}",
        "<i class=n>编辑:甲</i><i class=n>乙</i><i class=n>编辑:丙</i>",
        {"editors": ("甲", "丙")},
    ),
    ("editors: '.n, i'", "<i class=n>甲</i><i>乙</i>", {"editors": ("甲", "乙")}),
    ("source: '.s'", "<p class=s><span>甲报</span>乙</p>丙", {"source": ("甲报 乙",)}),
    ("date: 'time::attr(datetime)'", "<time datetime=2020-01-02>昨天</time>", {"date": ("2020-01-02",)}),
    ("modified: {select: 'p', match: '更新 (.+)'}", "<p>无</p><p>更新 2020年</p>", {"modified": ("2020年",)}),
    ("next_page: 'a.next::attr(HREF)'", "<a class=next href='/2'>下一页</a>", {"next_page": ("/2",)}),
    ("captions: 'p'", "<p>图</p>", {}),
    ("date: {match: '(\\d{4})年'}", "<p>无", {"date": ("2020",)}),
]
LINES = blocks_of("2019", "写于2020年。来源:甲报", "来源:乙报 2021年", "稿源:丙报", "稿源: ")


@pytest.mark.parametrize(("lines", "page", "values"), FIELDS)
def test_fields_of_html(lines: str, page: str, values: dict[str, tuple[str, ...]]) -> None:
    assert dict(rule_fields(rule_of(lines), tree_of(page), LINES).values) == values


@pytest.mark.parametrize(
    ("lines", "values"),
    [
        (r"source: {match: '来源:(\S+)'}", {"source": ("甲报",)}),
        (r"source: {match: ['稿源:(\S+)', '来源:(\S+)']}", {"source": ("丙报",)}),
        (r"source: {match: ['稿源:\s(.*)', '^来源:(\S+)']}", {"source": ("乙报",)}),
        (r"source: {match: '电头:(\S+)'}", {}),
        (r"title: {match: '^\S+$'}", {"title": ("2019",)}),
        ("date: {match: '20..年'}\ntitle: 'h1'\nsource: {select: '.s', match: '稿源:.*'}", {"date": ("2020年",)}),
    ],
    ids=[
        "first line",
        "first pattern",
        "an empty capture is none",
        "nowhere",
        "all of the match",
        "select is not for dumps",
    ],
)
def test_fields_of_a_dump(lines: str, values: dict[str, tuple[str, ...]]) -> None:
    assert dict(rule_fields(rule_of(lines), None, LINES).values) == values


def test_fields_that_are_off_and_the_zone() -> None:
    rule = rule_of("byline: off\ncaptions: off\ndate: {zone: '+08:00'}")
    assert rule_fields(rule, tree_of("<p>x"), LINES) == RuleFields({}, frozenset({"byline", "captions"}), "+08:00")
    assert rule_fields(rule_of("modified: {zone: '+09:00'}"), None, ()) == RuleFields(edit_zone="+09:00")
    assert rule_fields(rule_of("title: 'h1'"), None, ()) == RuleFields()


def test_deep_markup_is_no_trouble() -> None:
    page = "<h1>" + "<div>" * 20_000 + "甲"
    assert rule_fields(rule_of("title: 'h1'"), tree_of(page), ()).values == {"title": ("甲",)}

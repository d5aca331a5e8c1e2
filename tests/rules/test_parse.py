"""The strict loader: what a rule file may not say, each with the line that is wrong and what to write instead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingwen.errors import RuleError
from jingwen.rules import patterns
from jingwen.rules.load import read_text
from jingwen.rules.parse import parse_draft

from .sample import FULL, FULL_TESTS, HEAD, TESTS, rule_of, text_of


def test_every_key_is_read_as_it_stands() -> None:
    rule = rule_of(FULL, tests=FULL_TESTS)
    assert (rule.file, rule.site, rule.hosts) == ("rules/x.yaml", "示例网", ("news.example.com",))
    assert rule.to_dict() == {
        "file": "rules/x.yaml",
        "site": "示例网",
        "hosts": ["news.example.com"],
        "when": {"text": "示例网版权所有", "css": None},
        "fields": {
            "title": {"select": ["h1.post", 'meta[property="og:title"]::attr(content)'], "match": [], "zone": None},
            "source": {"select": [".info"], "match": [r"来源[:：]\s*(\S+)"], "zone": None},
            "byline": "off",
            "date": {"select": [".info::text"], "match": [], "zone": "+08:00"},
            "modified": {"select": [".info"], "match": ["更新 (.+)"], "zone": "+09:00"},
            "captions": {"select": ["p.f_center"], "match": ["^图为", "摄[）)]$"], "zone": None},
            "next_page": {"select": ["a.next::attr(href)"], "match": [], "zone": None},
        },
        "body": {
            "select": [".post_body"],
            "drop": [{"css": ".ad"}, {"text": "^原标题[:：]"}],
            "start_after": [{"css": ".info"}],
            "stop_before": [{"text": "^责任编辑[:：]"}],
        },
        "tests": ["plain"],
    }
    (test,) = rule.tests
    assert test.fetched_at is not None and test.fetched_at.isoformat() == "2023-10-19T08:00:00+08:00"
    assert (test.kind, test.page, test.line) == ("html", "<p>甲。</p>\n示例网版权所有\n", 17)
    assert {line.key: line.value for line in test.expect} == {
        "title": "no",
        "source": None,
        "date": "2019-09-05",
        "modified": None,
        "byline": (),
        "editors": ("张三",),
        "captions": ("图为甲",),
        "paragraphs": 2,
        "status": "article",
        "starts": "甲",
        "ends": "。",
        "lacks": ("丙",),
    }


def test_lines_are_known_by_their_addresses() -> None:
    lines = rule_of(FULL, tests=FULL_TESTS).lines
    known = {"title[1]": 4, "source.match": 5, "byline": 6, "date.zone": 7, "modified.zone": 8, "captions.match[1]": 9}
    assert {where: lines[where] for where in known} == known
    assert {where: line for where, line in lines.items() if where.startswith("body.")} == {
        "body.select[0]": 11,
        "body.drop[0]": 12,
        "body.drop[1]": 12,
        "body.start_after": 13,
        "body.stop_before[0]": 14,
    }


# Each row: what stands between the two lines of HEAD and TESTS, the line of the error, parts of its message.
LINES = [
    pytest.param("titel: '#id'", 3, ["'titel' is not a key of the rule", "did you mean title?"], id="unknown key"),
    pytest.param("fetch: 'x'", 3, ["'fetch' is not a key", "known are site, hosts, when"], id="nothing near"),
    pytest.param("title: 'a'\nsource: 'b'\ntitle: 'c'", 5, ["'title' stands here again", "line 3"], id="key twice"),
    pytest.param("body:\n  drop: []\n  drop: []", 5, ["'drop' stands here again"], id="inner key twice"),
    pytest.param("title: &t 'a'", 3, ["anchor &t"], id="anchor"),
    pytest.param("title: &t 'a'\nsource: *t", 3, ["anchor &t"], id="anchor before alias"),
    pytest.param("title: *t", 3, ["alias *t"], id="alias"),
    pytest.param("title: !!str 'a'", 3, ["tag tag:yaml.org,2002:str"], id="tag"),
    pytest.param("body: !x {select: ['a']}", 3, ["tag !x"], id="tag on a mapping"),
    pytest.param("<<: {title: 'a'}", 3, ["'<<' is not a key"], id="merge key"),
    pytest.param("? [a]\n: 'b'", 3, ["a key is a list or a mapping"], id="key of another kind"),
    pytest.param("title: #id", 3, ["title is empty", "single quotes"], id="selector read as a comment"),
    pytest.param("title: div #main", 3, ["'div' without quotes", "single quotes"], id="selector cut at the comment"),
    pytest.param("title:\n  - 'a'\n  - h1.post", 5, ["title[1]", "'h1.post' without quotes"], id="plain in a list"),
    pytest.param("title: |\n  h1", 3, ["title", "single quotes"], id="selector as a block"),
    pytest.param("title: ''", 3, ["title is an empty selector"], id="empty selector"),
    pytest.param("title: ' '", 3, ["title is an empty selector"], id="blank selector"),
    pytest.param("title: []", 3, ["title is an empty list"], id="empty list"),
    pytest.param("title: {}", 3, ["title is empty", "select, match"], id="empty mapping"),
    pytest.param("title: [['a']]", 3, ["title[0] is a list"], id="list in a list"),
    pytest.param("title: no", 3, ["title is no;", "expected off"], id="no is not off"),
    pytest.param("title: ~", 3, ["title is ~;", "expected off"], id="null is not off"),
    pytest.param("title: 'div['", 3, ["'div['", "its [ is never closed"], id="open bracket"),
    pytest.param("title: 'p)'", 3, ["its ) closes nothing"], id="stray bracket"),
    pytest.param("title: 'a[b=\"c]'", 3, ['its quote " is never closed'], id="open quote"),
    pytest.param("title: 'p:nope'", 3, ["'p:nope'", "not CSS that lexbor takes"], id="unknown pseudo-class"),
    pytest.param("title: '//h1'", 3, ["not CSS that lexbor takes"], id="xpath"),
    pytest.param("title: '::text'", 3, ["not CSS that lexbor takes"], id="nothing but a pseudo-element"),
    pytest.param("title: 'a::text, b::text'", 3, ["once, at the end"], id="pseudo-element in the middle"),
    pytest.param("title: 'a::before'", 3, ["once, at the end"], id="unknown pseudo-element"),
    pytest.param("title: 'a::attr()'", 3, ["once, at the end"], id="attribute without a name"),
    pytest.param('title: "a\\nb"', 3, ["control character"], id="line break in a selector"),
    pytest.param("title: ['a', 'b', 'a']", 3, ["title[2] is the same selector as title[0]"], id="selector twice"),
    pytest.param("title: {css: 'a'}", 3, ["'css' is not a key of title", "select, match"], id="unknown field key"),
    pytest.param("title: {select: 'a', zone: '+08:00'}", 3, ["'zone' is not a key of title"], id="zone of a title"),
    pytest.param("date: {zone: Asia/Shanghai}", 3, ["date.zone is 'Asia/Shanghai'", "'+08:00'"], id="named zone"),
    pytest.param("modified: {zone: CET}", 3, ["modified.zone is 'CET'", "'+08:00'"], id="named zone of an edit"),
    pytest.param("date:\n  zone: [a]", 4, ["date.zone is a list"], id="zone as a list"),
    pytest.param(
        "source:\n  select: ['a']\n  match: 来源", 5, ["source.match", "pattern in single quotes"], id="plain pattern"
    ),
    pytest.param("source: {match: '(a'}", 3, ["source.match", "'(a'", "missing )"], id="pattern does not compile"),
    pytest.param("source: {match: '(?<=a)b'}", 3, ["RE2", "no look-around"], id="look-behind"),
    pytest.param(
        "source: {match: '.{0,900}a.{0,900}'}", 3, ["compiles to", "smaller counted repeats"], id="costly pattern"
    ),
    pytest.param("source: {match: ['a', '']}", 3, ["source.match[1] is an empty pattern"], id="empty pattern"),
    pytest.param("captions: 'img::attr(alt)'", 3, ["captions", "it points at blocks"], id="captions by attribute"),
    pytest.param("body: 'div'", 3, ["body is 'div'", "expected a mapping of select, drop"], id="body as a selector"),
    pytest.param(
        "body:\n  selct: ['a']", 4, ["'selct' is not a key of body", "did you mean select?"], id="unknown body key"
    ),
    pytest.param("body: {select: ['a::text']}", 3, ["body.select[0]", "it points at blocks"], id="body by text"),
    pytest.param(
        "body:\n  drop: ['.ad']", 4, ["body.drop[0] is '.ad'", "expected {css: '…'} or {text: '…'}"], id="bare drop"
    ),
    pytest.param(
        "body:\n  drop:\n    - {css: 'a'}\n    - {txt: 'a'}", 6, ["'txt' is not a key of body.drop[1]"], id="drop key"
    ),
    pytest.param("body:\n  drop: [{css: 'a', text: 'b'}]", 4, ["both css and text"], id="two conditions in one"),
    pytest.param("body:\n  drop:\n    - css: a", 5, ["body.drop[0]", "'a' without quotes"], id="plain css condition"),
    pytest.param(
        "body:\n  stop_before: [{text: '*'}]", 4, ["body.stop_before[0]", "no argument"], id="bad text condition"
    ),
    pytest.param("when: '版权'", 3, ["when is '版权'", "expected {text: '…'}"], id="bare when"),
    pytest.param("when: {host: 'a'}", 3, ["'host' is not a key of when"], id="unknown when key"),
    pytest.param("when: {text: 版权}", 3, ["when.text", "without quotes"], id="plain when"),
    pytest.param("when: {text: '丁'}", 5, ["when does not hold", "'plain'"], id="a test that the when is not for"),
    pytest.param('source: "来源\\s"', 3, ["not YAML", "escape", "single quotes"], id="escape in double quotes"),
    pytest.param("title: '(a", 3, ["not YAML", "end of stream"], id="quote never closed"),
    pytest.param("title: ['a'", 3, ["not YAML"], id="list never closed"),
    pytest.param("title: @a", 3, ["not YAML", "put the value in single quotes"], id="reserved sign"),
    pytest.param("title: a: b", 3, ["not YAML", "': ' needs quotes"], id="colon in plain text"),
    pytest.param("body:\n\tselect: 'a'", 4, ["not YAML", "indent with spaces"], id="tab"),
    pytest.param("title: 'a\x07'", 3, ["U+0007"], id="control character"),
    pytest.param("title: 'a'\nsource: '\ud800'", 4, ["U+D800"], id="half a surrogate pair"),
    pytest.param("title: " + "[" * 100_000, 3, ["nested more than 12 deep"], id="open brackets without end"),
]

HEADS = [
    pytest.param("hosts: [a.example.com]\n", 1, ["the key site is missing"], id="no site"),
    pytest.param("site: x\n", 1, ["neither hosts nor when"], id="no hosts"),
    pytest.param("site:\nhosts: a.example.com\n", 1, ["site is empty"], id="empty site"),
    pytest.param("site: x\nhosts: []\n", 2, ["hosts is an empty list"], id="empty hosts"),
    pytest.param("site: x\nhosts: [*.example.com]\n", 2, ["not YAML", "begins with * or & needs quotes"], id="plain *"),
    pytest.param("site: x\nhosts:\n  - http://example.com/\n", 3, ["hosts[0]", "bare host name"], id="a URL"),
    pytest.param("site: x\nhosts: [Example.com]\n", 2, ["in lower case"], id="upper case"),
    pytest.param("site: x\nhosts: ['a.*.com']\n", 2, ["'*.example.com' for all hosts below one"], id="* inside"),
    pytest.param("site: x\nhosts: ['*.com']\n", 2, ["'*.com'"], id="* for a top-level domain"),
    pytest.param("site: x\nhosts: ['a.com:80']\n", 2, ["'a.com:80'"], id="a port"),
    pytest.param("site: x\nhosts: [a.com, a.com]\n", 2, ["hosts[1]", "in the list already"], id="a host twice"),
    pytest.param("site: x\nhosts: ['*.example.com']\n", 4, ["URL on news.example.org"], id="a test of another host"),
]
HEAD_TESTS = TESTS.replace("news.example.com", "news.example.org")

# Each row: the tests; HEAD stands before them, so their first line is the third.
TEST_LINES = [
    pytest.param("", 1, ["the key tests is missing"], id="no tests"),
    pytest.param("tests: []\n", 3, ["tests is a list", "expected a list of pages"], id="empty tests"),
    pytest.param("tests: {}\n", 3, ["tests is a mapping"], id="tests as a mapping"),
    pytest.param(
        TESTS.replace("- name: plain\n    url", "- nme: plain\n    url"),
        4,
        ["'nme'", "did you mean name?"],
        id="unknown key",
    ),
    pytest.param(TESTS.replace("name: plain\n    ", ""), 4, ["tests[0] has no name"], id="no name"),
    pytest.param(TESTS.replace("    text: 甲乙。\n", ""), 4, ["no page", "either html or text"], id="no page"),
    pytest.param(TESTS + "    html: x\n", 4, ["html and text"], id="two pages"),
    pytest.param(TESTS.replace("甲乙。", "' '"), 6, ["tests[0].text is empty"], id="blank page"),
    pytest.param(TESTS.replace("https://news", "news"), 5, ["tests[0].url", "http:// or https://"], id="no scheme"),
    pytest.param(
        TESTS.replace("news.example.com", "a.example.com"),
        4,
        ["URL on a.example.com", "news.example.com"],
        id="other host",
    ),
    pytest.param(
        TESTS.replace("    url: https://news.example.com/a\n", ""),
        4,
        ["no url", "expected a url"],
        id="no url, no when",
    ),
    pytest.param(
        TESTS.replace("    text", "    fetched_at: gestern\n    text"), 6, ["fetched_at", "ISO 8601"], id="no moment"
    ),
    pytest.param(TESTS + TESTS.removeprefix("tests:\n"), 8, ["a second test has the name 'plain'"], id="name twice"),
    pytest.param(TESTS.replace("starts: 甲, ", ""), 4, ["starts, ends and lacks together"], id="no start"),
    pytest.param(TESTS.replace("ends: 。, ", ""), 4, ["starts, ends and lacks together"], id="no end"),
    pytest.param(TESTS.replace(", lacks: [丙]", ""), 4, ["starts, ends and lacks together"], id="no absences"),
    pytest.param(TESTS.replace("[丙]", "[]"), 7, ["lacks is an empty list"], id="empty absences"),
    pytest.param(
        TESTS.replace("starts", "begins"), 7, ["'begins' is not a key of tests[0].expect"], id="unknown expectation"
    ),
    pytest.param(
        TESTS.replace("{starts: 甲, ends: 。, lacks: [丙]}", "甲"), 7, ["tests[0].expect is '甲'"], id="no mapping"
    ),
    pytest.param(TESTS.replace("ends: 。", "ends: ''"), 7, ["tests[0].expect.ends is empty"], id="empty expectation"),
    pytest.param(TESTS.replace("ends: 。", "ends: 。, paragraphs: two"), 7, ["'two'", "whole number"], id="no number"),
    pytest.param(
        TESTS.replace("ends: 。", "ends: 。, status: fine"), 7, ["'fine'", "article, no_article"], id="no status"
    ),
    pytest.param(TESTS.replace("ends: 。", "ends: 。, byline: [[甲]]"), 7, ["byline is a list"], id="list in a list"),
    pytest.param(TESTS + "---\nsite: y\n", 8, ["a second YAML document"], id="two documents"),
]


def refused(text: str) -> RuleError:
    with pytest.raises(RuleError) as error:
        read_text(text, "rules/x.yaml", "/etc/rules/x.yaml")
    return error.value


def held(error: RuleError, line: int, parts: list[str]) -> None:
    assert str(error) == f"/etc/rules/x.yaml:{error.line}: {error.message}"
    assert error.line == line, error.message
    assert not [part for part in parts if part not in error.message], error.message


@pytest.mark.parametrize(("lines", "line", "parts"), LINES)
def test_lines_that_are_refused(lines: str, line: int, parts: list[str]) -> None:
    held(refused(HEAD + lines + "\n" + TESTS), line, parts)


@pytest.mark.parametrize(
    ("lines", "item"),
    [
        ("body:\n  drop:", "{{text: {}}}"),
        ("captions:\n  match:", "{}"),
        ("source:\n  match:", "{}"),
    ],
)
def test_patterns_that_cannot_be_looked_for_together_are_refused(
    lines: str, item: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patterns, "MAX_MEMORY", 1 << 20)
    items = "".join("\n    - " + item.format("'N(?:.|x){1,250}z'") for _ in range(10))
    held(refused(f"{HEAD}{lines}{items}\n{TESTS}"), 14, ["[9] is the last of 10 patterns that do not fit together"])


@pytest.mark.parametrize(("head", "line", "parts"), HEADS)
def test_heads_that_are_refused(head: str, line: int, parts: list[str]) -> None:
    held(refused(head + HEAD_TESTS), line, parts)


@pytest.mark.parametrize(("tests", "line", "parts"), TEST_LINES)
def test_tests_that_are_refused(tests: str, line: int, parts: list[str]) -> None:
    held(refused(HEAD + tests), line, parts)


@pytest.mark.parametrize(
    ("text", "line", "parts"),
    [
        ("", 1, ["the file holds nothing", "begins with site:"]),
        ("# a comment\n", 1, ["the file holds nothing"]),
        ("\n- site: x\n", 2, ["the file holds a list"]),
        ("site", 1, ["the file holds the text 'site'"]),
        ("x" * 200_001, 1, ["200,001 characters"]),
    ],
    ids=["empty", "comment", "list", "text", "huge"],
)
def test_files_that_hold_no_rule(text: str, line: int, parts: list[str]) -> None:
    held(refused(text), line, parts)


@given(st.text())
def test_any_text_is_a_rule_or_a_rule_error(text: str) -> None:
    for whole in (text, text_of(text), text_of(f"title: {text}"), text_of("body: {drop: [{text: '" + text + "'}]}")):
        try:
            read_text(whole, "rules/x.yaml")
        except RuleError as error:
            assert (
                1
                <= error.line
                <= whole.count("\n")
                + whole.count("\r")
                + whole.count("\x85")
                + 2
                + sum(whole.count(sign) for sign in "\u2028\u2029")
            )


@given(
    st.recursive(
        st.sampled_from(["off", "'h1'", "'^a'", "null", "1", "''", "'(a'"]),
        lambda inner: (
            st.lists(inner, max_size=3).map(lambda items: "[" + ", ".join(items) + "]")
            | st.dictionaries(
                st.sampled_from(["select", "match", "css", "text", "drop", "zone", "name"]), inner, max_size=3
            ).map(lambda table: "{" + ", ".join(f"{key}: {value}" for key, value in table.items()) + "}")
        ),
        max_leaves=6,
    ),
    st.sampled_from(["site", "hosts", "when", "title", "date", "captions", "body", "next_page", "tests"]),
)
def test_any_shape_is_a_rule_or_a_rule_error(value: str, key: str) -> None:
    kept = "".join(line for line in HEAD.splitlines(True) if not line.startswith(key))
    try:
        rule = read_text(f"{kept}{key}: {value}\n" + ("" if key == "tests" else TESTS), "rules/x.yaml")
    except RuleError as error:
        assert error.file == "rules/x.yaml"
    else:
        assert rule.tests


@pytest.mark.parametrize(
    "line",
    [
        f"title: {{match: '{'(' * 60_000}'}}",
        f"title: '{'div ' * 20_000}['",
        f"title: {'x' * 60_000}",
        f"{'x' * 60_000}: 'a'",
        f"date: {{zone: '{'x' * 60_000}'}}",
    ],
)
def test_a_message_quotes_no_more_than_its_reader_needs(line: str) -> None:
    with pytest.raises(RuleError) as caught:
        parse_draft(f"site: a\nhosts: [news.example.com]\n{line}\n", "rules/a.yaml")
    assert len(str(caught.value)) < 500

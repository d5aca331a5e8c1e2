"""``jingwen rules import``: site files of other tools, written by hand here, and the rule files that they become."""

from __future__ import annotations

import json
from itertools import cycle
from pathlib import Path

import pytest

from jingwen import cli
from jingwen.cli.rules_parser import FORMATS
from jingwen.errors import InvalidOption
from jingwen.rules.load import read_file
from jingwen.workshop.check import check
from jingwen.workshop.importing import READERS, Outcome, import_rules
from jingwen.workshop.imports.ftr import KNOWN, SILENT
from jingwen.workshop.imports.imported import Imported

# The forms that expressions of such files have, as often as they have them: of 20 of a body 19 have a twin in CSS.
BODIES = """
//div[@id='story']
//div[@class='post-body']
//div[contains(@class, 'entry')]
//article
//div[contains(concat(' ',normalize-space(@class),' '),' text ')]
//div[@id="a"]//div[@class="b"]
//div[@itemprop='articleBody']
//td[@class='main']
//div[@id='c']/p
//section[contains(@class,'x') and not(contains(@class,'y'))]
//div[@id='m']/div[2]
//div[@id='l'] | //div[@class='l2']
//div[starts-with(@id,'post-')]
//div[@id='n' or @class='n']
//*[@id='o']/div[1]/div
//h2[@class='p']/following-sibling::div[1]
//div[h3]/div[@class='q']
//div[@class='r']/..
/html/body/div[@class='s']
//div[count(p) > 3]
""".split("\n")[1:-1]
TITLES = ["//h1[@class='t']", "//meta[@property='og:title']/@content", "substring-before(//title, ' | ')", "//div/h2"]
DATES = ["//time/@datetime", "//div[@class='meta']/span[2]", "substring-after(//p[@class='w'], 'Published ')"]
STRIPS = ["//div[@class='poll']", "//div[@id='x1']", "//p[contains(., 'Ask us')]", "//ul[@class='more']/li[1]", "//img"]
# Every directive that the format has, each with a value.
REST = {
    "author": "//a[@rel='author']",
    "next_page_link": "//div[@class='pages']/a[2]",
    "strip_id_or_class": "quizbox",
    "autodetect_on_failure": "yes",
    "find_string": "<noscript>",
    "replace_string": "<div>",
    "replace_string(<i>)": "<em>",
    "http_header(user-agent)": "PHP/5.2",
    "wrap_in(blockquote)": "//div[@class='quote']",
}


def write_ftr(folder: Path, number: int) -> None:
    """``number`` site files, in which each form and each directive stands somewhere."""
    folder.mkdir()
    forms = [cycle(each) for each in (BODIES, TITLES, DATES, STRIPS)]
    bare = ((name, "yes") for name in KNOWN if name not in ("body", "title", "date", "strip"))
    others = cycle([*REST.items(), *bare])
    for each in range(number):
        body, title, date, strip = (next(form) for form in forms)
        lines = [f"title: {title}", f"body: {body}", f"date: {date}", "# a comment", f"strip: {strip}"]
        lines += [f"{name}: {value}" for name, value in (next(others) for _ in range(4))]
        (folder / f"site{each}.example.com.txt").write_text("\n".join(lines), encoding="utf-8")


def said(outcome: Outcome) -> list[str]:
    return [f"{Path(left.file).name}:{left.line}: {left.said}: {left.reason}" for left in outcome.left_out]


def test_two_hundred_site_files(tmp_path: Path) -> None:
    """Those of Full-Text RSS with every form and every directive: at least 95 % of the lines with a body are said."""
    write_ftr(tmp_path / "ftr", 200)
    outcome = import_rules("ftr", tmp_path / "ftr")
    assert outcome.sites == 200
    assert outcome.said["body"] >= 0.95 * outcome.told["body"] == 190
    assert {*outcome.told} == {*KNOWN} - {*SILENT} - {"autodetect_on_failure"} | {"wrap_in"}
    unsaid = [left for left in outcome.left_out if left.said.startswith("body: ")]
    assert {(left.said, left.line) for left in unsaid} == {("body: //div[count(p) > 3]", 2)}
    (tmp_path / "rules").mkdir()
    for name, text in outcome.rules.items():
        (tmp_path / "rules" / name).write_text(text, encoding="utf-8")
    assert len(outcome.rules) == 200
    checked = check([tmp_path / "rules"])
    assert (checked.files, checked.problems) == (200, [])


FTR = """\
# a site
title: //h1[@class='t']
body: //div[@id='story'] | //div[@class='rest']
body: //div[count(p) > 3]
author: //p[@class='names']/a
strip: //div[@class='poll']
strip: //div[
strip: //p/@style
strip: //p/text()
strip_id_or_class: "quizbox"
next_page_link: //div[@class='pages']/a[2]
find_string: <x>
replace_string(<b>): <i>
bodi: //x
single_page_link: //a
prune: no
title:
hello
"""


def test_a_site_file_of_full_text_rss(tmp_path: Path) -> None:
    (tmp_path / "news.example.org.txt").write_text(FTR, encoding="utf-8")
    outcome = import_rules("ftr", tmp_path)
    assert said(outcome) == [
        "news.example.org.txt:4: body: //div[count(p) > 3]: a count has no twin in CSS",
        "news.example.org.txt:7: strip: //div[: it is no XPath: got 'its end' where an element was expected",
        "news.example.org.txt:8: strip: //p/@style: it is of attributes or bare texts; a body is made of elements",
        "news.example.org.txt:9: strip: //p/text(): it is of attributes or bare texts; a body is made of elements",
        "news.example.org.txt:12: find_string: <x>: a rule changes no markup",
        "news.example.org.txt:13: replace_string: <i>: a rule changes no markup",
        "news.example.org.txt:14: bodi: //x: unknown directive; did you mean body?",
        "news.example.org.txt:15: single_page_link: //a: jingwen fetches nothing",
        "news.example.org.txt:17: title: it has no value",
        "news.example.org.txt:18: hello: it is no directive; expected a name, a colon and a value",
    ]
    (text,) = outcome.rules.values()
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    rule, _ = read_file(tmp_path / "x.yaml")
    assert rule.hosts == ("news.example.org", "www.news.example.org")
    assert rule.to_dict()["body"] == {
        "select": ['div#story, div[class="rest"]'],
        "drop": [{"css": 'div[class="poll"]'}, {"css": '[class*="quizbox"], [id*="quizbox"]'}],
        "start_after": [],
        "stop_before": [],
    }
    assert rule.to_dict()["fields"]["next_page"]["select"] == ['div[class="pages"] > a:nth-of-type(2)::attr(href)']


@pytest.mark.parametrize(
    ("name", "hosts"),
    [
        ("example.org.txt", ("example.org", "www.example.org")),
        ("www.example.org.txt", ("www.example.org", "example.org")),
        (".example.org.txt", ("*.example.org",)),
    ],
)
def test_the_hosts_of_a_site_file(tmp_path: Path, name: str, hosts: tuple[str, ...]) -> None:
    (tmp_path / name).write_text("body: //div[@id='story']\n", encoding="utf-8")
    (each,) = READERS["ftr"](tmp_path / name)
    assert each.draft.hosts == hosts


GO = """\
var predefinedRules = map[string]string{
	"story.example.com": "div.story, section.rest", // what it is
	"pic.example.com":   "img.comic",
	"bad host":          "x",
	"odd.example.com":   "div[",
}
var predefinedRewrites = map[string]string{
	"rw.example.com": `remove(".quiz, #poll"),add_dynamic_image`,
}
"""


def test_tables_of_miniflux(tmp_path: Path) -> None:
    (tmp_path / "rules.go").write_text(GO, encoding="utf-8")
    outcome = import_rules("miniflux", tmp_path / "rules.go")
    assert [*outcome.rules] == ["story.example.com.yaml", "rw.example.com.yaml"]
    assert "select: 'div.story, section.rest'" in outcome.rules["story.example.com.yaml"]
    assert "hosts: ['story.example.com', '*.story.example.com']" in outcome.rules["story.example.com.yaml"]
    assert "drop: {css: '.quiz, #poll'}" in outcome.rules["rw.example.com.yaml"]
    told = said(outcome)
    assert any("rules.go:3: body.select: img.comic: what stands in img is no text" in line for line in told)
    assert any("rules.go:4: bad host: " in line and "is no host name" in line for line in told)
    assert any("rules.go:5: body.select: div[: its [ is never closed" in line for line in told)
    assert "rules.go:8: add_dynamic_image: it is about pictures, feeds or markup" in told
    (tmp_path / "rules.json").write_text(json.dumps({"story.example.com": "div.story"}), encoding="utf-8")
    assert [*import_rules("miniflux", tmp_path / "rules.json").rules] == ["story.example.com.yaml"]


SIMPREAD = {
    "sites": [
        {
            "name": "news.example.com",
            "url": "https://*.example.com/a/*",
            "title": "[[{$('header.top h1').text()}]]",
            "desc": "<p class='lead'>",
            "include": "<div class='story text'>",
            "exclude": [
                "<div id='ask-box'>",
                "[['<b>本栏目由城东书店冠名播出</b>']]",
                "[[[$('.quiz').find('li')]]]",
                "[[`//div[@id='z']`]]",
                "[[/src=x/]]",
                "[[{(function(){})()}]]",
                "",
            ],
            "next": "[[{$('.pages .after').attr('href')}]]",
        },
        {"name": "many", "url": "http://{a,b,c,d,e,f,g,h,i,j,k}.{a,b,c,d,e,f,g,h,i,j,k}.example.net/"},
        {"name": "none", "url": "[[/https:\\/\\/x/]]"},
        {"name": "again", "url": "https://*.example.com/b/*", "title": "<h1>", "include": "<article>", "exclude": []},
    ]
}


def test_the_list_of_simpread(tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text(json.dumps(SIMPREAD, ensure_ascii=False, indent=1), encoding="utf-8")
    outcome = import_rules("simpread", tmp_path / "list.json")
    (text,) = outcome.rules.values()
    for line in (
        "title: 'header.top h1'",
        "select: 'div.story.text'",
        "{css: 'div#ask-box'}",
        "{text: '本栏目由城东书店冠名播出'}",
        "{css: '.quiz li'}",
        "{css: 'div#z'}",
        "next_page: '.pages .after::attr(href)'",
    ):
        assert line in text
    told = said(outcome)
    assert "list.json:4: desc: a rule says nothing of descriptions" in told
    assert "list.json:4: exclude: [[/src=x/]]: a regular expression on markup has no twin in a rule" in told
    assert "list.json:4: exclude: [[{(function(){})()}]]: a program has no twin in a rule" in told
    assert any("many: " in line and "one rule names 121 hosts; expected at most 100" in line for line in told)
    assert any("none: " in line and "names no host" in line for line in told)
    assert "list.json:0: again: news.example.com has a rule for *.example.com already; a host has one" in told


@pytest.mark.parametrize(
    ("tag", "selector"),
    [
        ("<article>", "article"),
        ("<div itemprop='articleBody'>", 'div[itemprop="articleBody"]'),
        ("<div data-x='1' itemprop=\"a b\">", 'div[data-x="1"][itemprop="a b"]'),
        ("<div data-x='1' class='story text'>", "div.story.text"),
        ("<div class='a' id='b'/>", "div#b"),
        ("<div id='1st'>", 'div[id="1st"]'),
        ("<div class=''>", None),
        ("<div hidden>", None),
    ],
)
def test_a_tag_in_the_list_of_simpread(tmp_path: Path, tag: str, selector: str | None) -> None:
    table = {"sites": [{"name": "a", "url": "https://a.example.com/", "include": tag}]}
    (tmp_path / "x.json").write_text(json.dumps(table), encoding="utf-8")
    (each,) = READERS["simpread"](tmp_path / "x.json")
    assert isinstance(each, Imported)
    assert [line.value for line in each.draft.lines] == ([selector] if selector else [])
    assert [left.said for left in each.left_out] == ([] if selector else [f"include: {tag}"])


MAGIC = {
    "m.example.com": {
        "clean": ["//div[@class='quiz']", "//p/@style"],
        "title": {"mode": "xpath", "value": "//h2/text()"},
        "content": {"mode": "xpath", "value": '//*[@id="post"]/div[2]'},
        "author": {"mode": "xpath", "value": "//b"},
    },
    "n.example.com": {"content": {"mode": "regex", "value": "x"}},
}


def test_custom_rules_of_magic_html(tmp_path: Path) -> None:
    (tmp_path / "custom.json").write_text(json.dumps(MAGIC, indent=1), encoding="utf-8")
    outcome = import_rules("magic-html", tmp_path / "custom.json")
    (text,) = outcome.rules.values()
    for line in ("title: 'h2::text'", "select: '#post > div:nth-of-type(2)'", "drop: {css: 'div[class=\"quiz\"]'}"):
        assert line in text
    assert said(outcome) == [
        "custom.json:2: clean: //p/@style: it is of attributes or bare texts; a body is made of elements",
        "custom.json:2: author: unknown key; expected title, content or clean",
        "custom.json:20: content: x: the mode is neither xpath nor css",
        "custom.json:0: n.example.com: it says nothing that a rule can say",
    ]


@pytest.mark.parametrize(
    ("kind", "content", "message"),
    [
        ("miniflux", "nothing", "holds no row such as"),
        ("miniflux", "{", "is not JSON"),
        ("simpread", "[]", "holds no sites"),
        ("simpread", "<a>", "is not JSON"),
        ("magic-html", "{}", "holds no object of hosts"),
        ("magic-html", "[", "is not JSON"),
        ("magic-html", "\0", "is no text"),
        ("miniflux", None, "is no file"),
        ("simpread", None, "is no file"),
        ("magic-html", None, "is no file"),
        ("ftr", None, "holds no site file"),
    ],
)
def test_what_is_no_such_file(tmp_path: Path, kind: str, content: str | None, message: str) -> None:
    if content is not None:
        (tmp_path / "x").write_text(content, encoding="utf-8")
    with pytest.raises(InvalidOption, match=message):
        import_rules(kind, tmp_path / "x")


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert {*FORMATS} == {*READERS}
    source, output = tmp_path / "news.example.org.txt", tmp_path / "rules"
    source.write_text(FTR, encoding="utf-8")
    assert cli.main(["rules", "import", "ftr", str(source), "-o", str(output)]) == 0
    printed = capsys.readouterr()
    assert f"jingwen: {source}:14: left out: bodi: //x: unknown directive; did you mean body?\n" in printed.err
    assert printed.out.splitlines()[-1] == f"read 1 site, wrote 1 rule file to {output}"
    assert cli.main(["rules", "check", str(output)]) == 0
    capsys.readouterr()
    before = (output / "news.example.org.yaml").read_bytes()
    assert cli.main(["rules", "import", "ftr", str(source), "-o", str(output)]) == 2
    assert "is there already; move it away" in capsys.readouterr().err
    assert (output / "news.example.org.yaml").read_bytes() == before


def test_how_far_it_is_can_be_seen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = {f"h{number}.example.com": ".story" for number in range(101)}
    (tmp_path / "x.json").write_text(json.dumps(table), encoding="utf-8")
    assert cli.main(["rules", "import", "miniflux", str(tmp_path / "x.json"), "-o", str(tmp_path / "rules")]) == 0
    assert capsys.readouterr().err == "jingwen: 100 of 101 sites\n"


def test_a_line_of_too_many_steps_costs_itself_alone(tmp_path: Path) -> None:
    (tmp_path / "example.org.txt").write_text(f"title: //h1[@class='t']\nbody: {'//div' * 600}\n", encoding="utf-8")
    outcome = import_rules("ftr", tmp_path)
    assert [*outcome.rules] == ["example.org.yaml"]
    assert [(left.line, left.reason) for left in outcome.left_out] == [(2, "it has more than 24 steps")]


def test_what_is_said_of_a_line_is_short_and_true(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "example.org.txt"
    source.write_text(f"title (x y): //h1\nbodi: {'x' * 3000}\nbody: //div[@id='s']\n", encoding="utf-8")
    assert cli.main(["rules", "import", "ftr", str(source), "-o", str(tmp_path / "rules")]) == 0
    printed = capsys.readouterr()
    shares = printed.out.splitlines()[0]
    assert shares == "lines that a rule can say: title (x y): //h1 0 of 1, bodi 0 of 1, body 1 of 1"
    assert f"{source}:2: left out: bodi: {'x' * 94}…: unknown directive" in printed.err


@pytest.mark.parametrize(
    ("kind", "table"),
    [
        ("magic-html", {"b.example.com": {"title": {"mode": "regex", "value": "x"}}}),
        ("miniflux", {"b.example.com": "youtube, §"}),
        ("simpread", {"sites": [{"name": "b.example.com", "url": "https://b.example.com/", "title": "[[/x/]]"}]}),
    ],
)
def test_a_line_of_a_file_of_many_sites_is_told_with_its_site(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, table: object
) -> None:
    (tmp_path / "x.json").write_text(json.dumps(table), encoding="utf-8")
    assert cli.main(["rules", "import", kind, str(tmp_path / "x.json"), "-o", str(tmp_path / "rules")]) == 1
    assert f"{tmp_path / 'x.json'}:1: b.example.com: left out: " in capsys.readouterr().err


@pytest.mark.parametrize("text", ["bodi: //x\n", "body: //div[\n", "", "body: //div[count(p) > 3]\nstrip: //img\n"])
def test_where_nothing_is_understood_there_is_no_rule(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    (tmp_path / "example.org.txt").write_text(text, encoding="utf-8")
    assert cli.main(["rules", "import", "ftr", str(tmp_path), "-o", str(tmp_path / "rules")]) == 1
    assert "so there is no rule" in (printed := capsys.readouterr()).err or "nothing that a rule can say" in printed.err
    assert not (tmp_path / "rules").exists()


def test_an_output_that_is_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "example.org.txt").write_text(FTR, encoding="utf-8")
    assert cli.main(["rules", "import", "ftr", str(tmp_path), "-o", str(tmp_path / "example.org.txt")]) == 2
    assert "which is no folder" in capsys.readouterr().err

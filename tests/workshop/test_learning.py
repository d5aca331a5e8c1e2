"""``jingwen rules learn``: what an invented site's pages teach, and pages that teach nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from jingwen import cli
from jingwen.errors import InvalidOption
from jingwen.rules.load import read_text
from jingwen.workshop import learning
from jingwen.workshop.check import check
from jingwen.workshop.draft import Draft
from jingwen.workshop.judging import gain
from jingwen.workshop.learning import learn, proposed, ruled
from jingwen.workshop.samples import Sample
from jingwen.workshop.settling import Settled
from jingwen.workshop.study import Study, repeated, studies, study

from .invented import FIRST, HOST, PROMO, SECOND, TITLES, dump, page, sample, site

AS_WELL = "the general way does as well on these pages"


def test_what_repeats_is_left_out_by_the_rule_that_is_learned(tmp_path: Path) -> None:
    learned = learn(site())
    assert (learned.better, learned.same, learned.worse) == (4, 0, 0)
    assert learned.text is not None
    rule = read_text(learned.text, "rules/learned.yaml")
    body = rule.to_dict()["body"]
    assert body["drop"][0] == {"css": ".rating"}
    assert body["drop"][1]["text"].startswith("^如果您也有想说的话")
    assert rule.hosts == (HOST,)
    assert "  # sure: what stands there repeats on 4 of 4 pages, and nothing else stands there\n" in learned.text
    (tmp_path / "learned.yaml").write_text(learned.text, encoding="utf-8")
    assert check([tmp_path / "learned.yaml"]).problems == []


def test_the_test_page_holds_nothing_of_the_pages() -> None:
    text = learn(site()).text or ""
    tests = text.partition("\ntests:\n")[2]
    assert not any(sentence[:10] in tests for sentence in (*TITLES, *FIRST, *SECOND, PROMO))


def test_what_is_learned_holds_on_a_page_that_was_not_seen() -> None:
    lines = proposed([study(each) for each in site()[:3]])
    article = ruled(study(site()[3]), lines)
    assert article.text == f"{FIRST[3]}\n\n{SECOND[3]}"


def test_a_source_that_the_general_way_misses_is_learned_from_where_it_does_not() -> None:
    sources = ["来源：江岸晚报", "来源：江岸晚报", "来源：江岸晚报", "江岸城事"]
    pages = [sample(number, page(number, source=source)) for number, source in enumerate(sources)]
    assert study(pages[3]).article.source is None
    learned = learn(pages)
    assert "source: '.from'  # " in (learned.text or "")
    lines = [line for line in proposed([study(each) for each in pages]) if line.key == "source"]
    assert ruled(study(pages[3]), lines).source == "江岸城事"


def test_a_meta_tag_whose_name_no_selector_can_hold_is_passed_over() -> None:
    sources = ["来源：江岸晚报", "来源：江岸晚报", "来源：江岸晚报", "江岸城事"]
    odd = """<meta name='a"]\\' content="江岸晚报">"""
    pages = [sample(number, odd + page(number, source=source)) for number, source in enumerate(sources)]
    assert "source: '.from'  # " in (learn(pages).text or "")


def test_the_name_of_an_element_alone_is_no_selector_of_a_field() -> None:
    sources = ["来源：江岸晚报", "来源：江岸晚报", "来源：江岸晚报", "江岸城事"]
    pages = [
        page(n, source=source).replace('<span class="from"', '<cite class="from"') for n, source in enumerate(sources)
    ]
    text = learn([sample(n, each.replace("</span></div>", "</cite></div>")) for n, each in enumerate(pages)]).text or ""
    (line,) = (line for line in text.splitlines() if line.startswith("source: "))
    assert line.startswith("source: '.from'  # likely: ") and line.endswith("1 kind of selectors say so")


def test_what_no_page_that_is_left_out_shows_is_not_proved() -> None:
    learned = learn([sample(n, page(n, promo=PROMO if n < 2 else "", letter="")) for n in range(4)])
    assert (learned.better, learned.same, learned.worse) == (0, 4, 0)
    assert (learned.text, learned.why) == (None, f"{AS_WELL}; more pages than these 4 may show more")


def test_of_many_pages_some_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    def look(samples: Sequence[Sample]) -> list[Study]:
        looked.extend(each.name for each in samples)
        return studies(samples)

    monkeypatch.setattr(learning, "MOST_PAGES", 3)
    monkeypatch.setattr(learning, "studies", look)
    assert learn(site()).pages == 3
    assert looked == ["0.html", "1.html", "2.html"]


def test_where_the_general_way_does_as_well_there_is_no_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "FEW_PAGES", 4)
    learned = learn([sample(number, page(number, promo="", letter="", source="")) for number in range(4)])
    assert (learned.text, learned.why) == (None, AS_WELL)


def test_lines_that_no_page_shows_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def none_left(draft: Draft, *_: object) -> Settled:
        return Settled(None, draft.without(draft.lines), [(line, "not needed") for line in draft.lines])

    monkeypatch.setattr(learning, "settle", none_left)
    assert re.search(r"no line was left .* by hand, .* right of body\.drop '\.rating'", learn(site()).why)


def test_dumps_are_known_by_a_line_of_the_site(tmp_path: Path) -> None:
    learned = learn([dump(number) for number in range(4)], site="示例晚报")
    assert learned.text is not None
    (tmp_path / "learned.yaml").write_text(learned.text, encoding="utf-8")
    assert check([tmp_path / "learned.yaml"]).problems == []
    rule = read_text(learned.text, "rules/learned.yaml")
    assert rule.hosts == ()
    assert rule.when is not None
    assert rule.when.text is not None
    assert rule.when.text.matches(str(dump(0).raw.body))
    assert "text: |\n" in learned.text


@pytest.mark.parametrize(
    ("samples", "said"),
    [
        (site()[:1], r"got 1 page; expected at least 3 different articles of one site"),
        ([site()[0]] * 4, r"got 4 pages: 3 of an article that is there already; expected at least 3"),
        ([*site()[:2], sample(7, "<p>登录</p>"), sample(8, "<p>登录</p>")], r"got 4 pages: 2 without an article"),
        (
            [sample(n, page(n), f"https://{'abcd'[n]}.example.com/") for n in range(4)],
            r"the pages are of 4 hosts, a\.example\.com, b\.example\.com, .*; expected those of one site.* --host ",
        ),
        ([Sample(str(n), study(each).sample.raw.__class__(each.raw.body)) for n, each in enumerate(site())], "--host"),
        ([*site()[:3], dump(3)], "some pages are HTML and some text dumps"),
    ],
)
def test_pages_that_teach_nothing(samples: list[Sample], said: str) -> None:
    with pytest.raises(InvalidOption, match=said):
        learn(samples)


def test_two_articles_with_one_headline_are_two() -> None:
    weekly = [sample(n, page(n).replace(TITLES[n], "一周天气")) for n in range(4)]
    assert len(studies(weekly)) == 4


def test_a_rule_that_cuts_the_article_is_worse() -> None:
    found = [study(each) for each in site()]
    same = repeated(found, 2)
    assert gain(found[0], found[0].article, same) == 0
    lines = proposed(found)
    assert gain(found[0], ruled(found[0], lines), same) > 0.1
    wrong = [line.__class__("body.drop", "^县图书馆", pattern=True) for line in lines[:1]]
    assert gain(found[0], ruled(found[0], wrong), same) < -0.1


@pytest.mark.parametrize(
    ("option", "value"), [("--host", "bad host!"), ("--site", "a\x01b"), ("--site", ""), ("-o", "/dev/null/rules")]
)
def test_what_cannot_be_is_noticed_before_a_page_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, value: str
) -> None:
    arguments = ["rules", "learn", str(tmp_path / "none.html"), "-o", str(tmp_path / "rules"), option, value]
    assert cli.main(arguments) == 2
    told = capsys.readouterr().err
    assert {"-o": "--output"}.get(option, option) in told
    assert "none.html" not in told


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = []
    for each in site():
        names.append(str(tmp_path / each.name))
        (tmp_path / each.name).write_text(str(each.raw.body), encoding="utf-8")
    output = tmp_path / "rules"
    arguments = ["rules", "learn", *names, "-o", str(output)]
    assert cli.main(arguments) == 2
    assert "--host news.example.com" in capsys.readouterr().err
    assert cli.main([*arguments, "--host", HOST, "--site", "示例网"]) == 0
    printed = capsys.readouterr().out
    assert printed == f"wrote {output}/{HOST}.yaml (each page left out in turn: 4 better, 0 the same, 0 worse)\n"
    assert cli.main(["rules", "check", str(output)]) == 0
    assert cli.main([*arguments, "--host", HOST]) == 2
    assert "is there already" in capsys.readouterr().err
    for number, name in enumerate(names):
        Path(name).write_text(page(number, promo="", letter="", source=""), encoding="utf-8")
    assert cli.main([*arguments, "--host", "other.example.com"]) == 1
    printed_again = capsys.readouterr()
    assert printed_again.out.startswith(f"no rule: {AS_WELL}; more pages than these 4 may show more (each page left")
    assert "jingwen: source: missing on 4 of 4 pages, not learned\n" in printed_again.err
    assert "title: missing" not in printed_again.err
    assert [path.name for path in output.iterdir()] == [f"{HOST}.yaml"]


def test_a_rule_for_all_hosts_below_one_is_called_as_an_imported_one() -> None:
    assert learn(site(), "*.example.com").name == "any.example.com"

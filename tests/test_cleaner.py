"""The front door: what a Cleaner holds, what it refuses, and that it can be shared."""

from __future__ import annotations

import json
import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier
from typing import Any

import orjson
import pytest

import jingwen
from jingwen import Cleaner
from jingwen.errors import EmptyBody, InvalidOption, NoArticle, RuleError, TextTooLong, TooManyTags
from jingwen.model import Limits, Options, RawPage
from jingwen.version import VERSION

from . import pages

RULE = """
site: 示例新闻网
hosts: [news.example.com]
title: ['h1']
body:
  select: ['.content']
tests:
  - name: an article
    url: https://news.example.com/a/1
    html: |
      <h1>题目</h1><div class="content"><p>甲在这里。</p></div><p>页脚</p>
    expect: {title: 题目, starts: 甲在这里。, ends: 甲在这里。, lacks: [页脚]}
"""
EMPTY: tuple[bytes | str, ...] = (b"", "", b"  \r\n\t ", " \n\u3000", "\x0b")


@pytest.mark.parametrize("body", EMPTY, ids=repr)
def test_an_empty_page_is_refused(body: bytes | str) -> None:
    with pytest.raises(EmptyBody, match="empty"):
        Cleaner("off").clean(body)
    with pytest.raises(EmptyBody):
        jingwen.clean(body)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"scripts": "hans"}, "did you mean script"),
        ({"script": "latin"}, "expected one of hans"),
        ({"zone": "Shanghai"}, r"such as \+08:00"),
        ({"glosses": "perhaps"}, "expected 1 or 0"),
    ],
)
def test_an_option_that_cannot_be_used_is_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidOption, match=message):
        Cleaner("off", **options)
    with pytest.raises(InvalidOption, match=message):
        Cleaner("off").clean("一个句子。", **options)


def test_a_calls_options_lie_over_the_cleaners_own() -> None:
    cleaner = Cleaner("off", script="keep", zone="+08:00")
    assert cleaner.options == Options(script="keep", zone="+08:00")
    assert cleaner.clean(pages.TRADITIONAL.body).text.startswith("清晨六點")
    over = cleaner.clean(pages.TRADITIONAL.body, script="hans")
    assert over.text.startswith("清晨六点")
    assert over.date == "2024-03-01T09:30+08:00"
    assert cleaner.clean(pages.TRADITIONAL.body).text.startswith("清晨六點")


def test_text_and_its_bytes_give_the_same_article() -> None:
    body = pages.PORTAL.body
    assert isinstance(body, str)
    text, data = Cleaner("off").clean(body).to_dict(), Cleaner("off").clean(body.encode()).to_dict()
    assert text.pop("encoding") == {"name": "utf-8", "from": "text"}
    assert data.pop("encoding") == {"name": "utf-8", "from": "utf-8"}
    assert text == data


def test_the_declared_type_decides_how_a_page_is_read() -> None:
    body = "<p>" + pages.FIRST
    assert Cleaner("off").clean(body).kind == "html"
    dump = Cleaner("off").clean(body, content_type="text/plain; charset=utf-8")
    assert dump.kind == "dump"
    assert Cleaner("off").clean(pages.FIRST, content_type="text/html").kind == "html"


def test_a_cleaner_cannot_be_changed() -> None:
    cleaner = Cleaner("off")
    with pytest.raises(AttributeError, match="immutable; rules stays"):
        del cleaner.rules
    with pytest.raises(AttributeError, match="immutable"):
        cleaner.options = Options(script="tw")
    with pytest.raises(AttributeError):
        cleaner.rules = Cleaner("off").rules
    assert cleaner.options == Options()


def test_a_folder_of_rules_is_used_and_survives_pickling(tmp_path: Path) -> None:
    (tmp_path / "example.yaml").write_text(RULE, encoding="utf-8")
    cleaner = Cleaner(tmp_path, zone="+08:00")
    page = "<h1>某地</h1><div class='content'><p>很短。</p></div><div><p>" + pages.FIRST + "</p></div>"
    article = cleaner.clean(page, url="https://news.example.com/a/2")
    assert (article.site, article.rule, article.title, article.text) == (
        "示例新闻网",
        "rules/example.yaml",
        "某地",
        "很短。",
    )
    assert (article.origin["title"], article.origin["text"]) == ("rule", "rule")
    again = pickle.loads(pickle.dumps(cleaner))
    assert again.options == cleaner.options
    assert again.clean(page, url="https://news.example.com/a/2").to_dict() == article.to_dict()
    assert cleaner.clean(page, url="https://other.example.com/a/2").rule is None


def test_rules_that_cannot_be_used_are_refused(tmp_path: Path) -> None:
    (tmp_path / "example.yaml").write_text(RULE.replace("select", "selects", 1), encoding="utf-8")
    with pytest.raises(RuleError, match=r"example\.yaml:\d+: .*selects"):
        Cleaner(tmp_path)
    with pytest.raises(RuleError, match="no such file or folder"):
        Cleaner(tmp_path / "absent")


def test_one_cleaner_serves_many_threads() -> None:
    cleaner = Cleaner("off")
    cases = pages.CASES * 3
    alone = [cleaner.clean(case.body).to_dict() for case in cases]
    start = Barrier(4)

    def work(part: int) -> list[tuple[int, object]]:
        start.wait()
        return [(n, cleaner.clean(cases[n].body).to_dict()) for n in range(part, len(cases), 4)]

    with ThreadPoolExecutor(4) as threads:
        together = dict(pair for part in threads.map(work, range(4)) for pair in part)
    assert [together[n] for n in range(len(cases))] == alone


def test_the_module_cleans_with_the_packaged_rules() -> None:
    heard: list[str] = []
    article = jingwen.clean(pages.PORTAL.body, url="https://news.example.com/a/1", on_stage=heard.append)
    assert article.to_dict() == Cleaner().clean(pages.PORTAL.body, url="https://news.example.com/a/1").to_dict()
    assert heard[-1] == "done"
    assert article.version.jingwen == VERSION == jingwen.__version__
    assert article.version.rules != Cleaner("off").clean(pages.PORTAL.body).version.rules


def test_the_pages_of_one_article() -> None:
    cleaner = Cleaner("off", zone="+08:00")
    one = (
        "<h1>示例公园重新开放</h1><p>2024-03-01 09:30</p><div><p>"
        + pages.FIRST
        + "</div><p>1 <a href='1_2'>下一页</a></p>"
    )
    two = (
        "<h1>示例公园重新开放</h1><p>2024-03-01 09:30</p><div><p>" + pages.FIRST + "<p>" + pages.FIRST[::-1] + "</div>"
    )
    article = cleaner.clean_pages(
        [RawPage(one, "https://news.example.com/a/1"), two.encode()], url="https://b.example.com/"
    )
    assert article.text == f"{pages.FIRST}\n\n{pages.FIRST[::-1]}"
    assert (article.url, article.date, article.next_page) == (
        "https://news.example.com/a/1",
        "2024-03-01T09:30+08:00",
        None,
    )
    first = cleaner.clean_pages([one], url="https://news.example.com/a/1", script="keep")
    assert first == cleaner.clean(one, url="https://news.example.com/a/1", script="keep")
    assert first.next_page == "https://news.example.com/a/1_2"


@pytest.mark.parametrize("bodies", [[], [""], [pages.FIRST, " "]], ids=repr)
def test_pages_that_are_empty_are_refused(bodies: list[str]) -> None:
    with pytest.raises(EmptyBody):
        Cleaner("off").clean_pages(bodies)


@pytest.mark.parametrize(
    "url", ["example", "/a/1", "ftp://example.com/", "http://", "http://[", "http://a b/", "http://a/\nb"]
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    """The rule, the addresses in the answer and the next page all come of it."""
    with pytest.raises(InvalidOption, match="expected an absolute http or https address") as raised:
        Cleaner("off").clean("<p>a</p>", url=url)
    assert raised.value.facts == {"option": "url"}


def test_an_address_is_used_as_it_is_answered() -> None:
    body = "<h1>示例公园重新开放</h1><p>" + pages.FIRST + "</p><p><img src='甲 1.jpg'></p><p>图为公园一角。</p>"
    article = Cleaner("off").clean(body, url=" https://news.example.com/新 闻/一?a=b\n")
    assert article.url == "https://news.example.com/%E6%96%B0%20%E9%97%BB/%E4%B8%80?a=b"
    assert [caption.image for caption in article.captions] == [
        "https://news.example.com/%E6%96%B0%20%E9%97%BB/甲 1.jpg",
    ]
    assert Cleaner("off").clean(body, url=" ") == Cleaner("off").clean(body)


def test_an_address_in_other_letters_is_known_by_its_rule(tmp_path: Path) -> None:
    rule = RULE.replace("news.example.com", "xn--efvy88h.example.com")
    (tmp_path / "example.yaml").write_text(rule, encoding="utf-8")
    article = Cleaner(tmp_path).clean(pages.PORTAL.body, url="https://新闻.example.com/一")
    assert article.rule == "rules/example.yaml"
    assert article.url == "https://xn--efvy88h.example.com/%E4%B8%80"


@pytest.mark.parametrize("kind", [bytearray, memoryview])
def test_other_kinds_of_bytes_are_bytes(kind: type) -> None:
    body = pages.GB18030.body
    assert isinstance(body, bytes)
    cleaner = Cleaner("off")
    assert cleaner.clean(kind(body)) == cleaner.clean(body) == cleaner.clean_pages([kind(body)])


def test_the_moment_of_a_crawl_may_be_written() -> None:
    page = "<h1>一</h1><p>3小时前</p><p>" + pages.FIRST
    moment = datetime(2024, 3, 1, 12, tzinfo=UTC)
    article = jingwen.clean(page, fetched_at=moment)
    assert article.date is not None
    assert jingwen.clean(page, fetched_at="2024-03-01T12:00:00Z") == article
    assert Cleaner().clean_pages([page], fetched_at="2024-03-01T12:00:00+00:00") == article
    with pytest.raises(TypeError, match="fetched_at is of type int"):
        jingwen.clean(page, fetched_at=1709265600)  # type: ignore[arg-type]


def test_a_page_of_another_type_is_told_at_once() -> None:
    heard: list[str] = []
    for body in (None, Path("page.html"), 7, "https://news.example.com/a/1"):
        with pytest.raises(TypeError, match="the page is"):
            jingwen.clean(body, on_stage=heard.append)  # type: ignore[arg-type]
        with pytest.raises(TypeError, match="the page is"):
            Cleaner("off").clean_pages([pages.FIRST, body], on_stage=heard.append)  # type: ignore[list-item]
    assert heard == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"rules": None}, "rules is None; expected 'packaged', 'off' or the path of a folder of rule files"),
        ({"rules": {}}, "rules is of type dict"),
        ({"rules": ["packaged", None]}, "rules is of type list; expected 'packaged', .*, or several"),
        ({"limits": 7}, "limits is of type int; expected jingwen.Limits, such as Limits"),
        ({"limits": None}, "limits is None"),
    ],
)
def test_rules_and_limits_of_another_type(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        Cleaner(**arguments)


INDEX = "<title>国内新闻_示例新闻网</title><h1>国内新闻</h1><ul>" + "".join(
    f"<li><a href='/a/{n}'>示例公园第{n}座小桥今天完工</a> 2024-03-{n:02}</li>" for n in range(10, 22)
)


@pytest.mark.parametrize(("body", "status"), [("<p>首页</p><p>版权所有</p>", "no_article"), (INDEX, "index")])
def test_a_page_without_an_article_may_be_an_error(body: str, status: str) -> None:
    lenient, strict = Cleaner("off"), pickle.loads(pickle.dumps(Cleaner("off", strict=True)))
    assert lenient.clean(body).status == strict.clean(body, strict=False).status == status
    for call in (
        lambda: jingwen.clean(body, strict=True),
        lambda: lenient.clean(body, strict=True),
        lambda: lenient.clean_pages([body, body], strict=True),
        lambda: strict.clean(body),
        lambda: strict.clean_pages([body]),
    ):
        with pytest.raises(NoArticle, match=f"the page is {status} and strict=1 asks for an article") as raised:
            call()
        assert raised.value.facts == {"article_status": status}
    story = "<h1>示例公园重新开放</h1><p>" + pages.FIRST
    assert strict.clean(story) == lenient.clean(story)
    assert strict.clean_pages([body, story]).status == "article"


@pytest.mark.parametrize("strict", ["perhaps", 2, []])
def test_strict_is_yes_or_no(strict: Any) -> None:
    with pytest.raises(InvalidOption, match=r"strict is .*; expected 1 or 0"):
        Cleaner("off", strict=strict)
    with pytest.raises(InvalidOption, match=r"strict is .*; expected 1 or 0"):
        jingwen.clean(pages.FIRST, strict=strict)


MARKUP = "<h1>题{}目在这里</h1><p>2024-03-01</p><p>{}" + pages.FIRST + "{}</p>"
DUMP = "题目{}在这里\n{}" + pages.FIRST + "\n" + pages.SECOND + "{}"


@pytest.mark.parametrize("form", [MARKUP, DUMP])
@pytest.mark.parametrize("options", [{}, {"script": "tw", "explain": True, "format": "html"}, {"format": "markdown"}])
def test_half_a_character_is_left_out(form: str, options: dict[str, Any]) -> None:
    """As a cut escape in JSON leaves it; two halves are the whole."""
    cleaner = Cleaner("off")
    whole = cleaner.clean(form.replace("{}", ""), **options)
    for half in ("\ud83d", "\udc80", "\udc80\ud83d"):
        assert cleaner.clean(form.replace("{}", half), **options) == whole
    joined = cleaner.clean(form.replace("{}", "\ud83d\ude00"), **options)
    assert joined == cleaner.clean(form.replace("{}", "\U0001f600"), **options)
    assert "\U0001f600" in joined.text


def test_half_a_character_in_a_pages_data_is_in_no_answer() -> None:
    data = '{"headline": "示例\\ud83d公园", "author": "张\\udc80三", "articleBody": "' + pages.FIRST * 6 + '\\ud83d"}'
    page = f"<script type='application/ld+json'>{data}</script><p>示例</p>"
    answer = Cleaner("off").clean(page.encode(), explain=True)
    assert answer.text.startswith(pages.FIRST)
    assert "\ufffd" in orjson.dumps(answer.to_dict()).decode()  # which takes no half characters


def test_a_page_of_half_a_character_has_no_article() -> None:
    assert Cleaner("off").clean("\ud83d").status == "no_article"


def test_what_a_page_may_hold_is_limited() -> None:
    page = "<h1>一</h1>" + "<p>清晨的湖边很安静，很多人在散步，天气也很好。</p>" * 5
    assert Cleaner("off").clean(page).status == "article"
    cleaner = pickle.loads(pickle.dumps(Cleaner("off", limits=Limits(tags=5))))
    assert cleaner.limits.tags == 5
    with pytest.raises(TooManyTags, match="more than 5 tags"):
        cleaner.clean(page)
    with pytest.raises(TooManyTags, match="6 lines; the limit is 5") as raised:
        cleaner.clean("清晨的湖边很安静。\n" * 6)
    assert raised.value.facts == {"limit_name": "max_tags", "limit": 5, "got": 6}
    with pytest.raises(TextTooLong, match=r"the page has 111 characters of text; the limit is 110 \(max_text\)"):
        Cleaner("off", limits=Limits(text=110)).clean(page)


def test_a_script_that_is_over_a_limit_is_passed_over() -> None:
    story = "清晨的湖边很安静，很多人在散步，天气也很好。" * 10
    page = f"<p>{story}</p><script>var a = " + json.dumps({"content": "<b>" * 3000 + story * 9}) + "</script>"
    assert Cleaner("off", limits=Limits(tags=2000)).clean(page).text == story


def test_a_notice_tells_what_was_cut() -> None:
    page = f"<div {' '.join(f'a{n}' for n in range(600))}>" + "<div>" * 5000 + f"<p>{'清晨的湖边很安静。' * 10}</p>"
    article = Cleaner("off").clean(page)
    assert article.text == "清晨的湖边很安静。" * 10
    assert [notice.code for notice in article.notices] == ["attributes_cut", "depth_spliced"]

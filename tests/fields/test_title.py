"""Headlines: of the witnesses a page has, the one that a reader sees, without the site's name."""

import pytest

from jingwen.fields.title import find_headline, find_printed_title, squash, strip_site
from jingwen.model import Page
from jingwen.reading.dump import read_dump
from jingwen.reading.embedded import read_data
from jingwen.reading.markup import parse, read_markup

STORY = "江城迎来今年第一场雪 孩子们在街上堆雪人"


def page(html: str) -> Page:
    tree = parse(html)
    blocks, elements = read_markup(tree)
    return Page("html", blocks, elements, read_data(tree))


@pytest.mark.parametrize(
    ("title", "site", "headline"),
    [
        ("江城下雪了", None, "江城下雪了"),
        (" 江城下雪了 ", None, "江城下雪了"),
        ("江城下雪了_江城新闻网", None, "江城下雪了"),
        ("江城下雪了 - 江城新闻网", None, "江城下雪了"),
        ("江城下雪了-江城新闻网", None, "江城下雪了"),
        ("江城下雪了——江城在线", None, "江城下雪了"),
        ("江城下雪了|江城新闻网", None, "江城下雪了"),
        ("江城下雪了｜国内｜江城新闻网", None, "江城下雪了"),
        ("江城下雪了_国内频道_江城新闻网", None, "江城下雪了"),
        ("江城下雪了 | Example", "Example", "江城下雪了"),
        ("COVID-19：江城新增3例", None, "COVID-19：江城新增3例"),
        ("Snow falls on the river town - Example News", None, "Snow falls on the river town"),
        ("Snow falls on the river town | Example News", "Example News", "Snow falls on the river town"),
        ("Snow - and more - on the town | Example News", "Example News", "Snow - and more - on the town"),
        ("Half-time: river town leads", None, "Half-time: river town leads"),
        ("", None, ""),
    ],
)
def test_the_site_is_stripped_from_the_end(title: str, site: str | None, headline: str) -> None:
    assert strip_site(title, site) == headline


@pytest.mark.parametrize(
    ("html", "text", "origin"),
    [
        pytest.param(
            f"<title>{STORY}_江城网</title><h1>江城网</h1><h1>{STORY}</h1><p>正文", STORY, "page", id="h1, not the logo"
        ),
        pytest.param(
            f"<title>{STORY}_江城网</title><h1>江城新闻网首页欢迎您</h1><div class=title>{STORY}</div><p>正文",
            STORY, "page", id="a block that the title agrees with over an h1 that it does not",
        ),
        pytest.param(
            f"<meta property='og:title' content='{STORY}'><title>要闻</title><h2>{STORY}</h2><p>正文",
            STORY, "page", id="a block that og:title agrees with",
        ),
        pytest.param(
            f"<title>{STORY}_江城网</title><a href=/>{STORY}</a><h1>{STORY}</h1>", STORY, "page", id="not its link"
        ),
        pytest.param("<title>江城网</title><h1>江城下雪了</h1><p>正文", "江城下雪了", "page", id="h1 alone"),
        pytest.param(
            f"<meta property='og:title' content='{STORY} - 江城网'><p>正文", STORY, "meta", id="og:title alone"
        ),
        pytest.param(f"<title>{STORY}_江城网</title><p>正文", STORY, "title", id="title alone"),
        pytest.param(
            f"<script type='application/ld+json'>{{\"headline\": \"{STORY}\"}}</script><title>江城网</title><p>正文",
            STORY, "meta", id="json-ld over title",
        ),
    ],
)  # fmt: skip
def test_the_headline_of_a_page(html: str, text: str, origin: str) -> None:
    title = find_headline(page(html))

    assert title is not None
    assert (title.text, title.origin) == (text, origin)


def test_a_headline_in_several_blocks_is_one_where_the_data_tells_it_in_one() -> None:
    lines = "<p><b>江城市政府关于</b><br><b>江边道路除雪</b><br><b>工作的通知</b></p><p>江城网</p><p>正文一段</p>"

    title = find_headline(page(f"<title>江城市政府关于江边道路除雪　工作的通知_江城网</title>{lines}"))

    assert title is not None
    assert title.text == "江城市政府关于江边道路除雪工作的通知"


def test_a_hidden_headline_gives_way_to_the_one_that_is_shown() -> None:
    hidden = f"<div class=share-title style='display:none'>{STORY}，另说几句</div>"

    title = find_headline(page(f"<title>{STORY}，另说几句_江城网</title>{hidden}<div>{STORY}</div><p>正文一段</p>"))

    assert title is not None
    assert title.text == STORY


def test_a_printed_headline_has_its_block() -> None:
    title = find_headline(page(f"<title>{STORY}</title><p>导航</p><h1>{STORY}</h1>"))

    assert title is not None
    assert title.block == 1


@pytest.mark.parametrize("html", ["", "<p>正文一段</p>", "<title></title><h1>新闻</h1><p>正文"])
def test_a_page_without_a_headline(html: str) -> None:
    assert find_headline(page(html)) is None


def printed(lines: str, first: int, furniture: set[int], dated: set[int]) -> str | None:
    dump = read_dump(lines)
    title = find_printed_title(dump, first, lambda b: b.index in furniture | dated, lambda b: b.index in dated)
    return title.text if title else None


SUBTITLE = "孩子们在江边堆起今年的头一个雪人，老人在檐下看着"
BODY = (
    "这一天一大早，天还没有亮透，江边的小镇就热闹起来，"
    "孩子们在街上堆起了雪人，老人在檐下看着，谁也不觉得冷，只觉得这一年终于像个真正的冬天。"
)


def test_a_short_headline_will_do_where_nothing_else_tells_one() -> None:
    title = find_headline(page("<h1>Парк</h1><p>Городской парк открылся утром в пятницу.</p>"))
    assert title is not None
    assert (title.text, title.block) == ("Парк", 0)
    told = find_headline(page("<title>Городской парк открылся</title><h1>Парк</h1>"))
    assert told is not None
    assert told.text == "Городской парк открылся"


@pytest.mark.parametrize(
    ("lines", "first", "furniture", "dated", "title"),
    [
        pytest.param(f"首页\n{STORY}\n{BODY}", 2, {0}, set(), STORY, id="above the text"),
        pytest.param(f"{STORY}\n2021-05-06 江城网\n{BODY}", 2, set(), {1}, STORY, id="above the credits"),
        pytest.param(
            f"{STORY}\n要闻\n2021-05-06 江城网\n简介\n{BODY}", 4, set(), {2}, STORY, id="over short lines between"
        ),
        pytest.param(
            f"{STORY}\n另一条完全不相干的新闻标题写在这里\n2021-05-06\n{BODY}\n相关阅读\n{STORY}",
            3, set(), {2}, STORY, id="the line that is named again",
        ),
        pytest.param(
            f"首页\n江城今冬的第一场雪来了\n{SUBTITLE}\n2021-05-06\n{BODY}\n{SUBTITLE}，江城今冬的第一场雪来了",
            4, {0}, {3}, "江城今冬的第一场雪来了", id="over a longer subtitle",
        ),
        pytest.param(
            f"江城市人民政府办公室\n关于做好今年冬季\n道路除雪工作的通知（试行）\n{BODY}",
            3, set(), set(), "江城市人民政府办公室关于做好今年冬季道路除雪工作的通知（试行）",
            id="an official one in three lines",
        ),
        pytest.param(
            f"首页\n关于江边道路除雪\n工作的通知\n2021-05-06\n{BODY}",
            4, {0}, {3}, "关于江边道路除雪工作的通知", id="an official one without its office",
        ),
        pytest.param(f"当前位置：首页 > 要闻 > {STORY}\n{STORY}\n{BODY}", 2, set(), set(), STORY, id="no breadcrumb"),
        pytest.param(f"\u3000\u3000{STORY}\n{BODY}", 1, set(), set(), STORY, id="indents are dropped"),
        pytest.param(f"{BODY}", 0, set(), set(), None, id="nothing above"),
        pytest.param(f"导航\n登录\n{BODY}", 2, {0}, set(), None, id="furniture only"),
    ],
)  # fmt: skip
def test_the_headline_of_a_dump(
    lines: str, first: int, furniture: set[int], dated: set[int], title: str | None
) -> None:
    assert printed(lines, first, furniture, dated) == title


def test_a_dump_without_an_article_has_no_headline() -> None:
    assert find_printed_title(read_dump("首页\n登录"), None, lambda _: False, lambda _: False) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("江城：下雪了！", "江城 下雪了", True), ("Snow Falls", "snow-falls", True), ("江城下雪", "江城下雨", False)],
)
def test_headlines_are_compared_without_their_style(one: str, other: str, same: bool) -> None:
    assert (squash(one) == squash(other)) is same


def test_a_headline_that_begins_as_the_data_does_outranks_an_entry_of_the_contents() -> None:
    contents = "<ol><li><a href=#1>What is a Harbour Pilot?</a></li></ol>"
    told = "What is a Harbour Pilot? Duties, Hours and Training Explained for Those Who Want to Become One"
    found = find_headline(page(f"<title>{told}</title><h1>What is a Harbourside Pilot?</h1>{contents}"))
    assert found is not None
    assert found.text == "What is a Harbourside Pilot?"

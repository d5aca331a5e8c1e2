"""Headlines: of the witnesses a page has, the one that a reader sees, without the site's name."""

import pytest

from jingwen.fields.title import Title, find_headline
from jingwen.model import Page
from jingwen.reading.embedded import read_data
from jingwen.reading.markup import parse, read_markup

STORY = "江城迎来今年第一场雪 孩子们在街上堆雪人"


def headline(html: str, url: str | None = None) -> Title | None:
    tree = parse(html)
    blocks, elements = read_markup(tree)
    return find_headline(Page("html", blocks, elements, read_data(tree), url), tree)


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
            f"<meta property='og:title' content='{STORY} - 江城网'><p>正文", STORY, "data", id="og:title alone"
        ),
        pytest.param(f"<title>{STORY}_江城网</title><p>正文", STORY, "title", id="title alone"),
        pytest.param(
            f"<script type='application/ld+json'>{{\"headline\": \"{STORY}\"}}</script><title>江城网</title><p>正文",
            STORY, "data", id="json-ld over title",
        ),
    ],
)  # fmt: skip
def test_the_headline_of_a_page(html: str, text: str, origin: str) -> None:
    title = headline(html)

    assert title is not None
    assert (title.text, title.origin) == (text, origin)


def test_a_headline_in_several_blocks_is_one_where_the_data_tells_it_in_one() -> None:
    lines = "<p><b>江城市政府关于</b><br><b>江边道路除雪</b><br><b>工作的通知</b></p><p>江城网</p><p>正文一段</p>"

    title = headline(f"<title>江城市政府关于江边道路除雪　工作的通知_江城网</title>{lines}")

    assert title is not None
    assert title.text == "江城市政府关于江边道路除雪工作的通知"


def test_a_hidden_headline_gives_way_to_the_one_that_is_shown() -> None:
    hidden = f"<div class=share-title style='display:none'>{STORY}，另说几句</div>"

    title = headline(f"<title>{STORY}，另说几句_江城网</title>{hidden}<div>{STORY}</div><p>正文一段</p>")

    assert title is not None
    assert title.text == STORY


def test_a_printed_headline_has_its_block() -> None:
    title = headline(f"<title>{STORY}</title><p>导航</p><h1>{STORY}</h1>")

    assert title is not None
    assert title.block == 1


@pytest.mark.parametrize("html", ["", "<p>正文一段</p>", "<title></title><h1>新闻</h1><p>正文"])
def test_a_page_without_a_headline(html: str) -> None:
    assert headline(html) is None


def test_a_short_headline_will_do_where_nothing_else_tells_one() -> None:
    title = headline("<h1>Парк</h1><p>Городской парк открылся утром в пятницу.</p>")
    assert title is not None
    assert (title.text, title.block) == ("Парк", 0)
    told = headline("<title>Городской парк открылся</title><h1>Парк</h1>")
    assert told is not None
    assert told.text == "Городской парк открылся"


def test_a_headline_that_begins_as_the_data_does_outranks_an_entry_of_the_contents() -> None:
    contents = "<ol><li><a href=#1>What is a Harbour Pilot?</a></li></ol>"
    told = "What is a Harbour Pilot? Duties, Hours and Training Explained for Those Who Want to Become One"
    found = headline(f"<title>{told}</title><h1>What is a Harbourside Pilot?</h1>{contents}")
    assert found is not None
    assert found.text == "What is a Harbourside Pilot?"


LONG = "Harbour tram returns after a pause of two years"
TOLD = f"<meta property=og:title content='{LONG}'><title>{LONG} | Example Post</title>"


@pytest.mark.parametrize(
    "h1",
    [
        f"<span class=kicker>Transport</span> <span class=headline>{LONG}</span>",
        f"<small>Transport</small><br>{LONG}",
        f"<span class=a1b2>Transport</span>{LONG}",
        f"<span class=roofline>Transport:</span> {LONG}",
        f"{LONG} <span class=badge>Subscribers only</span>",
        f"{LONG}<span class=article-subtitle>What it costs, and where it stops</span>",
        f"{LONG}<br><small>News <span>04.01.12 20:42</span></small>",
        f"{LONG} <span>04.01.12 20:42</span>",
        f"<a href=/a/1 rel=bookmark><time datetime=2024-03-05>5 March 2024</time> {LONG}</a>",
        f"<span class=post-title><small>Series</small> <span>{LONG}</span></span>",
        f"You are here: Home &gt; Town &gt; {LONG}",
        f"» {LONG}",
        f"{LONG} (1/3)",
        f"{LONG} – Example Post",
    ],
)
def test_what_else_stands_in_the_heading_is_left_out(h1: str) -> None:
    title = headline(f"<meta property=og:site_name content='Example Post'>{TOLD}<h1>{h1}</h1><p>Text.")
    assert title is not None
    assert (title.text, title.origin) == (LONG, "page")


@pytest.mark.parametrize(
    ("told", "h1", "text"),
    [
        pytest.param(
            "<title>Column: Help is coming | Example Post</title>",
            "<span class=subtitle>Column<span>: </span></span>Help is coming",
            "Column: Help is coming", id="with its colon",
        ),
        pytest.param(
            "<title>The Ice Saints: when they come | Example Post</title>",
            "<span class=kicker>The Ice Saints</span> when they come",
            "The Ice Saints: when they come", id="on a line of its own",
        ),
        pytest.param("<title>Tram</title>", "Ten <b>free</b> tools for <i>us</i>", "Ten free tools for us",
                     id="emphasis is none"),
        pytest.param("<title>x</title>", "»Water sold as wine«, he says", "»Water sold as wine«, he says",
                     id="quotes stay"),
    ],
)  # fmt: skip
def test_what_is_told_as_a_part_of_the_headline_stays_in_it(told: str, h1: str, text: str) -> None:
    title = headline(f"{told}<h1>{h1}</h1><p>Text.")
    assert title is not None
    assert title.text == text


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(f"<title>Example » Blog » {LONG}</title><h1><a href=/>Example</a></h1><h2>{LONG}</h2>", id="h2"),
        pytest.param(f"<title>{LONG} | River Post</title><h1><a href=/>River Post</a></h1><div class=tit>{LONG}</div>",
                     id="a div named so"),
        pytest.param(f"<title>{LONG} | River Post</title><a class=logo href=/>River Post</a>", id="title alone"),
        pytest.param(f"<title>River Post</title><h1><a href=/>River Post</a></h1><h2 class=entry-title>{LONG}</h2>",
                     id="the data tells the site only"),
        pytest.param(f"<title>Tram: what you need to know</title><meta property=og:title content='{LONG}'>"
                     f"<nav><h1>Tram: what you need to know</h1></nav><h2 class=title>{LONG}</h2>", id="no path"),
        pytest.param(f"<title>{LONG} - the tram is back</title><h1 class=strapline>the tram is back again today</h1>"
                     f"<h2 class=title>{LONG}</h2>", id="not the kicker"),
        pytest.param(f"<title>The tram: 5 facts | River Post</title><ol class=breadcrumb><li>The tram: 5 facts</ol>"
                     f"<h1>{LONG}</h1>", id="h1 over the path's last step"),
    ],
)  # fmt: skip
def test_the_headline_is_no_logo_and_no_path(html: str) -> None:
    title = headline(f"<meta property=og:site_name content='River Post'>{html}<p>Text.", "https://www.example.com/a/1")
    assert title is not None
    assert title.text == LONG


def test_what_article_and_title_agree_on_outranks_a_teaser() -> None:
    data = f'<script type=\'application/ld+json\'>{{"@type": "NewsArticle", "headline": "{LONG}"}}</script>'
    title = headline(
        f"<meta property=og:title content='You will not believe it'><title>{LONG} | Post</title>{data}<p>x"
    )
    assert title is not None
    assert (title.text, title.origin) == (LONG, "data")


def test_a_title_that_was_escaped_twice_is_read() -> None:
    title = headline("<title>Harbour &amp;amp; bay: the tram&amp;#8217;s return</title><p>Text.")
    assert title is not None
    assert title.text == "Harbour & bay: the tram’s return"


LOGO = "<a class=logo href=/>River Post</a>"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (f"<title>River Post</title>{LOGO}<h2 class=headline>{LONG}</h2><h2>Comments on this story</h2>", LONG),
        (f"<title>River Post</title>{LOGO}<div itemprop=headline>{LONG}</div>", LONG),
        (f"<title>River Post</title>{LOGO}<h2>{LONG}</h2>", LONG),
        (f"<title>River Post</title>{LOGO}<h2>More stories:</h2>", "River Post"),
        (f"<title>River Post</title>{LOGO}<h2>{LONG}</h2><h2>Comments on this story</h2>", "River Post"),
        (f"<title>{LONG} | Post</title><meta property=og:title content='Harbour tram returns after…'>", LONG),
    ],
)
def test_the_headline_where_the_data_tells_less_than_it(html: str, text: str) -> None:
    title = headline(f"{html}<p>Text.")
    assert title is not None
    assert title.text == text


def test_a_title_of_many_words_is_read_in_its_own_time() -> None:
    found = headline(f"<title>{'Ada and Bob ' * 20_000}</title><h1>Harbour park reopens</h1>")
    assert found is not None


def test_a_title_of_nothing_but_dashes_is_read_in_its_own_time() -> None:
    found = headline(f"<title>{'Ada - ' * 30_000}</title><h1>Harbour park reopens</h1>")
    assert found is not None

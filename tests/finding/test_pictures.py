"""Which pictures are the article's: those beside the text, captioned or leading it, and no furniture."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from jingwen.finding.pictures import pictures_of
from jingwen.model import Data, Label, Labelled, Page
from jingwen.reading.dump import read_dump
from jingwen.reading.markup import parse, read_markup

BASE = "https://news.example.com/a/1"
P = "https://news.example.com/p/"


def pictures(markup: str, labels: Mapping[str, Label] | None = None, base: str | None = BASE) -> list[str]:
    """The pictures of ``markup``, without what is before their names; ``labels`` are those of texts but the body's."""
    blocks, elements = read_markup(parse(markup))
    told = labels or {}
    labelled = [Labelled(block, told.get(block.text, Label.BODY), "test") for block in blocks]
    page = Page("html", blocks, elements, Data())
    return [address.removeprefix(P) for address in pictures_of(page, labelled, base)]


T, C, S, R, CAP = Label.TITLE, Label.CREDITS, Label.SIGNOFF, Label.RELATED, Label.CAPTION
OTHERS = {"题": T, "记者": C, "编辑": S, "相关": R, "图说": CAP, "菜单": Label.NAV, "页脚": Label.OTHER}


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        pytest.param("<div><p>甲<p><img src=/p/1.jpg><p>乙</div>", ["1.jpg"], id="between paragraphs"),
        pytest.param("<div><p>甲<img src=/p/1.jpg>乙<p>丙</div>", ["1.jpg"], id="inside a paragraph"),
        pytest.param("<div><p>甲</p><a href=b><img src=/p/1.jpg></a><p>乙</div>", ["1.jpg"], id="in a link"),
        pytest.param(
            "<div><p>甲<p><img src=/p/2.jpg><img src=/p/1.jpg><img src=/p/2.jpg><p>乙</div>", ["2.jpg", "1.jpg"],
            id="in order, each once",
        ),
        pytest.param("<div><p>甲<p>乙</p><img src=/p/1.jpg></div><p>页脚", ["1.jpg"], id="below the text"),
        pytest.param("<div><p>甲<p>乙</p><img src=/p/1.jpg><p>编辑</div>", ["1.jpg"], id="above the sign-off"),
        pytest.param("<div><p>甲<p>乙</p><img src=/p/1.jpg></div>", ["1.jpg"], id="at the end of all"),
        pytest.param("<div><p>甲</p><img src=/p/1.jpg></div>", ["1.jpg"], id="an article of one paragraph"),
        pytest.param("<div><p>甲<p>乙</p><a href=b><img src=/p/1.jpg></a><p>相关</div>", [], id="of what follows"),
        pytest.param("<div><p>甲<p>乙</div><div><img src=/p/1.jpg>页脚</div>", [], id="of the footer"),
        pytest.param("<img src=/p/1.jpg><p>菜单<h1>题</h1><div><p>甲<p>乙</div>", [], id="above the headline"),
        pytest.param("<h1>题</h1><img src=/p/1.jpg><div><p>甲<p>乙</div>", [], id="outside, with no sign"),
        pytest.param("<h1>题</h1><figure><img src=/p/1.jpg></figure><div><p>甲<p>乙</div>", ["1.jpg"], id="a figure"),
        pytest.param(
            "<h1>题</h1><div class=hero-image><a href=b><b><img src=/p/1.jpg></b></a></div><div><p>甲<p>乙</div>", [],
            id="a leading link",
        ),
        pytest.param(
            "<h1>题</h1><div class='post-thumbnail'><img src=/p/1.jpg></div><p>记者<div><p>甲<p>乙</div>", ["1.jpg"],
            id="named as leading",
        ),
        pytest.param(
            "<h1>题</h1><div class=sidebar><figure><img src=/p/1.jpg></figure></div><div><p>甲<p>乙</div>", [],
            id="a figure in furniture",
        ),
        pytest.param(
            "<div><p>甲</p><div class=share-bar><img src=/p/1.jpg></div><p>乙</div>", [], id="furniture in the text"
        ),
        pytest.param(
            "<div class=share><p>甲</p><img src=/p/1.jpg><p>乙</div>", ["1.jpg"], id="the text is no furniture"
        ),
        pytest.param("<div><img src=/p/1.jpg><p>图说</div><div><p>甲<p>乙</div>", [], id="a caption above"),
        pytest.param("<div><p>甲<p>乙</div><div><img src=/p/1.jpg><p>图说</div>", ["1.jpg"], id="a caption outside"),
        pytest.param("<div><p>甲<img src=/p/1.gif width=1 height=1><p>乙</div>", [], id="a counter"),
        pytest.param("<div><p>甲<img src='data:image/gif;base64,R0'><p>乙</div>", [], id="written into the page"),
        pytest.param("<div><p>甲<img src=''><img><p>乙</div>", [], id="without an address"),
        pytest.param("<div><p>甲<img src=/p/logo.png><img src=/p/icon-2.png><p>乙</div>", [], id="of nothing"),
        pytest.param("<div><p>甲<img src=/p/pixel-8-review.png><p>乙</div>", ["pixel-8-review.png"], id="of a story"),
        pytest.param("<div><p>甲<img src=blank.gif data-src=/p/1.jpg><p>乙</div>", ["1.jpg"], id="loaded late"),
        pytest.param("<div><p>甲<img srcset='/p/1.jpg 1w, /p/2.jpg 2w'><p>乙</div>", ["2.jpg"], id="the largest"),
        pytest.param("<div><p>甲<p><img class=l><noscript><img src=/p/1.jpg></noscript><p>乙</div>", ["1.jpg"],
                     id="without scripts"),
        pytest.param("<div><p>甲<p><noscript><img src=/p/1.jpg></noscript><img data-src=/p/1.jpg><p>乙</div>",
                     ["1.jpg"], id="without scripts, before"),
        pytest.param("<div><p>甲<noscript><img src=/count?1 style='left:-9999px'><img src=/p/c.gif width=1></noscript>"
                     "<p>乙</div>", [], id="counters without scripts"),
        pytest.param("<div><p>甲<p><amp-img src=/p/1.jpg><noscript><img src=/p/1.jpg></noscript></amp-img><p>乙</div>",
                     ["1.jpg"], id="of AMP"),
        pytest.param("<div><p>甲<p><picture><source srcset='/p/1.jpg 9w'><img src=blank.gif></picture><p>乙</div>",
                     ["1.jpg"], id="of several sources"),
        pytest.param("<div><p>甲<p><span dataurl=/p/1.jpg></span><p>乙</div>", ["1.jpg"], id="of an empty element"),
        pytest.param("<div><p>甲<figure style='background:url(/p/1.jpg)'> </figure><p>乙</div>", ["1.jpg"],
                     id="in the background"),
        pytest.param("<p>菜单<img src=/p/1.jpg>", [], id="no text"),
        pytest.param("<div><p>甲<p>乙</div>", [], id="no picture"),
    ],
)  # fmt: skip
def test_the_articles_pictures(markup: str, expected: list[str]) -> None:
    assert pictures(markup, OTHERS) == expected


def test_a_relative_address_stays_where_the_pages_own_is_not_known() -> None:
    assert pictures("<div><p>甲<img src=p/1.jpg><img src=//img.example.com/2.jpg><p>乙</div>", base=None) == [
        "p/1.jpg",
        "https://img.example.com/2.jpg",
    ]


def test_a_dump_has_none() -> None:
    page = read_dump("甲\n乙")
    assert pictures_of(page, [Labelled(block, Label.BODY, "") for block in page.blocks], BASE) == ()

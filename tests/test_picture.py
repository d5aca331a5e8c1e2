"""The picture at the top of the README is what would be drawn now of the page and the answer to it."""

from __future__ import annotations

from xml.etree import ElementTree

from docs.picture import PAGE, PICTURE, draw
from jingwen import clean

TEXT = "{http://www.w3.org/2000/svg}text"


def words(drawn: str) -> str:
    return "".join(text.text or "" for text in ElementTree.fromstring(drawn).iter(TEXT))


def test_the_picture_is_up_to_date() -> None:
    assert PICTURE.read_text(encoding="utf-8") == draw(PAGE.read_bytes()), "run: python -m docs.picture"


def test_the_picture_shows_the_whole_answer() -> None:
    article = clean(PAGE.read_bytes())
    shown = words(PICTURE.read_text(encoding="utf-8"))
    assert len(article.byline) == 2
    assert len(article.captions) == 1
    for value in (article.title, article.source, *article.byline, *article.editors, *article.text.split("\n\n")):
        assert value
        assert value in shown
    assert article.confidence > 0.7, "the first example should not be one to doubt"


def test_what_a_page_says_is_no_markup_of_the_picture() -> None:
    page = "<h1>甲 &lt;b&gt; &amp; 乙</h1><p>" + "河水今天上涨，&lt;两岸&gt;的人都来看。" * 9 + "</p>"
    assert "甲 <b> & 乙" in words(draw(page.encode()))

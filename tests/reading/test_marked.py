"""Authors that elements are called after: which count, in what order, and where they do not."""

from __future__ import annotations

import pytest

from jingwen.reading.marked import NO_MARKS, Marks
from jingwen.reading.markup import parse


def authors(body: str) -> list[tuple[tuple[str, ...], bool]]:
    return list(Marks(parse(f"<body><h1>Harbour park reopens</h1>{body}</body>")).authors())


@pytest.mark.parametrize(
    ("markup", "first"),
    [
        ('<p><a rel="author" href="/a">Jane Doe</a></p>', (("Jane Doe",), True)),
        ('<span itemprop="author"><span itemprop="name">Jane Doe</span></span>', (("Jane Doe",), True)),
        ('<span class="vcard"><a class="url fn n">Jane Doe</a></span>', (("Jane Doe",), True)),
        ('<p><span class="entry-author-name">Jane Doe</span> <i>May 4</i></p>', (("Jane Doe",), True)),
        ('<p><span class="byline">By Jane Doe</span></p>', (("By Jane Doe",), False)),
        ('<li><span data-hook="user-name">Jane Doe</span></li>', (("Jane Doe",), False)),
        ('<aside><p>b</p></aside><main class="card"><a rel="author">Jane Doe</a></main>', (("Jane Doe",), True)),
        ('<div class="card"><h1>Harbour</h1><a rel="author">Jane Doe</a></div>', (("Jane Doe",), True)),
        ('<p data-testid="article-byline">Jane Doe</p>', (("Jane Doe",), False)),
        ('<p><a href="/authors/jane">Jane Doe</a></p>', (("Jane Doe",), False)),
        ('<div class="author-bio">Jane Doe writes.</div><b class="postAuthor">Jane Doe</b>', (("Jane Doe",), False)),
        (
            '<ul><li><a rel="author">Jane Doe</a></li><li><a rel="author">John Roe</a></li></ul>',
            (("Jane Doe", "John Roe"), True),
        ),
    ],
)
def test_marks_of_authors(markup: str, first: tuple[tuple[str, ...], bool]) -> None:
    assert authors(markup)[0] == first


@pytest.mark.parametrize(
    "markup",
    [
        '<div class="comment"><cite class="fn">Jane Doe</cite></div>',
        '<aside><a rel="author">Jane Doe</a></aside>',
        '<div class="related-cards"><p><b class="author">Jane Doe</b></p></div>',
        '<img class="author-image" alt="Jane Doe">',
        f'<b class="author">{"Jane Doe " * 20}</b>',
        "<p>Jane Doe</p>",
    ],
)
def test_what_marks_no_author_of_the_article(markup: str) -> None:
    assert authors(markup) == []


def test_what_stands_below_the_headline_and_is_marked_stronger_comes_first() -> None:
    tree = parse('<p><b class="author">A B</b></p><h1>H</h1><p><b class="author">C D</b> <a rel="author">E F</a></p>')
    assert [texts for texts, _ in Marks(tree).authors()] == [("E F",), ("C D",), ("A B",)]


def test_elements_called_after_an_account() -> None:
    marks = Marks(parse('<p class="source">江城日报</p><div class="user-name"><a>江城老李</a></div><p>江城</p>'))
    assert marks.names("江城日报")
    assert marks.names("江城老李")
    assert not marks.names("江城")


def test_a_dump_has_no_marks() -> None:
    assert list(NO_MARKS.authors()) == []
    assert not NO_MARKS.names("江城日报")

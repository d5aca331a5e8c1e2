"""By-lines of pages in alphabets: by their words or their element's name, near the headline, single names."""

from __future__ import annotations

import pytest

from jingwen.block import Block
from jingwen.fields.byline import is_byline, printed_byline, read_byline, read_source
from jingwen.model import Data, Element, Label, Labelled, Page

PROSE = "The harbour park opened its gates again on Friday morning, eleven months after work had begun."


def printed(*lines: str, names: str = "", tail: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The by-line of a page that prints ``lines`` in an element called ``names`` under its headline, and its text."""
    elements = (Element(-1, "html", "", 0), Element(0, "p", "", 1), Element(0, "div", names, 1))
    parts = [("Harbour park reopens", 1, Label.TITLE), *((line, 2, Label.OTHER) for line in lines)]
    parts += [(PROSE, 1, Label.BODY)] * 2 + [(line, 2, Label.OTHER) for line in tail]
    blocks = tuple(Block(n, text, "p", element) for n, (text, element, _) in enumerate(parts))
    labelled = [Labelled(block, label, "") for block, (_, _, label) in zip(blocks, parts, strict=True)]
    return printed_byline(Page("html", blocks, elements, Data()), labelled).authors


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Jane Doe", ("Jane Doe",)),
        ("by Jane Doe and John Roe", ("Jane Doe", "John Roe")),
        ("By Jane Doe, John Roe and Mary-Ann O’Neill", ("Jane Doe", "John Roe", "Mary-Ann O’Neill")),
        ("BY JANE DOE", ("JANE DOE",)),
        ("Written by Jane Doe", ("Jane Doe",)),
        ("Posted by: Jane Doe", ("Jane Doe",)),
        ("By Jane Doe | March 1, 2024", ("Jane Doe",)),
        ("By Jane Doe on March 1, 2024", ("Jane Doe",)),
        ("By Jane Doe, Managing Editor", ("Jane Doe",)),
        ("By Jane Doe • 4 min", ("Jane Doe",)),
        ("By Jane Doe Updated 09:30", ("Jane Doe",)),
        ("By Jane A. Doe", ("Jane A. Doe",)),
        ("Von Jürgen Größe", ("Jürgen Größe",)),
        ("Par Zoé Lefèvre", ("Zoé Lefèvre",)),
        ("Por José Núñez", ("José Núñez",)),
        ("Author: Jane Doe", ("Jane Doe",)),
        ("Posted on March 1, 2024 by Jane Doe", ("Jane Doe",)),
        ("03/01/2024 by Jane Doe", ("Jane Doe",)),
        ("By Jane Doe, Ph.D.", ("Jane Doe",)),
        ("By JANE DOE | Associated Press", ("JANE DOE",)),
        ("By Jane Doe @janedoe", ("Jane Doe",)),
        ("By Jane Doe with John Roe", ("Jane Doe", "John Roe")),
        ("By Jane Doe and Ann Lee, with reporting by John Roe in Oslo", ("Jane Doe", "Ann Lee")),
        ("By Jane Doe. Additional reporting by John Roe.", ("Jane Doe",)),
        ("Written by Jane Doe and reviewed by John Roe", ("Jane Doe",)),
        ("By Jane Doe Photography by John Roe", ("Jane Doe",)),
        ("Words by Jane Doe Photographs by John Roe", ("Jane Doe",)),
        ("Medically reviewed by John Roe, MD — Written by Jane Doe — Updated on March 5, 2024", ("Jane Doe",)),
        ("Tuesday March 5, 2024 9:14 am PST by Jane Doe", ("Jane Doe",)),
        ("September 1st, 2023 By Jane Doe", ("Jane Doe",)),
        ("Opinion by Jane Doe", ("Jane Doe",)),
        ("Interview: Jane Doe", ("Jane Doe",)),
        ("Reporter: Jane Doe", ("Jane Doe",)),
        ("Ein Kommentar von Jana Reuter", ("Jana Reuter",)),
        ("Von Jana Reuter Veröffentlicht am 5.3.2024", ("Jana Reuter",)),
        ("Autorin: Jana Reuter", ("Jana Reuter",)),
        ("Text: Jana Reuter", ("Jana Reuter",)),
        ("Par Jeanne Rivière et Paul Houdin Publié le 5 mars 2024", ("Jeanne Rivière", "Paul Houdin")),
        ("Auteur : Jeanne Rivière", ("Jeanne Rivière",)),
        ("Escrito por Juana Rivas y Pedro Ruiz", ("Juana Rivas", "Pedro Ruiz")),
        ("Di Giovanna Riva e Paolo Neri", ("Giovanna Riva", "Paolo Neri")),
        ("a cura di Giovanna Riva", ("Giovanna Riva",)),
        ("Af Johanne Rev", ("Johanne Rev",)),
        ("Oleh: Budi Santoso", ("Budi Santoso",)),
        ("Yazan: Ayşe Yılmaz", ("Ayşe Yılmaz",)),
        ("Tác giả: Nguyễn Văn An", ("Nguyễn Văn An",)),
        ("Автор: Иван Кузнецов", ("Иван Кузнецов",)),
        ("Της Ιωάννας Ρέβη", ("Ιωάννας Ρέβη",)),
        ("بقلم: جمانة الريفي", ("جمانة الريفي",)),
        ("מאת: יואנה ריבלין", ("יואנה ריבלין",)),
        ("نویسنده: ژاله رودی", ("ژاله رودی",)),
        ("ByJane Doe", ("Jane Doe",)),
        ("By\xa0Jane Doe", ("Jane Doe",)),
        ("By Jane Doe ● May 4", ("Jane Doe",)),
        ("5. März 2024 Von Jana Reuter", ("Jana Reuter",)),
        ("By Jane Doe, Deputy to the Council of the Harbour of the Town", ("Jane Doe",)),
    ],
)
def test_a_printed_byline(line: str, expected: tuple[str, ...]) -> None:
    assert printed(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "By the end of the year",
        "by using this site you agree to our terms",
        "By 2030 the city wants five more parks",
        "Jane Doe",
        "Bypass closed",
        "Byron Bay",
        "By Our Correspondent",
        "Von Redaktion",
        "By Associated Press",
        "By bell hooks",
        "Gitta Peyn sagt:",
        "Photographs by Jane Doe",
        "By " + "Jane Doe " * 30,
        "By",
        "",
        "March 1, 2024",
    ],
)
def test_what_is_no_byline(line: str) -> None:
    assert printed(line) == ()


@pytest.mark.parametrize(
    "names", ["author", "byline", "post-author", "article__author-name", "writer", "entry-author name"]
)
def test_names_in_an_element_that_is_called_after_them(names: str) -> None:
    assert printed("Jane Doe", names=names) == ("Jane Doe",)


@pytest.mark.parametrize(
    "names", ["author-bio", "about-author", "author-avatar", "related-authors box", "authority", ""]
)
def test_elements_that_are_called_alike_but_hold_something_else(names: str) -> None:
    assert printed("Jane Doe", names=names) == ()


def test_an_element_of_that_name_with_other_words_is_passed_over() -> None:
    assert printed("our writers and reporters", names="author") == ()
    assert printed("our writers and reporters", "By Jane Doe", names="author") == ("Jane Doe",)


def test_the_first_byline_is_the_articles() -> None:
    assert printed("By Jane Doe", "By John Roe") == ("Jane Doe",)
    assert printed(tail=("By John Roe",)) == ("John Roe",)
    assert printed(tail=(*["One more line of other words"] * 20, "By John Roe")) == ()


def test_a_page_without_blocks() -> None:
    assert not printed_byline(Page("html", (), (Element(-1, "html", "", 0),), Data()), ()).authors


def test_names_in_a_block_of_their_own_below_the_words() -> None:
    assert printed("By", "Jane Doe") == ("Jane Doe",)
    assert printed("Written by:", "Jane Doe") == ("Jane Doe",)
    assert printed("By", "the harbour") == ()
    assert printed("By", "One more line", "Jane Doe") == ()


def around(names: str, tag: str = "div", above: bool = False) -> tuple[str, ...]:
    """The by-line of a page that prints a name in a ``tag`` called ``names``, above its headline or below."""
    elements = (Element(-1, "html", "", 0), Element(0, tag, names, 1), Element(1, "div", "", 2), Element(0, "p", "", 1))
    parts = [("Harbour park reopens", 3, Label.TITLE), ("By Jane Doe" if above else "Jane Doe", 2, Label.OTHER)]
    parts = [*(reversed(parts) if above else parts), (PROSE, 3, Label.BODY)]
    blocks = tuple(Block(n, text, "p", element) for n, (text, element, _) in enumerate(parts))
    labelled = [Labelled(block, label, "inside aside") for block, (_, _, label) in zip(blocks, parts, strict=True)]
    return printed_byline(Page("html", blocks, elements, Data()), labelled).authors


def test_a_name_in_a_box_that_is_called_after_it() -> None:
    assert around("post_author-wrapper") == ("Jane Doe",)
    assert around("author-bio") == around("") == ()


def test_the_byline_of_another_story_above_the_headline() -> None:
    assert around("", "div", above=True) == ("Jane Doe",)
    assert around("", "aside", above=True) == around("", "li", above=True) == ()


@pytest.mark.parametrize("text", ["By Jane Doe", "By Jane Doe and John Roe", "Written by Jane Doe | May 4"])
def test_a_line_that_is_a_byline(text: str) -> None:
    assert is_byline(text)


@pytest.mark.parametrize("text", ["By the end of May the harbour had reopened.", "Jane Doe", "By " + "Jane " * 40])
def test_a_line_that_is_none(text: str) -> None:
    assert not is_byline(text)


def test_a_small_name_or_a_number_behind_by_is_one_in_an_element_called_after_its_author() -> None:
    assert printed("By bell hooks", names="byline") == ("bell hooks",)
    assert printed("By 50 Cent", names="byline") == ("50 Cent",)
    assert printed("By the harbour", names="byline") == ()


@pytest.mark.parametrize("line", ["About the Author", "Written By", "Startseite", "Fact Checked", "More posts"])
def test_other_words_in_such_an_element_are_no_names(line: str) -> None:
    assert printed(line, names="author") == ()


def test_authors_in_blocks_of_their_own_belong_together() -> None:
    assert printed("Jane Doe", "John Roe", names="authors") == ("Jane Doe", "John Roe")


def test_one_word_is_a_name_where_it_is_marked_for_sure() -> None:
    assert read_byline("Tobi", named=True).authors == ()
    assert read_byline("Tobi", named=True, sure=True).authors == ("Tobi",)


@pytest.mark.parametrize(
    ("text", "authors", "editors", "agencies"),
    [
        ("Written by Jane Doe Edited by John Roe", ("Jane Doe",), ("John Roe",), ()),
        ("(Reporting by Jane Doe; Editing by John Roe)", ("Jane Doe",), ("John Roe",), ()),
        ("Edited by John Roe", (), ("John Roe",), ()),
        ("By Jane Doe, Associated Press", ("Jane Doe",), (), ("Associated Press",)),
        ("By JANE DOE | Reuters", ("JANE DOE",), (), ("Reuters",)),
    ],
)
def test_whose_a_line_is(
    text: str, authors: tuple[str, ...], editors: tuple[str, ...], agencies: tuple[str, ...]
) -> None:
    line = read_byline(text)
    assert (line.authors, line.editors, line.agencies) == (authors, editors, agencies)


def test_a_line_that_names_its_source() -> None:
    assert read_source("Quelle: Nordische Presse Agentur") == "Nordische Presse Agentur"
    assert read_source("Fuente: Agencia del Puerto.") == "Agencia del Puerto"
    assert read_source("Source: https://example.com/a") is None
    assert read_source("The source: a spring in the hills") is None


def test_a_sign_off_in_brackets_is_text() -> None:
    assert not is_byline("(Reporting by Jane Doe)")
    assert is_byline("By THE ASSOCIATED PRESS")
    assert not is_byline("von Open Source Software (OSS) ein und entwickeln einen Leitfaden für Vereine und Ämter.")

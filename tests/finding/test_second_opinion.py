"""trafilatura as second opinion: when it is asked, and what comes of two opinions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jingwen.finding import second_opinion
from jingwen.finding.locate import locate
from jingwen.finding.prose import Region
from jingwen.finding.second_opinion import opinion, reconcile, unsure
from jingwen.model import Page

from ..pages import ENGLISH, FIRST, FOOTER, LAST, MENU, STORY, paragraphs
from .reads import html, texts

MARKUP = f"<html><body>{MENU}<article>{paragraphs()}</article>{FOOTER}</body></html>"
WORDS = [f"The {place} reopened on Friday after eleven months of repairs, the city council said in a statement."
         for place in ("park", "bridge", "library", "harbour", "station", "museum")]  # fmt: skip
ABROAD = html("<body><div>" + "".join(f"<p>{text}</p>" for text in WORDS) + "</div></body>")


def saying(monkeypatch: pytest.MonkeyPatch, *theirs: int) -> list[Page]:
    """Lets the second opinion be ``theirs``; the pages that it is asked about are gathered in what is returned."""
    asked: list[Page] = []

    def stand_in(page: Page) -> frozenset[int]:
        asked.append(page)
        return frozenset(theirs)

    monkeypatch.setattr(second_opinion, "opinion", stand_in)
    return asked


def test_the_blocks_that_it_keeps() -> None:
    page = html(MARKUP)
    kept = texts(page, sorted(opinion(page)))
    assert set(STORY) <= set(kept)
    assert not [text for text in kept if "版权" in text or text == "首页"]


@pytest.mark.parametrize("markup", ["", "<p></p>", "\x00", "<html><body><img src=1></body></html>"])
def test_a_page_of_which_it_keeps_nothing(markup: str) -> None:
    assert opinion(html(markup)) == frozenset()


def test_asked_twice_it_says_the_same() -> None:
    page = html(MARKUP)
    assert len({opinion(page) for _ in range(5)}) == 1


def test_where_the_locator_is_sure_it_is_not_asked() -> None:
    page = html(f"<body><div>{paragraphs((*STORY, *STORY))}</div></body>")
    assert not unsure(page, locate(page))


def test_where_the_locator_is_unsure_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = saying(monkeypatch, 0, 1)
    page = html(f"<body><div>{paragraphs()}</div></body>")
    low = replace(locate(page), confidence=0.1)
    assert unsure(page, low)
    assert reconcile(page, low).blocks
    assert asked == [page]


def test_on_another_page_than_a_chinese_one_it_is_asked_sooner() -> None:
    assert unsure(ABROAD, replace(region(ABROAD, 0, 1, 2), confidence=0.6))
    assert not unsure(ABROAD, replace(region(ABROAD, 0, 1, 2), confidence=0.8))
    page = html(f"<body><div>{paragraphs()}</div></body>")
    assert not unsure(page, replace(locate(page), confidence=0.6))


def region(page: Page, *blocks: int) -> Region:
    return Region(blocks, None, 100.0, 0.5)


@pytest.mark.parametrize(
    ("mine", "theirs", "chosen"),
    [
        ((0, 1, 2, 3, 4), (1, 2, 3, 4, 5), (1, 2, 3, 4)),
        ((0, 1, 2, 3, 4, 5), (0, 1, 2, 3, 4, 5), (0, 1, 2, 3, 4, 5)),
        ((5,), (0, 1, 2, 3, 4), (0, 1, 2, 3, 4)),
        ((0,), (0, 1, 2, 3, 4), (0, 1, 2, 3, 4)),
        ((0, 1, 2, 3, 4), (0,), (0, 1, 2, 3, 4)),
        ((0, 1, 2, 3), (), (0, 1, 2, 3)),
        ((), (2, 3), (2, 3)),
    ],
    ids=["overlap", "the same", "apart", "a part of theirs", "a part of mine", "theirs is empty", "mine is empty"],
)
def test_what_two_opinions_come_to(
    monkeypatch: pytest.MonkeyPatch, mine: tuple[int, ...], theirs: tuple[int, ...], chosen: tuple[int, ...]
) -> None:
    saying(monkeypatch, *theirs)
    found = reconcile(ABROAD, region(ABROAD, *mine))
    assert found.blocks == chosen
    assert found.prose > 0


def test_an_english_page_is_reconciled() -> None:
    assert isinstance(ENGLISH.body, str)
    page = html(ENGLISH.body)
    kept = texts(page, reconcile(page, locate(page)).blocks)
    assert any(text.startswith("The harbour park opened") for text in kept)
    assert any(text.endswith("the year after next.") for text in kept)
    assert not [text for text in kept if "Rights Reserved" in text or "Bridge closes" in text]


def test_a_chinese_page_that_is_clear_is_left_alone() -> None:
    page = html(MARKUP)
    found = reconcile(page, locate(page))
    assert texts(page, found.blocks)[0] == FIRST
    assert texts(page, found.blocks)[-1] == LAST


@pytest.mark.parametrize(
    ("piece", "kept"),
    [
        ("<h2><a href=1>The old quay</a></h2>", True),
        ("<p>It reopened.</p>", True),
        ("<ul><li>Twelve benches</li></ul>", True),
        ("<table><tr><td><a href=1>The old quay</a></td><td>12</td></tr></table>", True),
        ("<div><div><p>It reopened.</p></div></div>", False),
        ("<ul><li><a href=1>The old quay</a></li></ul>", False),
    ],
)
def test_what_stands_between_blocks_that_both_keep(monkeypatch: pytest.MonkeyPatch, piece: str, kept: bool) -> None:
    page = html(f"<body><div><p>By Jane Doe</p><p>{WORDS[0]}</p>{piece}<p>{WORDS[1]}</p><p>{WORDS[2]}</p></div></body>")
    saying(monkeypatch, 1, 3, 4)
    assert (2 in reconcile(page, region(page, 0, 1, 2, 3, 4)).blocks) is kept


def test_a_long_table_between_blocks_that_both_keep(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f"<tr><td>Quay {n}</td><td>{n} benches</td></tr>" for n in range(40))
    page = html(f"<body><div><p>{WORDS[0]}</p><table>{rows}</table><p>{WORDS[1]}</p></div></body>")
    saying(monkeypatch, 0, 41)
    assert len(reconcile(page, region(page, *range(42))).blocks) == 42


def test_what_stands_above_the_first_paragraph_is_not_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    page = html(f"<body><div><h1>A park</h1><p>By Jane Doe</p><p>{WORDS[0]}</p><p>{WORDS[1]}</p></div></body>")
    saying(monkeypatch, 0, 2, 3)
    assert reconcile(page, region(page, 0, 1, 2, 3)).blocks == (0, 2, 3)


@pytest.mark.parametrize(("element", "shown"), [("article", (0, 1, 2)), ("aside", (0, 1, 2, 3))])
def test_it_is_not_shown_furniture_apart_from_the_region(
    monkeypatch: pytest.MonkeyPatch, element: str, shown: tuple[int, ...]
) -> None:
    asked = saying(monkeypatch, 0, 1)
    page = html(
        f"<body><article><p>{WORDS[0]}</p><aside>{WORDS[1]}</aside></article>"
        f"<div>{WORDS[2]}</div><aside><p>{WORDS[3]}</p></aside></body>"
    )
    where = next(i for i, e in reversed(tuple(enumerate(page.elements))) if e.tag == element)
    blocks = (0, 1) if element == "article" else (1, 3)
    reconcile(page, Region(blocks, where, 100.0, 0.5))
    assert tuple(block.index for block in asked[0].blocks) == shown


def test_of_a_page_that_is_too_large_it_is_not_asked() -> None:
    low = replace(region(ABROAD, 0), confidence=0.1)
    room = second_opinion.MOST - len(ABROAD.elements)
    assert unsure(replace(ABROAD, blocks=ABROAD.blocks[:1] * room), low)
    assert not unsure(replace(ABROAD, blocks=ABROAD.blocks[:1] * (room + 1)), low)


@pytest.mark.parametrize(
    "markup",
    [
        f"{WORDS[0]}<br><br>{WORDS[1]}<p>{WORDS[2]}</p>{WORDS[3]}",
        f"<p class='\x02'>{WORDS[0]}</p><p>{WORDS[1]}\x01\ufffe</p><o:p>{WORDS[2]}</o:p><p>{WORDS[3]}</p>",
        f"<p><a href=1>The park</a> {WORDS[0]}</p><p>{WORDS[1]}</p><p>{WORDS[2]}</p><p>{WORDS[3]}</p>",
    ],
    ids=["text between elements", "what no tree can hold", "links"],
)
def test_it_is_shown_every_block(markup: str) -> None:
    page = html(f"<body>{MENU}<article>{markup}</article>{FOOTER}</body>")
    kept = " ".join(texts(page, sorted(opinion(page))))
    assert [words for words in WORDS[:4] if words not in kept] == []

"""Candidates, their figures, and the trees that choose among them."""

from __future__ import annotations

import math

import pytest

from jingwen.finding.candidates import MOST, candidates
from jingwen.finding.choice import TABLE, estimate, ranking, told
from jingwen.finding.figures import AMID, FARTHEST, FIGURES, UNDER, UNKNOWN, Figures
from jingwen.finding.locate import locate, prose_without_notices
from jingwen.finding.votes import count
from jingwen.model import Page

from .reads import html

SAID = "The council said on Friday that the harbour bridge would stay closed until the repairs are done, number {}."


def said(count: int, first: int = 0) -> str:
    return "".join(f"<p>{SAID.format(n)}</p>" for n in range(first, first + count))


def described(page: Page, headline: int | None = None) -> list[tuple[str, dict[str, float]]]:
    """The names of each candidate's element, and its figures by name; the one with the most votes first."""
    values = prose_without_notices(page)
    votes = count(page, values)
    figures = Figures(page, values, votes, headline)
    return [
        (page.elements[each.element].names, dict(zip(FIGURES, figures.of(each), strict=True)))
        for each in candidates(page, values, votes, headline)
    ]


def test_elements_that_hold_the_same_prose_are_one_candidate() -> None:
    page = html(f"<body><div class='a'><div class='b'><div class='c'>{said(3)}</div></div></div></body>")
    assert [names for names, _ in described(page)] == ["c"]


def test_there_are_few_candidates_and_the_one_under_the_headline_is_among_them() -> None:
    many = "".join(f"<div class='c{n}'>{said(4, 10 * n)}</div>" for n in range(20))
    page = html(f"<body><div class='own'><h1>Bridge closed</h1>{said(1)}</div>{many}</body>")
    found = [names for names, _ in described(page, headline=0)]
    assert len(found) == MOST + 1
    assert found[-1] == "own"
    assert len(described(page)) == MOST


def test_figures_say_how_a_candidate_lies_on_its_page() -> None:
    links = "".join(
        f"<h3><a href='/{n}'>Another story of the town, number {n}</a></h3>{said(1, 20 + n)}" for n in range(3)
    )
    page = html(
        "<head><meta name='description' content='The council said on Friday that the harbour bridge would stay'></head>"
        f"<body><h1>Harbour bridge stays closed</h1><div>2024-03-01 09:30</div><article class='own'>{said(4)}</article>"
        f"<div class='more'>{links}</div></body>"
    )
    by_name = dict(described(page, headline=0))
    article, more = by_name["own"], by_name["more"]
    assert article["tagged"] == 1.0
    assert (article["below"], article["between"], article["before"]) == (1.0, 0.0, 0.0)
    assert article["after"] == pytest.approx(more["of_plain"], rel=0.01)
    assert article["dated_above"] == 1.0
    assert (article["led"], more["led"]) == (0.0, 1.0)
    assert article["linked"] == 0.0
    assert more["linked"] > 0.1
    assert (article["described"], more["described"]) == (1.0, 0.0)
    assert article["topic"] == pytest.approx(3 / 4)  # all of its words but "stays"
    assert (article["in_p"], article["paragraphs"]) == (1.0, 4.0)
    assert article["prose"] == pytest.approx(math.log1p(article["paragraph"] * 4))


@pytest.mark.parametrize(
    ("headline", "below"), [(None, UNKNOWN), (2, AMID), (4, UNDER), (0, FARTHEST)], ids=["none", "amid", "under", "far"]
)
def test_where_the_headline_stands(headline: int | None, below: float) -> None:
    far = "<h1>Bridge</h1>" + "<b>x</b><br>" * 200 if headline == 0 else ""
    page = html(f"<body>{far}<div class='a'>{said(2)}<h1>Bridge</h1>{said(1, 5)}</div><h1>Bridge</h1></body>")
    assert next(its for names, its in described(page, headline) if names == "a")["below"] == below


def test_furniture_inside_counts_for_nothing_plain() -> None:
    page = html(f"<body><div class='a'>{said(3)}<div class='related'>{said(1, 9)}</div></div></body>")
    its = dict(described(page))
    assert its["a"]["furniture"] == pytest.approx(1 / 4, abs=0.01)
    assert its["a"]["of_plain"] == 1.0


def test_a_tree_leads_from_figure_to_figure() -> None:
    tree = [(0, 0.5, -1, 1), (2, 3.0, -2, -3)], [10.0, 20.0, 30.0]
    assert [told([tree], each) for each in ((0.5, 0, 9), (0.6, 0, 3.0), (0.6, 0, 3.1))] == [10.0, 20.0, 30.0]
    assert told([tree, tree], (0.5, 0, 9)) == 20.0


def test_the_table_asks_for_figures_that_there_are() -> None:
    its = [0.0] * len(FIGURES)
    assert math.isfinite(ranking(its))
    assert 0.0 <= estimate([*its, 0.0]) <= 1.0
    assert b'"split"' in TABLE.read_bytes()


def test_the_chosen_one_may_have_fewer_votes_than_a_list_of_other_stories() -> None:
    teasers = "".join(
        f"<h3><a href='/{n}'>Another story of the town and its people, number {n}</a></h3>{said(1, 30 + n)}"
        for n in range(9)
    )
    page = html(
        f"<body><h1>Harbour bridge stays closed</h1><article>{said(4)}</article>"
        f"<div class='wide'>{teasers}</div></body>"
    )
    assert described(page, headline=0)[0][0] == "wide"
    assert "number 0" in page.blocks[locate(page, headline=0).blocks[0]].text

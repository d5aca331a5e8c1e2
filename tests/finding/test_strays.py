"""What stands in an article's region and is none of it, told by how its blocks lie together."""

from __future__ import annotations

import pytest

from jingwen.finding.labels import label_blocks
from jingwen.finding.locate import locate
from jingwen.model import Label

from .reads import html

TEXT = (
    "The harbour tram will run again from Monday, the city council said in the evening.",
    "Engineers replaced four kilometres of rail between the market and the customs house.",
    "Residents had complained for months about the noise of the night shifts on the quay.",
    "Tickets will cost the same as a bus ride, and the two can be combined for an hour.",
    "The council has asked for a study of the line to the hospital before the summer.",
)
SENTENCES = "".join(f"<p>{text}</p>" for text in TEXT)
OTHER = "Bridge over the western canal closed until the autumn"


def labels(body: str) -> dict[str, Label]:
    page = html(f"<body><article class='story'>{body}</article></body>")
    return {x.block.text: x.label for x in label_blocks(page, locate(page), None, {})}


@pytest.mark.parametrize(
    ("body", "heading", "label"),
    [
        (f"{SENTENCES}<h2>Where it goes</h2>", "Where it goes", Label.OTHER),
        (f"{SENTENCES}<h2>More</h2><h3><a href=1>{OTHER}</a></h3>", OTHER, Label.OTHER),
        (f"<h2>Where it goes</h2>{SENTENCES}", "Where it goes", Label.HEADING),
        (f"{SENTENCES}<h3><a href=1>{OTHER}</a></h3><h2>Fares</h2><p>{TEXT[0]}</p>", OTHER, Label.RELATED),
        (f"{SENTENCES}<h3>{OTHER}</h3><h2>Fares</h2><p>{TEXT[0]}</p>", OTHER, Label.HEADING),
        (f"{SENTENCES}<h3><a href=1>Line 4</a></h3><h2>Fares</h2><p>{TEXT[0]}</p>", "Line 4", Label.HEADING),
    ],
)
def test_headings_with_nothing_below_them(body: str, heading: str, label: Label) -> None:
    assert labels(body)[heading] is label


def test_many_linked_headings_are_a_list_of_the_article() -> None:
    heads = [f"The {n}th of the tools for laying a new rail" for n in range(13)]
    body = "".join(f"<h3><a href={n}>{head}</a></h3>" for n, head in enumerate(heads))
    found = labels(f"{SENTENCES}{body}<h2>Fares</h2><p>{TEXT[0]}</p>")
    assert {found[head] for head in heads} == {Label.HEADING}


@pytest.mark.parametrize(
    ("tail", "kept"),
    [
        ("<p>Harbour Press Service</p>", False),
        ("<div>Open the map</div><p>jr</p>", False),
        ("<p>And so it did.</p>", True),
        ("<ul><li>A lamp</li><li>A bell</li></ul>", True),
        ("<pre><code>ring = bell()\nring.times = 4</code></pre>", True),
        (f"<p>{'A line that has no full stop and says more than a name or an agency ' * 2}</p>", True),
        ("<p>江边步道今天开放</p>", True),
    ],
)
def test_words_below_the_last_sentence(tail: str, kept: bool) -> None:
    found = labels(f"{SENTENCES}{tail}")
    last = [label for text, label in found.items() if text not in TEXT]
    assert {label is Label.BODY for label in last} == {kept}


def test_a_text_that_is_in_no_sentences_ends_as_it_does() -> None:
    lines = ("The tram is late", "The tide is in", "The bell is old", "The bread is warm", "The quay is long")
    verse = "".join(f"<p>{line}, and nobody on the platform knows when it will come</p>" for line in lines)
    assert labels(f"{verse}<p>Marta Oduya</p>")["Marta Oduya"] is Label.BODY

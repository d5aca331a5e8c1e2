"""No number ever changes: those of the blocks that are kept are in the answer, in order, whatever its format.

And those that a page prints are those of its blocks: an exponent is no part of the number that it stands at.
"""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from jingwen import Cleaner
from jingwen.reading.markup import parse, read_markup

CLEANER = Cleaner("off")
DIGITS = re.compile(r"[0-9]+")
LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789")
RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[₀₁₂₃₄₅₆₇₈₉]+")
INLINE, TAG = re.compile(r"</?(?:a|strong|em|b)\b[^<>]*>"), re.compile(r"<[^<>]*>")
# What Markdown sets off emphasis and links with.
MARKS = re.compile(r"(?<!\\)(?:\*+|\[|\]\([^)]*\))")
PROSE = (
    "<p>The harbour tram will run again from Monday after a pause, the city council said, and the first days of travel "
    "will be free for everyone who lives in the district.</p>"
) * 3
MARK = "Residents had complained for months about the noise, but the mood changed in the end."

NUMBER = st.from_regex(r"[0-9]{1,4}", fullmatch=True)
WORD = st.sampled_from(
    ["tram", "m", "x", "CO", "号", "，", "(", "*", "_", "- ", "$", ". ", ", ", " ", "\n", "<br>", "|"]
)
PIECE = st.one_of(
    NUMBER,
    WORD,
    st.builds("<sup>{}</sup>".format, NUMBER),
    st.builds("<sub>{}</sub>".format, NUMBER),
    st.builds("<sup>{}.{}</sup>".format, NUMBER, NUMBER),
    st.builds("<sup>[<a href='#n'>{}</a>]</sup>".format, NUMBER),
    st.builds("<sup>{}n/{}</sup>".format, NUMBER, NUMBER),
    st.builds("<b>{}</b>".format, NUMBER),
    st.builds("<a href='/x{}'>{}</a>".format, st.just("y"), NUMBER),
    st.builds("<b>{}<sup>{}</sup></b>".format, NUMBER, NUMBER),
    st.builds("<math><msup><mn>{}</mn><mn>{}</mn></msup></math>".format, NUMBER, NUMBER),
)
# Two exponents that touch are one number to a reader, too.
TOUCHING = re.compile(r"(</su[pb]>(?:</b>)?)(?=<su[pb]>)")
TEXT = st.lists(PIECE, min_size=1, max_size=6).map(lambda pieces: TOUCHING.sub(r"\1 ", "".join(pieces)))
CELL = st.one_of(st.just(""), TEXT).flatmap(
    lambda text: st.sampled_from(["<td>", "<th>", "<td rowspan=2>", "<td colspan=2>"]).map(lambda tag: tag + text)
)
ROW = st.lists(CELL, min_size=1, max_size=3).map(lambda cells: "<tr>" + "".join(cells))
PART = st.one_of(
    TEXT.map(lambda text: f"<p>{text} {MARK}</p>"),
    TEXT.map(lambda text: f"<h3>{text}</h3>"),
    st.lists(TEXT, min_size=1, max_size=3).map(
        lambda items: "<ul>" + "".join(f"<li>{i}</li>" for i in items) + "</ul>"
    ),
    st.lists(TEXT, min_size=1, max_size=3).map(
        lambda items: "<ol>" + "".join(f"<li>{i}</li>" for i in items) + "</ol>"
    ),
    st.lists(ROW, min_size=1, max_size=3).map(lambda rows: f"<table>{''.join(rows)}</table>"),
    TEXT.map(lambda text: f"<blockquote><p>{text} {MARK}</p></blockquote>"),
    st.lists(NUMBER, min_size=1, max_size=4).map(lambda lines: "<pre>    x = " + ";\n  y=".join(lines) + ";</pre>"),
)
DOCUMENT = st.lists(PART, min_size=1, max_size=4).map("".join)


def numbers(text: str) -> list[str]:
    """The numbers in ``text``, exponents and indexes apart from what they stand at."""
    return DIGITS.findall(RAISED.sub(lambda raised: f" {raised[0].translate(LOWERED)} ", text))


def printed(markup: str) -> list[str]:
    """The numbers that a reader of ``markup`` sees."""
    shown = re.sub(r"</?(?:sup|sub|math|msup|mn|td|th|tr|p|li|br|pre|h3)\b[^<>]*>", " ", markup)
    return DIGITS.findall(html.unescape(TAG.sub("", shown)))


def holds(answer: list[str], kept: list[str]) -> bool:
    """Whether all of ``kept`` are in ``answer``, in order; a list in Markdown has numbers of its own besides."""
    left = iter(answer)
    return all(number in left for number in kept)


@given(DOCUMENT)
def test_the_numbers_that_are_kept_are_in_the_answer(document: str) -> None:
    page = f"<html><body><article><h1>Tram returns</h1>{PROSE}{document}{PROSE}</article></body></html>".encode()
    article = CLEANER.clean(page, explain=True)
    kept = [number for x in article.blocks or () if x.label in ("body", "heading") for number in numbers(x.block.text)]
    assert numbers(article.text) == kept
    markdown = MARKS.sub("", CLEANER.clean(page, format="markdown").text).replace("\\", "")
    assert holds(numbers(TAG.sub(" ", markdown)), kept)
    written = INLINE.sub("", CLEANER.clean(page, format="html").text)
    assert holds(numbers(html.unescape(TAG.sub(" ", written))), kept)


@given(DOCUMENT)
def test_the_numbers_of_a_page_are_those_of_its_blocks(document: str) -> None:
    blocks, _ = read_markup(parse(document))
    assert [number for block in blocks for number in numbers(block.text)] == printed(document)

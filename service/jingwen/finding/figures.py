"""How a candidate lies on its page, in figures: what they are is here, what they are worth is fitted (``choice``)."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, islice, pairwise

from ..block import Block
from ..dates.read import MOMENT
from ..model import Page
from .candidates import Candidate
from .prose import HEADINGS
from .votes import Votes

# What each figure says of a candidate. Its extent is from its first block of prose to its last.
FIGURES = (
    "prose",  # the logarithm of its prose
    "of_plain",  # its share of the page's prose, both without what stands in furniture
    "votes",  # its votes, as a share of the most that any has
    "linked",  # the share of the extent's characters that stand in links
    "led",  # the share of its paragraphs that stand right below a link as long as a headline
    "below",  # blocks between the headline and the extent; negative where it is not above it
    "between",  # prose between the headline and the edge of the extent, in units of its own prose
    "before",  # the share of the page's prose above the extent
    "after",  # the share below
    "tagged",  # 1 an article, 2 a main, 3 the body, 0 another element
    "paragraph",  # prose of a paragraph, on average
    "paragraphs",  # how many there are
    "described",  # whether a paragraph of it holds the beginning of the page's description; -1 where it has none
    "headings",  # headings in the extent for each paragraph
    "dated",  # short lines with a date or time in the extent for each paragraph
    "dated_above",  # such lines right above it
    "in_p",  # the share of its prose in <p>
    "topic",  # the share of the headline's words in its first paragraphs; -1 without a headline
    "furniture",  # the share of its prose in furniture inside it
    "largest",  # the share of its prose in the largest element directly in it
)
ABOVE = 8  # blocks
# Where the page does not tell its headline, and where it stands amid or below the extent.
UNKNOWN, AMID, UNDER = -5.0, -1.0, -2.0
FARTHEST = 60  # blocks between headline and text; more is all the same
LONGEST_DATED = 80  # characters
HEADLINE = 20  # characters; a shorter link is one of a menu
DESCRIPTION = ("og:description", "description", "twitter:description")
# So many characters of a description tell it, and a shorter one may stand anywhere.
DESCRIBED, LEAST_DESCRIBED = 40, 12
# The headline is about what the first paragraphs say; so many characters of them are looked at.
FIRST = 1500
TAGS = {"article": 1.0, "main": 2.0, "body": 3.0}
WORDS = re.compile(r"[\u4e00-\u9fff\u3040-\u30ff]+|[^\W\d_]{4,}")
STEM = 6  # the first letters of a word; its end may be another's


class Figures:
    """What the figures of all candidates on a page are worked out from: sums over its blocks, made once."""

    def __init__(self, page: Page, values: Sequence[float], votes: Votes, headline: int | None) -> None:
        blocks = page.blocks
        self._blocks, self._votes, self._headline = blocks, votes, headline
        self._elements = page.elements
        self._paragraphs = [place for place, value in enumerate(values) if value]
        self._prose = _sums(values[i] for i in self._paragraphs)
        self._in_p = _sums(values[i] if blocks[i].tag == "p" else 0.0 for i in self._paragraphs)
        self._led = _sums(i > 0 and _is_headline(blocks[i - 1]) for i in self._paragraphs)
        # A third of the blocks stand further above or below the prose than anything that is asked about.
        start, stop = self._paragraphs[0], self._paragraphs[-1] + 1
        self._start, near = start, blocks[start:stop]
        self._length = [len(block.text) for block in near]
        self._linked = [block.linked for block in near]
        self._headings = [block.index for block in near if block.tag in HEADINGS]
        self._dated = [
            block.index
            for block, value in islice(zip(blocks, values, strict=True), max(0, start - ABOVE), stop)
            if not value and len(block.text) <= LONGEST_DATED and not block.text.isalpha() and MOMENT.search(block.text)
        ]
        self._plain = self._without_furniture()
        self._largest = self._most_inside()
        self._most_votes = max(votes.counted.values()) or 1.0
        title = page.data.title if headline is None else blocks[headline].text
        self._words = _words(title or "")
        self._described = self._where(page)

    def of(self, candidate: Candidate) -> tuple[float, ...]:
        """The ``FIGURES`` of a ``candidate``."""
        element, first, last, number = candidate.element, candidate.first, candidate.last, candidate.paragraphs
        votes, prose = self._votes, self._prose
        begin, end = bisect_left(self._paragraphs, first), bisect_right(self._paragraphs, last)
        total, extent = votes.total[element], slice(first - self._start, last + 1 - self._start)
        below, between = self._under_headline(first, last, total)
        return (
            math.log1p(total),
            self._plain[element] / (self._plain[0] or 1.0),
            votes.counted[element] / self._most_votes,
            sum(self._linked[extent]) / (sum(self._length[extent]) or 1),
            (self._led[end] - self._led[begin]) / number,
            below,
            between,
            prose[begin] / prose[-1],
            1 - prose[end] / prose[-1],
            TAGS.get(self._elements[element].tag, 0.0),
            total / number,
            float(number),
            self._described if self._described < 0 else float(first <= self._described <= last),
            _between(self._headings, first, last) / number,
            _between(self._dated, first, last) / number,
            float(_between(self._dated, first - ABOVE, first - 1)),
            (self._in_p[end] - self._in_p[begin]) / (prose[end] - prose[begin]),
            self._topic(begin, end),
            0.0 if element in votes.furniture else 1 - self._plain[element] / total,
            self._largest.get(element, 0.0) / total,
        )

    def _under_headline(self, first: int, last: int, total: float) -> tuple[float, float]:
        headline = self._headline
        if headline is None:
            return UNKNOWN, 0.0
        if headline < first:
            return float(min(FARTHEST, first - headline - 1)), (self._above(first) - self._above(headline + 1)) / total
        if headline <= last:
            return AMID, (self._above(headline) - self._above(first)) / total
        return UNDER, (self._above(headline) - self._above(last)) / total

    def _above(self, place: int) -> float:
        """The prose above a block."""
        return self._prose[bisect_left(self._paragraphs, place)]

    def _without_furniture(self) -> dict[int, float]:
        votes = self._votes
        plain = {i: 0.0 if i in votes.furniture else votes.own.get(i, 0.0) for i in votes.parents}
        for index in reversed(votes.parents):
            if index:
                plain[votes.parents[index]] += plain[index]
        return plain

    def _most_inside(self) -> dict[int, float]:
        most: dict[int, float] = {}
        for index, around in self._votes.parents.items():
            most[around] = max(most.get(around, 0.0), self._votes.total[index])
        return most

    def _topic(self, begin: int, end: int) -> float:
        if not self._words:
            return -1.0
        said, size = [], 0
        for place in self._paragraphs[begin:end]:
            text = self._blocks[place].text
            said.append(text)
            size += len(text)
            if size > FIRST:
                break
        text = "".join(said).lower()
        return sum(word in text for word in self._words) / len(self._words)

    def _where(self, page: Page) -> float:
        """The block of prose that holds the beginning of the page's description; -1 where it has none."""
        meta = page.data.meta
        told = next((meta[name] for name in DESCRIPTION if meta.get(name)), "").strip()[:DESCRIBED]
        if len(told) < LEAST_DESCRIBED:
            return -1.0
        return next((float(i) for i in self._paragraphs if told in self._blocks[i].text), math.inf)


def _sums(values: Iterable[float]) -> list[float]:
    """The sum of all that stand before each of ``values``, and of all at the end."""
    return [0, *accumulate(values)]


def _between(places: Sequence[int], first: int, last: int) -> int:
    """How many of ``places``, which are in order, are from ``first`` to ``last``."""
    return bisect_right(places, last) - bisect_left(places, first)


def _is_headline(block: Block) -> bool:
    """Whether a block is a link as long as a headline."""
    return 2 * block.linked > len(block.text) > HEADLINE


def _words(title: str) -> frozenset[str]:
    """The words of a ``title`` by their beginnings, or pairs of characters where it has no spaces between words."""
    found = set[str]()
    for match in WORDS.finditer(title.lower()):
        word = match[0]
        found.update([word[:STEM]] if word[0] < "\u3040" or word[0] > "\u9fff" else map("".join, pairwise(word)))
    return frozenset(found)

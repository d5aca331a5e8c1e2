"""The headline as a reader sees it, without the suffix of the site or channel."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from ..block import Block
from ..model import Page
from .documents import about_article, plain, told
from .heading import own_words
from .headline_lines import LINES, joined
from .site import Site, squash, strip_site

LETTERS = re.compile(r"[^\W_]+")
TITLE_NAMES = re.compile(r"title|headline|tit(?:$|[ _-])|biaoti|h1")
# The name of an element that says by itself that it holds the headline, where the data tells none.
OWN_NAMES = re.compile(r"(?:entry|post|article|news|story|single)[-_]?_?(?:title|headline)|(?:^| )headline(?: |$)")
# What holds the path to a page, where its headline stands again, or in other words for search engines.
PATH = re.compile(r"bread-?_?crumb|seo-?_?title")
# What is called a kicker is none, be it an ``h1``.
KICKER = re.compile(r"kicker|(?:over|roof|strap)-?_?line|dachzeile|spitzmarke")
# How many elements around a block are asked for such a name.
NEAR = 3
SHORTEST, LONGEST = 4, 120
# So much of a text tells how it begins, white space and punctuation aside.
BEGINNING = 12
# So long a form of a headline shows that it is one, be it the first or the last words of what the data tells; as last
# words it is so much of that at the least.
OPENS, CLOSES, CLOSING = 5, 10, 0.4
CUT = ("..", "…")
# A heading that holds a headline besides other words is it from this share on.
HELD = 0.5
# A headline and what the page's data tells of it differ by a word or two at the most where they are the same.
ALIKE = 0.7
# An ``h1`` that the data knows nothing of says as much as this, unless the data tells no headline.
SAYS = 12.0
# What is printed is taken for the headline from this score on: an ``h1`` of some words has it by itself.
LEAST = 2.0
# What agrees with the data and is not marked as a heading may be the same words in a list, or a path.
UNMARKED = 1.5
# A block is a link from this share of its characters on.
LINKED = 0.9
# A heading that the data knows nothing of, and that holds more links than this, names other pages.
FEW = 0.2
HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
# A path's marks before the headline that ends it, as some pages print it: » 示例.
LEADING = re.compile(r"\A(?:[\s\u3000》>›〉＞·•|｜/／]|»\s)+")
# Which of several pages of an article this is.
PAGED = re.compile(r"\s*[（(]\d{1,2}\s?/\s?\d{1,2}\s?(?:ページ|[页頁]|page|seite)?[)）]$", re.I)
STEP = re.compile(r".*(?:[>〉＞→]|\s[›»]\s)\s*", re.S)


@dataclass(frozen=True, slots=True)
class Title:
    """The headline, where it came from (``rule``, ``page``, ``title``, ``data``), and its block if it has one."""

    text: str
    origin: str
    block: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A headline that the page's data tells: as it stands there, without the site's name, and who tells it.

    ``by``: meta tags for others to show, JSON-LD, or ``title``.
    """

    whole: str
    text: str
    by: str


class _Candidate(NamedTuple):
    """A block that may be the headline, how likely it is, and whether the page's data agrees."""

    score: float
    block: Block
    agreed: bool


def find_headline(page: Page, tree: LexborHTMLParser) -> Title | None:
    """The headline of an HTML page: the block that its data agrees with, else what the data tells."""
    site = Site.of(page.data, page.url, tree)
    said = _said(page, site)
    named = [x for x in said if site.calls_itself(x.text)]  # the site's name is no headline
    headlines = [x for x in said if x not in named]
    chosen = _printed(page, site, headlines)
    if chosen is not None and (chosen.agreed or chosen.score > LEAST):
        block = chosen.block
        lines = _lines(page.blocks, block.index, [x.whole for x in said])
        text = block.text if len(lines) == 1 else joined(lines)
        return Title(_trimmed(text, block, tree, site, headlines), "page", block.index)
    if said:
        most = _most_agreed(headlines or named)
        return Title(most.text, "title" if most.by == "title" else "data")
    return Title(chosen.block.text, "page", chosen.block.index) if chosen else None


def _said(page: Page, site: Site) -> list[Told]:
    """What the page's data tells of its headline, most trusted first."""
    data = page.data
    articles = (d for d in told(about_article(data), "headline") if isinstance(d, str))
    witnesses = [
        (plain(text), by)
        for text, by in (
            (data.meta.get("og:title"), "meta"),
            (data.meta.get("twitter:title"), "meta"),
            (next(articles, None), "json-ld"),
            (data.title, "title"),
        )
        if text
    ]
    forms = {whole: squash(whole) for whole, _ in witnesses}
    texts = {
        whole: strip_site(whole, site, by_size=not _gone_on(form, forms.values())) for whole, form in forms.items()
    }
    return [Told(whole, texts[whole], by) for whole, by in witnesses if forms[whole]]


def _gone_on(form: str, forms: Iterable[str]) -> bool:
    """Whether another one goes on from a headline's ``form``, with the site's name: it has none itself then."""
    return any(len(other) > len(form) and other.startswith(form) for other in forms)


def _most_agreed(said: Sequence[Told]) -> Told:
    """The headline that most kinds of witnesses tell, whole, the first of them if none is told more often."""
    told_by: dict[str, set[str]] = {}
    for x in said:
        told_by.setdefault(squash(x.text), set()).add(x.by)
    return max(said, key=lambda x: (not x.text.endswith(CUT), len(told_by[squash(x.text)])))


def _printed(page: Page, site: Site, headlines: Sequence[Told]) -> _Candidate | None:
    """The block that is most likely the headline."""
    forms = _Forms(headlines)
    everything = forms.all
    only = None if everything else _only_heading(page.blocks)
    best: _Candidate | None = None
    for block in page.blocks:
        text = block.text
        # What does not begin like anything in the data is no headline that it agrees with: most blocks end here, nearly
        # all of them with their first two characters.
        start = text[:2]
        if everything and start.isalnum() and start.casefold() not in everything and block.tag != "h1":
            continue
        if not SHORTEST <= len(text) <= 2 * LONGEST:
            continue
        start = text[:SHORTEST]
        if not start.isalnum() or (start.casefold() in everything and block.tag not in HEADINGS):
            start = "".join(LETTERS.findall(text, 0, BEGINNING))
        if everything and start.casefold() not in everything and block.tag != "h1":
            continue
        form, heading, linked = squash(text), block.tag in HEADINGS, block.link_share > LINKED
        agreed = forms.agree(form, cut=text.endswith(CUT), linked=linked) if form else 0.0
        if not agreed and heading and forms.within(form):
            agreed = 3.5
        if not agreed and everything and block.tag != "h1":
            continue
        names = page.elements[block.element].names
        named = TITLE_NAMES.search(names) is not None
        unmarked = not (heading or named)
        if linked and unmarked and form not in forms.exact:  # the first words may be the site's, and lead to its front
            continue
        if not agreed and not _alone(block, names, everything != "") and block is not only:
            continue
        if form not in forms.exact and (site.calls_itself(text) or (linked and not agreed)):
            continue
        score = (
            agreed
            - (UNMARKED + (block.tag == "li")) * (agreed > 0 and unmarked)
            + (3.0 * forms.alike(form) if not agreed else 0.0)
            + 2.0 * (block.tag == "h1")
            + 1.0 * heading
            + 1.0 * named
            + min(len(form), 40) / 20
            - 2.0 * (linked or (not agreed and block.link_share > FEW))
            - 4.0 * (":hidden" in names)
            - 3.0 * (_in_path(page, block) or KICKER.search(names) is not None)
        )
        if best is None or score > best.score:
            best = _Candidate(score, block, agreed > 0)
    return best


def _alone(block: Block, names: str, told: bool) -> bool:
    """Whether a block may be a headline that the data does not tell; ``told``: it tells another one.

    One that ends in a colon is that of a list.
    """
    if told or block.tag == "h1":
        return block.tag == "h1" and (not told or block.weight >= SAYS) and block.text[-1] not in ":："
    return OWN_NAMES.search(names) is not None


def _only_heading(blocks: Sequence[Block]) -> Block | None:
    """The ``h2`` of a page that has one and no ``h1``."""
    headings = [block for block in blocks if block.tag in ("h1", "h2")]
    return (
        headings[0] if len(headings) == 1 and headings[0].weight >= SAYS and headings[0].text[-1] not in ":：" else None
    )


def _in_path(page: Page, block: Block) -> bool:
    """Whether a block stands in what leads to the page, or in a menu."""
    element = page.elements[block.element]
    for _ in range(NEAR):
        if element.tag == "nav" or PATH.search(element.names):
            return True
        if element.parent < 0:
            break
        element = page.elements[element.parent]
    return False


class _Forms:
    """The headlines that the data tells, squashed; those ``exact``, and ``all`` as one text to look for pieces in."""

    def __init__(self, headlines: Sequence[Told]) -> None:
        texts = list(dict.fromkeys(text for x in headlines for text in (x.text, x.whole)))
        self.known = list(dict.fromkeys(filter(None, map(squash, texts))))
        self.exact = frozenset(squash(x.text) for x in headlines)
        self.all = "\n".join(self.known).casefold()
        begun = (text[: 4 * LONGEST].lower() for text in texts)  # no block that is asked about is as long
        self._openings = frozenset(form for text in begun for form in accumulate(LETTERS.findall(text)))

    def agree(self, form: str, *, cut: bool, linked: bool) -> float:
        """How far what is told agrees with a headline; 0 where nothing does.

        What is told may open with it and go on with the site's name, break off in dots, or put a kicker before it. A
        headline that is ``cut`` off, or ``linked``, may be that of a list, and the last words a link to the site.
        """
        if form in self.exact:
            return 5.0
        if len(form) >= OPENS:
            if form in self._openings:
                return 4.0
            if any(known.startswith(form) for known in self.known):
                return 1.0 if cut else 3.0
        if len(form) >= CLOSES and not linked and self._closes(form):
            return 3.5
        return 4.0 if form in self.known else 0.0

    def _closes(self, form: str) -> bool:
        return any(len(form) > CLOSING * len(known) and form in known for known in self.known)

    def within(self, form: str) -> bool:
        """Whether a heading holds a headline that is told, and not much besides: a date, a kicker, a number."""
        return any(len(exact) >= max(CLOSES, HELD * len(form)) and exact in form for exact in self.exact)

    def alike(self, form: str) -> bool:
        """Whether a headline is nearly what is told, or what that begins with before the site's name."""
        return any(
            pair.quick_ratio() > ALIKE and pair.ratio() > ALIKE
            for known in self.known
            for pair in (SequenceMatcher(None, form, part) for part in dict.fromkeys((known, known[: len(form)])))
        )


def _lines(blocks: Sequence[Block], chosen: int, told: Sequence[str]) -> list[str]:
    """The lines of the headline that the block ``chosen`` is one of, where the page's data tells it in one piece."""
    wholes = ["".join(text.split()) for text in told]
    first = last = chosen
    whole = "".join(blocks[chosen].text.split())
    for step in (-1, 1) * (LINES - 1):
        beyond = first - 1 if step < 0 else last + 1
        if 0 <= beyond < len(blocks):
            line = "".join(blocks[beyond].text.split())
            longer = line + whole if step < 0 else whole + line
            if any(longer in w for w in wholes):
                whole, first, last = longer, min(first, beyond), max(last, beyond)
    return [block.text for block in blocks[first : last + 1]]


def _trimmed(text: str, block: Block, tree: LexborHTMLParser, site: Site, headlines: Sequence[Told]) -> str:
    """A printed headline without the path to it, the site's name, and what its element holds besides it."""
    printed = "".join(text.split())
    if any(printed == "".join(x.text.split()) for x in headlines):
        return text
    exact = frozenset(squash(x.text) for x in headlines)
    form = squash(text)
    same = next((x.text for x in headlines if squash(x.text) == form), None)
    if block.tag in HEADINGS:
        own = own_words(tree, block.tag, text, exact)
        if same is not None and own != text and squash(own) not in exact:
            return same  # a kicker that is told as a part of it
        text = own
    if not text[0].isalnum():
        text = LEADING.sub("", text)
    steps = STEP.match(text)
    if steps and squash(text[steps.end() :]) in exact:
        text = text[steps.end() :]
    pieces = re.split(r"\s+\|\s+", text)
    if len(pieces) > 1 and all(len(piece) < 0.6 * len(pieces[0]) for piece in pieces[1:]):
        text = pieces[0]
    return PAGED.sub("", site.less(text))

"""What kind of page it is, when all that reads as an article has been found: an article, a list, a wall, nothing.

The words that give a wall away are in ``walls.WALLS``; here is where on a page they count. A page that holds an
article of some length is one whatever else stands on it, so every other verdict asks first how little text there is.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, compress

from selectolax.lexbor import LexborHTMLParser

from ..block import Block
from ..labelled import where
from ..model import Label, Labelled, Notice, Page, Status
from ..reading.blocks import weighs
from ..regex import regex
from .credit_lines import credit_line, is_dated
from .furniture import hidden_elements
from .phrases import find_walls, match_phrase
from .prose import HEADINGS, SENTENCE, SHORTEST, prose, prose_of

# What a wall explains of itself stays below this (three hundred Han characters), reference numbers included.
LONGEST_WALL = 900.0
# Below this (a hundred Han characters) text that no headline or date belongs to may be a list's stray sentence.
STRAY = 300.0
# As much in one piece (two hundred Han characters) is a story, however many headlines surround it.
STORY = 600.0
# As much may stand on a front page as blurbs between its headlines, as a share of what the headlines say.
BLURBS = 0.3
# A handful of related stories stands under many an article; a list page has more, or says something of each.
MANY_HEADLINES = 8
ROWS = 4
# The share of a list's text that is summaries.
LED = 0.6
# A summary in a list is cut to two lines or so; a part of an article under a linked subheading is longer.
SUMMARY = 360.0
# As little is a headline where it is set as one (five Han characters), and all of it is a link.
SHORTEST_HEADING, LINKED = 15.0, 0.9
# A channel's name is shorter than this (ten Han characters), a headline seldom is.
HEADLINE = 30.0
LONGEST_HEADLINE = 150.0
# How many blocks may stand between the headline and its text or credit line, and between text and its paywall.
NEAR = 8
MOMENT = regex(
    r"(?:19|20)\d\d\s*[-./年]\s*\d{1,2}|\d{1,2}[-/月]\d{1,2}|\d{1,2}:\d\d|(?:小时|分钟|天)前|昨天|今天|"
    r"\b\d+\s(?:minutes?|hours?|days?)\sago\b|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s\d",
    re.I,
)
DAY = regex(r"\s*(?:(?:19|20)\d\d[-./年])?\d{1,2}[-./月]\d{1,2}日?(?:\s*\d{1,2}:\d\d(?::\d\d)?)?\s*")
DIGIT = regex(r"\d")
TITLE_PIECES = regex(r"\s*[|_｜]\s*|\s+[-–—·:]+\s+|(?<=[\u4e00-\u9fff])-|\s*[.…!！。]+\s*$")
ARTICLE_TYPES = regex(r"(?:\w*Article|BlogPosting|VideoObject)$")
PAYWALLED = Notice("paywall", "the text is the part of the article that is free to read; the rest is for subscribers")


@dataclass(frozen=True, slots=True)
class Findings:
    """What the rooms before found: the ``text`` (empty where there is none that can be an article's), whether the page
    has a date for it, and whether a rule said where it is."""

    text: str
    dated: bool
    ruled: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """The status of a page, and the notice that says why; an article has one only where a part of it is missing."""

    status: Status
    notice: Notice | None = None


LOGIN = Verdict("verification", Notice("login_wall", "the page asks to log in before it shows anything"))
WALLS = {
    "verification_wall": Verdict(
        "verification",
        Notice("verification_wall", "the page asks for proof of a human reader, or refuses access; fetch it again"),
    ),
    "login_wall": LOGIN,
    "error_page": Verdict(
        "no_article", Notice("error_page", "the page says that it does not exist or cannot be shown")
    ),
}
SHELL = Verdict(
    "no_article",
    Notice("script_shell", "the page holds nothing before its scripts have run; send what they made of it"),
)
INDEX = Verdict("index", Notice("list_page", "the page lists articles and holds none itself"))
NOTHING = Verdict("no_article", Notice("no_running_text", "no running text of an article's length is on the page"))


def judge(
    page: Page, labelled: Sequence[Labelled], findings: Findings, tree: LexborHTMLParser | None = None
) -> Verdict:
    """The status of ``page``, whose blocks are ``labelled``; ``tree`` is its markup, where it has one."""
    shown = _shown(page, labelled)
    if not findings.ruled:
        verdict = _wall(page, shown, findings)
        if verdict is None and tree is not None and not findings.text and _needs_scripts(page, shown, tree):
            verdict = SHELL
        if verdict is None and _lists(page, shown, findings):
            verdict = INDEX
        if verdict is not None:
            return verdict
    if not findings.text:
        return LOGIN if tree is not None and tree.css_first("input[type=password]") is not None else NOTHING
    return Verdict("article", PAYWALLED if _cut_short(page, shown) else None)


@dataclass(frozen=True, slots=True)
class _Shown:
    """The blocks of a page that are not hidden, and the places among them of its text, the prose in it, its title."""

    blocks: Sequence[Block]
    body: Sequence[int]
    prose: frozenset[int]
    titles: Sequence[int]


def _shown(page: Page, labelled: Sequence[Labelled]) -> _Shown:
    hidden = hidden_elements(page.elements)
    body, titles = where(labelled, Label.BODY), where(labelled, Label.TITLE)
    blocks: Sequence[Block] = page.blocks
    if any(hidden):
        seen = [not hidden[b.element] for b in blocks]
        blocks = list(compress(blocks, seen))
        number = list(accumulate(seen))  # of a block among those that are shown, counted from 1
        body, titles = [number[i] - 1 for i in body if seen[i]], [number[i] - 1 for i in titles if seen[i]]
    values = prose_of(page)
    return _Shown(blocks, body, frozenset(n for n in body if values[blocks[n].index]), titles)


def _wall(page: Page, shown: _Shown, findings: Findings) -> Verdict | None:
    """The wall that stands on the page instead of an article, by its title or by what it shows.

    Below a text the same words are a form of its comments, and a dated text is an article.
    """
    if weighs(findings.text, LONGEST_WALL):
        return None
    named = find_walls(page, filter(None, TITLE_PIECES.split(page.data.title or "")))
    above = [] if findings.dated else find_walls(page, map(_bare, shown.blocks[: _first_body(shown, findings)]))
    said = [WALLS[code] for code in (*named, *above) if code in WALLS]
    if not said and not findings.dated and not weighs(findings.text, STRAY):
        said = [LOGIN] if "login_wall" in find_walls(page, map(_bare, shown.blocks)) else []
    return said[0] if said else None


def _bare(block: Block) -> str:
    return block.text.strip("\u3000\xa0 ")


def _first_body(shown: _Shown, findings: Findings) -> int:
    if not findings.text:
        return len(shown.blocks)
    return min(shown.prose, default=len(shown.blocks))


def _needs_scripts(page: Page, shown: _Shown, tree: LexborHTMLParser) -> bool:
    """Whether the page is an empty frame for scripts to fill, or says that it needs them."""
    if tree.css_first("script") is None:
        return False
    told = [*(b.text for b in shown.blocks), *(" ".join(node.text().split()) for node in tree.css("noscript"))]
    if "script_shell" in find_walls(page, told):
        return True
    frames = (n for n in tree.css("body div[id], body main, body app-root") if not n.text().strip())
    return sum(b.weight for b in shown.blocks) < SHORTEST and next(frames, None) is not None


def _lists(page: Page, shown: _Shown, findings: Findings) -> bool:
    """Whether the page is a list: rows of headline and summary, or many headlines and next to nothing else.

    Most pages are plainly none, which is told by counting, and by looking below their headline, before anything else.
    """
    blocks = shown.blocks
    in_rows = bool(findings.text) and _may_be_rows(shown)
    if not in_rows and (_titled(page, shown) or not _may_be_headlines(shown)):
        return False
    if _says_article(page):
        return False
    headlines = {b.index for b in blocks if _headline(page, b) and not _teases(page, b)}
    if in_rows:
        linked = {
            b.index for b in blocks if b.tag in HEADINGS and b.link_share > LINKED and b.weight >= SHORTEST_HEADING
        }
        if _rows(page, shown, headlines) or _rows(page, shown, headlines | linked, dated=True):
            return True
    if len(headlines) < ROWS:
        return False
    if len(headlines) < MANY_HEADLINES or not _may_be_headlines(shown) or _headed(page, shown, len(headlines)):
        return False
    if _longest_run(shown, headlines) >= STORY:
        return False
    listed = sum(b.weight for b in blocks if b.index in headlines)
    told = sum(blocks[n].weight for n in shown.body if blocks[n].index not in headlines)
    return told < max(STRAY, BLURBS * listed) and (
        bool(findings.text) or listed > BLURBS * sum(b.weight for b in blocks)
    )


def _longest_run(shown: _Shown, headlines: Container[int]) -> float:
    """How much the text says where it says most without the headline of another page amid it: in a list each summary
    has one above it."""
    longest = run = 0.0
    body = frozenset(shown.body)
    for n, block in enumerate(shown.blocks):
        if block.index in headlines:
            run = 0.0
        elif n in body:
            run += block.weight
            longest = max(longest, run)
    return longest


def _may_be_rows(shown: _Shown) -> bool:
    """Whether so much of the text follows on what may be headlines that it may be summaries in a list."""
    body, least = shown.prose, max(ROWS, LED * len(shown.prose))
    led = len(body)
    for n in body:
        if n - 1 in body and not _may_head(shown.blocks[n - 1]):
            led -= 1
        if led < least:  # an article shows it in its first paragraphs
            return False
    return led >= least


def _may_be_headlines(shown: _Shown) -> bool:
    """Whether there is less text than what may be headlines says."""
    told = sum(shown.blocks[n].weight for n in shown.body if not _may_head(shown.blocks[n]))
    return told < STRAY or told < BLURBS * 3 * sum(len(b.text) for b in shown.blocks if _may_head(b))


def _may_head(block: Block) -> bool:
    if block.tag != "line":
        return block.linked > 0
    return SHORTEST <= 3 * len(block.text) < 3 * LONGEST_HEADLINE and not SENTENCE.search(block.text)


def _headline(page: Page, block: Block) -> bool:
    """Whether a block looks like the headline of another page: a link as long as one, or in a dump a line like one."""
    if page.kind == "html":
        return (
            block.linked > 0
            and block.weight >= SHORTEST
            and block.linked > 0.5 * len(DAY.sub("", block.text) if DIGIT.search(block.text) else block.text)
        )
    return (
        SHORTEST <= block.weight < LONGEST_HEADLINE
        and not SENTENCE.search(block.text)
        and page.once(credit_line, block.text) is None
        and page.once(match_phrase, block.text) is None
    )


def _teases(page: Page, block: Block) -> bool:
    """Whether a block says itself that what it names is another story, which entries of a list have no need to."""
    phrase = page.once(match_phrase, block.text) if page.kind == "html" and block.linked < len(block.text) else None
    return phrase is not None and phrase.label is Label.RELATED


def _rows(page: Page, shown: _Shown, headlines: set[int], dated: bool = False) -> bool:
    """Whether most of the text is summaries, each under the headline of another page and with a date by it, which a
    page may leave out unless they must be ``dated``."""
    if len(headlines) < ROWS:
        return False
    led, under = [], False
    for n, block in enumerate(shown.blocks):
        if block.index in headlines:
            under = True
        elif n in shown.prose and not _short(page, block):
            led += [prose(block)] if under else []
            under = False
    if len(led) < ROWS or len(led) < LED * len(shown.prose):
        return False
    beside = (b for b in shown.blocks if b.index in headlines or _short(page, b))
    dates = sum(MOMENT.search(block.text) is not None for block in beside)
    return dates >= ROWS - 1 or (not dated and page.kind == "html" and sum(led) / len(led) < SUMMARY / 2)


def _short(page: Page, block: Block) -> bool:
    """Whether a block is too short for a summary, or a credit line."""
    return block.weight < SHORTEST or page.once(credit_line, block.text) is not None


def _says_article(page: Page) -> bool:
    """Whether the page's data calls it an article."""
    types: list[object] = [page.data.meta.get("og:type", "").replace("article", "Article")]
    for document in page.data.documents:
        kind = document.get("@type")
        types += kind if isinstance(kind, list) else [kind]
    return any(isinstance(kind, str) and ARTICLE_TYPES.match(kind) for kind in types)


def _titled(page: Page, shown: _Shown) -> bool:
    """Whether the page's own headline stands close above a text or a credit line."""
    blocks, body = shown.blocks, frozenset(shown.body)
    return any(
        (n in body and _sentence(blocks[n])) or is_dated(page, blocks[n].text)
        for title in shown.titles
        if blocks[title].weight >= HEADLINE and (page.kind == "dump" or not _headline(page, blocks[title]))
        for n in range(title + 1, min(title + 1 + NEAR, len(blocks)))
    )


def _headed(page: Page, shown: _Shown, headlines: int) -> bool:
    """Whether a headline or a credit line of the page's own stands close by a text; in a list with so many
    ``headlines`` most entries do."""
    if _titled(page, shown):
        return True
    body = [n for n in shown.body if _sentence(shown.blocks[n])]
    credited = [n for n, block in enumerate(shown.blocks) if is_dated(page, block.text)]
    return 2 * len(credited) < headlines and any(abs(n - m) <= NEAR for n in credited for m in body)


def _sentence(block: Block) -> bool:
    return prose(block) > 0 and (block.weight >= LONGEST_HEADLINE or SENTENCE.search(block.text) is not None)


def _cut_short(page: Page, shown: _Shown) -> bool:
    """Whether the text breaks off at a paywall: by the page's data, or by what stands in the text or right below it."""
    return any(_locked(document) for document in page.data.documents) or any(
        wall in ("paywall", "login_wall") for wall in find_walls(page, map(_bare, _around_end(page, shown)))
    )


def _locked(document: object) -> bool:
    return isinstance(document, dict) and str(document.get("isAccessibleForFree")).lower() == "false"


def _around_end(page: Page, shown: _Shown) -> Iterator[Block]:
    """The blocks in the text and right below it, but for those that are no phrase at all, and so no wall's either."""
    for block in shown.blocks[shown.body[0] : shown.body[-1] + 1 + NEAR] if shown.body else ():
        if page.traditional or _bare(block) != block.text or page.once(match_phrase, block.text):
            yield block

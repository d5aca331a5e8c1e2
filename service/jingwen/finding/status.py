"""What kind of page it is, when all that reads as an article has been found: an article, a list, a wall, nothing.

The words that give a wall away are in ``phrases.WALLS``; here is where on a page they count. A page that holds an
article of some length is one whatever else stands on it, so every other verdict asks first how little text there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from ..labelled import where
from ..model import Block, Label, Labelled, Notice, Page, Status
from ..reading.blocks import weight
from .credit_lines import credit_line, is_dated
from .furniture import hidden_elements
from .locate import SENTENCE, SHORTEST, prose
from .phrases import match_phrase, match_wall

# What a wall explains of itself stays below this (three hundred Han characters), reference numbers included.
LONGEST_WALL = 900.0
# Below this (a hundred Han characters) text that no headline or date belongs to may be a list's stray sentence.
STRAY = 300.0
# As much may stand on a front page as blurbs between its headlines, as a share of what the headlines say.
BLURBS = 0.3
# A handful of related stories stands under many an article; a list page has more, or says something of each.
MANY_HEADLINES = 8
ROWS = 4
# The share of a list's text that is summaries.
LED = 0.6
# A summary in a list is cut to two lines or so; a part of an article under a linked subheading is longer.
SUMMARY = 360.0
# A channel's name is shorter than this (ten Han characters), a headline seldom is.
HEADLINE = 30.0
LONGEST_HEADLINE = 150.0
# How many blocks may stand between the headline and its text or credit line, and between text and its paywall.
NEAR = 8
MOMENT = re.compile(
    r"(?:19|20)\d\d\s*[-./年]\s*\d{1,2}|\d{1,2}[-/月]\d{1,2}|\d{1,2}:\d\d|(?:小时|分钟|天)前|昨天|今天|"
    r"\b\d+\s(?:minutes?|hours?|days?)\sago\b|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s\d",
    re.I,
)
DAY = re.compile(r"\s*(?:(?:19|20)\d\d[-./年])?\d{1,2}[-./月]\d{1,2}日?(?:\s*\d{1,2}:\d\d(?::\d\d)?)?\s*")
DIGIT = re.compile(r"\d")
TITLE_PIECES = re.compile(r"\s*[|_｜]\s*|\s+[-–—·:]+\s+|(?<=[\u4e00-\u9fff])-|\s*[.…!！。]+\s*$")
ARTICLE_TYPES = re.compile(r"(?:\w*Article|BlogPosting|VideoObject)$")
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
        if verdict is None and tree is not None and not findings.text and _needs_scripts(shown, tree):
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
    """The blocks of a page that are not hidden, with the places among them of its text and of its headline."""

    blocks: Sequence[Block]
    body: Sequence[int]
    titles: Sequence[int]


def _shown(page: Page, labelled: Sequence[Labelled]) -> _Shown:
    hidden = hidden_elements(page.elements)
    indices = [b.index for b in page.blocks if not hidden[b.element]]
    place = {index: n for n, index in enumerate(indices)}
    body, titles = where(labelled, Label.BODY), where(labelled, Label.TITLE)
    return _Shown(
        [page.blocks[i] for i in indices],
        [place[i] for i in body if i in place],
        [place[i] for i in titles if i in place],
    )


def _wall(page: Page, shown: _Shown, findings: Findings) -> Verdict | None:
    """The wall that stands on the page instead of an article, by its title or by what it shows.

    Below a text the same words are a form of its comments, and a dated text is an article.
    """
    if weight(findings.text) >= LONGEST_WALL:
        return None
    named = [match_wall(piece) for piece in TITLE_PIECES.split(page.data.title or "") if piece]
    above = [] if findings.dated else [match_wall(_bare(b.text)) for b in shown.blocks[: _first_body(shown, findings)]]
    said = [WALLS[code] for code in (*named, *above) if code in WALLS]
    if not said and not findings.dated and weight(findings.text) < STRAY:
        said = [LOGIN for b in shown.blocks if match_wall(_bare(b.text)) == "login_wall"]
    return said[0] if said else None


def _bare(text: str) -> str:
    return text.strip("\u3000\xa0 ")


def _first_body(shown: _Shown, findings: Findings) -> int:
    if not findings.text:
        return len(shown.blocks)
    return next((n for n in shown.body if prose(shown.blocks[n])), len(shown.blocks))


def _needs_scripts(shown: _Shown, tree: LexborHTMLParser) -> bool:
    """Whether the page is an empty frame for scripts to fill, or says that it needs them."""
    if tree.css_first("script") is None:
        return False
    told = [*(b.text for b in shown.blocks), *(" ".join(node.text().split()) for node in tree.css("noscript"))]
    if any(match_wall(text) == "script_shell" for text in told):
        return True
    frames = (n for n in tree.css("body div[id], body main, body app-root") if not n.text().strip())
    return sum(b.weight for b in shown.blocks) < SHORTEST and next(frames, None) is not None


def _lists(page: Page, shown: _Shown, findings: Findings) -> bool:
    """Whether the page is a list: rows of headline and summary, or many headlines and next to nothing else."""
    blocks = shown.blocks
    if not _may_list(shown) or _says_article(page):
        return False
    headlines = {b.index for b in blocks if _headline(page, b)}
    if len(headlines) < ROWS:
        return False
    body = {blocks[n].index for n in shown.body if prose(blocks[n])}
    if findings.text and _rows(page, blocks, headlines, body):
        return True
    if len(headlines) < MANY_HEADLINES or _headed(page, shown, headlines):
        return False
    listed = sum(b.weight for b in blocks if b.index in headlines)
    told = sum(blocks[n].weight for n in shown.body if blocks[n].index not in headlines)
    return told < max(STRAY, BLURBS * listed) and (
        bool(findings.text) or listed > BLURBS * sum(b.weight for b in blocks)
    )


def _may_list(shown: _Shown) -> bool:
    """Whether the page may be a list at all, by counting, for most are plainly none.

    Either some of its text follows on what may be headlines, or there is less text than those may say.
    """
    body = [n for n in shown.body if prose(shown.blocks[n])]
    inside = set(body)
    led = sum(n - 1 not in inside or _may_head(shown.blocks[n - 1]) for n in body)
    if led >= max(ROWS, LED * len(body)):
        return True
    told = sum(shown.blocks[n].weight for n in shown.body if not _may_head(shown.blocks[n]))
    return told < max(STRAY, BLURBS * 3 * sum(len(b.text) for b in shown.blocks if _may_head(b)))


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


def _rows(page: Page, blocks: Sequence[Block], headlines: set[int], body: set[int]) -> bool:
    """Whether most of the text is summaries, each under the headline of another page and with a date by it."""
    led, dates, under = [], 0, False
    for block in blocks:
        short = block.weight < SHORTEST or page.once(credit_line, block.text) is not None
        if block.index in headlines:
            under = True
        elif block.index in body and not short:
            led += [prose(block)] if under else []
            under = False
        dates += (short or block.index in headlines) and MOMENT.search(block.text) is not None
    if len(led) < ROWS or len(led) < LED * len(body):
        return False
    return dates >= ROWS - 1 or (page.kind == "html" and sum(led) / len(led) < SUMMARY / 2)


def _says_article(page: Page) -> bool:
    """Whether the page's data calls it an article."""
    types: list[object] = [page.data.meta.get("og:type", "").replace("article", "Article")]
    for document in page.data.documents:
        kind = document.get("@type")
        types += kind if isinstance(kind, list) else [kind]
    return any(isinstance(kind, str) and ARTICLE_TYPES.match(kind) for kind in types)


def _headed(page: Page, shown: _Shown, headlines: set[int]) -> bool:
    """Whether a headline or a credit line of the page's own stands close by a text; in a list most entries do."""
    blocks = shown.blocks
    body = [n for n in shown.body if _sentence(blocks[n])]
    credited = [n for n, block in enumerate(blocks) if is_dated(page, block.text)]
    titled = [
        n
        for n in shown.titles
        if (page.kind == "dump" or blocks[n].index not in headlines) and blocks[n].weight >= HEADLINE
    ]
    if any(n < m <= n + NEAR for n in titled for m in (*body, *credited)):
        return True
    return 2 * len(credited) < len(headlines) and any(abs(n - m) <= NEAR for n in credited for m in body)


def _sentence(block: Block) -> bool:
    return prose(block) > 0 and (block.weight >= LONGEST_HEADLINE or SENTENCE.search(block.text) is not None)


def _cut_short(page: Page, shown: _Shown) -> bool:
    """Whether the text breaks off at a paywall: by the page's data, or by what stands in the text or right below it."""
    return any(_locked(document) for document in page.data.documents) or any(
        match_wall(_bare(b.text)) in ("paywall", "login_wall") for b in _around_end(shown)
    )


def _locked(document: object) -> bool:
    return isinstance(document, dict) and str(document.get("isAccessibleForFree")).lower() == "false"


def _around_end(shown: _Shown) -> Iterator[Block]:
    if shown.body:
        yield from shown.blocks[shown.body[0] : shown.body[-1] + 1 + NEAR]

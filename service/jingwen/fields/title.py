"""The headline as a reader sees it, without the suffix of the site or channel."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ..block import Block
from ..model import Page
from ..reading.blocks import weight
from .publications import is_publication

STYLE = re.compile(r"[\W_]+")
LETTERS = re.compile(r"[^\W_]+")
# Between headline and site some marks stand nowhere else; others stand in headlines too.
SEPARATOR = re.compile(r"\s*[_|｜]+\s*|\s*»\s*|\s*--+\s*")
DASH = re.compile(r"\s+[-–—·:‹›«]+\s+|(?<=[\u3400-\u9fff”》！？!?）)])(?:-|——)(?=[\u3400-\u9fff])")
TITLE_NAMES = re.compile(r"title|headline|tit(?:$|[ _-])|biaoti|h1")
NOT_TITLE = re.compile(
    r"(?:当前|您(?:现在)?的?)?位置[:：]|您现在的位置|[>»＞]{1,2}\s*\S|首页|登录|注册|^\W*$|\|.*\||--.*--"
)
SHORTEST, LONGEST = 4, 120
# So much of a text tells how it begins, white space and punctuation aside.
BEGINNING = 12
# A headline and what the page's data tells of it differ by a word or two at the most where they are the same.
ALIKE = 0.7
# What a list of other stories keeps of a headline at the least.
WORDS = 10
HEADLINE_MARKS = re.compile(r"[：！？“”!?:\"丨｜]")
# Longer than this (thirty-five Han characters) headlines are rare.
LONG = 105.0
# The headline of an official document, which is long and set in lines: who, on what, which kind of document.
OFFICIAL = re.compile(
    r"[\u3400-\u9fff、]{0,40}关于.{4,120}(?:决议|决定|通知|通告|通报|公告|公报|意见|办法|规定|条例|细则|命令|批复|复函|方案|规划|纲要|议案|说明|报告)"
    r"(?:[（(](?:试行|暂行|草案|修订|征求意见稿)[）)])?"
)
# In how many lines a headline may be set.
LINES = 4
# How far above the text a dump's headline may stand, in lines.
REACH = 14


@dataclass(frozen=True, slots=True)
class Title:
    """The headline, where it came from (``page``, ``meta``, ``title``, ``data``), and its block if it has one."""

    text: str
    origin: str
    block: int | None = None


def squash(text: str) -> str:
    """``text`` without white space and punctuation, for comparing headlines that differ in style only."""
    return STYLE.sub("", text).lower()


def find_headline(page: Page) -> Title | None:
    """The headline of an HTML page: the block that its data agrees with, else what the data tells."""
    witnesses = [w for w in (page.data.title, *_told(page)) if w]
    known = list(dict.fromkeys(map(squash, witnesses)))
    told = "\n".join(known).casefold()
    best: tuple[float, Block] | None = None
    for block in page.blocks:
        text = block.text
        if not SHORTEST <= len(text) <= 2 * LONGEST:
            continue
        # What does not begin like anything in the data is no headline that it agrees with: most blocks end here.
        start = text[:SHORTEST]
        if not start.isalnum():
            start = "".join(LETTERS.findall(text, 0, BEGINNING))
        if start.casefold() not in told and block.tag != "h1":
            continue
        form = squash(text)
        if not form:
            continue
        # The witness opens with the headline and goes on with the site's name; a headline cut off ends in dots.
        agreed = any(
            w == form or (len(form) >= 5 and (w.startswith(form) or (len(form) >= 10 and form in w))) for w in known
        )
        if not agreed and not (block.tag == "h1" and (weight(text) >= 12 or not known)):
            continue
        heading = block.tag in ("h1", "h2", "h3", "h4")
        names = page.elements[block.element].names
        named = bool(TITLE_NAMES.search(names))
        alike = not agreed and any(_alike(form, w) for w in known)
        score = (
            4.0 * agreed
            + 3.0 * alike
            + 2.0 * (block.tag == "h1")
            + 1.0 * heading
            + 1.0 * named
            + min(len(form), 40) / 20
            - 2.0 * (block.link_share > 0.9 or ":hidden" in names)
        )
        if best is None or score > best[0]:
            best = (score, block)
    if best is not None and (best[0] > 2.0):
        return Title(_without_site(_whole(page.blocks, best[1].index, witnesses), page), "page", best[1].index)
    for witness, origin in (
        *((w, "meta") for w in _told(page)[:1]),
        *((w, "data") for w in _told(page)[1:]),
        (page.data.title, "title"),
    ):
        if witness:
            return Title(strip_site(witness, page.data.meta.get("og:site_name")), origin)
    return Title(best[1].text, "page", best[1].index) if best else None


def _alike(form: str, told: str) -> bool:
    """Whether a headline is nearly what the data has ``told``, or what that begins with before the site's name."""
    pairs = (SequenceMatcher(None, form, w) for w in dict.fromkeys((told, told[: len(form)])))
    return any(pair.quick_ratio() > ALIKE and pair.ratio() > ALIKE for pair in pairs)


def _whole(blocks: Sequence[Block], chosen: int, witnesses: Sequence[str]) -> str:
    """The headline that the block ``chosen`` is a line of, where the page's data tells it in one piece."""
    told = ["".join(w.split()) for w in witnesses]
    first = last = chosen
    whole = "".join(blocks[chosen].text.split())
    for step in (-1, 1) * (LINES - 1):
        beyond = first - 1 if step < 0 else last + 1
        if 0 <= beyond < len(blocks):
            line = "".join(blocks[beyond].text.split())
            longer = line + whole if step < 0 else whole + line
            if any(longer in w for w in told):
                whole, first, last = longer, min(first, beyond), max(last, beyond)
    return _joined([block.text for block in blocks[first : last + 1]])


def _joined(lines: Sequence[str]) -> str:
    """Lines as one, with a space between two of them only where neither side is Chinese."""
    return re.sub(r"(?<=[\u3000-\uffef])\n|\n(?=[\u3000-\uffef])", "", "\n".join(x.strip() for x in lines)).replace(
        "\n", " "
    )


def _without_site(headline: str, page: Page) -> str:
    """A printed ``headline`` without the site's or channel's name, which some templates print in it too."""
    pieces = re.split(r"\s+[|–—]\s+", headline)
    site = page.data.meta.get("og:site_name") or SEPARATOR.split(page.data.title or "")[-1]
    if len(pieces) == 2 and (
        squash(pieces[1]) == squash(site) or (" | " in headline and len(pieces[1]) < 0.6 * len(pieces[0]))
    ):
        return pieces[0]
    return headline


def _told(page: Page) -> list[str]:
    """Headlines that the page's data tells, most trusted first."""
    told = [page.data.meta.get("og:title", ""), page.data.meta.get("twitter:title", "")]
    told += [str(d["headline"]) for d in page.data.documents if isinstance(d.get("headline"), str)]
    return [t for t in told if t]


def strip_site(title: str, site: str | None = None) -> str:
    """``title`` without the names of the site and its channels that pages put behind, or before, their headline.

    What is left is the first piece that is no site's name and says at least half as much as the longest.
    """
    pieces = [piece.strip() for piece in SEPARATOR.split(title) if piece.strip()]
    said = [piece for piece in pieces if not _is_site(piece, site)] or [title.strip()]
    heaviest = max(weight(piece) for piece in said)
    headline = next(piece for piece in said if weight(piece) >= heaviest / 2)
    while dashes := list(DASH.finditer(headline)):
        before, behind = headline[: dashes[-1].start()], headline[dashes[-1].end() :]
        if ("——" not in dashes[-1].group() and weight(behind) < weight(before) / 2) or _is_site(behind, site):
            headline = before
        elif _is_site(headline[: dashes[0].start()], site):
            headline = headline[dashes[0].end() :]
        else:
            break
    return headline


def _is_site(piece: str, site: str | None) -> bool:
    return is_publication(piece) or (site is not None and squash(piece) == squash(site))


def find_printed_title(
    page: Page, first: int | None, is_furniture: Callable[[Block], bool], is_dated: Callable[[Block], bool]
) -> Title | None:
    """The headline of a dump whose text begins at block ``first``: a line above it or its credits.

    ``is_furniture`` and ``is_dated`` tell of a block which cannot be one and which is a credit line with a date: the
    headline stands right above such a line.
    """
    if first is None:
        return None
    blocks = page.blocks[: first + 1]
    everything = "\n".join([b.text for b in page.blocks])
    dated = _topmost_date(blocks, is_dated)
    start = max(0, (first - REACH) if dated is None else min(dated - REACH // 2, first - REACH // 2))
    best: tuple[float, Block] | None = None
    for block in blocks[start:]:
        text = block.text.strip("\u3000\xa0 ")
        if not SHORTEST <= len(text) <= LONGEST or is_furniture(block) or NOT_TITLE.search(text):
            continue
        if block.index == first and len(text) > 60:
            continue
        says = weight(text)
        distance = abs((first if dated is None else dated) - block.index)
        score = min(says, 75) / 25 - distance * 0.12
        score += 0.4 * bool(HEADLINE_MARKS.search(text))
        score -= 2.0 * (text[-1] in "。；，" or "。" in text[:-1])
        score -= 0.4 * (block.index == first)
        score -= max(0.0, says - LONG) / 60
        score += 1.0 * (block.index == 0 and says >= 24)  # a dump that was cut to the article opens with it
        below = blocks[block.index + 1 : block.index + 3]
        furniture = bool(below) and is_furniture(below[0])
        score += 1.0 * furniture
        # Other stories' lists, breadcrumbs and comment headings name the story again; between headline and credits
        # may stand a subtitle, which the rest of the page leaves out.
        named = 1.5 + 3.0 * (len(below) > 1 and not furniture and is_dated(below[1]))
        if says >= 24 and (best is None or score + named > best[0]) and _again(text, everything):
            score += named
        if best is None or score > best[0]:
            best = (score, block)
    if best is None:
        return None
    spread = _spread(page.blocks, best[1].index, is_furniture)
    if spread:
        return Title(*spread)
    return Title(strip_site(best[1].text.strip("\u3000\xa0 ")), "page", best[1].index)


def _spread(blocks: Sequence[Block], chosen: int, is_furniture: Callable[[Block], bool]) -> tuple[str, str, int] | None:
    """A headline set in several lines of a dump, ``chosen`` among them: an official document's."""
    if "关于" not in "".join([b.text.strip() for b in blocks[max(0, chosen - LINES + 1) : chosen + LINES]]):
        return None
    for size in range(LINES, 1, -1):
        for start in range(max(0, chosen - size + 1), chosen + 1):
            lines = [b.text.strip("\u3000\xa0 ") for b in blocks[start : start + size]]
            if len(lines) != size or not OFFICIAL.fullmatch(joined := _joined(lines)):
                continue
            if not any(map(is_furniture, blocks[start : min(chosen + 1, start + size)])):
                return joined, "page", start + size - 1
    return None


def _topmost_date(blocks: Sequence[Block], is_dated: Callable[[Block], bool]) -> int | None:
    """The dated credit line that stands highest over the text; such lines may follow each other (发布, 最后更新)."""
    first = len(blocks) - 1
    found = next((i for i in range(first, max(-1, first - 4 * REACH), -1) if is_dated(blocks[i])), None)
    while found is not None:
        above = next((i for i in range(found - 1, max(-1, found - 1 - REACH // 2), -1) if is_dated(blocks[i])), None)
        if above is None:
            return found
        found = above
    return None


def _again(text: str, everything: str) -> bool:
    """Whether the first or last words of a headline stand on the page a second time."""
    return len(text) >= WORDS and any(everything.count(part) > 1 for part in (text[:WORDS], text[-WORDS:]))

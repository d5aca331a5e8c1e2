"""The headline of a dump, by what the lines around it are."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence

from ..block import Block
from ..dates.read import MOMENT
from ..fields.headline_lines import joined, lines_of
from ..fields.site import strip_site
from ..fields.title import LONGEST, SHORTEST, Title
from ..model import Page
from ..reading.blocks import weight
from ..regex import regex
from .credit_lines import credit_line, stands_under_headline
from .phrases import match_phrase
from .prose import Region, prose_of

NOT_TITLE = regex(r"(?:当前|您(?:现在)?的?)?位置[:：]|您现在的位置|[>»＞]{1,2}\s*\S|首页|登录|注册|^\W*$|\|.*\||--.*--")
BY = regex(r"(?:By|Von|Par|Por|Di|Door) (?:[A-ZÀ-Þ][\w.'’-]*+(?:\s|$)){1,4}$")
# What some readers' versions print before the headline.
LEADING = regex(r"^(?:正在(?:阅读|閱讀|浏览|瀏覽)|(?:文章)?[标標][题題]|[题題]目)\s*[:：]\s*(?=\S)")
# What a list of other stories keeps of a headline at the least.
WORDS = 10
HEADLINE_MARKS = regex(r"[：！？“”!?:\"丨｜]")
# Longer than this (thirty-five Han characters) headlines are rare.
LONG = 105.0
# How far above the text a dump's headline may stand, in lines.
REACH = 14


def printed_headline(page: Page, region: Region, captions: Container[int] = ()) -> Title | None:
    """The headline printed above the text of a dump, which is in ``region``; it is none of ``captions``."""

    def is_furniture(block: Block) -> bool:
        return (
            block.index in captions
            or page.once(credit_line, block.text) is not None
            or page.once(match_phrase, block.text) is not None
        )

    def is_dated(block: Block) -> bool:
        line = page.once(credit_line, block.text) if MOMENT.search(block.text) else None
        return line is not None and (line.date is not None or stands_under_headline(line))

    values = prose_of(page)
    first = next((i for i in region.blocks if values[i]), None)
    return find_printed_title(page, first, is_furniture, is_dated)


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
        if not SHORTEST <= len(text) <= LONGEST or is_furniture(block) or _is_no_headline(text):
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
    lines = lines_of(
        page.blocks, best[1].index, everything, lambda block: is_furniture(block) or _is_no_headline(block.text)
    )
    headline = LEADING.sub("", joined([page.blocks[index].text for index in lines]).strip("\u3000\xa0 "))
    return Title(strip_site(headline), "page", lines[-1])


def _is_no_headline(text: str) -> bool:
    return NOT_TITLE.search(text) is not None or BY.match(text) is not None


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

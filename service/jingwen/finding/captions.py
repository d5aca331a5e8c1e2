"""Which blocks are captions: by their tag and names, by their words, by their place beside a picture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ..block import Block
from ..model import Element

HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
# How deep in a ``figcaption`` its words may stand.
DEPTH = 4
# What a figure may show instead of a picture: its caption tells whose words those are, or is a headline.
QUOTED = frozenset(("blockquote", "pre", "table"))
NAMES = re.compile(
    r"c(?:aption|redit(?:$|[ _-]))|tuzhu|图注|pic_?text|f_center|"
    r"(?:^|[ _-])(?:(?:pic|img|photo|image)[_-]?(?:desc|txt|info|title|note|credit|intro|text)|"
    r"(?:img|pic|image|photo|figure)[_-]?(?:wrapper|wrap|box|item)(?:$|[ _-]))"
)
TRADITIONAL = dict(zip("图为资频说据来记员摄视觉讯", "圖為資頻說據來記員攝視覺訊", strict=True))


def _words(pattern: str) -> re.Pattern[str]:
    """``pattern`` for both scripts: each character that differs in the traditional one stands for either."""
    return re.compile("".join(f"[{c}{TRADITIONAL[c]}]" if c in TRADITIONAL else c for c in pattern))


# Words that only a caption begins or ends with.
OPENING = _words(
    r"^[\s\u3000]*[▲△◎]\s*\S|^[\s\u3000▼▽●○■□↑↓←→(（【\[]*(?:图为|图[一二三四五六七八九十\d]*[:：/丨｜]|"
    r"图\s*\d+\s*[:：.、]?\s|资料图|视频截图|配图|图片来源|图源|图片说明|图说|图据|上图|下图|左图|右图|视频[-—:：]|"
    r"图片[:：]|图注[:：]|图@|图\s*/)"
)
# The same in English: ``Photo by Jane Doe``, ``Image: an agency``, ``Courtesy of the museum``.
ENGLISH = re.compile(
    r"^\W*(?:(?:image|photo|picture|illustration|screenshot|photograph)s?\s*"
    r"(?:(?:and\s\w+\s)?(?:credits?|source|by|from|via|courtesy|provided\sby|taken\sby)\b|[:©|])|"
    r"(?:photo|image|picture)?\s*credits?\s?:|courtesy\sof\b)",
    re.I,
)
# What each of the alternatives begins with is looked for first, in a third of the time.
CREDIT = _words(
    r"(?=摄|供|制|截|资|视|图|记|[（(【])(?:(?:摄影报道|摄影|摄|供图|制图|截图|资料图?片?|视觉中国)\s*(?:[\u3400-\u9fff]{1,8}[网社报]发?)?"
    r"[）)】\]。.]?\s*$|图片来源\s*[:：]\s*\S{2,20}\s*$|记者\s*[\u3400-\u9fff]{2,4}\s+图\s*$|"
    r"[（(【](?!文)(?:[^（）()]{0,24}(?:摄|供图|图源|图片|资料(?!来源)|截图|视觉中国|新华社发|制图|发|图)[^（）()]{0,12})[）)】]\s*$)"
)
# From a longer block a closing （新华社记者…摄） is the credit of a paragraph-long caption all the same.
STRONG_CREDIT = _words(
    r"(?:记者|通讯员|摄影师|[\u3400-\u9fff]{2,4})\s*摄[）)]?\s*$|[\u3400-\u9fff]{2,12}供图\s*(?:[\u3400-\u9fff]{1,8}[网社报]发?)?[）)]?\s*$|"
    r"[（(][^（）()]{1,20}\s*摄\s*[）)]\s*$"
)
# A character of these stands in every credit, of those in every strong one; a class is found in a tenth of the time.
CREDITED, TAKEN = _words("摄|图|资|视|发"), _words("摄|供")
NAMED = _words(
    r"(?:记者|通讯员|摄影)?[：:\s]*([\u3400-\u9fff·]{2,12}(?:[\s、，,]+[\u3400-\u9fff·]{2,12})*)\s*/?\s*(?:摄影报道|"
    r"摄影|摄|供图|制图)"
)
# What such a name stands before, and what parts it from all that stands further before that.
TAKEN_BY = _words("(?:摄|供|制)(?:(?<=摄)|图)")
APART = re.compile(r".*[^\u3400-\u9fff·\s、，,/：:]", re.S)
ROLE = _words(r"^(?:.*?(?:记者|通讯员|摄影))\s*")
SOURCE = _words(r"(?:图片?来源|图源|来源|图据|图)\s*[:：/@]\s*([^）)]{2,24})")
# What either of those begins with, for few blocks do.
BEGINNING = _words(r"(?i)[\s\u3000]*[▲△◎]|\W*(?:图|资|视|配|上|下|左|右|i|p|s|c)")
LONGEST = 160
LONGEST_ENGLISH = 100
# Beside a picture a short block without a full stop is a caption; a paragraph has one.
LONGEST_BESIDE = 40
# A shorter line may be repeated for any reason.
SHORTEST_REPEATED = 8
# What goes on in a picture, told without a full stop: 工人正在检查设备.
SCENE = re.compile(r"[^，。！？：]{2,}正在[^，。！？：]{2,}")
# From so many pictures on a page shows whether it captions them: then short blocks stand below this share of them, and
# blocks as short are no more than that share of the rest.
PICTURES, CAPTIONED, ELSEWHERE = 3, 0.8, 0.3
SENTENCE_END = re.compile(r"[。！？!?；;：:…]['\"”’）)]?\s*$")


def caption_reason(block: Block, element: Element) -> str | None:
    """Why ``block`` is a caption, or None where it is not."""
    if element.tag == "figcaption":
        return "tag figcaption"
    size = len(block.text)
    if size > LONGEST or element.tag in HEADINGS:
        return None
    if element.names and NAMES.search(element.names):
        return f"name {element.names[:40]}"
    opens = BEGINNING.match(block.text) is not None
    if opens and (OPENING.match(block.text) or (size <= LONGEST_ENGLISH and ENGLISH.match(block.text))):
        return "words of a caption"
    if not CREDITED.search(block.text):
        return _beside(block)
    if TAKEN.search(block.text) and STRONG_CREDIT.search(block.text):
        return "credit of a picture"
    if size <= 80 and CREDIT.search(block.text) and (block.image is not None or block.centred or size <= 60):
        return "credit of a picture"
    return _beside(block)


def _beside(block: Block) -> str | None:
    short = block.image is not None and block.centred and len(block.text) <= LONGEST_BESIDE and block.link_share < 0.5
    return "centred under a picture" if short and not SENTENCE_END.search(block.text) else None


def figcaption_of(block: Block, elements: Sequence[Element]) -> int | None:
    """The ``figcaption`` that a block stands in; None where there is none.

    In boxes of its own only a few words right below a picture are, for some lists have all their text in there.
    """
    element = block.element
    for _ in range(DEPTH if block.image is not None and len(block.text) <= LONGEST else 1):
        if elements[element].tag == "figcaption":
            return element
        element = max(0, elements[element].parent)
    return None


def quotes(figcaption: int, elements: Sequence[Element]) -> bool:
    """Whether the figure with that ``figcaption`` holds a quotation, code or a table."""
    figure = elements[figcaption].parent
    while figure > 0 and elements[figure].tag != "figure":
        figure = elements[figure].parent
    inside = figure + 1
    while 0 < figure < inside < len(elements) and elements[inside].depth > elements[figure].depth:
        if elements[inside].tag in QUOTED:
            return True
        inside += 1
    return False


def captions_by_custom(blocks: Sequence[Block]) -> dict[int, str]:
    """The captions among the body's ``blocks`` that only the page as a whole shows: their indices, and the reason.

    Where a short block follows nearly every picture and short blocks are rare otherwise, those are captions. Where
    there are no pictures (a dump), a short line says twice what stood below, and in the place of, a picture, or tells
    what is going on.
    """
    short = [b for b in blocks if len(b.text) <= LONGEST_BESIDE and b.link_share < 0.5]
    pictured = sum(b.image is not None for b in blocks)
    below = [b for b in short if b.image is not None and b.text[-1] not in "？?！!：:…"]
    longest = max((len(b.text) for b in below), default=0)
    as_short = sum(b.image is None and len(b.text) <= longest for b in blocks)
    if len(below) >= max(PICTURES, CAPTIONED * pictured) and as_short <= ELSEWHERE * (len(blocks) - pictured):
        return {b.index: "short, as what stands below every picture" for b in below}
    lines = [b for b in short if b.tag == "line" and not SENTENCE_END.search(b.text)]
    if 2 * len(lines) > len(blocks):
        return {}  # verse, or sentences that were broken into lines
    return {b.index: "says what a picture shows" for b in lines if SCENE.fullmatch(b.text)} | _repeated(lines)


def _repeated(lines: Iterable[Block]) -> dict[int, str]:
    times = Counter(b.text for b in lines)
    return {b.index: "a line that is repeated" for b in lines if times[b.text] > 1 and len(b.text) >= SHORTEST_REPEATED}


def credit_of(text: str) -> str | None:
    """The photographer or supplier that a caption names, without role words; None where it names none."""
    found = _named(text)
    if found:
        return ROLE.sub("", found.group(1)).strip() or None
    found = SOURCE.search(text)
    return found.group(1).strip() if found else None


def _named(text: str) -> re.Match[str] | None:
    """The names in ``text`` before what was done; looked for where they can begin, for most of a caption is none."""
    taken = TAKEN_BY.search(text)
    if taken is None:
        return None
    apart = APART.match(text, 0, taken.start())
    return NAMED.search(text, apart.end() if apart else 0)

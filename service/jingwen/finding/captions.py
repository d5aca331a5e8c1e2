"""Which blocks are captions: by their tag and names, by their words, by their place beside a picture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence

from ..block import Block
from ..model import Element, Page
from ..regex import regex
from .furniture import Furniture
from .picture_credits import both_scripts
from .votes import behind

HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
# How deep in a ``figcaption`` its words may stand.
DEPTH = 4
# What a figure may show instead of a picture: its caption tells whose words those are, or is a headline.
QUOTED = frozenset(("blockquote", "pre", "table"))
NAMES = regex(
    r"c(?:aption|redit(?:$|[ _-]))|tuzhu|图注|pic_?text|f_center|"
    r"(?:^|[ _-])(?:(?:pic|img|photo|image)[_-]?(?:desc|txt|info|title|note|credit|intro|text)|"
    r"(?:img|pic|image|photo|figure)[_-]?(?:wrapper|wrap|box|item)(?:$|[ _-]))"
)
# The same around a caption's paragraphs, and how many elements are asked for it.
HOLDING = regex(r"(?:fig|image|img|photo|picture|pic|media|gallery|wp)[-_]?_?caption|caption[-_]?text")
NEAR = 3
# Words that only a caption begins or ends with.
OPENING = both_scripts(
    r"^[\s\u3000]*[▲△◎]\s*\S|^[\s\u3000▼▽●○■□↑↓←→(（【\[]*(?:图为|图[一二三四五六七八九十\d]*[:：/丨｜]|"
    r"图\s*\d+\s*[:：.、]?\s|资料图|视频截图|配图|图片来源|图源|图片说明|图说|图据|上图|下图|左图|右图|视频[-—:：]|"
    r"(?:题|头|首)图\s*[:：/／|丨｜]|封面图?\s*[:：]|照片\s*[:：]|图片[:：/／]|图注[:：]|图@|图\s*[/／]|摄影\s*[:：/／|])"
)
# The same in English: ``Photo by Jane Doe``, ``Image: an agency``, ``Courtesy of the museum``.
ENGLISH = regex(
    r"^\W*(?:(?:image|photo|picture|illustration|screenshot|photograph)s?\s*"
    r"(?:(?:and\s\w+\s)?(?:credits?|source|by|from|via|courtesy|provided\sby|taken\sby)\b|[:©|])|"
    r"(?:photo|image|picture)?\s*credits?\s?:|courtesy\sof\b)",
    re.I,
)
# And in the other languages of the press, where a mark stands behind the word.
WORLD = regex(
    r"^\W*(?:fotos?|foto(?:graf(?:ie|í?a|o)?)|bild(?:er|quelle|nachweis)?|imagen(?:es)?|imagem|immagin[ei]|photographie|"
    r"cr[eé]dit[os]*(?:\sphotos?)?|zdjęci[ea]|kuvat?|фото(?:граф(?:ия)?)?|φωτο(?:γραφία)?|ảnh|사진|写真|撮影|צילום|صورة)"
    r"(?:\s?(?:credits?|nachweis|quelle|제공))?\s*[:：=＝©|/／]\s*\S|^\W*fot\.\s?:?\s*\w",
    re.I,
)
# What each of the alternatives begins with is looked for first, in a third of the time.
CREDIT = both_scripts(
    r"(?=摄|供|制|截|资|视|图|记|[（(【])(?:(?:摄影报道|摄影|摄|供图|制图|截图|资料图?片?|视觉中国)\s*(?:[\u3400-\u9fff]{1,8}[网社报]发?)?"
    r"[）)】\]。.]?\s*$|(?<=[\s。！？）)])(?:图片来源|图源|图据|图)\s*[:：/／]\s*[^\s，。！？]{2,20}\s*$|记者\s*[\u3400-\u9fff]{2,4}\s+图\s*$|"
    r"[（(【](?!文)(?:[^（）()]{0,24}(?:摄|供图|图源|图片|资料(?!来源)|截图|视觉中国|新华社发|制图|发|图)[^（）()]{0,12})[）)】]\s*$)"
)
# From a longer block a closing （新华社记者…摄） is the credit of a paragraph-long caption all the same.
STRONG_CREDIT = both_scripts(
    r"(?:记者|通讯员|摄影师|[\u3400-\u9fff]{2,4})\s*摄[）)]?\s*$|[\u3400-\u9fff]{2,12}供图\s*(?:[\u3400-\u9fff]{1,8}[网社报]发?)?[）)]?\s*$|"
    r"[（(][^（）()]{1,20}\s*摄\s*[）)]\s*$"
)
# A character of these stands in every credit; a class is found in a tenth of the time. What ends every strong one.
CREDITED = both_scripts("摄|图|资|视|发")
TAKEN = both_scripts(r"(?:摄|供)(?:(?<!供)|图)\s*(?:[\u3400-\u9fff]{1,8}[网社报]发?)?[）)]?\s*$")
LONGEST = 160
FIGCAPTION = "tag figcaption"
# So many blocks, and characters, an element that holds a caption has at the most.
MOST_HELD, LONGEST_HELD = 2, 400
# How many blocks above the text a picture that leads it may have its caption, with few links; what holds another story.
ABOVE, FEW_LINKS = 12, 0.5
STORIES = frozenset(("article", "li"))
LONGEST_ENGLISH = 100
# Beside a picture a short block without a full stop is a caption; a paragraph has one.
LONGEST_BESIDE = 40
# A shorter line may be repeated for any reason.
SHORTEST_REPEATED = 8
# What goes on in a picture, told without a full stop: 工人正在检查设备.
SCENE = regex(r"[^，。！？：]{2,}正在[^，。！？：]{2,}")
# From so many pictures on a page shows whether it captions them: then short blocks stand below this share of them, and
# blocks as short are no more than that share of the rest.
PICTURES, CAPTIONED, ELSEWHERE = 3, 0.8, 0.3
SENTENCE_END = regex(r"[。！？!?；;：:…]['\"”’）)]?\s*$")


def caption_reason(page: Page, block: Block) -> str | None:
    """Why ``block`` of ``page`` is a caption, or None where it is not."""
    element = page.elements[block.element]
    if block.element in page.known(_may_hold_captions):
        if not block.pictured and _below_quotation(page.elements, block.element):
            return None
        held = _held(page, block)
        if held:
            return held
    size = len(block.text)
    if size > LONGEST or element.tag in HEADINGS:
        return None
    if element.names and NAMES.search(element.names):
        return f"name {element.names[:40]}"
    if is_credit_line(block.text):
        return "words of a caption"
    if block.text.isascii() or not CREDITED.search(block.text):
        return _beside(block)
    if TAKEN.search(block.text) and STRONG_CREDIT.search(block.text):
        return "credit of a picture"
    if size <= 80 and CREDIT.search(block.text) and (block.pictured or block.centred or size <= 60):
        return "credit of a picture"
    return _beside(block)


def _may_hold_captions(page: Page) -> frozenset[int]:
    """The elements that are called captions, and all in them: on most pages few or none, which is cheaper to know than
    to look for around each block."""
    found: set[int] = set()
    end = 0
    for index, (_, tag, names, _) in enumerate(page.elements):
        if ("caption" in names or tag == "figcaption") and index >= end:
            end = behind(page.elements, index)
            found.update(range(index, end))
    return frozenset(found)


def _held(page: Page, block: Block) -> str | None:
    """What around ``block`` says that it is a caption: a ``figcaption``, or what is named as one.

    Its words may stand in paragraphs of their own; an article in one is none.
    """
    elements, index = page.elements, block.element
    if elements[index].tag == "figcaption":
        return FIGCAPTION
    for step in range(NEAR):
        element = elements[index]
        caption = element.tag == "figcaption" or (step > 0 and _holds(element.names))
        if caption and block.tag not in HEADINGS and _brief(page, block, index):
            return FIGCAPTION if element.tag == "figcaption" else f"inside {element.names[:40]}"
        if element.tag == "figure" or element.parent < 0:
            break
        index = element.parent
    return None


def _holds(names: str) -> bool:
    return "caption" in names and HOLDING.search(names) is not None


def _brief(page: Page, block: Block, holder: int) -> bool:
    """Whether what the element ``holder`` has around and in ``block`` is not more than a caption with its credit."""
    near = page.blocks[max(0, block.index - MOST_HELD) : block.index + MOST_HELD + 1]
    held = [len(b.text) for b in near if b.element >= holder and holder in ancestors(page.elements, b.element)]
    return len(held) <= MOST_HELD and sum(held) <= LONGEST_HELD


def is_credit_line(text: str) -> bool:
    """Whether ``text`` begins with words that only a caption, or a line with its credit, begins with."""
    if not text.isascii() and OPENING.match(text):
        return True
    return len(text) <= LONGEST_ENGLISH and (ENGLISH.match(text) is not None or WORLD.match(text) is not None)


def _beside(block: Block) -> str | None:
    short = block.centred and block.pictured and len(block.text) <= LONGEST_BESIDE and block.link_share < 0.5
    return "centred under a picture" if short and not SENTENCE_END.search(block.text) else None


def _below_quotation(elements: Sequence[Element], index: int) -> bool:
    """Whether what stands in the element ``index`` captions a figure that holds a quotation, code or a table."""
    for _ in range(DEPTH):  # by hand: every block is asked, and hardly any is in one
        if elements[index].tag == "figcaption":
            break
        index = elements[index].parent
        if index < 0:
            return False
    else:
        return False
    figure = next((i for i in ancestors(elements, index) if elements[i].tag == "figure"), None)
    return figure is not None and any(elements[i].tag in QUOTED for i in range(figure + 1, behind(elements, figure)))


def captions_by_custom(blocks: Sequence[Block]) -> dict[int, str]:
    """The captions among the body's ``blocks`` that only the page as a whole shows: their indices, and the reason.

    Where a short block follows nearly every picture and short blocks are rare otherwise, those are captions. Where
    there are no pictures (a dump), a short line says twice what stood below, and in the place of, a picture, or tells
    what is going on.
    """
    short = [b for b in blocks if len(b.text) <= LONGEST_BESIDE and b.link_share < 0.5]
    below = [b for b in short if b.pictured and b.text[-1] not in "？?！!：:…"]
    if len(below) >= PICTURES:
        pictured, longest = sum(b.pictured for b in blocks), max(len(b.text) for b in below)
        as_short = sum(len(b.text) <= longest and not b.pictured for b in blocks)
        if len(below) >= CAPTIONED * pictured and as_short <= ELSEWHERE * (len(blocks) - pictured):
            return {b.index: "short, as what stands below every picture" for b in below}
    lines = [b for b in short if b.tag == "line" and not SENTENCE_END.search(b.text)]
    if 2 * len(lines) > len(blocks):
        return {}  # verse, or sentences that were broken into lines
    return {b.index: "says what a picture shows" for b in lines if SCENE.fullmatch(b.text)} | _repeated(lines)


def _repeated(lines: Iterable[Block]) -> dict[int, str]:
    times = Counter(b.text for b in lines)
    return {b.index: "a line that is repeated" for b in lines if times[b.text] > 1 and len(b.text) >= SHORTEST_REPEATED}


def captions_above(page: Page, region: Sequence[int], furniture: Furniture) -> dict[int, str]:
    """The captions of the pictures that lead the article above its ``region``: their indices, and the reason."""
    if page.kind == "dump" or not region:
        return {}
    found: dict[int, str] = {}
    held = page.known(_may_hold_captions)
    around = set(ancestors(page.elements, page.blocks[region[0]].element)) if held else set()
    for block in page.blocks[max(0, region[0] - ABOVE) : region[0]]:
        if (
            block.element in held
            and block.link_share < FEW_LINKS
            and _held(page, block) == FIGCAPTION
            and furniture.named(block.element) is None
            and _same_article(page.elements, block.element, around)
        ):
            found[block.index] = f"{FIGCAPTION}, above the text"
    return found


def _same_article(elements: Sequence[Element], element: int, around: Container[int]) -> bool:
    """Whether an element stands in no ``article`` or list but those ``around`` the text: it is no other story's."""
    return all(i in around for i in ancestors(elements, element) if elements[i].tag in STORIES)


def ancestors(elements: Sequence[Element], element: int) -> Iterator[int]:
    """The ``element`` of that number, and all around it."""
    while element >= 0:
        yield element
        element = elements[element].parent

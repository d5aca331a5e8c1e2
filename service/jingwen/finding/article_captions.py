"""The article's captions, each with its credit and its picture: printed ones, and those that only a script shows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

import re2
from selectolax.lexbor import LexborHTMLParser

from ..block import Block
from ..fields.documents import plain
from ..fields.site import squash
from ..labelled import blocks_of
from ..model import Caption, Label, Labelled, Page
from ..reading.addresses import picture_address, resolve
from ..sight import address_of
from .captions import is_credit_line
from .picture_credits import COPYRIGHT, credit_of

# Where galleries keep what they show under a picture that is looked at, and who took it.
TOLD = ("data-caption", "data-image-caption", "data-sub-html")
CREDITS = ("data-credit", "data-copyright", "data-author")
HOLDERS = ", ".join(f"[{name}]" for name in TOLD)
# Whether a page has any of these: RE2 takes a quarter of the time of ``in``, as all begin alike.
HINT = re2.compile(rf"data-(?:{'|'.join(name.removeprefix('data-') for name in TOLD)})=")
# What such an attribute says where nobody wrote a caption: the name of the picture's file.
FILE = re.compile(r"[^\s]+\.(?:jpe?g|png|gif|webp|avif|svg)", re.I)
CREDIT_NAME = re.compile(r"(?:^|[ _-])(?:credits?|copyright|photographer)(?:$|[ _-])")
# A credit's line is no longer than this; so many attributes are looked at.
LONGEST_CREDIT, MOST = 80, 200


def captions_of(
    page: Page,
    labelled: Sequence[Labelled],
    images: Collection[str],
    base: str | None,
    told: tuple[LexborHTMLParser, bytes] | None,
) -> tuple[Caption, ...]:
    """The captions of the article on ``page``, as printed; ``told`` is its tree, with the markup that it was made of.

    ``images`` are the addresses of its pictures: what is told of any other is another story's.
    """
    captions = list(_printed(page, blocks_of(labelled, Label.CAPTION), base))
    if told is not None and images and HINT.search(told[1]):
        captions += _told(told[0], images, base, page)
    return tuple(captions)


def _printed(page: Page, blocks: Sequence[Block], base: str | None) -> Iterator[Caption]:
    """The printed captions; a credit on a line of its own belongs to the caption above it."""
    last: Caption | None = None
    place = -2
    for block in blocks:
        credit = credit_of(block.text)
        if CREDIT_NAME.search(page.elements[block.element].names) and len(block.text) <= LONGEST_CREDIT:
            credit = credit or block.text
        alone = credit is not None and (credit == block.text or _is_credit(block.text)) and not block.pictured
        if last and not last.credit and alone and place == block.index - 1 and page.kind == "html":
            last = Caption(f"{last.text} {block.text}", credit, last.image)
        else:
            if last:
                yield last
            last = Caption(block.text, credit, resolve(block.image, base) if block.image else None)
        place = block.index
    if last:
        yield last


def _is_credit(text: str) -> bool:
    return len(text) <= LONGEST_CREDIT and (is_credit_line(text) or COPYRIGHT.match(text) is not None)


def _told(tree: LexborHTMLParser, images: Collection[str], base: str | None, page: Page) -> Iterator[Caption]:
    printed = ""
    seen: set[str] = set()
    for node in tree.css(HOLDERS)[:MOST]:
        attributes = node.attributes
        text = plain(next((said for name in TOLD if (said := attributes.get(name))), ""))
        form = squash(text)
        picture = node if node.tag == "img" else node.css_first("img")
        if not form or form in seen or FILE.fullmatch(text) or picture is None:
            continue
        address = picture_address(address_of(picture.attributes) or "", base)
        if address in images:
            printed = printed or "\n".join(squash(block.text) for block in page.blocks)
            if form in printed:
                continue
            seen.add(form)
            credit = credit_of(text) or plain(next((said for name in CREDITS if (said := attributes.get(name))), ""))
            yield Caption(text, credit or None, address)

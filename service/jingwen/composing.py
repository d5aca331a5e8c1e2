"""What the answer says of an article, put in its form: rendered, tidied, in one script, with who said what."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from .block import Block
from .fields.about import About, is_logo
from .fields.collect import Fields
from .fields.title import Title
from .finding.picture_credits import credit_of
from .labelled import blocks_of, where
from .model import Caption, Data, Label, Labelled, Options, Page
from .reading.addresses import safe
from .reading.blocks import han_and_kana
from .rendering import outline, to_html, to_markdown
from .tidying import Traits, tidy_block, tidy_code

EMPTY_LINES = re.compile(r"\n\s*\n")
RUNNING = frozenset((Label.BODY, Label.HEADING))
SHOWN = RUNNING | {Label.CAPTION}
# Tidies several texts of a page together.
TidyAll = Callable[[Sequence[str]], Sequence[str]]


def rendered(
    text: str, labelled: Sequence[Labelled], page: Page, options: Options, tidy: TidyAll, base: str | None
) -> str:
    """The article in the format that was asked for; ``text`` is it as plain text."""
    if options.format == "text":
        return text
    shown = set(where(labelled, *SHOWN))
    told = [n for n, block in enumerate(page.blocks) if n in shown or (block.rich and block.rich.pictures)]
    tidied = [Labelled(tidy_block(page.blocks[n], tidy), labelled[n].label, labelled[n].reason) for n in told]
    parts = outline(tidied, page.elements, partial(safe, base=base))
    return to_html(parts) if options.format == "html" else to_markdown(parts)


def paragraphs_of(blocks: Sequence[Block], tidy: TidyAll) -> Sequence[str]:
    """The text of ``blocks``, a paragraph each: what is set line by line is one, without the empty lines in it."""
    texts = iter(tidy([block.text for block in blocks if block.tag != "code"]))
    return [
        EMPTY_LINES.sub("\n", tidy_code(block.text, tidy)) if block.tag == "code" else next(texts) for block in blocks
    ]


def tidied_captions(captions: Sequence[Caption], tidy: Callable[[str], str]) -> Iterator[Caption]:
    """``captions`` as the answer has them; credits were read as printed: 攝 or 摄, whatever the answer's script."""
    for caption in captions:
        text = tidy(caption.text)
        if text:
            yield replace(caption, text=text, credit=tidy(caption.credit) if caption.credit else None)


def names_on(fields: Fields, labelled: Sequence[Labelled]) -> Iterator[str]:
    """What on the page is known to hold the names of people."""
    yield from fields.byline
    yield from fields.editors
    for block in blocks_of(labelled, Label.CAPTION):
        yield credit_of(block.text) or ""


def script_of(traits: Traits, options: Options) -> str | None:
    """The script of the answer's text: the one asked for, or the page's own where that was kept."""
    if traits.script is None:
        return None
    return traits.script if options.script == "keep" else options.script


def language_of(text: str, data: Data) -> str | None:
    """``zh`` or ``ja`` by the characters of the text; else what the page says of itself."""
    han, kana = han_and_kana(text)
    if han and han > 0.2 * len(text):
        return "ja" if kana > 0.1 * han else "zh"
    return data.language.replace("_", "-").split("-")[0].lower() if data.language else None


def tidied_about(about: About, images: Sequence[str], tidy: TidyAll) -> About:
    """``about`` as the answer has it; where it tells of no picture the first of ``images`` leads the article."""
    leading = None if about.image else next((image for image in images if not is_logo(image)), None)
    site_name, description, section, *keywords = tidy(
        [about.site_name or "", about.description or "", about.section or "", *about.keywords]
    )
    named_by_rule = about.origin.get("site_name") == "rule"  # as the answer's ``site`` is, to the letter
    return About(
        about.site_name if named_by_rule else site_name or None,
        description or None,
        tuple(dict.fromkeys(filter(None, keywords))),
        section or None,
        about.image or leading,
        {**about.origin, "image": "page"} if leading else about.origin,
    )


def origin_of(title: Title | None, fields: Fields, about: About, **others: str | None) -> dict[str, str]:
    """Who said what, by field: ``rule``, ``page`` (printed on it), ``title`` or ``data`` (meta tags, JSON-LD, scripts).

    ``others`` are those that have no origin of their own, None where they have no value.
    """
    origin = {"title": title.origin} if title else {}
    return origin | {name: by for name, by in others.items() if by} | dict(fields.origin) | dict(about.origin)

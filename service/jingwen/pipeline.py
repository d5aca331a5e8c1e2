"""One page's way, from bytes to article: reading, finding, fields, tidying, with the rule where a site has one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import Protocol, TypeVar

from selectolax.lexbor import LexborHTMLParser

from .composing import (
    RUNNING,
    language_of,
    names_on,
    origin_of,
    paragraphs_of,
    rendered,
    script_of,
    tidied_about,
    tidied_captions,
)
from .dates.places import NOWHERE, place_of
from .errors import OverLimit, TextTooLong
from .fields.about import read_about
from .fields.collect import Fields, collect, dated
from .fields.dating import day_of_address
from .fields.title import Title, find_headline
from .finding.article_captions import captions_of
from .finding.confidence import confidence
from .finding.headline import printed_headline
from .finding.labels import label_blocks
from .finding.locate import locate, within
from .finding.pager import next_page
from .finding.pictures import pictures_of
from .finding.prose import Region
from .finding.second_opinion import reconcile, unsure
from .finding.status import Findings, Verdict, judge
from .finding.stretch import complete
from .labelled import blocks_of
from .model import LIMITS, Article, Data, Label, Labelled, Limits, Notice, Options, Page, Placed, RawPage, Version
from .reading.addresses import base_of, resolve
from .reading.as_shown import as_shown, is_misread
from .reading.blocks import garbled, weighs
from .reading.bodies import hidden_bodies, with_body
from .reading.decode import as_utf8, decode
from .reading.dump import is_markup, read_dump
from .reading.embedded import moment_near, read_data, script_date, telling
from .reading.marked import Marks
from .reading.markup import Walk, parse, read_markup
from .reading.rich import RichWalk
from .reading.runaway import may_run_away, with_short_links
from .reading.scan import bounded, too_many
from .reading.selectors import Selectors, holders
from .reading.shadow import compose
from .rules.apply import RuleFields, Ruling, points, rule_body, rule_fields
from .rules.match import find
from .rules.model import Rule, RuleSet
from .tidying import mend_blocks, name_forms, tidy_text, tidy_texts
from .tidying.characters import is_western
from .tidying.mojibake import UNDONE, notice_of_loss, undo_page
from .version import VERSION

# Less text than one short sentence (a Han character counts three) is no article, unless a rule says where it is.
SHORTEST_ARTICLE = 45.0
# With less prose than this (120 Han characters) a region is weighed against what the page's scripts hold.
LITTLE = 360.0
BINARY = Notice(
    "binary", "the bytes are no text; send the page as it was fetched, with its Content-Encoding if it has one"
)
DEGRADED = Notice(
    "degraded", "the page took so long that it was cleaned without a second look at it; the text may be less exact"
)
# A picture or an archive shows what it is in its first bytes.
GARBLED_WINDOW = 4000
# What ``on_stage`` hears, in order.
STAGES = ("decode", "parse", "rules", "blocks", "locate", "label", "fields", "tidy")

T = TypeVar("T")


class Attempt(Protocol):
    """Does work that an answer can do without, or gives it up (None): whoever keeps the time decides."""

    def __call__(self, work: Callable[[], T], /) -> T | None: ...


def clean(
    raw: RawPage,
    rules: RuleSet,
    options: Options,
    on_stage: Callable[[str], None] | None = None,
    attempt: Attempt | None = None,
    limits: Limits = LIMITS,
) -> Article:
    """The article on ``raw``. A pure function: the same page, rules, options and limits give the same answer.

    ``on_stage`` hears the name of each stage as it begins, and ``done``. ``attempt`` is called with the dear part of
    the work and may give it up; the answer then has the notice ``degraded``. Raises ``TooManyTags`` and
    ``TextTooLong``.
    """
    stage, attempt = on_stage or _deaf, attempt or _do
    stage("decode")
    text, encoding, notices = decode(raw.body, raw.content_type)
    undone = undo_page(text) if options.mojibake else None
    if undone is not None:
        text = undone  # of which the article's paragraphs tell what is lost for good
        notices = (*(notice for notice in notices if notice.code != "unrecoverable_bytes"), UNDONE)
    binary = undone is None and garbled(text[:GARBLED_WINDOW])
    stage("parse")
    tree, utf8 = None, as_utf8(text, raw.body, encoding, notices)
    data = Data()
    if is_markup(text, raw.content_type):
        held, over = bounded(text, limits)
        if held is not text:
            text, utf8 = held, held.encode("utf-8", "ignore")
        notices += over
        tree = parse(utf8)
        known = telling(tree)
        if is_misread(known):
            text, tree = _mended(text, as_shown(text), tree, limits)
            known = telling(tree)
        data = read_data(tree, known)
    stage("rules")
    rule = find(rules, raw.url or data.canonical or data.meta.get("og:url"), utf8, tree)
    stage("blocks")
    walker = None if options.format == "text" else RichWalk
    page = _read(text, tree, data, rule, raw.url, walker, limits)
    if tree and may_run_away(page.blocks) and (mended_text := with_short_links(text)) != text:
        text, tree = _mended(text, mended_text, tree, limits)
        page = _read(text, tree, data, rule, raw.url, walker, limits)
    if len(text) > limits.text or len(page.blocks) > limits.tags:  # no page shows more than was sent of it
        _hold(page, limits)
    mended = mend_blocks(page.blocks, options)
    page = replace(page, blocks=mended.blocks, traditional=mended.traits.script == "hant")
    stage("locate")
    ruling = rule_body(rule, page.blocks) if rule else None
    told = rule_fields(rule, tree, page.blocks) if rule else RuleFields()
    headline = find_headline(page, tree) if tree else None
    shown = page
    page, region, hasty = _locate(page, tree, ruling, headline.block if headline else None, walker, attempt, limits)
    if tree and page is not shown and (headline is None or headline.block is None):
        headline = find_headline(page, tree)
    stage("label")
    ruled = ruling is not None and ruling.inside is not None
    title = None if binary else _title(page, region, told, headline, _captioned(ruling))
    if tree is None and not ruled:
        region = complete(page, region, title.block if title else None)
    printed = title.block if title else None
    labelled = label_blocks(
        page, region, title.text if title else None, dict(ruling.verdicts) if ruling else {}, printed
    )
    stage("fields")
    fields = collect(page, labelled, told, raw.fetched_at, options.zone, Marks(tree))
    if (fields.date is None or fields.reckoned) and tree is not None and "date" not in told.off:
        fields = dated(fields, _last_words(tree, title), place_of(data.language or "zh", None, zone=options.zone))
    stage("tidy")
    traits = replace(mended.traits, names=name_forms(names_on(fields, labelled), options.script, mended.traits.script))
    tidy = partial(tidy_text, options=options, traits=traits)
    tidy_all = partial(tidy_texts, options=options, traits=traits)
    paragraphs = paragraphs_of(blocks_of(labelled, *RUNNING), tidy_all)
    text = "\n\n".join(filter(None, paragraphs))
    western = is_western(text)  # which holds no sign of lost bytes, and neither Chinese nor Japanese
    told_lost = any(notice.code == "unrecoverable_bytes" for notice in notices)
    lost = None if western or told_lost else notice_of_loss(paragraphs)
    readable = bool(text) and (ruled or weighs(text, SHORTEST_ARTICLE))
    findings = Findings(text if readable else "", fields.date is not None, ruled)
    verdict = Verdict("no_article", BINARY) if binary else judge(page, labelled, findings, tree)
    found = verdict.status == "article"
    if found and fields.date is None and "date" not in told.off:
        fields = dated(fields, [day_of_address(raw.url or data.canonical or data.meta.get("og:url"))], NOWHERE)
    base = base_of(raw.url, data)
    about = read_about(data, title.text if title else None, rule.site if rule else None, base)
    if verdict.status in ("index", "verification"):  # what a list or a wall says of itself or of others is no article's
        fields, about = Fields(), about.of_the_site()
    images = pictures_of(page, labelled, base) if found else ()
    captions = captions_of(page, labelled, images, base, (tree, utf8) if tree else None)
    about = tidied_about(about, images, tidy_all)
    blocks, late = _explained(labelled, tree, rule, attempt, limits) if options.explain else (None, None)
    notices += mended.notices + _missed(rule, ruling) + tuple(filter(None, (lost, verdict.notice, hasty or late)))
    article = Article(
        status=verdict.status,
        url=raw.url,
        canonical_url=data.canonical or data.meta.get("og:url"),
        site=rule.site if rule else None,
        site_name=about.site_name,
        rule=rule.file if rule else None,
        title=tidy(title.text) if title else None,
        text=rendered(text, labelled, page, options, tidy_all, base) if found else "",
        source=tidy(fields.source) if fields.source else None,
        byline=tuple(tidy(name) for name in fields.byline),
        editors=tuple(tidy(name) for name in fields.editors),
        date=fields.date,
        date_raw=fields.date_raw,
        modified=fields.modified,
        description=about.description,
        keywords=about.keywords,
        section=about.section,
        image=about.image,
        images=images,
        captions=() if "captions" in told.off else tuple(tidied_captions(captions, tidy)),
        language=language_of("" if western else text, data),
        script=script_of(traits, options),
        original_script=traits.script,
        next_page=_next_page(told, labelled, tree, data, base, raw.url),
        confidence=(1.0 if ruled else confidence(region, labelled)) if found else 0.0,
        origin=origin_of(
            title,
            fields,
            about,
            text=("rule" if ruled else "page") if found else None,
            images="page" if images else None,
            original_script="page" if traits.script else None,
        ),
        encoding=encoding,
        notices=notices,
        version=Version(VERSION, rules.version),
        kind=page.kind,
        blocks=blocks,
    )
    stage("done")
    return article


def _last_words(tree: LexborHTMLParser, title: Title | None) -> Iterator[str | None]:
    """What tells the date of the page where nothing else does: an element by the headline, then a script."""
    yield moment_near(tree, title.text if title else None)
    yield script_date(tree)


def _explained(
    labelled: Sequence[Labelled], tree: LexborHTMLParser | None, rule: Rule | None, attempt: Attempt, limits: Limits
) -> tuple[tuple[Labelled, ...], Notice | None]:
    """``labelled``, each with its place where the page has markup; with a notice where there was no time for that."""
    if tree is None:
        return tuple(labelled), None
    placed = attempt(lambda: _placed(labelled, tree, rule, limits))
    return (tuple(labelled), DEGRADED) if placed is None else (placed, None)


def _placed(
    labelled: Sequence[Labelled], tree: LexborHTMLParser, rule: Rule | None, limits: Limits
) -> tuple[Labelled, ...]:
    """``labelled``, those of a page's own markup with the element that holds each.

    The page is walked over once more for that, so that it costs nothing where nobody asks for it.
    """
    nodes = holders(tree, points(rule, tree) if rule else None, limits.tags)
    selectors = Selectors(tree)
    place = cache(lambda element: selectors.place(nodes[element]))
    return tuple(
        Placed(x.block, x.label, x.reason, *place(x.block.element)) if x.block.element < len(nodes) else x
        for x in labelled
    )


def _deaf(_: str) -> None:
    """Stands in for a listener where nobody keeps the time."""


def _mended(text: str, mended: str, tree: LexborHTMLParser, limits: Limits) -> tuple[str, LexborHTMLParser]:
    """The ``mended`` text of a page within ``limits``, and its tree; the old ones where nothing had to be mended."""
    if mended == text:
        return text, tree
    mended = bounded(mended, limits)[0]
    tree = parse(mended)
    compose(tree)
    return mended, tree


def _hold(page: Page, limits: Limits) -> None:
    """Refuses a page that nobody wrote to be read: so much would keep the process busy for many seconds."""
    if len(page.blocks) > limits.tags:
        raise too_many(limits.tags, "blocks of text" if page.kind == "html" else "lines", len(page.blocks))
    size = sum(len(block.text) for block in page.blocks)
    if size > limits.text:
        raise TextTooLong(
            f"the page has {size} characters of text; the limit is {limits.text} (max_text). Send it in parts, or "
            "raise JINGWEN_MAX_TEXT (in Python: Limits(text=...))",
            limit_name="max_text",
            limit=limits.text,
            got=size,
        )


def _do(work: Callable[[], T]) -> T:
    """Does all work to its end, where nobody keeps the time."""
    return work()


def _read(
    text: str,
    tree: LexborHTMLParser | None,
    data: Data,
    rule: Rule | None,
    url: str | None,
    walker: type[Walk] | None,
    limits: Limits,
) -> Page:
    if tree is None:
        return read_dump(text, url)
    blocks, elements = read_markup(tree, points(rule, tree) if rule else None, walker, limits.tags)
    return Page("html", blocks, elements, data, url)


def _locate(
    page: Page,
    tree: LexborHTMLParser | None,
    ruling: Ruling | None,
    headline: int | None,
    walker: type[Walk] | None,
    attempt: Attempt,
    limits: Limits,
) -> tuple[Page, Region, Notice | None]:
    """The region of the article: the rule's, or the locator's; from a script where that holds much more of it.

    With a notice where a second look was needed and given up.
    """
    if ruling and ruling.inside is not None:
        return page, within(page, ruling.inside), None
    region = locate(page, headline, ruling.verdicts if ruling else ())
    if tree is None or (region.prose >= LITTLE and not unsure(page, region)):
        return page, region, None
    looked = attempt(lambda: _second_look(page, tree, region, walker, limits))
    return (page, region, DEGRADED) if looked is None else (*looked, None)


def _second_look(
    page: Page, tree: LexborHTMLParser, region: Region, walker: type[Walk] | None, limits: Limits
) -> tuple[Page, Region]:
    """The ``region`` of ``page`` weighed against what stands hidden on it and what another extractor says."""
    if region.prose < LITTLE:
        for told in hidden_bodies(tree):
            try:
                candidate = with_body(page, told._replace(text=bounded(told.text, limits)[0]), walker)
                _hold(candidate, limits)
            except OverLimit:  # of what is no more than a guess
                continue
            found = locate(candidate)
            if found.prose > 2 * region.prose and found.blocks and found.blocks[0] >= len(page.blocks):
                return candidate, found
    return page, reconcile(page, region) if unsure(page, region) else region


def _title(
    page: Page, region: Region, told: RuleFields, headline: Title | None, captions: frozenset[int]
) -> Title | None:
    """The rule's headline, or the one that the page shows; a rule may also say that there is none to report."""
    if "title" in told.off:
        return None
    for text in told.values.get("title", ()):
        return Title(text.strip(), "rule")
    return headline if page.kind == "html" else printed_headline(page, region, captions)


def _captioned(ruling: Ruling | None) -> frozenset[int]:
    """The blocks that a rule calls captions: a headline is none of them."""
    verdicts = ruling.verdicts.items() if ruling else ()
    return frozenset(i for i, (label, _) in verdicts if label is Label.CAPTION)


def _missed(rule: Rule | None, ruling: Ruling | None) -> tuple[Notice, ...]:
    if rule is None or ruling is None or not ruling.missed:
        return ()
    return (Notice("rule_missed", f"{rule.file} matched the page but not its body; the generic way was taken"),)


def _next_page(
    told: RuleFields,
    labelled: Sequence[Labelled],
    tree: LexborHTMLParser | None,
    data: Data,
    base: str | None,
    url: str | None,
) -> str | None:
    """The article's next page: the rule's word, a pager below the text, or what the page says of itself."""
    if "next_page" in told.off:
        return None
    for address in told.values.get("next_page", ()):
        if address:
            return resolve(address, base)
    links = (*filter(None, (data.next_page,)), *data.next_links)
    urls = tuple(filter(None, (url, data.canonical, data.meta.get("og:url"))))
    return next_page(labelled, tree, base, urls, links)

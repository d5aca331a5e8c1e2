"""A page as the learner sees it: what the general way makes of it, where its blocks stand, what its data says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .. import pipeline
from ..block import Block
from ..errors import InvalidOption
from ..fields.data import data_times
from ..fields.documents import about_article, told
from ..fields.site import squash
from ..measure import weight
from ..model import Article, Data, Label, Labelled, Options, Page
from ..reading.decode import decode
from ..reading.dump import is_markup
from ..reading.embedded import read_data
from ..reading.markup import parse
from ..reading.selectors import Selectors, holders
from ..rules.match import host_of
from ..rules.model import RuleSet
from .samples import Sample

T = TypeVar("T")
RUNNING = frozenset((Label.BODY, Label.HEADING))
# What a rule must not cut off: the headline and what the credits are read from.
KEPT = frozenset((Label.TITLE, Label.CREDITS, Label.SIGNOFF, Label.CAPTION))
DIGITS = re.compile(r"\d+")
# Pages that share so much of their text are one article, sent twice or printed again under another headline.
SAME = 0.6
FEWEST = 3


@dataclass(frozen=True)
class Study:
    """A page, what comes out of it without a rule, and its tree (None for a dump)."""

    sample: Sample
    article: Article
    tree: LexborHTMLParser | None
    data: Data
    _names: dict[int, list[tuple[str, int]]] = field(default_factory=dict, repr=False)
    _known: dict[Any, Any] = field(default_factory=dict, repr=False)

    def once(self, ask: Callable[[], T], *key: str) -> T:
        """What ``ask`` says, worked out once for each ``key``: it is asked again for each page that is left out."""
        if key not in self._known:
            self._known[key] = ask()
        known: T = self._known[key]
        return known

    @cached_property
    def keys(self) -> frozenset[str]:
        """What the page's blocks say, but for numbers."""
        return frozenset(key(labelled.block.text) for labelled in self.blocks)

    @cached_property
    def running(self) -> frozenset[str]:
        """What the article's paragraphs and headings say, but for numbers."""
        return frozenset(key(x.block.text) for x in self.blocks if x.label in RUNNING)

    @property
    def blocks(self) -> Sequence[Labelled]:
        """The page's blocks with their labels."""
        return self.article.blocks or ()

    @cached_property
    def nodes(self) -> list[LexborNode]:
        """The element that holds each block, at ``Block.element``."""
        return holders(self.tree) if self.tree else []

    @cached_property
    def selectors(self) -> Selectors | None:
        """The selectors of the page's elements."""
        return Selectors(self.tree) if self.tree else None

    @cached_property
    def headlines(self) -> list[str]:
        """What the page's data calls the article, squashed: with or without the site's name."""
        documents = (text for text in told(about_article(self.data), "headline") if isinstance(text, str))
        metas = (self.data.meta.get("og:title"), self.data.meta.get("twitter:title"))
        return [form for text in (*metas, *documents, self.data.title) if text and (form := squash(text))]

    @cached_property
    def day(self) -> str | None:
        """The day of publication that the page's data tells, ``2024-05-06``."""
        moments = data_times(Page(self.article.kind, (), (), self.data)).dates
        found = (re.search(r"\d{4}-\d\d-\d\d", moment) for moment in moments)
        return next((match[0] for match in found if match), None)

    def node(self, block: Block) -> LexborNode | None:
        """The element that holds ``block``."""
        return self.nodes[block.element] if block.element < len(self.nodes) else None

    def names(self, block: Block) -> Sequence[tuple[str, int]]:
        """The selectors by name of the elements around ``block``, the innermost first, and how far out each stands."""
        if block.element not in self._names:
            self._names[block.element] = list(self._named(self.node(block)))
        return self._names[block.element]

    def _named(self, node: LexborNode | None) -> Iterator[tuple[str, int]]:
        level = 0
        while node is not None and node.tag not in ("body", "html") and self.selectors is not None:
            if node.is_element_node:
                for name, _ in self.selectors.counted(node)[:-1]:  # the last one is the bare tag
                    yield name, level
            node, level = node.parent, level + 1


def study(sample: Sample) -> Study:
    """What the general way makes of ``sample``. Raises what cleaning raises."""
    article = pipeline.clean(sample.raw, RuleSet(), Options(explain=True, script="keep"))
    text = decode(sample.raw.body, sample.raw.content_type)[0]
    tree = parse(text) if article.kind == "html" and is_markup(text, sample.raw.content_type) else None
    return Study(sample, article, tree, read_data(tree) if tree else Data())


def studies(samples: Iterable[Sample]) -> list[Study]:
    """The pages with an article in ``samples``, each article once. Raises ``InvalidOption`` where there are too few.

    Of what is left at least three are needed: with two nothing tells the site's lines from the article's.
    """
    found = [study(sample) for sample in samples]
    articles = [each for each in found if each.article.status == "article"]
    kept = single(articles)
    if len(kept) < FEWEST:
        without, twice = len(found) - len(articles), len(articles) - len(kept)
        why = [f"{without} without an article"] * bool(without)
        why += [f"{twice} of an article that is there already"] * bool(twice)
        raise InvalidOption(
            f"got {len(found)} page{'' if len(found) == 1 else 's'}{': ' * bool(why)}{', '.join(why)}; "
            f"expected at least {FEWEST} different articles of one site"
        )
    return kept


def single(articles: Iterable[Study]) -> list[Study]:
    """``articles``, each once."""
    kept: list[Study] = []
    for each in articles:
        if not any(_is_same(each, other) for other in kept):
            kept.append(each)
    return kept


def key(text: str) -> str:
    """What two blocks have in common that say the same but for numbers."""
    return DIGITS.sub("0", " ".join(text.split())).casefold()


def repeated(found: Sequence[Study], least: int) -> frozenset[str]:
    """The keys of what stands on at least ``least`` of the pages."""
    pages: dict[str, int] = defaultdict(int)
    for each in found:
        for text in each.keys:
            pages[text] += 1
    return frozenset(text for text, number in pages.items() if number >= least and text)


def hosts(found: Sequence[Study]) -> list[str]:
    """The hosts of the pages, each once; of a page without an address none."""
    addresses = (each.sample.raw.url or each.article.canonical_url for each in found)
    return list(dict.fromkeys(host for url in addresses if url and (host := host_of(url))))


def _is_same(one: Study, other: Study) -> bool:
    if one.article.kind == "dump" and one.article.title != other.article.title:
        return False  # half of a dump may be the site's own lines
    return sum(map(weight, one.running & other.running)) > SAME * sum(map(weight, one.running))
